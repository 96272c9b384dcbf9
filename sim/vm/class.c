/* Classes: making them, their method resolution order, and looking names up in them. */
#include "dict_views.h"
#include "generic.h"
#include "native_function.h"
#include "set_operations.h"

#include <assert.h>

static uint32_t next_version(Vm *vm)
{
    return ++vm->class_version;
}

/* ---- the tree of classes ---- */

static void touch(Vm *vm, Class *class)
{
    class->version = next_version(vm);
    for (Class *child = class->first_subclass; child; child = child->next_sibling)
        touch(vm, child);
}

/* A class stands in the list of its first base only. */
static void add_subclass(Class *base, Class *class)
{
    class->next_sibling = base->first_subclass;
    base->first_subclass = class;
}

static void remove_subclass(Class *base, const Class *class)
{
    for (Class **link = &base->first_subclass; *link; link = &(*link)->next_sibling) {
        if (*link == class) {
            *link = class->next_sibling;
            return;
        }
    }
}

/* Give new versions to all classes below `class`, those that have it as a second base too: a rare walk over all. */
static void touch_heirs_below(Vm *vm, Class *top, const Class *class)
{
    if (top != class && class_is_subclass(top, class))
        top->version = next_version(vm);
    for (Class *child = top->first_subclass; child; child = child->next_sibling)
        touch_heirs_below(vm, child, class);
}

static void touch_with_heirs(Vm *vm, Class *class)
{
    class->version = next_version(vm);
    touch_heirs_below(vm, vm->classes.object, class);
}

/* ---- looking up ---- */

static Value search_mro(Vm *vm, const Class *class, Str *name)
{
    for (uint32_t i = 0; i < class->mro_count; i++) {
        Value found = dict_get_str(vm, class->mro[i]->attributes, name);
        if (found != VALUE_EMPTY)
            return found;
    }
    return VALUE_EMPTY;
}

static MethodCache *cache_place(Vm *vm, const Class *class, const Str *name)
{
    uint32_t mixed = class->version * 31u ^ (uint32_t)(((const char *)name - (const char *)vm) / ARENA_STEP);
    return &vm->method_cache[mixed & (METHOD_CACHE_SIZE - 1)];
}

Value class_lookup(Vm *vm, Class *class, Str *name)
{
    MethodCache *place = cache_place(vm, class, name);
    if (place->version == class->version && place->name == name)
        return place->value;
    Value found = search_mro(vm, class, name);
    if (name->head.flags & STR_INTERNED)
        *place = (MethodCache){class->version, name, found};
    return found;
}

bool class_is_subclass(const Class *class, const Class *base)
{
    for (uint32_t i = 0; i < class->mro_count; i++) {
        if (class->mro[i] == base)
            return true;
    }
    return false;
}

bool value_is_instance(Vm *vm, Value value, const Class *class)
{
    return class_is_subclass(class_of(vm, value), class);
}

static Outcome check_hook(Vm *vm, Class *class, Str *hook, Value subject, bool *result, bool *is_done)
{
    *is_done = false;
    Value found = class->is_program ? class_lookup(vm, class, hook) : VALUE_EMPTY;
    if (!value_is_kind(found, KIND_CLASS_METHOD))
        return RETURNED;
    *is_done = true;
    Value values[] = {value_from(class), subject}, answer;
    if (value_call_with(vm, ((Wrapper *)value_object(found))->function, 2, values, &answer) == RAISED)
        return RAISED;
    Outcome outcome = value_truth(vm, answer, result);
    value_release(vm, answer);
    return outcome;
}

static Outcome check_each(Vm *vm, Value subject, const Tuple *classes, bool *result,
                          Outcome (*check)(Vm *, Value, Value, bool *))
{
    Outcome outcome = RETURNED;
    *result = false;
    if (!data_enter(vm, " in __instancecheck__"))
        return RAISED;
    for (size_t i = 0; i < classes->count && !*result && outcome == RETURNED; i++)
        outcome = check(vm, subject, classes->items[i], result);
    data_leave(vm);
    return outcome;
}

static Outcome refuse_alias(Vm *vm, Value alias, const char *function)
{
    if (((Class *)value_object(alias_origin(vm, alias)))->is_program)
        return vm_raise(vm, EXCEPTION_TypeError,
                        "Subscripted generics cannot be used with class and instance checks");
    return vm_raise(vm, EXCEPTION_TypeError, "%s() argument 2 cannot be a parameterized generic", function);
}

/* An object that answers for a class, such as typing.Union[int, str]. */
static bool has_check(Vm *vm, Value object, Str *hook)
{
    return class_lookup(vm, class_of(vm, object), hook) != VALUE_EMPTY;
}

