/* Python's protocols for any value: showing, comparing, operators, items, iteration. calls.c has calling. */
#include "native_function.h"

#include <assert.h>

/* How deep C may go. What recurses through the program's own methods ends at VM_FRAMES_MOST frames, well before. */
enum { DATA_DEPTH_MOST = 3000 };

static const char *class_name(Vm *vm, Value value)
{
    return class_of(vm, value)->told_name->text;
}

bool data_enter(Vm *vm, const char *what)
{
    if (vm->data_depth < DATA_DEPTH_MOST) {
        vm->data_depth++;
        return true;
    }
    vm_raise(vm, EXCEPTION_RecursionError, "maximum recursion depth exceeded%s", what);
    return false;
}

/* ---- showing ---- */

static bool is_being_shown(Vm *vm, Value value)
{
    if (vm->repr_stack == VALUE_EMPTY)
        return false;
    const List *stack = value_list(vm->repr_stack);
    for (uint64_t i = 0; i < stack->count; i++) {
        if (stack->items[i] == value)
            return true;
    }
    return false;
}

static const char *shown_recursion(Value value)
{
    switch (value_object(value)->kind) {
    case KIND_LIST:
        return "[...]";
    case KIND_TUPLE:
        return "(...)";
    case KIND_DICT:
        return "{...}";
    case KIND_SET:
        return value_class(value)->ops->hash ? "frozenset(...)" : "set(...)";
    default:
        return "...";
    }
}

static Outcome repr_of_object(Vm *vm, Value value, Value *result)
{
    const ClassOps *ops = value_class(value)->ops;
    return ops->repr ? ops->repr(vm, value, result) : object_plain_repr(vm, value, result);
}

static bool is_container(Value value)
{
    return value_is_kind(value, KIND_LIST) || value_is_kind(value, KIND_TUPLE) || value_is_kind(value, KIND_DICT) ||
           value_is_kind(value, KIND_OTHER) || value_is_kind(value, KIND_SET);
}

static Outcome repr_guarded(Vm *vm, Value value, Value *result)
{
    if (!is_container(value))
        return repr_of_object(vm, value, result);
    if (is_being_shown(vm, value)) {
        *result = str_from(vm, shown_recursion(value));
        return RETURNED;
    }
    if (vm->repr_stack == VALUE_EMPTY)
        vm->repr_stack = list_new(vm, NULL, 0);
    List *stack = value_list(vm->repr_stack);
    if (!list_append(vm, stack, value))
        return RAISED;
    Outcome outcome = repr_of_object(vm, value, result);
    value_release(vm, list_take(vm, stack, stack->count - 1));
    return outcome;
}

Outcome value_repr(Vm *vm, Value value, Value *result)
{
    if (!data_enter(vm, " while getting the repr of an object"))
        return RAISED;
    Outcome outcome = RETURNED;
    if (value_is_object(value)) {
        outcome = repr_guarded(vm, value, result);
    } else {
        const ClassOps *ops = class_of(vm, value)->ops;
        outcome = ops->repr(vm, value, result);
    }
    data_leave(vm);
    return outcome;
}

Outcome value_str(Vm *vm, Value value, Value *result)
{
    const Class *class = class_of(vm, value);
    const ClassOps *ops = class->ops;
    if (class == vm->classes.str) {
        *result = value_retain(value);
        return RETURNED;
    }
    if (!ops->str)
        return value_repr(vm, value, result);
    if (!data_enter(vm, " while getting the str of an object"))
        return RAISED;
    Outcome outcome = ops->str(vm, value, result);
    data_leave(vm);
    return outcome;
}

/* Takes the str over. */
static Outcome add_str(Vm *vm, Value string, Text *out)
{
    Outcome outcome = RETURNED;
    Str *text = value_str_object(string);
    if (out->length + text->size > vm->arena.limit)
        outcome = vm_raise_memory(vm);
    else
        text_add_bytes(out, text->text, text->size);
    value_release(vm, string);
    return outcome;
}

