/* The module math, its functions of real numbers. math_integers.c has those of integers and of iterables.
 *
 * Most are the C library's function between two rules, which mirror Modules/mathmodule.c: a NaN that did not come
 * in is a domain error, and an infinity that did not come in is a range error where the function can overflow,
 * else a domain error too. */
#include "math_module.h"

#include <math.h>
#include <stdio.h>

Outcome value_to_real(Vm *vm, Value value, double *real)
{
    if (real_from(value, real))
        return RETURNED;
    Class *class = class_of(vm, value);
    Value result;
    int64_t integer;
    if (class->is_program && class_lookup(vm, class, vm->names.to_float) != VALUE_EMPTY) {
        if (value_call_method(vm, value, "__float__", 0, NULL, &result) == RAISED)
            return RAISED;
        bool is_real = value_is_float(result) && real_from(result, real);
        value_release(vm, result);
        if (is_real)
            return RETURNED;
        return vm_raise(vm, EXCEPTION_TypeError, "%s.__float__ returned non-float", class->name->text);
    }
    if (class->is_program && class_lookup(vm, class, vm->names.index) != VALUE_EMPTY) {
        if (int_index(vm, value, &integer) == RAISED)
            return RAISED;
        *real = (double)integer;
        return RETURNED;
    }
    return vm_raise(vm, EXCEPTION_TypeError, "must be real number, not %s", class->name->text);
}

Outcome math_domain_error(Vm *vm)
{
    return vm_raise(vm, EXCEPTION_ValueError, "math domain error");
}

Outcome math_range_error(Vm *vm)
{
    return vm_raise(vm, EXCEPTION_OverflowError, "math range error");
}

/* ---- functions of one number ---- */

typedef double RealFunction(double x);

/* Whether an infinite result of a finite argument is a range error, or a domain error. */
typedef enum Overflow { CANNOT_OVERFLOW, CAN_OVERFLOW } Overflow;

static Outcome check_result(Vm *vm, bool was_nan, bool was_finite, Overflow overflow, double answer, Value *result)
{
    if (isnan(answer) && !was_nan)
        return math_domain_error(vm);
    if (isinf(answer) && was_finite)
        return overflow == CAN_OVERFLOW ? math_range_error(vm) : math_domain_error(vm);
    *result = float_new(vm, answer);
    return RETURNED;
}

static Outcome apply(Vm *vm, Value argument, RealFunction *function, Overflow overflow, Value *result)
{
    double x;
    if (value_to_real(vm, argument, &x) == RAISED)
        return RAISED;
    return check_result(vm, isnan(x) != 0, isfinite(x) != 0, overflow, function(x), result);
}

static double degrees_of(double radians)
{
    return radians * (180.0 / 3.141592653589793238462643383279502884);
}

static double radians_of(double degrees)
{
    return degrees * (3.141592653589793238462643383279502884 / 180.0);
}

#define UNARY(name, function, overflow)                                                                            \
    static Outcome math_##name(Vm *vm, const Value *args, Value *result)                                           \
    {                                                                                                              \
        return apply(vm, args[0], function, overflow, result);                                                     \
    }
UNARY(acos, acos, CANNOT_OVERFLOW)
UNARY(acosh, acosh, CANNOT_OVERFLOW)
UNARY(asin, asin, CANNOT_OVERFLOW)
UNARY(asinh, asinh, CANNOT_OVERFLOW)
UNARY(atan, atan, CANNOT_OVERFLOW)
UNARY(atanh, atanh, CANNOT_OVERFLOW)
UNARY(cbrt, cbrt, CANNOT_OVERFLOW)
UNARY(cos, cos, CANNOT_OVERFLOW)
UNARY(cosh, cosh, CAN_OVERFLOW)
UNARY(degrees, degrees_of, CAN_OVERFLOW)
UNARY(erf, erf, CANNOT_OVERFLOW)
UNARY(erfc, erfc, CANNOT_OVERFLOW)
UNARY(exp, exp, CAN_OVERFLOW)
UNARY(exp2, exp2, CAN_OVERFLOW)
UNARY(expm1, expm1, CAN_OVERFLOW)
UNARY(fabs, fabs, CANNOT_OVERFLOW)
UNARY(log10, log10, CANNOT_OVERFLOW)
UNARY(log1p, log1p, CANNOT_OVERFLOW)
UNARY(log2, log2, CANNOT_OVERFLOW)
UNARY(radians, radians_of, CANNOT_OVERFLOW)
UNARY(sin, sin, CANNOT_OVERFLOW)
UNARY(sinh, sinh, CAN_OVERFLOW)
UNARY(sqrt, sqrt, CANNOT_OVERFLOW)
UNARY(tan, tan, CANNOT_OVERFLOW)
UNARY(tanh, tanh, CANNOT_OVERFLOW)