static Outcome ask_check(Vm *vm, Value object, const char *hook, Value subject, bool *result)
{
    Value answer;
    if (value_call_method(vm, object, hook, 1, &subject, &answer) == RAISED)
        return RAISED;
    Outcome outcome = value_truth(vm, answer, result);
    value_release(vm, answer);
    return outcome;
}

Outcome value_isinstance(Vm *vm, Value value, Value class_or_tuple, bool *result)
{
    if (value_is_kind(class_or_tuple, KIND_TUPLE))
        return check_each(vm, value, value_tuple(class_or_tuple), result, value_isinstance);
    if (value_is_union(vm, class_or_tuple))
        return check_each(vm, value, value_tuple(((Union *)value_object(class_or_tuple))->args), result,
                          value_isinstance);
    if (value_is_alias(vm, class_or_tuple))
        return refuse_alias(vm, class_or_tuple, "isinstance");
    if (value_is_kind(class_or_tuple, KIND_INSTANCE) && has_check(vm, class_or_tuple, vm->names.instancecheck))
        return ask_check(vm, class_or_tuple, "__instancecheck__", value, result);
    if (!value_is_kind(class_or_tuple, KIND_CLASS))
        return vm_raise(vm, EXCEPTION_TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union");
    bool is_done;
    Class *class = (Class *)value_object(class_or_tuple);
    if (check_hook(vm, class, vm->names.instancecheck, value, result, &is_done) == RAISED)
        return RAISED;
    if (!is_done)
        *result = value_is_instance(vm, value, class) || class_told_of(vm, value) == class;
    return RETURNED;
}

Outcome class_issubclass(Vm *vm, Value class, Value class_or_tuple, bool *result)
{
    if (!value_is_kind(class, KIND_CLASS))
        return vm_raise(vm, EXCEPTION_TypeError, "issubclass() arg 1 must be a class");
    if (value_is_kind(class_or_tuple, KIND_TUPLE))
        return check_each(vm, class, value_tuple(class_or_tuple), result, class_issubclass);
    if (value_is_union(vm, class_or_tuple))
        return check_each(vm, class, value_tuple(((Union *)value_object(class_or_tuple))->args), result,
                          class_issubclass);
    if (value_is_alias(vm, class_or_tuple))
        return refuse_alias(vm, class_or_tuple, "issubclass");
    if (value_is_kind(class_or_tuple, KIND_INSTANCE) && has_check(vm, class_or_tuple, vm->names.subclasscheck))
        return ask_check(vm, class_or_tuple, "__subclasscheck__", class, result);
    if (!value_is_kind(class_or_tuple, KIND_CLASS))
        return vm_raise(vm, EXCEPTION_TypeError,
                        "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    bool is_done;
    Class *above = (Class *)value_object(class_or_tuple);
    if (check_hook(vm, above, vm->names.subclasscheck, class, result, &is_done) == RAISED)
        return RAISED;
    if (!is_done)
        *result = class_is_subclass((Class *)value_object(class), above);
    return RETURNED;
}

/* ---- method resolution order: C3 ---- */

typedef struct MergeList {
    Class **items;
    uint32_t count, at;
} MergeList;

enum { BASES_MOST = 32 };

static bool is_in_a_tail(const Class *class, const MergeList *lists, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (uint32_t k = lists[i].at + 1; k < lists[i].count; k++) {
            if (lists[i].items[k] == class)
                return true;
        }
    }
    return false;
}

static Class *next_of_merge(const MergeList *lists, size_t count, bool *is_empty)
{
    *is_empty = true;
    for (size_t i = 0; i < count; i++) {
        if (lists[i].at >= lists[i].count)
            continue;
        *is_empty = false;
        Class *candidate = lists[i].items[lists[i].at];
        if (!is_in_a_tail(candidate, lists, count))
            return candidate;
    }
    return NULL;
}

static void advance_lists(MergeList *lists, size_t count, const Class *taken)
{
    for (size_t i = 0; i < count; i++) {
        if (lists[i].at < lists[i].count && lists[i].items[lists[i].at] == taken)
            lists[i].at++;
    }
}

/* Names the classes that stand first in what is left of the lists, each once. */
static Outcome no_order(Vm *vm, const MergeList *lists, size_t count)
{
    Text names = {0};
    const Class *told[BASES_MOST + 1];
    size_t told_count = 0;
    for (size_t i = 0; i < count; i++) {
        const Class *first = lists[i].at < lists[i].count ? lists[i].items[lists[i].at] : NULL;
        for (size_t k = 0; k < told_count; k++)
            first = told[k] == first ? NULL : first;
        if (!first)
            continue;
        text_format(&names, "%s%s", told_count ? ", " : "", first->name->text);
        told[told_count++] = first;
    }
    vm_raise(vm, EXCEPTION_TypeError, "Cannot create a consistent method resolution order (MRO) for bases %s",
             text_string(&names));
    text_release(&names);
    return RAISED;
}

static Outcome set_mro(Vm *vm, Class *class)
{
    MergeList lists[BASES_MOST + 1];
    size_t count = class->bases ? class->bases->count : 0;
    uint32_t most = 1;
    Class *direct[BASES_MOST];
    for (size_t i = 0; i < count; i++) {
        direct[i] = (Class *)value_object(class->bases->items[i]);
        lists[i] = (MergeList){direct[i]->mro, direct[i]->mro_count, 0};
        most += direct[i]->mro_count;
    }
    lists[count] = (MergeList){direct, (uint32_t)count, 0};
    Class **mro = vm_alloc(vm, most * sizeof *mro);
    if (!mro)
        return vm_raise_memory(vm);
    uint32_t length = 0;
    mro[length++] = class;
    for (bool is_empty = false; !is_empty;) {
        Class *next = next_of_merge(lists, count + 1, &is_empty);
        if (next) {
            mro[length++] = next;
            advance_lists(lists, count + 1, next);
        } else if (!is_empty) {
            vm_free(vm, mro, most * sizeof *mro);
            return no_order(vm, lists, count + 1);
        }
    }
    class->mro = vm_resize(vm, mro, most * sizeof *mro, length * sizeof *mro);
    class->mro_count = length;
    return RETURNED;
}

/* ---- names in messages ---- */

/* Classes of these modules are written in C in CPython, whose messages then name the module too. */
static void set_told_name(Vm *vm, Class *class)
{
    static const char *const modules[] = {"_asyncio",  "_contextvars", "collections", "datetime",
                                          "functools", "itertools",    "types"};
    class->told_name = class->name;
    if (str_is(class->name, "Counter")) /* the one of collections that is written in Python */
        return;
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        if (!str_is(class->module, modules[i]))
            continue;
        Value whole = str_format(vm, "%s.%s", class->module->text, class->name->text);
        class->told_name = str_intern_value(vm, value_str_object(whole));
        value_release(vm, whole);
    }
}

