/* Looking through a str's bytes: for the place of a code point, and for another str. What takes long is paid for in
 * instructions, so that a callback that does it again and again comes to an end. */
#include "str_parts.h"

/* Bytes that can be gone through in the time of an instruction. */
enum { COUNTED_AN_INSTRUCTION = 64, PASSED_AN_INSTRUCTION = 256, HASHED_AN_INSTRUCTION = 16 };

/* ---- positions ---- */

size_t str_offset(Vm *vm, const Str *string, size_t index)
{
    if (str_is_ascii(string))
        return index;
    vm_charge(vm, index / COUNTED_AN_INSTRUCTION);
    return utf8_offset(string->text, string->size, index);
}

size_t str_index(Vm *vm, const Str *string, size_t offset)
{
    if (str_is_ascii(string))
        return offset;
    vm_charge(vm, offset / COUNTED_AN_INSTRUCTION);
    return utf8_count(string->text, offset);
}

/* ---- short parts: wherever the first byte stands, the rest is compared ---- */

static const char *search_short(Vm *vm, const char *from, const char *to, const char *part, size_t size)
{
    const char *found = NULL, *at = from;
    uint64_t tries = 0;
    while (!found && (size_t)(to - at) >= size) {
        at = memchr(at, part[0], (size_t)(to - at) - size + 1);
        if (!at)
            break;
        tries++;
        if (memcmp(at, part, size) == 0)
            found = at;
        at++;
    }
    vm_charge(vm, tries + (size_t)((found ? found : to) - from) / PASSED_AN_INSTRUCTION);
    return found;
}

static const char *search_short_back(Vm *vm, const char *from, const char *to, const char *part, size_t size)
{
    const char *at = to;
    while ((size_t)(at - from) >= size && memcmp(at - size, part, size) != 0)
        at--;
    vm_charge(vm, (size_t)(to - at));
    return (size_t)(at - from) >= size ? at - size : NULL;
}

/* ---- long parts ----
 *
 * Only where a hash of the bytes is the same are they compared, so that a part that almost stands everywhere does
 * not take for ever. The hash is a polynomial in FACTOR that is moved on byte by byte (Rabin and Karp). */

static const uint64_t FACTOR = 0x9E3779B97F4A7C15u;

/* Of `size` bytes from `at` on, forwards (step 1) or backwards (-1). */
static uint64_t hash_of(const char *at, size_t size, ptrdiff_t step)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < size; i++, at += step)
        hash = hash * FACTOR + (unsigned char)*at;
    return hash;
}

static uint64_t power_of_factor(size_t exponent)
{
    uint64_t power = 1;
    while (exponent-- > 0)
        power *= FACTOR;
    return power;
}

static const char *search_long(Vm *vm, const char *from, const char *to, const char *part, size_t size)
{
    if ((size_t)(to - from) < size)
        return NULL;
    uint64_t wanted = hash_of(part, size, 1), hash = hash_of(from, size, 1), power = power_of_factor(size);
    const char *at = from, *last = to - size;
    while ((hash != wanted || memcmp(at, part, size) != 0) && at < last) {
        hash = hash * FACTOR + (unsigned char)at[size] - power * (unsigned char)at[0];
        at++;
    }
    vm_charge(vm, ((size_t)(at - from) + size) / HASHED_AN_INSTRUCTION);
    return at < last || memcmp(at, part, size) == 0 ? at : NULL;
}

static const char *search_long_back(Vm *vm, const char *from, const char *to, const char *part, size_t size)
{
    if ((size_t)(to - from) < size)
        return NULL;
    uint64_t wanted = hash_of(part + size - 1, size, -1), hash = hash_of(to - 1, size, -1);
    uint64_t power = power_of_factor(size);
    const char *at = to - size;
    while ((hash != wanted || memcmp(at, part, size) != 0) && at > from) {
        hash = hash * FACTOR + (unsigned char)at[-1] - power * (unsigned char)at[size - 1];
        at--;
    }
    vm_charge(vm, (size_t)(to - at) / HASHED_AN_INSTRUCTION);
    return at > from || memcmp(at, part, size) == 0 ? at : NULL;
}

/* ---- parts of any length ---- */

enum { SHORT_PART = 32 };

const char *str_search(Vm *vm, const char *from, const char *to, const char *part, size_t size)
{
    if (size == 0)
        return from;
    return size <= SHORT_PART ? search_short(vm, from, to, part, size) : search_long(vm, from, to, part, size);
}

const char *str_search_back(Vm *vm, const char *from, const char *to, const char *part, size_t size)
{
    if (size == 0)
        return to;
    return size <= SHORT_PART ? search_short_back(vm, from, to, part, size)
                              : search_long_back(vm, from, to, part, size);
}