static Outcome math_log(Vm *vm, const Value *args, Value *result)
{
    Value base, numerator;
    if (args[1] == VALUE_EMPTY)
        return apply(vm, args[0], log, CANNOT_OVERFLOW, result);
    if (apply(vm, args[0], log, CANNOT_OVERFLOW, &numerator) == RAISED)
        return RAISED;
    if (apply(vm, args[1], log, CANNOT_OVERFLOW, &base) == RAISED) {
        value_release(vm, numerator);
        return RAISED;
    }
    Outcome outcome = RETURNED;
    if (float_of(base) == 0.0)
        outcome = vm_raise(vm, EXCEPTION_ZeroDivisionError, "float division by zero");
    else
        *result = float_new(vm, float_of(numerator) / float_of(base));
    value_release(vm, numerator);
    value_release(vm, base);
    return outcome;
}

/* ---- gamma: Lanczos' approximation, as in Modules/mathmodule.c ---- */

static const double LANCZOS_G = 6.024680040776729583740234375;
static const double LANCZOS_G_MINUS_HALF = 5.524680040776729583740234375;
static const double PI = 3.141592653589793238462643383279502884;
static const double LOG_PI = 1.144729885849400174143427351353058711647;

static double lanczos_sum(double x)
{
    enum { TERMS = 13 };
    static const double above[TERMS] = {
        23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
        35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
        6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
        248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
        2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
        8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
        2.5066282746310002701649081771338373386264310793408,
    };
    static const double below[TERMS] = {0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0,
                                        45995730.0, 13339535.0, 2637558.0,   357423.0,    32670.0,
                                        1925.0,     66.0,       1.0};
    double numerator = 0.0, denominator = 0.0;
    if (x < 5.0) {
        for (int i = TERMS; --i >= 0;) {
            numerator = numerator * x + above[i];
            denominator = denominator * x + below[i];
        }
    } else {
        for (int i = 0; i < TERMS; i++) {
            numerator = numerator / x + above[i];
            denominator = denominator / x + below[i];
        }
    }
    return numerator / denominator;
}

/* sin(pi * x), exact at multiples of a half. */
static double sine_of_turns(double x)
{
    double y = fmod(fabs(x), 2.0), sine = 0.0;
    switch ((int)round(2.0 * y)) {
    case 0:
        sine = sin(PI * y);
        break;
    case 1:
        sine = cos(PI * (y - 0.5));
        break;
    case 2:
        sine = sin(PI * (1.0 - y));
        break;
    case 3:
        sine = -cos(PI * (y - 1.5));
        break;
    case 4:
        sine = sin(PI * (y - 2.0));
        break;
    }
    return copysign(1.0, x) * sine;
}

static double gamma_of_small_integer(double x)
{
    double product = 1.0;
    for (double factor = 2.0; factor < x; factor += 1.0)
        product *= factor;
    return product;
}

/* What was lost when g - 1/2 was added to it. */
static double lost_in_sum(double absolute, double sum)
{
    if (absolute > LANCZOS_G_MINUS_HALF)
        return (sum - absolute) - LANCZOS_G_MINUS_HALF;
    return (sum - LANCZOS_G_MINUS_HALF) - absolute;
}

