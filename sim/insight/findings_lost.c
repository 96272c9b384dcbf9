/* What is lost: coroutines that nobody awaits, tasks that nobody keeps, losers of a race, exceptions unseen. */
#include "findings_parts.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

enum { WARNINGS_READ = 100 }; /* of exceptions never retrieved */

/* ---- coroutines that were never awaited ---- */

/* «fetch» of "coroutine 'Client.fetch' was never awaited". */
static bool read_lost_name(const char *warning, TreeText *name)
{
    if (!read_never_awaited(warning, name))
        return false;
    for (uint32_t left = name->length; left > 0; left--)
        if (name->bytes[left - 1] == '.') {
            *name = (TreeText){name->bytes + left, name->length - left};
            break;
        }
    return true;
}

static bool is_call_of(const Node *node, TreeText name)
{
    return node->kind == NODE_CALL && tree_text_equal(tree_called_name(node), name);
}

/* The call that made it: one on the line of the warning, else one whose result is dropped, else the only one. */
static SourceSpan lost_call(const Work *work, TreeText name, uint32_t line)
{
    SourceSpan any = {0}, dropped = {0};
    for (uint32_t i = 1; i < work->tree.count; i++) {
        const TreePlace *place = &work->tree.places[i];
        const Node *parent = work->tree.places[place->parent].node;
        if (!is_call_of(place->node, name) || parent->kind == NODE_AWAIT)
            continue;
        if (place->node->span.line == line)
            return place->node->span;
        any = place->node->span;
        if (parent->kind == NODE_EXPR_STATEMENT)
            dropped = any;
    }
    return dropped.line ? dropped : any.line ? any : work_span(work, line);
}

void find_lost_coroutines(Work *work)
{
    TreeText name;
    for (uint64_t i = 0; i < work->fact_count; i++) {
        const Fact *fact = &work->facts[i];
        if (fact->kind != FACT_WARNED || !read_lost_name(journal_note(work->source->journal, fact->number), &name))
            continue;
        Finding *finding = work_add(work, FINDING_NEVER_AWAITED, lost_call(work, name, fact->line), fact);
        if (finding)
            text_format(&finding->seen, "this coroutine of %.*s() is dropped, and nothing of it has run",
                        (int)name.length, name.bytes);
    }
}

/* ---- tasks that nobody keeps ---- */

/* create_task of asyncio or of a loop; a group keeps its tasks itself. */
static bool makes_a_loose_task(const Node *node)
{
    TreeText owner = tree_called_owner(node);
    if (tree_calls(node, "ensure_future"))
        return true;
    if (!tree_calls(node, "create_task"))
        return false;
    const Node *function = node->call.function;
    return function->kind == NODE_NAME || tree_text_is(owner, "asyncio") || tree_text_is(owner, "loop") ||
           (function->attribute.value->kind == NODE_CALL &&
            (tree_calls(function->attribute.value, "get_running_loop") ||
             tree_calls(function->attribute.value, "get_event_loop")));
}

/* The call stands as a statement, alone or as the element of a list that is dropped. */
static bool is_dropped(const Work *work, uint32_t place)
{
    const TreePlace *places = work->tree.places;
    const Node *parent = places[places[place].parent].node;
    bool is_in_list = parent->kind == NODE_LIST_COMP && parent->comprehension.element == places[place].node;
    if (is_in_list)
        parent = places[places[places[place].parent].parent].node;
    return parent->kind == NODE_EXPR_STATEMENT;
}

typedef struct LooseTasks {
    uint32_t count, example;
    bool is_cut_off, has_failed; /* the example was */
} LooseTasks;

/* How badly it ended: cut off before failed before well. */
static void meet_loose_task(LooseTasks *loose, const TaskTrack *task, uint32_t number)
{
    bool is_cut_off = !task->ended || (task->is_shut_down && task->state == TASK_CANCELLED);
    bool has_failed = task->state == TASK_FAILED;
    loose->count++;
    if (loose->example && !(is_cut_off && !loose->is_cut_off) &&
        !(has_failed && !loose->has_failed && !loose->is_cut_off))
        return;
    loose->example = number;
    loose->is_cut_off = is_cut_off;
    loose->has_failed = has_failed;
}

