/* The views of a dict: keys, values and items. Views of keys and of items can be compared and combined as sets. */
#include "dict_views.h"

#include "sequence.h"
#include "set_operations.h"
#include "table.h"

static Dict *dict_of(Value view)
{
    return ((DictView *)value_object(view))->dict;
}

static IteratorSort sort_of(Vm *vm, Value view)
{
    const Class *class = class_of(vm, view);
    return class == vm->classes.dict_keys     ? ITERATOR_KEYS
           : class == vm->classes.dict_values ? ITERATOR_VALUES
                                              : ITERATOR_ITEMS;
}

bool value_is_set_view(Vm *vm, Value value)
{
    const Class *class = class_of(vm, value);
    return class == vm->classes.dict_keys || class == vm->classes.dict_items;
}

/* ---- what all three do ---- */

static void view_release(Vm *vm, Object *object)
{
    object_release(vm, ((DictView *)object)->dict);
}

static void view_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, value_from(((const DictView *)object)->dict));
}

static Outcome view_repr(Vm *vm, Value self, Value *result)
{
    Value list;
    Text text = {0};
    if (list_from_iterable(vm, self, &list) == RAISED)
        return RAISED;
    text_format(&text, "%s(", class_of(vm, self)->name->text);
    Outcome outcome = value_write_repr(vm, list, &text);
    text_add(&text, ")");
    value_release(vm, list);
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

static Outcome view_length(Vm *vm, Value self, int64_t *length)
{
    (void)vm;
    *length = dict_of(self)->count;
    return RETURNED;
}

static Outcome view_iterate(Vm *vm, Value self, Value *iterator)
{
    const VmClasses *classes = &vm->classes;
    IteratorSort sort = sort_of(vm, self);
    Class *class = sort == ITERATOR_KEYS     ? classes->dict_key_iterator
                   : sort == ITERATOR_VALUES ? classes->dict_value_iterator
                                             : classes->dict_item_iterator;
    *iterator = table_iterator_new(vm, class, sort, dict_of(self));
    return RETURNED;
}

static Outcome view_reversed(Vm *vm, const Value *args, Value *result)
{
    *result = dict_backwards(vm, dict_of(args[0]), sort_of(vm, args[0]));
    return RETURNED;
}

/* ---- `in` ---- */

static Outcome keys_contains(Vm *vm, Value self, Value item, bool *result)
{
    return value_contains(vm, value_from(dict_of(self)), item, result);
}

/* Whether (key, value) is a pair of the dict. */
static Outcome items_contains(Vm *vm, Value self, Value item, bool *result)
{
    Value found;
    *result = false;
    if (!value_is_kind(item, KIND_TUPLE) || value_tuple(item)->count != 2)
        return RETURNED;
    if (dict_get(vm, dict_of(self), value_tuple(item)->items[0], &found) == RAISED)
        return RAISED;
    if (found == VALUE_EMPTY)
        return RETURNED;
    value_retain(found);
    Outcome outcome = value_equal(vm, found, value_tuple(item)->items[1], result);
    value_release(vm, found);
    return outcome;
}

/* ---- as sets ---- */

static Outcome view_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    if (value_is_any_set(other) || value_is_set_view(vm, other))
        return set_compare_with(vm, op, self, other, result);
    *result = VALUE_NOT_IMPLEMENTED;
    return RETURNED;
}

/* A view on either side gives a set. The order is the left side's. */
static Outcome view_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    bool is_of_sets =
        op == OPERATOR_SUB || op == OPERATOR_BIT_AND || op == OPERATOR_BIT_OR || op == OPERATOR_BIT_XOR;
    *result = VALUE_NOT_IMPLEMENTED;
    if (!is_of_sets)
        return RETURNED;
    Set *set = set_of(vm, vm->classes.set, left);
    if (!set)
        return RAISED;
    if (set_apply(vm, op, set, right) == RAISED) {
        object_release(vm, set);
        return RAISED;
    }
    *result = value_from(set);
    return RETURNED;
}

static Outcome view_isdisjoint(Vm *vm, const Value *args, Value *result)
{
    bool is_disjoint;
    if (none_is_in(vm, args[1], args[0], &is_disjoint) == RAISED)
        return RAISED;
    *result = value_from_bool(is_disjoint);
    return RETURNED;
}

/* ---- the classes ---- */

#define VIEW_BEHAVIOUR                                                                                             \
    .size = sizeof(DictView), .release = view_release, .visit = view_visit, .repr = view_repr,                     \
    .length = view_length, .iterate = view_iterate

static const ClassOps keys_ops = {VIEW_BEHAVIOUR, .compare = view_compare, .binary = view_binary,
                                  .contains = keys_contains};
static const ClassOps items_ops = {VIEW_BEHAVIOUR, .compare = view_compare, .binary = view_binary,
                                   .contains = items_contains};
static const ClassOps values_ops = {VIEW_BEHAVIOUR};

static Value view_new(Vm *vm, Class *class, Value dict)
{
    DictView *view = object_new(vm, class, KIND_OTHER, sizeof *view);
    view->dict = object_retain(value_dict(dict));
    return value_from(view);
}

Outcome dict_keys_method(Vm *vm, const Value *args, Value *result)
{
    *result = view_new(vm, vm->classes.dict_keys, args[0]);
    return RETURNED;
}

Outcome dict_values_method(Vm *vm, const Value *args, Value *result)
{
    *result = view_new(vm, vm->classes.dict_values, args[0]);
    return RETURNED;
}

Outcome dict_items_method(Vm *vm, const Value *args, Value *result)
{
    *result = view_new(vm, vm->classes.dict_items, args[0]);
    return RETURNED;
}

static const NativeSpec set_view_methods[] = {
    {"isdisjoint", view_isdisjoint, "self, other, /", NATIVE_PLAIN},
    {"__reversed__", view_reversed, "self, /", NATIVE_PLAIN},
    {0},
};

static const NativeSpec values_methods[] = {
    {"__reversed__", view_reversed, "self, /", NATIVE_PLAIN},
    {0},
};

static Class *view_class(Vm *vm, const char *name, const ClassOps *ops, const NativeSpec *methods)
{
    return class_native(vm, &(ClassSpec){.name = name, .module = "builtins", .ops = ops, .methods = methods});
}

static Class *iterator_class(Vm *vm, const char *name)
{
    return view_class(vm, name, &table_iterator_ops, NULL);
}

void dict_views_init(Vm *vm)
{
    VmClasses *classes = &vm->classes;
    classes->dict_keys = view_class(vm, "dict_keys", &keys_ops, set_view_methods);
    classes->dict_items = view_class(vm, "dict_items", &items_ops, set_view_methods);
    classes->dict_values = view_class(vm, "dict_values", &values_ops, values_methods);
    class_forbid_hash(vm, classes->dict_keys);
    class_forbid_hash(vm, classes->dict_items);
    classes->dict_key_iterator = iterator_class(vm, "dict_keyiterator");
    classes->dict_value_iterator = iterator_class(vm, "dict_valueiterator");
    classes->dict_item_iterator = iterator_class(vm, "dict_itemiterator");
}
