/* Numbers by a format specification, as Python/formatter_unicode.c. */
#include "format_spec.h"

#include "numbers.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

/* ---- layout ---- */

/* Whole digits as they will stand: with zeros in front up to `least` places, separators included, which stand after
 * every `group` digits from the right. */
typedef struct Grouping {
    char separator; /* 0: none */
    size_t group;
    size_t least;
} Grouping;

/* Written backwards from `end`; returns how many places were needed. NULL only counts. */
static size_t group_digits(const Grouping *grouping, const char *digits, size_t count, char *end)
{
    size_t places = 0;
    for (size_t i = 0; i < count || places < grouping->least; i++) {
        if (grouping->separator && i > 0 && i % grouping->group == 0) {
            places++;
            if (end)
                *(end - places) = grouping->separator;
        }
        places++;
        if (end)
            *(end - places) = i < count ? digits[count - 1 - i] : '0';
    }
    return places;
}

static char shown_sign(const FormatSpec *spec, char sign)
{
    if (sign)
        return sign;
    return spec->sign == '+' || spec->sign == ' ' ? spec->sign : '\0';
}

Outcome format_number_parts(Vm *vm, const FormatSpec *spec, const NumberParts *parts, Value *result)
{
    char sign = shown_sign(spec, parts->sign);
    size_t prefix_size = strlen(parts->prefix), fixed = (sign != '\0') + prefix_size + parts->rest_size;
    size_t width = spec->width < 0 ? 0 : (size_t)spec->width;
    bool fills_with_zeros = spec->fill == '0' && spec->align == '=';
    Grouping grouping = {spec->grouping, format_type_is(spec->type, "boxX") ? 4 : 3,
                         fills_with_zeros && width > fixed ? width - fixed : 0};
    if (str_is_too_large(vm, width))
        return vm_raise_memory(vm);
    size_t places = parts->digit_count == 0 ? 0 : group_digits(&grouping, parts->digits, parts->digit_count, NULL);
    size_t missing = width > fixed + places ? width - fixed - places : 0;
    Text text = {0};
    if (sign)
        text_add_char(&text, sign);
    text_add(&text, parts->prefix);
    for (size_t i = 0; spec->align == '=' && i < missing; i++)
        text_add_code_point(&text, spec->fill);
    for (size_t i = 0; i < places; i++)
        text_add_char(&text, '0');
    if (places > 0 && text.length >= places)
        group_digits(&grouping, parts->digits, parts->digit_count, text.bytes + text.length);
    text_add_bytes(&text, parts->rest, parts->rest_size);
    size_t length = utf8_count(text_string(&text), text.length);
    Outcome outcome = format_padded(vm, spec, text_string(&text), text.length, length, result);
    text_release(&text);
    return outcome;
}

/* ---- ints ---- */

char *format_digits(uint64_t magnitude, unsigned base, bool upper, char room[INTEGER_DIGITS_MOST])
{
    char *at = room + INTEGER_DIGITS_MOST;
    do {
        *--at = (upper ? "0123456789ABCDEF" : "0123456789abcdef")[magnitude % base];
        magnitude /= base;
    } while (magnitude > 0);
    return at;
}

static unsigned base_of(uint32_t type)
{
    switch (type) {
    case 'b':
        return 2;
    case 'o':
        return 8;
    case 'x':
    case 'X':
        return 16;
    default:
        return 10;
    }
}

static const char *prefix_of(uint32_t type)
{
    switch (type) {
    case 'b':
        return "0b";
    case 'o':
        return "0o";
    case 'x':
        return "0x";
    case 'X':
        return "0X";
    default:
        return "";
    }
}

