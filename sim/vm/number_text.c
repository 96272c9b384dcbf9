/* Numbers as text: the shortest digits of a float, and what int("…") and float("…") read. */
#include "numbers.h"

#include "str_parts.h"
#include "unicode.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- writing floats ---- */

/* A real times a power of ten, exactly: fma tells what the product's rounding left out. */
typedef struct Scaled {
    double product; /* rounded */
    double left;    /* what is missing, so that product + left is exact */
} Scaled;

enum { POWER_MOST = 22 }; /* larger powers of ten are no doubles */

static Scaled scale(double real, int power)
{
    static const double tens[POWER_MOST + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    double product = real * tens[power];
    return (Scaled){product, fma(real, tens[power], -product)};
}

static void put_digits(uint64_t integer, int power, RealDigits *out)
{
    char text[24], *at = text + sizeof text;
    for (; integer > 0; integer /= 10)
        *--at = (char)('0' + integer % 10);
    int length = (int)(text + sizeof text - at);
    out->point = length - power;
    while (length > 1 && at[length - 1] == '0')
        length--;
    out->count = length;
    memcpy(out->digits, at, (size_t)length);
}

/* The power of ten that makes 17 digits of the real; may be one off where they begin with a 9. */
static int power_for_digits(double real)
{
    int exponent;
    frexp(real, &exponent);
    return 16 - (int)floor((exponent - 1) * 0.30102999566398120);
}

static bool is_power_of_two(double real)
{
    int exponent;
    return frexp(real, &exponent) == 0.5;
}

/* With 17 digits before the point, `whole` + `rest` is the real exactly, and all that is nearer than `half` reads
 * back as it. Drop digit after digit while the nearest shorter number is near enough. False where it stands too
 * close to the edge for this arithmetic to tell. */
static bool drop_digits(uint64_t whole, double rest, double half, uint64_t *shortest)
{
    *shortest = whole + (rest > 0.5 || (rest == 0.5 && whole % 2 == 1));
    for (uint64_t unit = 10; unit < (uint64_t)1e17; unit *= 10) {
        uint64_t shorter = whole / unit;
        double above = (double)(whole % unit) + rest, below = (double)unit - above;
        bool goes_up = above > below || (above == below && shorter % 2 == 1);
        double distance = goes_up ? below : above;
        if (fabs(distance - half) < 1e-6)
            return false;
        if (distance > half)
            break;
        *shortest = (shorter + goes_up) * unit;
    }
    return true;
}

/* For floats of about 1e-6 to 1e17 that are not just above a gap of another width. */
static bool find_digits_quickly(double real, RealDigits *out)
{
    uint64_t shortest;
    if (real < 1e-5 || real >= 1e17 || is_power_of_two(real))
        return false;
    int power = power_for_digits(real), exponent;
    Scaled scaled = scale(real, power < 0 ? 0 : power > POWER_MOST ? POWER_MOST : power);
    if (power < 0 || power > POWER_MOST || scaled.product < 1e16 || scaled.product >= 1e18)
        return false;
    frexp(real, &exponent);
    double half = scale(ldexp(1, exponent - 54), power).product;
    double down = floor(scaled.left);
    uint64_t whole = (uint64_t)((int64_t)scaled.product + (int64_t)down);
    if (!drop_digits(whole, scaled.left - down, half, &shortest))
        return false;
    put_digits(shortest, power, out);
    return true;
}

/* Take the digits of "d.ddde±xx". */
static void take_digits(const char *text, RealDigits *out)
{
    int count = 0;
    for (; *text != 'e'; text++) {
        if (*text != '.')
            out->digits[count++] = *text;
    }
    while (count > 1 && out->digits[count - 1] == '0')
        count--;
    out->count = count;
    out->point = (int)strtol(text + 1, NULL, 10) + 1;
}

/* Below a power of two floats stand closer than above it. There the nearest 16 digits may lie in the wider gap's
 * direction although the next larger ones read back: take those. */
static bool try_next_larger(char *text, double real)
{
    char *last = strchr(text, 'e') - 1;
    while (*last == '9' || *last == '.') {
        if (*last == '9')
            *last = '0';
        if (last == text)
            return false;
        last--;
    }
    ++*last;
    return strtod(text, NULL) == real;
}

void real_digits(double real, RealDigits *out)
{
    enum { DIGITS_ENOUGH = 17, DIGITS_SAFE = 15 };
    char text[40];
    real = fabs(real);
    if (real == 0.0) {
        *out = (RealDigits){.digits = "0", .count = 1, .point = 1};
        return;
    }
    if (find_digits_quickly(real, out))
        return;
    /* Any 15 digits survive being read as a normal float, so fewer than 15 show as zeros at the end. */
    int count = isnormal(real) ? DIGITS_SAFE : 1;
    for (; count < DIGITS_ENOUGH; count++) {
        snprintf(text, sizeof text, "%.*e", count - 1, real);
        if (strtod(text, NULL) == real || (is_power_of_two(real) && try_next_larger(text, real)))
            break;
    }
    if (count == DIGITS_ENOUGH)
        snprintf(text, sizeof text, "%.*e", count - 1, real);
    take_digits(text, out);
}

bool real_write_fixed(double real, int precision, Text *out)
{
    enum { DIGITS_MOST = 15 };
    if (precision > DIGITS_MOST)
        return false;
    Scaled scaled = scale(real, precision);
    if (!(scaled.product < 0x1p52))
        return false;
    double whole = floor(scaled.product), fraction = scaled.product - whole;
    uint64_t integer = (uint64_t)whole;
    if (fraction > 0.5 || (fraction == 0.5 && (scaled.left > 0 || (scaled.left == 0 && integer % 2 == 1))))
        integer++;
    char text[40], *at = text + sizeof text;
    for (int i = 0; integer > 0 || i <= precision; i++) {
        if (i == precision && precision > 0)
            *--at = '.';
        *--at = (char)('0' + integer % 10);
        integer /= 10;
    }
    text_add_bytes(out, at, (size_t)(text + sizeof text - at));
    return true;
}

static void write_zeros(int count, Text *out)
{
    for (; count > 0; count--)
        text_add_char(out, '0');
}

static void write_plain(const RealDigits *digits, Text *out)
{
    if (digits->point <= 0) {
        text_add(out, "0.");
        write_zeros(-digits->point, out);
        text_add_bytes(out, digits->digits, (size_t)digits->count);
        return;
    }
    int whole = digits->point < digits->count ? digits->point : digits->count;
    text_add_bytes(out, digits->digits, (size_t)whole);
    write_zeros(digits->point - whole, out);
    text_add_char(out, '.');
    if (digits->count > whole)
        text_add_bytes(out, digits->digits + whole, (size_t)(digits->count - whole));
    else
        text_add_char(out, '0');
}

static void write_with_exponent(const RealDigits *digits, Text *out)
{
    text_add_char(out, digits->digits[0]);
    if (digits->count > 1) {
        text_add_char(out, '.');
        text_add_bytes(out, digits->digits + 1, (size_t)(digits->count - 1));
    }
    text_format(out, "e%c%02d", digits->point < 1 ? '-' : '+', abs(digits->point - 1));
}

void float_write(double real, Text *out)
{
    if (isnan(real)) {
        text_add(out, "nan");
        return;
    }
    if (signbit(real))
        text_add_char(out, '-');
    if (isinf(real)) {
        text_add(out, "inf");
        return;
    }
    RealDigits digits;
    real_digits(real, &digits);
    if (digits.point <= -4 || digits.point > 16)
        write_with_exponent(&digits, out);
    else
        write_plain(&digits, out);
}

/* ---- reading ---- */

/* A text to read, without the spaces around it. */
typedef struct Reader {
    const char *at, *end;
} Reader;

/* Other than for str.strip, the separators 0x1C to 0x1F are no spaces around a number. */
static bool is_space(const char *at)
{
    uint32_t code_point = str_decode(&at);
    return unicode_is_space(code_point) && !(code_point >= 0x1C && code_point <= 0x1F);
}

static void skip_spaces(Reader *reader)
{
    while (reader->at < reader->end && is_space(reader->at))
        str_decode(&reader->at);
    while (reader->end > reader->at && is_space(str_step_back(reader->end)))
        reader->end = str_step_back(reader->end);
}

/* The ASCII character that stands for the next one: decimal digits of any script are digits. '\0' for others. */
static char next_char(Reader *reader)
{
    uint32_t code_point = str_decode(&reader->at);
    if (code_point < 0x80)
        return (char)code_point;
    int digit = unicode_decimal(code_point);
    return digit >= 0 ? (char)('0' + digit) : '\0';
}

static unsigned digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return (unsigned)((c | 32) - 'a') + 10;
    return 99;
}

