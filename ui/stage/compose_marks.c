/* Lettering, chips and rows of pieces: what panels are made of. */
#include "compose_room.h"

#include <stdio.h>
#include <string.h>

/* ---- lettering ---- */

static float fit(Composing *composing, Box box, Face face, float size, Ink ink, const char *text, Align align)
{
    if (box.width <= 0 || !*text)
        return 0;
    return scene_fit(composing->scene, composing->measure, box, text, strlen(text), face, size, ink, align);
}

float words_left(Composing *composing, Box box, Face face, float size, Ink ink, const char *text)
{
    return fit(composing, box, face, size, ink, text, ALIGN_LEFT);
}

float words_right(Composing *composing, Box box, Face face, float size, Ink ink, const char *text)
{
    return fit(composing, box, face, size, ink, text, ALIGN_RIGHT);
}

float words_middle(Composing *composing, Box box, Face face, float size, Ink ink, const char *text)
{
    return fit(composing, box, face, size, ink, text, ALIGN_MIDDLE);
}

float words_wide(const Composing *composing, Face face, float size, const char *text)
{
    return measure_width(composing->measure, text, strlen(text), face, size);
}

size_t words_lines(const Composing *composing, float width, Face face, float size, const char *text)
{
    size_t lines = 0;
    for (size_t left = strlen(text), skip; left > 0; left -= skip, text += skip, lines++)
        measure_break(composing->measure, text, left, face, size, width, &skip);
    return lines;
}

float words_set(Composing *composing, Box box, float line, Face face, float size, Ink ink, const char *text)
{
    float used = 0;
    for (size_t left = strlen(text), skip; left > 0 && used + line <= box.height + 0.5F;
         left -= skip, text += skip) {
        bool is_last = used + 2 * line > box.height + 0.5F;
        size_t bytes = measure_break(composing->measure, text, left, face, size, box.width, &skip);
        scene_fit(composing->scene, composing->measure, (Box){box.x, box.y + used, box.width, line}, text,
                  is_last ? left : bytes, face, size, ink, ALIGN_LEFT);
        used += line;
    }
    return used;
}

float words_paragraph(Composing *composing, Box box, Face face, float size, Ink ink, const char *text)
{
    return words_set(composing, box, size * 1.3F, face, size, ink, text);
}

/* ---- chips ---- */

static Sign sign_of_state(SimState state)
{
    switch (state) {
    case SIM_NEW:
        return SIGN_NEW;
    case SIM_READY:
        return SIGN_READY;
    case SIM_RUNNING:
        return SIGN_RUNNING;
    case SIM_WAITING:
        return SIGN_WAITING;
    case SIM_SLEEPING:
        return SIGN_SLEEPING;
    case SIM_DONE:
        return SIGN_DONE;
    case SIM_FAILED:
        return SIGN_FAILED;
    case SIM_CANCELLED:
        return SIGN_CANCELLED;
    case SIM_STATES:
        break;
    }
    return SIGN_NONE;
}

Sign sign_of_chip(const Chip *chip)
{
    if (chip->is_callback)
        return SIGN_CALLBACK;
    return chip->is_cancelling ? SIGN_CANCELLING : sign_of_state(chip->state);
}

float chip_wide(const Composing *composing, const Chip *chip)
{
    return measure_chip(composing->measure, sign_of_chip(chip), chip->text, strlen(chip->text), SIZE_SMALL);
}

/* The first chip of a task on a page is the one that glides. */
static bool takes_place(Composing *composing, uint32_t task)
{
    for (size_t i = 0; i < composing->placed_count; i++)
        if (composing->placed[i] == task)
            return false;
    if (composing->placed_count == PLACED_MOST)
        return false;
    composing->placed[composing->placed_count++] = task;
    return true;
}

/* The lettering of a chip, cut to what a width allows. */
static void chip_text(const Composing *composing, const Chip *chip, float most, char text[CHIP_TEXT_BYTES + 4])
{
    float around = measure_chip(composing->measure, sign_of_chip(chip), "…", strlen("…"), SIZE_SMALL);
    size_t length = strlen(chip->text);
    snprintf(text, CHIP_TEXT_BYTES + 4, "%s", chip->text);
    if (chip_wide(composing, chip) <= most)
        return;
    size_t fits = most > around
                      ? measure_fit(composing->measure, chip->text, length, FACE_STRONG, SIZE_SMALL, most - around)
                      : 0;
    snprintf(text, CHIP_TEXT_BYTES + 4, "%.*s…", (int)fits, chip->text);
}