static LooseTasks loose_tasks(const Work *work, const Node *call)
{
    LooseTasks loose = {0};
    for (uint32_t number = 1; number <= work->task_count; number++) {
        const TaskTrack *task = &work->tasks[number];
        if (task->created && call->span.line <= task->line && task->line <= call->span.end_line)
            meet_loose_task(&loose, task, number);
    }
    return loose;
}

static void write_loose(const Work *work, const LooseTasks *loose, Text *out)
{
    work_write_task(work, loose->example, out);
    if (loose->is_cut_off)
        text_add(out, work->source->is_whole ? " is cut off: it has not ended when the program ends"
                                             : " has not ended as far as was looked");
    else if (loose->has_failed)
        text_add(out, " fails, and nobody learns of it");
    else
        text_add(out, " is held by nobody while it waits");
    if (loose->count > 1) {
        text_add(out, " (");
        write_count(loose->count, out);
        text_add(out, " tasks were made here)");
    }
}

void find_unheld_tasks(Work *work)
{
    for (uint32_t i = 1; i < work->tree.count; i++) {
        const Node *node = work->tree.places[i].node;
        if (!makes_a_loose_task(node) || !is_dropped(work, i))
            continue;
        LooseTasks loose = loose_tasks(work, node);
        if (loose.count == 0)
            continue;
        const TaskTrack *task = &work->tasks[loose.example];
        uint64_t where = task->ended && (loose.is_cut_off || loose.has_failed) ? task->ended : task->created;
        Finding *finding = work_add(work, FINDING_UNHELD_TASK, node->span, &work->facts[where - 1]);
        if (finding)
            write_loose(work, &loose, &finding->seen);
    }
}

/* ---- exceptions that nobody took ---- */

static bool is_lost_exception(const Work *work, const Fact *fact)
{
    return fact->kind == FACT_WARNED &&
           strstr(journal_note(work->source->journal, fact->number), "Task exception was never retrieved");
}

static const char EXCEPTION[] = "exception=";

/* The repr of the result or exception with which it ended. */
static const char *result_of(const Work *work, const TaskTrack *task)
{
    return journal_note(work->source->journal, work->facts[task->ended - 1].number);
}

/* The warning is about this task: its exception stands in it. */
static bool is_about(const Work *work, const Fact *warning, const TaskTrack *task)
{
    if (task->state != TASK_FAILED || !task->ended)
        return false;
    const char *result = result_of(work, task);
    const char *shown = strstr(journal_note(work->source->journal, warning->number), EXCEPTION);
    return shown && strncmp(shown + strlen(EXCEPTION), result, strlen(result)) == 0;
}

static uint32_t failed_task(const Work *work, const Fact *warning)
{
    for (uint32_t number = 1; number <= work->task_count; number++)
        if (is_about(work, warning, &work->tasks[number]))
            return number;
    return 0;
}

/* What the loop's complaints say of exceptions that nobody took, in the order of the alphabet. */
typedef struct Complaints {
    const char **exceptions; /* owned; of the journal: what stands behind «exception=» */
    size_t count;
} Complaints;

static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void add_complaint(const Work *work, Complaints *complaints, const Fact *fact)
{
    const char *shown = strstr(journal_note(work->source->journal, fact->number), EXCEPTION);
    if (shown)
        complaints->exceptions[complaints->count++] = shown + strlen(EXCEPTION);
}