/* c: the code point. Padded like a number, so to the right. */
static Outcome format_char(Vm *vm, int64_t integer, const FormatSpec *spec, Value *result)
{
    if (spec->sign)
        return vm_raise(vm, EXCEPTION_ValueError, "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate)
        return vm_raise(vm, EXCEPTION_ValueError,
                        "Alternate form (#) not allowed with integer format specifier 'c'");
    if (integer < 0 || integer > 0x10FFFF)
        return vm_raise(vm, EXCEPTION_OverflowError, "%%c arg not in range(0x110000)");
    char bytes[4];
    size_t size = (size_t)utf8_encode((uint32_t)integer, bytes);
    return format_padded(vm, spec, bytes, size, 1, result);
}

static Outcome format_integer(Vm *vm, int64_t integer, const FormatSpec *spec, Value *result)
{
    if (spec->precision >= 0)
        return vm_raise(vm, EXCEPTION_ValueError, "Precision not allowed in integer format specifier");
    if (spec->no_minus0)
        return vm_raise(vm, EXCEPTION_ValueError,
                        "Negative zero coercion (z) not allowed in integer format specifier");
    if (spec->type == 'c')
        return format_char(vm, integer, spec, result);
    char room[INTEGER_DIGITS_MOST];
    uint64_t magnitude = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    const char *digits = format_digits(magnitude, base_of(spec->type), spec->type == 'X', room);
    NumberParts parts = {integer < 0 ? '-' : '\0',
                         spec->alternate ? prefix_of(spec->type) : "",
                         digits,
                         (size_t)(room + INTEGER_DIGITS_MOST - digits),
                         "",
                         0};
    return format_number_parts(vm, spec, &parts, result);
}

/* ---- floats ---- */

static void make_upper(Text *text, size_t from)
{
    for (; from < text->length; from++) {
        char *byte = &text->bytes[from];
        *byte = *byte >= 'a' && *byte <= 'z' ? (char)(*byte - 32) : *byte;
    }
}

void format_real(double real, char type, int precision, bool alternate, Text *out)
{
    size_t begin = out->length;
    real = fabs(real);
    if (!isfinite(real))
        text_add(out, isnan(real) ? "nan" : "inf");
    else if ((type | 32) == 'e')
        text_format(out, alternate ? "%#.*e" : "%.*e", precision, real);
    else if ((type | 32) == 'f' && (alternate || !real_write_fixed(real, precision, out)))
        text_format(out, alternate ? "%#.*f" : "%.*f", precision, real);
    else if ((type | 32) == 'g')
        text_format(out, alternate ? "%#.*g" : "%.*g", precision, real);
    if (type < 'a')
        make_upper(out, begin);
}

/* «1.500e+10» without the zeros that say nothing. */
static void add_without_zeros(const Text *text, Text *out)
{
    const char *mark = strchr(text_string(text), 'e'), *end = mark;
    if (memchr(text->bytes, '.', (size_t)(mark - text->bytes))) {
        while (end[-1] == '0')
            end--;
        if (end[-1] == '.')
            end--;
    }
    text_add_bytes(out, text->bytes, (size_t)(end - text->bytes));
    text_add(out, mark);
}

/* A precision without a type: like g, but with a digit behind the point, and with an exponent one digit earlier. */
static void format_general(double real, int precision, bool alternate, Text *out)
{
    precision = precision == 0 ? 1 : precision;
    Text with_exponent = {0};
    format_real(real, 'e', precision - 1, alternate, &with_exponent);
    const char *mark = strchr(text_string(&with_exponent), 'e');
    long exponent = mark ? strtol(mark + 1, NULL, 10) : 0;
    size_t begin = out->length;
    if (mark && (exponent < -4 || exponent >= precision - 1)) {
        if (alternate)
            text_add(out, text_string(&with_exponent));
        else
            add_without_zeros(&with_exponent, out);
    } else {
        format_real(real, 'g', precision, alternate, out);
        if (mark && !memchr(out->bytes + begin, '.', out->length - begin))
            text_add(out, ".0");
    }
    text_release(&with_exponent);
}

/* Neither a type nor a precision: as repr. The alternate form has a point in any case. */
static void format_shortest(double real, bool alternate, Text *out)
{
    Text text = {0};
    float_write(fabs(real), &text);
    const char *shown = text_string(&text), *mark = strchr(shown, 'e');
    if (alternate && mark && !strchr(shown, '.')) {
        text_add_bytes(out, shown, (size_t)(mark - shown));
        text_add_char(out, '.');
        shown = mark;
    }
    text_add(out, shown);
    text_release(&text);
}

static void write_magnitude(double real, const FormatSpec *spec, Text *out)
{
    enum { PRECISION_USUAL = 6 };
    int precision = spec->precision < 0 ? PRECISION_USUAL : (int)spec->precision;
    if (spec->type == '\0' && spec->precision < 0)
        format_shortest(real, spec->alternate, out);
    else if (spec->type == '\0')
        format_general(real, precision, spec->alternate, out);
    else if (spec->type == '%')
        format_real(real, 'f', precision, spec->alternate, out);
    else
        format_real(real, spec->type == 'n' ? 'g' : (char)spec->type, precision, spec->alternate, out);
    if (spec->type == '%')
        text_add_char(out, '%');
}

/* «0.000», «0e+00». */
static bool shows_zero(const char *text)
{
    size_t zeros = strspn(text, "0.");
    return zeros > 0 && (text[zeros] == '\0' || strchr("eE%", text[zeros]));
}

static Outcome format_float(Vm *vm, double real, const FormatSpec *spec, Value *result)
{
    if (spec->precision > INT_MAX)
        return vm_raise(vm, EXCEPTION_ValueError, "precision too big");
    if (spec->precision > 0 && str_is_too_large(vm, (size_t)spec->precision))
        return vm_raise_memory(vm);
    Text text = {0};
    real = spec->type == '%' ? real * 100 : real;
    write_magnitude(real, spec, &text);
    const char *shown = text_string(&text);
    bool is_negative = signbit(real) && !isnan(real) && !(spec->no_minus0 && shows_zero(shown));
    size_t digit_count = strspn(shown, "0123456789");
    NumberParts parts = {is_negative ? '-' : '\0', "", shown, digit_count, shown + digit_count,
                         text.length - digit_count};
    Outcome outcome = format_number_parts(vm, spec, &parts, result);
    text_release(&text);
    return outcome;
}

/* ---- any number ---- */

Outcome number_format(Vm *vm, Value number, const Str *text, Value *result)
{
    const char *class_name = class_of(vm, number)->name->text;
    int64_t integer = 0;
    double real = 0.0;
    bool is_int = int_from(number, &integer);
    FormatSpec spec;
    real_from(number, &real);
    if (format_spec_read(vm, text, is_int ? 'd' : '\0', '>', class_name, &spec) == RAISED)
        return RAISED;
    if (is_int && format_type_is(spec.type, "bcdoxXn"))
        return format_integer(vm, integer, &spec, result);
    if (format_type_is(spec.type, "eEfFgG%") || (!is_int && (spec.type == '\0' || spec.type == 'n')))
        return format_float(vm, real, &spec, result);
    return format_unknown_type(vm, spec.type, class_name);
}
