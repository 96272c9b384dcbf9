/* Methods of str that look for something: find and count, starts and ends, replace, partition, strip, translate. */
#include "str_parts.h"

#include "unicode.h"

/* ---- arguments ---- */

Str *str_argument(Vm *vm, Value value, const char *what)
{
    if (value_is_str(value))
        return value_str_object(value);
    vm_raise(vm, EXCEPTION_TypeError, "%s must be str, not %s", what,
             value == VALUE_NONE ? "None" : class_of(vm, value)->told_name->text);
    return NULL;
}

static Outcome read_bound(Vm *vm, Value value, int64_t absent, int64_t length, int64_t *bound)
{
    *bound = absent;
    if (value == VALUE_EMPTY || value == VALUE_NONE)
        return RETURNED;
    int64_t integer;
    if (!int_from(value, &integer)) {
        if (class_lookup(vm, class_of(vm, value), vm->names.index) == VALUE_EMPTY)
            return vm_raise(vm, EXCEPTION_TypeError,
                            "slice indices must be integers or None or have an __index__ method");
        if (int_index(vm, value, &integer) == RAISED)
            return RAISED;
    }
    *bound = integer >= 0 ? integer : integer + length < 0 ? 0 : integer + length;
    return RETURNED;
}

Outcome str_span(Vm *vm, const Str *string, Value start, Value end, StrSpan *span)
{
    int64_t length = str_code_points(string), from, to;
    if (read_bound(vm, start, 0, length, &from) == RAISED || read_bound(vm, end, length, length, &to) == RAISED)
        return RAISED;
    to = to > length ? length : to;
    span->is_possible = from <= to;
    from = from > to ? to : from;
    span->from = string->text + str_offset(vm, string, (size_t)from);
    span->to = string->text + str_offset(vm, string, (size_t)to);
    return RETURNED;
}

/* ---- find, index, count ---- */

/* args: self, part, start, end. *found is NULL where the part is not there. */
static Outcome find_part(Vm *vm, const Value *args, const char *what, bool backwards, const char **found)
{
    const Str *part = str_argument(vm, args[1], what);
    StrSpan span;
    if (!part || str_span(vm, value_str_object(args[0]), args[2], args[3], &span) == RAISED)
        return RAISED;
    *found = !span.is_possible ? NULL
             : backwards       ? str_search_back(vm, span.from, span.to, part->text, part->size)
                               : str_search(vm, span.from, span.to, part->text, part->size);
    return RETURNED;
}

static Outcome give_place(Vm *vm, const Value *args, const char *found, Value *result)
{
    const Str *string = value_str_object(args[0]);
    *result = value_from_small_int(found ? (int64_t)str_index(vm, string, (size_t)(found - string->text)) : -1);
    return RETURNED;
}

static Outcome str_find(Vm *vm, const Value *args, Value *result)
{
    const char *found;
    if (find_part(vm, args, "find() argument 1", false, &found) == RAISED)
        return RAISED;
    return give_place(vm, args, found, result);
}

static Outcome str_rfind(Vm *vm, const Value *args, Value *result)
{
    const char *found;
    if (find_part(vm, args, "rfind() argument 1", true, &found) == RAISED)
        return RAISED;
    return give_place(vm, args, found, result);
}

static Outcome str_index_method(Vm *vm, const Value *args, Value *result)
{
    const char *found;
    if (find_part(vm, args, "index() argument 1", false, &found) == RAISED)
        return RAISED;
    return found ? give_place(vm, args, found, result) : vm_raise(vm, EXCEPTION_ValueError, "substring not found");
}

static Outcome str_rindex(Vm *vm, const Value *args, Value *result)
{
    const char *found;
    if (find_part(vm, args, "rindex() argument 1", true, &found) == RAISED)
        return RAISED;
    return found ? give_place(vm, args, found, result) : vm_raise(vm, EXCEPTION_ValueError, "substring not found");
}

static int64_t count_parts(Vm *vm, const char *from, const char *to, const Str *part, int64_t most)
{
    int64_t count = 0;
    for (const char *at = from; count < most; count++) {
        at = str_search(vm, at, to, part->text, part->size);
        if (!at)
            break;
        at += part->size;
    }
    return count;
}

