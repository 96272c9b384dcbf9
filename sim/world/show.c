/* The short repr of a value, for the views.
 *
 * It looks like Python's repr, but runs no code of the program and makes nothing in the world: an object of the
 * program's class is shown with its attributes, whatever its __repr__ would say. */
#include "world.h"

#include <string.h>

enum {
    DEEPEST = 4,
    ITEMS_SHOWN = 12,
    SEARCHED = 4096, /* tasks and things among which an object is looked for: the youngest */
};

typedef struct Shower {
    Vm *vm;
    Text *out;
    size_t end; /* length of `out` at which to stop */
    unsigned depth;
} Shower;

static void show(Shower *shower, Value value);

static bool is_full(const Shower *shower)
{
    return shower->out->length >= shower->end;
}

static void show_str(Shower *shower, const Str *str)
{
    size_t room = shower->end > shower->out->length ? shower->end - shower->out->length : 0;
    str_write_repr(str->text, utf8_cut(str->text, str->size, room), shower->out);
}

/* Between two items: false where no more are to be shown. */
static bool go_on(Shower *shower, size_t shown)
{
    if (shown > 0)
        text_add(shower->out, ", ");
    if (shown < ITEMS_SHOWN && !is_full(shower))
        return true;
    text_add(shower->out, "…");
    return false;
}

static void show_items(Shower *shower, const Value *items, uint64_t count)
{
    for (size_t i = 0; i < count && go_on(shower, i); i++)
        show(shower, items[i]);
}

static void show_tuple(Shower *shower, const Tuple *tuple)
{
    text_add_char(shower->out, '(');
    show_items(shower, tuple->items, tuple->count);
    text_add(shower->out, tuple->count == 1 ? ",)" : ")");
}

static void show_list(Shower *shower, const List *list)
{
    text_add_char(shower->out, '[');
    show_items(shower, list->items, list->count);
    text_add_char(shower->out, ']');
}

static void show_dict(Shower *shower, const Dict *dict)
{
    Value key, value;
    uint32_t at = 0;
    text_add_char(shower->out, '{');
    for (size_t shown = 0; dict_next(dict, &at, &key, &value) && go_on(shower, shown); shown++) {
        show(shower, key);
        text_add(shower->out, ": ");
        show(shower, value);
    }
    text_add_char(shower->out, '}');
}

static void show_set(Shower *shower, const Set *set)
{
    const Class *class = object_class(set);
    bool is_plain = class == shower->vm->classes.set;
    if (!is_plain || set->count == 0)
        text_format(shower->out, "%s(", class->name->text);
    if (set->count > 0) {
        Value item, none;
        uint32_t at = 0;
        text_add_char(shower->out, '{');
        for (size_t shown = 0; dict_next(set, &at, &item, &none) && go_on(shower, shown); shown++)
            show(shower, item);
        text_add_char(shower->out, '}');
    }
    if (!is_plain || set->count == 0)
        text_add_char(shower->out, ')');
}

static void show_range(Shower *shower, const Range *range)
{
    text_format(shower->out, "range(%lld, %lld", (long long)range->start, (long long)range->stop);
    if (range->step != 1)
        text_format(shower->out, ", %lld", (long long)range->step);
    text_add_char(shower->out, ')');
}

/* What follows «Car(» of an instance whose __dict__ the program has; beside it what its __slots__ name. */
static void show_dicts(Shower *shower, const Value *dicts)
{
    Value key, value;
    size_t shown = 0;
    for (int i = 0; i < 2 && dicts[i] != VALUE_EMPTY; i++) {
        for (uint32_t at = 0; dict_next(value_dict(dicts[i]), &at, &key, &value) && go_on(shower, shown); shown++) {
            if (value_is_str(key))
                text_format(shower->out, "%s=", value_str_object(key)->text);
            show(shower, value);
        }
    }
    text_add_char(shower->out, ')');
}

/* «Car(number=2, plate='X')». */
static void show_instance(Shower *shower, const Class *class, const Shape *shape, const Value *slots)
{
    text_format(shower->out, "%s(", class->name->text);
    if (shape_is_dict(shape)) {
        show_dicts(shower, slots);
        return;
    }
    uint32_t count = shape ? shape->count : 0;
    for (uint32_t i = 0; i < count && go_on(shower, i); i++) {
        const Shape *own = shape;
        while (own->count != i + 1)
            own = own->parent;
        text_format(shower->out, "%s=", own->name->text);
        show(shower, slots[i]);
    }
    text_add_char(shower->out, ')');
}

static void show_exception(Shower *shower, const Exception *exception)
{
    text_format(shower->out, "%s(", object_class(exception)->name->text);
    if (value_is_kind(exception->args, KIND_TUPLE)) {
        const Tuple *args = value_tuple(exception->args);
        show_items(shower, args->items, args->count);
    }
    text_add_char(shower->out, ')');
}

static void show_named(Shower *shower, const char *what, Value name)
{
    text_format(shower->out, "<%s %s>", what, value_is_str(name) ? value_str_object(name)->text : "?");
}

/* A task or a coordination object is shown by its label or name. */
static bool show_known(Shower *shower, const Object *object)
{
    const World *world = world_of(shower->vm);
    if (!world || !world->keeps_facts)
        return false;
    uint32_t thing_count = world->thing_count, task_count = world->task_count;
    for (uint32_t i = thing_count; i > 0 && i + SEARCHED > thing_count; i--)
        if (world->things[i].object == object) {
            text_format(shower->out, "<%s ", world->things[i].ops->type_name);
            world_write_thing_name(shower->vm, i, shower->out);
            text_add_char(shower->out, '>');
            return true;
        }
    for (uint32_t i = task_count; i > 0 && i + SEARCHED > task_count; i--)
        if (world->tasks[i] == object) {
            text_format(shower->out, "<%s %s>", object_class(object)->name->text, world_task_label(shower->vm, i));
            return true;
        }
    return false;
}