static double gamma_of(double x)
{
    if (!isfinite(x))
        return isnan(x) || x > 0.0 ? x : NAN;
    if (x == 0.0 || (x == floor(x) && x < 0.0))
        return NAN;
    if (x == floor(x) && x <= 23.0)
        return gamma_of_small_integer(x);
    double absolute = fabs(x);
    if (absolute < 1e-20)
        return 1.0 / x;
    if (absolute > 200.0)
        return x < 0.0 ? 0.0 / sine_of_turns(x) : INFINITY;
    double y = absolute + LANCZOS_G_MINUS_HALF, z = lost_in_sum(absolute, y), r;
    z = z * LANCZOS_G / y;
    if (x < 0.0) {
        r = -PI / sine_of_turns(absolute) / absolute * exp(y) / lanczos_sum(absolute);
        r -= z * r;
        if (absolute < 140.0)
            return r / pow(y, absolute - 0.5);
        double root = pow(y, absolute / 2.0 - 0.25);
        return r / root / root;
    }
    r = lanczos_sum(absolute) / exp(y);
    r += z * r;
    if (absolute < 140.0)
        return r * pow(y, absolute - 0.5);
    double root = pow(y, absolute / 2.0 - 0.25);
    return r * root * root;
}

static double lanczos_sum_scaled_log(double x)
{
    return log(lanczos_sum(x)) - LANCZOS_G;
}

static double log_gamma_of(double x)
{
    if (!isfinite(x))
        return isnan(x) ? x : INFINITY;
    if (x == floor(x) && x <= 2.0)
        return x <= 0.0 ? NAN : 0.0;
    double absolute = fabs(x);
    if (absolute < 1e-20)
        return -log(absolute);
    double r = lanczos_sum_scaled_log(absolute);
    r += (absolute - 0.5) * (log(absolute + LANCZOS_G - 0.5) - 1);
    if (x < 0.0)
        r = LOG_PI - log(fabs(sine_of_turns(absolute))) - log(absolute) - r;
    return r;
}

UNARY(gamma, gamma_of, CAN_OVERFLOW)
UNARY(lgamma, log_gamma_of, CAN_OVERFLOW)

/* ---- functions of two and three numbers ---- */

static Outcome two_reals(Vm *vm, const Value *args, double *x, double *y)
{
    if (value_to_real(vm, args[0], x) == RAISED)
        return RAISED;
    return value_to_real(vm, args[1], y);
}

static Outcome math_atan2(Vm *vm, const Value *args, Value *result)
{
    double y, x;
    if (two_reals(vm, args, &y, &x) == RAISED)
        return RAISED;
    *result = float_new(vm, atan2(y, x));
    return RETURNED;
}

static Outcome math_copysign(Vm *vm, const Value *args, Value *result)
{
    double x, y;
    if (two_reals(vm, args, &x, &y) == RAISED)
        return RAISED;
    *result = float_new(vm, copysign(x, y));
    return RETURNED;
}

static Outcome math_fmod(Vm *vm, const Value *args, Value *result)
{
    double x, y;
    if (two_reals(vm, args, &x, &y) == RAISED)
        return RAISED;
    double rest = isinf(y) && isfinite(x) ? x : fmod(x, y);
    return check_result(vm, isnan(x) || isnan(y), true, CANNOT_OVERFLOW, rest, result);
}

static Outcome math_remainder(Vm *vm, const Value *args, Value *result)
{
    double x, y;
    if (two_reals(vm, args, &x, &y) == RAISED)
        return RAISED;
    return check_result(vm, isnan(x) || isnan(y), true, CANNOT_OVERFLOW, remainder(x, y), result);
}

static Outcome math_pow(Vm *vm, const Value *args, Value *result)
{
    double x, y;
    if (two_reals(vm, args, &x, &y) == RAISED)
        return RAISED;
    double power = pow(x, y);
    bool both_finite = isfinite(x) && isfinite(y);
    if (both_finite && isinf(power) && x == 0.0)
        return math_domain_error(vm);
    return check_result(vm, isnan(x) || isnan(y), both_finite, CAN_OVERFLOW, power, result);
}