static unsigned prefix_base(char letter)
{
    switch (letter | 32) {
    case 'x':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 0;
    }
}

static char next_char_or_end(Reader *reader)
{
    return reader->at < reader->end ? next_char(reader) : '\0';
}

static bool has_only_zeros(Reader reader)
{
    while (reader.at < reader.end) {
        char c = next_char(&reader);
        if (c != '0' && c != '_')
            return false;
    }
    return true;
}

/* 0x, 0o, 0b where the base allows them. *base 0 becomes what the text says. False for a leading zero that says
 * nothing: 010. */
static bool read_prefix(Reader *reader, unsigned *base)
{
    Reader ahead = *reader;
    bool has_zero = next_char_or_end(&ahead) == '0';
    unsigned said = has_zero ? prefix_base(next_char_or_end(&ahead)) : 0;
    if (said != 0 && (*base == 0 || *base == said)) {
        reader->at = ahead.at;
        if (reader->at < reader->end && *reader->at == '_')
            reader->at++;
        *base = said;
        return true;
    }
    if (*base == 0 && has_zero && !has_only_zeros(*reader))
        return false;
    *base = *base == 0 ? 10 : *base;
    return true;
}

typedef enum ReadResult { READ_WELL, READ_BADLY, READ_TOO_LARGE } ReadResult;

