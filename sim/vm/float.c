/* float, and what ints and floats have in common: comparison and hashing. */
#include "numbers.h"

#include "builtins.h"

#include <assert.h>
#include <math.h>

Value float_new(Vm *vm, double real)
{
    Value near = value_from_near_float(real);
    if (near != VALUE_EMPTY)
        return near;
    Float *boxed = object_new(vm, vm->classes.real, KIND_FLOAT, sizeof *boxed);
    boxed->real = real;
    return value_from(boxed);
}

bool value_is_float(Value value)
{
    return value_is_near_float(value) || value_is_kind(value, KIND_FLOAT);
}

double float_of(Value value)
{
    assert(value_is_float(value));
    return value_is_near_float(value) ? value_near_float(value) : ((const Float *)value_object(value))->real;
}

bool real_from(Value value, double *real)
{
    int64_t integer;
    if (value_is_float(value))
        *real = float_of(value);
    else if (int_from(value, &integer))
        *real = (double)integer;
    else
        return false;
    return true;
}

/* ---- arithmetic ---- */

/* Mirrors _float_div_mod, Objects/floatobject.c: the rest has the divisor's sign, the quotient is whole. */
static void divide_floor(double left, double right, double *quotient, double *rest)
{
    *rest = fmod(left, right);
    double exact = (left - *rest) / right;
    if (*rest != 0.0) {
        if ((right < 0) != (*rest < 0)) {
            *rest += right;
            exact -= 1.0;
        }
    } else {
        *rest = copysign(0.0, right);
    }
    *quotient = copysign(0.0, left / right);
    if (exact != 0.0) {
        *quotient = floor(exact);
        if (exact - *quotient > 0.5)
            *quotient += 1.0;
    }
}

static Outcome raise_range(Vm *vm)
{
    Value text = str_from(vm, "Numerical result out of range");
    Value parts[] = {value_from_small_int(34), text}; /* 34 is ERANGE where CPython's messages come from */
    Value args = tuple_new(vm, parts, 2);
    Value exception = exception_new(vm, vm->exceptions[EXCEPTION_OverflowError], args);
    Outcome outcome = vm_raise_value(vm, exception);
    value_release(vm, exception);
    value_release(vm, args);
    value_release(vm, text);
    return outcome;
}

static Outcome power(Vm *vm, double base, double exponent, Value *result)
{
    bool are_finite = isfinite(base) && isfinite(exponent);
    if (base == 0.0 && exponent < 0.0 && isfinite(exponent))
        return vm_raise(vm, EXCEPTION_ZeroDivisionError, "0.0 cannot be raised to a negative power");
    if (are_finite && base < 0.0 && exponent != floor(exponent))
        return vm_refuse(vm, "a negative number to a power with a fraction is complex, and a scenario has no "
                             "complex numbers");
    double real = pow(base, exponent);
    if (are_finite && isinf(real))
        return raise_range(vm);
    *result = float_new(vm, real);
    return RETURNED;
}

static Outcome divide(Vm *vm, Operator op, double left, double right, Value *result)
{
    double quotient, rest;
    if (right == 0.0)
        return vm_raise(vm, EXCEPTION_ZeroDivisionError,
                        op == OPERATOR_DIV   ? "float division by zero"
                        : op == OPERATOR_MOD ? "float modulo by zero"
                                             : "float floor division by zero");
    if (op == OPERATOR_DIV) {
        *result = float_new(vm, left / right);
        return RETURNED;
    }
    divide_floor(left, right, &quotient, &rest);
    *result = float_new(vm, op == OPERATOR_MOD ? rest : quotient);
    return RETURNED;
}

Outcome real_binary(Vm *vm, Operator op, double left, double right, Value *result)
{
    switch (op) {
    case OPERATOR_ADD:
        *result = float_new(vm, left + right);
        return RETURNED;
    case OPERATOR_SUB:
        *result = float_new(vm, left - right);
        return RETURNED;
    case OPERATOR_MULT:
        *result = float_new(vm, left * right);
        return RETURNED;
    case OPERATOR_DIV:
    case OPERATOR_FLOOR_DIV:
    case OPERATOR_MOD:
        return divide(vm, op, left, right, result);
    case OPERATOR_POW:
        return power(vm, left, right, result);
    case OPERATOR_LSHIFT:
    case OPERATOR_RSHIFT:
    case OPERATOR_BIT_OR:
    case OPERATOR_BIT_XOR:
    case OPERATOR_BIT_AND:
    case OPERATOR_AND:
    case OPERATOR_OR:
    case OPERATOR_MAT_MULT:
    case OPERATOR_INVERT:
    case OPERATOR_NOT:
    case OPERATOR_POSITIVE:
    case OPERATOR_NEGATIVE:
        break;
    }
    *result = VALUE_NOT_IMPLEMENTED;
    return RETURNED;
}