typedef struct Walk {
    Shower *shower;
    size_t shown;
    bool is_over;
} Walk;

static void show_visited(void *context, Value value)
{
    Walk *walk = context;
    if (walk->is_over || (walk->is_over = !go_on(walk->shower, walk->shown++)))
        return;
    show(walk->shower, value);
}

/* Containers of the library, such as deque: their items. */
static bool is_container(const Class *class)
{
    static const char *const names[] = {"deque", "mappingproxy", "dict_keys", "dict_values", "dict_items"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_is(class->name, names[i]))
            return true;
    return false;
}

static void show_other(Shower *shower, Value value, const Object *object)
{
    const Class *class = class_of(shower->vm, value);
    if (object && show_known(shower, object))
        return;
    if (!object || !class->ops || !class->ops->visit || !is_container(class)) {
        text_format(shower->out, "<%s>", class->name->text);
        return;
    }
    Walk walk = {.shower = shower};
    text_format(shower->out, "%s([", class->name->text);
    class->ops->visit(object, show_visited, &walk);
    text_add(shower->out, "])");
}

static void show_object(Shower *shower, Value value)
{
    const Object *object = value_object(value);
    switch ((Kind)object->kind) {
    case KIND_STR:
        show_str(shower, (const Str *)object);
        return;
    case KIND_TUPLE:
        show_tuple(shower, (const Tuple *)object);
        return;
    case KIND_LIST:
        show_list(shower, (const List *)object);
        return;
    case KIND_DICT:
        show_dict(shower, (const Dict *)object);
        return;
    case KIND_SET:
        show_set(shower, (const Set *)object);
        return;
    case KIND_RANGE:
        show_range(shower, (const Range *)object);
        return;
    case KIND_INSTANCE: {
        const Instance *instance = (const Instance *)object;
        show_instance(shower, object_class(object), instance->shape, instance->slots);
        return;
    }
    case KIND_EXCEPTION:
        show_exception(shower, (const Exception *)object);
        return;
    case KIND_FUNCTION:
        show_named(shower, "function", ((const Function *)object)->qualname);
        return;
    case KIND_BOUND_METHOD: {
        Value function = ((const BoundMethod *)object)->function;
        bool is_function = value_is_kind(function, KIND_FUNCTION);
        show_named(shower, "method",
                   is_function ? ((const Function *)value_object(function))->qualname : VALUE_EMPTY);
        return;
    }
    case KIND_CLASS:
        text_format(shower->out, "<class %s>", ((const Class *)object)->name->text);
        return;
    case KIND_MODULE:
        text_format(shower->out, "<module %s>", ((const Module *)object)->name->text);
        return;
    case KIND_GENERATOR:
        show_named(shower, "generator", ((const Frame *)object)->qualname);
        return;
    case KIND_COROUTINE:
    case KIND_NATIVE_COROUTINE:
        show_named(shower, "coroutine", ((const Frame *)object)->qualname);
        return;
    case KIND_ASYNC_GENERATOR:
        show_named(shower, "async generator", ((const Frame *)object)->qualname);
        return;
    case KIND_OTHER:
    case KIND_INT:
    case KIND_FLOAT:
    case KIND_SLICE:
    case KIND_NATIVE:
    case KIND_CODE:
    case KIND_CELL:
    case KIND_FRAME:
    case KIND_ITERATOR:
    case KIND_PROPERTY:
    case KIND_STATIC_METHOD:
    case KIND_CLASS_METHOD:
    case KIND_SUPER:
        show_other(shower, value, object);
        return;
    }
}

static void show_number(Shower *shower, Value value)
{
    int64_t integer;
    if (value_is_bool(value))
        text_add(shower->out, value == VALUE_TRUE ? "True" : "False");
    else if (int_from(value, &integer))
        text_format(shower->out, "%lld", (long long)integer);
    else
        float_write(float_of(value), shower->out);
}

static bool is_number(Value value)
{
    double real;
    return real_from(value, &real);
}

static void show(Shower *shower, Value value)
{
    if (is_full(shower) || shower->depth >= DEEPEST) {
        text_add(shower->out, "…");
        return;
    }
    shower->depth++;
    if (value == VALUE_EMPTY)
        text_add(shower->out, "<unset>");
    else if (value == VALUE_NONE)
        text_add(shower->out, "None");
    else if (value == VALUE_NOT_IMPLEMENTED)
        text_add(shower->out, "NotImplemented");
    else if (value == VALUE_ELLIPSIS)
        text_add(shower->out, "Ellipsis");
    else if (is_number(value))
        show_number(shower, value);
    else
        show_object(shower, value);
    shower->depth--;
}

void world_show(Vm *vm, Value value, size_t most, Text *out)
{
    size_t begin = out->length;
    Shower shower = {.vm = vm, .out = out, .end = begin + most};
    show(&shower, value);
    if (out->length <= begin + most)
        return;
    Text cut = {0};
    size_t end = begin + most > 3 ? begin + most - 3 : begin; /* «…» takes three bytes */
    while (end > begin && (out->bytes[end] & 0xC0) == 0x80)
        end--;
    text_add_bytes(&cut, out->bytes, end);
    text_add(&cut, "…");
    text_release(out);
    *out = cut;
}
