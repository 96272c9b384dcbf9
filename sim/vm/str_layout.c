/* Methods of str that lay text out in columns. */
#include "str_parts.h"

/* The str with `left` and `right` times the fill character around it. */
static Value pad(Vm *vm, Value self, size_t left, size_t right, const char *fill, size_t fill_size)
{
    const Str *string = value_str_object(self);
    size_t count = left + right;
    if (count > vm->arena.limit / fill_size) {
        vm_raise_memory(vm);
        return VALUE_EMPTY;
    }
    Str *made = str_make(vm, string->size + count * fill_size);
    if (!made)
        return VALUE_EMPTY;
    str_charge(vm, count);
    char *to = made->text;
    for (size_t i = 0; i < left; i++, to += fill_size)
        memcpy(to, fill, fill_size);
    memcpy(to, string->text, string->size);
    to += string->size;
    for (size_t i = 0; i < right; i++, to += fill_size)
        memcpy(to, fill, fill_size);
    return str_seal_counted(made, str_code_points(string) + count);
}

/* args: self, width, fill. What is missing to the width, and the fill character, NULL for a space. */
static Outcome pad_arguments(Vm *vm, const Value *args, int64_t *missing, const Str **fill)
{
    int64_t width, length = str_code_points(value_str_object(args[0]));
    *fill = NULL;
    if (int_index(vm, args[1], &width) == RAISED)
        return RAISED;
    *missing = width > length ? width - length : 0;
    if (args[2] == VALUE_EMPTY)
        return RETURNED;
    if (!value_is_str(args[2]))
        return vm_raise(vm, EXCEPTION_TypeError, "The fill character must be a unicode character, not %s",
                        class_of(vm, args[2])->told_name->text);
    *fill = value_str_object(args[2]);
    if (str_code_points(*fill) != 1)
        return vm_raise(vm, EXCEPTION_TypeError, "The fill character must be exactly one character long");
    return RETURNED;
}

static Outcome give_padded(Vm *vm, const Value *args, int64_t left, int64_t right, const Str *fill, Value *result)
{
    if (left + right == 0)
        return str_give(str_part(vm, args[0], 0, value_str_object(args[0])->size), result);
    return str_give(pad(vm, args[0], (size_t)left, (size_t)right, fill ? fill->text : " ", fill ? fill->size : 1),
                    result);
}

static Outcome str_ljust(Vm *vm, const Value *args, Value *result)
{
    int64_t missing;
    const Str *fill;
    if (pad_arguments(vm, args, &missing, &fill) == RAISED)
        return RAISED;
    return give_padded(vm, args, 0, missing, fill, result);
}

static Outcome str_rjust(Vm *vm, const Value *args, Value *result)
{
    int64_t missing;
    const Str *fill;
    if (pad_arguments(vm, args, &missing, &fill) == RAISED)
        return RAISED;
    return give_padded(vm, args, missing, 0, fill, result);
}

/* Where the spaces are odd, the extra one goes left if the width is odd too. */
static Outcome str_center(Vm *vm, const Value *args, Value *result)
{
    int64_t missing;
    const Str *fill;
    if (pad_arguments(vm, args, &missing, &fill) == RAISED)
        return RAISED;
    int64_t width = missing + str_code_points(value_str_object(args[0]));
    int64_t left = missing / 2 + (missing & width & 1);
    return give_padded(vm, args, left, missing - left, fill, result);
}

static Outcome str_zfill(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    int64_t width;
    if (int_index(vm, args[1], &width) == RAISED)
        return RAISED;
    if (width <= str_code_points(string))
        return str_give(str_part(vm, args[0], 0, string->size), result);
    size_t missing = (size_t)(width - str_code_points(string));
    Value padded = pad(vm, args[0], missing, 0, "0", 1);
    if (padded != VALUE_EMPTY && (string->text[0] == '+' || string->text[0] == '-')) {
        char *text = value_str_object(padded)->text; /* nobody has seen it yet */
        text[missing] = '0';
        text[0] = string->text[0];
    }
    return str_give(padded, result);
}

static Outcome str_expandtabs(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    int64_t size = 8, column = 0;
    if (args[1] != VALUE_EMPTY && int_index(vm, args[1], &size) == RAISED)
        return RAISED;
    Text text = {0};
    for (const char *at = string->text; at < str_end(string);) {
        const char *start = at;
        uint32_t code_point = str_decode(&at);
        if (code_point != '\t') {
            text_add_bytes(&text, start, (size_t)(at - start));
            column = code_point == '\n' || code_point == '\r' ? 0 : column + 1;
            continue;
        }
        int64_t spaces = size > 0 ? size - column % size : 0;
        if (str_is_too_large(vm, text.length + (size_t)spaces)) {
            text_release(&text);
            return vm_raise_memory(vm);
        }
        column += spaces;
        for (; spaces > 0; spaces--)
            text_add_char(&text, ' ');
    }
    return str_give(str_from_text(vm, &text), result);
}

const NativeSpec str_layout_methods[] = {
    {"ljust", str_ljust, "self, width, fillchar=' ', /", NATIVE_PLAIN},
    {"rjust", str_rjust, "self, width, fillchar=' ', /", NATIVE_PLAIN},
    {"center", str_center, "self, width, fillchar=' ', /", NATIVE_PLAIN},
    {"zfill", str_zfill, "self, width, /", NATIVE_PLAIN},
    {"expandtabs", str_expandtabs, "self, /, tabsize=8", NATIVE_PLAIN},
    {0},
};