/* digit ('_'? digit)* to the end of the text, as a magnitude of at most `most`. */
static ReadResult read_digits(Reader *reader, unsigned base, uint64_t most, uint64_t *magnitude)
{
    ReadResult outcome = READ_WELL;
    bool expects_digit = true;
    *magnitude = 0;
    while (reader->at < reader->end) {
        char c = next_char(reader);
        if (c == '_' && !expects_digit) {
            expects_digit = true;
            continue;
        }
        unsigned digit = digit_value(c);
        if (digit >= base)
            return READ_BADLY;
        expects_digit = false;
        if (*magnitude > (most - digit) / base)
            outcome = READ_TOO_LARGE;
        else
            *magnitude = *magnitude * base + digit;
    }
    return expects_digit ? READ_BADLY : outcome;
}

static ReadResult read_int(const Str *text, unsigned base, int64_t *integer)
{
    Reader reader = {text->text, text->text + text->size};
    skip_spaces(&reader);
    bool is_negative = reader.at < reader.end && *reader.at == '-';
    if (is_negative || (reader.at < reader.end && *reader.at == '+'))
        reader.at++;
    uint64_t magnitude, most = (uint64_t)INT64_MAX + is_negative;
    if (!read_prefix(&reader, &base))
        return READ_BADLY;
    ReadResult outcome = read_digits(&reader, base, most, &magnitude);
    *integer = is_negative && magnitude > 0 ? -(int64_t)(magnitude - 1) - 1 : (int64_t)magnitude;
    return outcome;
}