Outcome value_write_repr(Vm *vm, Value value, Text *out)
{
    Value string;
    return value_repr(vm, value, &string) == RAISED ? RAISED : add_str(vm, string, out);
}

Outcome value_write_str(Vm *vm, Value value, Text *out)
{
    Value string;
    return value_str(vm, value, &string) == RAISED ? RAISED : add_str(vm, string, out);
}

/* ---- hash, truth, equality ---- */

static uint64_t mix(uint64_t bits)
{
    bits ^= bits >> 33;
    bits *= 0xFF51AFD7ED558CCDu;
    return bits ^ bits >> 33;
}

Outcome value_hash(Vm *vm, Value value, uint64_t *hash)
{
    Class *class = class_of(vm, value);
    if (class->ops->hash) {
        if (!data_enter(vm, ""))
            return RAISED;
        Outcome outcome = class->ops->hash(vm, value, hash);
        data_leave(vm);
        return outcome;
    }
    if (class_lookup(vm, class, vm->names.hash) == VALUE_NONE)
        return vm_raise(vm, EXCEPTION_TypeError, "unhashable type: '%s'", class->told_name->text);
    *hash = mix(object_number(vm, value));
    return RETURNED;
}

Outcome value_truth(Vm *vm, Value value, bool *truth)
{
    if (value_is_bool(value) || value == VALUE_NONE) {
        *truth = value == VALUE_TRUE;
        return RETURNED;
    }
    const ClassOps *ops = class_of(vm, value)->ops;
    int64_t length = 1;
    if (ops->truth)
        return ops->truth(vm, value, truth);
    if (ops->length && ops->length(vm, value, &length) == RAISED)
        return RAISED;
    *truth = length != 0;
    return RETURNED;
}

static Outcome ask_compare(Vm *vm, CompareOperator op, Value a, Value b, Value *result)
{
    const ClassOps *ops = class_of(vm, a)->ops;
    *result = VALUE_NOT_IMPLEMENTED;
    return ops->compare ? ops->compare(vm, op, a, b, result) : RETURNED;
}

static CompareOperator mirrored(CompareOperator op)
{
    static const CompareOperator mirror[] = {
        [COMPARE_LT] = COMPARE_GT, [COMPARE_LE] = COMPARE_GE, [COMPARE_EQ] = COMPARE_EQ,
        [COMPARE_NE] = COMPARE_NE, [COMPARE_GT] = COMPARE_LT, [COMPARE_GE] = COMPARE_LE};
    return mirror[op];
}

static Outcome not_comparable(Vm *vm, CompareOperator op, Value a, Value b)
{
    static const char *const signs[] = {"<", "<=", "==", "!=", ">", ">="};
    return vm_raise(vm, EXCEPTION_TypeError, "'%s' not supported between instances of '%s' and '%s'", signs[op],
                    class_name(vm, a), class_name(vm, b));
}

static Outcome compare_both_ways(Vm *vm, CompareOperator op, Value a, Value b, Value *result)
{
    Class *left = class_of(vm, a), *right = class_of(vm, b);
    bool right_first = left != right && right->is_program && class_is_subclass(right, left);
    if (right_first && (ask_compare(vm, mirrored(op), b, a, result) == RAISED))
        return RAISED;
    if (right_first && *result != VALUE_NOT_IMPLEMENTED)
        return RETURNED;
    if (ask_compare(vm, op, a, b, result) == RAISED)
        return RAISED;
    if (*result != VALUE_NOT_IMPLEMENTED || right_first)
        return RETURNED;
    return ask_compare(vm, mirrored(op), b, a, result);
}

Outcome value_compare(Vm *vm, CompareOperator op, Value a, Value b, Value *result)
{
    if (!data_enter(vm, " in comparison"))
        return RAISED;
    Outcome outcome = compare_both_ways(vm, op, a, b, result);
    data_leave(vm);
    if (outcome == RAISED || *result != VALUE_NOT_IMPLEMENTED)
        return outcome;
    if (op != COMPARE_EQ && op != COMPARE_NE)
        return not_comparable(vm, op, a, b);
    *result = value_from_bool((a == b) == (op == COMPARE_EQ));
    return RETURNED;
}

