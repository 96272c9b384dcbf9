/* Built-ins that walk an iterable to one result: sorted, min, max, sum, any, all. */
#include "builtins.h"

#include <math.h>

/* ---- sorted ---- */

/* The first of the keywords that sorted() does not know: the list's own method tells so. */
static size_t add_unknown(Value keywords, Value *name, Value *value)
{
    uint32_t at = 0;
    return keywords != VALUE_EMPTY && dict_next(value_dict(keywords), &at, name, value);
}

/* A list of the items, sorted by the list's own method. */
static Outcome builtin_sorted(Vm *vm, const Value *args, Value *result)
{
    static const char *const names[] = {"key", "reverse"};
    Value list, sort, ignored, values[4], given[3];
    size_t count = 0;
    if (list_from_iterable(vm, args[0], &list) == RAISED)
        return RAISED;
    if (value_get_attribute(vm, list, str_intern(vm, "sort", 4), &sort) == RAISED) {
        value_release(vm, list);
        return RAISED;
    }
    for (size_t i = 0; i < 2; i++) {
        if (args[i + 1] == VALUE_EMPTY)
            continue;
        given[count] = value_from(str_intern(vm, names[i], strlen(names[i])));
        values[count++] = args[i + 1];
    }
    count += add_unknown(args[3], &given[count], &values[count]);
    Value keywords = tuple_new(vm, given, count);
    Outcome outcome = value_call(vm, sort, &(Arguments){values, 0, keywords, VALUE_EMPTY}, &ignored);
    value_release(vm, keywords);
    value_release(vm, sort);
    if (outcome == RAISED) {
        value_release(vm, list);
        return RAISED;
    }
    value_release(vm, ignored);
    *result = list;
    return RETURNED;
}

/* ---- min and max ---- */

/* The best item so far with its key; both are owned. */
typedef struct Best {
    CompareOperator op; /* LT for min, GT for max: a candidate replaces the best where it is `op` than it */
    Value key;          /* the key function, EMPTY or None without */
    Value best, best_key;
} Best;

static Outcome key_of(Vm *vm, const Best *best, Value item, Value *key)
{
    if (best->key != VALUE_EMPTY && best->key != VALUE_NONE)
        return value_call_with(vm, best->key, 1, &item, key);
    *key = value_retain(item);
    return RETURNED;
}

static Outcome is_better(Vm *vm, const Best *best, Value key, bool *better)
{
    Value answer;
    if (values_are_small_ints(key, best->best_key)) {
        *better = best->op == COMPARE_LT ? (int64_t)key < (int64_t)best->best_key
                                         : (int64_t)key > (int64_t)best->best_key;
        return RETURNED;
    }
    if (value_compare(vm, best->op, key, best->best_key, &answer) == RAISED)
        return RAISED;
    Outcome outcome = value_truth(vm, answer, better);
    value_release(vm, answer);
    return outcome;
}

static Outcome consider(Vm *vm, Best *best, Value item)
{
    Value key;
    bool better = true;
    if (key_of(vm, best, item, &key) == RAISED)
        return RAISED;
    if (best->best != VALUE_EMPTY && is_better(vm, best, key, &better) == RAISED) {
        value_release(vm, key);
        return RAISED;
    }
    if (!better) {
        value_release(vm, key);
        return RETURNED;
    }
    value_replace(vm, &best->best, value_retain(item));
    value_replace(vm, &best->best_key, key);
    return RETURNED;
}

static Outcome consider_iterable(Vm *vm, Best *best, Value iterable)
{
    Value iterator, item;
    Outcome outcome;
    if (value_iterate(vm, iterable, &iterator) == RAISED)
        return RAISED;
    while ((outcome = value_next(vm, iterator, &item)) == RETURNED && item != VALUE_EMPTY) {
        outcome = consider(vm, best, item);
        value_release(vm, item);
        if (outcome == RAISED)
            break;
    }
    value_release(vm, iterator);
    return outcome;
}

