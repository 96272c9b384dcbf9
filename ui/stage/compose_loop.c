/* The event loop: who runs, who is ready, what waits for the next iteration, the timers, the phase. */
#include "compose_room.h"

#include "loop_view.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

/* «due timers · clock · 3 frozen · run 1 of 3», the present one strong. */
static void add_phases(Composing *composing, Box line)
{
    SimClock clock;
    char words[4][2 * COUNT_TEXT_BYTES + 16] = {"due timers", "clock"};
    sim_clock(composing->sim, &clock);
    char ran[COUNT_TEXT_BYTES], frozen[COUNT_TEXT_BYTES];
    count_text(ran, clock.ran);
    count_text(frozen, clock.frozen);
    snprintf(words[2], sizeof words[2], "%s frozen", frozen);
    snprintf(words[3], sizeof words[3], "run %s of %s", ran, frozen);
    int now = clock.phase == SIM_PHASE_TIMERS    ? 0
              : clock.phase == SIM_PHASE_CLOCK   ? 1
              : clock.phase == SIM_PHASE_RUNNING ? 3
                                                 : -1;
    float x = line.x + line.width, gap = 0;
    for (int i = 3; i >= 0; i--) {
        Face face = i == now ? FACE_STRONG : FACE_TEXT;
        float wide = words_wide(composing, face, SIZE_SMALL, words[i]) + 1;
        if (x - gap - wide < line.x + 180)
            return;
        if (gap > 0)
            words_middle(composing, (Box){x - gap, line.y, gap, line.height}, FACE_TEXT, SIZE_SMALL, INK_DIM, "·");
        x -= gap + wide;
        words_left(composing, (Box){x, line.y, wide, line.height}, face, SIZE_SMALL, i == now ? INK_TEXT : INK_DIM,
                   words[i]);
        gap = 24;
    }
}

/* The first of a row's pieces say who runs; the rest is the queue behind. */
static void add_running(Composing *composing, const Row *row, Box box)
{
    const Piece *word = row->count > 0 ? &row->pieces[0] : NULL, *who = row->count > 1 ? &row->pieces[1] : NULL;
    SimClock clock;
    sim_clock(composing->sim, &clock);
    Mark *frame = scene_box(composing->scene, box, 10, INK_WELL, INK_RUNNING);
    frame->thickness = 4;
    float y = box.y + 9;
    if (who && who->kind == PIECE_CHIP) {
        float wide = chip_wide(composing, &who->chip);
        wide = wide < box.width - 24 ? wide : box.width - 24;
        chip_add(composing, &who->chip, box.x + (box.width - wide) / 2, y, wide);
    } else if (who) {
        words_middle(composing, (Box){box.x + 10, y, box.width - 20, CHIP_HEIGHT}, FACE_STRONG, SIZE_SMALL,
                     INK_TEXT, who->text);
    }
    const char *label = word && strcmp(word->text, "ran") == 0 ? "just ran" : "runs now";
    words_middle(composing, (Box){box.x + 8, y + CHIP_HEIGHT + 4, box.width - 16, 30}, FACE_TEXT, SIZE_SMALL,
                 INK_DIM, label);
}

/* The queue without who runs, and with words that have room for more than the terminal. */
static void queue_of(const LoopView *view, Row *queue)
{
    *queue = (Row){.more = view->running.more};
    for (size_t i = 3; i < view->running.count; i++)
        queue->pieces[queue->count++] = view->running.pieces[i];
}

static void add_queue(Composing *composing, const LoopView *view, Box box)
{
    Row queue;
    queue_of(view, &queue);
    scene_sign(composing->scene, SIGN_FROM, (Box){box.x, box.y + 24, 22, 22}, INK_DIM);
    Box line = {box.x + 36, box.y + 9, box.width - 36, CHIP_HEIGHT};
    row_compose(composing, &queue, ROW_PLAIN, line);
    words_left(composing, (Box){line.x, box.y + 9 + CHIP_HEIGHT + 4, line.width, 30}, FACE_TEXT, SIZE_SMALL,
               INK_DIM, "ready queue, first in first out");
}

enum { TIMER_HEIGHT = 36 };