/* ---- native classes ---- */

static Value native_attribute(Vm *vm, const NativeSpec *spec, Class *class)
{
    Value function = native_new(vm, spec, class->name->text);
    Value attribute = function;
    if (spec->kind == NATIVE_PLAIN || spec->kind == NATIVE_GETTER)
        ((Native *)value_object(function))->owner = class;
    switch (spec->kind) {
    case NATIVE_PLAIN:
        return function;
    case NATIVE_STATIC:
        attribute = wrapper_new(vm, KIND_STATIC_METHOD, function);
        break;
    case NATIVE_CLASS:
        attribute = wrapper_new(vm, KIND_CLASS_METHOD, function);
        break;
    case NATIVE_GETTER:
        attribute = property_new(vm, function);
        break;
    }
    value_release(vm, function);
    return attribute;
}

void class_add_natives(Vm *vm, Class *class, const NativeSpec *methods)
{
    for (; methods && methods->name; methods++) {
        Value attribute = native_attribute(vm, methods, class);
        dict_set_str(vm, class->attributes, str_intern(vm, methods->name, strlen(methods->name)), attribute);
        value_release(vm, attribute);
    }
    touch(vm, class);
}

/* The first classes are made before `type` itself stands: vm_open gives them their class later. */
static Class *class_begin(Vm *vm, const char *name, const char *module)
{
    Class *class = object_new(vm, vm->classes.type, KIND_CLASS, sizeof(Class));
    if (!class)
        return NULL;
    class->name = str_intern(vm, name, strlen(name));
    class->qualname = class->name;
    class->module = str_intern(vm, module, strlen(module));
    set_told_name(vm, class);
    class->attributes = value_dict(dict_new(vm));
    return class;
}

Class *class_native(Vm *vm, const ClassSpec *spec)
{
    Class *class = class_begin(vm, spec->name, spec->module);
    Class *base = spec->base ? spec->base : vm->classes.object;
    class->ops = spec->ops;
    class->instance_kind = KIND_OTHER;
    class->can_be_base = spec->can_be_base;
    class->base = base;
    if (base) {
        Value item = value_from(base);
        class->bases = value_tuple(tuple_new(vm, &item, 1));
        class->is_exception = base->is_exception;
        add_subclass(base, class);
    }
    Outcome outcome = set_mro(vm, class);
    assert(outcome == RETURNED);
    (void)outcome;
    if (spec->construct)
        class->construct = native_make(vm, spec->name, spec->construct, spec->signature, VALUE_EMPTY);
    class_add_natives(vm, class, spec->methods);
    class_add_slot_methods(vm, class);
    return class;
}

void class_inherit_maker(Vm *vm, Class *class)
{
    Native *own = (Native *)value_object(class->construct);
    const Native *inherited = (const Native *)value_object(class->base->construct);
    own->name = inherited->name;
    value_replace(vm, &own->qualname, value_retain(inherited->qualname));
}

