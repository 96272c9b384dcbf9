/* «text %d %(name)s» % values. Mirrors PyUnicode_Format, Objects/unicodeobject.c. */
#include "format_spec.h"

#include "numbers.h"

#include <limits.h>
#include <math.h>

/* One conversion: %[(name)][flags][width][.precision]type. */
typedef struct Conversion {
    bool left, plus, blank, alternate, zeros; /* - + space # 0 */
    int64_t width, precision;                 /* -1 where none is given */
    uint32_t type;
} Conversion;

/* Where we are in the format, and what is left of the values. */
typedef struct Percent {
    Vm *vm;
    const Str *format;
    const char *at, *end;
    Value values;  /* a tuple, or the one value */
    bool is_tuple; /* the values are the tuple's items */
    uint64_t next; /* of them */
    Value mapping; /* what %(name)s looks in; EMPTY where the values are none */
    bool has_name; /* the next value is `named` */
    Value named;   /* the value that a name stands for, while it is being shown; owned */
    Text out;
} Percent;

/* ---- the values ---- */

static Outcome next_value(Percent *percent, Value *value)
{
    uint64_t count = percent->is_tuple ? value_tuple(percent->values)->count : 1;
    if (percent->has_name) {
        percent->has_name = false;
        *value = percent->named;
        return RETURNED;
    }
    if (percent->next >= count)
        return vm_raise(percent->vm, EXCEPTION_TypeError, "not enough arguments for format string");
    *value = percent->is_tuple ? value_tuple(percent->values)->items[percent->next] : percent->values;
    percent->next++;
    return RETURNED;
}

static Outcome take_name(Percent *percent)
{
    Vm *vm = percent->vm;
    const char *name = percent->at;
    if (percent->mapping == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "format requires a mapping");
    for (int depth = 1; depth > 0; percent->at++) {
        if (percent->at >= percent->end)
            return vm_raise(vm, EXCEPTION_ValueError, "incomplete format key");
        depth += (*percent->at == '(') - (*percent->at == ')');
    }
    Value key = str_new(vm, name, (size_t)(percent->at - 1 - name)), value;
    Outcome outcome = key == VALUE_EMPTY ? RAISED : value_get_item(vm, percent->mapping, key, &value);
    value_release(vm, key);
    if (outcome == RETURNED)
        value_replace(vm, &percent->named, value);
    percent->has_name = true;
    percent->next = 1; /* once there are names, there are no values without */
    return outcome;
}

/* ---- reading a conversion ---- */

static bool take_flag(Percent *percent, Conversion *conversion)
{
    switch (percent->at < percent->end ? *percent->at : '\0') {
    case '-':
        conversion->left = true;
        break;
    case '+':
        conversion->plus = true;
        break;
    case ' ':
        conversion->blank = true;
        break;
    case '#':
        conversion->alternate = true;
        break;
    case '0':
        conversion->zeros = true;
        break;
    default:
        return false;
    }
    percent->at++;
    return true;
}

/* Digits, or a star: then the next value is the number. */
static Outcome take_number(Percent *percent, const char *what, int64_t most, int64_t *number)
{
    Vm *vm = percent->vm;
    if (percent->at < percent->end && *percent->at == '*') {
        Value value = VALUE_EMPTY;
        percent->at++;
        if (next_value(percent, &value) == RAISED)
            return RAISED;
        return int_from(value, number) ? RETURNED : vm_raise(vm, EXCEPTION_TypeError, "* wants int");
    }
    for (; percent->at < percent->end && *percent->at >= '0' && *percent->at <= '9'; percent->at++) {
        if (*number > (most - (*percent->at - '0')) / 10)
            return vm_raise(vm, EXCEPTION_ValueError, "%s too big", what);
        *number = *number * 10 + (*percent->at - '0');
    }
    return RETURNED;
}