static Outcome str_count(Vm *vm, const Value *args, Value *result)
{
    const Str *part = str_argument(vm, args[1], "count() argument 1");
    StrSpan span;
    if (!part || str_span(vm, value_str_object(args[0]), args[2], args[3], &span) == RAISED)
        return RAISED;
    int64_t count = 0;
    if (span.is_possible)
        count = part->size == 0 ? (int64_t)utf8_count(span.from, (size_t)(span.to - span.from)) + 1
                                : count_parts(vm, span.from, span.to, part, INT64_MAX);
    *result = value_from_small_int(count);
    return RETURNED;
}

/* ---- startswith, endswith, removeprefix, removesuffix ---- */

static bool begins_with(const char *from, const char *to, const Str *part)
{
    return (size_t)(to - from) >= part->size && memcmp(from, part->text, part->size) == 0;
}

static bool ends_with(const char *from, const char *to, const Str *part)
{
    return (size_t)(to - from) >= part->size && memcmp(to - part->size, part->text, part->size) == 0;
}

typedef bool EdgeTest(const char *from, const char *to, const Str *part);

static Outcome test_edges(Vm *vm, const StrSpan *span, const Tuple *parts, const char *method, EdgeTest *test,
                          bool *fits)
{
    *fits = false;
    for (size_t i = 0; i < parts->count && !*fits; i++) {
        if (!value_is_str(parts->items[i]))
            return vm_raise(vm, EXCEPTION_TypeError, "tuple for %s must only contain str, not %s", method,
                            class_of(vm, parts->items[i])->told_name->text);
        *fits = span->is_possible && test(span->from, span->to, value_str_object(parts->items[i]));
    }
    return RETURNED;
}

static Outcome test_edge(Vm *vm, const Value *args, const char *method, EdgeTest *test, Value *result)
{
    StrSpan span;
    bool fits = false;
    if (str_span(vm, value_str_object(args[0]), args[2], args[3], &span) == RAISED)
        return RAISED;
    if (value_is_str(args[1]))
        fits = span.is_possible && test(span.from, span.to, value_str_object(args[1]));
    else if (!value_is_kind(args[1], KIND_TUPLE))
        return vm_raise(vm, EXCEPTION_TypeError, "%s first arg must be str or a tuple of str, not %s", method,
                        class_of(vm, args[1])->told_name->text);
    else if (test_edges(vm, &span, value_tuple(args[1]), method, test, &fits) == RAISED)
        return RAISED;
    *result = value_from_bool(fits);
    return RETURNED;
}

static Outcome str_startswith(Vm *vm, const Value *args, Value *result)
{
    return test_edge(vm, args, "startswith", begins_with, result);
}

static Outcome str_endswith(Vm *vm, const Value *args, Value *result)
{
    return test_edge(vm, args, "endswith", ends_with, result);
}

static Outcome str_removeprefix(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]), *part = str_argument(vm, args[1], "removeprefix() argument");
    if (!part)
        return RAISED;
    bool has = begins_with(string->text, str_end(string), part);
    return str_give(str_part(vm, args[0], has ? part->size : 0, string->size), result);
}

static Outcome str_removesuffix(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]), *part = str_argument(vm, args[1], "removesuffix() argument");
    if (!part)
        return RAISED;
    bool has = ends_with(string->text, str_end(string), part);
    return str_give(str_part(vm, args[0], 0, string->size - (has ? part->size : 0)), result);
}

/* ---- replace ---- */

/* Where the next part to be replaced stands. The empty part stands before each code point and at the end. */
static const char *next_replaced(Vm *vm, const char *at, const Str *string, const Str *part, bool is_first)
{
    if (part->size > 0)
        return str_search(vm, at, str_end(string), part->text, part->size);
    if (is_first)
        return at;
    if (at == str_end(string))
        return NULL;
    str_decode(&at);
    return at;
}

static char *copy_bytes(char *to, const char *from, const char *end)
{
    memcpy(to, from, (size_t)(end - from));
    return to + (end - from);
}