static Outcome consider_all(Vm *vm, Best *best, const Tuple *items)
{
    for (size_t i = 0; i < items->count; i++) {
        if (consider(vm, best, items->items[i]) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome find_best(Vm *vm, const char *name, CompareOperator op, const Value *args, Value *result)
{
    const Tuple *items = value_tuple(args[0]);
    Best best = {.op = op, .key = args[1]};
    if (items->count == 0)
        return vm_raise(vm, EXCEPTION_TypeError, "%s expected at least 1 argument, got 0", name);
    if (items->count > 1 && args[2] != VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError,
                        "Cannot specify a default for %s() with multiple positional arguments", name);
    Outcome outcome =
        items->count > 1 ? consider_all(vm, &best, items) : consider_iterable(vm, &best, items->items[0]);
    value_release(vm, best.best_key);
    if (outcome == RAISED) {
        value_release(vm, best.best);
        return RAISED;
    }
    if (best.best == VALUE_EMPTY && args[2] == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_ValueError, "%s() iterable argument is empty", name);
    *result = best.best == VALUE_EMPTY ? value_retain(args[2]) : best.best;
    return RETURNED;
}

static Outcome builtin_min(Vm *vm, const Value *args, Value *result)
{
    return find_best(vm, "min", COMPARE_LT, args, result);
}

static Outcome builtin_max(Vm *vm, const Value *args, Value *result)
{
    return find_best(vm, "max", COMPARE_GT, args, result);
}

/* ---- sum ---- */

/* A sum in progress. While all items are ints, or floats and ints, it is kept in C; floats with a compensation
 * (Neumaier's), as CPython does since 3.12. What does not fit goes on in `total` by the values' own `+`. */
typedef struct Sum {
    enum { SUM_INTEGER, SUM_REAL, SUM_ANY } mode;
    int64_t integer;
    double real, lost;
    Value total; /* owned; EMPTY in the other modes */
} Sum;

static double sum_real(const Sum *sum)
{
    return sum->lost != 0.0 && isfinite(sum->lost) ? sum->real + sum->lost : sum->real;
}

static Value sum_value(Vm *vm, const Sum *sum)
{
    switch (sum->mode) {
    case SUM_INTEGER:
        return int_new(vm, sum->integer);
    case SUM_REAL:
        return float_new(vm, sum_real(sum));
    case SUM_ANY:
        break;
    }
    return value_retain(sum->total);
}

static void add_real(Sum *sum, double real)
{
    double total = sum->real + real;
    if (fabs(sum->real) >= fabs(real))
        sum->lost += (sum->real - total) + real;
    else
        sum->lost += (real - total) + sum->real;
    sum->real = total;
}

static bool add_integer(Sum *sum, int64_t integer)
{
    bool overflows = integer > 0 ? sum->integer > INT64_MAX - integer : sum->integer < INT64_MIN - integer;
    if (!overflows)
        sum->integer += integer;
    return !overflows;
}

/* Whether the item could be added in C. */
static bool sum_add_quickly(Sum *sum, Value item)
{
    int64_t integer;
    bool is_int = int_from(item, &integer);
    if (sum->mode == SUM_INTEGER)
        return is_int && add_integer(sum, integer);
    if (sum->mode != SUM_REAL)
        return false;
    if (value_is_float(item))
        add_real(sum, float_of(item));
    else if (is_int)
        sum->real += (double)integer;
    else
        return false;
    return true;
}

static Outcome sum_add(Vm *vm, Sum *sum, Value item)
{
    if (sum_add_quickly(sum, item))
        return RETURNED;
    Value total = sum_value(vm, sum), next;
    Outcome outcome = value_binary(vm, OPERATOR_ADD, total, item, &next);
    value_release(vm, total);
    if (outcome == RAISED)
        return RAISED;
    bool becomes_real = sum->mode == SUM_INTEGER && value_is_float(next);
    value_replace(vm, &sum->total, becomes_real ? VALUE_EMPTY : next);
    sum->mode = becomes_real ? SUM_REAL : SUM_ANY;
    if (becomes_real) {
        sum->real = float_of(next);
        value_release(vm, next);
    }
    return RETURNED;
}

static Outcome sum_begin(Vm *vm, Sum *sum, Value start)
{
    if (value_is_str(start))
        return vm_raise(vm, EXCEPTION_TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (start == VALUE_EMPTY)
        return RETURNED;
    if (value_is_float(start)) {
        sum->mode = SUM_REAL;
        sum->real = float_of(start);
    } else if (value_is_bool(start) || !int_from(start, &sum->integer)) {
        sum->mode = SUM_ANY;
        sum->total = value_retain(start);
    }
    return RETURNED;
}

static Outcome builtin_sum(Vm *vm, const Value *args, Value *result)
{
    Value iterator, item;
    Sum sum = {0};
    Outcome outcome;
    if (value_iterate(vm, args[0], &iterator) == RAISED)
        return RAISED;
    outcome = sum_begin(vm, &sum, args[1]);
    while (outcome == RETURNED && (outcome = value_next(vm, iterator, &item)) == RETURNED && item != VALUE_EMPTY) {
        outcome = sum_add(vm, &sum, item);
        value_release(vm, item);
    }
    value_release(vm, iterator);
    if (outcome == RETURNED)
        *result = sum_value(vm, &sum);
    value_release(vm, sum.total);
    return outcome;
}

/* ---- any and all ---- */

/* Whether an item's truth is `wanted`, at which the walk stops. */
static Outcome find_truth(Vm *vm, Value iterable, bool wanted, bool *found)
{
    Value iterator, item;
    Outcome outcome = RETURNED;
    if (value_iterate(vm, iterable, &iterator) == RAISED)
        return RAISED;
    *found = false;
    while (!*found && (outcome = value_next(vm, iterator, &item)) == RETURNED && item != VALUE_EMPTY) {
        bool truth;
        outcome = value_truth(vm, item, &truth);
        value_release(vm, item);
        if (outcome == RAISED)
            break;
        *found = truth == wanted;
    }
    value_release(vm, iterator);
    return *found ? RETURNED : outcome;
}

static Outcome builtin_any(Vm *vm, const Value *args, Value *result)
{
    bool found;
    if (find_truth(vm, args[0], true, &found) == RAISED)
        return RAISED;
    *result = value_from_bool(found);
    return RETURNED;
}

static Outcome builtin_all(Vm *vm, const Value *args, Value *result)
{
    bool found;
    if (find_truth(vm, args[0], false, &found) == RAISED)
        return RAISED;
    *result = value_from_bool(!found);
    return RETURNED;
}

const NativeSpec reduction_builtins[] = {
    {"sorted", builtin_sorted, "iterable, /, *, key=None, reverse=False, **keywords", NATIVE_PLAIN},
    {"min", builtin_min, "*args, key=None, default=None", NATIVE_PLAIN},
    {"max", builtin_max, "*args, key=None, default=None", NATIVE_PLAIN},
    {"sum", builtin_sum, "iterable, /, start=0", NATIVE_PLAIN},
    {"any", builtin_any, "iterable, /", NATIVE_PLAIN},
    {"all", builtin_all, "iterable, /", NATIVE_PLAIN},
    {0},
};