/* ExceptionGroup alone among the native classes has two bases. */
void class_add_base(Vm *vm, Class *class, Class *base)
{
    Value bases[] = {value_from(class->base), value_from(base)};
    object_release(vm, class->bases);
    class->bases = value_tuple(tuple_new(vm, bases, 2));
    vm_free(vm, class->mro, class->mro_count * sizeof *class->mro);
    Outcome outcome = set_mro(vm, class);
    assert(outcome == RETURNED);
    (void)outcome;
    touch(vm, class);
}

/* ---- classes of the program ---- */

static const char metaclass_conflict[] = "metaclass conflict: the metaclass of a derived class must be a "
                                         "(non-strict) subclass of the metaclasses of all its bases";

static Outcome check_base(Vm *vm, Value base)
{
    if (!value_is_kind(base, KIND_CLASS))
        return vm_raise(vm, EXCEPTION_TypeError, "%s", metaclass_conflict);
    const Class *class = (const Class *)value_object(base);
    if (class->is_program || class->can_be_base || class->is_exception || class == vm->classes.object)
        return RETURNED;
    if (class == vm->classes.boolean || class == vm->classes.none || class == vm->classes.function)
        return vm_raise(vm, EXCEPTION_TypeError, "type '%s' is not an acceptable base type", class->name->text);
    return vm_refuse(vm, "a scenario's class cannot derive from %s: keep one in an attribute instead",
                     class->name->text);
}

static Outcome use_bases(Vm *vm, Class *class, Tuple *bases)
{
    if (bases->count > BASES_MOST)
        return vm_refuse(vm, "a class with more than %d bases", BASES_MOST);
    for (size_t i = 0; i < bases->count; i++) {
        if (check_base(vm, bases->items[i]) == RAISED)
            return RAISED;
        for (size_t k = 0; k < i; k++) {
            if (bases->items[i] == bases->items[k])
                return vm_raise(vm, EXCEPTION_TypeError, "duplicate base class %s",
                                ((Class *)value_object(bases->items[i]))->name->text);
        }
    }
    Value object = value_from(vm->classes.object);
    class->bases = bases->count ? object_retain(bases) : value_tuple(tuple_new(vm, &object, 1));
    class->base = (Class *)value_object(class->bases->items[0]);
    return set_mro(vm, class);
}

static void inherit(Vm *vm, Class *class)
{
    class->ops = &instance_ops;
    class->instance_kind = KIND_INSTANCE;
    for (uint32_t i = 1; i < class->mro_count; i++) {
        const Class *base = class->mro[i];
        if (base->is_exception) {
            class->is_exception = true;
            class->ops = &program_exception_ops;
            class->instance_kind = KIND_EXCEPTION;
        }
        if (class->call_hook == VALUE_EMPTY)
            class->call_hook = value_retain(base->call_hook);
        if (class->iterate_hook == VALUE_EMPTY)
            class->iterate_hook = value_retain(base->iterate_hook);
    }
    class->has_getattr = class_lookup(vm, class, vm->names.getattr) != VALUE_EMPTY;
    Value setattr = class_lookup(vm, class, vm->names.setattr),
          get = class_lookup(vm, class, vm->names.getattribute);
    Value delattr = class_lookup(vm, class, vm->names.delattr);
    class->has_setattr = value_is_kind(setattr, KIND_FUNCTION) || value_is_kind(delattr, KIND_FUNCTION);
    class->has_getattribute = value_is_kind(get, KIND_FUNCTION);
}

/* __eq__ without __hash__ makes instances unhashable; functions that are class methods by their name become so. */
static void settle_namespace(Vm *vm, Class *class)
{
    Dict *own = class->attributes;
    if (dict_get_str(vm, own, vm->names.eq) != VALUE_EMPTY && dict_get_str(vm, own, vm->names.hash) == VALUE_EMPTY)
        dict_set_str(vm, own, vm->names.hash, VALUE_NONE);
    Str *implicit[] = {vm->names.init_subclass, vm->names.class_getitem};
    for (size_t i = 0; i < 2; i++) {
        Value found = dict_get_str(vm, own, implicit[i]);
        if (!value_is_kind(found, KIND_FUNCTION))
            continue;
        Value wrapped = wrapper_new(vm, KIND_CLASS_METHOD, found);
        dict_set_str(vm, own, implicit[i], wrapped);
        value_release(vm, wrapped);
    }
    Value maker = dict_get_str(vm, own, vm->names.new);
    if (value_is_kind(maker, KIND_FUNCTION)) {
        Value wrapped = wrapper_new(vm, KIND_STATIC_METHOD, maker);
        dict_set_str(vm, own, vm->names.new, wrapped);
        value_release(vm, wrapped);
    }
}