static Outcome math_ldexp(Vm *vm, const Value *args, Value *result)
{
    double x;
    int64_t exponent;
    if (value_to_real(vm, args[0], &x) == RAISED)
        return RAISED;
    if (!int_from(args[1], &exponent))
        return vm_raise(vm, EXCEPTION_TypeError, "Expected an int as second argument to ldexp.");
    int clipped = exponent > 5000 ? 5000 : exponent < -5000 ? -5000 : (int)exponent;
    return check_result(vm, isnan(x) != 0, isfinite(x) != 0, CAN_OVERFLOW, ldexp(x, clipped), result);
}

static Outcome math_nextafter(Vm *vm, const Value *args, Value *result)
{
    double x, y;
    int64_t steps = 1;
    if (two_reals(vm, args, &x, &y) == RAISED)
        return RAISED;
    if (args[2] != VALUE_EMPTY && args[2] != VALUE_NONE && int_index(vm, args[2], &steps) == RAISED)
        return RAISED;
    if (steps < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "steps must be a non-negative integer");
    if (steps > 10000000)
        return vm_refuse(vm, "math.nextafter with more than ten million steps");
    for (; steps > 0 && x != y && !isnan(x) && !isnan(y); steps--)
        x = nextafter(x, y);
    *result = float_new(vm, isnan(y) ? y : x);
    return RETURNED;
}

static Outcome math_fma(Vm *vm, const Value *args, Value *result)
{
    double x, y, z;
    if (two_reals(vm, args, &x, &y) == RAISED || value_to_real(vm, args[2], &z) == RAISED)
        return RAISED;
    double answer = fma(x, y, z);
    if (isnan(answer) && !isnan(x) && !isnan(y) && !isnan(z))
        return vm_raise(vm, EXCEPTION_ValueError, "invalid operation in fma");
    if (isinf(answer) && isfinite(x) && isfinite(y) && isfinite(z))
        return vm_raise(vm, EXCEPTION_OverflowError, "overflow in fma");
    *result = float_new(vm, answer);
    return RETURNED;
}

static Outcome math_isclose(Vm *vm, const Value *args, Value *result)
{
    double a, b, relative = 1e-9, absolute = 0.0;
    if (two_reals(vm, args, &a, &b) == RAISED)
        return RAISED;
    if ((args[2] != VALUE_EMPTY && value_to_real(vm, args[2], &relative) == RAISED) ||
        (args[3] != VALUE_EMPTY && value_to_real(vm, args[3], &absolute) == RAISED))
        return RAISED;
    if (relative < 0.0 || absolute < 0.0)
        return vm_raise(vm, EXCEPTION_ValueError, "tolerances must be non-negative");
    double difference = fabs(b - a);
    bool is_close = a == b;
    if (!is_close && !isinf(a) && !isinf(b))
        is_close = difference <= fabs(relative * b) || difference <= fabs(relative * a) || difference <= absolute;
    *result = value_from_bool(is_close);
    return RETURNED;
}

/* ---- parts and kinds ---- */

static Outcome pair_of_values(Vm *vm, Value first, Value second, Value *result)
{
    Value pair[] = {first, second};
    *result = tuple_new(vm, pair, 2);
    value_release(vm, first);
    value_release(vm, second);
    return RETURNED;
}

static Outcome math_frexp(Vm *vm, const Value *args, Value *result)
{
    double x;
    int exponent = 0;
    if (value_to_real(vm, args[0], &x) == RAISED)
        return RAISED;
    double part = isfinite(x) ? frexp(x, &exponent) : x;
    return pair_of_values(vm, float_new(vm, part), int_new(vm, exponent), result);
}

