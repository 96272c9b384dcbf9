/* Types in annotations: aliases such as list[int], and unions such as int | None. */
#include "generic.h"

#include "native_function.h"

#include <stdio.h>

/* ---- reprs ---- */

/* Types to be written, and how NoneType is called among them. */
typedef struct Types {
    const Value *items;
    size_t count;
    const char *none;
} Types;

static Outcome write_each(Vm *vm, const Types *types, const char *between, Text *out);

/* As a class is written there: int, __main__.Shop, ..., and `none` for that of None. */
static Outcome write_type(Vm *vm, Value type, const char *none, Text *out)
{
    if (type == VALUE_ELLIPSIS) {
        text_add(out, "...");
    } else if (value_is_kind(type, KIND_LIST)) {
        text_add(out, "[");
        if (write_each(vm, &(Types){value_list(type)->items, value_list(type)->count, none}, ", ", out) == RAISED)
            return RAISED;
        text_add(out, "]");
    } else if (type == VALUE_NONE || type == value_from(vm->classes.none)) {
        text_add(out, none);
    } else if (value_is_kind(type, KIND_CLASS)) {
        const Class *class = (const Class *)value_object(type);
        bool is_builtin = str_is(class->module, "builtins");
        text_format(out, "%s%s%s", is_builtin ? "" : class->module->text, is_builtin ? "" : ".",
                    class->qualname->text);
    } else {
        return value_write_repr(vm, type, out);
    }
    return RETURNED;
}

static Outcome write_each(Vm *vm, const Types *types, const char *between, Text *out)
{
    if (!data_enter(vm, " while getting the repr of an object"))
        return RAISED;
    Outcome outcome = RETURNED;
    for (size_t i = 0; i < types->count && outcome == RETURNED; i++) {
        text_add(out, i > 0 ? between : "");
        outcome = write_type(vm, types->items[i], types->none, out);
    }
    data_leave(vm);
    return outcome;
}

static Outcome give_text(Vm *vm, Outcome outcome, Text *text, Value *result)
{
    if (outcome == RETURNED)
        *result = str_from_text(vm, text);
    text_release(text);
    return outcome;
}

/* ---- aliases ---- */

static GenericAlias *alias_of(Value value)
{
    return (GenericAlias *)value_object(value);
}

/* The classes in C that CPython lets be subscripted. */
static bool is_generic(const Class *class)
{
    static const char names[] = " builtins.list builtins.dict builtins.tuple builtins.set builtins.frozenset "
                                "builtins.type builtins.enumerate builtins.ExceptionGroup "
                                "builtins.BaseExceptionGroup collections.deque collections.defaultdict "
                                "collections.Counter collections.OrderedDict asyncio.queues.Queue "
                                "asyncio.queues.LifoQueue asyncio.queues.PriorityQueue _asyncio.Future "
                                "_asyncio.Task _contextvars.ContextVar _contextvars.Token functools.partial "
                                "itertools.chain ";
    char name[80];
    int length = snprintf(name, sizeof name, " %s.%s ", class->module->text, class->name->text);
    return length < (int)sizeof name && strstr(names, name);
}

Value alias_make(Vm *vm, Class *class, Value args)
{
    GenericAlias *alias = object_new(vm, vm->classes.generic_alias, KIND_OTHER, sizeof *alias);
    alias->origin = value_retain(value_from(class));
    alias->args = args;
    return value_from(alias);
}

Outcome alias_new(Vm *vm, Class *class, Value key, Value *result)
{
    if (!is_generic(class))
        return vm_raise(vm, EXCEPTION_TypeError, "type '%s' is not subscriptable", class->told_name->text);
    *result = alias_make(vm, class, value_is_kind(key, KIND_TUPLE) ? value_retain(key) : tuple_new(vm, &key, 1));
    return RETURNED;
}

Value alias_origin(const Vm *vm, Value value)
{
    return value_is_alias(vm, value) ? alias_of(value)->origin : value;
}

static void alias_release(Vm *vm, Object *object)
{
    value_release(vm, ((GenericAlias *)object)->origin);
    value_release(vm, ((GenericAlias *)object)->args);
}

static void alias_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const GenericAlias *)object)->origin);
    visitor(context, ((const GenericAlias *)object)->args);
}

/* Of a class of the program: written as typing writes it. */
static bool is_own(const GenericAlias *alias)
{
    return ((const Class *)value_object(alias->origin))->is_program;
}