static bool is_abstract(Vm *vm, Value attribute)
{
    if (value_is_kind(attribute, KIND_PROPERTY))
        attribute = ((Property *)value_object(attribute))->getter;
    if (value_is_kind(attribute, KIND_STATIC_METHOD) || value_is_kind(attribute, KIND_CLASS_METHOD))
        attribute = ((Wrapper *)value_object(attribute))->function;
    if (!value_is_kind(attribute, KIND_FUNCTION))
        return false;
    Value attributes = ((Function *)value_object(attribute))->attributes;
    return attributes != VALUE_EMPTY &&
           dict_get_str(vm, value_dict(attributes), vm->names.isabstractmethod) == VALUE_TRUE;
}

/* Abstract methods count in classes of ABCMeta, and where a base has an __abstractmethods__. */
static void find_abstract(Vm *vm, Class *class)
{
    if (class_lookup(vm, class, vm->names.abstractmethods) == VALUE_EMPTY &&
        !str_is(object_class(class)->name, "ABCMeta"))
        return;
    Set *names = set_make(vm, vm->classes.frozenset);
    for (uint32_t i = 0; i < class->mro_count; i++) {
        Value key, value;
        for (uint32_t at = 0; dict_next(class->mro[i]->attributes, &at, &key, &value);) {
            if (!is_abstract(vm, value) || !is_abstract(vm, class_lookup(vm, class, value_str_object(key))))
                continue;
            if (set_add(vm, names, key) == RAISED)
                value_release(vm, vm_take_raised(vm)); /* past the memory limit, which ends the run anyway */
        }
    }
    class->has_abstract = names->count > 0;
    dict_set_str(vm, class->attributes, vm->names.abstractmethods, value_from(names));
    touch(vm, class);
    object_release(vm, names);
}

static Outcome tell_descriptors(Vm *vm, Class *class)
{
    Value copy = dict_copy(vm, class->attributes), key, value;
    Outcome outcome = RETURNED;
    for (uint32_t at = 0; outcome == RETURNED && dict_next(value_dict(copy), &at, &key, &value);) {
        if (!value_is_kind(value, KIND_INSTANCE))
            continue;
        if (class_lookup(vm, value_class(value), vm->names.set_name) == VALUE_EMPTY)
            continue;
        Value arguments[] = {value_from(class), key}, ignored;
        outcome = value_call_method(vm, value, "__set_name__", 2, arguments, &ignored);
        if (outcome == RETURNED)
            value_release(vm, ignored);
    }
    value_release(vm, copy);
    return outcome;
}

/* super().__init_subclass__(**keywords): the hook of the nearest base. */
static Outcome tell_base(Vm *vm, Class *class, Value keywords)
{
    Value hook = VALUE_EMPTY;
    for (uint32_t i = 1; i < class->mro_count && hook == VALUE_EMPTY; i++)
        hook = dict_get_str(vm, class->mro[i]->attributes, vm->names.init_subclass);
    bool has_keywords = keywords != VALUE_EMPTY && value_dict(keywords)->count > 0;
    if (hook == VALUE_EMPTY && has_keywords)
        return vm_raise(vm, EXCEPTION_TypeError, "%s.__init_subclass__() takes no keyword arguments",
                        class->name->text);
    if (!value_is_kind(hook, KIND_CLASS_METHOD))
        return RETURNED;
    Value none = VALUE_EMPTY, result;
    Value self = value_from(class);
    Outcome outcome = call_with_dict(vm, ((Wrapper *)value_object(hook))->function, 1, &self,
                                     has_keywords ? keywords : none, &result);
    if (outcome == RETURNED)
        value_release(vm, result);
    return outcome;
}

/* type, ABCMeta, or what the library asks for. */
static bool may_be_metaclass(Vm *vm, Value metaclass)
{
    if (!value_is_kind(metaclass, KIND_CLASS))
        return false;
    const Class *class = (const Class *)value_object(metaclass);
    bool is_library = vm->frame && vm->frame->code && (vm->frame->code->flags & CODE_LIBRARY);
    return class == vm->classes.type || str_is(class->name, "ABCMeta") ||
           (is_library && class_is_subclass(class, vm->classes.type));
}

/* `metaclass=`, which is taken out of the keywords. */
static Outcome take_metaclass(Vm *vm, Value keywords, Class **metaclass)
{
    Str *name = str_intern(vm, "metaclass", 9);
    Value given = keywords == VALUE_EMPTY ? VALUE_EMPTY : dict_get_str(vm, value_dict(keywords), name);
    *metaclass = vm->classes.type;
    if (given == VALUE_EMPTY)
        return RETURNED;
    if (!may_be_metaclass(vm, given))
        return vm_refuse(vm, "a scenario's class cannot have a metaclass of its own: a decorator or "
                             "__init_subclass__ does the same");
    *metaclass = (Class *)value_object(given);
    dict_delete_str(vm, value_dict(keywords), name);
    return RETURNED;
}

