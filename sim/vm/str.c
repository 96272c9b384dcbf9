/* str: the object, interning, hashing, comparing, concatenation, subscripts. Its methods stand in str_search.c,
 * str_split.c, str_case.c, str_layout.c and format_fields.c. */
#include "str_parts.h"

#include "operations.h"
#include "unicode.h"

#include <assert.h>

/* ---- making ---- */

static size_t str_size_of(const Object *object)
{
    const Str *string = (const Str *)object;
    return str_block_size(string->size, str_keeps_hash(string));
}

static void keep_hash(Str *string, uint32_t hash)
{
    memcpy(string->text + str_hash_place(string->size), &hash, sizeof hash);
}

static Str *make(Vm *vm, size_t size, bool keeps_hash)
{
    Str *string = str_is_too_large(vm, size)
                      ? NULL
                      : object_new_dirty(vm, vm->classes.str, KIND_STR, str_block_size(size, keeps_hash));
    if (!string) {
        vm_raise_memory(vm);
        return NULL;
    }
    string->size = (uint32_t)size;
    string->text[size] = '\0';
    if (keeps_hash) {
        string->head.flags = STR_KEEPS_HASH;
        keep_hash(string, 0);
    }
    return string;
}

Str *str_make(Vm *vm, size_t size)
{
    return make(vm, size, size >= STR_HASH_KEPT);
}

static void set_length(Str *string, uint32_t length)
{
    bool is_ascii = length == string->size;
    string->head.flags = (uint8_t)((string->head.flags & ~STR_ASCII) | (is_ascii ? STR_ASCII : 0));
    string->head.extra = is_ascii || string->size >= STR_LONG ? 0 : (uint16_t)length;
    if (string->size >= STR_LONG)
        memcpy(string->text + string->size + 1, &length, sizeof length);
}

Value str_seal_counted(Str *string, size_t length)
{
    set_length(string, (uint32_t)length);
    return value_from(string);
}

/* Eight bytes at a time while they are ASCII. */
static bool is_ascii(const char *text, size_t size)
{
    static const uint64_t high_bits = 0x8080808080808080u;
    uint64_t eight;
    for (; size >= sizeof eight; text += sizeof eight, size -= sizeof eight) {
        memcpy(&eight, text, sizeof eight);
        if (eight & high_bits)
            return false;
    }
    for (; size > 0; text++, size--) {
        if ((unsigned char)*text >= 0x80)
            return false;
    }
    return true;
}

static size_t count_code_points(const char *text, size_t size)
{
    return is_ascii(text, size) ? size : utf8_count(text, size);
}

Value str_seal(Vm *vm, Str *string)
{
    (void)vm;
    return str_seal_counted(string, count_code_points(string->text, string->size));
}

/* A code point below 256 that is all of the text; -1 else. */
static int single_char(const char *text, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (size == 1)
        return bytes[0];
    return size == 2 && bytes[0] >= 0xC2 && bytes[0] <= 0xC3 ? (bytes[0] & 0x03) << 6 | (bytes[1] & 0x3F) : -1;
}

static Value shared_char(Vm *vm, int code_point, const char *text, size_t size)
{
    Value *shared = &vm->chars[code_point];
    if (*shared == VALUE_EMPTY)
        *shared = value_from(str_intern(vm, text, size));
    return value_retain(*shared);
}

Value str_new(Vm *vm, const char *text, size_t size)
{
    if (size == 0 && vm->empty_str != VALUE_EMPTY)
        return value_retain(vm->empty_str);
    int code_point = single_char(text, size);
    if (code_point >= 0)
        return shared_char(vm, code_point, text, size);
    if (!vm->classes.str) /* before there is the class: str_class_init gives it to all that are interned */
        return value_retain(value_from(str_intern(vm, text, size)));
    Str *string = str_make(vm, size);
    if (!string)
        return VALUE_EMPTY;
    memcpy(string->text, text, size);
    return str_seal(vm, string);
}

Value str_from(Vm *vm, const char *text)
{
    return str_new(vm, text, strlen(text));
}

