/* What is wrong with the run, as a list to choose from: warnings, expectations that do not hold, and its end where
 * that is no good one. */
#ifndef LOOPSCOPE_FINDINGS_VIEW_H
#define LOOPSCOPE_FINDINGS_VIEW_H

#include "player.h"
#include "words.h"

typedef enum FindingRowKind { ROW_FINDING, ROW_EXPECTATION, ROW_END } FindingRowKind;

typedef struct FindingRow {
    FindingRowKind kind;
    size_t at; /* its number in the sim */
    uint32_t line;
} FindingRow;

typedef struct FindingsView {
    FindingRow *rows; /* owned; by line */
    size_t count, selected;
    size_t top; /* first row in sight */
} FindingsView;

/* Made anew from the player's run. False where the host gives no memory. */
bool findings_view_make(FindingsView *view, const Player *player);
void findings_view_release(FindingsView *view);
void findings_view_move(FindingsView *view, int by);
/* So many rows are in sight: the selected one stays among them. */
void findings_view_show_rows(FindingsView *view, size_t rows);

/* What there is to say about a row. Borrowed from the sim until the next call. */
enum { FINDING_PLACE_BYTES = 80, FINDING_END_BYTES = 600 };
typedef struct FindingShown {
    FindingRowKind kind;
    bool has_place; /* the expectations that could not be judged have none */
    uint32_t line;  /* 0 where it is not in the file */
    const char *what, *word;
    const char *seen, *why, *mend; /* "" where there is nothing to say */
    char place[FINDING_PLACE_BYTES];
    char end[FINDING_END_BYTES]; /* how the run ended, in one line: `seen` of ROW_END points here */
    SimPosition position;
} FindingShown;
bool findings_view_row(const FindingsView *view, const Player *player, size_t row, FindingShown *shown);

/* «it can never go on»; "" where a run ends by itself, or its end is not known. */
const char *end_word(SimEnd end);

#endif
