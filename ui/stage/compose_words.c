/* The head, the sentence, the output, the variables and the foot: panels of words. */
#include "compose_room.h"

#include "head_view.h"
#include "output_view.h"
#include "task_view.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

/* ---- the head ---- */

enum { HEAD_KNOBS_MOST = 6 };

/* The knobs as pills, as far as there is room before `end`; returns where they end. */
static float add_knobs(Composing *composing, float x, float end, float y)
{
    char text[96];
    for (size_t i = 0; i < HEAD_KNOBS_MOST && head_knob(composing->player, i, text, sizeof text); i++) {
        float wide = words_wide(composing, FACE_CODE, SIZE_SMALL, text) + 36;
        if (x + wide > end)
            break;
        bool is_selected = composing->player->knob == i;
        Mark *pill =
            scene_box(composing->scene, (Box){x, y, wide, 46}, 23, INK_PANEL, is_selected ? INK_EDGE : INK_FRAME);
        pill->target = (Target){TARGET_KNOB, (uint32_t)i};
        words_middle(composing, (Box){x + 8, y, wide - 16, 46}, FACE_CODE, SIZE_SMALL, INK_TEXT, text);
        x += wide + GAP;
    }
    return x;
}

static void place_words(const Composing *composing, char *text, size_t room)
{
    SimClock clock;
    char iteration[COUNT_TEXT_BYTES];
    sim_clock(composing->sim, &clock);
    snprintf(text, room, "iteration %s", count_text(iteration, clock.iteration));
}

static void callback_words(const Composing *composing, char *text, size_t room)
{
    SimClock clock;
    SimExtent extent;
    char now[COUNT_TEXT_BYTES], all[COUNT_TEXT_BYTES];
    sim_clock(composing->sim, &clock);
    sim_extent(composing->sim, &extent);
    snprintf(text, room, "callback %s of %s%s", count_text(now, clock.callback), count_text(all, extent.callbacks),
             extent.is_whole ? "" : "+");
}

/* Callback n of N, and whether it plays, at the right end; returns where they begin. */
static float add_state(Composing *composing, const HeadView *head, Box box)
{
    char text[96];
    float end = box.x + box.width;
    float status = words_wide(composing, FACE_TEXT, SIZE_SMALL, head->status);
    words_right(composing, (Box){end - status - 2, box.y, status + 2, box.height}, FACE_TEXT, SIZE_SMALL,
                head->is_ended_badly ? INK_BAD : INK_DIM, head->status);
    end -= status + 10;
    bool is_playing = composing->player->is_playing;
    if (!sim_is_at_end(composing->sim))
        scene_sign(composing->scene, is_playing ? SIGN_PLAYING : SIGN_PAUSED,
                   (Box){end - 20, box.y + box.height / 2 - 10, 20, 20}, INK_DIM);
    end -= 20 + 28;
    callback_words(composing, text, sizeof text);
    float wide = words_wide(composing, FACE_TEXT, SIZE_SMALL, text);
    words_right(composing, (Box){end - wide - 2, box.y, wide + 2, box.height}, FACE_TEXT, SIZE_SMALL, INK_DIM,
                text);
    return end - wide - 2;
}

/* The clock is the largest thing on the page but the sentence: a fixed place, so that only the digits change. */
static float add_clock(Composing *composing, const HeadView *head, Box box, float x, float end)
{
    char place[64];
    float wide = words_wide(composing, FACE_STRONG, SIZE_CLOCK, head->clock);
    if (x + wide > end)
        return x;
    words_left(composing, (Box){x, box.y, wide + 2, box.height}, FACE_STRONG, SIZE_CLOCK, INK_STRONG, head->clock);
    x += wide + 2 * GAP;
    place_words(composing, place, sizeof place);
    wide = words_wide(composing, FACE_TEXT, SIZE_SMALL, place);
    if (x + wide > end)
        return x;
    words_left(composing, (Box){x, box.y + 8, wide + 2, box.height - 8}, FACE_TEXT, SIZE_SMALL, INK_DIM, place);
    return x + wide + 2 * GAP;
}