static Outcome read_conversion(Percent *percent, Conversion *conversion)
{
    *conversion = (Conversion){.precision = -1};
    if (percent->at < percent->end && *percent->at == '(') {
        percent->at++;
        if (take_name(percent) == RAISED)
            return RAISED;
    }
    while (take_flag(percent, conversion))
        continue;
    if (take_number(percent, "width", INT64_MAX, &conversion->width) == RAISED)
        return RAISED;
    if (conversion->width < 0) {
        conversion->left = true;
        conversion->width = conversion->width == INT64_MIN ? 0 : -conversion->width;
    }
    if (percent->at < percent->end && *percent->at == '.') {
        percent->at++;
        conversion->precision = 0;
        if (take_number(percent, "precision", INT_MAX, &conversion->precision) == RAISED)
            return RAISED;
        if (conversion->precision > INT_MAX || conversion->precision < INT_MIN)
            return vm_raise(percent->vm, EXCEPTION_OverflowError, "Python int too large to convert to C int");
        conversion->precision = conversion->precision < 0 ? 0 : conversion->precision;
    }
    if (percent->at < percent->end && strchr("hlL", *percent->at))
        percent->at++;
    if (percent->at >= percent->end)
        return vm_raise(percent->vm, EXCEPTION_ValueError, "incomplete format");
    conversion->type = str_decode(&percent->at);
    return RETURNED;
}

/* ---- showing ---- */

static Outcome add_fill(Percent *percent, char fill, size_t count)
{
    if (str_is_too_large(percent->vm, percent->out.length + count))
        return vm_raise_memory(percent->vm);
    for (; count > 0; count--)
        text_add_char(&percent->out, fill);
    return RETURNED;
}

/* A sign and a prefix stand before zeros, but behind spaces. */
static Outcome add_padded(Percent *percent, const Conversion *conversion, const char *head, const char *text,
                          size_t size, bool zeros)
{
    size_t length = strlen(head) + utf8_count(text, size);
    size_t width = (size_t)conversion->width, missing = width > length ? width - length : 0;
    if (!conversion->left && !zeros && add_fill(percent, ' ', missing) == RAISED)
        return RAISED;
    text_add(&percent->out, head);
    if (!conversion->left && zeros && add_fill(percent, '0', missing) == RAISED)
        return RAISED;
    if (str_is_too_large(percent->vm, percent->out.length + size))
        return vm_raise_memory(percent->vm);
    text_add_bytes(&percent->out, text, size);
    return conversion->left ? add_fill(percent, ' ', missing) : RETURNED;
}

static Outcome shown_value(Vm *vm, Value value, uint32_t type, Value *shown)
{
    return type == 's'   ? value_str(vm, value, shown)
           : type == 'r' ? value_repr(vm, value, shown)
                         : value_ascii(vm, value, shown);
}

static Outcome add_text(Percent *percent, const Conversion *conversion, Value value)
{
    Value shown;
    if (shown_value(percent->vm, value, conversion->type, &shown) == RAISED)
        return RAISED;
    const Str *string = value_str_object(shown);
    size_t size = string->size;
    if (conversion->precision >= 0 && (uint64_t)conversion->precision < str_code_points(string))
        size = str_offset(percent->vm, string, (size_t)conversion->precision);
    Outcome outcome = add_padded(percent, conversion, "", string->text, size, false);
    value_release(percent->vm, shown);
    return outcome;
}

/* The sign, as the flags want it, and what stands behind it. */
static void write_head(const Conversion *conversion, bool is_negative, const char *prefix, char head[4])
{
    size_t length = 0;
    if (is_negative || conversion->plus || conversion->blank)
        head[length++] = is_negative ? '-' : conversion->plus ? '+' : ' ';
    memcpy(head + length, prefix, strlen(prefix) + 1);
}