float chip_add(Composing *composing, const Chip *chip, float x, float y, float most)
{
    char text[CHIP_TEXT_BYTES + 4];
    float wide = chip_wide(composing, chip);
    wide = wide < most ? wide : most;
    chip_text(composing, chip, most, text);
    Mark *mark = scene_chip(composing->scene, (Box){x, y, wide, CHIP_HEIGHT}, sign_of_chip(chip), text,
                            chip->is_callback ? INK_PANEL : ink_of_state(chip->state), SIZE_SMALL);
    if (chip->is_callback) {
        mark->outline = INK_READY;
        mark->ink = INK_TEXT;
    } else if (chip->is_cancelling) {
        mark->outline = INK_EDGE;
        mark->dash = DASH_SHORT;
        mark->thickness = 3;
    }
    if (chip->task) {
        mark->target = (Target){TARGET_TASK, chip->task};
        if (!chip->is_callback && takes_place(composing, chip->task))
            mark->identity = scene_identity("task", chip->task);
    }
    const Selection *selection = &composing->player->selection;
    if (chip->task && selection->kind == SELECTED_TASK && selection->number == chip->task) {
        mark->outline = INK_ACCENT;
        mark->thickness = 4;
    }
    return wide;
}

/* ---- rows ---- */

enum {
    SPACE_WIDTH = 150,
    SPACE_SMALL_WIDTH = 110,
    SPACE_HEIGHT = 104,
    ITEM_LEAST = 64,
    ITEM_HEIGHT = 56,
    GATE_WIDTH = 170,
    GATE_HEIGHT = 84,
    MORE_WIDTH = 84
};

float row_height(const Row *row, RowKind kind)
{
    float height = CHIP_HEIGHT;
    for (size_t i = 0; i < row->count; i++) {
        PieceKind piece = row->pieces[i].kind;
        if (kind == ROW_SPACES && (piece == PIECE_SPACE || piece == PIECE_HANDED || piece == PIECE_EMPTY))
            return SPACE_HEIGHT;
        if (piece == PIECE_GATE_CLOSED || piece == PIECE_GATE_OPEN)
            return GATE_HEIGHT;
        if (piece == PIECE_ITEM || kind == ROW_ITEMS)
            height = ITEM_HEIGHT;
    }
    return height;
}

/* A row being laid out. */
typedef struct Laying {
    Composing *composing;
    RowKind kind;
    Box box;
    float x;
    unsigned space; /* number of the next space, from 1 */
    bool is_tight;  /* spaces are small */
} Laying;

static float middle(const Laying *laying, float height)
{
    return laying->box.y + (laying->box.height - height) / 2;
}

/* The middle of the row is that of its chips, the space's label being below them. */
static float chip_y(const Laying *laying)
{
    return middle(laying, CHIP_HEIGHT);
}

static float space_wide(const Laying *laying, const Piece *piece)
{
    float chip = piece->kind == PIECE_EMPTY ? 0 : chip_wide(laying->composing, &piece->chip) + 24;
    bool is_small = laying->box.height < SPACE_HEIGHT || (laying->is_tight && piece->kind != PIECE_HANDED);
    float least = is_small ? SPACE_SMALL_WIDTH : SPACE_WIDTH;
    return chip > least ? chip : least;
}