/* ---- comparison ---- */

typedef enum Order { ORDER_LESS = -1, ORDER_EQUAL = 0, ORDER_GREATER = 1, ORDER_NONE = 2 } Order;

static Order order_of_integers(int64_t a, int64_t b)
{
    return (Order)((a > b) - (a < b));
}

static Order order_of_reals(double a, double b)
{
    return isnan(a) || isnan(b) ? ORDER_NONE : (Order)((a > b) - (a < b));
}

/* Exactly: the whole parts first, as ints, then the fraction. */
static Order order_of_mixed(int64_t integer, double real)
{
    if (isnan(real))
        return ORDER_NONE;
    if (real >= 0x1p63)
        return ORDER_LESS;
    if (real < -0x1p63)
        return ORDER_GREATER;
    double whole = trunc(real);
    Order order = order_of_integers(integer, (int64_t)whole);
    return order == ORDER_EQUAL ? order_of_reals(whole, real) : order;
}

static Order order_of(Value a, Value b)
{
    int64_t left, right;
    bool is_left_int = int_from(a, &left), is_right_int = int_from(b, &right);
    if (is_left_int && is_right_int)
        return order_of_integers(left, right);
    if (is_left_int)
        return order_of_mixed(left, float_of(b));
    if (!is_right_int)
        return order_of_reals(float_of(a), float_of(b));
    Order order = order_of_mixed(right, float_of(a));
    return order == ORDER_NONE ? ORDER_NONE : (Order)-order;
}

static bool order_satisfies(CompareOperator op, Order order)
{
    switch (op) {
    case COMPARE_LT:
        return order == ORDER_LESS;
    case COMPARE_LE:
        return order == ORDER_LESS || order == ORDER_EQUAL;
    case COMPARE_EQ:
        return order == ORDER_EQUAL;
    case COMPARE_NE:
        return order != ORDER_EQUAL;
    case COMPARE_GT:
        return order == ORDER_GREATER;
    case COMPARE_GE:
        return order == ORDER_GREATER || order == ORDER_EQUAL;
    case COMPARE_IS:
    case COMPARE_IS_NOT:
    case COMPARE_IN:
    case COMPARE_NOT_IN:
        break;
    }
    assert(false && "not a rich comparison");
    return false;
}

Outcome number_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    (void)vm;
    double real;
    *result = VALUE_NOT_IMPLEMENTED;
    if (real_from(self, &real) && real_from(other, &real))
        *result = value_from_bool(order_satisfies(op, order_of(self, other)));
    return RETURNED;
}

/* ---- hashes ---- */

uint64_t number_hash_integer(int64_t integer)
{
    uint64_t bits = (uint64_t)integer;
    bits ^= bits >> 32;
    bits *= 0x9E3779B97F4A7C15u;
    return bits ^ bits >> 29;
}

uint64_t number_hash_real(double real)
{
    if (real >= -0x1p63 && real < 0x1p63 && real == trunc(real))
        return number_hash_integer((int64_t)real);
    uint64_t bits;
    memcpy(&bits, &real, sizeof bits);
    return number_hash_integer((int64_t)(bits ^ 0x5555555555555555u));
}

/* ---- behaviour ---- */

static Outcome float_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    float_write(float_of(self), &text);
    *result = str_from_text(vm, &text);
    return RETURNED;
}

static Outcome float_hash(Vm *vm, Value self, uint64_t *hash)
{
    (void)vm;
    *hash = number_hash_real(float_of(self));
    return RETURNED;
}

static Outcome float_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    *truth = float_of(self) != 0.0;
    return RETURNED;
}

static Outcome float_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    double a, b;
    if (real_from(left, &a) && real_from(right, &b))
        return real_binary(vm, op, a, b, result);
    *result = VALUE_NOT_IMPLEMENTED;
    return RETURNED;
}

static Outcome float_unary(Vm *vm, Operator op, Value self, Value *result)
{
    *result = op == OPERATOR_NEGATIVE   ? float_new(vm, -float_of(self))
              : op == OPERATOR_POSITIVE ? value_retain(self)
                                        : VALUE_NOT_IMPLEMENTED;
    return RETURNED;
}

static const ClassOps float_ops = {
    .size = sizeof(Float),
    .repr = float_repr,
    .hash = float_hash,
    .compare = number_compare,
    .binary = float_binary,
    .unary = float_unary,
    .truth = float_truth,
};

/* ---- float(…) ---- */

