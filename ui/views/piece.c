/* Making rows of pieces. */
#include "piece.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Chip chip_of_task(const Sim *sim, uint32_t number)
{
    SimTask task;
    Chip chip = {.task = number};
    if (!sim_task(sim, number, &task)) {
        snprintf(chip.text, sizeof chip.text, "%s", number ? "?" : "module");
        chip.state = SIM_RUNNING;
        return chip;
    }
    snprintf(chip.text, sizeof chip.text, "%s", task.label);
    chip.state = task.state;
    chip.is_cancelling = task.is_cancelling;
    return chip;
}

static Piece *next_piece(Row *row, PieceKind kind)
{
    if (row->count == ROW_PIECES_MOST) {
        row->more++;
        return NULL;
    }
    Piece *piece = &row->pieces[row->count++];
    *piece = (Piece){.kind = kind};
    return piece;
}

void row_add(Row *row, PieceKind kind)
{
    next_piece(row, kind);
}

void row_add_chip(Row *row, PieceKind kind, const Chip *chip)
{
    Piece *piece = next_piece(row, kind);
    if (piece)
        piece->chip = *chip;
}

void row_add_text(Row *row, PieceKind kind, const char *format, ...)
{
    Piece *piece = next_piece(row, kind);
    if (!piece)
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(piece->text, sizeof piece->text, format, arguments);
    va_end(arguments);
}

void row_add_bar(Row *row, double fraction, SimState state)
{
    Piece *piece = next_piece(row, PIECE_BAR);
    if (!piece)
        return;
    piece->fraction = fraction < 0 ? 0 : fraction > 1 ? 1 : fraction;
    piece->state = state;
}

/* ---- digests ---- */

static uint64_t mix(uint64_t digest, uint64_t number)
{
    return (digest ^ number) * 0x100000001B3u;
}

static uint64_t mix_text(uint64_t digest, const char *text)
{
    while (*text)
        digest = mix(digest, (unsigned char)*text++);
    return mix(digest, 0);
}

uint64_t row_digest(const Row *row, uint64_t seed)
{
    uint64_t digest = mix(seed, row->more);
    for (size_t i = 0; i < row->count; i++) {
        const Piece *piece = &row->pieces[i];
        digest = mix(digest, piece->kind);
        if (piece->kind == PIECE_BAR)
            continue; /* a bar grows with the clock: that alone is no change */
        digest = mix_text(mix(digest, piece->chip.task), piece->text);
    }
    return digest;
}
