/* What the files of str share; private to vm.
 *
 * A str's text is UTF-8 with one liberty: a surrogate, which chr(0xD800) makes, is kept as the three bytes that the
 * same scheme gives. Positions that a program sees count code points; inside they are byte offsets, and where the
 * text is ASCII the two are one. */
#ifndef LOOPSCOPE_STR_PARTS_H
#define LOOPSCOPE_STR_PARTS_H

#include "vm.h"

/* ---- making ---- */

/* A str of `size` bytes to be filled; NULL past the memory limit, with the end of the run said. */
Str *str_make(Vm *vm, size_t size);

/* The filled str is complete: count its code points. Takes it over. */
Value str_seal(Vm *vm, Str *string);

/* The same where they are known. */
Value str_seal_counted(Str *string, size_t length);

/* The bytes [start, end) of a str; the str itself where that is all of it. */
Value str_part(Vm *vm, Value string, size_t start, size_t end);

/* Whether so many bytes are more than a world can hold. */
static inline bool str_is_too_large(const Vm *vm, size_t size)
{
    return size > vm->arena.limit || size > UINT32_MAX - 64;
}

/* RAISED where the value is EMPTY, else RETURNED with it. */
static inline Outcome str_give(Value value, Value *result)
{
    *result = value;
    return value == VALUE_EMPTY ? RAISED : RETURNED;
}

/* ---- walking ---- */

static inline bool str_is_ascii(const Str *string)
{
    return (string->head.flags & STR_ASCII) != 0;
}

static inline const char *str_end(const Str *string)
{
    return string->text + string->size;
}

/* The code point at *at, which moves behind it. */
static inline uint32_t str_decode(const char **at)
{
    const unsigned char *bytes = (const unsigned char *)*at;
    if (bytes[0] < 0x80) {
        *at += 1;
        return bytes[0];
    }
    if (bytes[0] < 0xE0) {
        *at += 2;
        return (uint32_t)(bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F);
    }
    if (bytes[0] < 0xF0) {
        *at += 3;
        return (uint32_t)(bytes[0] & 0x0F) << 12 | (uint32_t)(bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
    }
    *at += 4;
    return (uint32_t)(bytes[0] & 0x07) << 18 | (uint32_t)(bytes[1] & 0x3F) << 12 |
           (uint32_t)(bytes[2] & 0x3F) << 6 | (bytes[3] & 0x3F);
}

/* The beginning of the code point that ends before `at`. */
static inline const char *str_step_back(const char *at)
{
    do
        at--;
    while (((unsigned char)*at & 0xC0) == 0x80);
    return at;
}

/* Pay for going through so many bytes a code point at a time. */
static inline void str_charge(Vm *vm, size_t bytes)
{
    enum { BYTES_AN_INSTRUCTION = 4 };
    vm_charge(vm, bytes / BYTES_AN_INSTRUCTION);
}

/* Between code point index and byte offset; index at most the length. */
size_t str_offset(Vm *vm, const Str *string, size_t index);
size_t str_index(Vm *vm, const Str *string, size_t offset);

/* ---- searching ---- */

/* The first and the last place of `part` in [from, to); NULL where it does not stand. */
const char *str_search(Vm *vm, const char *from, const char *to, const char *part, size_t size);
const char *str_search_back(Vm *vm, const char *from, const char *to, const char *part, size_t size);

/* The code points of a slice [start:end) as arguments give it, clipped, as byte offsets. False where it is before
 * the beginning of itself, so that not even "" is in it. RAISED into *outcome where the arguments are no indices.
 */
typedef struct StrSpan {
    const char *from, *to;
    bool is_possible;
} StrSpan;
Outcome str_span(Vm *vm, const Str *string, Value start, Value end, StrSpan *span);

/* ---- arguments ---- */

/* The str that a value is; NULL with a TypeError: «find() argument 1 must be str, not int». */
Str *str_argument(Vm *vm, Value value, const char *what);

/* str.__format__ (format.c). */
NativeFunction str_format_method;

/* Tables of methods. */
extern const NativeSpec str_search_methods[]; /* find … replace, strip, translate (str_search.c) */
extern const NativeSpec str_split_methods[];  /* split … join (str_split.c) */
extern const NativeSpec str_case_methods[];   /* lower … isidentifier (str_case.c) */
extern const NativeSpec str_layout_methods[]; /* center … expandtabs (str_layout.c) */
extern const NativeSpec str_format_methods[]; /* format, format_map, __format__ (format_fields.c) */

#endif
