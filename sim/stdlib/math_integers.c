/* The module math, its functions of integers (gcd, comb, factorial …) and of many numbers (fsum, hypot, prod …). */
#include "math_module.h"

#include <float.h>
#include <math.h>

static Outcome integer_overflow(Vm *vm, Value *result)
{
    return int_binary(vm, OPERATOR_ADD, INT64_MAX, INT64_MAX, result);
}

static uint64_t size_of_integer(int64_t integer)
{
    return integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* A non-negative integer as a result. */
static Outcome from_size(Vm *vm, uint64_t size, Value *result)
{
    if (size > INT64_MAX)
        return integer_overflow(vm, result);
    *result = int_new(vm, (int64_t)size);
    return RETURNED;
}

static bool multiply(uint64_t a, uint64_t b, uint64_t *product)
{
    if (b != 0 && a > UINT64_MAX / b)
        return false;
    *product = a * b;
    return true;
}

/* ---- gcd and lcm ---- */

static Outcome math_gcd(Vm *vm, const Value *args, Value *result)
{
    const Tuple *integers = value_tuple(args[0]);
    uint64_t divisor = 0;
    for (size_t i = 0; i < integers->count; i++) {
        int64_t integer;
        if (int_index(vm, integers->items[i], &integer) == RAISED)
            return RAISED;
        divisor = common_divisor(divisor, size_of_integer(integer));
    }
    return from_size(vm, divisor, result);
}

static Outcome math_lcm(Vm *vm, const Value *args, Value *result)
{
    const Tuple *integers = value_tuple(args[0]);
    uint64_t multiple = 1;
    for (size_t i = 0; i < integers->count; i++) {
        int64_t integer;
        if (int_index(vm, integers->items[i], &integer) == RAISED)
            return RAISED;
        uint64_t size = size_of_integer(integer), divisor = common_divisor(multiple, size);
        if (divisor != 0 && !multiply(multiple / divisor, size, &multiple))
            return integer_overflow(vm, result);
    }
    return from_size(vm, multiple, result);
}

/* ---- counting ---- */

static Outcome math_factorial(Vm *vm, const Value *args, Value *result)
{
    int64_t n;
    if (int_index(vm, args[0], &n) == RAISED)
        return RAISED;
    if (n < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "factorial() not defined for negative values");
    if (n > 20)
        return integer_overflow(vm, result);
    int64_t product = 1;
    for (int64_t factor = 2; factor <= n; factor++)
        product *= factor;
    *result = int_new(vm, product);
    return RETURNED;
}

static Outcome check_counts(Vm *vm, int64_t n, int64_t k)
{
    if (n < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "n must be a non-negative integer");
    if (k < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "k must be a non-negative integer");
    return RETURNED;
}

static Outcome math_comb(Vm *vm, const Value *args, Value *result)
{
    int64_t n, k;
    if (int_index(vm, args[0], &n) == RAISED || int_index(vm, args[1], &k) == RAISED ||
        check_counts(vm, n, k) == RAISED)
        return RAISED;
    if (k > n)
        return from_size(vm, 0, result);
    if (k > n - k)
        k = n - k;
    uint64_t ways = 1;
    for (int64_t i = 1; i <= k; i++) {
        /* ways * (n - k + i) / i, with what is common taken out first */
        uint64_t factor = (uint64_t)(n - k + i), divisor = (uint64_t)i;
        uint64_t common = common_divisor(ways, divisor);
        ways /= common;
        factor /= divisor / common;
        if (!multiply(ways, factor, &ways))
            return integer_overflow(vm, result);
    }
    return from_size(vm, ways, result);
}

static Outcome math_perm(Vm *vm, const Value *args, Value *result)
{
    int64_t n, k;
    if (args[1] == VALUE_EMPTY || args[1] == VALUE_NONE)
        return math_factorial(vm, args, result);
    if (int_index(vm, args[0], &n) == RAISED || int_index(vm, args[1], &k) == RAISED ||
        check_counts(vm, n, k) == RAISED)
        return RAISED;
    uint64_t ways = k > n ? 0 : 1;
    for (int64_t i = 0; i < k && ways != 0; i++) {
        if (!multiply(ways, (uint64_t)(n - i), &ways))
            return integer_overflow(vm, result);
    }
    return from_size(vm, ways, result);
}

static Outcome math_isqrt(Vm *vm, const Value *args, Value *result)
{
    int64_t n;
    if (int_index(vm, args[0], &n) == RAISED)
        return RAISED;
    if (n < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "isqrt() argument must be nonnegative");
    uint64_t number = (uint64_t)n, root = (uint64_t)sqrt((double)n);
    while (root > 0 && root > number / root)
        root--;
    while ((root + 1) <= number / (root + 1))
        root++;
    return from_size(vm, root, result);
}

/* ---- prod ---- */

static Outcome math_prod(Vm *vm, const Value *args, Value *result)
{
    Value iterator, item;
    Outcome outcome;
    if (value_iterate(vm, args[0], &iterator) == RAISED)
        return RAISED;
    Value product = args[1] == VALUE_EMPTY ? value_from_small_int(1) : value_retain(args[1]);
    while ((outcome = value_next(vm, iterator, &item)) == RETURNED && item != VALUE_EMPTY) {
        Value next;
        outcome = value_binary(vm, OPERATOR_MULT, product, item, &next);
        value_release(vm, item);
        if (outcome == RAISED)
            break;
        value_replace(vm, &product, next);
    }
    value_release(vm, iterator);
    if (outcome == RAISED)
        value_release(vm, product);
    else
        *result = product;
    return outcome;
}

/* ---- fsum: Shewchuk's exact sum ----
 *
 * The sum so far is kept as a row of doubles that do not overlap, the smallest first. */

enum { PARTS_MOST = 64 }; /* doubles span 2098 bits, 53 of which each part holds: 40 parts at most */

typedef struct ExactSum {
    double parts[PARTS_MOST];
    int count;
    double special;  /* sum of the infinities and NaNs */
    double infinite; /* sum of the infinities */
} ExactSum;

/* False where the sum overflows. */
static bool exact_add(ExactSum *sum, double x)
{
    double original = x;
    int kept = 0;
    for (int i = 0; i < sum->count; i++) {
        double y = sum->parts[i];
        if (fabs(x) < fabs(y)) {
            double swapped = x;
            x = y;
            y = swapped;
        }
        double high = x + y, low = y - (high - x);
        if (low != 0.0)
            sum->parts[kept++] = low;
        x = high;
    }
    sum->count = kept;
    if (x == 0.0)
        return true;
    if (isfinite(x)) {
        sum->parts[sum->count++] = x;
        return true;
    }
    if (isfinite(original))
        return false;
    if (isinf(original))
        sum->infinite += original;
    sum->special += original;
    sum->count = 0;
    return true;
}

/* The double nearest to the exact sum. */
static double exact_round(const ExactSum *sum)
{
    int i = sum->count;
    double high = 0.0, low = 0.0;
    if (i > 0)
        high = sum->parts[--i];
    while (i > 0) {
        double x = high, y = sum->parts[--i];
        high = x + y;
        low = y - (high - x);
        if (low != 0.0)
            break;
    }
    if (i > 0 && ((low < 0.0 && sum->parts[i - 1] < 0.0) || (low > 0.0 && sum->parts[i - 1] > 0.0))) {
        double y = low * 2.0, x = high + y;
        if (y == x - high)
            high = x;
    }
    return high;
}

static Outcome exact_result(Vm *vm, const ExactSum *sum, Value *result)
{
    if (sum->special != 0.0) {
        if (isnan(sum->infinite))
            return vm_raise(vm, EXCEPTION_ValueError, "-inf + inf in fsum");
        *result = float_new(vm, sum->special);
        return RETURNED;
    }
    *result = float_new(vm, exact_round(sum));
    return RETURNED;
}

static Outcome math_fsum(Vm *vm, const Value *args, Value *result)
{
    Value iterator, item;
    ExactSum sum = {0};
    Outcome outcome;
    if (value_iterate(vm, args[0], &iterator) == RAISED)
        return RAISED;
    while ((outcome = value_next(vm, iterator, &item)) == RETURNED && item != VALUE_EMPTY) {
        double real;
        outcome = value_to_real(vm, item, &real);
        value_release(vm, item);
        if (outcome == RETURNED && !exact_add(&sum, real))
            outcome = vm_raise(vm, EXCEPTION_OverflowError, "intermediate overflow in fsum");
        if (outcome == RAISED)
            break;
    }
    value_release(vm, iterator);
    return outcome == RAISED ? RAISED : exact_result(vm, &sum, result);
}

/* ---- sumprod ---- */

/* The sum of the products of two lists of equal length: by the values' own operators unless all are floats. */
static Outcome sum_of_products(Vm *vm, const List *p, const List *q, Value *result)
{
    Value total = value_from_small_int(0);
    for (uint64_t i = 0; i < p->count && i < q->count; i++) {
        Value product, next;
        Outcome outcome = value_binary(vm, OPERATOR_MULT, p->items[i], q->items[i], &product);
        if (outcome == RETURNED) {
            outcome = value_binary(vm, OPERATOR_ADD, total, product, &next);
            value_release(vm, product);
        }
        value_release(vm, total);
        if (outcome == RAISED)
            return RAISED;
        total = next;
    }
    *result = total;
    return RETURNED;
}

static bool exact_sum_of_products(const List *p, const List *q, ExactSum *sum, bool *has_float)
{
    for (uint64_t i = 0; i < p->count; i++) {
        double x, y;
        if (!real_from(p->items[i], &x) || !real_from(q->items[i], &y))
            return false;
        *has_float |= value_is_float(p->items[i]) || value_is_float(q->items[i]);
        double product = x * y;
        if (!isfinite(product) || !exact_add(sum, product) || !exact_add(sum, fma(x, y, -product)))
            return false;
    }
    return true;
}

static Outcome sumprod_of_lists(Vm *vm, const List *p, const List *q, Value *result)
{
    ExactSum sum = {0};
    bool has_float = false;
    if (p->count != q->count)
        return vm_raise(vm, EXCEPTION_ValueError, "Inputs are not the same length");
    if (exact_sum_of_products(p, q, &sum, &has_float) && has_float)
        return exact_result(vm, &sum, result);
    return sum_of_products(vm, p, q, result);
}

static Outcome math_sumprod(Vm *vm, const Value *args, Value *result)
{
    Value p, q;
    if (list_from_iterable(vm, args[0], &p) == RAISED)
        return RAISED;
    if (list_from_iterable(vm, args[1], &q) == RAISED) {
        value_release(vm, p);
        return RAISED;
    }
    Outcome outcome = sumprod_of_lists(vm, value_list(p), value_list(q), result);
    value_release(vm, p);
    value_release(vm, q);
    return outcome;
}

/* ---- hypot and dist: mirrors vector_norm, Modules/mathmodule.c ---- */

typedef struct TwoDoubles {
    double high, low;
} TwoDoubles;

static TwoDoubles sum_of_two(double a, double b)
{
    double x = a + b;
    return (TwoDoubles){x, (a - x) + b};
}

static TwoDoubles product_of_two(double x, double y)
{
    double z = x * y;
    return (TwoDoubles){z, fma(x, y, -z)};
}

/* A sum that begins at 1 so that each addition is exact. */
typedef struct SquareSum {
    double sum, lost_products, lost_sums;
} SquareSum;

static void add_product(SquareSum *squares, double x, double y)
{
    TwoDoubles product = product_of_two(x, y), sum = sum_of_two(squares->sum, product.high);
    squares->sum = sum.high;
    squares->lost_products += product.low;
    squares->lost_sums += sum.low;
}

static double square_sum(const SquareSum *squares)
{
    return squares->sum - 1.0 + (squares->lost_products + squares->lost_sums);
}

static double vector_norm(double *vector, size_t count, double most, bool has_nan)
{
    if (isinf(most))
        return most;
    if (has_nan)
        return NAN;
    if (most == 0.0 || count <= 1)
        return most;
    int exponent;
    frexp(most, &exponent);
    if (exponent < -1023) {
        for (size_t i = 0; i < count; i++)
            vector[i] /= DBL_MIN;
        return DBL_MIN * vector_norm(vector, count, most / DBL_MIN, has_nan);
    }
    double scale = ldexp(1.0, -exponent);
    SquareSum squares = {1.0, 0.0, 0.0};
    for (size_t i = 0; i < count; i++)
        add_product(&squares, vector[i] * scale, vector[i] * scale);
    double norm = sqrt(square_sum(&squares));
    add_product(&squares, -norm, norm);
    norm += square_sum(&squares) / (2.0 * norm);
    return norm / scale;
}

/* The norm of the differences of two rows of values; `b` NULL stands for zeros. */
static Outcome norm_of(Vm *vm, const Tuple *a, const Tuple *b, Value *result)
{
    size_t size = (a->count ? a->count : 1) * sizeof(double);
    double *vector = vm_alloc(vm, size), most = 0.0;
    bool has_nan = false;
    Outcome outcome = vector ? RETURNED : vm_raise_memory(vm);
    for (size_t i = 0; i < a->count && outcome == RETURNED; i++) {
        double x, y = 0.0;
        outcome = value_to_real(vm, a->items[i], &x);
        if (outcome == RETURNED && b)
            outcome = value_to_real(vm, b->items[i], &y);
        if (outcome == RAISED)
            break;
        vector[i] = fabs(x - y);
        has_nan |= isnan(vector[i]) != 0;
        most = vector[i] > most ? vector[i] : most;
    }
    if (outcome == RETURNED)
        *result = float_new(vm, vector_norm(vector, a->count, most, has_nan));
    vm_free(vm, vector, size);
    return outcome;
}

static Outcome math_hypot(Vm *vm, const Value *args, Value *result)
{
    return norm_of(vm, value_tuple(args[0]), NULL, result);
}

static Outcome math_dist(Vm *vm, const Value *args, Value *result)
{
    Value points[2];
    if (tuple_from_iterable(vm, args[0], &points[0]) == RAISED)
        return RAISED;
    if (tuple_from_iterable(vm, args[1], &points[1]) == RAISED) {
        value_release(vm, points[0]);
        return RAISED;
    }
    const Tuple *p = value_tuple(points[0]), *q = value_tuple(points[1]);
    Outcome outcome;
    if (p->count != q->count)
        outcome = vm_raise(vm, EXCEPTION_ValueError, "both points must have the same number of dimensions");
    else
        outcome = norm_of(vm, p, q, result);
    value_release(vm, points[0]);
    value_release(vm, points[1]);
    return outcome;
}

const NativeSpec math_integer_functions[] = {
    {"comb", math_comb, "n, k, /", NATIVE_PLAIN},
    {"dist", math_dist, "p, q, /", NATIVE_PLAIN},
    {"factorial", math_factorial, "n, /", NATIVE_PLAIN},
    {"fsum", math_fsum, "seq, /", NATIVE_PLAIN},
    {"gcd", math_gcd, "*integers", NATIVE_PLAIN},
    {"hypot", math_hypot, "*coordinates", NATIVE_PLAIN},
    {"isqrt", math_isqrt, "n, /", NATIVE_PLAIN},
    {"lcm", math_lcm, "*integers", NATIVE_PLAIN},
    {"perm", math_perm, "n, k=None, /", NATIVE_PLAIN},
    {"prod", math_prod, "iterable, /, *, start=1", NATIVE_PLAIN},
    {"sumprod", math_sumprod, "p, q, /", NATIVE_PLAIN},
    {0},
};
