/* Built-ins about numbers: abs, round, divmod, pow, chr, ord, hex, bin, oct, hash, id. */
#include "builtins.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

Outcome call_own(Vm *vm, Value value, Str *name, size_t count, const Value *values, bool *is_there, Value *result)
{
    Value found = class_lookup(vm, class_of(vm, value), name), bound;
    *is_there = found != VALUE_EMPTY && found != VALUE_NONE;
    if (!*is_there)
        return RETURNED;
    if (attribute_bind(vm, found, value, class_of(vm, value), &bound) == RAISED)
        return RAISED;
    Outcome outcome = value_call_with(vm, bound, count, values, result);
    value_release(vm, bound);
    return outcome;
}

/* ---- abs ---- */

static Outcome builtin_abs(Vm *vm, const Value *args, Value *result)
{
    int64_t integer;
    bool is_there;
    if (int_from(args[0], &integer)) {
        if (integer < 0)
            return int_binary(vm, OPERATOR_SUB, 0, integer, result);
        *result = int_new(vm, integer);
        return RETURNED;
    }
    if (value_is_float(args[0])) {
        *result = float_new(vm, fabs(float_of(args[0])));
        return RETURNED;
    }
    if (call_own(vm, args[0], vm->names.abs, 0, NULL, &is_there, result) == RAISED)
        return RAISED;
    if (is_there)
        return RETURNED;
    return vm_raise(vm, EXCEPTION_TypeError, "bad operand type for abs(): '%s'",
                    class_of(vm, args[0])->told_name->text);
}

/* ---- round ---- */

/* The float as an int, half to even. */
static Outcome round_to_int(Vm *vm, double real, Value *result)
{
    if (isnan(real))
        return vm_raise(vm, EXCEPTION_ValueError, "cannot convert float NaN to integer");
    if (isinf(real))
        return vm_raise(vm, EXCEPTION_OverflowError, "cannot convert float infinity to integer");
    double whole = nearbyint(real);
    if (whole < -0x1p63 || whole >= 0x1p63)
        return int_binary(vm, OPERATOR_ADD, INT64_MAX, INT64_MAX, result); /* says that 64 bits do not hold it */
    *result = int_new(vm, (int64_t)whole);
    return RETURNED;
}

/* Rounded to a power of ten that is as large as the float or larger: nothing, or that power. */
static double round_to_larger(double real, int digits)
{
    char text[16];
    snprintf(text, sizeof text, "5e%d", -digits - 1);
    double half = strtod(text, NULL);
    snprintf(text, sizeof text, "1e%d", -digits);
    return copysign(fabs(real) > half ? strtod(text, NULL) : 0.0, real);
}

/* The decimal exponent of the float's first digit. */
static int decimal_exponent(double real)
{
    char text[64];
    snprintf(text, sizeof text, "%.40e", real);
    return (int)strtol(strchr(text, 'e') + 1, NULL, 10);
}

/* The float whose decimal form is the exact value rounded to `digits` after the point, half to even. */
static double round_to_digits(double real, int digits)
{
    char text[1024];
    if (digits >= 0) {
        snprintf(text, sizeof text, "%.*f", digits, real);
        return strtod(text, NULL);
    }
    int kept = decimal_exponent(real) + digits;
    if (real == 0.0 || kept < 0)
        return real == 0.0 ? real : round_to_larger(real, digits);
    snprintf(text, sizeof text, "%.*e", kept, real);
    return strtod(text, NULL);
}

static Outcome round_real(Vm *vm, double real, int64_t digits, Value *result)
{
    enum { DIGITS_MOST = 323, DIGITS_LEAST = -308 }; /* beyond these every double is itself, or zero */
    double rounded = real;
    if (isfinite(real) && digits < DIGITS_LEAST)
        rounded = 0.0 * real;
    else if (isfinite(real) && digits <= DIGITS_MOST)
        rounded = round_to_digits(real, (int)digits);
    if (isinf(rounded) && !isinf(real))
        return vm_raise(vm, EXCEPTION_OverflowError, "rounded value too large to represent");
    *result = float_new(vm, rounded);
    return RETURNED;
}