static Value replace_parts(Vm *vm, const Str *string, const Str *old, const Str *new, int64_t count)
{
    size_t kept = string->size - (size_t)count * old->size;
    if (new->size > 0 && (size_t)count > (vm->arena.limit - kept) / new->size) {
        vm_raise_memory(vm);
        return VALUE_EMPTY;
    }
    Str *made = str_make(vm, kept + (size_t)count * new->size);
    if (!made)
        return VALUE_EMPTY;
    const char *at = string->text;
    char *to = made->text;
    for (int64_t i = 0; i < count; i++) {
        const char *found = next_replaced(vm, at, string, old, i == 0);
        to = copy_bytes(to, at, found);
        to = copy_bytes(to, new->text, str_end(new));
        at = found + old->size;
    }
    copy_bytes(to, at, str_end(string));
    return str_seal_counted(made, str_code_points(string) - (size_t)count * str_code_points(old) +
                                      (size_t)count * str_code_points(new));
}

static Outcome str_replace(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]), *old = str_argument(vm, args[1], "replace() argument 1");
    const Str *new = old ? str_argument(vm, args[2], "replace() argument 2") : NULL;
    int64_t most = -1;
    if (!new || (args[3] != VALUE_EMPTY && int_index(vm, args[3], &most) == RAISED))
        return RAISED;
    most = most < 0 ? INT64_MAX : most;
    int64_t places = (int64_t)str_code_points(string) + 1;
    int64_t count = old->size > 0   ? count_parts(vm, string->text, str_end(string), old, most)
                    : places < most ? places
                                    : most;
    if (count == 0 || str_equal(old, new))
        return str_give(str_part(vm, args[0], 0, string->size), result);
    return str_give(replace_parts(vm, string, old, new, count), result);
}

/* ---- partition ---- */

static Outcome give_three(Vm *vm, Value before, Value middle, Value after, Value *result)
{
    Value parts[] = {before, middle, after};
    bool is_whole = before != VALUE_EMPTY && middle != VALUE_EMPTY && after != VALUE_EMPTY;
    *result = is_whole ? tuple_new(vm, parts, 3) : VALUE_EMPTY;
    for (size_t i = 0; i < 3; i++)
        value_release(vm, parts[i]);
    return is_whole ? RETURNED : RAISED;
}

static Outcome want_separator(Vm *vm, Value separator)
{
    if (!value_is_str(separator))
        return vm_raise(vm, EXCEPTION_TypeError, "must be str, not %s", class_of(vm, separator)->told_name->text);
    if (value_str_object(separator)->size == 0)
        return vm_raise(vm, EXCEPTION_ValueError, "empty separator");
    return RETURNED;
}

static Outcome part_at(Vm *vm, const Value *args, const char *found, Value *result)
{
    const Str *string = value_str_object(args[0]), *separator = value_str_object(args[1]);
    size_t at = (size_t)(found - string->text);
    return give_three(vm, str_part(vm, args[0], 0, at), str_part(vm, args[1], 0, separator->size),
                      str_part(vm, args[0], at + separator->size, string->size), result);
}

static Outcome str_partition(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    if (want_separator(vm, args[1]) == RAISED)
        return RAISED;
    const Str *separator = value_str_object(args[1]);
    const char *found = str_search(vm, string->text, str_end(string), separator->text, separator->size);
    if (found)
        return part_at(vm, args, found, result);
    return give_three(vm, value_retain(args[0]), value_retain(vm->empty_str), value_retain(vm->empty_str), result);
}

static Outcome str_rpartition(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    if (want_separator(vm, args[1]) == RAISED)
        return RAISED;
    const Str *separator = value_str_object(args[1]);
    const char *found = str_search_back(vm, string->text, str_end(string), separator->text, separator->size);
    if (found)
        return part_at(vm, args, found, result);
    return give_three(vm, value_retain(vm->empty_str), value_retain(vm->empty_str), value_retain(args[0]), result);
}

/* ---- strip ---- */

/* Whether the code point at [at, next) is to go: one of `set`, or where that is NULL a space. */
static bool is_stripped(Vm *vm, const char *at, const char *next, const Str *set)
{
    if (set)
        return str_search(vm, set->text, str_end(set), at, (size_t)(next - at)) != NULL;
    return unicode_is_space(str_decode(&at));
}