Value str_from_text(Vm *vm, Text *text)
{
    str_charge(vm, text->length);
    Value string = str_new(vm, text_string(text), text->length);
    text_release(text);
    return string;
}

Value str_format(Vm *vm, const char *format, ...)
{
    Text text = {0};
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&text, format, arguments);
    va_end(arguments);
    return str_from_text(vm, &text);
}

Value str_part(Vm *vm, Value string, size_t start, size_t end)
{
    const Str *whole = value_str_object(string);
    if (start == 0 && end == whole->size && object_class(whole) == vm->classes.str)
        return value_retain(string);
    return str_new(vm, whole->text + start, end - start);
}

/* ---- hashing and equality ---- */

static uint32_t hash_bytes(const char *text, size_t size)
{
    uint64_t hash = 0xCBF29CE484222325u ^ size, eight = 0;
    for (; size >= sizeof eight; text += sizeof eight, size -= sizeof eight) {
        memcpy(&eight, text, sizeof eight);
        hash = (hash ^ eight) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    eight = 0;
    memcpy(&eight, text, size);
    hash = (hash ^ eight) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
    return (uint32_t)hash ? (uint32_t)hash : 1;
}

uint32_t str_hash(Str *string)
{
    uint32_t hash = str_keeps_hash(string) ? str_kept_hash(string) : 0;
    if (hash != 0)
        return hash;
    hash = hash_bytes(string->text, string->size);
    if (str_keeps_hash(string))
        keep_hash(string, hash);
    return hash;
}

bool str_equal(const Str *a, const Str *b)
{
    if (a == b)
        return true;
    if (a->size != b->size || (a->head.flags & b->head.flags & STR_INTERNED))
        return false;
    return memcmp(a->text, b->text, a->size) == 0;
}

bool str_is(const Str *string, const char *text)
{
    size_t size = strlen(text);
    return string->size == size && memcmp(string->text, text, size) == 0;
}

/* ---- interning ---- */

/* Where the text stands or would stand. */
static Str **intern_place(Vm *vm, const char *text, size_t size, uint32_t hash)
{
    uint32_t slot = hash & vm->interned_mask;
    for (;; slot = (slot + 1) & vm->interned_mask) {
        const Str *string = vm->interned[slot];
        if (!string ||
            (string->size == size && str_kept_hash(string) == hash && memcmp(string->text, text, size) == 0))
            return &vm->interned[slot];
    }
}

/* The table is at most three quarters full. False where there is no memory for a larger one. */
static bool make_intern_room(Vm *vm)
{
    uint32_t slots = vm->interned ? vm->interned_mask + 1 : 0;
    if (slots != 0 && vm->interned_count < slots / 4 * 3)
        return true;
    Str **former = vm->interned;
    uint32_t wanted = slots ? slots * 2 : 1024;
    Str **table = vm_alloc(vm, wanted * sizeof *table);
    if (!table)
        return slots != 0 && vm->interned_count + 1 < slots;
    vm->interned = table;
    vm->interned_mask = wanted - 1;
    for (uint32_t i = 0; i < slots; i++) {
        if (former[i])
            *intern_place(vm, former[i]->text, former[i]->size, str_kept_hash(former[i])) = former[i];
    }
    vm_free(vm, former, slots * sizeof *former);
    return true;
}

static Str *put_into_table(Vm *vm, Str **place, Str *string)
{
    string->head.flags |= STR_INTERNED;
    string->head.refs++; /* the table's own */
    *place = string;
    vm->interned_count++;
    return string;
}

/* Names are small, so the str itself is never missing; of a huge one past the limit the run is over anyway, and the
 * empty str stands in. */
Str *str_intern(Vm *vm, const char *text, size_t size)
{
    uint32_t hash = hash_bytes(text, size);
    bool has_room = make_intern_room(vm);
    Str **place = intern_place(vm, text, size, hash);
    if (*place)
        return *place;
    Str *string = has_room ? make(vm, size, true) : NULL;
    if (!string) {
        vm_raise_memory(vm);
        return value_str_object(vm->empty_str);
    }
    memcpy(string->text, text, size);
    str_seal(vm, string);
    keep_hash(string, hash);
    put_into_table(vm, place, string);
    string->head.refs--; /* what object_new gave */
    return string;
}

/* A str is interned as it is where it has room for its hash, unless it is of a class of its own (a member of a
 * StrEnum). */
Str *str_intern_value(Vm *vm, Str *string)
{
    if (string->head.flags & STR_INTERNED)
        return string;
    if (object_class(string) != vm->classes.str || !str_keeps_hash(string) || !make_intern_room(vm))
        return str_intern(vm, string->text, string->size);
    Str **place = intern_place(vm, string->text, string->size, str_hash(string));
    return *place ? *place : put_into_table(vm, place, string);
}

/* Interned strs stay, however often they are released. */
static void str_release(Vm *vm, Object *object)
{
    (void)vm;
    if (object->flags & STR_INTERNED)
        object->refs = 1;
}

/* ---- behaviour ---- */

static Outcome str_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    const Str *string = value_str_object(self);
    str_write_repr(string->text, string->size, &text);
    return str_give(str_from_text(vm, &text), result);
}

