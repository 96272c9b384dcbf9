/* Pieces: what panels are made of, as data. A panel is rows of pieces; a front end gives each kind its look. */
#ifndef LOOPSCOPE_PIECE_H
#define LOOPSCOPE_PIECE_H

#include "sim.h"

enum { CHIP_TEXT_BYTES = 40, PIECE_TEXT_BYTES = 72, ROW_PIECES_MOST = 24, ROWS_MOST = 4 };

/* A task (or a callback of nobody) as lettering on a fill that tells its state. */
typedef struct Chip {
    char text[CHIP_TEXT_BYTES];
    SimState state;
    bool is_cancelling;
    bool is_callback; /* not a task: a callback in the ready queue or a timer of no task */
    uint32_t task;    /* 0 none */
} Chip;

typedef enum PieceKind {
    PIECE_TEXT,    /* lettering */
    PIECE_DIM,     /* lettering that only explains */
    PIECE_CHIP,    /* a task */
    PIECE_SPACE,   /* a space with its holder */
    PIECE_HANDED,  /* a space that is handed over to a task that has not come yet */
    PIECE_EMPTY,   /* a free space, or the place of one who has not come */
    PIECE_ITEM,    /* an item of a queue */
    PIECE_FROM,    /* an arrow: comes next from the right */
    PIECE_TO,      /* an arrow: goes on to the right */
    PIECE_DIVIDER, /* between this iteration and the next */
    PIECE_GATE_CLOSED,
    PIECE_GATE_OPEN,
    PIECE_BAR, /* a fraction from 0 to 1, which takes the room that is left */
} PieceKind;

typedef struct Piece {
    PieceKind kind;
    Chip chip;
    char text[PIECE_TEXT_BYTES];
    double fraction; /* of a bar */
    SimState state;  /* whose fill a bar has */
} Piece;

typedef struct Row {
    Piece pieces[ROW_PIECES_MOST];
    size_t count;
    uint64_t more; /* entries that are there and not among the pieces */
} Row;

/* The chip of a task; a chip without a name where there is no such task. */
Chip chip_of_task(const Sim *sim, uint32_t task);

/* Add to a row; what has no room counts as more. */
void row_add_chip(Row *row, PieceKind kind, const Chip *chip);
void row_add_text(Row *row, PieceKind kind, const char *format, ...) __attribute__((format(printf, 3, 4)));
void row_add(Row *row, PieceKind kind);
void row_add_bar(Row *row, double fraction, SimState state);

/* A number that is the same for rows that look the same. */
uint64_t row_digest(const Row *row, uint64_t seed);

#endif