/* An int to a multiple of 10 ** -digits, half to even. */
static Outcome round_integer(Vm *vm, int64_t integer, int64_t digits, Value *result)
{
    if (digits >= 0 || integer == 0) {
        *result = int_new(vm, integer);
        return RETURNED;
    }
    *result = value_from_small_int(0);
    if (digits < -19)
        return RETURNED;
    uint64_t unit = 1, size = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    for (int64_t i = digits; i < 0; i++)
        unit *= 10;
    uint64_t rest = size % unit, whole = size / unit;
    if (rest > unit - rest || (rest == unit - rest && whole % 2 == 1))
        whole++;
    if (whole > (uint64_t)INT64_MAX / unit)
        return int_binary(vm, OPERATOR_ADD, INT64_MAX, INT64_MAX, result);
    int64_t rounded = (int64_t)(whole * unit);
    *result = int_new(vm, integer < 0 ? -rounded : rounded);
    return RETURNED;
}

static Outcome builtin_round(Vm *vm, const Value *args, Value *result)
{
    bool has_digits = args[1] != VALUE_EMPTY && args[1] != VALUE_NONE, is_there;
    int64_t integer, digits = 0;
    bool is_int = int_from(args[0], &integer);
    if (!is_int && !value_is_float(args[0])) {
        size_t count = args[1] == VALUE_EMPTY ? 0 : 1;
        if (call_own(vm, args[0], vm->names.round, count, args + 1, &is_there, result) == RAISED)
            return RAISED;
        if (is_there)
            return RETURNED;
        return vm_raise(vm, EXCEPTION_TypeError, "type %s doesn't define __round__ method",
                        class_of(vm, args[0])->told_name->text);
    }
    if (has_digits && int_index(vm, args[1], &digits) == RAISED)
        return RAISED;
    if (is_int)
        return round_integer(vm, integer, digits, result);
    return has_digits ? round_real(vm, float_of(args[0]), digits, result)
                      : round_to_int(vm, float_of(args[0]), result);
}

/* ---- divmod ---- */

static Outcome pair_of(Vm *vm, Value left, Value right, Value *result)
{
    Value pair[2];
    if (value_binary(vm, OPERATOR_FLOOR_DIV, left, right, &pair[0]) == RAISED)
        return RAISED;
    Outcome outcome = value_binary(vm, OPERATOR_MOD, left, right, &pair[1]);
    if (outcome == RETURNED) {
        *result = tuple_new(vm, pair, 2);
        value_release(vm, pair[1]);
    }
    value_release(vm, pair[0]);
    return outcome;
}

static Outcome divide_numbers(Vm *vm, Value left, Value right, Value *result)
{
    double divisor;
    real_from(right, &divisor);
    if (divisor == 0.0 && (value_is_float(left) || value_is_float(right)))
        return vm_raise(vm, EXCEPTION_ZeroDivisionError, "float divmod()");
    if (divisor == 0.0)
        return vm_raise(vm, EXCEPTION_ZeroDivisionError, "integer division or modulo by zero");
    return pair_of(vm, left, right, result);
}

static Outcome builtin_divmod(Vm *vm, const Value *args, Value *result)
{
    double real;
    bool is_there;
    if (real_from(args[0], &real) && real_from(args[1], &real))
        return divide_numbers(vm, args[0], args[1], result);
    if (call_own(vm, args[0], vm->names.divmod, 1, args + 1, &is_there, result) == RAISED)
        return RAISED;
    if (is_there && *result != VALUE_NOT_IMPLEMENTED)
        return RETURNED;
    Str *reflected = str_intern(vm, "__rdivmod__", 11);
    if (call_own(vm, args[1], reflected, 1, args, &is_there, result) == RAISED)
        return RAISED;
    if (is_there && *result != VALUE_NOT_IMPLEMENTED)
        return RETURNED;
    return vm_raise(vm, EXCEPTION_TypeError, "unsupported operand type(s) for divmod(): '%s' and '%s'",
                    class_of(vm, args[0])->told_name->text, class_of(vm, args[1])->told_name->text);
}

