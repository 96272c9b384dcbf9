/* Where the futures, tasks and coroutines of debug mode were made: what reports of them show as «source_traceback»,
 * and what stands under «was never awaited».
 *
 * CPython keeps a list of frames in each future. Here the lines are written when the future is made and stand in a
 * dict beside it, by its number, so that futures outside of debug mode cost nothing. */
#include "asyncio_room.h"

static Value key_of(Vm *vm, Value object)
{
    return str_format(vm, "%llx", (unsigned long long)object_number(vm, object));
}

/* One frame, as traceback.format_list writes it. */
static Value entry_of(Vm *vm, const Frame *frame)
{
    Text text = {0};
    size_t length = 0;
    const char *source = program_line(vm, frame_line(frame), &length);
    text_format(&text, "  File \"%s\", line %u, in %s\n", vm->hooks->file_name, frame_line(frame),
                frame->code->name->text);
    if (source && length > 0) {
        text_add(&text, "    ");
        text_add_bytes(&text, source, length);
        text_add(&text, "\n");
    }
    return str_from_text(vm, &text);
}

static void add_chain(Vm *vm, List *entries, const Frame *innermost)
{
    for (const Frame *frame = innermost; frame; frame = frame->back) {
        if (!frame->code || (frame->code->flags & CODE_LIBRARY))
            continue;
        Value entry = entry_of(vm, frame);
        list_append(vm, entries, entry);
        value_release(vm, entry);
    }
}

/* The program's frames, the innermost first: of the callback that runs, then of the module, which waits for the
 * loop. */
static Value program_frames(Vm *vm)
{
    Value entries = list_new(vm, NULL, 0);
    add_chain(vm, value_list(entries), vm->frame);
    add_chain(vm, value_list(entries), asyncio_room(vm)->run.frame);
    return entries;
}

Value call_stack(void *context, Vm *vm)
{
    (void)context;
    Value entries = program_frames(vm);
    Text text = {0};
    for (size_t i = value_list(entries)->count; i-- > 0;)
        text_add(&text, value_str_object(value_list(entries)->items[i])->text);
    value_release(vm, entries);
    return str_from_text(vm, &text);
}

static void note(Vm *vm, Value object, Text *text)
{
    AsyncioRoom *room = asyncio_room(vm);
    Value key = key_of(vm, object), lines = str_from_text(vm, text);
    if (room->created == VALUE_EMPTY)
        room->created = dict_new(vm);
    dict_set_str(vm, value_dict(room->created), value_str_object(key), lines);
    value_release(vm, lines);
    value_release(vm, key);
}

static void forget(Vm *vm, Value object)
{
    Value key = key_of(vm, object);
    dict_delete_str(vm, value_dict(asyncio_room(vm)->created), value_str_object(key));
    value_release(vm, key);
}

/* The entries from the one with number `oldest` to the innermost. A place is shown three times in a row at most. */
static void write_entries(const List *entries, size_t oldest, Text *out)
{
    enum { SHOWN_MOST = 3 };
    size_t repeats = 0;
    for (size_t i = oldest; i > 0; i--) {
        const Str *entry = value_str_object(entries->items[i - 1]);
        bool is_last = i == 1 || !str_equal(entry, value_str_object(entries->items[i - 2]));
        if (++repeats <= SHOWN_MOST)
            text_format(out, "\n%.*s", (int)entry->size - 1, entry->text);
        if (is_last && repeats > SHOWN_MOST)
            text_format(out, "\n  [Previous line repeated %zu more time%s]", repeats - SHOWN_MOST,
                        repeats - SHOWN_MOST == 1 ? "" : "s");
        if (is_last)
            repeats = 0;
    }
}

void future_note_creation(Vm *vm, const Future *future)
{
    Value entries = program_frames(vm);
    Text text = {0};
    text_add(&text, "Object created at (most recent call last):");
    write_entries(value_list(entries), value_list(entries)->count, &text);
    note(vm, value_from(future), &text);
    value_release(vm, entries);
}

void future_forget_creation(Vm *vm, const Future *future)
{
    if ((future->head.extra & FUTURE_IS_DEBUG) && asyncio_room(vm)->created != VALUE_EMPTY)
        forget(vm, value_from(future));
}

Value future_creation(Vm *vm, const Future *future)
{
    const AsyncioRoom *room = asyncio_room(vm);
    if (!(future->head.extra & FUTURE_IS_DEBUG) || room->created == VALUE_EMPTY)
        return VALUE_EMPTY;
    Value key = key_of(vm, value_from(future));
    Value lines = dict_get_str(vm, value_dict(room->created), value_str_object(key));
    value_release(vm, key);
    return lines;
}

/* ---- coroutines ---- */

/* CPython keeps so many of the innermost frames, asyncio's own included, which stand between the callback and the
 * module's code. */
enum { ORIGIN_DEPTH = 10 };

static size_t frames_of_asyncio(const LoopRun *run)
{
    if (!run->future)
        return 3; /* run_forever, _run_once, Handle._run */
    if (!run->runner)
        return 4;               /* run_until_complete in front */
    return run->closes ? 6 : 5; /* Runner.run, and asyncio.run */
}

/* How many of the program's frames, the innermost first, are among those that CPython keeps. */
static size_t entries_kept(Vm *vm, size_t in_callback, size_t all)
{
    size_t beyond = in_callback + frames_of_asyncio(&asyncio_room(vm)->run);
    if (in_callback >= ORIGIN_DEPTH || beyond >= ORIGIN_DEPTH)
        return in_callback < ORIGIN_DEPTH ? in_callback : ORIGIN_DEPTH;
    size_t kept = in_callback + ORIGIN_DEPTH - beyond;
    return kept < all ? kept : all;
}

void coroutine_note_origin(void *context, Vm *vm, Frame *coroutine)
{
    (void)context;
    Value entries = list_new(vm, NULL, 0);
    add_chain(vm, value_list(entries), vm->frame);
    size_t in_callback = value_list(entries)->count;
    add_chain(vm, value_list(entries), asyncio_room(vm)->run.frame);
    Text text = {0};
    text_add(&text, "Coroutine created at (most recent call last)");
    write_entries(value_list(entries), entries_kept(vm, in_callback, value_list(entries)->count), &text);
    note(vm, value_from(coroutine), &text);
    value_release(vm, entries);
}

void coroutine_forget_origin(void *context, Vm *vm, Frame *coroutine)
{
    (void)context;
    if (asyncio_room(vm)->created != VALUE_EMPTY)
        forget(vm, value_from(coroutine));
}

Value coroutine_origin(Vm *vm, Frame *coroutine)
{
    const AsyncioRoom *room = asyncio_room(vm);
    if (room->created == VALUE_EMPTY)
        return VALUE_EMPTY;
    Value key = key_of(vm, value_from(coroutine));
    Value lines = dict_get_str(vm, value_dict(room->created), value_str_object(key));
    value_release(vm, key);
    return lines;
}