static Outcome wrong_number(Vm *vm, uint32_t type, Value value)
{
    bool takes_floats = type == 'd' || type == 'i' || type == 'u';
    return vm_raise(vm, EXCEPTION_TypeError, "%%%c format: %s is required, not %s", (int)type,
                    takes_floats ? "a real number" : "an integer", class_of(vm, value)->told_name->text);
}

static bool has_method(Vm *vm, Value value, Str *name)
{
    return class_lookup(vm, class_of(vm, value), name) != VALUE_EMPTY;
}

/* The integer that d and its like show: floats lose their fraction. */
static Outcome read_integer(Vm *vm, uint32_t type, Value value, int64_t *integer)
{
    bool takes_floats = type == 'd' || type == 'i' || type == 'u';
    if (int_from(value, integer))
        return RETURNED;
    if (takes_floats && value_is_float(value))
        return int_from_real(vm, float_of(value), integer);
    if (takes_floats && !value_is_str(value) && has_method(vm, value, vm->names.to_int)) {
        Value whole, arguments[] = {value};
        if (value_call_with(vm, value_from(vm->classes.integer), 1, arguments, &whole) == RAISED)
            return RAISED;
        int_from(whole, integer);
        value_release(vm, whole);
        return RETURNED;
    }
    if (has_method(vm, value, vm->names.index))
        return int_index(vm, value, integer);
    return wrong_number(vm, type, value);
}

static Outcome add_integer(Percent *percent, const Conversion *conversion, Value value)
{
    int64_t integer;
    uint32_t type = conversion->type;
    if (read_integer(percent->vm, type, value, &integer) == RAISED)
        return RAISED;
    char room[INTEGER_DIGITS_MOST], head[4];
    unsigned base = type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
    const char *prefix = !conversion->alternate || base == 10 ? "" : type == 'o' ? "0o" : type == 'x' ? "0x" : "0X";
    uint64_t magnitude = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    const char *digits = format_digits(magnitude, base, type == 'X', room);
    size_t count = (size_t)(room + INTEGER_DIGITS_MOST - digits);
    write_head(conversion, integer < 0, prefix, head);
    if (conversion->precision <= (int64_t)count)
        return add_padded(percent, conversion, head, digits, count, conversion->zeros);
    if (str_is_too_large(percent->vm, (size_t)conversion->precision))
        return vm_raise_memory(percent->vm);
    Text text = {0};
    for (size_t i = count; i < (size_t)conversion->precision; i++)
        text_add_char(&text, '0');
    text_add_bytes(&text, digits, count);
    Outcome outcome = add_padded(percent, conversion, head, text_string(&text), text.length, conversion->zeros);
    text_release(&text);
    return outcome;
}

static Outcome read_real(Vm *vm, Value value, double *real)
{
    if (real_from(value, real))
        return RETURNED;
    bool has_number = !value_is_str(value) &&
                      (has_method(vm, value, vm->names.to_float) || has_method(vm, value, vm->names.index));
    if (!has_number)
        return vm_raise(vm, EXCEPTION_TypeError, "must be real number, not %s",
                        class_of(vm, value)->told_name->text);
    Value number;
    if (value_call_with(vm, value_from(vm->classes.real), 1, &value, &number) == RAISED)
        return RAISED;
    *real = float_of(number);
    value_release(vm, number);
    return RETURNED;
}

static Outcome add_real(Percent *percent, const Conversion *conversion, Value value)
{
    double real;
    char head[4];
    int precision = conversion->precision < 0 ? 6 : (int)conversion->precision;
    if (read_real(percent->vm, value, &real) == RAISED)
        return RAISED;
    if (str_is_too_large(percent->vm, (size_t)precision))
        return vm_raise_memory(percent->vm);
    Text text = {0};
    format_real(real, (char)conversion->type, precision, conversion->alternate, &text);
    write_head(conversion, signbit(real) && !isnan(real), "", head);
    Outcome outcome = add_padded(percent, conversion, head, text_string(&text), text.length, conversion->zeros);
    text_release(&text);
    return outcome;
}

