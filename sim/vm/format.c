/* format(value, spec): reading specifications, and showing strs by them. */
#include "format_spec.h"

#include "numbers.h"
#include "unicode.h"

/* ---- reading a specification ---- */

static bool is_align(uint32_t code_point)
{
    return code_point == '<' || code_point == '>' || code_point == '=' || code_point == '^';
}

/* The code point that is `count` ahead; 0 behind the end. */
static uint32_t peek(const char *at, const char *end, int count)
{
    uint32_t code_point = 0;
    for (; count >= 0; count--) {
        if (at >= end)
            return 0;
        code_point = str_decode(&at);
    }
    return code_point;
}

static bool take(const char **at, const char *end, char wanted)
{
    if (*at >= end || **at != wanted)
        return false;
    ++*at;
    return true;
}

/* Decimal digits; *number stays as it is where there are none. */
static Outcome read_number(Vm *vm, const char **at, const char *end, int64_t *number)
{
    for (bool is_first = true; *at < end; is_first = false) {
        const char *next = *at;
        int digit = unicode_decimal(str_decode(&next));
        if (digit < 0)
            break;
        if (is_first)
            *number = 0;
        if (*number > (INT64_MAX - digit) / 10)
            return vm_raise(vm, EXCEPTION_ValueError, "Too many decimal digits in format string");
        *number = *number * 10 + digit;
        *at = next;
    }
    return RETURNED;
}

static void read_align(const char **at, const char *end, FormatSpec *spec, bool *has_fill, bool *has_align)
{
    *has_fill = is_align(peek(*at, end, 1));
    *has_align = *has_fill || is_align(peek(*at, end, 0));
    if (*has_fill)
        spec->fill = str_decode(at);
    if (*has_align)
        spec->align = (char)str_decode(at);
}

static Outcome raise_both_groupings(Vm *vm)
{
    return vm_raise(vm, EXCEPTION_ValueError, "Cannot specify both ',' and '_'.");
}

static Outcome read_grouping(Vm *vm, const char **at, const char *end, FormatSpec *spec)
{
    if (take(at, end, ','))
        spec->grouping = ',';
    if (take(at, end, '_')) {
        if (spec->grouping)
            return raise_both_groupings(vm);
        spec->grouping = '_';
    }
    if (spec->grouping == '_' && *at < end && **at == ',')
        return raise_both_groupings(vm);
    return RETURNED;
}

static Outcome check_grouping(Vm *vm, const FormatSpec *spec)
{
    bool takes_any = spec->type == '\0' || format_type_is(spec->type, "defgEFG%");
    bool takes_underscore = format_type_is(spec->type, "boxX");
    if (!spec->grouping || takes_any || (takes_underscore && spec->grouping == '_'))
        return RETURNED;
    if (spec->type > 32 && spec->type < 128)
        return vm_raise(vm, EXCEPTION_ValueError, "Cannot specify '%c' with '%c'.", spec->grouping,
                        (int)spec->type);
    return vm_raise(vm, EXCEPTION_ValueError, "Cannot specify '%c' with '\\x%x'.", spec->grouping,
                    (unsigned)spec->type);
}

/* A zero before the width fills with zeros; with numbers it does so behind the sign. */
static void read_flags(const char **at, const char *end, char default_align, FormatSpec *spec)
{
    bool has_fill, has_align;
    read_align(at, end, spec, &has_fill, &has_align);
    if (*at < end && (**at == '+' || **at == '-' || **at == ' '))
        spec->sign = *(*at)++;
    spec->no_minus0 = take(at, end, 'z');
    spec->alternate = take(at, end, '#');
    if (!has_fill && take(at, end, '0')) {
        spec->fill = '0';
        if (!has_align && default_align == '>')
            spec->align = '=';
    }
}

Outcome format_spec_read(Vm *vm, const Str *text, uint32_t default_type, char default_align, const char *class_name,
                         FormatSpec *spec)
{
    const char *at = text->text, *end = str_end(text);
    *spec = (FormatSpec){.fill = ' ', .align = default_align, .width = -1, .precision = -1, .type = default_type};
    read_flags(&at, end, default_align, spec);
    if (read_number(vm, &at, end, &spec->width) == RAISED || read_grouping(vm, &at, end, spec) == RAISED)
        return RAISED;
    if (take(&at, end, '.')) {
        if (read_number(vm, &at, end, &spec->precision) == RAISED)
            return RAISED;
        if (spec->precision < 0)
            return vm_raise(vm, EXCEPTION_ValueError, "Format specifier missing precision");
    }
    if (at < end)
        spec->type = str_decode(&at);
    if (at < end)
        return vm_raise(vm, EXCEPTION_ValueError, "Invalid format specifier '%s' for object of type '%s'",
                        text->text, class_name);
    return check_grouping(vm, spec);
}