/* One timer: whom it wakes and when. */
static void add_timer(Composing *composing, const Chip *chip, const char *time, Box box)
{
    float when = words_wide(composing, FACE_TEXT, SIZE_SMALL, time);
    Mark *pill = scene_box(composing->scene, box, box.height / 2, INK_WELL, INK_SLEEPING);
    pill->thickness = 3;
    if (chip->task)
        pill->target = (Target){TARGET_TASK, chip->task};
    scene_sign(composing->scene, chip->is_callback ? SIGN_CALLBACK : SIGN_SLEEPING,
               (Box){box.x + 14, box.y + box.height / 2 - 9, 18, 18}, INK_TEXT);
    words_left(composing, (Box){box.x + 42, box.y, box.width - when - 66, box.height}, FACE_TEXT, SIZE_SMALL,
               INK_TEXT, chip->text);
    words_right(composing, (Box){box.x + box.width - when - 18, box.y, when + 1, box.height}, FACE_TEXT, SIZE_SMALL,
                INK_DIM, time);
}

static void add_timers(Composing *composing, const Row *row, Box box)
{
    size_t timers = row->count > 1 ? (row->count - 1) / 2 : 0, shown = 0;
    float y = box.y;
    for (size_t i = 1; i + 1 < row->count && y + TIMER_HEIGHT <= box.y + box.height; i += 2, shown++) {
        bool is_last_place = y + 2 * TIMER_HEIGHT + 6 > box.y + box.height;
        if (is_last_place && timers + row->more > shown + 1)
            break;
        add_timer(composing, &row->pieces[i].chip, row->pieces[i + 1].text,
                  (Box){box.x, y, box.width, TIMER_HEIGHT});
        y += TIMER_HEIGHT + 6;
    }
    char more[COUNT_TEXT_BYTES + 32] = "no timers", count[COUNT_TEXT_BYTES];
    if (timers > 0)
        snprintf(more, sizeof more, "+%s timers", count_text(count, timers + row->more - shown));
    if (timers == 0 || shown < timers + row->more)
        words_left(composing, (Box){box.x + 6, y, box.width, 32}, FACE_TEXT, SIZE_SMALL, INK_DIM, more);
}

/* Where there is no room at the side: the first timers, and how many more there are. */
static void add_next_timers(Composing *composing, const Row *row, Box box)
{
    enum { PILL = 250, MORE = 130 };
    char more[COUNT_TEXT_BYTES + 32], count[COUNT_TEXT_BYTES];
    uint64_t timers = row->count < 3 ? 0 : row->more + (row->count - 1) / 2, shown = 0;
    if (timers == 0 || box.height < TIMER_HEIGHT)
        return;
    float wide = box.width < PILL ? box.width : PILL, x = box.x, end = box.x + box.width;
    for (; 2 * shown + 2 < row->count && (shown == 0 || x + wide + (shown + 1 < timers ? MORE : 0) <= end);
         shown++) {
        add_timer(composing, &row->pieces[2 * shown + 1].chip, row->pieces[2 * shown + 2].text,
                  (Box){x, box.y, wide, TIMER_HEIGHT});
        x += wide + GAP;
    }
    snprintf(more, sizeof more, "+%s timers", count_text(count, timers - shown));
    if (timers > shown)
        words_left(composing, (Box){x, box.y, end - x, TIMER_HEIGHT}, FACE_TEXT, SIZE_SMALL, INK_DIM, more);
}

static const char *no_loop_words(const Composing *composing)
{
    SimScenario scenario;
    sim_scenario(composing->sim, &scenario);
    return !scenario.has_loop              ? "This program starts no loop: there is none to watch."
           : sim_is_at_end(composing->sim) ? "The loop is closed: the module's own code has the end."
                                           : "No loop runs: this is the module's own code.";
}

/* ---- in one row, where there is little height ---- */

/* The first timer where the width allows it, and how many others there are; returns what they take. */
static float add_few_timers(Composing *composing, const Row *row, Box box)
{
    enum { WIDE = 640, PILL = 230 };
    char more[COUNT_TEXT_BYTES + 32], count[COUNT_TEXT_BYTES];
    uint64_t timers = row->more + (row->count > 1 ? (row->count - 1) / 2 : 0), shown = timers && box.width > WIDE;
    float right = box.x + box.width, used = 0;
    snprintf(more, sizeof more, "+%s timer%s", count_text(count, timers - shown), timers - shown == 1 ? "" : "s");
    if (timers > shown)
        used += words_right(composing, box, FACE_TEXT, SIZE_SMALL, INK_DIM, more) + GAP;
    if (!shown)
        return used;
    add_timer(composing, &row->pieces[1].chip, row->pieces[2].text,
              (Box){right - used - PILL, box.y + (box.height - TIMER_HEIGHT) / 2, PILL, TIMER_HEIGHT});
    return used + PILL + GAP;
}