static Outcome str_str(Vm *vm, Value self, Value *result)
{
    const Str *string = value_str_object(self);
    return str_give(str_part(vm, self, 0, string->size), result);
}

static Outcome str_hash_op(Vm *vm, Value self, uint64_t *hash)
{
    (void)vm;
    *hash = str_hash(value_str_object(self));
    return RETURNED;
}

/* Bytes of UTF-8 compare as code points do. */
static int order_of(const Str *a, const Str *b)
{
    size_t shared = a->size < b->size ? a->size : b->size;
    int order = memcmp(a->text, b->text, shared);
    return order != 0 ? order : (a->size > b->size) - (a->size < b->size);
}

static bool compare(CompareOperator op, const Str *a, const Str *b)
{
    switch (op) {
    case COMPARE_EQ:
        return str_equal(a, b);
    case COMPARE_NE:
        return !str_equal(a, b);
    case COMPARE_LT:
        return order_of(a, b) < 0;
    case COMPARE_LE:
        return order_of(a, b) <= 0;
    case COMPARE_GT:
        return order_of(a, b) > 0;
    case COMPARE_GE:
        return order_of(a, b) >= 0;
    case COMPARE_IS:
    case COMPARE_IS_NOT:
    case COMPARE_IN:
    case COMPARE_NOT_IN:
        break;
    }
    assert(false && "not a rich comparison");
    return false;
}

static Outcome str_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    enum { COMPARED_AN_INSTRUCTION = 256 };
    *result = VALUE_NOT_IMPLEMENTED;
    if (!value_is_str(self) || !value_is_str(other))
        return RETURNED;
    const Str *a = value_str_object(self), *b = value_str_object(other);
    vm_charge(vm, (a->size < b->size ? a->size : b->size) / COMPARED_AN_INSTRUCTION);
    *result = value_from_bool(compare(op, a, b));
    return RETURNED;
}

static Outcome str_length(Vm *vm, Value self, int64_t *length)
{
    (void)vm;
    *length = str_code_points(value_str_object(self));
    return RETURNED;
}

static Outcome str_contains(Vm *vm, Value self, Value item, bool *result)
{
    if (!value_is_str(item))
        return vm_raise(vm, EXCEPTION_TypeError, "'in <string>' requires string as left operand, not %s",
                        class_of(vm, item)->told_name->text);
    const Str *string = value_str_object(self), *part = value_str_object(item);
    *result = str_search(vm, string->text, str_end(string), part->text, part->size) != NULL;
    return RETURNED;
}

/* ---- concatenation ---- */