static Outcome strip(Vm *vm, const Value *args, const char *method, bool left, bool right, Value *result)
{
    const Str *string = value_str_object(args[0]), *set = NULL;
    const char *from = string->text, *to = str_end(string);
    bool has_set = args[1] != VALUE_EMPTY && args[1] != VALUE_NONE;
    if (has_set && !value_is_str(args[1]))
        return vm_raise(vm, EXCEPTION_TypeError, "%s arg must be None or str", method);
    if (has_set)
        set = value_str_object(args[1]);
    while (left && from < to) {
        const char *next = from;
        str_decode(&next);
        if (!is_stripped(vm, from, next, set))
            break;
        from = next;
    }
    while (right && to > from) {
        const char *last = str_step_back(to);
        if (!is_stripped(vm, last, to, set))
            break;
        to = last;
    }
    str_charge(vm, string->size - (size_t)(to - from));
    return str_give(str_part(vm, args[0], (size_t)(from - string->text), (size_t)(to - string->text)), result);
}

static Outcome str_strip(Vm *vm, const Value *args, Value *result)
{
    return strip(vm, args, "strip", true, true, result);
}

static Outcome str_lstrip(Vm *vm, const Value *args, Value *result)
{
    return strip(vm, args, "lstrip", true, false, result);
}

static Outcome str_rstrip(Vm *vm, const Value *args, Value *result)
{
    return strip(vm, args, "rstrip", false, true, result);
}

/* ---- translate, maketrans ---- */

/* What the table has for a code point: *found EMPTY where it has nothing. */
static Outcome look_up(Vm *vm, Value table, uint32_t code_point, Value *found)
{
    Outcome outcome = value_get_item(vm, table, value_from_small_int(code_point), found);
    if (outcome == RETURNED || !vm_raised_is_builtin(vm, EXCEPTION_LookupError))
        return outcome;
    value_release(vm, vm_take_raised(vm));
    *found = VALUE_EMPTY;
    return RETURNED;
}

static Outcome add_translated(Vm *vm, Value found, uint32_t code_point, Text *out)
{
    int64_t integer;
    if (found == VALUE_EMPTY) {
        text_add_code_point(out, code_point);
    } else if (value_is_str(found)) {
        text_add_bytes(out, value_str_object(found)->text, value_str_object(found)->size);
    } else if (int_from(found, &integer)) {
        if (integer < 0 || integer > 0x10FFFF)
            return vm_raise(vm, EXCEPTION_ValueError, "character mapping must be in range(0x110000)");
        text_add_code_point(out, (uint32_t)integer);
    } else if (found != VALUE_NONE) {
        return vm_raise(vm, EXCEPTION_TypeError, "character mapping must return integer, None or str");
    }
    return RETURNED;
}

static Outcome str_translate(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    Text text = {0};
    Outcome outcome = RETURNED;
    for (const char *at = string->text; at < str_end(string) && outcome == RETURNED;) {
        uint32_t code_point = str_decode(&at);
        Value found;
        outcome = look_up(vm, args[1], code_point, &found);
        if (outcome == RETURNED) {
            outcome = add_translated(vm, found, code_point, &text);
            value_release(vm, found);
        }
        if (str_is_too_large(vm, text.length))
            outcome = vm_raise_memory(vm);
    }
    if (outcome == RETURNED)
        return str_give(str_from_text(vm, &text), result);
    text_release(&text);
    return RAISED;
}

