/* What a loop says on standard error: exceptions that nobody took, tasks that were lost, callbacks that were slow.
 * Mirrors call_exception_handler and default_exception_handler of Lib/asyncio/base_events.py.
 *
 * CPython says it through the logger «asyncio». Where the program has imported logging, so do we; else it goes
 * straight to standard error, as logging's handler of last resort would write it. */
#include "asyncio_room.h"

/* ---- as if CPython's own frames were there ---- */

void add_library_traceback(Vm *vm, Value exception)
{
    if (!value_exception(exception)->traceback)
        exception_add_library(vm, exception, VALUE_EMPTY);
}

Outcome raised_holds(Vm *vm, Value held)
{
    if (vm_is_over(vm) || vm->raised == VALUE_EMPTY)
        return RAISED;
    Exception *exception = value_exception(vm->raised);
    bool has_no_use = !value_is_instance(vm, vm->raised, vm->exceptions[EXCEPTION_SystemExit]);
    if (has_no_use && exception->value == VALUE_EMPTY)
        exception->value = value_retain(held);
    return RAISED;
}

/* ---- logging ---- */

static Value logger(Vm *vm)
{
    Value module = dict_get_str(vm, value_dict(vm->modules), str_intern(vm, "logging", 7));
    if (module == VALUE_EMPTY)
        return VALUE_EMPTY;
    Value name = str_from(vm, "asyncio"), found = VALUE_EMPTY;
    if (value_call_method(vm, module, "getLogger", 1, &name, &found) == RAISED)
        value_release(vm, vm_take_raised(vm));
    value_release(vm, name);
    return found;
}

static void log_with(Vm *vm, Value asyncio_logger, const char *level, Text *message, Value exception)
{
    Value method, ignored = VALUE_EMPTY, exc_info = value_from(str_intern(vm, "exc_info", 8));
    if (value_get_attribute(vm, asyncio_logger, str_intern(vm, level, strlen(level)), &method) == RAISED)
        return;
    Value values[] = {VALUE_EMPTY, exception};
    values[0] = str_new(vm, text_string(message), message->length);
    Value names = exception == VALUE_EMPTY ? VALUE_EMPTY : tuple_new(vm, &exc_info, 1);
    if (value_call(vm, method, &(Arguments){values, 1, names, VALUE_EMPTY}, &ignored) != RAISED)
        value_release(vm, ignored);
    value_release(vm, names);
    value_release(vm, values[0]);
    value_release(vm, method);
}

/* What is raised at the moment is put aside: a report can come in the middle of anything. */
void loop_log(Vm *vm, const char *level, Text *message, Value exception)
{
    Value raised = vm->raised;
    vm->raised = VALUE_EMPTY;
    Value found = logger(vm);
    if (found != VALUE_EMPTY) {
        world_note(vm, FACT_WARNED, world_of(vm)->running_task, 0,
                   world_keep_text(vm, text_string(message), message->length));
        log_with(vm, found, level, message, exception);
        value_release(vm, found);
    } else {
        Text shown = {0};
        text_add_bytes(&shown, text_string(message), message->length);
        text_add(&shown, "\n");
        if (exception != VALUE_EMPTY)
            exception_write(vm, exception, &shown);
        world_warn(vm, text_string(&shown), shown.length);
        text_release(&shown);
    }
    if (!vm_is_over(vm) && vm->raised != VALUE_EMPTY)
        value_release(vm, vm_take_raised(vm));
    if (vm->raised == VALUE_EMPTY)
        vm->raised = raised;
    else
        value_release(vm, raised);
}

/* ---- warnings that name a line ---- */

const char *program_line(Vm *vm, uint32_t line, size_t *length)
{
    const char *at = vm->hooks->source, *end = at ? at + vm->hooks->source_length : NULL;
    for (uint32_t i = 1; at && i < line; i++) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        at = next ? next + 1 : NULL;
    }
    if (!at)
        return NULL;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    stop = stop ? stop : end;
    while (at < stop && (*at == ' ' || *at == '\t'))
        at++;
    while (at < stop && (stop[-1] == ' ' || stop[-1] == '\t' || stop[-1] == '\r'))
        stop--;
    *length = (size_t)(stop - at);
    return at;
}

/* A warning of one text is shown once for each line. */
static bool was_said(Vm *vm, const Text *text)
{
    AsyncioRoom *room = asyncio_room(vm);
    bool has = false;
    if (room->said == VALUE_EMPTY)
        room->said = dict_new(vm);
    Value said = str_new(vm, text_string(text), text->length);
    Dict *dict = value_dict(room->said);
    has = dict_get_str(vm, dict, value_str_object(said)) != VALUE_EMPTY;
    if (!has)
        dict_set_str(vm, dict, value_str_object(said), VALUE_TRUE);
    value_release(vm, said);
    return has;
}