static Outcome math_modf(Vm *vm, const Value *args, Value *result)
{
    double x, whole;
    if (value_to_real(vm, args[0], &x) == RAISED)
        return RAISED;
    double part = modf(x, &whole);
    return pair_of_values(vm, float_new(vm, part), float_new(vm, whole), result);
}

static Outcome math_ulp(Vm *vm, const Value *args, Value *result)
{
    double x;
    if (value_to_real(vm, args[0], &x) == RAISED)
        return RAISED;
    x = fabs(x);
    double next = nextafter(x, INFINITY);
    double step = isinf(x) || isnan(x) ? x : isinf(next) ? x - nextafter(x, -INFINITY) : next - x;
    *result = float_new(vm, step);
    return RETURNED;
}

static Outcome math_isnan(Vm *vm, const Value *args, Value *result)
{
    double x;
    if (value_to_real(vm, args[0], &x) == RAISED)
        return RAISED;
    *result = value_from_bool(isnan(x));
    return RETURNED;
}

static Outcome math_isinf(Vm *vm, const Value *args, Value *result)
{
    double x;
    if (value_to_real(vm, args[0], &x) == RAISED)
        return RAISED;
    *result = value_from_bool(isinf(x));
    return RETURNED;
}

static Outcome math_isfinite(Vm *vm, const Value *args, Value *result)
{
    double x;
    if (value_to_real(vm, args[0], &x) == RAISED)
        return RAISED;
    *result = value_from_bool(isfinite(x));
    return RETURNED;
}

/* ---- to an int ---- */

static Outcome real_to_int(Vm *vm, double whole, Value *result)
{
    if (isnan(whole))
        return vm_raise(vm, EXCEPTION_ValueError, "cannot convert float NaN to integer");
    if (isinf(whole))
        return vm_raise(vm, EXCEPTION_OverflowError, "cannot convert float infinity to integer");
    if (whole < -0x1p63 || whole >= 0x1p63)
        return int_binary(vm, OPERATOR_ADD, INT64_MAX, INT64_MAX, result); /* says that 64 bits do not hold it */
    *result = int_new(vm, (int64_t)whole);
    return RETURNED;
}

/* floor, ceil and trunc: an int is itself, the program's classes have a method, others become a float first. */
static Outcome to_whole(Vm *vm, Value value, const char *method, RealFunction *function, Value *result)
{
    int64_t integer;
    double x;
    Class *class = class_of(vm, value);
    if (int_from(value, &integer)) {
        *result = int_new(vm, integer);
        return RETURNED;
    }
    if (class->is_program && class_lookup(vm, class, str_intern(vm, method, strlen(method))) != VALUE_EMPTY)
        return value_call_method(vm, value, method, 0, NULL, result);
    if (value_to_real(vm, value, &x) == RAISED)
        return RAISED;
    return real_to_int(vm, function(x), result);
}

static Outcome math_floor(Vm *vm, const Value *args, Value *result)
{
    return to_whole(vm, args[0], "__floor__", floor, result);
}

static Outcome math_ceil(Vm *vm, const Value *args, Value *result)
{
    return to_whole(vm, args[0], "__ceil__", ceil, result);
}

static Outcome math_trunc(Vm *vm, const Value *args, Value *result)
{
    double real;
    Class *class = class_of(vm, args[0]);
    bool has_method = class->is_program && class_lookup(vm, class, str_intern(vm, "__trunc__", 9)) != VALUE_EMPTY;
    if (!has_method && !real_from(args[0], &real))
        return vm_raise(vm, EXCEPTION_TypeError, "type %s doesn't define __trunc__ method", class->name->text);
    return to_whole(vm, args[0], "__trunc__", trunc, result);
}

/* ---- the module ---- */