/* The class of the class: the most derived of its bases' classes and of the one that was asked for. */
static Outcome choose_metaclass(Vm *vm, Class *class, const Tuple *bases, Class *metaclass)
{
    for (size_t i = 0; i < bases->count; i++) {
        Class *other = value_class(bases->items[i]);
        if (class_is_subclass(other, metaclass))
            metaclass = other;
        else if (!class_is_subclass(metaclass, other))
            return vm_raise(vm, EXCEPTION_TypeError, "%s", metaclass_conflict);
    }
    object_set_class(class, metaclass);
    return RETURNED;
}

static void take_names(Vm *vm, Class *class, Dict *namespace)
{
    Value module = dict_get_str(vm, namespace, vm->names.module);
    class->module = value_is_str(module) ? str_intern_value(vm, value_str_object(module)) : vm->names.main;
    Value qualname = dict_get_str(vm, namespace, vm->names.qualname);
    class->qualname = value_is_str(qualname) ? str_intern_value(vm, value_str_object(qualname)) : class->name;
    dict_delete_str(vm, namespace, vm->names.qualname);
    if (dict_get_str(vm, namespace, vm->names.doc) == VALUE_EMPTY)
        dict_set_str(vm, namespace, vm->names.doc, VALUE_NONE);
}

Outcome class_build(Vm *vm, Str *name, Tuple *bases, Dict *namespace, Value keywords, Value *result)
{
    Class *metaclass;
    if (take_metaclass(vm, keywords, &metaclass) == RAISED)
        return RAISED;
    Class *class = object_new(vm, vm->classes.type, KIND_CLASS, sizeof(Class));
    class->ops = &instance_ops;
    class->is_program = true;
    class->name = str_intern_value(vm, name);
    class->attributes = value_dict(dict_copy(vm, namespace));
    take_names(vm, class, class->attributes);
    class->told_name = class->name;
    if (str_is(class->module, "datetime"))
        set_told_name(vm, class);
    if (use_bases(vm, class, bases) == RAISED || choose_metaclass(vm, class, class->bases, metaclass) == RAISED) {
        object_release(vm, class);
        return RAISED;
    }
    for (uint32_t i = 1; i < class->mro_count; i++)
        class->mro[i]->head.refs++;
    add_subclass(class->base, class);
    touch(vm, class);
    settle_namespace(vm, class);
    touch(vm, class);
    inherit(vm, class);
    find_abstract(vm, class);
    *result = value_from(class);
    if (class_take_slots(vm, class) == RETURNED && tell_descriptors(vm, class) == RETURNED &&
        tell_base(vm, class, keywords) == RETURNED)
        return RETURNED;
    object_release(vm, class);
    return RAISED;
}

Outcome class_set_attribute(Vm *vm, Class *class, Str *name, Value value)
{
    if (!class->is_program)
        return vm_raise(vm, EXCEPTION_TypeError, "cannot set '%s' attribute of immutable type '%s'", name->text,
                        class->name->text);
    name = str_intern_value(vm, name);
    if (value == VALUE_EMPTY && !dict_delete_str(vm, class->attributes, name))
        return vm_raise(vm, EXCEPTION_AttributeError, "type object '%s' has no attribute '%s'", class->name->text,
                        name->text);
    if (value != VALUE_EMPTY && !dict_set_str(vm, class->attributes, name, value))
        return vm_raise_memory(vm);
    touch_with_heirs(vm, class);
    inherit(vm, class);
    return RETURNED;
}

/* ---- the class of classes ---- */

static void class_release(Vm *vm, Object *object)
{
    Class *class = (Class *)object;
    if (class->base)
        remove_subclass(class->base, class);
    for (uint32_t i = 1; i < class->mro_count; i++)
        object_release(vm, class->mro[i]);
    vm_free(vm, class->mro, class->mro_count * sizeof *class->mro);
    value_release(vm, class->call_hook);
    value_release(vm, class->iterate_hook);
    value_release(vm, class->slot_names);
    object_release(vm, class->bases);
    object_release(vm, class->attributes);
}

static void class_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Class *class = (const Class *)object;
    visitor(context, value_from(class->attributes));
    if (class->bases)
        visitor(context, value_from(class->bases));
    for (uint32_t i = 1; i < class->mro_count && class->is_program; i++)
        visitor(context, value_from(class->mro[i]));
    visitor(context, class->call_hook);
    visitor(context, class->iterate_hook);
    visitor(context, class->slot_names);
}

static Outcome class_repr(Vm *vm, Value self, Value *result)
{
    const Class *class = (const Class *)value_object(self);
    if (class->iterate_hook != VALUE_EMPTY)
        *result = str_format(vm, "<enum '%s'>", class->name->text);
    else if (str_is(class->module, "builtins"))
        *result = str_format(vm, "<class '%s'>", class->qualname->text);
    else
        *result = str_format(vm, "<class '%s.%s'>", class->module->text, class->qualname->text);
    return RETURNED;
}