static Outcome float_from_object(Vm *vm, Value value, Value *result)
{
    bool is_there;
    int64_t integer;
    if (call_own(vm, value, vm->names.to_float, 0, NULL, &is_there, result) == RAISED)
        return RAISED;
    if (is_there && value_is_float(*result))
        return RETURNED;
    if (is_there) {
        vm_raise(vm, EXCEPTION_TypeError, "%s.__float__ returned non-float (type %s)",
                 class_of(vm, value)->told_name->text, class_of(vm, *result)->told_name->text);
        value_release(vm, *result);
        return RAISED;
    }
    if (class_lookup(vm, class_of(vm, value), vm->names.index) == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "float() argument must be a string or a real number, not '%s'",
                        class_of(vm, value)->told_name->text);
    if (int_index(vm, value, &integer) == RAISED)
        return RAISED;
    *result = float_new(vm, (double)integer);
    return RETURNED;
}

static Outcome float_construct(Vm *vm, const Value *args, Value *result)
{
    double real = 0.0;
    if (args[1] == VALUE_EMPTY || real_from(args[1], &real)) {
        *result = float_new(vm, real);
        return RETURNED;
    }
    if (value_is_str(args[1]))
        return real_from_str(vm, value_str_object(args[1]), result);
    return float_from_object(vm, args[1], result);
}

/* ---- methods ---- */

static Outcome float_is_integer(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    double real = float_of(args[0]);
    *result = value_from_bool(isfinite(real) && floor(real) == real);
    return RETURNED;
}

static Outcome float_itself(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_retain(args[0]);
    return RETURNED;
}

static Outcome float_zero(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    *result = float_new(vm, 0.0);
    return RETURNED;
}

/* The fraction numerator / denominator without common factors, where both have 64 bits. */
static bool ratio_of(double real, int64_t *numerator, int64_t *denominator)
{
    int exponent;
    double part = frexp(real, &exponent);
    while (part != floor(part)) {
        part *= 2;
        exponent--;
    }
    double top = exponent > 0 ? ldexp(part, exponent) : part;
    if (exponent < -62 || top >= 0x1p63 || top < -0x1p63)
        return false;
    *numerator = (int64_t)top;
    *denominator = exponent < 0 ? (int64_t)1 << -exponent : 1;
    return true;
}

static Outcome float_as_integer_ratio(Vm *vm, const Value *args, Value *result)
{
    double real = float_of(args[0]);
    int64_t numerator, denominator;
    if (isnan(real))
        return vm_raise(vm, EXCEPTION_ValueError, "cannot convert NaN to integer ratio");
    if (isinf(real))
        return vm_raise(vm, EXCEPTION_OverflowError, "cannot convert Infinity to integer ratio");
    if (!ratio_of(real, &numerator, &denominator))
        return int_raise_overflow(vm);
    Value pair[] = {int_new(vm, numerator), int_new(vm, denominator)};
    *result = tuple_new(vm, pair, 2);
    value_release(vm, pair[0]);
    value_release(vm, pair[1]);
    return RETURNED;
}

/* Mirrors float_hex_impl, Objects/floatobject.c. */
static Outcome float_hex(Vm *vm, const Value *args, Value *result)
{
    enum { SMALLEST_EXPONENT = -1022, DIGITS = 13 };
    double real = float_of(args[0]);
    if (!isfinite(real))
        return float_repr(vm, args[0], result);
    int exponent;
    double part = frexp(fabs(real), &exponent);
    int shift = exponent - SMALLEST_EXPONENT < 1 ? SMALLEST_EXPONENT - exponent : -1;
    part = real == 0.0 ? 0.0 : ldexp(part, -shift);
    exponent = real == 0.0 ? 0 : exponent + shift;
    uint64_t bits = (uint64_t)ldexp(part, DIGITS * 4);
    *result = str_format(vm, real == 0.0 ? "%s0x%llu.%01llxp%+d" : "%s0x%llu.%013llxp%+d", signbit(real) ? "-" : "",
                         (unsigned long long)(bits >> DIGITS * 4),
                         (unsigned long long)(bits & (((uint64_t)1 << DIGITS * 4) - 1)), exponent);
    return RETURNED;
}

static Outcome float_fromhex(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    return vm_refuse(vm, "float.fromhex: write the number in decimal, float(\"…\") reads it exactly");
}

static const NativeSpec float_methods[] = {
    {"is_integer", float_is_integer, "self, /", NATIVE_PLAIN},
    {"as_integer_ratio", float_as_integer_ratio, "self, /", NATIVE_PLAIN},
    {"conjugate", float_itself, "self, /", NATIVE_PLAIN},
    {"hex", float_hex, "self, /", NATIVE_PLAIN},
    {"fromhex", float_fromhex, "cls, string, /", NATIVE_CLASS},
    {"real", float_itself, "self, /", NATIVE_GETTER},
    {"imag", float_zero, "self, /", NATIVE_GETTER},
    {0},
};

void float_class_init(Vm *vm)
{
    vm->classes.real = class_native(vm, &(ClassSpec){"float", "builtins", NULL, &float_ops, float_methods,
                                                     float_construct, "cls, x=0.0, /", false});
    class_add_natives(vm, vm->classes.real, number_methods);
}