static Outcome table_from_dict(Vm *vm, Value mapping, Dict *table)
{
    Value key, value;
    if (!value_is_kind(mapping, KIND_DICT))
        return vm_raise(vm, EXCEPTION_TypeError, "if you give only one argument to maketrans it must be a dict");
    for (uint32_t at = 0; dict_next(value_dict(mapping), &at, &key, &value);) {
        int64_t integer;
        if (value_is_str(key)) {
            const char *text = value_str_object(key)->text;
            if (str_code_points(value_str_object(key)) != 1)
                return vm_raise(vm, EXCEPTION_ValueError, "string keys in translate table must be of length 1");
            integer = str_decode(&text);
        } else if (!int_from(key, &integer)) {
            return vm_raise(vm, EXCEPTION_TypeError, "keys in translate table must be strings or integers");
        }
        if (dict_set(vm, table, value_is_str(key) ? value_from_small_int(integer) : key, value) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome table_from_pairs(Vm *vm, Value from, Value to, Dict *table)
{
    if (!value_is_str(from))
        return vm_raise(vm, EXCEPTION_TypeError,
                        "first maketrans argument must be a string if there is a second "
                        "argument");
    if (!value_is_str(to))
        return vm_raise(vm, EXCEPTION_TypeError, "maketrans() argument 2 must be str, not %s",
                        class_of(vm, to)->told_name->text);
    if (str_code_points(value_str_object(from)) != str_code_points(value_str_object(to)))
        return vm_raise(vm, EXCEPTION_ValueError, "the first two maketrans arguments must have equal length");
    const char *a = value_str_object(from)->text, *b = value_str_object(to)->text;
    while (a < str_end(value_str_object(from))) {
        Value key = value_from_small_int(str_decode(&a)), value = value_from_small_int(str_decode(&b));
        if (dict_set(vm, table, key, value) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome add_deleted(Vm *vm, Value deleted, Dict *table)
{
    const Str *string = str_argument(vm, deleted, "maketrans() argument 3");
    if (!string)
        return RAISED;
    for (const char *at = string->text; at < str_end(string);) {
        if (dict_set(vm, table, value_from_small_int(str_decode(&at)), VALUE_NONE) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome str_maketrans(Vm *vm, const Value *args, Value *result)
{
    Value table = dict_new(vm);
    Outcome outcome = args[1] == VALUE_EMPTY ? table_from_dict(vm, args[0], value_dict(table))
                                             : table_from_pairs(vm, args[0], args[1], value_dict(table));
    if (outcome == RETURNED && args[2] != VALUE_EMPTY)
        outcome = add_deleted(vm, args[2], value_dict(table));
    if (outcome == RAISED)
        value_release(vm, table);
    else
        *result = table;
    return outcome;
}

/* ---- what there is not ---- */

static Outcome str_encode(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    return vm_refuse(vm, "a scenario has no bytes: use the str itself, or [ord(c) for c in text]");
}

const NativeSpec str_search_methods[] = {
    {"find", str_find, "self, sub, start=None, end=None, /", NATIVE_PLAIN},
    {"rfind", str_rfind, "self, sub, start=None, end=None, /", NATIVE_PLAIN},
    {"index", str_index_method, "self, sub, start=None, end=None, /", NATIVE_PLAIN},
    {"rindex", str_rindex, "self, sub, start=None, end=None, /", NATIVE_PLAIN},
    {"count", str_count, "self, sub, start=None, end=None, /", NATIVE_PLAIN},
    {"startswith", str_startswith, "self, prefix, start=None, end=None, /", NATIVE_PLAIN},
    {"endswith", str_endswith, "self, suffix, start=None, end=None, /", NATIVE_PLAIN},
    {"removeprefix", str_removeprefix, "self, prefix, /", NATIVE_PLAIN},
    {"removesuffix", str_removesuffix, "self, suffix, /", NATIVE_PLAIN},
    {"replace", str_replace, "self, old, new, /, count=-1", NATIVE_PLAIN},
    {"partition", str_partition, "self, sep, /", NATIVE_PLAIN},
    {"rpartition", str_rpartition, "self, sep, /", NATIVE_PLAIN},
    {"strip", str_strip, "self, chars=None, /", NATIVE_PLAIN},
    {"lstrip", str_lstrip, "self, chars=None, /", NATIVE_PLAIN},
    {"rstrip", str_rstrip, "self, chars=None, /", NATIVE_PLAIN},
    {"translate", str_translate, "self, table, /", NATIVE_PLAIN},
    {"maketrans", str_maketrans, "x, y=None, z=None, /", NATIVE_STATIC},
    {"encode", str_encode, "self, encoding='utf-8', errors='strict'", NATIVE_PLAIN},
    {0},
};
