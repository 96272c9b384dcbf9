/* How futures and tasks show themselves. Mirrors Lib/asyncio/base_futures.py, base_tasks.py, coroutines.py, and
 * Lib/reprlib.py for results. */
#include "asyncio_room.h"

/* ---- reprlib ---- */

enum { SHORT_LEVELS = 6, SHORT_ITEMS = 6, SHORT_PAIRS = 4, SHORT_TEXT = 30 };

static Outcome write_short(Vm *vm, Value value, int level, Text *out);

/* A repr cut in the middle to SHORT_TEXT code points. */
static void write_cut(const char *bytes, size_t size, Text *out)
{
    const size_t head = (SHORT_TEXT - 3) / 2, tail = SHORT_TEXT - 3 - head;
    size_t count = utf8_count(bytes, size);
    if (count <= SHORT_TEXT) {
        text_add_bytes(out, bytes, size);
        return;
    }
    text_add_bytes(out, bytes, utf8_offset(bytes, size, head));
    text_add(out, "...");
    size_t from = utf8_offset(bytes, size, count - tail);
    text_add_bytes(out, bytes + from, size - from);
}

/* A long str is cut before it is shown, so that its quotes stay. */
static void write_short_str(const Str *string, Text *out)
{
    Text shown = {0};
    if (str_code_points(string) <= SHORT_TEXT) {
        str_write_repr(string->text, string->size, &shown);
    } else {
        const size_t head = (SHORT_TEXT - 3) / 2, tail = SHORT_TEXT - 3 - head;
        Text ends = {0};
        size_t from = utf8_offset(string->text, string->size, str_code_points(string) - tail);
        text_add_bytes(&ends, string->text, utf8_offset(string->text, string->size, head));
        text_add_bytes(&ends, string->text + from, string->size - from);
        str_write_repr(text_string(&ends), ends.length, &shown);
        size_t count = utf8_count(shown.bytes, shown.length);
        size_t middle = utf8_offset(shown.bytes, shown.length, head);
        size_t end = utf8_offset(shown.bytes, shown.length, count - tail);
        text_add_bytes(out, shown.bytes, middle);
        text_add(out, "...");
        text_add_bytes(out, shown.bytes + end, shown.length - end);
        text_release(&ends);
        text_release(&shown);
        return;
    }
    write_cut(text_string(&shown), shown.length, out);
    text_release(&shown);
}

static Outcome write_short_items(Vm *vm, const Value *items, size_t count, int level, Text *out)
{
    for (size_t i = 0; i < count && i < SHORT_ITEMS; i++) {
        text_add(out, i > 0 ? ", " : "");
        if (write_short(vm, items[i], level - 1, out) == RAISED)
            return RAISED;
    }
    if (count > SHORT_ITEMS)
        text_add(out, ", ...");
    return RETURNED;
}

static Outcome write_short_row(Vm *vm, Value value, int level, Text *out)
{
    bool is_list = value_is_kind(value, KIND_LIST);
    size_t count = is_list ? value_list(value)->count : value_tuple(value)->count;
    const Value *items = is_list ? value_list(value)->items : value_tuple(value)->items;
    text_add(out, is_list ? "[" : "(");
    if (level <= 0 && count > 0)
        text_add(out, "...");
    else if (write_short_items(vm, items, count, level, out) == RAISED)
        return RAISED;
    text_add(out, !is_list && count == 1 && level > 0 ? ",)" : is_list ? "]" : ")");
    return RETURNED;
}

static Outcome write_short_table(Vm *vm, Value value, bool is_dict, int level, Text *out)
{
    const Dict *dict = value_dict(value);
    const size_t most = is_dict ? SHORT_PAIRS : SHORT_ITEMS;
    size_t shown = 0;
    Value key, item;
    if (dict->count == 0) {
        text_add(out, is_dict ? "{}" : "set()");
        return RETURNED;
    }
    text_add(out, "{");
    for (uint32_t at = 0; level > 0 && shown < most && dict_next(dict, &at, &key, &item); shown++) {
        text_add(out, shown > 0 ? ", " : "");
        if (write_short(vm, key, level - 1, out) == RAISED)
            return RAISED;
        text_add(out, is_dict ? ": " : "");
        if (is_dict && write_short(vm, item, level - 1, out) == RAISED)
            return RAISED;
    }
    text_add(out, level <= 0 ? "...}" : dict->count > most ? ", ...}" : "}");
    return RETURNED;
}

static Outcome write_short_other(Vm *vm, Value value, Text *out)
{
    Text shown = {0};
    if (value_write_repr(vm, value, &shown) == RAISED) {
        text_release(&shown);
        if (vm_is_over(vm))
            return RAISED;
        value_release(vm, vm_take_raised(vm));
        text_format(out, "<%s instance at %#llx>", class_of(vm, value)->name->text,
                    (unsigned long long)object_number(vm, value));
        return RETURNED;
    }
    write_cut(text_string(&shown), shown.length, out);
    text_release(&shown);
    return RETURNED;
}

