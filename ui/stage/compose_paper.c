/* A page of text over the scene: keys, why, a question. Its lines are broken by measure and go on below, standing
 * in where they began; what does not fit is scrolled. */
#include "compose_pages.h"

#include "compose.h"

#include <string.h>

enum { MARGIN = 40, PADDING = 24, HEAD = 48, RADIUS = 14 };

typedef struct Paper Paper;
/* A line's height at a place of its width, and its marks where it is to be drawn. */
typedef float LineOn(Paper *paper, const PageLine *line, Box place, bool is_drawn);

struct Paper {
    Scene *scene;
    const Measure *measure;
    Page *page;
    LineOn *line_on;
    float size, high; /* of lettering, of a row */
    Face face;        /* of a line without a key */
};

/* ---- one text ---- */

/* How a text is set: where its first row begins, and its further ones. */
typedef struct Setting {
    Face face;
    Ink ink;
    float first, further;
} Setting;

/* Rows of a text in a place; returns their height. */
static float set_text(const Paper *paper, const char *text, size_t left, Setting setting, Box place, bool is_drawn)
{
    float used = 0, in = setting.first;
    do {
        size_t skip;
        float wide = place.width - in > 1 ? place.width - in : 1;
        size_t bytes = measure_break(paper->measure, text, left, setting.face, paper->size, wide, &skip);
        if (is_drawn && bytes > 0 && used + paper->high <= place.height + 0.5F)
            scene_fit(paper->scene, paper->measure, (Box){place.x + in, place.y + used, wide, paper->high}, text,
                      bytes, setting.face, paper->size, setting.ink, ALIGN_LEFT);
        used += paper->high;
        text += skip;
        left -= skip;
        in = setting.further;
    } while (left > 0);
    return used;
}

static size_t blanks_before(const PageLine *line)
{
    size_t blanks = 0;
    while (blanks < line->size && line->text[blanks] == ' ')
        blanks++;
    return blanks < line->size ? blanks : 0;
}

/* A line that stood in by some blanks goes on below them, and a little further in. */
static float set_line(const Paper *paper, const PageLine *line, Ink ink, Box place, bool is_drawn)
{
    size_t blanks = blanks_before(line);
    float in = measure_width(paper->measure, line->text, blanks, paper->face, paper->size);
    Setting setting = {paper->face, ink, in, blanks > 0 ? in + paper->size : 0};
    return set_text(paper, line->text + blanks, line->size - blanks, setting, place, is_drawn);
}

/* ---- lines of keys, of a text ---- */

static float text_line(Paper *paper, const PageLine *line, Box place, bool is_drawn)
{
    enum { KEY_IN = 16 };
    Ink ink = line->is_match ? INK_ON_CURRENT : INK_TEXT;
    if (line->is_match && is_drawn)
        scene_box(paper->scene, (Box){place.x, place.y, place.width, text_line(paper, line, place, false)}, 6,
                  INK_CURRENT, INK_NONE);
    if (!line->key)
        return set_line(paper, line, ink, place, is_drawn);
    float column = place.width * 0.24F;
    Box keys = {place.x + KEY_IN, place.y, column - KEY_IN - 8, place.height},
        words = {place.x + column, place.y, place.width - column, place.height};
    float of_keys = set_text(paper, line->key, line->key_size, (Setting){FACE_STRONG, ink, 0, 0}, keys, is_drawn);
    float of_words = set_text(paper, line->text, line->size, (Setting){FACE_TEXT, ink, 0, 0}, words, is_drawn);
    return of_keys > of_words ? of_keys : of_words;
}

/* ---- lines of a question ---- */

/* The bytes of the sign before a choice, «✓ 1  car 4»; 0 for another line. */
static size_t choice_sign(const PageLine *line)
{
    size_t sign = 1;
    while (sign < line->size && ((unsigned char)line->text[sign] & 0xC0) == 0x80)
        sign++;
    bool is_choice = sign + 2 < line->size && line->text[sign] == ' ' && line->text[sign + 1] >= '1' &&
                     line->text[sign + 1] <= '9' && line->text[sign + 2] == ' ';
    return is_choice ? sign : 0;
}

/* The signs, the numbers and the choices have columns of their own; what is chosen or right is in strong letters.
 */
static float question_line(Paper *paper, const PageLine *line, Box place, bool is_drawn)
{
    enum { SIGN_WIDTH = 36, NUMBER_WIDTH = 36, BEFORE = 4 }; /* a blank, the number and two blanks */
    size_t sign = choice_sign(line);
    paper->face = FACE_TEXT;
    if (sign == 0)
        return set_line(paper, line, INK_TEXT, place, is_drawn);
    Face face = line->text[0] == ' ' ? FACE_TEXT : FACE_STRONG;
    Box number = {place.x + SIGN_WIDTH, place.y, NUMBER_WIDTH, place.height};
    const float in = SIGN_WIDTH + NUMBER_WIDTH;
    if (is_drawn) {
        set_text(paper, line->text, sign, (Setting){face, INK_TEXT, 0, 0}, place, true);
        set_text(paper, line->text + sign + 1, 1, (Setting){FACE_STRONG, INK_STRONG, 0, 0}, number, true);
    }
    size_t skip = sign + BEFORE < line->size ? sign + BEFORE : line->size;
    return set_text(paper, line->text + skip, line->size - skip, (Setting){face, INK_TEXT, in, in}, place,
                    is_drawn);
}

