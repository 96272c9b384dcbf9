/* int and bool. An int has 64 bits: 63 in the value itself, the rest in a box. What does not fit is an
 * OverflowError, never a wrong number. */
#include "numbers.h"

#include "builtins.h"

#include <assert.h>
#include <math.h>

Value int_new(Vm *vm, int64_t integer)
{
    if (int_is_small(integer))
        return value_from_small_int(integer);
    Int *boxed = object_new(vm, vm->classes.integer, KIND_INT, sizeof *boxed);
    boxed->integer = integer;
    return value_from(boxed);
}

bool int_from(Value value, int64_t *integer)
{
    if (value_is_small_int(value))
        *integer = value_small_int(value);
    else if (value_is_bool(value))
        *integer = value == VALUE_TRUE;
    else if (value_is_kind(value, KIND_INT))
        *integer = ((const Int *)value_object(value))->integer;
    else
        return false;
    return true;
}

Outcome int_index(Vm *vm, Value value, int64_t *integer)
{
    if (int_from(value, integer))
        return RETURNED;
    Value answer;
    bool is_there = false;
    if (value_is_object(value) && call_own(vm, value, vm->names.index, 0, NULL, &is_there, &answer) == RAISED)
        return RAISED;
    if (!is_there)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object cannot be interpreted as an integer",
                        class_of(vm, value)->told_name->text);
    Outcome outcome = RETURNED;
    if (!int_from(answer, integer))
        outcome = vm_raise(vm, EXCEPTION_TypeError, "__index__ returned non-int (type %s)",
                           class_of(vm, answer)->told_name->text);
    value_release(vm, answer);
    return outcome;
}

Outcome int_raise_overflow(Vm *vm)
{
    return vm_raise(vm, EXCEPTION_OverflowError,
                    "int too large: ints in a scenario have 64 bits (-2**63 to 2**63 - 1)");
}

Outcome int_from_real(Vm *vm, double real, int64_t *integer)
{
    if (isnan(real))
        return vm_raise(vm, EXCEPTION_ValueError, "cannot convert float NaN to integer");
    if (isinf(real))
        return vm_raise(vm, EXCEPTION_OverflowError, "cannot convert float infinity to integer");
    double whole = trunc(real);
    if (whole < -0x1p63 || whole >= 0x1p63)
        return int_raise_overflow(vm);
    *integer = (int64_t)whole;
    return RETURNED;
}

/* ---- arithmetic: each function tells whether the result fits ---- */

static bool add(int64_t a, int64_t b, int64_t *sum)
{
    uint64_t bits = (uint64_t)a + (uint64_t)b;
    *sum = (int64_t)bits;
    return (((uint64_t)a ^ bits) & ((uint64_t)b ^ bits)) >> 63 == 0;
}

static bool subtract(int64_t a, int64_t b, int64_t *difference)
{
    uint64_t bits = (uint64_t)a - (uint64_t)b;
    *difference = (int64_t)bits;
    return (((uint64_t)a ^ (uint64_t)b) & ((uint64_t)a ^ bits)) >> 63 == 0;
}

static bool has_32_bits(int64_t integer)
{
    return integer >= INT32_MIN && integer <= INT32_MAX;
}

static bool product_fits(int64_t a, int64_t b)
{
    if (a > 0)
        return b > 0 ? a <= INT64_MAX / b : b >= INT64_MIN / a;
    if (b > 0)
        return a >= INT64_MIN / b;
    return a == 0 || b >= INT64_MAX / a;
}

static bool multiply(int64_t a, int64_t b, int64_t *product)
{
    if (!(has_32_bits(a) && has_32_bits(b)) && !product_fits(a, b))
        return false;
    *product = a * b;
    return true;
}

/* By squaring. The base is squared only where it is still needed, so that it does not overflow in vain. */
static bool power(int64_t base, int64_t exponent, int64_t *result)
{
    int64_t product = 1;
    for (;;) {
        if ((exponent & 1) && !multiply(product, base, &product))
            return false;
        exponent >>= 1;
        if (exponent == 0)
            break;
        if (!multiply(base, base, &base))
            return false;
    }
    *result = product;
    return true;
}