static float piece_wide(const Laying *laying, const Piece *piece)
{
    const Composing *composing = laying->composing;
    switch (piece->kind) {
    case PIECE_TEXT:
    case PIECE_DIM:
        return words_wide(composing, FACE_TEXT, SIZE_SMALL, piece->text);
    case PIECE_CHIP:
        return chip_wide(composing, &piece->chip);
    case PIECE_SPACE:
    case PIECE_HANDED:
        return space_wide(laying, piece);
    case PIECE_EMPTY:
        return laying->kind == ROW_ITEMS    ? ITEM_LEAST
               : laying->kind == ROW_SPACES ? space_wide(laying, piece)
                                            : 110;
    case PIECE_ITEM: {
        float text = words_wide(composing, FACE_CODE, SIZE_SMALL, piece->text) + 24;
        return text > ITEM_LEAST ? text : ITEM_LEAST;
    }
    case PIECE_FROM:
    case PIECE_TO:
        return 24;
    case PIECE_DIVIDER:
        return 4;
    case PIECE_GATE_CLOSED:
    case PIECE_GATE_OPEN:
        return GATE_WIDTH;
    case PIECE_BAR:
        return 120;
    }
    return 0;
}

static void add_space(Laying *laying, const Piece *piece, float wide)
{
    Composing *composing = laying->composing;
    char label[32];
    bool is_handed = piece->kind == PIECE_HANDED;
    Box box = {laying->x, laying->box.y, wide, laying->box.height};
    Mark *well = scene_box(composing->scene, box, 10, INK_WELL, is_handed ? INK_HANDED : INK_FRAME);
    if (is_handed) {
        well->dash = DASH_SHORT;
        well->thickness = 3;
    }
    bool has_label = box.height >= SPACE_HEIGHT;
    float y = has_label ? box.y + 10 : chip_y(laying);
    float chip = chip_wide(composing, &piece->chip) < wide - 16 ? chip_wide(composing, &piece->chip) : wide - 16;
    if (piece->kind != PIECE_EMPTY)
        chip_add(composing, &piece->chip, box.x + (wide - chip) / 2, y, chip);
    snprintf(label, sizeof label, is_handed ? "handed over" : "space %u", laying->space);
    laying->space++;
    if (has_label)
        words_middle(composing, (Box){box.x + 4, box.y + box.height - 38, wide - 8, 30}, FACE_TEXT, SIZE_SMALL,
                     is_handed ? INK_TEXT : INK_DIM, label);
}

static void add_item(Laying *laying, const Piece *piece, float wide)
{
    Box box = {laying->x, middle(laying, ITEM_HEIGHT), wide, ITEM_HEIGHT};
    Mark *mark = scene_box(laying->composing->scene, box, 6, piece->kind == PIECE_EMPTY ? INK_WELL : INK_ITEM,
                           piece->kind == PIECE_EMPTY ? INK_FRAME : INK_ITEM_EDGE);
    mark->dash = piece->kind == PIECE_EMPTY ? DASH_SHORT : DASH_NONE;
    if (piece->kind != PIECE_EMPTY)
        words_middle(laying->composing, (Box){box.x + 6, box.y, wide - 12, box.height}, FACE_CODE, SIZE_SMALL,
                     INK_ON_ITEM, piece->text);
}

static void add_seat(Laying *laying, float wide)
{
    Box box = {laying->x, chip_y(laying), wide, CHIP_HEIGHT};
    scene_box(laying->composing->scene, box, CHIP_HEIGHT / 2.0F, INK_NONE, INK_EDGE)->dash = DASH_SHORT;
}

/* A post and a bar: closed it bars the way, open it stands up. */
static void add_gate(Laying *laying, bool is_open)
{
    Scene *scene = laying->composing->scene;
    Ink ink = is_open ? INK_GATE_OPEN : INK_GATE_CLOSED;
    float x = laying->x, y = laying->box.y, height = laying->box.height;
    scene_box(scene, (Box){x, y, 14, height}, 4, ink, INK_NONE);
    if (is_open)
        scene_line(scene, (Spot){x + 7, y + height / 2}, (Spot){x + 70, y + 6}, 10, ink, DASH_NONE);
    else
        scene_box(scene, (Box){x + 14, y + height / 2 - 6, GATE_WIDTH - 30, 12}, 4, ink, INK_NONE);
}

static void add_bar(Laying *laying, const Piece *piece, float wide)
{
    Scene *scene = laying->composing->scene;
    Box box = {laying->x, middle(laying, 28), wide, 28};
    double share = piece->fraction < 0 ? 0 : piece->fraction > 1 ? 1 : piece->fraction;
    scene_box(scene, box, 14, INK_WELL, INK_FRAME);
    if (share > 0)
        scene_box(scene, (Box){box.x, box.y, (float)share * wide > 28 ? (float)share * wide : 28, box.height}, 14,
                  ink_of_state(piece->state), INK_NONE);
}