/* ---- pow ---- */

/* a * b % modulus, for a and b below modulus: by doubling, since 64 bits do not hold the product. */
static uint64_t multiply_modulo(uint64_t a, uint64_t b, uint64_t modulus)
{
    uint64_t product = 0;
    for (; b > 0; b >>= 1) {
        if (b & 1)
            product = product >= modulus - a ? product - (modulus - a) : product + a;
        a = a >= modulus - a ? a - (modulus - a) : a + a;
    }
    return product;
}

static uint64_t power_modulo(uint64_t base, uint64_t exponent, uint64_t modulus)
{
    uint64_t power = 1 % modulus;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            power = multiply_modulo(power, base, modulus);
        base = multiply_modulo(base, base, modulus);
    }
    return power;
}

/* The inverse of `number` modulo `modulus` by Euclid's algorithm; false where there is none. */
static bool invert_modulo(int64_t number, int64_t modulus, int64_t *inverse)
{
    int64_t a = number, b = modulus, x = 1, y = 0;
    while (b != 0) {
        int64_t quotient = a / b, rest = a % b, z = x - quotient * y;
        a = b;
        b = rest;
        x = y;
        y = z;
    }
    *inverse = x < 0 ? x + modulus : x;
    return a == 1 || modulus == 1;
}

static int64_t floor_modulo(int64_t number, int64_t modulus)
{
    int64_t rest = number % modulus;
    return rest < 0 ? rest + modulus : rest;
}

static Outcome power_of_integers(Vm *vm, int64_t base, int64_t exponent, int64_t modulus, Value *result)
{
    if (modulus == 0)
        return vm_raise(vm, EXCEPTION_ValueError, "pow() 3rd argument cannot be 0");
    if (modulus == INT64_MIN || exponent == INT64_MIN)
        return int_binary(vm, OPERATOR_ADD, INT64_MAX, INT64_MAX, result);
    int64_t size = modulus < 0 ? -modulus : modulus;
    base = floor_modulo(base, size);
    if (exponent < 0) {
        if (!invert_modulo(base, size, &base))
            return vm_raise(vm, EXCEPTION_ValueError, "base is not invertible for the given modulus");
        base = floor_modulo(base, size);
        exponent = -exponent;
    }
    int64_t power = (int64_t)power_modulo((uint64_t)base, (uint64_t)exponent, (uint64_t)size);
    *result = int_new(vm, modulus < 0 && power != 0 ? power + modulus : power);
    return RETURNED;
}

static Outcome builtin_pow(Vm *vm, const Value *args, Value *result)
{
    if (args[2] == VALUE_EMPTY || args[2] == VALUE_NONE)
        return value_binary(vm, OPERATOR_POW, args[0], args[1], result);
    int64_t base, exponent, modulus;
    if (int_from(args[0], &base) && int_from(args[1], &exponent) && int_from(args[2], &modulus))
        return power_of_integers(vm, base, exponent, modulus, result);
    if (class_of(vm, args[0])->is_program &&
        class_lookup(vm, class_of(vm, args[0]), str_intern(vm, "__pow__", 7)) != VALUE_EMPTY)
        return value_call_method(vm, args[0], "__pow__", 2, args + 1, result);
    double real;
    if (real_from(args[0], &real) && real_from(args[1], &real) && real_from(args[2], &real))
        return vm_raise(vm, EXCEPTION_TypeError,
                        "pow() 3rd argument not allowed unless all arguments are integers");
    return vm_raise(vm, EXCEPTION_TypeError, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'",
                    class_of(vm, args[0])->told_name->text, class_of(vm, args[1])->told_name->text,
                    class_of(vm, args[2])->told_name->text);
}

/* ---- characters and digits ---- */