void warn_at_line(Vm *vm, const char *category, const char *message, const char *behind)
{
    Text text = {0};
    const Frame *frame = vm_program_frame(vm);
    size_t length = 0;
    uint32_t line = frame ? frame_line(frame) : 0;
    text_format(&text, "%s:%lld: %s: %s\n", frame ? vm->hooks->file_name : "<sys>",
                frame && line == 0 ? -1LL : (long long)line, category, message);
    const char *source = frame && line > 0 ? program_line(vm, line, &length) : NULL;
    if (!was_said(vm, &text)) {
        if (source && length > 0) {
            text_add(&text, "  ");
            text_add_bytes(&text, source, length);
            text_add(&text, "\n");
        }
        text_add(&text, behind);
        world_warn(vm, text_string(&text), text.length);
    }
    text_release(&text);
}

void warn_never_awaited(void *context, Vm *vm, Frame *coroutine)
{
    (void)context;
    Text text = {0};
    text_format(&text, "coroutine '%s' was never awaited", value_str_object(coroutine->qualname)->text);
    Value origin = coroutine_origin(vm, coroutine);
    if (origin != VALUE_EMPTY)
        text_format(&text, "\n%s", value_str_object(origin)->text);
    warn_at_line(vm, "RuntimeWarning", text_string(&text),
                 "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n");
    text_release(&text);
}

/* ---- the default handler ---- */

static Value context_get(Vm *vm, Value context, const char *key)
{
    return dict_get_str(vm, value_dict(context), str_intern(vm, key, strlen(key)));
}

static Outcome sorted_keys(Vm *vm, Value context, Value *keys)
{
    Value list = list_new(vm, NULL, 0), ignored, key, value;
    for (uint32_t at = 0; dict_next(value_dict(context), &at, &key, &value);) {
        if (!list_append(vm, value_list(list), key))
            return RAISED;
    }
    if (value_call_method(vm, list, "sort", 0, NULL, &ignored) == RAISED) {
        value_release(vm, list);
        return RAISED;
    }
    *keys = list;
    return RETURNED;
}

/* What future_creation gives is shown as it is. */
static bool is_source(Value key, Value value)
{
    return value_is_str(key) && str_is(value_str_object(key), "source_traceback") && value_is_str(value);
}

