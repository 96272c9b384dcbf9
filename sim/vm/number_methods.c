/* The dunder methods that int and float share. Programs seldom call them by name; where they do (`(5).__add__`,
 * `value.__float__()`), they are there. */
#include "numbers.h"

#include "builtins.h"

#include <math.h>

static Outcome give_whole(Vm *vm, Value self, double (*whole_of)(double), Value *result)
{
    int64_t integer;
    if (!int_from(self, &integer) && int_from_real(vm, whole_of(float_of(self)), &integer) == RAISED)
        return RAISED;
    *result = int_new(vm, integer);
    return RETURNED;
}

static Outcome number_trunc(Vm *vm, const Value *args, Value *result)
{
    return give_whole(vm, args[0], trunc, result);
}

static Outcome number_floor(Vm *vm, const Value *args, Value *result)
{
    return give_whole(vm, args[0], floor, result);
}

static Outcome number_ceil(Vm *vm, const Value *args, Value *result)
{
    return give_whole(vm, args[0], ceil, result);
}

static Outcome number_float(Vm *vm, const Value *args, Value *result)
{
    double real = 0.0;
    real_from(args[0], &real);
    *result = float_new(vm, real);
    return RETURNED;
}

static Outcome number_abs(Vm *vm, const Value *args, Value *result)
{
    double real = 0.0;
    bool is_negative = real_from(args[0], &real) && (real < 0 || signbit(real));
    return value_unary(vm, is_negative ? OPERATOR_NEGATIVE : OPERATOR_POSITIVE, args[0], result);
}

static Outcome number_neg(Vm *vm, const Value *args, Value *result)
{
    return value_unary(vm, OPERATOR_NEGATIVE, args[0], result);
}

static Outcome number_pos(Vm *vm, const Value *args, Value *result)
{
    return value_unary(vm, OPERATOR_POSITIVE, args[0], result);
}

static Outcome number_rpow(Vm *vm, const Value *args, Value *result)
{
    return class_of(vm, args[0])->ops->binary(vm, OPERATOR_POW, args[1], args[0], result);
}

/* pow with a modulus, round, divmod: the built-in functions do it. */
static Outcome call_builtin(Vm *vm, const char *name, size_t count, const Value *values, Value *result)
{
    Value function = dict_get_str(vm, value_dict(vm->builtins), str_intern(vm, name, strlen(name)));
    return value_call_with(vm, function, count, values, result);
}

static Outcome number_pow(Vm *vm, const Value *args, Value *result)
{
    if (args[2] != VALUE_EMPTY && args[2] != VALUE_NONE)
        return call_builtin(vm, "pow", 3, args, result);
    return class_of(vm, args[0])->ops->binary(vm, OPERATOR_POW, args[0], args[1], result);
}

static Outcome number_round(Vm *vm, const Value *args, Value *result)
{
    return call_builtin(vm, "round", args[1] == VALUE_EMPTY ? 1 : 2, args, result);
}

static Outcome number_divmod(Vm *vm, const Value *args, Value *result)
{
    double real;
    *result = VALUE_NOT_IMPLEMENTED;
    if (!real_from(args[1], &real))
        return RETURNED;
    return call_builtin(vm, "divmod", 2, args, result);
}

static Outcome number_rdivmod(Vm *vm, const Value *args, Value *result)
{
    const Value turned[] = {args[1], args[0]};
    double real;
    *result = VALUE_NOT_IMPLEMENTED;
    if (!real_from(args[1], &real))
        return RETURNED;
    return call_builtin(vm, "divmod", 2, turned, result);
}

static Outcome number_hash(Vm *vm, const Value *args, Value *result)
{
    int64_t integer;
    if (int_from(args[0], &integer))
        *result = int_new(vm, hash_of_integer(integer));
    else if (isnan(float_of(args[0])))
        *result = int_new(vm, (int64_t)(object_number(vm, args[0]) >> 4));
    else
        *result = int_new(vm, hash_of_real(float_of(args[0])));
    return RETURNED;
}

static Outcome number_format_method(Vm *vm, const Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return vm_raise(vm, EXCEPTION_TypeError, "__format__() argument must be str, not %s",
                        class_of(vm, args[1])->told_name->text);
    const Str *spec = value_str_object(args[1]);
    return spec->size == 0 ? value_str(vm, args[0], result) : number_format(vm, args[0], spec, result);
}

const NativeSpec number_methods[] = {
    {"__int__", number_trunc, "self, /", NATIVE_PLAIN},
    {"__trunc__", number_trunc, "self, /", NATIVE_PLAIN},
    {"__floor__", number_floor, "self, /", NATIVE_PLAIN},
    {"__ceil__", number_ceil, "self, /", NATIVE_PLAIN},
    {"__float__", number_float, "self, /", NATIVE_PLAIN},
    {"__abs__", number_abs, "self, /", NATIVE_PLAIN},
    {"__neg__", number_neg, "self, /", NATIVE_PLAIN},
    {"__pos__", number_pos, "self, /", NATIVE_PLAIN},
    {"__pow__", number_pow, "self, value, mod=None, /", NATIVE_PLAIN},
    {"__rpow__", number_rpow, "self, other, /", NATIVE_PLAIN},
    {"__round__", number_round, "self, ndigits=None, /", NATIVE_PLAIN},
    {"__divmod__", number_divmod, "self, other, /", NATIVE_PLAIN},
    {"__rdivmod__", number_rdivmod, "self, other, /", NATIVE_PLAIN},
    {"__hash__", number_hash, "self, /", NATIVE_PLAIN},
    {"__format__", number_format_method, "self, format_spec, /", NATIVE_PLAIN},
    {0},
};