static Outcome compare_truth(Vm *vm, CompareOperator op, Value a, Value b, bool *truth)
{
    Value result;
    if (value_compare(vm, op, a, b, &result) == RAISED)
        return RAISED;
    Outcome outcome = value_truth(vm, result, truth);
    value_release(vm, result);
    return outcome;
}

Outcome value_equal(Vm *vm, Value a, Value b, bool *equal)
{
    *equal = a == b;
    if (*equal || values_are_small_ints(a, b))
        return RETURNED;
    if (value_is_str(a) && value_is_str(b)) {
        *equal = str_equal(value_str_object(a), value_str_object(b));
        return RETURNED;
    }
    return compare_truth(vm, COMPARE_EQ, a, b, equal);
}

Outcome value_less(Vm *vm, Value a, Value b, bool *less)
{
    if (values_are_small_ints(a, b)) {
        *less = (int64_t)a < (int64_t)b;
        return RETURNED;
    }
    return compare_truth(vm, COMPARE_LT, a, b, less);
}

/* ---- operators ---- */

static const char *const operator_signs[] = {
    [OPERATOR_ADD] = "+",        [OPERATOR_SUB] = "-",    [OPERATOR_MULT] = "*",          [OPERATOR_DIV] = "/",
    [OPERATOR_FLOOR_DIV] = "//", [OPERATOR_MOD] = "%",    [OPERATOR_POW] = "** or pow()", [OPERATOR_LSHIFT] = "<<",
    [OPERATOR_RSHIFT] = ">>",    [OPERATOR_BIT_OR] = "|", [OPERATOR_BIT_XOR] = "^",       [OPERATOR_BIT_AND] = "&",
    [OPERATOR_MAT_MULT] = "@",   [OPERATOR_INVERT] = "~", [OPERATOR_NOT] = "not",         [OPERATOR_POSITIVE] = "+",
    [OPERATOR_NEGATIVE] = "-",
};

static Outcome ask_binary(Vm *vm, Class *class, Operator op, Value a, Value b, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    return class->ops->binary ? class->ops->binary(vm, op, a, b, result) : RETURNED;
}

/* Messages of their own, which CPython gives where a sequence stands on the left. */
static Outcome unsupported(Vm *vm, Operator op, Value a, Value b, const char *suffix)
{
    if (op == OPERATOR_ADD && value_is_str(a))
        return vm_raise(vm, EXCEPTION_TypeError, "can only concatenate str (not \"%s\") to str", class_name(vm, b));
    if (op == OPERATOR_ADD && !*suffix && value_is_kind(a, KIND_LIST))
        return vm_raise(vm, EXCEPTION_TypeError, "can only concatenate list (not \"%s\") to list",
                        class_name(vm, b));
    if (op == OPERATOR_ADD && value_is_kind(a, KIND_TUPLE))
        return vm_raise(vm, EXCEPTION_TypeError, "can only concatenate tuple (not \"%s\") to tuple",
                        class_name(vm, b));
    bool is_left = value_is_str(a) || value_is_kind(a, KIND_LIST) || value_is_kind(a, KIND_TUPLE);
    bool is_right = value_is_str(b) || value_is_kind(b, KIND_LIST) || value_is_kind(b, KIND_TUPLE);
    if (op == OPERATOR_MULT && (is_left || is_right))
        return vm_raise(vm, EXCEPTION_TypeError, "can't multiply sequence by non-int of type '%s'",
                        class_name(vm, is_left ? b : a));
    bool is_power = op == OPERATOR_POW && *suffix;
    return vm_raise(vm, EXCEPTION_TypeError, "unsupported operand type(s) for %s%s: '%s' and '%s'",
                    is_power ? "**" : operator_signs[op], suffix, class_name(vm, a), class_name(vm, b));
}