static Value concatenate(Vm *vm, Value left, Value right)
{
    const Str *a = value_str_object(left), *b = value_str_object(right);
    if (b->size == 0 && object_class(a) == vm->classes.str)
        return value_retain(left);
    if (a->size == 0 && object_class(b) == vm->classes.str)
        return value_retain(right);
    Str *string = str_make(vm, (size_t)a->size + b->size);
    if (!string)
        return VALUE_EMPTY;
    memcpy(string->text, a->text, a->size);
    memcpy(string->text + a->size, b->text, b->size);
    return str_seal_counted(string, (size_t)str_code_points(a) + str_code_points(b));
}

/* Append to a str that nobody else refers to, where its block has room: `s += x` in a loop then copies s only when
 * the block is full, which is ever more seldom. */
static bool append_in_place(Vm *vm, Str *left, const Str *right)
{
    size_t size = (size_t)left->size + right->size;
    bool is_own =
        left->head.refs == 1 && !(left->head.flags & STR_INTERNED) && object_class(left) == vm->classes.str;
    bool keeps_hash = str_keeps_hash(left);
    if (!is_own || str_is_too_large(vm, size) ||
        arena_rounded(str_block_size(size, keeps_hash)) != arena_rounded(str_block_size(left->size, keeps_hash)))
        return false;
    uint32_t length = str_code_points(left) + str_code_points(right);
    memcpy(left->text + left->size, right->text, right->size);
    left->text[size] = '\0';
    left->size = (uint32_t)size;
    set_length(left, length);
    if (keeps_hash)
        keep_hash(left, 0);
    return true;
}

/* The variable that is to get `left + right` holds left too, as a rule. It lets go of it first: what follows can
 * only fail by ending the run. */
static void release_target(Vm *vm, Value left, Value right)
{
    Value *target = value_object(left)->refs == 2 ? inplace_target(vm, left, right) : NULL;
    if (target && *target == left) {
        *target = VALUE_EMPTY;
        value_release(vm, left);
    }
}

static Outcome str_inplace(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if (op != OPERATOR_ADD || !value_is_str(right))
        return RETURNED;
    release_target(vm, left, right);
    if (append_in_place(vm, value_str_object(left), value_str_object(right))) {
        *result = value_retain(left);
        return RETURNED;
    }
    return str_give(concatenate(vm, left, right), result);
}

static Value repeat(Vm *vm, Value value, int64_t times)
{
    const Str *unit = value_str_object(value);
    if (times <= 0 || unit->size == 0)
        return value_retain(vm->empty_str);
    if (times == 1)
        return str_part(vm, value, 0, unit->size);
    if ((uint64_t)times > UINT32_MAX || str_is_too_large(vm, (size_t)times * unit->size)) {
        vm_raise_memory(vm);
        return VALUE_EMPTY;
    }
    Str *string = str_make(vm, (size_t)times * unit->size);
    if (!string)
        return VALUE_EMPTY;
    for (size_t i = 0; i < (size_t)times; i++)
        memcpy(string->text + i * unit->size, unit->text, unit->size);
    return str_seal_counted(string, (size_t)times * str_code_points(unit));
}

static bool can_be_times(Vm *vm, Value value)
{
    int64_t integer;
    return int_from(value, &integer) || class_lookup(vm, class_of(vm, value), vm->names.index) != VALUE_EMPTY;
}

static Outcome str_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if (op == OPERATOR_ADD && value_is_str(left) && value_is_str(right))
        return str_give(concatenate(vm, left, right), result);
    if (op == OPERATOR_MOD && value_is_str(left))
        return str_percent(vm, value_str_object(left), right, result);
    if (op != OPERATOR_MULT)
        return RETURNED;
    Value unit = value_is_str(left) ? left : right, times = value_is_str(left) ? right : left;
    int64_t count;
    if (!can_be_times(vm, times))
        return RETURNED;
    if (int_index(vm, times, &count) == RAISED)
        return RAISED;
    return str_give(repeat(vm, unit, count), result);
}

/* ---- subscripts ---- */

static Value char_at(Vm *vm, const Str *string, size_t index)
{
    const char *start = string->text + str_offset(vm, string, index), *end = start;
    str_decode(&end);
    return str_new(vm, start, (size_t)(end - start));
}