static bool complaints_open(const Work *work, Complaints *complaints)
{
    size_t count = 0;
    for (uint64_t i = 0; i < work->fact_count; i++)
        count += is_lost_exception(work, &work->facts[i]);
    *complaints = (Complaints){.exceptions = calloc(count + 1, sizeof *complaints->exceptions)};
    for (uint64_t i = 0; complaints->exceptions && count > 0 && i < work->fact_count; i++)
        if (is_lost_exception(work, &work->facts[i]))
            add_complaint(work, complaints, &work->facts[i]);
    if (complaints->count > 1)
        qsort(complaints->exceptions, complaints->count, sizeof *complaints->exceptions, by_text);
    return complaints->exceptions != NULL;
}

/* It failed, and the loop has complained that nobody asked: of those that begin with the repr of its exception the
 * first stands where that would. */
static bool has_failed_unseen(const Work *work, const Complaints *complaints, const TaskTrack *task)
{
    const char *result = result_of(work, task);
    size_t low = 0, high = complaints->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(complaints->exceptions[middle], result) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < complaints->count && strncmp(complaints->exceptions[low], result, strlen(result)) == 0;
}

/* ---- losers of a race ---- */

/* What is known of those who are waited for. Numbers of facts plus one, 0 none. */
typedef struct Races {
    uint64_t *returned; /* owned; when the wait returned with some pending, by thing */
    uint64_t *kept;     /* owned; until when somebody waits for a task: UINT64_MAX for its end */
    uint32_t things;
    Complaints complaints;
} Races;

static bool races_open(const Work *work, Races *races)
{
    races->things = work->source->relations->kind_count;
    races->returned = calloc((size_t)races->things + 1, sizeof *races->returned);
    races->kept = calloc((size_t)work->task_count + 1, sizeof *races->kept);
    return complaints_open(work, &races->complaints) && races->returned && races->kept;
}

static void races_close(Races *races)
{
    free(races->returned);
    free(races->kept);
    free(races->complaints.exceptions);
}

/* An await of a task and a gather wait for its end; a wait only until it returns. */
static void read_races(const Work *work, Races *races)
{
    const Relations *relations = work->source->relations;
    for (uint64_t i = 0; i < work->fact_count; i++)
        if (work->facts[i].kind == FACT_WAIT_RETURNED && work->facts[i].object < races->things)
            races->returned[work->facts[i].object] = i + 1;
    for (uint32_t i = 0; i < relations->count; i++) {
        const Relation *relation = &relations->items[i];
        bool is_wait = relations_kind(relations, relation->thing) == THING_WAIT && relation->thing < races->things;
        uint64_t until = is_wait ? races->returned[relation->thing] : UINT64_MAX;
        if (relation->task <= work->task_count && races->kept[relation->task] < until)
            races->kept[relation->task] = until;
    }
}

/* `done, pending = await asyncio.wait(...)`: the program uses `pending` somewhere behind. */
static bool uses_pending(const Work *work, uint32_t line)
{
    uint32_t call = work_call_at(work, line, "wait"), statement = call;
    const TreePlace *places = work->tree.places;
    while (statement > 0 && places[statement].node->kind != NODE_ASSIGN)
        statement = places[statement].parent;
    const Node *target = statement > 0 ? places[statement].node->assign.targets.items[0] : NULL;
    if (!target || target->kind != NODE_TUPLE || target->list.items.count != 2 ||
        target->list.items.items[1]->kind != NODE_NAME)
        return false;
    TreeText name = target->list.items.items[1]->name.id;
    uint32_t function = tree_function_around(&work->tree, statement);
    for (uint32_t i = function + 1; i < places[function].end; i++)
        if (places[i].node->kind == NODE_NAME && places[i].node != target->list.items.items[1] &&
            tree_text_equal(places[i].node->name.id, name))
            return true;
    return false;
}

/* It goes on behind every wait for it, and nobody cancels it in time. An await of one that has ended leaves no
 * trace: so where the program uses what is pending, one that ends well, or whose exception was taken, may be cared
 * for. */
