/* Diagnostics: what is wrong with a file, said to the person who wrote it.
 *
 * A diagnostic has a place (line and column, from 1; columns count code points), what was found and why it matters
 * (`message`), and what to write instead (`hint`, may be empty). A list keeps them sorted by place and stops at
 * DIAGNOSTICS_MOST, after which only `count` grows. */
#ifndef LOOPSCOPE_DIAGNOSTICS_H
#define LOOPSCOPE_DIAGNOSTICS_H

#include "text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIAGNOSTICS_MOST = 50 };

/* A stretch of source text. Lines count from 1, columns from 1 in code points; the end is exclusive. */
typedef struct SourceSpan {
    uint32_t line;
    uint32_t column;
    uint32_t end_line;
    uint32_t end_column;
} SourceSpan;

typedef enum DiagnosticKind {
    DIAGNOSTIC_SYNTAX,    /* not Python */
    DIAGNOSTIC_REFUSED,   /* Python, but outside scenario Python */
    DIAGNOSTIC_DIRECTIVE, /* a malformed or unknown `#:` comment */
    DIAGNOSTIC_KNOB,      /* a knob set from outside to what it cannot be */
    DIAGNOSTIC_WARNING,   /* runs, but is worth a look */
} DiagnosticKind;

typedef struct Diagnostic {
    DiagnosticKind kind;
    SourceSpan span;
    char *message; /* owned: «a scenario has no network» */
    char *hint;    /* owned, may be NULL: «let asyncio.sleep stand for it» */
} Diagnostic;

typedef struct Diagnostics {
    Diagnostic items[DIAGNOSTICS_MOST];
    size_t count;       /* all that were reported; the first DIAGNOSTICS_MOST of them are in items */
    size_t error_count; /* those that are not warnings */
} Diagnostics;

void diagnostics_release(Diagnostics *diagnostics);

/* Add one. `hint` may be NULL. A second diagnostic of the same line and column is dropped. */
void diagnostics_add(Diagnostics *diagnostics, DiagnosticKind kind, SourceSpan span, const char *hint,
                     const char *format, ...) __attribute__((format(printf, 5, 6)));

/* How many stand in items. */
size_t diagnostics_kept(const Diagnostics *diagnostics);

/* Write «file:line:col: error: message» («file: error: message» where it has no place: line 0), the source line, a
 * caret under the span, and the hint. */
void diagnostic_write(const Diagnostic *diagnostic, const char *file_name, const char *source, size_t source_length,
                      Text *out);

#endif