static int64_t floor_divide(int64_t a, int64_t b)
{
    int64_t quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

static int64_t floor_modulo(int64_t a, int64_t b)
{
    if (b == -1)
        return 0; /* the smallest int % -1 is a trap of C's */
    int64_t rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

/* The quotient's leading bits by long division, 55 or more of them, with a last one that stands for all that
 * follow: enough for one rounding to 53. */
static double divide_magnitudes(uint64_t a, uint64_t b)
{
    uint64_t quotient = a / b, rest = a % b;
    int exponent = 0;
    while (quotient >> 55 == 0) {
        bool bit = rest >= b - rest;
        rest = bit ? rest - (b - rest) : rest * 2;
        quotient = quotient << 1 | bit;
        exponent--;
    }
    return ldexp((double)(quotient | (rest != 0)), exponent);
}

static uint64_t magnitude(int64_t integer)
{
    return integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
}

double divide_integers(int64_t left, int64_t right)
{
    static const uint64_t exact = (uint64_t)1 << 53;
    uint64_t a = magnitude(left), b = magnitude(right);
    if (a <= exact && b <= exact)
        return (double)left / (double)right;
    double quotient = a == 0 ? 0.0 : divide_magnitudes(a, b);
    return (left < 0) != (right < 0) ? -quotient : quotient;
}

static bool shift_left(int64_t integer, int64_t count, int64_t *shifted)
{
    if (integer == 0 || count == 0) {
        *shifted = integer;
        return true;
    }
    return count < 63 ? multiply(integer, (int64_t)1 << count, shifted)
                      : (*shifted = INT64_MIN, count == 63 && integer == -1);
}

/* Written so as not to lean on what C says of shifted negative numbers. */
static int64_t shift_right(int64_t integer, int64_t count)
{
    if (count > 62)
        return integer < 0 ? -1 : 0;
    return integer < 0 ? -1 - ((-1 - integer) >> count) : integer >> count;
}

static Outcome give_float(Vm *vm, double real, Value *result)
{
    *result = float_new(vm, real);
    return RETURNED;
}

static Outcome divide(Vm *vm, Operator op, int64_t left, int64_t right, Value *result)
{
    if (right == 0)
        return vm_raise(vm, EXCEPTION_ZeroDivisionError,
                        op == OPERATOR_DIV   ? "division by zero"
                        : op == OPERATOR_MOD ? "integer modulo by zero"
                                             : "integer division or modulo by zero");
    if (op == OPERATOR_DIV)
        return give_float(vm, divide_integers(left, right), result);
    if (op == OPERATOR_FLOOR_DIV && left == INT64_MIN && right == -1)
        return int_raise_overflow(vm);
    *result = int_new(vm, op == OPERATOR_MOD ? floor_modulo(left, right) : floor_divide(left, right));
    return RETURNED;
}

static Outcome shift(Vm *vm, Operator op, int64_t left, int64_t right, Value *result)
{
    int64_t shifted;
    if (right < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "negative shift count");
    if (op == OPERATOR_RSHIFT)
        shifted = shift_right(left, right);
    else if (!shift_left(left, right, &shifted))
        return int_raise_overflow(vm);
    *result = int_new(vm, shifted);
    return RETURNED;
}

Outcome int_binary(Vm *vm, Operator op, int64_t left, int64_t right, Value *result)
{
    int64_t integer = 0;
    bool fits = true;
    switch (op) {
    case OPERATOR_ADD:
        fits = add(left, right, &integer);
        break;
    case OPERATOR_SUB:
        fits = subtract(left, right, &integer);
        break;
    case OPERATOR_MULT:
        fits = multiply(left, right, &integer);
        break;
    case OPERATOR_POW:
        if (right < 0)
            return real_binary(vm, op, (double)left, (double)right, result);
        fits = power(left, right, &integer);
        break;
    case OPERATOR_DIV:
    case OPERATOR_FLOOR_DIV:
    case OPERATOR_MOD:
        return divide(vm, op, left, right, result);
    case OPERATOR_LSHIFT:
    case OPERATOR_RSHIFT:
        return shift(vm, op, left, right, result);
    case OPERATOR_BIT_OR:
        integer = left | right;
        break;
    case OPERATOR_BIT_XOR:
        integer = left ^ right;
        break;
    case OPERATOR_BIT_AND:
        integer = left & right;
        break;
    case OPERATOR_AND:
    case OPERATOR_OR:
    case OPERATOR_MAT_MULT:
    case OPERATOR_INVERT:
    case OPERATOR_NOT:
    case OPERATOR_POSITIVE:
    case OPERATOR_NEGATIVE:
        *result = VALUE_NOT_IMPLEMENTED;
        return RETURNED;
    }
    if (!fits)
        return int_raise_overflow(vm);
    *result = int_new(vm, integer);
    return RETURNED;
}

/* ---- behaviour ---- */

static int64_t integer_of(Value value)
{
    int64_t integer = 0;
    bool is_int = int_from(value, &integer);
    assert(is_int);
    (void)is_int;
    return integer;
}

static Outcome int_repr(Vm *vm, Value self, Value *result)
{
    int64_t integer = integer_of(self);
    uint64_t rest = magnitude(integer);
    char text[24], *at = text + sizeof text;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (integer < 0)
        *--at = '-';
    *result = str_new(vm, at, (size_t)(text + sizeof text - at));
    return RETURNED;
}

static Outcome int_hash(Vm *vm, Value self, uint64_t *hash)
{
    (void)vm;
    *hash = number_hash_integer(integer_of(self));
    return RETURNED;
}

static Outcome int_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    *truth = integer_of(self) != 0;
    return RETURNED;
}

static Outcome int_binary_op(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    int64_t a, b;
    double x, y;
    if (int_from(left, &a) && int_from(right, &b))
        return int_binary(vm, op, a, b, result);
    if (real_from(left, &x) && real_from(right, &y))
        return real_binary(vm, op, x, y, result);
    *result = VALUE_NOT_IMPLEMENTED;
    return RETURNED;
}

static Outcome int_unary(Vm *vm, Operator op, Value self, Value *result)
{
    int64_t integer = integer_of(self);
    if (op == OPERATOR_NEGATIVE)
        return int_binary(vm, OPERATOR_SUB, 0, integer, result);
    *result = op == OPERATOR_INVERT     ? int_new(vm, ~integer)
              : op == OPERATOR_POSITIVE ? int_new(vm, integer)
                                        : VALUE_NOT_IMPLEMENTED;
    return RETURNED;
}

static const ClassOps int_ops = {
    .size = sizeof(Int),
    .repr = int_repr,
    .hash = int_hash,
    .compare = number_compare,
    .binary = int_binary_op,
    .unary = int_unary,
    .truth = int_truth,
};

/* ---- int(…) ---- */

static Outcome want_integer(Vm *vm, Value answer, const char *method, Value *result)
{
    int64_t integer;
    if (int_from(answer, &integer)) {
        *result = int_new(vm, integer);
        value_release(vm, answer);
        return RETURNED;
    }
    vm_raise(vm, EXCEPTION_TypeError, "%s returned non-int (type %s)", method,
             class_of(vm, answer)->told_name->text);
    value_release(vm, answer);
    return RAISED;
}

static Outcome int_from_object(Vm *vm, Value value, Value *result)
{
    static const char *const methods[] = {"__int__", "__index__", "__trunc__"};
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        bool is_there;
        Value answer;
        Str *name = str_intern(vm, methods[i], strlen(methods[i]));
        if (call_own(vm, value, name, 0, NULL, &is_there, &answer) == RAISED)
            return RAISED;
        if (is_there)
            return want_integer(vm, answer, methods[i], result);
    }
    return vm_raise(vm, EXCEPTION_TypeError,
                    "int() argument must be a string, a bytes-like object or a real number, not '%s'",
                    class_of(vm, value)->told_name->text);
}