static Outcome builtin_chr(Vm *vm, const Value *args, Value *result)
{
    int64_t code_point;
    if (int_index(vm, args[0], &code_point) == RAISED)
        return RAISED;
    if (code_point < 0 || code_point > 0x10FFFF)
        return vm_raise(vm, EXCEPTION_ValueError, "chr() arg not in range(0x110000)");
    char bytes[4];
    int length = utf8_encode((uint32_t)code_point, bytes);
    *result = str_new(vm, bytes, (size_t)length);
    return RETURNED;
}

/* Surrogates are kept as three bytes, which utf8_decode does not take. */
static int32_t first_code_point(const Str *string)
{
    int length;
    int32_t code_point = utf8_decode(string->text, string->text + string->size, &length);
    if (code_point >= 0)
        return code_point;
    return 0xD000 | (string->text[1] & 0x3F) << 6 | (string->text[2] & 0x3F);
}

static Outcome builtin_ord(Vm *vm, const Value *args, Value *result)
{
    if (!value_is_str(args[0]))
        return vm_raise(vm, EXCEPTION_TypeError, "ord() expected string of length 1, but %s found",
                        class_of(vm, args[0])->told_name->text);
    const Str *string = value_str_object(args[0]);
    if (str_code_points(string) != 1)
        return vm_raise(vm, EXCEPTION_TypeError, "ord() expected a character, but string of length %u found",
                        str_code_points(string));
    *result = value_from_small_int(first_code_point(string));
    return RETURNED;
}

static Outcome digits_in_base(Vm *vm, Value value, unsigned bits, char letter, Value *result)
{
    int64_t integer;
    if (int_index(vm, value, &integer) == RAISED)
        return RAISED;
    char text[72], *at = text + sizeof text;
    uint64_t size = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    do {
        *--at = "0123456789abcdef"[size & ((1u << bits) - 1)];
        size >>= bits;
    } while (size > 0);
    *--at = letter;
    *--at = '0';
    if (integer < 0)
        *--at = '-';
    *result = str_new(vm, at, (size_t)(text + sizeof text - at));
    return RETURNED;
}

static Outcome builtin_hex(Vm *vm, const Value *args, Value *result)
{
    return digits_in_base(vm, args[0], 4, 'x', result);
}

static Outcome builtin_oct(Vm *vm, const Value *args, Value *result)
{
    return digits_in_base(vm, args[0], 3, 'o', result);
}

static Outcome builtin_bin(Vm *vm, const Value *args, Value *result)
{
    return digits_in_base(vm, args[0], 1, 'b', result);
}

/* ---- hash and id ----
 *
 * CPython's numbers where they are the same in every run there: of ints, floats, None and tuples of these. Other
 * values have the machine's own. */

enum { HASH_BITS = 61 };
static const int64_t HASH_MODULUS = ((int64_t)1 << HASH_BITS) - 1;

int64_t hash_of_integer(int64_t integer)
{
    uint64_t size = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    int64_t hash = (int64_t)(size % (uint64_t)HASH_MODULUS);
    hash = integer < 0 ? -hash : hash;
    return hash == -1 ? -2 : hash;
}

/* Mirrors _Py_HashDouble, Python/pyhash.c. */
int64_t hash_of_real(double real)
{
    int exponent;
    if (isinf(real))
        return real > 0 ? 314159 : -314159;
    double part = frexp(fabs(real), &exponent);
    uint64_t hash = 0, modulus = (uint64_t)HASH_MODULUS;
    while (part != 0.0) {
        hash = ((hash << 28) & modulus) | hash >> (HASH_BITS - 28);
        part *= 0x1p28;
        exponent -= 28;
        uint64_t digit = (uint64_t)part;
        part -= (double)digit;
        hash += digit;
        if (hash >= modulus)
            hash -= modulus;
    }
    int turn = exponent >= 0 ? exponent % HASH_BITS : HASH_BITS - 1 - (-1 - exponent) % HASH_BITS;
    hash = ((hash << turn) & modulus) | hash >> (HASH_BITS - turn);
    int64_t number = real < 0 ? -(int64_t)hash : (int64_t)hash;
    return number == -1 ? -2 : number;
}