static Outcome alias_repr(Vm *vm, Value self, Value *result)
{
    const GenericAlias *alias = alias_of(self);
    const Tuple *args = value_tuple(alias->args);
    Text text = {0};
    const char *none = is_own(alias) ? "NoneType" : "None";
    write_type(vm, alias->origin, none, &text);
    text_add(&text, args->count > 0 ? "[" : "[()");
    Outcome outcome = write_each(vm, &(Types){args->items, args->count, none}, ", ", &text);
    text_add(&text, "]");
    return give_text(vm, outcome, &text, result);
}

static Outcome alias_hash(Vm *vm, Value self, uint64_t *hash)
{
    uint64_t of_origin;
    if (value_hash(vm, alias_of(self)->origin, &of_origin) == RAISED ||
        value_hash(vm, alias_of(self)->args, hash) == RAISED)
        return RAISED;
    *hash ^= of_origin;
    return RETURNED;
}

static Outcome alias_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !value_is_alias(vm, other))
        return RETURNED;
    bool equal = alias_of(self)->origin == alias_of(other)->origin;
    if (equal && value_equal(vm, alias_of(self)->args, alias_of(other)->args, &equal) == RAISED)
        return RAISED;
    *result = value_from_bool(equal == (op == COMPARE_EQ));
    return RETURNED;
}

/* TypeVar and its like are no classes. */
static bool has_variable(const Tuple *args)
{
    for (size_t i = 0; i < args->count; i++) {
        if (value_is_kind(args->items[i], KIND_INSTANCE))
            return true;
    }
    return false;
}

/* What stands in the brackets already is final: a scenario's aliases have no parameters of their own. */
static Outcome no_item(Vm *vm, Value self, Value key, Value *result)
{
    (void)key;
    if (value_is_alias(vm, self) && has_variable(value_tuple(alias_of(self)->args)))
        return vm_refuse(vm, "an alias takes no types for its variables: put them after the class's own name");
    if (value_repr(vm, self, result) == RETURNED) {
        vm_raise(vm, EXCEPTION_TypeError, "%s is not a generic class", value_str_object(*result)->text);
        value_release(vm, *result);
    }
    return RAISED;
}

/* Calling list[int] is calling list. */
static Outcome alias_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    return vm_enter(vm, alias_of(self)->origin, arguments, result);
}

/* What is not the alias's own is the class's. */
static Outcome alias_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    const GenericAlias *alias = alias_of(self);
    bool is_special = strncmp(name->text, "__", 2) == 0;
    *result = VALUE_EMPTY;
    if (str_is(name, "__origin__"))
        *result = value_retain(alias->origin);
    else if (str_is(name, "__args__"))
        *result = value_retain(alias->args);
    else if (str_is(name, "__parameters__"))
        *result = value_retain(vm->empty_tuple);
    else if (!is_special || name == vm->names.name || name == vm->names.qualname || name == vm->names.module)
        return value_get_attribute(vm, alias->origin, name, result);
    return RETURNED;
}

static Outcome type_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    return op == OPERATOR_BIT_OR ? union_new(vm, left, right, result) : RETURNED;
}

static const ClassOps alias_ops = {
    .size = sizeof(GenericAlias),
    .release = alias_release,
    .visit = alias_visit,
    .repr = alias_repr,
    .hash = alias_hash,
    .compare = alias_compare,
    .binary = type_binary,
    .get_item = no_item,
    .call = alias_call,
    .get_attribute = alias_get_attribute,
};

/* ---- unions ---- */

static Value args_of(Value value)
{
    return ((Union *)value_object(value))->args;
}

static bool is_type(const Vm *vm, Value value)
{
    return value_is_kind(value, KIND_CLASS) || value == VALUE_NONE || value_is_alias(vm, value) ||
           value_is_union(vm, value);
}

