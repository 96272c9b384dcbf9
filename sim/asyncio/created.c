/* Where the futures and tasks of debug mode were made: what reports of them show as «source_traceback».
 *
 * CPython keeps a list of frames in each future. Here the lines are written when the future is made and stand in a
 * dict beside it, by its number, so that futures outside of debug mode cost nothing. */
#include "asyncio_room.h"

static Value key_of(Vm *vm, const Future *future)
{
    return str_format(vm, "%llx", (unsigned long long)object_number(vm, value_from(future)));
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

void future_note_creation(Vm *vm, const Future *future)
{
    AsyncioRoom *room = asyncio_room(vm);
    Value key = key_of(vm, future), entries = program_frames(vm);
    Text text = {0};
    text_add(&text, "Object created at (most recent call last):");
    for (size_t i = value_list(entries)->count; i > 0; i--)
        text_format(&text, "\n%.*s", (int)value_str_object(value_list(entries)->items[i - 1])->size - 1,
                    value_str_object(value_list(entries)->items[i - 1])->text);
    Value lines = str_from_text(vm, &text);
    if (room->created == VALUE_EMPTY)
        room->created = dict_new(vm);
    dict_set_str(vm, value_dict(room->created), value_str_object(key), lines);
    value_release(vm, lines);
    value_release(vm, entries);
    value_release(vm, key);
}

void future_forget_creation(Vm *vm, const Future *future)
{
    AsyncioRoom *room = asyncio_room(vm);
    if (!(future->head.extra & FUTURE_IS_DEBUG) || room->created == VALUE_EMPTY)
        return;
    Value key = key_of(vm, future);
    dict_delete_str(vm, value_dict(room->created), value_str_object(key));
    value_release(vm, key);
}

Value future_creation(Vm *vm, const Future *future)
{
    const AsyncioRoom *room = asyncio_room(vm);
    if (!(future->head.extra & FUTURE_IS_DEBUG) || room->created == VALUE_EMPTY)
        return VALUE_EMPTY;
    Value key = key_of(vm, future);
    Value lines = dict_get_str(vm, value_dict(room->created), value_str_object(key));
    value_release(vm, key);
    return lines;
}
