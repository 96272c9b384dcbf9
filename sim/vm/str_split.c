/* Methods of str that take it apart into a list, and join. */
#include "str_parts.h"

#include "unicode.h"

/* Append the bytes [from, to) of the str to the list. */
static Outcome add_part(Vm *vm, List *list, Value string, const char *from, const char *to)
{
    const char *text = value_str_object(string)->text;
    Value part = str_part(vm, string, (size_t)(from - text), (size_t)(to - text));
    if (part == VALUE_EMPTY)
        return RAISED;
    bool is_added = list_append(vm, list, part);
    value_release(vm, part);
    return is_added ? RETURNED : RAISED;
}

/* ---- split at spaces ---- */

/* Whether a space stands at *at, which moves behind what stands there. */
static inline bool pass_space(const char **at)
{
    unsigned char byte = (unsigned char)**at;
    if (byte <= ' ' || byte >= 0x80)
        return unicode_is_space(str_decode(at));
    ++*at;
    return false;
}

static const char *skip(const char *at, const char *end, bool spaces)
{
    while (at < end) {
        const char *next = at;
        if (pass_space(&next) != spaces)
            break;
        at = next;
    }
    return at;
}

static const char *skip_back(const char *begin, const char *at, bool spaces)
{
    while (at > begin) {
        const char *last = str_step_back(at), *next = last;
        if (unicode_is_space(str_decode(&next)) != spaces)
            break;
        at = last;
    }
    return at;
}

static Outcome split_words(Vm *vm, Value string, int64_t most, List *list)
{
    const Str *whole = value_str_object(string);
    const char *end = str_end(whole), *at = skip(whole->text, end, true);
    for (; at < end; most--) {
        const char *to = most > 0 ? skip(at, end, false) : end;
        if (add_part(vm, list, string, at, to) == RAISED)
            return RAISED;
        at = most > 0 ? skip(to, end, true) : end;
    }
    return RETURNED;
}

static Outcome rsplit_words(Vm *vm, Value string, int64_t most, List *list)
{
    const Str *whole = value_str_object(string);
    const char *begin = whole->text, *at = skip_back(begin, str_end(whole), true);
    for (; at > begin; most--) {
        const char *from = most > 0 ? skip_back(begin, at, false) : begin;
        if (add_part(vm, list, string, from, at) == RAISED)
            return RAISED;
        at = most > 0 ? skip_back(begin, from, true) : begin;
    }
    return RETURNED;
}

/* ---- split at a separator ---- */

static Outcome split_at(Vm *vm, Value string, const Str *separator, int64_t most, List *list)
{
    const Str *whole = value_str_object(string);
    const char *at = whole->text, *end = str_end(whole);
    for (; most > 0; most--) {
        const char *found = str_search(vm, at, end, separator->text, separator->size);
        if (!found)
            break;
        if (add_part(vm, list, string, at, found) == RAISED)
            return RAISED;
        at = found + separator->size;
    }
    return add_part(vm, list, string, at, end);
}

static Outcome rsplit_at(Vm *vm, Value string, const Str *separator, int64_t most, List *list)
{
    const Str *whole = value_str_object(string);
    const char *begin = whole->text, *to = str_end(whole);
    for (; most > 0; most--) {
        const char *found = str_search_back(vm, begin, to, separator->text, separator->size);
        if (!found)
            break;
        if (add_part(vm, list, string, found + separator->size, to) == RAISED)
            return RAISED;
        to = found;
    }
    return add_part(vm, list, string, begin, to);
}

static void reverse(List *list)
{
    for (uint64_t i = 0, k = list->count; i + 1 < k; i++) {
        Value item = list->items[i];
        list->items[i] = list->items[--k];
        list->items[k] = item;
    }
}

static Outcome give_list(Vm *vm, Value list, Outcome outcome, Value *result)
{
    if (outcome == RAISED)
        value_release(vm, list);
    else
        *result = list;
    return outcome;
}

/* args: self, sep, maxsplit. *separator becomes NULL for spaces. */
static Outcome split_arguments(Vm *vm, const Value *args, const Str **separator, int64_t *most)
{
    *separator = NULL;
    *most = -1;
    if (args[2] != VALUE_EMPTY && int_index(vm, args[2], most) == RAISED)
        return RAISED;
    *most = *most < 0 ? INT64_MAX : *most;
    if (args[1] == VALUE_EMPTY || args[1] == VALUE_NONE)
        return RETURNED;
    if (!value_is_str(args[1]))
        return vm_raise(vm, EXCEPTION_TypeError, "must be str or None, not %s",
                        class_of(vm, args[1])->told_name->text);
    *separator = value_str_object(args[1]);
    if ((*separator)->size == 0)
        return vm_raise(vm, EXCEPTION_ValueError, "empty separator");
    return RETURNED;
}

