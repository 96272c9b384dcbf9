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

enum { SENTENCE_BYTES = 2048 };

/* What stands below the sentence: the depth that was asked for, how the run ended, what the cue says, or what the
 * loop did. */
static const char *second_words(const Composing *composing, const HeadView *head, Ink *ink)
{
    const char *ending = ending_text(composing->player);
    *ink = *ending ? INK_BAD : INK_DIM;
    if (*ending)
        return ending;
    if (composing->player->depth != SIM_STORY)
        return sim_narration(composing->sim, composing->player->depth);
    return head->say[0] ? head->say : sim_narration(composing->sim, SIM_LOOP);
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

/* How the two texts are set: the story in up to two large lines or three lower ones. */
typedef struct Sentences {
    char first[SENTENCE_BYTES], second[SENTENCE_BYTES];
    Ink second_ink;
    float size, line; /* of the first */
    size_t lines;
    float second_size, second_line;
} Sentences;

static void take_words(const Composing *composing, Sentences *sentences)
{
    HeadView head;
    head_view(composing->player, &head);
    flatten(sim_narration(composing->sim, SIM_STORY), sentences->first, sizeof sentences->first);
    bool has_stuck = say_ending(composing, sentences->first, sizeof sentences->first);
    const char *rest = strchr(ending_text(composing->player), '\n');
    flatten(second_words(composing, &head, &sentences->second_ink), sentences->second, sizeof sentences->second);
    if (has_stuck)
        flatten(rest ? rest + 1 : "", sentences->second, sizeof sentences->second);
    if (strcmp(sentences->first, sentences->second) == 0)
        sentences->second[0] = '\0';
}

/* The sizes at which both fit into a box; where they do not, the second gets smaller, and is cut at last. */
static void size_first(const Composing *composing, Sentences *sentences, size_t most, float size, float line,
                       float width)
{
    sentences->size = size;
    sentences->line = line;
    sentences->lines = words_lines(composing, width, FACE_STRONG, size, sentences->first);
    sentences->lines = sentences->lines < most ? sentences->lines : most;
}

static void size_words(const Composing *composing, Sentences *sentences, Box box)
{
    enum { LOW_SIZE = 40, LINES_MOST = 3, ALL = 100 };
    bool is_deep = composing->player->depth != SIM_STORY, has_second = sentences->second[0] != '\0';
    float beside = has_second && !is_deep ? SIZE_TEXT * 1.3F + 4 : 0;
    size_t fit = (size_t)((box.height - beside) / (LOW_SIZE * 1.2F)), most = fit < LINES_MOST ? fit : LINES_MOST;
    size_first(composing, sentences, ALL, SIZE_SENTENCE, SIZE_SENTENCE * 1.3F, box.width);
    if (sentences->lines > 2)
        size_first(composing, sentences, is_deep ? ALL : most, LOW_SIZE, LOW_SIZE * 1.2F, box.width);
    if (is_deep && sentences->lines > most)
        size_first(composing, sentences, ALL, SIZE_TEXT, SIZE_TEXT * 1.3F, box.width);
    float room = box.height - (float)sentences->lines * sentences->line - 4;
    size_t lines = words_lines(composing, box.width, FACE_TEXT, SIZE_TEXT, sentences->second);
    sentences->second_size = (float)lines * SIZE_TEXT * 1.3F <= room + 0.5F ? SIZE_TEXT : SIZE_SMALL;
    sentences->second_line = sentences->second_size * 1.3F;
    lines = words_lines(composing, box.width, FACE_TEXT, sentences->second_size, sentences->second);
    if (!is_deep || (float)lines * sentences->second_line <= room + 0.5F)
        return;
    sentences->lines = 0; /* on a low page what is deeper has the place of the story */
    if ((float)lines * sentences->second_line > box.height)
        sentences->second_line = sentences->second_size * 1.2F;
}

void compose_sentence(Composing *composing, Box box)
{
    Sentences sentences;
    take_words(composing, &sentences);
    scene_begin(composing->scene, scene_identity("sentence", 0), box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_SENTENCE, INK_FRAME);
    scene_box(composing->scene, (Box){box.x, box.y, 10, box.height}, 5, INK_ACCENT, INK_NONE);
    Box inner = {box.x + 34, box.y + 5, box.width - 58, box.height - 10};
    size_words(composing, &sentences, inner);
    float first = (float)sentences.lines * sentences.line, line = sentences.second_line;
    size_t lines = words_lines(composing, inner.width, FACE_TEXT, sentences.second_size, sentences.second);
    float room = inner.height - first - 4, second = (float)lines * line;
    second = second < room ? second : (float)(int)((room + 0.5F) / line) * line;
    if (second < 0 || !sentences.second[0])
        second = 0;
    float free = inner.height - first - (second > 0 ? second + 4 : 0), above = free > 0 ? free * 0.4F : 0;
    words_set(composing, (Box){inner.x, inner.y + above, inner.width, first}, sentences.line, FACE_STRONG,
              sentences.size, INK_STRONG, sentences.first);
    if (second > 0)
        words_set(composing, (Box){inner.x, inner.y + above + first + 4, inner.width, second}, line, FACE_TEXT,
                  sentences.second_size, sentences.second_ink, sentences.second);
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

enum { FRAME_ROW = 32 };

/* One line, which goes on below, further in. Returns its height. */
static float add_frame_line(Composing *composing, const FrameLine *line, Box box)
{
    enum { IN = 24, FURTHER = 48 };
    char text[300];
    if (line->is_head && !line->line)
        snprintf(text, sizeof text, "%s", line->name);
    else if (line->is_head)
        snprintf(text, sizeof text, "%s, line %u", line->name, (unsigned)line->line);
    else
        snprintf(text, sizeof text, "%s = %s", line->name, line->value);
    float used = 0, in = line->is_head ? 0 : IN;
    const char *at = text;
    for (size_t left = strlen(text), skip; left > 0 && used + FRAME_ROW <= box.height + 0.5F;
         left -= skip, at += skip) {
        size_t bytes = measure_break(composing->measure, at, left, FACE_CODE, SIZE_SMALL, box.width - in, &skip);
        bool is_last = used + 2 * FRAME_ROW > box.height + 0.5F;
        scene_fit(composing->scene, composing->measure, (Box){box.x + in, box.y + used, box.width - in, FRAME_ROW},
                  at, is_last ? left : bytes, FACE_CODE, SIZE_SMALL, line->is_head ? INK_DIM : INK_TEXT,
                  ALIGN_LEFT);
        used += FRAME_ROW;
        in = FURTHER;
    }
    return used;
}

/* Lines of variables or of a passport, as many as there is room for; returns their height. */
static float add_frame_lines(Composing *composing, const FrameLine *lines, size_t count, Box box)
{
    float used = 0;
    for (size_t i = 0; i < count; i++)
        used += add_frame_line(composing, &lines[i], (Box){box.x, box.y + used, box.width, box.height - used});
    return used;
}

/* Its variables, and its passport: beside them where there is room, else below. */
void compose_locals(Composing *composing, Box box)
{
    enum { LINES_MOST = 24, WIDE = 680 };
    FrameLine lines[LINES_MOST];
    TaskRow row;
    uint32_t task = composing->player->selection.number;
    bool is_there = task_row(composing->player, task, &row), is_wide = box.width >= WIDE;
    Box inner = panel_begin(composing, scene_identity("locals", 0), box, is_there ? row.chip.text : "",
                            is_there ? row.detail : "");
    Box first = inner, second = inner;
    size_t count = frame_lines(composing->sim, task, lines, LINES_MOST);
    first.width = is_wide ? (float)(int)(inner.width * 0.46F) : inner.width;
    float used = add_frame_lines(composing, lines, count, first);
    used = is_wide ? 0 : used;
    second.x += is_wide ? first.width + 2 * GAP : 0;
    second.width -= second.x - inner.x;
    second.y += used;
    second.height -= used;
    if (second.height >= FRAME_ROW)
        add_frame_lines(composing, lines, passport_lines(composing->sim, task, lines, LINES_MOST), second);
    panel_end(composing);
}