Outcome format_unknown_type(Vm *vm, uint32_t type, const char *class_name)
{
    if (type > 32 && type < 128)
        return vm_raise(vm, EXCEPTION_ValueError, "Unknown format code '%c' for object of type '%s'", (int)type,
                        class_name);
    return vm_raise(vm, EXCEPTION_ValueError, "Unknown format code '\\x%x' for object of type '%s'", (unsigned)type,
                    class_name);
}

/* ---- padding ---- */

static char *write_fill(char *to, uint32_t fill, size_t count)
{
    char bytes[4];
    size_t size = (size_t)utf8_encode(fill, bytes);
    for (size_t i = 0; i < count; i++, to += size)
        memcpy(to, bytes, size);
    return to;
}

Outcome format_padded(Vm *vm, const FormatSpec *spec, const char *text, size_t size, size_t length, Value *result)
{
    size_t width = spec->width < 0 ? 0 : (size_t)spec->width, missing = width > length ? width - length : 0;
    size_t left = spec->align == '>' || spec->align == '=' ? missing : spec->align == '^' ? missing / 2 : 0;
    char bytes[4];
    size_t fill_size = (size_t)utf8_encode(spec->fill, bytes);
    if (missing == 0)
        return str_give(str_new(vm, text, size), result);
    if (missing > vm->arena.limit / fill_size)
        return vm_raise_memory(vm);
    Str *made = str_make(vm, size + missing * fill_size);
    if (!made)
        return RAISED;
    char *to = write_fill(made->text, spec->fill, left);
    memcpy(to, text, size);
    write_fill(to + size, spec->fill, missing - left);
    return str_give(str_seal_counted(made, length + missing), result);
}

/* ---- str ---- */

static Outcome check_for_str(Vm *vm, const FormatSpec *spec, const char *class_name)
{
    if (spec->type != 's')
        return format_unknown_type(vm, spec->type, class_name);
    if (spec->sign)
        return vm_raise(vm, EXCEPTION_ValueError, "%s not allowed in string format specifier",
                        spec->sign == ' ' ? "Space" : "Sign");
    if (spec->no_minus0)
        return vm_raise(vm, EXCEPTION_ValueError,
                        "Negative zero coercion (z) not allowed in string format specifier");
    if (spec->alternate)
        return vm_raise(vm, EXCEPTION_ValueError, "Alternate form (#) not allowed in string format specifier");
    if (spec->align == '=')
        return vm_raise(vm, EXCEPTION_ValueError, "'=' alignment not allowed in string format specifier");
    return RETURNED;
}

static Outcome format_str(Vm *vm, Value value, const Str *text, Value *result)
{
    const Str *string = value_str_object(value);
    const char *class_name = object_class(string)->name->text;
    FormatSpec spec;
    if (format_spec_read(vm, text, 's', '<', class_name, &spec) == RAISED ||
        check_for_str(vm, &spec, class_name) == RAISED)
        return RAISED;
    size_t size = string->size, length = str_code_points(string);
    if (spec.precision >= 0 && (uint64_t)spec.precision < length) {
        length = (size_t)spec.precision;
        size = str_offset(vm, string, length);
    }
    if (spec.width <= (int64_t)length)
        return str_give(str_part(vm, value, 0, size), result);
    return format_padded(vm, &spec, string->text, size, length, result);
}

Outcome str_format_method(Vm *vm, const Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return vm_raise(vm, EXCEPTION_TypeError, "__format__() argument must be str, not %s",
                        class_of(vm, args[1])->told_name->text);
    const Str *spec = value_str_object(args[1]);
    return spec->size == 0 ? value_str(vm, args[0], result) : format_str(vm, args[0], spec, result);
}

/* ---- any value ---- */

/* By the class's __format__, which every class has from object. */
static Outcome format_by_method(Vm *vm, Value value, Str *spec, Value *result)
{
    Value found = class_lookup(vm, class_of(vm, value), vm->names.format), bound;
    if (attribute_bind(vm, found, value, class_of(vm, value), &bound) == RAISED)
        return RAISED;
    Value argument = spec ? value_from(spec) : vm->empty_str;
    Outcome outcome = value_call_with(vm, bound, 1, &argument, result);
    value_release(vm, bound);
    if (outcome == RAISED || value_is_str(*result))
        return outcome;
    vm_raise(vm, EXCEPTION_TypeError, "__format__ must return a str, not %s",
             class_of(vm, *result)->told_name->text);
    value_release(vm, *result);
    return RAISED;
}

Outcome value_format(Vm *vm, Value value, Str *spec, Value *result)
{
    const Class *class = class_of(vm, value);
    const VmClasses *classes = &vm->classes;
    bool is_number = class == classes->integer || class == classes->real || class == classes->boolean;
    bool has_spec = spec && spec->size > 0;
    if (is_number || class == classes->str || class == classes->none) {
        if (!has_spec)
            return value_str(vm, value, result);
        if (is_number)
            return number_format(vm, value, spec, result);
        if (class == classes->str)
            return format_str(vm, value, spec, result);
    }
    return format_by_method(vm, value, spec, result);
}
