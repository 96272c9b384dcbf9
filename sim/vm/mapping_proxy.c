/* mappingproxy: a dict as its readers see it. Whoever holds the dict itself can still change it. */
#include "dict_views.h"

#include "table.h"

/* A DictView, whose class tells. */

Value mapping_proxy_new(Vm *vm, Value dict)
{
    DictView *proxy = object_new(vm, vm->classes.mapping_proxy, KIND_OTHER, sizeof *proxy);
    proxy->dict = object_retain(value_dict(dict));
    return value_from(proxy);
}

bool value_is_mapping_proxy(Vm *vm, Value value)
{
    return value_is_object(value) && class_of(vm, value) == vm->classes.mapping_proxy;
}

Dict *mapping_proxy_dict(Value proxy)
{
    return ((DictView *)value_object(proxy))->dict;
}

static Value dict_behind(Value proxy)
{
    return value_from(mapping_proxy_dict(proxy));
}

static void proxy_release(Vm *vm, Object *object)
{
    object_release(vm, ((DictView *)object)->dict);
}

static void proxy_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, value_from(((const DictView *)object)->dict));
}

static Outcome proxy_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_add(&text, "mappingproxy(");
    Outcome outcome = value_write_repr(vm, dict_behind(self), &text);
    text_add(&text, ")");
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

static Outcome proxy_str(Vm *vm, Value self, Value *result)
{
    return value_str(vm, dict_behind(self), result);
}

static Outcome proxy_length(Vm *vm, Value self, int64_t *length)
{
    (void)vm;
    *length = mapping_proxy_dict(self)->count;
    return RETURNED;
}

static Outcome proxy_get_item(Vm *vm, Value self, Value key, Value *result)
{
    return value_get_item(vm, dict_behind(self), key, result);
}

static Outcome proxy_hash(Vm *vm, Value self, uint64_t *hash)
{
    return value_hash(vm, dict_behind(self), hash);
}

static Outcome proxy_contains(Vm *vm, Value self, Value item, bool *result)
{
    return value_contains(vm, dict_behind(self), item, result);
}

static Outcome proxy_iterate(Vm *vm, Value self, Value *iterator)
{
    return value_iterate(vm, dict_behind(self), iterator);
}

static Value uncovered(Vm *vm, Value value)
{
    return value_is_mapping_proxy(vm, value) ? dict_behind(value) : value;
}

static Outcome proxy_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    bool is_equal;
    *result = VALUE_NOT_IMPLEMENTED;
    if (op != COMPARE_EQ && op != COMPARE_NE)
        return RETURNED;
    if (value_equal(vm, dict_behind(self), uncovered(vm, other), &is_equal) == RAISED)
        return RAISED;
    *result = value_from_bool(is_equal == (op == COMPARE_EQ));
    return RETURNED;
}

/* `|` gives a dict. */
static Outcome proxy_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if (op != OPERATOR_BIT_OR)
        return RETURNED;
    return value_binary(vm, op, uncovered(vm, left), uncovered(vm, right), result);
}

static Outcome proxy_get(Vm *vm, const Value *args, Value *result)
{
    if (dict_get(vm, mapping_proxy_dict(args[0]), args[1], result) == RAISED)
        return RAISED;
    Value otherwise = args[2] == VALUE_EMPTY ? VALUE_NONE : args[2];
    *result = value_retain(*result == VALUE_EMPTY ? otherwise : *result);
    return RETURNED;
}

static Outcome proxy_copy(Vm *vm, const Value *args, Value *result)
{
    *result = dict_copy(vm, mapping_proxy_dict(args[0]));
    return RETURNED;
}

static Outcome proxy_keys(Vm *vm, const Value *args, Value *result)
{
    Value dict = dict_behind(args[0]);
    return dict_keys_method(vm, &dict, result);
}

static Outcome proxy_values(Vm *vm, const Value *args, Value *result)
{
    Value dict = dict_behind(args[0]);
    return dict_values_method(vm, &dict, result);
}

static Outcome proxy_items(Vm *vm, const Value *args, Value *result)
{
    Value dict = dict_behind(args[0]);
    return dict_items_method(vm, &dict, result);
}

static Outcome proxy_reversed(Vm *vm, const Value *args, Value *result)
{
    *result = dict_backwards(vm, mapping_proxy_dict(args[0]), ITERATOR_KEYS);
    return RETURNED;
}

static const NativeSpec methods[] = {
    {"get", proxy_get, "self, key, default=None, /", NATIVE_PLAIN},
    {"keys", proxy_keys, "self, /", NATIVE_PLAIN},
    {"values", proxy_values, "self, /", NATIVE_PLAIN},
    {"items", proxy_items, "self, /", NATIVE_PLAIN},
    {"copy", proxy_copy, "self, /", NATIVE_PLAIN},
    {"__reversed__", proxy_reversed, "self, /", NATIVE_PLAIN},
    {0},
};

static const ClassOps ops = {
    .size = sizeof(DictView),
    .release = proxy_release,
    .visit = proxy_visit,
    .repr = proxy_repr,
    .str = proxy_str,
    .length = proxy_length,
    .hash = proxy_hash,
    .get_item = proxy_get_item,
    .contains = proxy_contains,
    .iterate = proxy_iterate,
    .compare = proxy_compare,
    .binary = proxy_binary,
};

void mapping_proxy_init(Vm *vm)
{
    vm->classes.mapping_proxy = class_native(
        vm, &(ClassSpec){.name = "mappingproxy", .module = "builtins", .ops = &ops, .methods = methods});
}
