/* The callback trace: a line for each callback. It is what recordings from CPython are compared with. */
#include "report.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef struct CallbacksReport {
    FILE *output;
    FILE *errors;    /* NULL: errors go among the lines */
    bool is_in_line; /* output stands in mid-line */
    char *pending;   /* owned: an error line that has not ended yet */
    size_t pending_size, pending_capacity;
} CallbacksReport;

static void begin_line(CallbacksReport *report)
{
    if (report->is_in_line)
        putc('\n', report->output);
    report->is_in_line = false;
}

static void note_callback(void *context, uint32_t iteration, int64_t now_ns, const char *kind, const char *name)
{
    CallbacksReport *report = context;
    begin_line(report);
    fprintf(report->output, "@%" PRIu32 " %" PRId64 " %s %s\n", iteration, now_ns, kind, name);
}

/* ---- standard error among the lines ---- */

static bool starts(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* ` at 0x7f…` differs from run to run, ` at /usr/lib…` from machine to machine. Returns what to go on with. */
static const char *write_place(FILE *output, const char *at)
{
    if (starts(at, " at 0x") && isxdigit((unsigned char)at[6])) {
        fputs(" at 0x0", output);
        at += 6;
        while (isxdigit((unsigned char)*at))
            at++;
        return at;
    }
    bool is_created = starts(at, " created at /");
    if (!is_created && !starts(at, " at /"))
        return NULL;
    fputs(is_created ? " created at library" : " at library", output);
    at += strlen(is_created ? " created at /" : " at /");
    while (*at && *at != ' ' && *at != '>')
        at++;
    return at;
}

static void write_error_line(CallbacksReport *report, const char *line)
{
    begin_line(report);
    fputs("! ", report->output);
    while (*line) {
        const char *rest = *line == ' ' ? write_place(report->output, line) : NULL;
        if (rest)
            line = rest;
        else
            putc(*line++, report->output);
    }
    putc('\n', report->output);
}

static bool make_room(CallbacksReport *report, size_t size)
{
    if (report->pending_size + size + 1 <= report->pending_capacity)
        return true;
    size_t capacity = (report->pending_size + size + 1) * 2;
    char *grown = realloc(report->pending, capacity);
    if (!grown)
        return false;
    report->pending = grown;
    report->pending_capacity = capacity;
    return true;
}

static void take_errors(CallbacksReport *report, const char *bytes, size_t size)
{
    if (!make_room(report, size))
        return;
    memcpy(report->pending + report->pending_size, bytes, size);
    report->pending_size += size;
    char *line = report->pending, *end = report->pending + report->pending_size, *feed;
    while ((feed = memchr(line, '\n', (size_t)(end - line)))) {
        *feed = '\0';
        write_error_line(report, line);
        line = feed + 1;
    }
    report->pending_size = (size_t)(end - line);
    memmove(report->pending, line, report->pending_size);
}

static void note_output(void *context, int stream, const char *bytes, size_t size)
{
    CallbacksReport *report = context;
    if (size == 0)
        return;
    if (stream == 1) {
        fwrite(bytes, 1, size, report->output);
        report->is_in_line = bytes[size - 1] != '\n';
    } else if (report->errors) {
        fwrite(bytes, 1, size, report->errors);
    } else {
        take_errors(report, bytes, size);
    }
}

bool report_callbacks(const SimSource *source, const SimOptions *options, FILE *output, FILE *errors,
                      SimOutcome *outcome, SimReport *report, void *context)
{
    CallbacksReport state = {.output = output, .errors = errors};
    SimPlainHost host = {.write = note_output, .callback = note_callback, .context = &state};
    bool is_loaded = sim_run_plain(source, options, &host, outcome, report, context);
    if (is_loaded && outcome->end == SIM_END_DEADLOCK) {
        begin_line(&state);
        fputs("@deadlock\n", output);
    }
    free(state.pending);
    return is_loaded;
}
