/* A lesson's page on the stage: a panel beside the run, its words set line by line. */
#include "compose_room.h"
#include "lesson_view.h"

#include <string.h>

enum { KEYS_HEIGHT = 44, HEADING_GAP = 8 };

/* How words of a look are lettered. */
typedef struct Lettering {
    Face face;
    float size;
    Ink ink;
} Lettering;

static Lettering lettering_of(WordLook look)
{
    static const Lettering letterings[WORD_LOOKS] = {
        [WORD_PLAIN] = {FACE_TEXT, SIZE_TEXT, INK_TEXT},
        [WORD_EMPHASIS] = {FACE_STRONG, SIZE_TEXT, INK_TEXT},
        [WORD_STRONG] = {FACE_STRONG, SIZE_TEXT, INK_STRONG},
        [WORD_CODE] = {FACE_CODE, SIZE_TEXT - 2, INK_TEXT},
        [WORD_HEADING] = {FACE_STRONG, SIZE_TITLE, INK_STRONG},
        [WORD_DIM] = {FACE_TEXT, SIZE_SMALL, INK_DIM},
        [WORD_KEY] = {FACE_STRONG, SIZE_SMALL, INK_STRONG},
        [WORD_GOOD] = {FACE_STRONG, SIZE_TEXT, INK_STRONG},
        [WORD_BAD] = {FACE_STRONG, SIZE_TEXT, INK_BAD},
    };
    return letterings[look];
}

static float measure_words(void *context, WordLook look, const char *text, size_t size)
{
    Lettering lettering = lettering_of(look);
    return measure_width(context, text, size, lettering.face, lettering.size);
}

/* Empty lines are lower, headings higher. */
static float line_height(const LessonView *view, size_t number)
{
    const LessonLine *line = &view->lines[number];
    if (line->count == 0)
        return SIZE_TEXT * 0.6F;
    WordLook look = view->words[line->first].look;
    return look == WORD_HEADING ? SIZE_TITLE * 1.3F + HEADING_GAP : SIZE_TEXT * 1.4F;
}

/* How many lines from `top` on fit into a height. */
static size_t lines_in(const LessonView *view, size_t top, float height)
{
    size_t count = 0;
    for (float y = 0; top + count < view->line_count; count++) {
        y += line_height(view, top + count);
        if (y > height)
            break;
    }
    return count;
}

static void draw_lines(Composing *composing, const LessonWalk *walk, const LessonView *view, Box box)
{
    float y = box.y;
    for (size_t i = walk->top; i < walk->top + walk->rows && i < view->line_count; i++) {
        const LessonLine *line = &view->lines[i];
        float height = line_height(view, i);
        for (size_t w = 0; w < line->count; w++) {
            const LessonWords *words = &view->words[line->first + w];
            Lettering lettering = lettering_of(words->look);
            Box place = {box.x + words->x, y, box.width - words->x + 1, height};
            scene_fit(composing->scene, composing->measure, place, view->text + words->start, words->size,
                      lettering.face, lettering.size, lettering.ink, ALIGN_LEFT);
        }
        y += height;
    }
}

static void draw_keys(Composing *composing, const LessonWalk *walk, Box line)
{
    char text[128];
    bool has_more = walk->top + walk->rows < walk->lines;
    snprintf(text, sizeof text, "%sPgDn %s%s", has_more ? "…  " : "", has_more ? "more" : "on",
             lesson_walk_is_away(walk) ? "   Backspace to its place" : "");
    words_left(composing, line, FACE_TEXT, SIZE_SMALL, INK_DIM, text);
}

/* How much is left of the page that is `top` lines on, from its end: where scrolling stops. */
static size_t last_top(const LessonView *view, float height)
{
    size_t top = 0;
    while (top < view->line_count && top + lines_in(view, top, height) < view->line_count)
        top++;
    return top;
}

void compose_lesson(Composing *composing, Box box)
{
    LessonWalk *walk = composing->player->lesson;
    LessonView view;
    LessonLook look = {.width = box.width - 2 * PANEL_PADDING,
                       .has_keys = true,
                       .measure = measure_words,
                       .context = (void *)(uintptr_t)composing->measure};
    lesson_view(walk, &look, &view);
    Box inner = panel_begin(composing, scene_identity("lesson", 0), box, view.title, view.place);
    Box page = {inner.x, inner.y, inner.width, inner.height - KEYS_HEIGHT};
    size_t last = last_top(&view, page.height);
    walk->top = walk->top < last ? walk->top : last;
    lesson_walk_show_rows(walk, lines_in(&view, walk->top, page.height), view.line_count);
    draw_lines(composing, walk, &view, page);
    draw_keys(composing, walk, (Box){inner.x, page.y + page.height, inner.width, KEYS_HEIGHT});
    panel_end(composing);
    lesson_view_release(&view);
}