static bool is_left_alone(const Work *work, const Races *races, uint32_t number, uint64_t returned)
{
    const TaskTrack *task = &work->tasks[number];
    uint64_t kept = races->kept[number];
    bool was_pending = !task->ended || task->ended > returned;
    bool is_waited_for = kept == UINT64_MAX || (task->ended && task->ended <= kept);
    bool is_cut_off = !task->ended || (task->is_shut_down && task->state == TASK_CANCELLED);
    if (!was_pending || is_waited_for || (is_cut_off && !work->source->is_whole))
        return false;
    if (is_cut_off)
        return task->is_shut_down || task->asked <= returned;
    if (task->state == TASK_FAILED)
        return task->ended && has_failed_unseen(work, &races->complaints, task);
    return task->state == TASK_DONE && !uses_pending(work, work->facts[returned - 1].line);
}

static bool is_told_at(const Work *work, uint64_t returned)
{
    uint32_t line = work->facts[returned - 1].line;
    return work_has(work, FINDING_RACE_NOT_DRAINED, work_call_span(work, line, "wait").line);
}

static void write_leftover(const Work *work, uint32_t number, Text *out)
{
    const TaskTrack *task = &work->tasks[number];
    work_write_task(work, number, out);
    if (task->state == TASK_FAILED)
        text_add(out, " fails, and nobody learns of it");
    else if (!task->ended || task->is_shut_down)
        text_add(out, " is still running when the program ends");
    else
        text_add(out, " works on to its end, for nobody");
}

static void add_leftover(Work *work, uint32_t number, uint64_t returned)
{
    const TaskTrack *task = &work->tasks[number];
    const Fact *fact = &work->facts[returned - 1];
    const Fact *where = task->ended ? &work->facts[task->ended - 1] : fact;
    Finding *finding = work_add(work, FINDING_RACE_NOT_DRAINED, work_call_span(work, fact->line, "wait"), where);
    if (finding)
        write_leftover(work, number, &finding->seen);
}

void find_race_leftovers(Work *work)
{
    const Relations *relations = work->source->relations;
    Races races = {0};
    bool has_room = races_open(work, &races);
    work->is_out_of_memory = work->is_out_of_memory || !has_room;
    if (has_room && !relations->is_short)
        read_races(work, &races);
    for (uint32_t i = 0; has_room && !relations->is_short && i < relations->count; i++) {
        const Relation *relation = &relations->items[i];
        uint64_t returned = relation->thing < races.things ? races.returned[relation->thing] : 0;
        if (relation->thing != 0 && returned && relation->task <= work->task_count && !is_told_at(work, returned) &&
            is_left_alone(work, &races, relation->task, returned))
            add_leftover(work, relation->task, returned);
    }
    races_close(&races);
}

/* A finding that tells of this task already. */
static bool is_told(const Work *work, uint32_t number)
{
    const TaskTrack *task = &work->tasks[number];
    for (uint32_t i = 0; i < work->findings->count; i++) {
        const Finding *finding = &work->findings->items[i];
        bool is_same_end = finding->turn == work->facts[task->ended - 1].turn;
        if (finding->kind == FINDING_RACE_NOT_DRAINED && is_same_end)
            return true;
        if (finding->kind == FINDING_UNHELD_TASK && finding->span.line == task->line)
            return true;
    }
    return false;
}

void find_never_retrieved(Work *work)
{
    uint32_t read = 0;
    for (uint64_t i = 0; i < work->fact_count && read < WARNINGS_READ; i++) {
        if (!is_lost_exception(work, &work->facts[i]))
            continue;
        read++;
        uint32_t number = failed_task(work, &work->facts[i]);
        if (number == 0 || is_told(work, number))
            continue;
        const TaskTrack *task = &work->tasks[number];
        Finding *finding =
            work_add(work, FINDING_NEVER_RETRIEVED, work_span(work, task->line), &work->facts[task->ended - 1]);
        if (!finding)
            continue;
        work_write_task(work, number, &finding->seen);
        text_format(&finding->seen, " fails with %s", result_of(work, task));
    }
}