void compose_head(Composing *composing, Box box)
{
    HeadView head;
    head_view(composing->player, &head);
    scene_begin(composing->scene, scene_identity("head", 0), box, false);
    float end = add_state(composing, &head, box) - 2 * GAP;
    float clock = words_wide(composing, FACE_STRONG, SIZE_CLOCK, head.clock) + 190;
    float middle = box.x + box.width * 0.47F, x = box.x;
    if (middle + clock > end)
        middle = end - clock > box.x ? end - clock : box.x;
    x += words_left(composing, (Box){x, box.y, middle - x - GAP, box.height}, FACE_STRONG, SIZE_TITLE, INK_STRONG,
                    head.title) +
         2 * GAP;
    float file = words_wide(composing, FACE_CODE, SIZE_SMALL, head.file);
    if (*head.file && x + file + GAP < middle) {
        words_left(composing, (Box){x, box.y + 8, file + 1, box.height - 8}, FACE_CODE, SIZE_SMALL, INK_DIM,
                   head.file);
        x += file + 2 * GAP;
    }
    add_knobs(composing, x, middle - GAP, box.y + (box.height - 46) / 2 + 2);
    add_clock(composing, &head, box, middle, end);
    panel_end(composing);
}

/* ---- the foot ---- */

void compose_foot(Composing *composing, Box box)
{
    HeadView head;
    head_view(composing->player, &head);
    scene_begin(composing->scene, scene_identity("foot", 0), box, false);
    float used =
        words_left(composing, box, FACE_TEXT, SIZE_SMALL, INK_DIM, "loopscope · asyncio as in " SIM_REFERENCE);
    Box rest = {box.x + used + 40, box.y, box.width - used - 40, box.height};
    if (rest.width > 120)
        words_right(composing, rest, FACE_TEXT, SIZE_SMALL, INK_DIM, head.cue);
    panel_end(composing);
}

/* ---- the sentence ---- */

/* What stands below the sentence: how the run ended, what the cue says, or what the loop did. */
static const char *second_words(const Composing *composing, const HeadView *head, Ink *ink)
{
    const char *ending = ending_text(composing->player);
    *ink = *ending ? INK_BAD : INK_DIM;
    if (*ending)
        return ending;
    if (head->say[0])
        return head->say;
    switch (composing->player->depth) {
    case SIM_STORY:
        return sim_narration(composing->sim, SIM_LOOP);
    case SIM_CPYTHON:
        return sim_narration(composing->sim, SIM_CPYTHON);
    case SIM_LOOP:
    case SIM_DEPTHS:
        break;
    }
    return "";
}

/* The sentence in large letters. The functions of CPython stand below the story: they are many. */
static const char *sentence_text(const Composing *composing)
{
    return composing->player->depth == SIM_CPYTHON ? sim_narration(composing->sim, SIM_STORY)
                                                   : narration_text(composing->player);
}

/* One line of what may be several. */
static void flatten(const char *text, char *line, size_t room)
{
    snprintf(line, room, "%s", text + strspn(text, " "));
    for (char *at = line; *at; at++)
        if (*at == '\n')
            *at = at[1] ? ' ' : '\0';
}

/* Where the run has come to an end that is none of its own, the first line that tells so is the sentence. */
static bool say_ending(const Composing *composing, char *sentence, size_t room)
{
    SimExtent extent;
    const char *ending = ending_text(composing->player);
    sim_extent(composing->sim, &extent);
    if (!*ending || extent.end == SIM_END_RAISED)
        return false;
    snprintf(sentence, room, "%.*s", (int)strcspn(ending, "\n"), ending);
    if (*sentence >= 'a' && *sentence <= 'z')
        *sentence = (char)(*sentence - 'a' + 'A');
    return true;
}

