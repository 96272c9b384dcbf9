/* Whether a trace is what ui/report/README.md and the formats' own rules say: check_trace jsonl|perfetto|check
 * FILE.
 *
 * The rules for trace events, by phase: which members each has, that B and E nest on each thread, that each flow
 * has one beginning and one end, each inside a slice of its thread, that times do not go back, and that each thread
 * and the process have a name. */
#include <jansson.h>

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned failures;

static void complain(size_t number, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    printf("record %zu: ", number);
    vprintf(format, arguments);
    putchar('\n');
    va_end(arguments);
    if (++failures == 20)
        exit(1);
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static json_int_t number_of(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static void need(size_t at, const json_t *object, const char *key, bool is_right)
{
    if (!is_right)
        complain(at, "%s: «%s» is missing or wrong", text_of(object, "ph"), key);
}

/* ---- JSON lines ---- */

static void check_record(size_t at, const json_t *record, json_int_t *turn, json_int_t *time_ns)
{
    need(at, record, "kind", *text_of(record, "kind"));
    if (strcmp(text_of(record, "kind"), "head") == 0) {
        need(at, record, "first", at == 1);
        need(at, record, "format", strcmp(text_of(record, "format"), "loopscope-trace") == 0);
        need(at, record, "version", number_of(record, "version") == 1);
        need(at, record, "sha256", strlen(text_of(record, "sha256")) == 64);
        need(at, record, "knobs", json_is_object(json_object_get(record, "knobs")));
        need(at, record, "seed", json_is_integer(json_object_get(record, "seed")));
        return;
    }
    need(at, record, "time_ns", json_is_integer(json_object_get(record, "time_ns")));
    need(at, record, "time_ns", number_of(record, "time_ns") >= *time_ns);
    *time_ns = number_of(record, "time_ns");
    if (strcmp(text_of(record, "kind"), "end") == 0)
        return;
    need(at, record, "turn", number_of(record, "turn") >= *turn);
    *turn = number_of(record, "turn");
}

/* What `check --json` writes. */
static void check_verdict(size_t at, const json_t *record, json_int_t *files, json_int_t *greatest)
{
    const char *kind = text_of(record, "kind");
    bool is_place = strcmp(kind, "error") == 0 || strcmp(kind, "warning") == 0 || strcmp(kind, "finding") == 0 ||
                    strcmp(kind, "expectation") == 0;
    if (strcmp(kind, "summary") == 0) {
        need(at, record, "format", strcmp(text_of(record, "format"), "loopscope-check") == 0);
        need(at, record, "version", number_of(record, "version") == 1);
        need(at, record, "files", number_of(record, "files") == *files);
        need(at, record, "status", number_of(record, "status") == *greatest);
        return;
    }
    need(at, record, "kind", is_place || strcmp(kind, "checked") == 0);
    need(at, record, "file", *text_of(record, "file"));
    if (is_place) {
        need(at, record, "line", json_is_integer(json_object_get(record, "line")));
        need(at, record, "column", json_is_integer(json_object_get(record, "column")));
    } else {
        ++*files;
        *greatest = number_of(record, "status") > *greatest ? number_of(record, "status") : *greatest;
    }
    if (strcmp(kind, "finding") == 0) {
        need(at, record, "finding", *text_of(record, "finding"));
        need(at, record, "callback", json_is_integer(json_object_get(record, "callback")));
        need(at, record, "open", strncmp(text_of(record, "open"), "loopscope ", 10) == 0);
    }
}

static void check_verdicts(FILE *file)
{
    char *line = NULL;
    size_t capacity = 0, at = 0;
    json_int_t files = 0, greatest = 0;
    bool has_summary = false;
    while (getline(&line, &capacity, file) > 0) {
        json_error_t error;
        json_t *record = json_loads(line, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
        at++;
        if (!json_is_object(record))
            complain(at, "%s", error.text);
        else
            check_verdict(at, record, &files, &greatest);
        has_summary = strcmp(text_of(record, "kind"), "summary") == 0;
        json_decref(record);
    }
    if (!has_summary)
        complain(at, "the last record is no «summary»");
    free(line);
}

static void check_lines(FILE *file)
{
    char *line = NULL, last[16] = "";
    size_t capacity = 0, at = 0;
    json_int_t turn = 0, time_ns = 0;
    while (getline(&line, &capacity, file) > 0) {
        json_error_t error;
        json_t *record = json_loads(line, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
        at++;
        if (!json_is_object(record))
            complain(at, "%s", error.text);
        else
            check_record(at, record, &turn, &time_ns);
        snprintf(last, sizeof last, "%s", text_of(record, "kind"));
        json_decref(record);
    }
    if (strcmp(last, "end") != 0)
        complain(at, "the last record is no «end»");
    free(line);
}

/* ---- trace events ---- */

enum { THREADS_MOST = 200000 };

typedef struct Threads {
    int depths[THREADS_MOST]; /* open slices */
    bool are_named[THREADS_MOST];
    bool has_process_name;
} Threads;

static void check_metadata(size_t at, const json_t *event, Threads *threads, size_t thread)
{
    const char *name = text_of(event, "name");
    const json_t *arguments = json_object_get(event, "args");
    if (strcmp(name, "process_name") == 0)
        threads->has_process_name = true;
    if (strcmp(name, "thread_name") == 0)
        threads->are_named[thread] = true;
    if (strcmp(name, "thread_sort_index") == 0)
        need(at, event, "sort_index", json_is_integer(json_object_get(arguments, "sort_index")));
    else
        need(at, event, "args.name", json_is_string(json_object_get(arguments, "name")));
}

static void check_counter(size_t at, const json_t *event)
{
    json_t *arguments = json_object_get(event, "args"), *value;
    const char *key;
    need(at, event, "args", json_object_size(arguments) > 0);
    json_object_foreach(arguments, key, value) need(at, event, key, json_is_number(value));
}

static void check_event(size_t at, const json_t *event, Threads *threads, json_t *flows)
{
    const char *phase = text_of(event, "ph"), *scope = text_of(event, "s");
    size_t thread = (size_t)number_of(event, "tid");
    char flow[32];
    if (thread >= THREADS_MOST) {
        complain(at, "tid %zu", thread);
        return;
    }
    need(at, event, "name", strcmp(phase, "E") == 0 || json_is_string(json_object_get(event, "name")));
    if (strcmp(phase, "M") == 0) {
        check_metadata(at, event, threads, thread);
        return;
    }
    need(at, event, "a name of its thread", threads->are_named[thread]);
    snprintf(flow, sizeof flow, "%" JSON_INTEGER_FORMAT, number_of(event, "id"));
    switch (strlen(phase) == 1 ? *phase : 0) {
    case 'B':
        threads->depths[thread]++;
        break;
    case 'E':
        need(at, event, "a slice to end", threads->depths[thread]-- > 0);
        break;
    case 'C':
        check_counter(at, event);
        break;
    case 'i':
        need(at, event, "s", strlen(scope) == 1 && strchr("gpt", *scope));
        break;
    case 's':
        need(at, event, "an id of its own", !json_object_get(flows, flow));
        need(at, event, "a slice that it comes from", threads->depths[thread] > 0);
        json_object_set_new(flows, flow, json_integer(1));
        break;
    case 'f':
        need(at, event, "its beginning", json_integer_value(json_object_get(flows, flow)) == 1);
        need(at, event, "a slice that it goes to", threads->depths[thread] > 0);
        need(at, event, "bp", strcmp(text_of(event, "bp"), "e") == 0);
        json_object_set_new(flows, flow, json_integer(2));
        break;
    default:
        complain(at, "the phase «%s»", phase);
    }
}

static void check_order(size_t at, const json_t *event, double *time)
{
    const json_t *value = json_object_get(event, "ts");
    if (strcmp(text_of(event, "ph"), "M") == 0)
        return;
    need(at, event, "ts", json_is_number(value) && json_number_value(value) >= *time);
    *time = json_number_value(value);
}

static void check_ends(const Threads *threads, json_t *flows)
{
    const char *id;
    json_t *ends;
    for (size_t thread = 0; thread < THREADS_MOST; thread++)
        if (threads->depths[thread] != 0)
            complain(0, "thread %zu has %d open slices at the end", thread, threads->depths[thread]);
    json_object_foreach(flows, id, ends) if (json_integer_value(ends) != 2)
        complain(0, "the flow %s has no end", id);
    if (!threads->has_process_name)
        complain(0, "the process has no name");
}

static void check_events(FILE *file)
{
    json_error_t error;
    json_t *trace = json_loadf(file, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error), *event;
    json_t *events = json_object_get(trace, "traceEvents"), *flows = json_object();
    Threads *threads = calloc(1, sizeof *threads);
    double time = 0;
    size_t at;
    if (!json_is_array(events) || !threads)
        complain(0, "%s at byte %d", trace ? "no traceEvents" : error.text, error.position);
    json_array_foreach(events, at, event)
    {
        need(at, event, "pid", json_is_integer(json_object_get(event, "pid")));
        need(at, event, "tid", json_is_integer(json_object_get(event, "tid")));
        check_order(at, event, &time);
        check_event(at, event, threads, flows);
    }
    if (threads)
        check_ends(threads, flows);
    free(threads);
    json_decref(flows);
    json_decref(trace);
}

int main(int count, char **words)
{
    FILE *file = count == 3 ? fopen(words[2], "r") : NULL;
    if (!file) {
        fputs("usage: check_trace jsonl|perfetto|check FILE\n", stderr);
        return 2;
    }
    if (strcmp(words[1], "jsonl") == 0)
        check_lines(file);
    else if (strcmp(words[1], "check") == 0)
        check_verdicts(file);
    else
        check_events(file);
    fclose(file);
    return failures ? 1 : 0;
}
