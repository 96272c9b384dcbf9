/* Exact means and variances: the natives of python/statistics.py.
 *
 * CPython computes with fractions, so that its results are the nearest doubles to the true ones. Here a sum is a
 * big whole number of units: of 2^-1074, the smallest double, for a sum of numbers, and of 2^-2148 for a sum of
 * squares. Everything that is divided by is small: the count, or the product of two counts. */
#include "library.h"

#include <assert.h>
#include <math.h>

enum { LIMBS = 160, UNIT_BITS = 1074 }; /* 160 * 32 bits hold n times the sum of squares of the largest doubles */

/* A whole number, not negative: limbs of 32 bits, the lowest first. */
typedef struct Big {
    uint32_t limbs[LIMBS];
} Big;

/* ---- arithmetic ---- */

static void big_add_limb(Big *big, size_t at, uint64_t value)
{
    for (; value != 0; at++) {
        assert(at < LIMBS);
        value += big->limbs[at];
        big->limbs[at] = (uint32_t)value;
        value >>= 32;
    }
}

/* big += value << shift */
static void big_add_shifted(Big *big, uint64_t value, size_t shift)
{
    size_t at = shift / 32, bits = shift % 32;
    big_add_limb(big, at, (value & 0xFFFFFFFFu) << bits);
    big_add_limb(big, at + 1, (value >> 32) << bits);
}

/* big -= other, which is not larger. */
static void big_subtract(Big *big, const Big *other)
{
    uint64_t borrow = 0;
    for (size_t i = 0; i < LIMBS; i++) {
        uint64_t part = (uint64_t)big->limbs[i] - other->limbs[i] - borrow;
        big->limbs[i] = (uint32_t)part;
        borrow = part >> 63;
    }
}

static int big_compare(const Big *a, const Big *b)
{
    for (size_t i = LIMBS; i-- > 0;) {
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    }
    return 0;
}

static size_t big_limbs(const Big *big)
{
    size_t count = LIMBS;
    while (count > 0 && big->limbs[count - 1] == 0)
        count--;
    return count;
}

static size_t big_bits(const Big *big)
{
    size_t limbs = big_limbs(big), bits = limbs * 32;
    for (uint32_t top = limbs ? big->limbs[limbs - 1] : 1; limbs && !(top & 0x80000000u); top <<= 1)
        bits--;
    return bits;
}