static Outcome has_item(Vm *vm, const List *list, Value item, bool *has)
{
    *has = false;
    for (size_t i = 0; i < list->count && !*has; i++) {
        if (value_equal(vm, list->items[i], item, has) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

/* Each once, in the order in which they come. */
static Outcome add_types(Vm *vm, List *list, Value type)
{
    if (value_is_union(vm, type)) {
        const Tuple *args = value_tuple(args_of(type));
        for (size_t i = 0; i < args->count; i++) {
            if (add_types(vm, list, args->items[i]) == RAISED)
                return RAISED;
        }
        return RETURNED;
    }
    bool has;
    Value item = type == VALUE_NONE ? value_from(vm->classes.none) : type;
    if (!vm_spend(vm, list->count / 4) || has_item(vm, list, item, &has) == RAISED)
        return RAISED;
    return has || list_append(vm, list, item) ? RETURNED : RAISED;
}

Outcome union_new(Vm *vm, Value left, Value right, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if (!is_type(vm, left) || !is_type(vm, right))
        return RETURNED;
    Value list = list_new(vm, NULL, 0);
    const List *types = value_list(list);
    Outcome outcome = add_types(vm, value_list(list), left);
    if (outcome == RETURNED)
        outcome = add_types(vm, value_list(list), right);
    if (outcome == RETURNED && types->count == 1) {
        *result = value_retain(types->items[0]);
    } else if (outcome == RETURNED) {
        Union *made = object_new(vm, vm->classes.union_type, KIND_OTHER, sizeof *made);
        made->args = tuple_new(vm, types->items, types->count);
        *result = value_from(made);
    }
    value_release(vm, list);
    return vm_is_over(vm) ? RAISED : outcome;
}

static void union_release(Vm *vm, Object *object)
{
    value_release(vm, ((Union *)object)->args);
}

static void union_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const Union *)object)->args);
}

static bool has_own_alias(const Vm *vm, const Tuple *args)
{
    for (size_t i = 0; i < args->count; i++) {
        if (value_is_alias(vm, args->items[i]) && is_own(alias_of(args->items[i])))
            return true;
    }
    return false;
}

/* As typing writes it: typing.Optional[…] for two of which one is None. */
static Outcome write_typing_union(Vm *vm, const Tuple *args, Text *out)
{
    Value none = value_from(vm->classes.none);
    bool is_optional = args->count == 2 && (args->items[0] == none || args->items[1] == none);
    Types types = {args->items, args->count, "NoneType"};
    if (is_optional)
        types = (Types){&args->items[args->items[0] == none], 1, "NoneType"};
    text_add(out, is_optional ? "typing.Optional[" : "typing.Union[");
    Outcome outcome = write_each(vm, &types, ", ", out);
    text_add(out, "]");
    return outcome;
}

static Outcome union_repr(Vm *vm, Value self, Value *result)
{
    const Tuple *args = value_tuple(args_of(self));
    Text text = {0};
    if (has_own_alias(vm, args))
        return give_text(vm, write_typing_union(vm, args, &text), &text, result);
    return give_text(vm, write_each(vm, &(Types){args->items, args->count, "None"}, " | ", &text), &text, result);
}

/* The order does not count. */
static Outcome union_hash(Vm *vm, Value self, uint64_t *hash)
{
    const Tuple *args = value_tuple(args_of(self));
    *hash = args->count;
    for (size_t i = 0; i < args->count; i++) {
        uint64_t of_item;
        if (value_hash(vm, args->items[i], &of_item) == RAISED)
            return RAISED;
        *hash += of_item;
    }
    return RETURNED;
}

static Outcome union_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !value_is_union(vm, other))
        return RETURNED;
    const Tuple *ours = value_tuple(args_of(self)), *others = value_tuple(args_of(other));
    bool equal = ours->count == others->count;
    for (size_t i = 0; i < ours->count && equal; i++) {
        if (value_contains(vm, args_of(other), ours->items[i], &equal) == RAISED)
            return RAISED;
    }
    *result = value_from_bool(equal == (op == COMPARE_EQ));
    return RETURNED;
}

static Outcome union_args(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_retain(args_of(args[0]));
    return RETURNED;
}

static const NativeSpec union_methods[] = {
    {"__args__", union_args, "self, /", NATIVE_GETTER},
    {0},
};

static const ClassOps union_ops = {
    .size = sizeof(Union),
    .release = union_release,
    .visit = union_visit,
    .repr = union_repr,
    .hash = union_hash,
    .compare = union_compare,
    .binary = type_binary,
    .get_item = no_item,
};

void generic_class_init(Vm *vm)
{
    vm->classes.generic_alias =
        class_native(vm, &(ClassSpec){.name = "GenericAlias", .module = "types", .ops = &alias_ops});
    vm->classes.union_type = class_native(
        vm, &(ClassSpec){.name = "UnionType", .module = "types", .ops = &union_ops, .methods = union_methods});
}
