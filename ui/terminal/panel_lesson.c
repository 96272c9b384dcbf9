/* A lesson's page in the terminal: beside the run where there is room for both, else above it. */
#include "lesson_view.h"
#include "pen.h"
#include "steps.h"

enum {
    BESIDE_WIDTH = 104, /* from here on the page has a column of its own */
    PAGE_WIDTH_LEAST = 40,
    PAGE_WIDTH_MOST = 74,
    RUN_ROWS = 8, /* of the run below a page: clock, sentence, some tasks */
    FRAME = 2,
};

/* ---- words ---- */

static Look look_of(WordLook look)
{
    static const Look looks[WORD_LOOKS] = {
        [WORD_PLAIN] = LOOK_NORMAL,   [WORD_EMPHASIS] = LOOK_SENTENCE, [WORD_STRONG] = LOOK_STRONG,
        [WORD_CODE] = LOOK_CODE_WORD, [WORD_HEADING] = LOOK_TITLE,     [WORD_DIM] = LOOK_DIM,
        [WORD_KEY] = LOOK_KEY,        [WORD_GOOD] = LOOK_DONE,         [WORD_BAD] = LOOK_BAD,
    };
    return looks[look];
}

static void draw_line(const LessonView *view, size_t number, Screen *screen, Area area, unsigned y)
{
    const LessonLine *line = &view->lines[number];
    for (size_t i = 0; i < line->count; i++) {
        const LessonWords *words = &view->words[line->first + i];
        screen_text(screen, area, (unsigned)words->x, y, look_of(words->look), view->text + words->start,
                    words->size);
    }
}

/* ---- the frame ---- */

static void draw_frame(Screen *screen, Area whole)
{
    unsigned right = whole.x + whole.width - 1, bottom = whole.y + whole.height - 1;
    screen_line_across(screen, whole.x, right, whole.y, LOOK_FOCUS);
    screen_line_across(screen, whole.x, right, bottom, LOOK_FOCUS);
    screen_line_down(screen, whole.x, whole.y, bottom, LOOK_FOCUS);
    screen_line_down(screen, right, whole.y, bottom, LOOK_FOCUS);
}

/* The keys of the page in its lower line, each a hit. */
static void draw_keys(const LessonWalk *walk, Screen *screen, Area whole)
{
    static const struct {
        Action action;
        const char *word;
    } keys[] = {{ACTION_CUE_STEP, "on"},
                {ACTION_CUE_BACK, "back"},
                {ACTION_PAGE_PLACE, "to its place"},
                {ACTION_PAGE_HIDE, "hide"}};
    Area line = {whole.x + 1, whole.y + whole.height - 1, whole.width - FRAME, 1};
    Pen pen = pen_at(screen, line, 0, 0);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char key[KEY_TEXT_BYTES];
        unsigned start = pen.x;
        if (keys[i].action == ACTION_PAGE_PLACE && !lesson_walk_is_away(walk))
            continue;
        key_text(key, action_key(keys[i].action, 0), screen->is_ascii);
        if (string_width(key) + string_width(keys[i].word) + 3 > pen_room(&pen))
            continue;
        pen_text(&pen, LOOK_KEY, " %s", key);
        pen_text(&pen, LOOK_DIM, " %s ", keys[i].word);
        screen_hit(screen, (Area){line.x + start, line.y, pen.x - start, 1}, HIT_ACTION, (uint32_t)keys[i].action);
    }
}

static void draw_title(const LessonView *view, const LessonWalk *walk, Screen *screen, Area whole)
{
    char place[96];
    bool is_cut = walk->top + walk->rows < walk->lines;
    snprintf(place, sizeof place, " %s%s ", view->place, is_cut ? (screen->is_ascii ? ", more below" : " ↓") : "");
    Area line = {whole.x + 1, whole.y, whole.width - FRAME, 1};
    Pen pen = pen_at(screen, line, 0, 0);
    unsigned right = string_width(place);
    pen.area.width -= right < line.width ? right : 0;
    pen_text(&pen, LOOK_FOCUS, " %s ", view->title);
    pen = pen_at(screen, line, 0, 0);
    pen_right(&pen, LOOK_FOCUS, place);
}

/* ---- the page ---- */

static void draw_page(LessonWalk *walk, const LessonView *view, Screen *screen, Area whole)
{
    Area inner = {whole.x + 2, whole.y + 1, whole.width - 4, whole.height - FRAME};
    lesson_walk_show_rows(walk, inner.height, view->line_count);
    for (unsigned y = 0; y < inner.height && walk->top + y < view->line_count; y++)
        draw_line(view, walk->top + y, screen, inner, y);
    draw_frame(screen, whole);
    draw_title(view, walk, screen, whole);
    draw_keys(walk, screen, whole);
}

static unsigned page_width(const Screen *screen)
{
    if (screen->width < BESIDE_WIDTH)
        return screen->width;
    unsigned width = screen->width * 9 / 25;
    return width < PAGE_WIDTH_LEAST ? PAGE_WIDTH_LEAST : width > PAGE_WIDTH_MOST ? PAGE_WIDTH_MOST : width;
}

/* Beside the run as high as the screen; above it as high as it needs to be, unless the run would have too little.
 */
static unsigned page_height(const Screen *screen, const LessonView *view)
{
    unsigned needed = (unsigned)view->line_count + FRAME, most = screen->height - RUN_ROWS;
    if (screen->width >= BESIDE_WIDTH)
        return screen->height;
    return needed < most ? needed : most;
}

Area panel_lesson(Steps *steps, Screen *screen)
{
    LessonWalk *walk = steps->player->lesson;
    Area all = {0, 0, screen->width, screen->height};
    LessonView view;
    if (!walk || walk->is_hidden || screen->width < LAYOUT_COLUMN_WIDTH || screen->height < RUN_ROWS + FRAME + 2)
        return all;
    unsigned width = page_width(screen);
    LessonLook look = {
        .width = (float)(width - 4), .is_ascii = screen->is_ascii, .has_keys = true, .measure = lesson_cells};
    lesson_view(walk, &look, &view);
    Area page = {0, 0, width, page_height(screen, &view)};
    draw_page(walk, &view, screen, page);
    lesson_view_release(&view);
    if (screen->width >= BESIDE_WIDTH)
        return (Area){width, 0, screen->width - width, screen->height};
    return area_below(all, page.height);
}