static Outcome add_char(Percent *percent, const Conversion *conversion, Value value)
{
    Vm *vm = percent->vm;
    int64_t integer;
    char bytes[4];
    if (value_is_str(value) && str_code_points(value_str_object(value)) == 1) {
        const Str *string = value_str_object(value);
        return add_padded(percent, conversion, "", string->text, string->size, false);
    }
    bool has_integer = int_from(value, &integer);
    if (!has_integer && (value_is_str(value) || !has_method(vm, value, vm->names.index)))
        return vm_raise(vm, EXCEPTION_TypeError, "%%c requires int or char");
    if (!has_integer && int_index(vm, value, &integer) == RAISED)
        return RAISED;
    if (integer < 0 || integer > 0x10FFFF)
        return vm_raise(vm, EXCEPTION_OverflowError, "%%c arg not in range(0x110000)");
    size_t size = (size_t)utf8_encode((uint32_t)integer, bytes);
    return add_padded(percent, conversion, "", bytes, size, false);
}

static Outcome unknown_conversion(const Percent *percent, uint32_t type)
{
    size_t offset = (size_t)(percent->at - percent->format->text);
    return vm_raise(percent->vm, EXCEPTION_ValueError, "unsupported format character '%c' (0x%x) at index %zu",
                    type > 31 && type < 126 ? (int)type : '?', (unsigned)type,
                    str_index(percent->vm, percent->format, offset) - 1);
}

static Outcome add_conversion(Percent *percent)
{
    Conversion conversion;
    Value value = VALUE_EMPTY;
    if (percent->at < percent->end && *percent->at == '%') {
        percent->at++;
        text_add_char(&percent->out, '%');
        return RETURNED;
    }
    if (read_conversion(percent, &conversion) == RAISED)
        return RAISED;
    if (next_value(percent, &value) == RAISED)
        return RAISED;
    if (format_type_is(conversion.type, "sra"))
        return add_text(percent, &conversion, value);
    if (format_type_is(conversion.type, "diuoxX"))
        return add_integer(percent, &conversion, value);
    if (format_type_is(conversion.type, "eEfFgG"))
        return add_real(percent, &conversion, value);
    if (conversion.type == 'c')
        return add_char(percent, &conversion, value);
    return unknown_conversion(percent, conversion.type);
}

static Outcome run(Percent *percent)
{
    while (percent->at < percent->end) {
        const char *mark = memchr(percent->at, '%', (size_t)(percent->end - percent->at));
        const char *stop = mark ? mark : percent->end;
        text_add_bytes(&percent->out, percent->at, (size_t)(stop - percent->at));
        if (!mark)
            break;
        percent->at = mark + 1;
        if (add_conversion(percent) == RAISED)
            return RAISED;
        value_replace(percent->vm, &percent->named, VALUE_EMPTY);
    }
    uint64_t count = percent->is_tuple ? value_tuple(percent->values)->count : 1;
    if (percent->next < count && percent->mapping == VALUE_EMPTY)
        return vm_raise(percent->vm, EXCEPTION_TypeError, "not all arguments converted during string formatting");
    return RETURNED;
}

Outcome str_percent(Vm *vm, Str *format, Value arguments, Value *result)
{
    bool is_tuple = value_is_kind(arguments, KIND_TUPLE);
    bool is_mapping = !is_tuple && !value_is_str(arguments) && has_method(vm, arguments, vm->names.getitem);
    Percent percent = {.vm = vm,
                       .format = format,
                       .at = format->text,
                       .end = str_end(format),
                       .values = arguments,
                       .is_tuple = is_tuple,
                       .mapping = is_mapping ? arguments : VALUE_EMPTY};
    Outcome outcome = run(&percent);
    value_release(vm, percent.named);
    if (outcome == RETURNED)
        return str_give(str_from_text(vm, &percent.out), result);
    text_release(&percent.out);
    return RAISED;
}