/* ---- the whole ---- */

static float line_height(Paper *paper, size_t number, float width)
{
    PageLine line = page_line(paper->page, number);
    return paper->line_on(paper, &line, (Box){0, 0, width, 0}, false);
}

/* What all lines take, but no more than a height: where that is reached the rest need not be known. */
static float lines_height(Paper *paper, float width, float most)
{
    float high = 0;
    for (size_t i = 0; i < page_line_count(paper->page) && high < most; i++)
        high += line_height(paper, i, width);
    return high < most ? high : most;
}

/* The first line from which on all fit: where scrolling stops. */
static size_t last_top(Paper *paper, Box rows)
{
    size_t top = page_line_count(paper->page);
    for (float high = 0; top > 0; top--) {
        high += line_height(paper, top - 1, rows.width);
        if (high > rows.height + 0.5F)
            break;
    }
    return top;
}

static void fill(Paper *paper, Box rows)
{
    Page *page = paper->page;
    size_t count = page_line_count(page), last = last_top(paper, rows), shown = 0;
    page->top = page->top < last ? page->top : last;
    for (float y = rows.y; page->top + shown < count; shown++) {
        PageLine line = page_line(page, page->top + shown);
        Box place = {rows.x, y, rows.width, rows.y + rows.height - y};
        float high = line_height(paper, page->top + shown, rows.width);
        if (y + high > rows.y + rows.height + 0.5F && shown > 0)
            break;
        paper->line_on(paper, &line, place, true);
        y += high;
    }
    page_show_rows(page, shown);
}

/* The longest line's width, so that a panel is not wider than its text. */
static float widest_line(const Paper *paper)
{
    float widest =
        measure_width(paper->measure, paper->page->title, strlen(paper->page->title), FACE_STRONG, SIZE_TEXT);
    for (size_t i = 0; i < page_line_count(paper->page); i++) {
        PageLine line = page_line(paper->page, i);
        float wide = measure_width(paper->measure, line.text, line.size, FACE_STRONG, paper->size);
        wide = line.key ? wide / 0.76F : wide;
        widest = wide > widest ? wide : widest;
    }
    return widest;
}

static void compose_paper(Paper *paper, float least, float most)
{
    Box whole = paper->scene->page;
    float room = whole.width - 2 * MARGIN, wide = widest_line(paper) + 2 * PADDING + 40;
    wide = wide < least ? least : wide > most ? most : wide;
    wide = (float)(int)(wide < room ? wide : room);
    float tall = whole.height - 2 * MARGIN, around = HEAD + 2 * PADDING;
    if (wide < 100 || tall < 150)
        return;
    float high = lines_height(paper, wide - 2 * PADDING, tall - around) + around;
    Box panel = {(whole.width - wide) / 2, (whole.height - high) / 2, wide, high};
    scene_begin(paper->scene, scene_identity("page", 0), panel, true);
    scene_box(paper->scene, panel, RADIUS, INK_PANEL, INK_ACCENT);
    Box title = {panel.x + PADDING, panel.y + PADDING - 8, panel.width - 2 * PADDING, 44};
    scene_fit(paper->scene, paper->measure, title, paper->page->title, strlen(paper->page->title), FACE_STRONG,
              SIZE_TEXT, INK_TEXT, ALIGN_LEFT);
    fill(paper, (Box){title.x, panel.y + PADDING + HEAD, title.width, panel.height - around});
    scene_end(paper->scene);
}

/* Words of a compiler: a caret below a line of code needs letters of one width. */
static bool has_caret(const Page *page)
{
    for (size_t i = 0; i < page_line_count(page); i++) {
        PageLine line = page_line(page, i);
        bool has_one = memchr(line.text, '^', line.size) != NULL, is_only = true;
        for (size_t at = 0; at < line.size; at++)
            is_only = is_only && strchr(" ^~|", line.text[at]);
        if (has_one && is_only)
            return true;
    }
    return false;
}

/* Between lines with keys those without are headings. */
static bool has_keys(const Page *page)
{
    for (size_t i = 0; i < page_line_count(page); i++)
        if (page_line(page, i).key)
            return true;
    return false;
}

void compose_page(Scene *scene, const Measure *measure, Page *page)
{
    enum { LEAST = 700, MOST = 1300, CODE_MOST = 1700, ROW = 36 };
    bool is_code = has_caret(page), is_of_keys = has_keys(page);
    Paper paper = {.scene = scene,
                   .measure = measure,
                   .page = page,
                   .line_on = text_line,
                   .size = is_code || is_of_keys || scene->page.width < MOST ? SIZE_SMALL : SIZE_TEXT,
                   .high = ROW,
                   .face = is_code      ? FACE_CODE
                           : is_of_keys ? FACE_STRONG
                                        : FACE_TEXT};
    compose_paper(&paper, is_of_keys ? MOST : LEAST, is_code ? CODE_MOST : MOST);
}

void compose_question(Scene *scene, const Measure *measure, Page *page)
{
    enum { LEAST = 900, MOST = 1480, LARGE = 32 };
    bool has_room = scene->page.width >= 1250 && scene->page.height >= 900;
    float size = has_room ? LARGE : SIZE_SMALL;
    Paper paper = {.scene = scene,
                   .measure = measure,
                   .page = page,
                   .line_on = question_line,
                   .size = size,
                   .high = size * 1.4F};
    compose_paper(&paper, LEAST, MOST);
}