static Outcome str_split(Vm *vm, const Value *args, Value *result)
{
    const Str *separator;
    int64_t most;
    if (split_arguments(vm, args, &separator, &most) == RAISED)
        return RAISED;
    Value list = list_new(vm, NULL, 0);
    return give_list(vm, list,
                     separator ? split_at(vm, args[0], separator, most, value_list(list))
                               : split_words(vm, args[0], most, value_list(list)),
                     result);
}

static Outcome str_rsplit(Vm *vm, const Value *args, Value *result)
{
    const Str *separator;
    int64_t most;
    if (split_arguments(vm, args, &separator, &most) == RAISED)
        return RAISED;
    Value list = list_new(vm, NULL, 0);
    Outcome outcome = separator ? rsplit_at(vm, args[0], separator, most, value_list(list))
                                : rsplit_words(vm, args[0], most, value_list(list));
    reverse(value_list(list));
    return give_list(vm, list, outcome, result);
}

/* ---- lines ---- */

static Outcome add_lines(Vm *vm, Value string, bool keeps_ends, List *list)
{
    const Str *whole = value_str_object(string);
    const char *end = str_end(whole), *line = whole->text;
    str_charge(vm, whole->size);
    for (const char *at = line; at < end;) {
        const char *text_end = at;
        uint32_t code_point = str_decode(&at);
        if (!unicode_is_line_end(code_point))
            continue;
        if (code_point == '\r' && at < end && *at == '\n')
            at++;
        if (add_part(vm, list, string, line, keeps_ends ? at : text_end) == RAISED)
            return RAISED;
        line = at;
    }
    return line < end ? add_part(vm, list, string, line, end) : RETURNED;
}

static Outcome str_splitlines(Vm *vm, const Value *args, Value *result)
{
    bool keeps_ends = false;
    if (args[1] != VALUE_EMPTY && value_truth(vm, args[1], &keeps_ends) == RAISED)
        return RAISED;
    Value list = list_new(vm, NULL, 0);
    return give_list(vm, list, add_lines(vm, args[0], keeps_ends, value_list(list)), result);
}

/* ---- join ---- */

static Outcome measure(Vm *vm, const Str *separator, const List *list, size_t *size)
{
    *size = list->count > 1 ? (list->count - 1) * separator->size : 0;
    for (uint64_t i = 0; i < list->count; i++) {
        if (!value_is_str(list->items[i]))
            return vm_raise(vm, EXCEPTION_TypeError, "sequence item %llu: expected str instance, %s found",
                            (unsigned long long)i, class_of(vm, list->items[i])->told_name->text);
        *size += value_str_object(list->items[i])->size;
    }
    return RETURNED;
}

static Value join_items(Vm *vm, const Str *separator, const List *list, size_t size)
{
    if (list->count == 0)
        return value_retain(vm->empty_str);
    if (list->count == 1)
        return str_part(vm, list->items[0], 0, size);
    Str *string = str_make(vm, size);
    if (!string)
        return VALUE_EMPTY;
    char *to = string->text;
    size_t length = (list->count - 1) * str_code_points(separator);
    for (uint64_t i = 0; i < list->count; i++) {
        const Str *item = value_str_object(list->items[i]);
        if (i > 0) {
            memcpy(to, separator->text, separator->size);
            to += separator->size;
        }
        memcpy(to, item->text, item->size);
        to += item->size;
        length += str_code_points(item);
    }
    return str_seal_counted(string, length);
}

static Outcome str_join(Vm *vm, const Value *args, Value *result)
{
    const Str *separator = value_str_object(args[0]);
    Value list = value_retain(args[1]);
    size_t size;
    if (!value_is_kind(args[1], KIND_LIST)) {
        const ClassOps *ops = class_of(vm, args[1])->ops;
        if (!ops->iterate && !ops->next)
            return vm_raise(vm, EXCEPTION_TypeError, "can only join an iterable");
        value_release(vm, list);
        if (list_from_iterable(vm, args[1], &list) == RAISED)
            return RAISED;
    }
    Outcome outcome = measure(vm, separator, value_list(list), &size);
    if (outcome == RETURNED)
        outcome = str_give(join_items(vm, separator, value_list(list), size), result);
    value_release(vm, list);
    return outcome;
}

const NativeSpec str_split_methods[] = {
    {"split", str_split, "self, /, sep=None, maxsplit=-1", NATIVE_PLAIN},
    {"rsplit", str_rsplit, "self, /, sep=None, maxsplit=-1", NATIVE_PLAIN},
    {"splitlines", str_splitlines, "self, /, keepends=False", NATIVE_PLAIN},
    {"join", str_join, "self, iterable, /", NATIVE_PLAIN},
    {0},
};