static void add_divider(Laying *laying)
{
    float x = laying->x + 2;
    scene_line(laying->composing->scene, (Spot){x, laying->box.y - 3},
               (Spot){x, laying->box.y + laying->box.height + 3}, 3, INK_HANDED, DASH_SHORT);
}

static void add_piece(Laying *laying, const Piece *piece, float wide)
{
    Composing *composing = laying->composing;
    Box words = {laying->x, chip_y(laying), wide + 1, CHIP_HEIGHT};
    switch (piece->kind) {
    case PIECE_TEXT:
        words_left(composing, words, FACE_TEXT, SIZE_SMALL, INK_TEXT, piece->text);
        break;
    case PIECE_DIM:
        words_left(composing, words, FACE_TEXT, SIZE_SMALL, INK_DIM, piece->text);
        break;
    case PIECE_CHIP:
        chip_add(composing, &piece->chip, laying->x, chip_y(laying), wide);
        break;
    case PIECE_SPACE:
    case PIECE_HANDED:
        add_space(laying, piece, wide);
        break;
    case PIECE_EMPTY:
        if (laying->kind == ROW_SPACES)
            add_space(laying, piece, wide);
        else if (laying->kind == ROW_ITEMS)
            add_item(laying, piece, wide);
        else
            add_seat(laying, wide);
        break;
    case PIECE_ITEM:
        add_item(laying, piece, wide);
        break;
    case PIECE_FROM:
    case PIECE_TO:
        scene_sign(composing->scene, piece->kind == PIECE_FROM ? SIGN_FROM : SIGN_TO,
                   (Box){laying->x, middle(laying, 24), 24, 24}, INK_DIM);
        break;
    case PIECE_DIVIDER:
        add_divider(laying);
        break;
    case PIECE_GATE_CLOSED:
    case PIECE_GATE_OPEN:
        add_gate(laying, piece->kind == PIECE_GATE_OPEN);
        break;
    case PIECE_BAR:
        add_bar(laying, piece, wide);
        break;
    }
}

/* What the pieces from `at` on need, with the gaps before them. */
static float rest_wide(const Laying *laying, const Row *row, size_t at)
{
    float wide = 0;
    for (; at < row->count; at++)
        wide += GAP + piece_wide(laying, &row->pieces[at]);
    return wide;
}

void row_compose(Composing *composing, const Row *row, RowKind kind, Box box)
{
    bool is_tight = kind == ROW_SPACES && (float)row->count * (SPACE_WIDTH + GAP) > box.width + GAP;
    Laying laying = {composing, kind, box, box.x, 1, is_tight};
    float end = box.x + box.width;
    for (size_t i = 0; i < row->count; i++) {
        const Piece *piece = &row->pieces[i];
        float wide = piece_wide(&laying, piece), after = rest_wide(&laying, row, i + 1);
        bool is_last = i + 1 == row->count && row->more == 0;
        if (piece->kind == PIECE_BAR && end - laying.x - after > wide)
            wide = end - laying.x - after;
        float room = end - laying.x - (is_last || laying.x + wide + after <= end ? 0 : MORE_WIDTH);
        if (wide > room && (i > 0 || room < 60)) {
            char more[32];
            snprintf(more, sizeof more, "+%zu", row->count - i + (size_t)row->more);
            words_left(composing, (Box){laying.x, chip_y(&laying), end - laying.x, CHIP_HEIGHT}, FACE_TEXT,
                       SIZE_SMALL, INK_DIM, more);
            return;
        }
        wide = wide < room ? wide : room;
        add_piece(&laying, piece, wide);
        laying.x += wide + GAP;
    }
    if (row->more) {
        char more[32];
        snprintf(more, sizeof more, "+%llu", (unsigned long long)row->more);
        words_left(composing, (Box){laying.x, chip_y(&laying), end - laying.x, CHIP_HEIGHT}, FACE_TEXT, SIZE_SMALL,
                   INK_DIM, more);
    }
}