/* CPython shows at most 200 characters of the repr. */
static Outcome raise_bad_int(Vm *vm, const Str *text, int64_t base)
{
    enum { SHOWN_MOST = 200 };
    Text shown = {0};
    str_write_repr(text->text, text->size, &shown);
    size_t size = utf8_offset(text_string(&shown), shown.length, SHOWN_MOST);
    Outcome outcome = vm_raise(vm, EXCEPTION_ValueError, "invalid literal for int() with base %d: %.*s", (int)base,
                               (int)size, text_string(&shown));
    text_release(&shown);
    return outcome;
}

Outcome int_from_str(Vm *vm, const Str *text, int64_t base, Value *result)
{
    int64_t integer = 0;
    switch (read_int(text, (unsigned)base, &integer)) {
    case READ_WELL:
        *result = int_new(vm, integer);
        return RETURNED;
    case READ_TOO_LARGE:
        return int_raise_overflow(vm);
    case READ_BADLY:
        break;
    }
    return raise_bad_int(vm, text, base);
}

/* ---- reading floats ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Copy the text for strtod: ASCII, without underscores, which stand between digits only. */
static bool copy_for_strtod(Reader reader, Text *copy)
{
    char previous = '\0';
    while (reader.at < reader.end) {
        char c = next_char(&reader);
        if (c == '\0' || (c == '_' && !is_digit(previous)) || (previous == '_' && !is_digit(c)))
            return false;
        if (c != '_')
            text_add_char(copy, c);
        previous = c;
    }
    return previous != '_' && copy->length > 0;
}

static const char *skip_digits(const char *at)
{
    while (is_digit(*at))
        at++;
    return at;
}

/* digits [. digits] [e [sign] digits], with a digit before or behind the point. */
static bool is_decimal_number(const char *at)
{
    const char *whole = at;
    at = skip_digits(at);
    bool has_digit = at > whole;
    if (*at == '.') {
        const char *fraction = at + 1;
        at = skip_digits(fraction);
        has_digit = has_digit || at > fraction;
    }
    if (has_digit && (*at | 32) == 'e') {
        at++;
        if (*at == '+' || *at == '-')
            at++;
        if (!is_digit(*at))
            return false;
        at = skip_digits(at);
    }
    return has_digit && *at == '\0';
}

static bool is_word(const char *text, const char *word)
{
    while (*word && (*text | 32) == *word) {
        text++;
        word++;
    }
    return *word == '\0' && *text == '\0';
}

static bool read_real(const char *text, double *real)
{
    const char *unsigned_text = text + (*text == '+' || *text == '-');
    double sign = *text == '-' ? -1.0 : 1.0;
    if (is_word(unsigned_text, "inf") || is_word(unsigned_text, "infinity"))
        *real = sign * HUGE_VAL;
    else if (is_word(unsigned_text, "nan"))
        *real = nan("");
    else if (is_decimal_number(unsigned_text))
        *real = strtod(text, NULL);
    else
        return false;
    return true;
}

bool float_parse(const char *text, size_t length, double *real)
{
    Reader reader = {text, text + length};
    Text copy = {0};
    skip_spaces(&reader);
    bool is_number = copy_for_strtod(reader, &copy) && read_real(text_string(&copy), real);
    text_release(&copy);
    return is_number;
}

Outcome real_from_str(Vm *vm, const Str *text, Value *result)
{
    double real;
    enum { READ_AN_INSTRUCTION = 4 };
    vm_charge(vm, text->size / READ_AN_INSTRUCTION);
    if (float_parse(text->text, text->size, &real)) {
        *result = float_new(vm, real);
        return RETURNED;
    }
    Text shown = {0};
    str_write_repr(text->text, text->size, &shown);
    Outcome outcome =
        vm_raise(vm, EXCEPTION_ValueError, "could not convert string to float: %s", text_string(&shown));
    text_release(&shown);
    return outcome;
}