/* Who runs, in its frame; returns the width. */
static float add_running_chip(Composing *composing, const Row *row, Box box)
{
    const Piece *who = row->count > 1 ? &row->pieces[1] : NULL;
    if (!who)
        return 0;
    bool is_chip = who->kind == PIECE_CHIP;
    float most = box.width * 0.4F, wide = is_chip ? chip_wide(composing, &who->chip)
                                                  : words_wide(composing, FACE_STRONG, SIZE_SMALL, who->text) + 24;
    wide = wide < most ? wide : most;
    Mark *frame =
        scene_box(composing->scene, (Box){box.x, box.y, wide + 16, box.height}, 10, INK_WELL, INK_RUNNING);
    frame->thickness = 4;
    float y = box.y + (box.height - CHIP_HEIGHT) / 2;
    if (is_chip)
        chip_add(composing, &who->chip, box.x + 8, y, wide);
    else
        words_middle(composing, (Box){box.x + 8, y, wide, CHIP_HEIGHT}, FACE_STRONG, SIZE_SMALL, INK_TEXT,
                     who->text);
    return wide + 16;
}

static void compose_loop_row(Composing *composing, const LoopView *view, Box box)
{
    enum { ABOVE = 7, ARROW = 22 };
    Row queue;
    scene_begin(composing->scene, scene_identity("loop", 0), box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_PANEL, INK_FRAME);
    Box inner = {box.x + GAP, box.y + ABOVE, box.width - GAP - PANEL_PADDING, box.height - 2 * ABOVE};
    if (view->has_loop) {
        float timers = add_few_timers(composing, &view->timers, inner);
        float x = inner.x + add_running_chip(composing, &view->running, inner) + GAP;
        scene_sign(composing->scene, SIGN_FROM, (Box){x, box.y + (box.height - ARROW) / 2, ARROW, ARROW}, INK_DIM);
        x += ARROW + GAP;
        queue_of(view, &queue);
        row_compose(composing, &queue, ROW_PLAIN,
                    (Box){x, inner.y, inner.x + inner.width - timers - x, inner.height});
    } else {
        words_left(composing, (Box){box.x + PANEL_PADDING, inner.y, inner.width - GAP, inner.height}, FACE_TEXT,
                   SIZE_SMALL, INK_DIM, no_loop_words(composing));
    }
    panel_end(composing);
}

void compose_loop(Composing *composing, Box box)
{
    enum { TIMERS_WIDTH = 290, RUNNING_WIDTH = 240, RUNNING_HEIGHT = 94 };
    LoopView view;
    loop_view(composing->sim, &view);
    if (box.height <= LOOP_ROW_HEIGHT) {
        compose_loop_row(composing, &view, box);
        return;
    }
    Box inner = panel_begin(composing, scene_identity("loop", 0), box, "event loop", "");
    if (!view.has_loop) {
        words_paragraph(composing, inner, FACE_TEXT, SIZE_TEXT, INK_DIM, no_loop_words(composing));
        panel_end(composing);
        return;
    }
    add_phases(composing, (Box){inner.x, box.y + 6, inner.width, PANEL_HEAD - 6});
    bool is_wide = inner.width > LOOP_NARROW;
    float timers = is_wide                      ? TIMERS_WIDTH
                   : inner.width < TIMERS_WIDTH ? inner.width
                                                : TIMERS_WIDTH,
          running = is_wide ? RUNNING_WIDTH : (float)(int)(inner.width * 0.36F);
    float queue = inner.width - running - (is_wide ? timers + 2 * GAP : GAP);
    add_running(composing, &view.running, (Box){inner.x, inner.y, running, RUNNING_HEIGHT});
    add_queue(composing, &view, (Box){inner.x + running + GAP, inner.y, queue, RUNNING_HEIGHT});
    if (is_wide)
        add_timers(composing, &view.timers, (Box){inner.x + inner.width - timers, inner.y, timers, inner.height});
    else
        add_next_timers(
            composing, &view.timers,
            (Box){inner.x, inner.y + RUNNING_HEIGHT + 4, inner.width, inner.height - RUNNING_HEIGHT - 4});
    panel_end(composing);
}