static Outcome get_index(Vm *vm, const Str *string, Value key, Value *result)
{
    int64_t index;
    if (!can_be_times(vm, key))
        return vm_raise(vm, EXCEPTION_TypeError, "string indices must be integers, not '%s'",
                        class_of(vm, key)->told_name->text);
    if (int_index(vm, key, &index) == RAISED)
        return RAISED;
    index = index < 0 ? index + str_code_points(string) : index;
    if (index < 0 || index >= str_code_points(string))
        return vm_raise(vm, EXCEPTION_IndexError, "string index out of range");
    return str_give(char_at(vm, string, (size_t)index), result);
}

/* Every step-th code point. Offsets of non-ASCII texts are found anew only for the first one. */
static Value stepped_part(Vm *vm, const Str *string, int64_t start, int64_t step, int64_t count)
{
    Text text = {0};
    const char *at = string->text + str_offset(vm, string, (size_t)start);
    for (int64_t i = 0; i < count; i++) {
        const char *next = at;
        str_decode(&next);
        text_add_bytes(&text, at, (size_t)(next - at));
        if (i + 1 == count)
            break;
        for (int64_t k = 0; k < step; k++)
            str_decode(&at);
        for (int64_t k = 0; k > step; k--)
            at = str_step_back(at);
    }
    return str_from_text(vm, &text);
}

static Outcome get_slice(Vm *vm, Value self, Value slice, Value *result)
{
    const Str *string = value_str_object(self);
    int64_t start, step, count;
    if (slice_resolve(vm, slice, str_code_points(string), &start, &step, &count) == RAISED)
        return RAISED;
    if (count <= 0) {
        *result = value_retain(vm->empty_str);
        return RETURNED;
    }
    if (step != 1)
        return str_give(stepped_part(vm, string, start, step, count), result);
    size_t from = str_offset(vm, string, (size_t)start);
    size_t to = str_is_ascii(string) ? from + (size_t)count
                                     : from + utf8_offset(string->text + from, string->size - from, (size_t)count);
    return str_give(str_part(vm, self, from, to), result);
}

static Outcome str_get_item(Vm *vm, Value self, Value key, Value *result)
{
    const Str *string = value_str_object(self);
    if (value_is_small_int(key)) {
        int64_t index = value_small_int(key);
        index = index < 0 ? index + str_code_points(string) : index;
        if (index >= 0 && index < str_code_points(string))
            return str_give(char_at(vm, string, (size_t)index), result);
    }
    return value_is_kind(key, KIND_SLICE) ? get_slice(vm, self, key, result) : get_index(vm, string, key, result);
}

/* ---- iteration ---- */

/* number[0] is the offset of the next code point. */
static Outcome next_char(Vm *vm, Iterator *iterator, Value *item)
{
    *item = VALUE_EMPTY;
    if (iterator->state[0] == VALUE_EMPTY)
        return RETURNED;
    const Str *string = value_str_object(iterator->state[0]);
    if (iterator->number[0] >= string->size) {
        value_replace(vm, &iterator->state[0], VALUE_EMPTY);
        return RETURNED;
    }
    const char *start = string->text + iterator->number[0], *end = start;
    str_decode(&end);
    iterator->number[0] = end - string->text;
    return str_give(str_new(vm, start, (size_t)(end - start)), item);
}

static Outcome str_iterate(Vm *vm, Value self, Value *iterator)
{
    const Str *string = value_str_object(self);
    Iterator *walk = iterator_new(vm, str_is_ascii(string) ? "str_ascii_iterator" : "str_iterator", next_char);
    walk->state[0] = value_retain(self);
    *iterator = value_from(walk);
    return RETURNED;
}

/* ---- repr ---- */

static void write_escaped(uint32_t code_point, char quote, Text *out)
{
    if (code_point == (uint32_t)quote || code_point == '\\')
        text_format(out, "\\%c", (char)code_point);
    else if (code_point == '\n')
        text_add(out, "\\n");
    else if (code_point == '\r')
        text_add(out, "\\r");
    else if (code_point == '\t')
        text_add(out, "\\t");
    else if (code_point < 0x100)
        text_format(out, "\\x%02x", (unsigned)code_point);
    else if (code_point < 0x10000)
        text_format(out, "\\u%04x", (unsigned)code_point);
    else
        text_format(out, "\\U%08x", (unsigned)code_point);
}