static void big_multiply(const Big *a, const Big *b, Big *product)
{
    size_t a_limbs = big_limbs(a), b_limbs = big_limbs(b);
    *product = (Big){0};
    for (size_t i = 0; i < a_limbs; i++) {
        uint64_t carry = 0;
        for (size_t j = 0; j < b_limbs || carry; j++) {
            assert(i + j < LIMBS);
            carry += product->limbs[i + j] + (uint64_t)a->limbs[i] * (j < b_limbs ? b->limbs[j] : 0);
            product->limbs[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
    }
}

/* Divide in place; tells whether a rest was left. */
static bool big_divide(Big *big, uint32_t divisor)
{
    uint64_t rest = 0;
    for (size_t i = LIMBS; i-- > 0;) {
        rest = rest << 32 | big->limbs[i];
        big->limbs[i] = (uint32_t)(rest / divisor);
        rest %= divisor;
    }
    return rest != 0;
}

static bool big_bit(const Big *big, size_t bit)
{
    return bit / 32 < LIMBS && (big->limbs[bit / 32] >> bit % 32 & 1);
}

/* The 64 bits from `shift` on, and whether anything below is set. */
static uint64_t big_window(const Big *big, size_t shift, bool *has_rest)
{
    uint64_t window = 0;
    for (size_t i = 64; i-- > 0;)
        window = window << 1 | big_bit(big, shift + i);
    for (size_t i = 0; i < shift && !*has_rest; i++)
        *has_rest |= big_bit(big, i);
    return window;
}

static void big_shift_left(Big *big, size_t shift)
{
    Big from = *big;
    *big = (Big){0};
    for (size_t i = 0; i < big_limbs(&from); i++)
        big_add_shifted(big, from.limbs[i], i * 32 + shift);
}

/* ---- to doubles ---- */

/* A number with many bits, rounded to odd, and its exponent: rounding it once more to 53 bits is right. */
static double round_once(uint64_t bits, bool has_rest, int exponent)
{
    return ldexp((double)(bits | has_rest), exponent);
}

/* big / (first * second) * 2^exponent as the nearest double; *is_exact where nothing was rounded. */
static double big_quotient(Big *big, uint32_t first, uint32_t second, int exponent, bool *is_exact)
{
    enum { HEAD_ROOM = 160 }; /* so that the quotient has enough bits */
    size_t bits = big_bits(big);
    *is_exact = true;
    if (bits == 0)
        return 0.0;
    size_t shift = bits < HEAD_ROOM ? HEAD_ROOM - bits : 0;
    big_shift_left(big, shift);
    bool has_rest = big_divide(big, first);
    has_rest |= big_divide(big, second);
    size_t kept = big_bits(big) - 62;
    uint64_t window = big_window(big, kept, &has_rest);
    *is_exact = !has_rest;
    return round_once(window, has_rest, exponent + (int)kept - (int)shift);
}

/* a * a in 128 bits, for a below 2^60. */
static void square_of(uint64_t a, uint64_t *high, uint64_t *low)
{
    uint64_t upper = a >> 32, lower = a & 0xFFFFFFFFu, middle = upper * lower;
    *low = lower * lower + (middle << 33);
    *high = upper * upper + (middle >> 31) + (*low < middle << 33);
}

/* The whole part of the square root of a number of 128 bits below 2^116; *is_exact where it has no rest. */
static uint64_t whole_root(uint64_t high, uint64_t low, bool *is_exact)
{
    uint64_t root = 0, square_high, square_low;
    for (uint64_t bit = (uint64_t)1 << 57; bit > 0; bit >>= 1) {
        square_of(root + bit, &square_high, &square_low);
        if (square_high < high || (square_high == high && square_low <= low))
            root += bit;
    }
    square_of(root, &square_high, &square_low);
    *is_exact = square_high == high && square_low == low;
    return root;
}

/* The square root of big / (first * second) * 2^exponent, exponent even, as the nearest double. */
static double big_quotient_root(Big *big, uint32_t first, uint32_t second, int exponent)
{
    enum { WANTED = 112, HEAD_ROOM = 190 };
    size_t bits = big_bits(big);
    if (bits == 0)
        return 0.0;
    size_t shift = bits < HEAD_ROOM ? (HEAD_ROOM - bits + 1) & ~(size_t)1 : 0;
    big_shift_left(big, shift);
    bool has_rest = big_divide(big, first), is_exact, is_looked_at = true;
    has_rest |= big_divide(big, second);
    size_t kept = (big_bits(big) - WANTED + 1) & ~(size_t)1; /* even: its root is a whole power of two */
    uint64_t low = big_window(big, kept, &has_rest), high = big_window(big, kept + 64, &is_looked_at);
    uint64_t root = whole_root(high, low, &is_exact);
    return round_once(root, has_rest || !is_exact, (exponent + (int)kept - (int)shift) / 2);
}

/* ---- sums of data ---- */

typedef struct Sums {
    Big positive, negative; /* sums of the numbers' sizes, in units of 2^-1074 */
    Big squares;            /* sum of their squares, in units of 2^-2148 */
    uint32_t count;
    bool is_whole; /* all are ints */
    bool is_finite;
    double plain; /* the sum as doubles, where it is not finite */
} Sums;

static void add_square(Sums *sums, uint64_t mantissa, size_t shift)
{
    uint64_t upper = mantissa >> 32, lower = mantissa & 0xFFFFFFFFu;
    big_add_shifted(&sums->squares, lower * lower, 2 * shift);
    big_add_shifted(&sums->squares, upper * lower, 2 * shift + 33);
    big_add_shifted(&sums->squares, upper * upper, 2 * shift + 64);
}

static void add_number(Sums *sums, bool is_negative, uint64_t mantissa, size_t shift, bool squares)
{
    big_add_shifted(is_negative ? &sums->negative : &sums->positive, mantissa, shift);
    if (squares)
        add_square(sums, mantissa, shift);
}

static void add_real(Sums *sums, double real, bool squares)
{
    int exponent;
    double part = frexp(fabs(real), &exponent);
    uint64_t mantissa = (uint64_t)ldexp(part, 53);
    int shift = exponent - 53 + UNIT_BITS;
    if (shift < 0) { /* a subnormal number: its low bits are 0 */
        mantissa >>= -shift;
        shift = 0;
    }
    add_number(sums, real < 0, mantissa, (size_t)shift, squares);
}

static Outcome add_value(Vm *vm, Sums *sums, Value value, bool squares)
{
    int64_t integer;
    double real;
    sums->count++;
    if (int_from(value, &integer)) {
        uint64_t size = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
        sums->plain += (double)integer;
        add_number(sums, integer < 0, size, UNIT_BITS, squares);
        return RETURNED;
    }
    if (!real_from(value, &real))
        return vm_raise(vm, EXCEPTION_TypeError, "can't convert type '%s' to numerator/denominator",
                        class_of(vm, value)->name->text);
    sums->is_whole = false;
    sums->plain += real;
    if (isfinite(real))
        add_real(sums, real, squares);
    else
        sums->is_finite = false;
    return RETURNED;
}

static Outcome add_all(Vm *vm, const List *data, bool squares, Sums *sums)
{
    *sums = (Sums){.is_whole = true, .is_finite = true};
    for (uint64_t i = 0; i < data->count; i++) {
        if (add_value(vm, sums, data->items[i], squares) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

/* Make `positive` the size of the sum; tells whether the sum is negative. */
static bool settle_sign(Sums *sums)
{
    bool is_negative = big_compare(&sums->positive, &sums->negative) < 0;
    Big larger = is_negative ? sums->negative : sums->positive;
    big_subtract(&larger, is_negative ? &sums->positive : &sums->negative);
    sums->positive = larger;
    return is_negative;
}

/* An int where all data are ints and the result is whole; else a float. */
static Value converted(Vm *vm, const Sums *sums, double real, bool is_exact)
{
    if (sums->is_whole && is_exact && real == floor(real))
        return int_new(vm, (int64_t)real);
    return float_new(vm, real);
}

/* _exact_mean(list): the list is not empty. */
static Outcome exact_mean(Vm *vm, const Value *args, Value *result)
{
    Sums sums;
    if (add_all(vm, value_list(args[0]), false, &sums) == RAISED)
        return RAISED;
    if (!sums.is_finite) {
        *result = float_new(vm, sums.plain);
        return RETURNED;
    }
    bool is_negative = settle_sign(&sums), is_exact;
    double mean = big_quotient(&sums.positive, sums.count, 1, -UNIT_BITS, &is_exact);
    *result = converted(vm, &sums, is_negative ? -mean : mean, is_exact);
    return RETURNED;
}

/* count * sum of squares - square of sum: the variance times count * count. */
static void spread_of(Sums *sums, Big *spread)
{
    Big square, count = {{sums->count}};
    settle_sign(sums);
    big_multiply(&sums->positive, &sums->positive, &square);
    big_multiply(&sums->squares, &count, spread);
    big_subtract(spread, &square);
}

/* _exact_variance(list, fewer, root): divided by the count less `fewer`; with `root` the square root of that. */
static Outcome exact_variance(Vm *vm, const Value *args, Value *result)
{
    Sums sums;
    Big spread;
    uint32_t fewer = (uint32_t)value_small_int(args[1]);
    if (add_all(vm, value_list(args[0]), true, &sums) == RAISED)
        return RAISED;
    if (!sums.is_finite) {
        *result = float_new(vm, NAN);
        return RETURNED;
    }
    spread_of(&sums, &spread);
    if (args[2] == VALUE_TRUE) {
        *result = float_new(vm, big_quotient_root(&spread, sums.count, sums.count - fewer, -2 * UNIT_BITS));
        return RETURNED;
    }
    bool is_exact;
    double variance = big_quotient(&spread, sums.count, sums.count - fewer, -2 * UNIT_BITS, &is_exact);
    *result = converted(vm, &sums, variance, is_exact);
    return RETURNED;
}

static const NativeSpec functions[] = {
    {"_exact_mean", exact_mean, "data, /", NATIVE_PLAIN},
    {"_exact_variance", exact_variance, "data, fewer, root, /", NATIVE_PLAIN},
    {0},
};

void statistics_load(Vm *vm, Module *module)
{
    library_load(vm, module);
    module_add_natives(vm, module, functions);
}