void compose_sentence(Composing *composing, Box box)
{
    enum { TEXT_BYTES = 2048 };
    const float SENTENCE_LINE = SIZE_SENTENCE * 1.3F;
    HeadView head;
    Ink ink;
    char sentence[TEXT_BYTES], second[TEXT_BYTES];
    head_view(composing->player, &head);
    flatten(sentence_text(composing), sentence, sizeof sentence);
    bool has_stuck = say_ending(composing, sentence, sizeof sentence);
    scene_begin(composing->scene, scene_identity("sentence", 0), box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_SENTENCE, INK_FRAME);
    scene_box(composing->scene, (Box){box.x, box.y, 10, box.height}, 5, INK_ACCENT, INK_NONE);
    Box inner = {box.x + 34, box.y + 5, box.width - 58, box.height - 10};
    flatten(second_words(composing, &head, &ink), second, sizeof second);
    if (has_stuck)
        flatten(strchr(ending_text(composing->player), '\n') ? strchr(ending_text(composing->player), '\n') + 1
                                                             : "",
                second, sizeof second);
    float rest = inner.height - SENTENCE_LINE - 4;
    if (words_wide(composing, FACE_STRONG, SIZE_SENTENCE, sentence) > inner.width)
        rest -= SENTENCE_LINE;
    bool has_second = rest >= SIZE_TEXT * 1.2F && strcmp(second, sentence) != 0;
    Box first = {inner.x, inner.y, inner.width, has_second ? inner.height - rest - 4 : inner.height};
    words_paragraph(composing, first, FACE_STRONG, SIZE_SENTENCE, INK_STRONG, sentence);
    if (has_second)
        words_paragraph(composing, (Box){inner.x, inner.y + inner.height - rest, inner.width, rest}, FACE_TEXT,
                        SIZE_TEXT, ink, second);
    panel_end(composing);
}

void compose_broken(Composing *composing, Box box)
{
    char text[400];
    if (!broken_text(composing->player, text, sizeof text))
        return;
    scene_begin(composing->scene, scene_identity("broken", 0), box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_SENTENCE, INK_BAD);
    words_left(composing, (Box){box.x + 34, box.y, box.width - 58, box.height}, FACE_CODE, SIZE_SMALL, INK_BAD,
               text);
    panel_end(composing);
}

/* ---- lines ---- */

void compose_output(Composing *composing, Box box)
{
    enum { ROW = 32, LINES_MOST = 32, TIME_WIDTH = 92, NARROW = 480 };
    OutputLine lines[LINES_MOST];
    char time[TIME_TEXT_BYTES];
    Box inner = panel_begin(composing, scene_identity("output", 0), box, "printed", "");
    size_t fit = inner.height >= ROW ? (size_t)(inner.height / ROW) : 0;
    size_t count = output_lines(composing->sim, 0, lines, fit < LINES_MOST ? fit : LINES_MOST);
    float times = box.width < NARROW ? 0 : TIME_WIDTH;
    for (size_t i = 0; i < count; i++) {
        float y = inner.y + (float)i * ROW;
        if (times > 0)
            words_left(composing, (Box){inner.x, y, times - 10, ROW}, FACE_CODE, SIZE_SMALL, INK_DIM,
                       seconds_text(time, lines[i].time_ns));
        if (lines[i].size)
            scene_fit(composing->scene, composing->measure, (Box){inner.x + times, y, inner.width - times, ROW},
                      lines[i].text, lines[i].size, FACE_CODE, SIZE_SMALL,
                      lines[i].stream == 2 ? INK_BAD : INK_TEXT, ALIGN_LEFT);
    }
    panel_end(composing);
}

void compose_locals(Composing *composing, Box box)
{
    enum { ROW = 32, LINES_MOST = 24 };
    FrameLine lines[LINES_MOST];
    TaskRow row;
    uint32_t task = composing->player->selection.number;
    bool is_there = task_row(composing->player, task, &row);
    Box inner = panel_begin(composing, scene_identity("locals", 0), box, is_there ? row.chip.text : "",
                            is_there ? row.detail : "");
    size_t fit = inner.height >= ROW ? (size_t)(inner.height / ROW) : 0;
    size_t count = frame_lines(composing->sim, task, lines, fit < LINES_MOST ? fit : LINES_MOST);
    size_t most = fit < LINES_MOST ? fit : LINES_MOST;
    count += passport_lines(composing->sim, task, lines + count, most - count);
    for (size_t i = 0; i < count; i++) {
        char text[300];
        if (lines[i].is_head && !lines[i].line)
            snprintf(text, sizeof text, "%s", lines[i].name);
        else if (lines[i].is_head)
            snprintf(text, sizeof text, "%s, line %u", lines[i].name, (unsigned)lines[i].line);
        else
            snprintf(text, sizeof text, "  %s = %s", lines[i].name, lines[i].value);
        words_left(composing, (Box){inner.x, inner.y + (float)i * ROW, inner.width, ROW}, FACE_CODE, SIZE_SMALL,
                   lines[i].is_head ? INK_DIM : INK_TEXT, text);
    }
    panel_end(composing);
}