static Outcome binary_both_ways(Vm *vm, Operator op, Value a, Value b, Value *result)
{
    Class *left = class_of(vm, a), *right = class_of(vm, b);
    if (ask_binary(vm, left, op, a, b, result) == RAISED)
        return RAISED;
    bool asked_both = left == right || (left->ops->binary == right->ops->binary);
    if (*result != VALUE_NOT_IMPLEMENTED || asked_both)
        return RETURNED;
    return ask_binary(vm, right, op, a, b, result);
}

Outcome value_binary(Vm *vm, Operator op, Value a, Value b, Value *result)
{
    if (binary_both_ways(vm, op, a, b, result) == RAISED)
        return RAISED;
    return *result == VALUE_NOT_IMPLEMENTED ? unsupported(vm, op, a, b, "") : RETURNED;
}

Outcome value_inplace(Vm *vm, Operator op, Value a, Value b, Value *result)
{
    const ClassOps *ops = class_of(vm, a)->ops;
    if (ops->inplace) {
        if (ops->inplace(vm, op, a, b, result) == RAISED)
            return RAISED;
        if (*result != VALUE_NOT_IMPLEMENTED)
            return RETURNED;
    }
    if (binary_both_ways(vm, op, a, b, result) == RAISED)
        return RAISED;
    return *result == VALUE_NOT_IMPLEMENTED ? unsupported(vm, op, a, b, "=") : RETURNED;
}

Outcome value_unary(Vm *vm, Operator op, Value value, Value *result)
{
    if (op == OPERATOR_NOT) {
        bool truth;
        if (value_truth(vm, value, &truth) == RAISED)
            return RAISED;
        *result = value_from_bool(!truth);
        return RETURNED;
    }
    const ClassOps *ops = class_of(vm, value)->ops;
    *result = VALUE_NOT_IMPLEMENTED;
    if (ops->unary && ops->unary(vm, op, value, result) == RAISED)
        return RAISED;
    if (*result != VALUE_NOT_IMPLEMENTED)
        return RETURNED;
    return vm_raise(vm, EXCEPTION_TypeError, "bad operand type for unary %s: '%s'", operator_signs[op],
                    class_name(vm, value));
}

/* ---- items ---- */

Outcome value_length(Vm *vm, Value value, int64_t *length)
{
    const ClassOps *ops = class_of(vm, value)->ops;
    if (!ops->length)
        return vm_raise(vm, EXCEPTION_TypeError, "object of type '%s' has no len()", class_name(vm, value));
    return ops->length(vm, value, length);
}

Outcome value_get_item(Vm *vm, Value value, Value key, Value *result)
{
    const ClassOps *ops = class_of(vm, value)->ops;
    if (!ops->get_item)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not subscriptable", class_name(vm, value));
    return ops->get_item(vm, value, key, result);
}

Outcome no_item_assignment(Vm *vm, Value value, Value key, Value item)
{
    const Class *class = class_of(vm, value);
    int64_t index;
    bool has_length = class->ops->length && class != vm->classes.object && !value_is_kind(value, KIND_CLASS);
    bool is_sequence = (has_length || class->is_program) && int_from(key, &index);
    const char *what = item != VALUE_EMPTY ? "does not support item assignment"
                       : is_sequence       ? "doesn't support item deletion"
                                           : "does not support item deletion";
    return vm_raise(vm, EXCEPTION_TypeError, "'%s' object %s", class->told_name->text, what);
}

Outcome value_set_item(Vm *vm, Value value, Value key, Value item)
{
    const ClassOps *ops = class_of(vm, value)->ops;
    if (ops->set_item)
        return ops->set_item(vm, value, key, item);
    return no_item_assignment(vm, value, key, item);
}

