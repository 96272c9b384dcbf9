/* What the files check*.c share: what is wrong with a file, collected, and told in the order of its lines. */
#ifndef LOOPSCOPE_CHECK_PARTS_H
#define LOOPSCOPE_CHECK_PARTS_H

#include "commands.h"

/* One thing to tell. */
typedef enum CheckKind { CHECK_ERROR, CHECK_WARNING, CHECK_FINDING, CHECK_EXPECTATION } CheckKind;

typedef struct CheckItem {
    CheckKind kind;
    uint32_t line;
    size_t at; /* of a finding or an expectation: its number in the sim; of a diagnostic: in the file's list */
} CheckItem;

/* What a diagnostic of the load said: its texts are good only while it is reported. */
typedef struct CheckDiagnostic {
    uint32_t line, column;
    char *message, *hint, *shown; /* owned */
} CheckDiagnostic;

typedef struct CheckedFile {
    const Options *options;
    const char *path;
    Sim *sim; /* NULL where it could not be loaded */
    int64_t seed;
    CheckDiagnostic *diagnostics; /* owned */
    CheckItem *items;             /* owned; by line */
    size_t diagnostic_count, item_count, diagnostic_room, item_room;
    unsigned errors, warnings, findings, failed, unknown;
    SimExtent extent;
    int status;
    bool is_brief; /* one line for it: it is one of a folder's */
} CheckedFile;

/* Keep a copy of a diagnostic: a SimReport whose context is the CheckedFile. */
void check_keep(void *checked, const SimDiagnostic *diagnostic);
/* What is wrong with a lesson, and with what it says about its scenario. */
void check_lesson(CheckedFile *checked, const SourceFile *file);

/* The command that opens the file at a callback, as one would type it. */
enum { CHECK_COMMAND_BYTES = 4096 };
void check_command(const CheckedFile *checked, uint32_t callback, char command[CHECK_COMMAND_BYTES]);
/* What the program raised, as its traceback says in the end: «ValueError: no space». */
void check_exception(Sim *sim, char *out, size_t size);

void check_tell_text(const CheckedFile *checked);
void check_tell_json(const CheckedFile *checked);
/* The `checked` line of a file whose process did not live to write it. */
void check_tell_given_up(const char *path, const char *end);

typedef struct CheckSummary {
    unsigned files, fine, failed, stuck, unfit; /* by status: 0; 1; 4, 5 and 6; 2 and 3 */
    int status;                                 /* the greatest */
} CheckSummary;
void check_tell_summary(const Options *options, const CheckSummary *summary);

#endif