static Outcome write_parts(Vm *vm, Value context, Value keys, Text *out)
{
    const List *list = value_list(keys);
    for (size_t i = 0; i < list->count; i++) {
        Value value;
        if (value_is_str(list->items[i]) && (str_is(value_str_object(list->items[i]), "message") ||
                                             str_is(value_str_object(list->items[i]), "exception")))
            continue;
        text_add(out, "\n");
        if (value_write_str(vm, list->items[i], out) == RAISED ||
            dict_get(vm, value_dict(context), list->items[i], &value) == RAISED)
            return RAISED;
        text_add(out, ": ");
        if (is_source(list->items[i], value))
            text_add(out, value_str_object(value)->text);
        else if (value_write_repr(vm, value, out) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome write_message(Vm *vm, Value context, Text *out)
{
    bool is_said = false;
    Value message = context_get(vm, context, "message");
    if (message != VALUE_EMPTY && value_truth(vm, message, &is_said) == RAISED)
        return RAISED;
    if (is_said)
        return value_write_str(vm, message, out);
    text_add(out, "Unhandled exception in event loop");
    return RETURNED;
}

static Outcome report_by_default(Vm *vm, Value context)
{
    Value keys, exception = context_get(vm, context, "exception");
    Text text = {0};
    if (sorted_keys(vm, context, &keys) == RAISED)
        return RAISED;
    Outcome outcome = write_message(vm, context, &text);
    if (outcome == RETURNED)
        outcome = write_parts(vm, context, keys, &text);
    if (outcome == RETURNED)
        loop_log(vm, "error", &text, exception == VALUE_NONE ? VALUE_EMPTY : exception);
    text_release(&text);
    value_release(vm, keys);
    return vm_is_over(vm) ? RAISED : outcome;
}

Outcome loop_default_exception_handler(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    if (!value_is_kind(args[1], KIND_DICT))
        return vm_raise(vm, EXCEPTION_AttributeError, "'%s' object has no attribute 'get'",
                        class_of(vm, args[1])->name->text);
    return report_by_default(vm, args[1]);
}

/* ---- any handler ---- */

static bool leaves_the_loop(Vm *vm)
{
    return vm_raised_is_builtin(vm, EXCEPTION_SystemExit) || vm_raised_is_builtin(vm, EXCEPTION_KeyboardInterrupt);
}

/* The program's handler has raised: that is reported in turn. */
static Outcome report_handler_failure(Vm *vm, Value context)
{
    Value exception = vm_take_raised(vm), about = dict_new(vm);
    Value message = str_from(vm, "Unhandled error in exception handler");
    Dict *dict = value_dict(about);
    dict_set_str(vm, dict, str_intern(vm, "message", 7), message);
    dict_set_str(vm, dict, str_intern(vm, "exception", 9), exception);
    dict_set_str(vm, dict, str_intern(vm, "context", 7), context);
    Outcome outcome = report_by_default(vm, about);
    value_release(vm, message);
    value_release(vm, exception);
    value_release(vm, about);
    return outcome;
}

/* A handler runs while the exception that it is told of is being handled: what it raises has that for a context. */
static void chain(Vm *vm, Value context)
{
    Value handled = context_get(vm, context, "exception"), at = vm->raised;
    if (handled == VALUE_EMPTY || !value_is_exception(handled) || context_get(vm, context, "handle") == VALUE_EMPTY)
        return;
    for (; at != handled; at = value_exception(at)->context) {
        if (value_exception(at)->context != VALUE_EMPTY)
            continue;
        value_exception(at)->context = value_retain(handled);
        return;
    }
}

/* The context of the task or the handle that a report is about: owned, EMPTY where it is about neither. */
static Value context_of_report(Vm *vm, Value context)
{
    static const char *const keys[] = {"task", "future", "handle"};
    Value about = VALUE_EMPTY, result;
    for (size_t i = 0; i < sizeof keys / sizeof *keys && (about == VALUE_EMPTY || about == VALUE_NONE); i++)
        about = context_get(vm, context, keys[i]);
    bool has_context = about != VALUE_EMPTY && (value_is_task(about) || value_is_handle(vm, about));
    if (!has_context || value_call_method(vm, about, "get_context", 0, NULL, &result) == RAISED)
        return VALUE_EMPTY;
    return result;
}

/* Call the handler in that context, which is taken over; in the present one where there is none. */
static Outcome call_in_context(Vm *vm, Value handler, const Value *values, Value context, Value *result)
{
    Value outside;
    if (!value_is_context(vm, context)) {
        value_release(vm, context);
        return value_call_with(vm, handler, 2, values, result);
    }
    Outcome outcome = context_begin(vm, context, &outside);
    if (outcome != RAISED) {
        outcome = value_call_with(vm, handler, 2, values, result);
        value_release(vm, context_end(vm, outside));
    }
    value_release(vm, context);
    return outcome;
}

static Outcome report_to_program(Vm *vm, Loop *loop, Value context)
{
    Value values[] = {value_from(loop), context}, ignored;
    Value handler = value_retain(loop->exception_handler);
    Outcome outcome = call_in_context(vm, handler, values, context_of_report(vm, context), &ignored);
    value_release(vm, handler);
    if (outcome != RAISED) {
        value_release(vm, ignored);
        return RETURNED;
    }
    if (vm_is_over(vm) || leaves_the_loop(vm))
        return RAISED;
    chain(vm, context);
    return report_handler_failure(vm, context);
}

static Outcome report(Vm *vm, Loop *loop, Value context)
{
    Outcome outcome = loop->exception_handler == VALUE_EMPTY ? report_by_default(vm, context)
                                                             : report_to_program(vm, loop, context);
    if (outcome != RAISED || vm_is_over(vm) || leaves_the_loop(vm))
        return outcome;
    Value exception = vm_take_raised(vm);
    Text text = {0};
    text_add(&text, "Exception in default exception handler");
    loop_log(vm, "error", &text, exception);
    text_release(&text);
    value_release(vm, exception);
    return RETURNED;
}

Outcome loop_call_exception_handler(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    if (!value_is_kind(args[1], KIND_DICT))
        return loop_default_exception_handler(vm, args, result);
    return report(vm, (Loop *)value_object(args[0]), args[1]);
}

static Outcome report_with(Vm *vm, Loop *loop, const char *message, Value exception, const char *key, Value object,
                           Value source)
{
    Value raised = vm->raised, context = dict_new(vm), text = str_from(vm, message);
    Dict *dict = value_dict(context);
    vm->raised = VALUE_EMPTY;
    /* «task» stands before «message» in the context that CPython gives */
    bool is_task = key && strcmp(key, "task") == 0 && exception == VALUE_EMPTY;
    if (is_task)
        dict_set_str(vm, dict, str_intern(vm, key, strlen(key)), object);
    dict_set_str(vm, dict, str_intern(vm, "message", 7), text);
    if (exception != VALUE_EMPTY)
        dict_set_str(vm, dict, str_intern(vm, "exception", 9), exception);
    if (key && !is_task)
        dict_set_str(vm, dict, str_intern(vm, key, strlen(key)), object);
    if (source != VALUE_EMPTY)
        dict_set_str(vm, dict, str_intern(vm, "source_traceback", 16), source);
    Outcome outcome = report(vm, loop, context);
    value_release(vm, text);
    value_release(vm, context);
    if (vm->raised == VALUE_EMPTY)
        vm->raised = raised;
    else
        value_release(vm, raised);
    return outcome;
}

Outcome loop_report_about(Vm *vm, Loop *loop, const char *message, Value exception, const char *key, Value object)
{
    return report_with(vm, loop, message, exception, key, object, VALUE_EMPTY);
}

Outcome loop_report_lost(Vm *vm, Future *future, const char *message, Value exception, const char *key)
{
    return report_with(vm, future->loop, message, exception, key, value_from(future), future_creation(vm, future));
}

void loop_report(Vm *vm, Loop *loop, const char *message, Value exception, Value future)
{
    if (loop_report_about(vm, loop, message, exception, future == VALUE_EMPTY ? NULL : "future", future) ==
            RAISED &&
        !vm_is_over(vm))
        value_release(vm, vm_take_raised(vm));
}