void str_write_repr(const char *text, size_t size, Text *out)
{
    bool has_single = memchr(text, '\'', size), has_double = memchr(text, '"', size);
    char quote = has_single && !has_double ? '"' : '\'';
    text_add_char(out, quote);
    for (const char *at = text, *end = text + size; at < end;) {
        const char *start = at;
        uint32_t code_point = str_decode(&at);
        if (code_point == (uint32_t)quote || code_point == '\\' || !unicode_is_printable(code_point))
            write_escaped(code_point, quote, out);
        else
            text_add_bytes(out, start, (size_t)(at - start));
    }
    text_add_char(out, quote);
}

/* ASCII escapes what repr leaves. */
Outcome value_ascii(Vm *vm, Value value, Value *result)
{
    Value shown;
    if (value_repr(vm, value, &shown) == RAISED)
        return RAISED;
    const Str *string = value_str_object(shown);
    if (str_is_ascii(string)) {
        *result = shown;
        return RETURNED;
    }
    Text text = {0};
    for (const char *at = string->text; at < str_end(string);) {
        uint32_t code_point = str_decode(&at);
        if (code_point < 0x80)
            text_add_char(&text, (char)code_point);
        else
            write_escaped(code_point, '\0', &text);
    }
    value_release(vm, shown);
    return str_give(str_from_text(vm, &text), result);
}

/* ---- the class ---- */

static const ClassOps str_ops = {
    .size_of = str_size_of,
    .release = str_release,
    .repr = str_repr,
    .str = str_str,
    .hash = str_hash_op,
    .compare = str_compare,
    .binary = str_binary,
    .inplace = str_inplace,
    .length = str_length,
    .get_item = str_get_item,
    .contains = str_contains,
    .iterate = str_iterate,
};

/* There are no bytes that a str could be decoded from: encoding and errors can only be given in error. */
static Outcome str_construct(Vm *vm, const Value *args, Value *result)
{
    for (size_t i = 2; i < 4; i++) {
        if (args[i] != VALUE_EMPTY && !value_is_str(args[i]))
            return vm_raise(vm, EXCEPTION_TypeError, "str() argument '%s' must be str, not %s",
                            i == 2 ? "encoding" : "errors", class_of(vm, args[i])->told_name->text);
    }
    if (args[1] == VALUE_EMPTY) {
        *result = value_retain(vm->empty_str);
        return RETURNED;
    }
    if (args[2] == VALUE_EMPTY && args[3] == VALUE_EMPTY)
        return value_str(vm, args[1], result);
    if (value_is_str(args[1]))
        return vm_raise(vm, EXCEPTION_TypeError, "decoding str is not supported");
    return vm_raise(vm, EXCEPTION_TypeError, "decoding to str: need a bytes-like object, %s found",
                    class_of(vm, args[1])->told_name->text);
}

/* Strs that were made before the class are interned, all of them. */
static void adopt_early_strs(Vm *vm)
{
    for (uint32_t i = 0; vm->interned && i <= vm->interned_mask; i++) {
        if (vm->interned[i])
            object_set_class(vm->interned[i], vm->classes.str);
    }
}

void str_class_init(Vm *vm)
{
    static const NativeSpec *const tables[] = {str_search_methods, str_split_methods, str_case_methods,
                                               str_layout_methods, str_format_methods};
    Class *class = class_native(vm, &(ClassSpec){"str", "builtins", NULL, &str_ops, NULL, str_construct,
                                                 "cls, object='', encoding='utf-8', errors='strict'", false});
    vm->classes.str = class;
    adopt_early_strs(vm);
    vm->empty_str = value_from(str_intern(vm, "", 0));
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        class_add_natives(vm, class, tables[i]);
}