static Outcome int_from_value(Vm *vm, Value value, Value *result)
{
    int64_t integer = 0;
    if (value_is_str(value))
        return int_from_str(vm, value_str_object(value), 10, result);
    if (value_is_float(value)) {
        if (int_from_real(vm, float_of(value), &integer) == RAISED)
            return RAISED;
    } else if (!int_from(value, &integer)) {
        return int_from_object(vm, value, result);
    }
    *result = int_new(vm, integer);
    return RETURNED;
}

static Outcome int_construct(Vm *vm, const Value *args, Value *result)
{
    int64_t base;
    if (args[2] == VALUE_EMPTY && args[1] == VALUE_EMPTY) {
        *result = value_from_small_int(0);
        return RETURNED;
    }
    if (args[2] == VALUE_EMPTY)
        return int_from_value(vm, args[1], result);
    if (args[1] == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "int() missing string argument");
    if (int_index(vm, args[2], &base) == RAISED)
        return RAISED;
    if (base != 0 && (base < 2 || base > 36))
        return vm_raise(vm, EXCEPTION_ValueError, "int() base must be >= 2 and <= 36, or 0");
    if (!value_is_str(args[1]))
        return vm_raise(vm, EXCEPTION_TypeError, "int() can't convert non-string with explicit base");
    return int_from_str(vm, value_str_object(args[1]), base, result);
}

/* ---- methods ---- */

static Outcome int_bit_length(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    int64_t length = 0;
    for (uint64_t rest = magnitude(integer_of(args[0])); rest > 0; rest >>= 1)
        length++;
    *result = value_from_small_int(length);
    return RETURNED;
}

static Outcome int_bit_count(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    int64_t count = 0;
    for (uint64_t rest = magnitude(integer_of(args[0])); rest > 0; rest &= rest - 1)
        count++;
    *result = value_from_small_int(count);
    return RETURNED;
}

static Outcome int_itself(Vm *vm, const Value *args, Value *result)
{
    *result = int_new(vm, integer_of(args[0]));
    return RETURNED;
}

static Outcome int_zero(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = value_from_small_int(0);
    return RETURNED;
}

static Outcome int_one(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = value_from_small_int(1);
    return RETURNED;
}