Outcome contains_by_walking(Vm *vm, Value container, Value item, bool *result)
{
    Value iterator, candidate;
    if (value_iterate(vm, container, &iterator) == RAISED)
        return RAISED;
    Outcome outcome = RETURNED;
    *result = false;
    while (!*result && (outcome = value_next(vm, iterator, &candidate)) == RETURNED && candidate != VALUE_EMPTY) {
        outcome = value_equal(vm, candidate, item, result);
        value_release(vm, candidate);
        if (outcome == RAISED)
            break;
    }
    value_release(vm, iterator);
    return outcome == RAISED ? RAISED : RETURNED;
}

Outcome value_contains(Vm *vm, Value container, Value item, bool *result)
{
    const ClassOps *ops = class_of(vm, container)->ops;
    if (ops->contains)
        return ops->contains(vm, container, item, result);
    if (!ops->iterate && !ops->next && !value_is_iterator(vm, container))
        return vm_raise(vm, EXCEPTION_TypeError, "argument of type '%s' is not iterable",
                        class_name(vm, container));
    return contains_by_walking(vm, container, item, result);
}

/* ---- iteration ---- */

bool value_is_iterator(Vm *vm, Value value)
{
    if (value_is_kind(value, KIND_GENERATOR))
        return true;
    const Class *class = class_of(vm, value);
    if (class->is_program)
        return class_lookup(vm, class_of(vm, value), vm->names.next) != VALUE_EMPTY;
    return class->ops->next != NULL;
}

Outcome value_iterate(Vm *vm, Value value, Value *iterator)
{
    const ClassOps *ops = class_of(vm, value)->ops;
    if (ops->iterate)
        return ops->iterate(vm, value, iterator);
    if (ops->next) {
        *iterator = value_retain(value);
        return RETURNED;
    }
    return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not iterable", class_name(vm, value));
}

Outcome value_next(Vm *vm, Value iterator, Value *item)
{
    const ClassOps *ops = class_of(vm, iterator)->ops;
    if (!ops->next)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not an iterator", class_name(vm, iterator));
    if (!vm_spend(vm, 1)) /* many walks in C have no end of their own: set(itertools.repeat(1)) */
        return RAISED;
    if (!data_enter(vm, "")) /* map over map over map … */
        return RAISED;
    Outcome outcome = ops->next(vm, iterator, item);
    data_leave(vm);
    return outcome;
}

/* ---- native iterators ---- */

static void iterator_release(Vm *vm, Object *object)
{
    for (size_t i = 0; i < 4; i++)
        value_release(vm, ((Iterator *)object)->state[i]);
}

static void iterator_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    for (size_t i = 0; i < 4; i++)
        visitor(context, ((const Iterator *)object)->state[i]);
}

static Outcome iterator_next(Vm *vm, Value self, Value *item)
{
    Iterator *iterator = (Iterator *)value_object(self);
    value_retain(self); /* next_item may let go of the last reference: a callback that drops the iterator */
    Outcome outcome = iterator->next_item(vm, iterator, item);
    value_release(vm, self);
    return outcome;
}

static const ClassOps iterator_ops = {
    .size = sizeof(Iterator), .release = iterator_release, .visit = iterator_visit, .next = iterator_next};

static Class *iterator_class(Vm *vm, const char *type_name)
{
    Str *name = str_intern(vm, type_name, strlen(type_name));
    if (vm->iterator_classes == VALUE_EMPTY)
        vm->iterator_classes = dict_new(vm);
    Value found = dict_get_str(vm, value_dict(vm->iterator_classes), name);
    if (found != VALUE_EMPTY)
        return (Class *)value_object(found);
    Class *class = class_native(vm, &(ClassSpec){.name = name->text, .module = "builtins", .ops = &iterator_ops});
    dict_set_str(vm, value_dict(vm->iterator_classes), name, value_from(class));
    return class;
}

Iterator *iterator_new(Vm *vm, const char *type_name, Outcome (*next_item)(Vm *, Iterator *, Value *))
{
    Iterator *iterator = object_new(vm, iterator_class(vm, type_name), KIND_ITERATOR, sizeof *iterator);
    iterator->next_item = next_item;
    return iterator;
}