/* Only the types themselves are shortened by their parts, as reprlib goes by the type's name. */
static Outcome write_short(Vm *vm, Value value, int level, Text *out)
{
    const Class *class = class_of(vm, value);
    const VmClasses *classes = &vm->classes;
    if (class == classes->str)
        write_short_str(value_str_object(value), out);
    else if (class == classes->list || class == classes->tuple)
        return write_short_row(vm, value, level, out);
    else if (class == classes->dict || class == classes->set)
        return write_short_table(vm, value, class == classes->dict, level, out);
    else if (class == classes->integer)
        return value_write_repr(vm, value, out);
    else
        return write_short_other(vm, value, out);
    return RETURNED;
}

Outcome value_write_short_repr(Vm *vm, Value value, Text *out)
{
    return write_short(vm, value, SHORT_LEVELS, out);
}

/* ---- futures ---- */

static void write_callbacks(Vm *vm, const Future *future, Text *out)
{
    Callback callback;
    uint32_t more = future->more ? future->more->count : 0;
    if (!future_callback(future, 0, &callback))
        return;
    text_add(out, " cb=[");
    callback_write(vm, &callback, false, out);
    if (more > 1)
        text_format(out, ", <%u more>", more - 1);
    if (more > 0 && future_callback(future, more, &callback)) {
        text_add(out, ", ");
        callback_write(vm, &callback, false, out);
    }
    text_add(out, "]");
}

static Outcome write_result(Vm *vm, const Future *future, Text *out)
{
    if (future->head.flags != FUTURE_FINISHED)
        return RETURNED;
    if (future->head.extra & FUTURE_HAS_EXCEPTION) {
        text_add(out, " exception=");
        return value_write_repr(vm, future->result, out);
    }
    text_add(out, " result=");
    return value_write_short_repr(vm, future->result, out);
}

static const char *state_name(const Future *future)
{
    switch (future_state(future)) {
    case FUTURE_PENDING:
        return "pending";
    case FUTURE_FINISHED:
        return "finished";
    case FUTURE_CANCELLED:
        return "cancelled";
    }
    return "";
}

/* ---- coroutines ---- */

Outcome coroutine_write(Vm *vm, Value coroutine, Text *out)
{
    const Frame *frame = (const Frame *)value_object(coroutine);
    if (coroutine_is_aclose(frame)) { /* of a generator that was abandoned: no coroutine in CPython */
        text_add(out, "<async_generator_athrow without __name__>()");
        return RETURNED;
    }
    text_format(out, "%s()", value_is_str(frame->qualname) ? value_str_object(frame->qualname)->text : "");
    if (value_is_kind(coroutine, KIND_NATIVE_COROUTINE)) {
        text_add(out,
                 frame_state(frame) == FRAME_FINISHED ? " done, defined" ASYNCIO_PLACE : " running" ASYNCIO_PLACE);
        return RETURNED;
    }
    bool is_done = frame_state(frame) == FRAME_FINISHED;
    uint32_t line = is_done || frame_state(frame) == FRAME_UNSTARTED ? frame->code->first_line : frame_line(frame);
    text_add(out, is_done ? " done, defined" : " running");
    if (frame->code->flags & CODE_LIBRARY)
        text_add(out, ASYNCIO_PLACE);
    else
        text_format(out, " at %s:%u", vm->hooks->file_name, line);
    return RETURNED;
}

static Outcome write_task_parts(Vm *vm, Task *task, Text *out)
{
    const Str *name = value_str_object(task_name(vm, task));
    text_add(out, " name=");
    str_write_repr(name->text, name->size, out);
    if (value_is_object(task->coroutine)) {
        text_add(out, " coro=<");
        coroutine_write(vm, task->coroutine, out);
        text_add(out, ">");
    }
    if (!task->waiting_for)
        return RETURNED;
    text_add(out, " wait_for=");
    return value_write_repr(vm, value_from(task->waiting_for), out);
}

/* ---- both ---- */

static Outcome write_future(Vm *vm, Future *future, Text *out)
{
    bool is_task = future->head.extra & FUTURE_IS_TASK;
    bool is_cancelling = is_task && !future_is_done(future) && ((Task *)future)->cancels > 0;
    text_format(out, "<%s %s", object_class(future)->name->text, is_cancelling ? "cancelling" : state_name(future));
    if (is_task && write_task_parts(vm, (Task *)future, out) == RAISED)
        return RAISED;
    if (write_result(vm, future, out) == RAISED)
        return RAISED;
    write_callbacks(vm, future, out);
    text_add(out, future->head.extra & FUTURE_IS_DEBUG ? " created" ASYNCIO_PLACE ">" : ">");
    return RETURNED;
}

Outcome future_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    Outcome outcome = write_future(vm, (Future *)value_object(self), &text);
    if (outcome == RETURNED)
        *result = str_from_text(vm, &text);
    else
        text_release(&text);
    return outcome;
}
