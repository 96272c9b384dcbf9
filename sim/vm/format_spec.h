/* Format specifications, «[[fill]align][sign][z][#][0][width][grouping][.precision][type]», and what is laid out by
 * them; private to vm. format.c reads them, format_number.c shows numbers. */
#ifndef LOOPSCOPE_FORMAT_SPEC_H
#define LOOPSCOPE_FORMAT_SPEC_H

#include "str_parts.h"

typedef struct FormatSpec {
    uint32_t fill;
    char align;               /* < > = ^ */
    char sign;                /* + - or a space; 0 where none is given */
    char grouping;            /* , or _; 0 where none is given */
    bool no_minus0;           /* z: a number that rounds to zero has no minus */
    bool alternate;           /* # */
    int64_t width, precision; /* -1 where none is given */
    uint32_t type;
} FormatSpec;

/* Whether the type is one of the letters. */
static inline bool format_type_is(uint32_t type, const char *letters)
{
    return type != '\0' && type < 0x80 && strchr(letters, (int)type);
}

/* Read a specification for a value of the class. */
Outcome format_spec_read(Vm *vm, const Str *text, uint32_t default_type, char default_align, const char *class_name,
                         FormatSpec *spec);

/* ValueError «Unknown format code 'y' for object of type 'int'». */
Outcome format_unknown_type(Vm *vm, uint32_t type, const char *class_name);

/* What stands of a number: «-» «0x» «ff» «.5e+10». */
typedef struct NumberParts {
    char sign;          /* - where it is negative, else 0 */
    const char *prefix; /* 0x and its like, or "" */
    const char *digits;
    size_t digit_count;
    const char *rest; /* what follows the whole digits; never grouped or padded */
    size_t rest_size;
} NumberParts;

/* Signed, grouped and padded to the width. */
Outcome format_number_parts(Vm *vm, const FormatSpec *spec, const NumberParts *parts, Value *result);

/* The text of `length` code points with padding to the width. */
Outcome format_padded(Vm *vm, const FormatSpec *spec, const char *text, size_t size, size_t length, Value *result);

/* The digits of a magnitude in base 2, 8, 10 or 16, at the end of `room`; returns where they begin. */
enum { INTEGER_DIGITS_MOST = 64 };
char *format_digits(uint64_t magnitude, unsigned base, bool upper, char room[INTEGER_DIGITS_MOST]);

/* The magnitude of a real by e, f or g (E, F, G) and precision, as C and Python agree. */
void format_real(double real, char type, int precision, bool alternate, Text *out);

#endif