static Value tuple_of_mro(Vm *vm, const Class *class)
{
    Tuple *tuple = tuple_make(vm, class->mro_count);
    for (uint32_t i = 0; tuple && i < class->mro_count; i++)
        tuple->items[i] = value_retain(value_from(class->mro[i]));
    return value_from(tuple);
}

static Value subclass_list(Vm *vm, const Class *class)
{
    Value list = list_new(vm, NULL, 0);
    for (const Class *child = class->first_subclass; child; child = child->next_sibling)
        list_insert(vm, value_list(list), 0, value_from(child));
    return list;
}

static Outcome class_mro_method(Vm *vm, const Value *args, Value *result)
{
    Value tuple = tuple_of_mro(vm, (const Class *)value_object(args[0]));
    Outcome outcome = list_from_iterable(vm, tuple, result);
    value_release(vm, tuple);
    return outcome;
}

static Outcome class_subclasses_method(Vm *vm, const Value *args, Value *result)
{
    *result = subclass_list(vm, (const Class *)value_object(args[0]));
    return RETURNED;
}

static Value special_of_class(Vm *vm, const Class *class, const Str *name)
{
    const VmNames *names = &vm->names;
    if (name == names->name)
        return value_retain(value_from(class->name));
    if (name == names->qualname)
        return value_retain(value_from(class->qualname));
    if (name == names->module)
        return value_retain(value_from(class->module));
    if (name == names->class)
        return value_retain(value_from(object_class(class)));
    if (name == names->mro)
        return tuple_of_mro(vm, class);
    if (name == names->bases)
        return class->bases ? value_retain(value_from(class->bases)) : value_retain(vm->empty_tuple);
    if (str_is(name, "__base__"))
        return class->base ? value_retain(value_from(class->base)) : VALUE_NONE;
    if (name == names->dict)
        return mapping_proxy_new(vm, value_from(class->attributes));
    if (name == names->annotations && dict_get_str(vm, class->attributes, names->annotations) == VALUE_EMPTY)
        return dict_new(vm);
    return VALUE_EMPTY;
}

static Outcome class_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    Class *class = (Class *)value_object(self);
    *result = special_of_class(vm, class, name);
    if (*result != VALUE_EMPTY)
        return RETURNED;
    Value found = class_lookup(vm, class, name);
    if (found == VALUE_EMPTY)
        return RETURNED;
    return attribute_bind(vm, found, VALUE_EMPTY, class, result);
}

/* The members of an enumeration stay what they are. */
static Outcome check_member(Vm *vm, Class *class, Str *name, Value value)
{
    Value members = dict_get_str(vm, class->attributes, vm->names.members);
    if (class->iterate_hook == VALUE_EMPTY || !value_is_mapping_proxy(vm, members) ||
        dict_get_str(vm, mapping_proxy_dict(members), name) == VALUE_EMPTY)
        return RETURNED;
    if (value == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_AttributeError, "'%s' cannot delete member '%s'.", class->name->text,
                        name->text);
    return vm_raise(vm, EXCEPTION_AttributeError, "cannot reassign member '%s'", name->text);
}

static Outcome class_set_attribute_op(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    Class *class = (Class *)value_object(self);
    *done = true;
    if (class->is_program && value != VALUE_EMPTY && (name == vm->names.name || name == vm->names.qualname)) {
        if (!value_is_str(value))
            return vm_raise(vm, EXCEPTION_TypeError, "can only assign string to %s.%s", class->name->text,
                            name->text);
        Str *text = str_intern_value(vm, value_str_object(value));
        *(name == vm->names.name ? &class->name : &class->qualname) = text;
        class->told_name = class->name;
        return RETURNED;
    }
    if (check_member(vm, class, name, value) == RAISED)
        return RAISED;
    return class_set_attribute(vm, class, name, value);
}

/* Class[item]: __class_getitem__, or for native containers an alias (list[int] in annotations). */
static Outcome class_get_item(Vm *vm, Value self, Value key, Value *result)
{
    Class *class = (Class *)value_object(self);
    Value found = class_lookup(vm, class, vm->names.class_getitem), bound;
    if (found != VALUE_EMPTY) {
        if (attribute_bind(vm, found, VALUE_EMPTY, class, &bound) == RAISED)
            return RAISED;
        Outcome outcome = value_call_with(vm, bound, 1, &key, result);
        value_release(vm, bound);
        return outcome;
    }
    if (class->iterate_hook != VALUE_EMPTY && value_is_str(key))
        return value_get_attribute(vm, self, str_intern_value(vm, value_str_object(key)), result);
    return alias_new(vm, class, key, result);
}