static Outcome int_is_integer(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = VALUE_TRUE;
    return RETURNED;
}

static Outcome int_as_integer_ratio(Vm *vm, const Value *args, Value *result)
{
    Value pair[] = {int_new(vm, integer_of(args[0])), value_from_small_int(1)};
    *result = tuple_new(vm, pair, 2);
    value_release(vm, pair[0]);
    return RETURNED;
}

static Outcome int_invert(Vm *vm, const Value *args, Value *result)
{
    return int_unary(vm, OPERATOR_INVERT, args[0], result);
}

static Outcome int_lshift(Vm *vm, const Value *args, Value *result)
{
    return int_binary_op(vm, OPERATOR_LSHIFT, args[0], args[1], result);
}

static Outcome int_rshift(Vm *vm, const Value *args, Value *result)
{
    return int_binary_op(vm, OPERATOR_RSHIFT, args[0], args[1], result);
}

static Outcome int_rlshift(Vm *vm, const Value *args, Value *result)
{
    return int_binary_op(vm, OPERATOR_LSHIFT, args[1], args[0], result);
}

static Outcome int_rrshift(Vm *vm, const Value *args, Value *result)
{
    return int_binary_op(vm, OPERATOR_RSHIFT, args[1], args[0], result);
}

static Outcome int_no_bytes(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    return vm_refuse(vm, "a scenario has no bytes: split an int with divmod() or >> and &");
}

static const NativeSpec int_methods[] = {
    {"bit_length", int_bit_length, "self, /", NATIVE_PLAIN},
    {"bit_count", int_bit_count, "self, /", NATIVE_PLAIN},
    {"conjugate", int_itself, "self, /", NATIVE_PLAIN},
    {"is_integer", int_is_integer, "self, /", NATIVE_PLAIN},
    {"as_integer_ratio", int_as_integer_ratio, "self, /", NATIVE_PLAIN},
    {"to_bytes", int_no_bytes, "self, *args, **options", NATIVE_PLAIN},
    {"from_bytes", int_no_bytes, "cls, *args, **options", NATIVE_CLASS},
    {"real", int_itself, "self, /", NATIVE_GETTER},
    {"imag", int_zero, "self, /", NATIVE_GETTER},
    {"numerator", int_itself, "self, /", NATIVE_GETTER},
    {"denominator", int_one, "self, /", NATIVE_GETTER},
    {"__index__", int_itself, "self, /", NATIVE_PLAIN},
    {"__invert__", int_invert, "self, /", NATIVE_PLAIN},
    {"__lshift__", int_lshift, "self, other, /", NATIVE_PLAIN},
    {"__rshift__", int_rshift, "self, other, /", NATIVE_PLAIN},
    {"__rlshift__", int_rlshift, "self, other, /", NATIVE_PLAIN},
    {"__rrshift__", int_rrshift, "self, other, /", NATIVE_PLAIN},
    {0},
};

/* ---- bool ---- */

static Outcome bool_repr(Vm *vm, Value self, Value *result)
{
    *result = value_from(str_intern(vm, self == VALUE_TRUE ? "True" : "False", self == VALUE_TRUE ? 4 : 5));
    value_retain(*result);
    return RETURNED;
}

static Outcome bool_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    if (!value_is_bool(left) || !value_is_bool(right))
        return int_binary_op(vm, op, left, right, result);
    bool a = left == VALUE_TRUE, b = right == VALUE_TRUE;
    if (op == OPERATOR_BIT_AND)
        *result = value_from_bool(a && b);
    else if (op == OPERATOR_BIT_OR)
        *result = value_from_bool(a || b);
    else if (op == OPERATOR_BIT_XOR)
        *result = value_from_bool(a != b);
    else
        return int_binary_op(vm, op, left, right, result);
    return RETURNED;
}

static const ClassOps bool_ops = {
    .size = sizeof(Int),
    .repr = bool_repr,
    .hash = int_hash,
    .compare = number_compare,
    .binary = bool_binary,
    .unary = int_unary,
    .truth = int_truth,
};

static Outcome bool_construct(Vm *vm, const Value *args, Value *result)
{
    bool truth = false;
    if (args[1] != VALUE_EMPTY && value_truth(vm, args[1], &truth) == RAISED)
        return RAISED;
    *result = value_from_bool(truth);
    return RETURNED;
}

void int_class_init(Vm *vm)
{
    vm->classes.integer = class_native(vm, &(ClassSpec){"int", "builtins", NULL, &int_ops, int_methods,
                                                        int_construct, "cls, x=0, /, base=10", false});
    class_add_natives(vm, vm->classes.integer, number_methods);
    vm->classes.boolean = class_native(vm, &(ClassSpec){"bool", "builtins", vm->classes.integer, &bool_ops, NULL,
                                                        bool_construct, "cls, object=False, /", false});
}