static const NativeSpec functions[] = {
    {"acos", math_acos, "x, /", NATIVE_PLAIN},
    {"acosh", math_acosh, "x, /", NATIVE_PLAIN},
    {"asin", math_asin, "x, /", NATIVE_PLAIN},
    {"asinh", math_asinh, "x, /", NATIVE_PLAIN},
    {"atan", math_atan, "x, /", NATIVE_PLAIN},
    {"atan2", math_atan2, "y, x, /", NATIVE_PLAIN},
    {"atanh", math_atanh, "x, /", NATIVE_PLAIN},
    {"cbrt", math_cbrt, "x, /", NATIVE_PLAIN},
    {"ceil", math_ceil, "x, /", NATIVE_PLAIN},
    {"copysign", math_copysign, "x, y, /", NATIVE_PLAIN},
    {"cos", math_cos, "x, /", NATIVE_PLAIN},
    {"cosh", math_cosh, "x, /", NATIVE_PLAIN},
    {"degrees", math_degrees, "x, /", NATIVE_PLAIN},
    {"erf", math_erf, "x, /", NATIVE_PLAIN},
    {"erfc", math_erfc, "x, /", NATIVE_PLAIN},
    {"exp", math_exp, "x, /", NATIVE_PLAIN},
    {"exp2", math_exp2, "x, /", NATIVE_PLAIN},
    {"expm1", math_expm1, "x, /", NATIVE_PLAIN},
    {"fabs", math_fabs, "x, /", NATIVE_PLAIN},
    {"floor", math_floor, "x, /", NATIVE_PLAIN},
    {"fma", math_fma, "x, y, z, /", NATIVE_PLAIN},
    {"fmod", math_fmod, "x, y, /", NATIVE_PLAIN},
    {"frexp", math_frexp, "x, /", NATIVE_PLAIN},
    {"gamma", math_gamma, "x, /", NATIVE_PLAIN},
    {"isclose", math_isclose, "a, b, *, rel_tol=1e-09, abs_tol=0.0", NATIVE_PLAIN},
    {"isfinite", math_isfinite, "x, /", NATIVE_PLAIN},
    {"isinf", math_isinf, "x, /", NATIVE_PLAIN},
    {"isnan", math_isnan, "x, /", NATIVE_PLAIN},
    {"ldexp", math_ldexp, "x, i, /", NATIVE_PLAIN},
    {"lgamma", math_lgamma, "x, /", NATIVE_PLAIN},
    {"log", math_log, "x, base=None, /", NATIVE_PLAIN},
    {"log10", math_log10, "x, /", NATIVE_PLAIN},
    {"log1p", math_log1p, "x, /", NATIVE_PLAIN},
    {"log2", math_log2, "x, /", NATIVE_PLAIN},
    {"modf", math_modf, "x, /", NATIVE_PLAIN},
    {"nextafter", math_nextafter, "x, y, /, *, steps=None", NATIVE_PLAIN},
    {"pow", math_pow, "x, y, /", NATIVE_PLAIN},
    {"radians", math_radians, "x, /", NATIVE_PLAIN},
    {"remainder", math_remainder, "x, y, /", NATIVE_PLAIN},
    {"sin", math_sin, "x, /", NATIVE_PLAIN},
    {"sinh", math_sinh, "x, /", NATIVE_PLAIN},
    {"sqrt", math_sqrt, "x, /", NATIVE_PLAIN},
    {"tan", math_tan, "x, /", NATIVE_PLAIN},
    {"tanh", math_tanh, "x, /", NATIVE_PLAIN},
    {"trunc", math_trunc, "x, /", NATIVE_PLAIN},
    {"ulp", math_ulp, "x, /", NATIVE_PLAIN},
    {0},
};

void math_load(Vm *vm, Module *module)
{
    static const struct {
        const char *name;
        double real;
    } constants[] = {
        {"pi", 3.141592653589793238462643383279502884},
        {"e", 2.718281828459045235360287471352662498},
        {"tau", 6.283185307179586476925286766559005768},
        {"inf", INFINITY},
        {"nan", NAN},
    };
    module_add_natives(vm, module, functions);
    module_add_natives(vm, module, math_integer_functions);
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        Value real = float_new(vm, constants[i].real);
        module_set(vm, module, constants[i].name, real);
        value_release(vm, real);
    }
}