/* int | None in annotations and isinstance. */
static Outcome class_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    return op == OPERATOR_BIT_OR ? union_new(vm, left, right, result) : RETURNED;
}

static Outcome hooked_members(Vm *vm, Value self, Value *list)
{
    const Class *class = (const Class *)value_object(self);
    if (class->iterate_hook == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not iterable",
                        class_of(vm, self)->told_name->text);
    return value_call_with(vm, class->iterate_hook, 1, &self, list);
}

static Outcome class_iterate(Vm *vm, Value self, Value *iterator)
{
    Value list;
    if (hooked_members(vm, self, &list) == RAISED)
        return RAISED;
    Outcome outcome = value_iterate(vm, list, iterator);
    value_release(vm, list);
    return outcome;
}

/* `item in Color`: a member, or a member's value. */
static Outcome class_contains(Vm *vm, Value self, Value item, bool *result)
{
    Value list, value;
    if (((const Class *)value_object(self))->iterate_hook == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "argument of type '%s' is not iterable",
                        class_of(vm, self)->told_name->text);
    *result = value_is_instance(vm, item, (const Class *)value_object(self));
    if (hooked_members(vm, self, &list) == RAISED)
        return RAISED;
    Outcome outcome = RETURNED;
    for (size_t i = 0; i < value_list(list)->count && !*result && outcome == RETURNED; i++) {
        outcome = value_get_attribute(vm, value_list(list)->items[i], vm->names.value, &value);
        if (outcome == RETURNED) {
            outcome = value_equal(vm, value, item, result);
            value_release(vm, value);
        }
    }
    value_release(vm, list);
    return outcome;
}

static Outcome class_length(Vm *vm, Value self, int64_t *length)
{
    if (((const Class *)value_object(self))->iterate_hook == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "object of type '%s' has no len()",
                        class_of(vm, self)->told_name->text);
    Value list;
    if (hooked_members(vm, self, &list) == RAISED)
        return RAISED;
    Outcome outcome = value_length(vm, list, length);
    value_release(vm, list);
    return outcome;
}

static Outcome class_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm, (void)self;
    *truth = true;
    return RETURNED;
}

static const ClassOps class_ops = {
    .size = sizeof(Class),
    .release = class_release,
    .visit = class_visit,
    .repr = class_repr,
    .truth = class_truth,
    .length = class_length,
    .get_item = class_get_item,
    .contains = class_contains,
    .iterate = class_iterate,
    .binary = class_binary,
    .get_attribute = class_get_attribute,
    .set_attribute = class_set_attribute_op,
};

static const NativeSpec class_methods[] = {
    {"mro", class_mro_method, "self, /", NATIVE_PLAIN},
    {"__subclasses__", class_subclasses_method, "self, /", NATIVE_PLAIN},
    {0},
};

static Outcome wrong_type_argument(Vm *vm, int position, const char *wanted, Value given)
{
    return vm_raise(vm, EXCEPTION_TypeError, "type.__new__() argument %d must be %s, not %s", position, wanted,
                    class_of(vm, given)->told_name->text);
}

/* type(x), or type(name, bases, namespace). */
Class *class_told_of(Vm *vm, Value value)
{
    Class *class = class_of(vm, value);
    if (class == vm->classes.native_method)
        return vm->classes.native;
    return class == vm->classes.native_function ? vm->classes.function : class;
}

static Outcome type_construct(Vm *vm, const Value *args, Value *result)
{
    const Tuple *given = value_tuple(args[1]);
    const Value *parts = given->items;
    if (given->count == 1 && args[2] == VALUE_EMPTY) {
        *result = value_retain(value_from(class_told_of(vm, parts[0])));
        return RETURNED;
    }
    if (given->count != 3)
        return vm_raise(vm, EXCEPTION_TypeError, "type() takes 1 or 3 arguments");
    if (!value_is_str(parts[0]))
        return wrong_type_argument(vm, 1, "str", parts[0]);
    if (!value_is_kind(parts[1], KIND_TUPLE))
        return wrong_type_argument(vm, 2, "tuple", parts[1]);
    if (!value_is_kind(parts[2], KIND_DICT))
        return wrong_type_argument(vm, 3, "dict", parts[2]);
    return class_build(vm, value_str_object(parts[0]), value_tuple(parts[1]), value_dict(parts[2]), args[2],
                       result);
}

void class_type_init(Vm *vm)
{
    static const ClassSpec spec = {.name = "type", .module = "builtins", .ops = &class_ops};
    vm->classes.type = class_native(vm, &spec);
}

void class_type_finish(Vm *vm)
{
    Class *type = vm->classes.type;
    class_add_natives(vm, type, class_methods);
    type->construct = native_make(vm, "type", type_construct, "cls, *args, **keywords", VALUE_EMPTY);
}