static Outcome hash_of(Vm *vm, Value value, int64_t *hash);

/* Mirrors tuple_hash, Objects/tupleobject.c. */
static Outcome hash_of_tuple(Vm *vm, const Tuple *tuple, int64_t *hash)
{
    static const uint64_t first = 11400714785074694791u, second = 14029467366897019727u,
                          fifth = 2870177450012600261u;
    uint64_t sum = fifth;
    for (size_t i = 0; i < tuple->count; i++) {
        int64_t item;
        if (hash_of(vm, tuple->items[i], &item) == RAISED)
            return RAISED;
        sum += (uint64_t)item * second;
        sum = (sum << 31 | sum >> 33) * first;
    }
    sum += tuple->count ^ (fifth ^ 3527539u);
    *hash = sum == UINT64_MAX ? 1546275796 : (int64_t)sum;
    return RETURNED;
}

static Outcome hash_of_instance(Vm *vm, Value value, int64_t *hash)
{
    bool is_there;
    Value answer;
    if (call_own(vm, value, vm->names.hash, 0, NULL, &is_there, &answer) == RAISED)
        return RAISED;
    if (!is_there)
        return vm_raise(vm, EXCEPTION_TypeError, "unhashable type: '%s'", class_of(vm, value)->told_name->text);
    bool is_int = int_from(answer, hash);
    value_release(vm, answer);
    if (!is_int)
        return vm_raise(vm, EXCEPTION_TypeError, "__hash__ method should return an integer");
    *hash = *hash == -1 ? -2 : *hash;
    return RETURNED;
}

static Outcome hash_of(Vm *vm, Value value, int64_t *hash)
{
    int64_t integer;
    uint64_t own;
    if (int_from(value, &integer)) {
        *hash = hash_of_integer(integer);
        return RETURNED;
    }
    if (value_is_float(value) && !isnan(float_of(value))) {
        *hash = hash_of_real(float_of(value));
        return RETURNED;
    }
    if (value == VALUE_NONE) {
        *hash = (int64_t)0xFCA86420;
        return RETURNED;
    }
    if (value_is_kind(value, KIND_INSTANCE))
        return hash_of_instance(vm, value, hash);
    if (value_hash(vm, value, &own) == RAISED)
        return RAISED; /* also the way in which nested tuples are kept from going too deep */
    if (value_is_kind(value, KIND_TUPLE) &&
        !value_is_kind(class_lookup(vm, class_of(vm, value), vm->names.hash), KIND_FUNCTION))
        return hash_of_tuple(vm, value_tuple(value), hash);
    *hash = (int64_t)(own >> 2);
    return RETURNED;
}

static Outcome builtin_hash(Vm *vm, const Value *args, Value *result)
{
    int64_t hash;
    if (hash_of(vm, args[0], &hash) == RAISED)
        return RAISED;
    *result = int_new(vm, hash);
    return RETURNED;
}

static Outcome builtin_id(Vm *vm, const Value *args, Value *result)
{
    *result = int_new(vm, (int64_t)object_number(vm, args[0]));
    return RETURNED;
}

const NativeSpec number_builtins[] = {
    {"abs", builtin_abs, "x, /", NATIVE_PLAIN},
    {"round", builtin_round, "number, ndigits=None", NATIVE_PLAIN},
    {"divmod", builtin_divmod, "x, y, /", NATIVE_PLAIN},
    {"pow", builtin_pow, "base, exp, mod=None", NATIVE_PLAIN},
    {"chr", builtin_chr, "i, /", NATIVE_PLAIN},
    {"ord", builtin_ord, "c, /", NATIVE_PLAIN},
    {"hex", builtin_hex, "number, /", NATIVE_PLAIN},
    {"oct", builtin_oct, "number, /", NATIVE_PLAIN},
    {"bin", builtin_bin, "number, /", NATIVE_PLAIN},
    {"hash", builtin_hash, "obj, /", NATIVE_PLAIN},
    {"id", builtin_id, "obj, /", NATIVE_PLAIN},
    {0},
};
