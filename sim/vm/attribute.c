/* Attributes of any value: finding, binding, setting, and the inline caches that make it quick. */
#include "native_function.h"
#include "suggestions.h"

/* ---- binding what a class holds to an instance ---- */

/* CPython has three classes: for what is written in Python, for C, and for C that knows the class it is of. */
static Class *class_of_bound(const Vm *vm, Value function)
{
    if (value_is_kind(function, KIND_FUNCTION))
        return value_object(function)->flags & FUNCTION_LIKE_NATIVE ? vm->classes.native_method
                                                                    : vm->classes.method;
    if (!value_is_kind(function, KIND_NATIVE))
        return vm->classes.method;
    switch ((NativeTelling)((const Native *)value_object(function))->telling) {
    case TOLD_AS_PYTHON:
        return vm->classes.method;
    case TOLD_AS_NAMED:
        return vm->classes.c_method;
    case TOLD_PLAINLY:
    case TOLD_AS_TUPLE:
        break;
    }
    return vm->classes.native_method;
}

static Value bind_method(Vm *vm, Value function, Value self)
{
    BoundMethod *method = object_new(vm, class_of_bound(vm, function), KIND_BOUND_METHOD, sizeof *method);
    method->function = value_retain(function);
    method->self = value_retain(self);
    return value_from(method);
}

static Outcome call_getter(Vm *vm, Value property, Value self, Value *result)
{
    Value getter = ((Property *)value_object(property))->getter;
    if (getter == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_AttributeError, "property of '%s' object has no getter",
                        class_of(vm, self)->told_name->text);
    return value_call_with(vm, getter, 1, &self, result);
}

static Outcome call_descriptor(Vm *vm, Value found, Value self, Class *class, Value *result)
{
    Value getter = class_lookup(vm, value_class(found), vm->names.get);
    if (getter == VALUE_EMPTY) {
        *result = value_retain(found);
        return RETURNED;
    }
    Value values[] = {found, self == VALUE_EMPTY ? VALUE_NONE : self, value_from(class)};
    return value_call_with(vm, getter, 3, values, result);
}

Outcome attribute_bind(Vm *vm, Value found, Value self, Class *class, Value *result)
{
    Kind kind = value_is_object(found) ? (Kind)value_object(found)->kind : KIND_OTHER;
    if (kind == KIND_STATIC_METHOD) {
        *result = value_retain(((Wrapper *)value_object(found))->function);
        return RETURNED;
    }
    if (kind == KIND_CLASS_METHOD) {
        *result = bind_method(vm, ((Wrapper *)value_object(found))->function, value_from(class));
        return RETURNED;
    }
    if (kind == KIND_INSTANCE)
        return call_descriptor(vm, found, self, class, result);
    if (self != VALUE_EMPTY && (kind == KIND_FUNCTION || kind == KIND_NATIVE)) {
        *result = bind_method(vm, found, self);
        return RETURNED;
    }
    if (self != VALUE_EMPTY && kind == KIND_PROPERTY)
        return call_getter(vm, found, self, result);
    if (kind == KIND_OTHER && value_is_object(found) &&
        class_lookup(vm, value_class(found), vm->names.get) != VALUE_EMPTY)
        return call_descriptor(vm, found, self, class, result);
    *result = value_retain(found);
    return RETURNED;
}

/* ---- finding ---- */

static bool is_data_descriptor(Vm *vm, Value found)
{
    if (value_is_kind(found, KIND_PROPERTY))
        return true;
    return value_is_kind(found, KIND_INSTANCE) &&
           class_lookup(vm, value_class(found), vm->names.set) != VALUE_EMPTY;
}

/* The part of a value that keeps attributes which the program set; NULL where it has none. */
static Instance *attribute_home(Value value)
{
    bool has_home = value_is_kind(value, KIND_INSTANCE) || value_is_kind(value, KIND_EXCEPTION);
    return has_home ? (Instance *)value_object(value) : NULL;
}

static Outcome special_attribute(Vm *vm, Value value, Class *class, Str *name, Value *result)
{
    *result = VALUE_EMPTY;
    Instance *home = attribute_home(value);
    if (name == vm->names.class)
        *result = value_retain(value_from(class_told_of(vm, value)));
    else if (name == vm->names.dict && home && !class->has_slots)
        return instance_dict(vm, home, result);
    return RETURNED;
}

static Outcome run_getattr(Vm *vm, Value value, Class *class, Str *name, Value *result)
{
    Value hook = class_lookup(vm, class, vm->names.getattr);
    Value values[] = {value, value_from(name)};
    return value_call_with(vm, hook, 2, values, result);
}

static Outcome find_plain(Vm *vm, Value value, Class *class, Str *name, Value *result)
{
    if (class->ops->get_attribute) {
        if (class->ops->get_attribute(vm, value, name, result) == RAISED)
            return RAISED;
        if (*result != VALUE_EMPTY)
            return RETURNED;
    }
    Value found = class_lookup(vm, class, name);
    if (found != VALUE_EMPTY && is_data_descriptor(vm, found))
        return attribute_bind(vm, found, value, class, result);
    Instance *home = attribute_home(value);
    Value own = home ? instance_get(vm, home, name) : VALUE_EMPTY;
    if (own != VALUE_EMPTY) {
        *result = value_retain(own);
        return RETURNED;
    }
    if (found != VALUE_EMPTY)
        return attribute_bind(vm, found, value, class, result);
    return special_attribute(vm, value, class, name, result);
}

/* __getattr__ is asked where nothing was found, also where a property or __getattribute__ raised AttributeError. */
Outcome value_find_attribute(Vm *vm, Value value, Str *name, Value *result)
{
    name = str_intern_value(vm, name);
    Class *class = class_of(vm, value);
    Outcome outcome;
    if (class->has_getattribute) {
        Value values[] = {value, value_from(name)};
        outcome = value_call_with(vm, class_lookup(vm, class, vm->names.getattribute), 2, values, result);
    } else {
        outcome = find_plain(vm, value, class, name, result);
    }
    if (outcome == RAISED && !vm_raised_is_builtin(vm, EXCEPTION_AttributeError))
        return RAISED;
    if (outcome == RETURNED && *result != VALUE_EMPTY)
        return RETURNED;
    if (class->has_getattr) {
        if (outcome == RAISED)
            value_release(vm, vm_take_raised(vm));
        return run_getattr(vm, value, class, name, result);
    }
    return outcome;
}

static Outcome no_attribute(Vm *vm, Value value, const Str *name)
{
    Outcome outcome = refuse_lacking(vm, value, name);
    if (outcome == RAISED)
        return RAISED;
    if (value_is_kind(value, KIND_CLASS))
        outcome = vm_raise(vm, EXCEPTION_AttributeError, "type object '%s' has no attribute '%s'",
                           ((Class *)value_object(value))->told_name->text, name->text);
    else if (value_is_kind(value, KIND_MODULE))
        outcome = vm_raise(vm, EXCEPTION_AttributeError, "module '%s' has no attribute '%s'",
                           ((Module *)value_object(value))->name->text, name->text);
    else
        outcome = vm_raise(vm, EXCEPTION_AttributeError, "'%s' object has no attribute '%s'",
                           class_of(vm, value)->told_name->text, name->text);
    return outcome;
}

Outcome value_get_attribute(Vm *vm, Value value, Str *name, Value *result)
{
    Outcome outcome = value_find_attribute(vm, value, name, result);
    if (outcome == RETURNED && *result == VALUE_EMPTY)
        outcome = no_attribute(vm, value, name);
    if (outcome == RAISED)
        suggest_attribute(vm, name, value);
    return outcome;
}

Outcome attribute_get_plain(Vm *vm, Value value, Str *name, Value *result)
{
    name = str_intern_value(vm, name);
    if (find_plain(vm, value, class_of(vm, value), name, result) == RAISED)
        return RAISED;
    return *result == VALUE_EMPTY ? no_attribute(vm, value, name) : RETURNED;
}

Outcome value_get_method(Vm *vm, Value value, Str *name, Value *callable, Value *self)
{
    Class *class = class_of(vm, value);
    Instance *home = attribute_home(value);
    bool is_plain = !class->ops->get_attribute && !class->has_getattribute;
    Value found = is_plain ? class_lookup(vm, class, name) : VALUE_EMPTY;
    bool is_function = value_is_kind(found, KIND_FUNCTION) || value_is_kind(found, KIND_NATIVE);
    if (is_function && (!home || instance_get(vm, home, name) == VALUE_EMPTY)) {
        *callable = value_retain(found);
        *self = value_retain(value);
        return RETURNED;
    }
    *self = VALUE_EMPTY;
    return value_get_attribute(vm, value, name, callable);
}

/* ---- setting ---- */

/* What is an attribute of a C struct in CPython. */
static bool is_native_property(const Property *property)
{
    if (!value_is_kind(property->getter, KIND_NATIVE))
        return property->head.flags & PROPERTY_LIKE_NATIVE;
    const Class *owner = ((const Native *)value_object(property->getter))->owner;
    return owner && (owner->told_name != owner->name || str_is(owner->module, "builtins"));
}

static Outcome not_writable(Vm *vm, Value property, const Class *class, Str *name)
{
    while (class->base && dict_get_str(vm, class->attributes, name) != property)
        class = class->base;
    if (str_is(class->told_name, "datetime.timedelta"))
        return vm_raise(vm, EXCEPTION_AttributeError, "readonly attribute");
    return vm_raise(vm, EXCEPTION_AttributeError, "attribute '%s' of '%s' objects is not writable", name->text,
                    class->told_name->text);
}

static Outcome call_setter(Vm *vm, Value property, Value self, Str *name, Value attribute)
{
    const Property *parts = (const Property *)value_object(property);
    Value function = attribute == VALUE_EMPTY ? parts->deleter : parts->setter, ignored;
    if (function == VALUE_EMPTY && name->text[0] == '_' && refuse_storing(vm, self, name) == RAISED)
        return RAISED; /* a property here, a plain attribute in CPython */
    if (function == VALUE_EMPTY && is_native_property(parts))
        return not_writable(vm, property, class_of(vm, self), name);
    if (function == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_AttributeError, "property '%s' of '%s' object has no %s", name->text,
                        class_of(vm, self)->told_name->text, attribute == VALUE_EMPTY ? "deleter" : "setter");
    Value values[] = {self, attribute};
    if (value_call_with(vm, function, attribute == VALUE_EMPTY ? 1 : 2, values, &ignored) == RAISED)
        return RAISED;
    value_release(vm, ignored);
    return RETURNED;
}

static Outcome call_set_descriptor(Vm *vm, Value descriptor, Value self, Value attribute)
{
    Value values[] = {self, attribute}, ignored;
    bool deletes = attribute == VALUE_EMPTY;
    if (deletes && class_lookup(vm, class_of(vm, descriptor), vm->names.delete) == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_AttributeError, "__delete__");
    if (value_call_method(vm, descriptor, deletes ? "__delete__" : "__set__", deletes ? 1 : 2, values, &ignored) ==
        RAISED)
        return RAISED;
    value_release(vm, ignored);
    return RETURNED;
}

static Outcome nothing_to_delete(Vm *vm, Value value, const Class *class, const Str *name)
{
    if (class_has_slot(class, name))
        return vm_raise(vm, EXCEPTION_AttributeError, "%s", name->text);
    return no_attribute(vm, value, name);
}

static Outcome set_own(Vm *vm, Value value, Class *class, Str *name, Value attribute)
{
    Instance *home = attribute_home(value);
    if (!home && attribute != VALUE_EMPTY && refuse_storing(vm, value, name) == RAISED)
        return RAISED;
    if (!home || (class->has_slots && !class_has_slot(class, name))) {
        if (class_lookup(vm, class, name) == VALUE_EMPTY)
            return vm_raise(vm, EXCEPTION_AttributeError,
                            "'%s' object has no attribute '%s' and no __dict__ for setting new attributes",
                            class->told_name->text, name->text);
        return vm_raise(vm, EXCEPTION_AttributeError, "'%s' object attribute '%s' is read-only",
                        class->told_name->text, name->text);
    }
    if (attribute == VALUE_EMPTY)
        return instance_delete(vm, home, name) ? RETURNED : nothing_to_delete(vm, value, class, name);
    return instance_set(vm, home, name, attribute) ? RETURNED : vm_raise_memory(vm);
}

static Outcome replace_dict(Vm *vm, Instance *home, Value dict)
{
    if (dict == VALUE_EMPTY)
        return vm_refuse(vm, "a scenario cannot delete an object's __dict__: clear() it");
    if (!value_is_kind(dict, KIND_DICT))
        return vm_raise(vm, EXCEPTION_TypeError, "__dict__ must be set to a dictionary, not a '%s'",
                        class_of(vm, dict)->told_name->text);
    return instance_set_dict(vm, home, dict);
}

/* Without the program's __setattr__ hook: object.__setattr__. */
Outcome attribute_set_plain(Vm *vm, Value value, Str *name, Value attribute)
{
    name = str_intern_value(vm, name);
    Class *class = class_of(vm, value);
    bool is_done = false;
    if (class->ops->set_attribute) {
        if (class->ops->set_attribute(vm, value, name, attribute, &is_done) == RAISED)
            return RAISED;
        if (is_done)
            return RETURNED;
    }
    Value found = class_lookup(vm, class, name);
    if (value_is_kind(found, KIND_PROPERTY))
        return call_setter(vm, found, value, name, attribute);
    if (found != VALUE_EMPTY && is_data_descriptor(vm, found))
        return call_set_descriptor(vm, found, value, attribute);
    if (name == vm->names.class)
        return vm_refuse(vm, "a scenario cannot change an object's __class__");
    if (name == vm->names.dict && attribute_home(value) && !class->has_slots)
        return replace_dict(vm, attribute_home(value), attribute);
    return set_own(vm, value, class, name, attribute);
}

Outcome value_set_attribute(Vm *vm, Value value, Str *name, Value attribute)
{
    Class *class = class_of(vm, value);
    if (!class->has_setattr)
        return attribute_set_plain(vm, value, name, attribute);
    bool deletes = attribute == VALUE_EMPTY;
    Value hook = class_lookup(vm, class, deletes ? vm->names.delattr : vm->names.setattr);
    Value values[] = {value, value_from(name), attribute}, ignored;
    if (hook == VALUE_EMPTY)
        return attribute_set_plain(vm, value, name, attribute);
    if (value_call_with(vm, hook, deletes ? 2 : 3, values, &ignored) == RAISED)
        return RAISED;
    value_release(vm, ignored);
    return RETURNED;
}

/* ---- inline caches ---- */

static void cache_own(Vm *vm, const Instance *instance, Str *name, Cache *cache)
{
    Class *class = object_class(instance);
    if (class->has_getattribute || is_data_descriptor(vm, class_lookup(vm, class, name)))
        return;
    int32_t slot = instance->shape ? shape_find(vm, instance->shape, name) : -1;
    if (slot >= 0)
        *cache = (Cache){class->version, slot, instance->shape, VALUE_EMPTY};
}

static void cache_module(Vm *vm, Module *module, Str *name, Cache *cache)
{
    Value slot = dict_get_str(vm, value_dict(module->index), name);
    if (slot != VALUE_EMPTY)
        *cache = (Cache){object_class(module)->version, (int32_t)value_small_int(slot), module, VALUE_EMPTY};
}

Outcome attribute_load(Vm *vm, Value value, Str *name, Cache *cache, Value *result)
{
    if (value_is_kind(value, KIND_INSTANCE)) {
        const Instance *instance = (const Instance *)value_object(value);
        if (cache->version == object_class(instance)->version && cache->shape == instance->shape) {
            *result = value_retain(instance->slots[cache->slot]);
            return RETURNED;
        }
        cache_own(vm, instance, name, cache);
    } else if (value_is_kind(value, KIND_MODULE)) {
        Module *module = (Module *)value_object(value);
        if (cache->version == object_class(module)->version && cache->shape == module &&
            module->slots[cache->slot] != VALUE_EMPTY) {
            *result = value_retain(module->slots[cache->slot]);
            return RETURNED;
        }
        cache_module(vm, module, name, cache);
    }
    return value_get_attribute(vm, value, name, result);
}

static bool caches_as_method(Vm *vm, Value value, Class *class, Str *name, Cache *cache)
{
    Instance *home = attribute_home(value);
    if (class->ops->get_attribute || class->has_getattribute || (home && shape_is_dict(home->shape)))
        return false;
    Value found = class_lookup(vm, class, name);
    if (!value_is_kind(found, KIND_FUNCTION) && !value_is_kind(found, KIND_NATIVE))
        return false;
    if (home && instance_get(vm, home, name) != VALUE_EMPTY)
        return false;
    *cache = (Cache){class->version, -1, home ? home->shape : NULL, found};
    return true;
}

Outcome attribute_load_method(Vm *vm, Value value, Str *name, Cache *cache, Value *callable, Value *self)
{
    Class *class = class_of(vm, value);
    const Instance *home = attribute_home(value);
    bool is_cached = cache->version == class->version && cache->slot < 0 && (!home || cache->shape == home->shape);
    if (is_cached || caches_as_method(vm, value, class, name, cache)) {
        *callable = value_retain(cache->value);
        *self = value_retain(value);
        return RETURNED;
    }
    if (value_is_kind(value, KIND_MODULE)) {
        *self = VALUE_EMPTY;
        return attribute_load(vm, value, name, cache, callable);
    }
    return value_get_method(vm, value, name, callable, self);
}

/* `before` is the shape that the instance had. */
static void cache_store(Vm *vm, const Instance *instance, const Shape *before, Str *name, Cache *cache)
{
    Class *class = object_class(instance);
    if (class->has_setattr || class->has_slots || is_data_descriptor(vm, class_lookup(vm, class, name)))
        return;
    int32_t slot = instance->shape ? shape_find(vm, instance->shape, name) : -1;
    if (slot < 0)
        return;
    bool is_new = before && before != instance->shape;
    if (!is_new)
        *cache = (Cache){class->version, slot, instance->shape, VALUE_EMPTY};
    else if (instance->shape->parent == before)
        *cache = (Cache){class->version, slot, before, (Value)(uintptr_t)instance->shape};
}

/* The instance gets an attribute that the cache knows to be its next. */
static Outcome store_new(Vm *vm, Instance *instance, const Cache *cache, Value attribute)
{
    if (!instance_make_room(vm, instance))
        return vm_raise_memory(vm);
    instance->slots[cache->slot] = value_retain(attribute);
    instance->shape = (Shape *)(uintptr_t)cache->value;
    return RETURNED;
}

Outcome attribute_store(Vm *vm, Value value, Str *name, Cache *cache, Value attribute)
{
    if (!value_is_kind(value, KIND_INSTANCE))
        return value_set_attribute(vm, value, name, attribute);
    Instance *instance = (Instance *)value_object(value);
    const Shape *before = instance->shape;
    if (cache->version == object_class(instance)->version && cache->shape == before) {
        if (cache->value != VALUE_EMPTY)
            return store_new(vm, instance, cache, attribute);
        value_replace(vm, &instance->slots[cache->slot], value_retain(attribute));
        return RETURNED;
    }
    if (value_set_attribute(vm, value, name, attribute) == RAISED)
        return RAISED;
    cache_store(vm, instance, before, name, cache);
    return RETURNED;
}

/* ---- property, staticmethod, classmethod ---- */

static void property_release(Vm *vm, Object *object)
{
    Property *property = (Property *)object;
    value_release(vm, property->getter);
    value_release(vm, property->setter);
    value_release(vm, property->deleter);
    value_release(vm, property->doc);
}

static void property_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Property *property = (const Property *)object;
    visitor(context, property->getter);
    visitor(context, property->setter);
    visitor(context, property->deleter);
    visitor(context, property->doc);
}

static Value property_with(Vm *vm, Value getter, Value setter, Value deleter)
{
    Property *property = object_new(vm, vm->classes.property, KIND_PROPERTY, sizeof *property);
    property->getter = value_retain(getter);
    property->setter = value_retain(setter);
    property->deleter = value_retain(deleter);
    property->doc = value_is_kind(getter, KIND_FUNCTION)
                        ? value_retain(((Function *)value_object(getter))->docstring)
                        : VALUE_EMPTY;
    return value_from(property);
}

Value property_new(Vm *vm, Value getter)
{
    return property_with(vm, getter, VALUE_EMPTY, VALUE_EMPTY);
}

static Value none_to_empty(Value value)
{
    return value == VALUE_NONE ? VALUE_EMPTY : value;
}

static Outcome property_construct(Vm *vm, const Value *args, Value *result)
{
    *result = property_with(vm, none_to_empty(args[1]), none_to_empty(args[2]), none_to_empty(args[3]));
    if (none_to_empty(args[4]) != VALUE_EMPTY)
        value_replace(vm, &((Property *)value_object(*result))->doc, value_retain(args[4]));
    return RETURNED;
}

static Outcome property_getter(Vm *vm, const Value *args, Value *result)
{
    const Property *property = (const Property *)value_object(args[0]);
    *result = property_with(vm, args[1], property->setter, property->deleter);
    return RETURNED;
}

static Outcome property_setter(Vm *vm, const Value *args, Value *result)
{
    const Property *property = (const Property *)value_object(args[0]);
    *result = property_with(vm, property->getter, args[1], property->deleter);
    return RETURNED;
}

static Outcome property_deleter(Vm *vm, const Value *args, Value *result)
{
    const Property *property = (const Property *)value_object(args[0]);
    *result = property_with(vm, property->getter, property->setter, args[1]);
    return RETURNED;
}

static Outcome give_or_none(Value value, Value *result)
{
    *result = value == VALUE_EMPTY ? VALUE_NONE : value_retain(value);
    return RETURNED;
}

static Outcome property_fget(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    return give_or_none(((const Property *)value_object(args[0]))->getter, result);
}

static Outcome property_fset(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    return give_or_none(((const Property *)value_object(args[0]))->setter, result);
}

static Outcome property_fdel(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    return give_or_none(((const Property *)value_object(args[0]))->deleter, result);
}

static Outcome property_doc(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    return give_or_none(((const Property *)value_object(args[0]))->doc, result);
}

static const NativeSpec property_methods[] = {
    {"getter", property_getter, "self, function, /", NATIVE_PLAIN},
    {"setter", property_setter, "self, function, /", NATIVE_PLAIN},
    {"deleter", property_deleter, "self, function, /", NATIVE_PLAIN},
    {0},
};

/* These are properties themselves, of the property's class: added once the class stands. */
static const NativeSpec property_fields[] = {
    {"fget", property_fget, "self, /", NATIVE_GETTER},
    {"fset", property_fset, "self, /", NATIVE_GETTER},
    {"fdel", property_fdel, "self, /", NATIVE_GETTER},
    {"__doc__", property_doc, "self, /", NATIVE_GETTER},
    {0},
};

static const ClassOps property_ops = {
    .size = sizeof(Property), .release = property_release, .visit = property_visit};

Value wrapper_new(Vm *vm, Kind kind, Value function)
{
    Class *class = kind == KIND_STATIC_METHOD ? vm->classes.static_method : vm->classes.class_method;
    Wrapper *wrapper = object_new(vm, class, kind, sizeof *wrapper);
    wrapper->function = value_retain(function);
    return value_from(wrapper);
}

static void wrapper_release(Vm *vm, Object *object)
{
    value_release(vm, ((Wrapper *)object)->function);
}

static void wrapper_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const Wrapper *)object)->function);
}

/* What is asked of the wrapper itself (__name__, __wrapped__) is asked of the function. */
static Outcome wrapper_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    if (str_is(name, "__func__") || name == vm->names.wrapped) {
        *result = value_retain(((Wrapper *)value_object(self))->function);
        return RETURNED;
    }
    return value_find_attribute(vm, ((Wrapper *)value_object(self))->function, name, result);
}

static Outcome static_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    return vm_enter(vm, ((Wrapper *)value_object(self))->function, arguments, result);
}

static Outcome static_construct(Vm *vm, const Value *args, Value *result)
{
    *result = wrapper_new(vm, KIND_STATIC_METHOD, args[1]);
    return RETURNED;
}

static Outcome classmethod_construct(Vm *vm, const Value *args, Value *result)
{
    *result = wrapper_new(vm, KIND_CLASS_METHOD, args[1]);
    return RETURNED;
}

static const ClassOps static_ops = {
    .size = sizeof(Wrapper),
    .release = wrapper_release,
    .visit = wrapper_visit,
    .get_attribute = wrapper_get_attribute,
    .call = static_call,
};

static const ClassOps classmethod_ops = {
    .size = sizeof(Wrapper),
    .release = wrapper_release,
    .visit = wrapper_visit,
    .get_attribute = wrapper_get_attribute,
};

/* ---- super ---- */

typedef struct Super {
    Object head;
    Class *class; /* look behind this one … */
    Value self;   /* … in the mro of this object's class, or of this class */
} Super;

static void super_release(Vm *vm, Object *object)
{
    object_release(vm, ((Super *)object)->class);
    value_release(vm, ((Super *)object)->self);
}

static void super_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, value_from(((const Super *)object)->class));
    visitor(context, ((const Super *)object)->self);
}

static Class *super_start(Vm *vm, const Super *super, bool *is_class)
{
    *is_class = value_is_kind(super->self, KIND_CLASS) &&
                class_is_subclass((Class *)value_object(super->self), super->class);
    return *is_class ? (Class *)value_object(super->self) : class_of(vm, super->self);
}

static Outcome super_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    const Super *super = (const Super *)value_object(self);
    bool is_class;
    Class *start = super_start(vm, super, &is_class);
    uint32_t i = 0;
    while (i < start->mro_count && start->mro[i] != super->class)
        i++;
    for (i++; i < start->mro_count; i++) {
        Value found = dict_get_str(vm, start->mro[i]->attributes, name);
        if (found != VALUE_EMPTY)
            return attribute_bind(vm, found, is_class ? VALUE_EMPTY : super->self, start, result);
    }
    if (refuse_lacking(vm, value_from(super), name) == RAISED)
        return RAISED;
    return vm_raise(vm, EXCEPTION_AttributeError, "'super' object has no attribute '%s'", name->text);
}

/* super() without arguments: the class whose body the calling method stands in, and the method's first argument. */
static Outcome super_from_frame(Vm *vm, Value *class, Value *self)
{
    const Frame *frame = vm->frame;
    const Code *code = frame ? frame->code : NULL;
    if (!code || (code->positional == 0 && !(code->flags & CODE_VAR_POSITIONAL)))
        return vm_raise(vm, EXCEPTION_RuntimeError, "super(): no arguments");
    *self = frame->slots[0];
    if (value_is_kind(*self, KIND_CELL))
        *self = ((Cell *)value_object(*self))->content;
    if (*self == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_RuntimeError, "super(): arg[0] deleted");
    for (uint32_t i = code->local_count; i < code->local_count + code->free_count; i++) {
        if (code->local_names[i] != vm->names.class)
            continue;
        *class = ((Cell *)value_object(frame->slots[i]))->content;
        if (*class == VALUE_EMPTY)
            return vm_raise(vm, EXCEPTION_RuntimeError, "super(): empty __class__ cell");
        return RETURNED;
    }
    return vm_raise(vm, EXCEPTION_RuntimeError, "super(): __class__ cell not found");
}

static Outcome refuse_super(Vm *vm, const Class *class, Value self)
{
    bool is_class = value_is_kind(self, KIND_CLASS);
    const Class *given = is_class ? (const Class *)value_object(self) : class_of(vm, self);
    return vm_raise(vm, EXCEPTION_TypeError,
                    "super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).",
                    is_class ? "type" : "instance of", given->name->text, class->name->text);
}

static Outcome super_construct(Vm *vm, const Value *args, Value *result)
{
    Value class = args[1], self = args[2];
    if (class == VALUE_EMPTY && super_from_frame(vm, &class, &self) == RAISED)
        return RAISED;
    if (!value_is_kind(class, KIND_CLASS))
        return vm_raise(vm, EXCEPTION_TypeError, "super() argument 1 must be a type, not %s",
                        class_of(vm, class)->told_name->text);
    if (self == VALUE_EMPTY)
        return vm_refuse(vm, "super() with one argument: call it without any");
    Super *super = object_new(vm, vm->classes.super, KIND_SUPER, sizeof *super);
    super->class = object_retain(value_object(class));
    super->self = value_retain(self);
    bool is_class;
    if (!class_is_subclass(super_start(vm, super, &is_class), super->class)) {
        object_release(vm, super);
        return refuse_super(vm, (const Class *)value_object(class), self);
    }
    *result = value_from(super);
    return RETURNED;
}

static const ClassOps super_ops = {
    .size = sizeof(Super), .release = super_release, .visit = super_visit, .get_attribute = super_get_attribute};

void class_class_init(Vm *vm)
{
    vm->classes.property =
        class_native(vm, &(ClassSpec){"property", "builtins", NULL, &property_ops, property_methods,
                                      property_construct, "cls, fget=None, fset=None, fdel=None, doc=None", false});
    class_add_natives(vm, vm->classes.property, property_fields);
    vm->classes.static_method = class_native(vm, &(ClassSpec){"staticmethod", "builtins", NULL, &static_ops, NULL,
                                                              static_construct, "cls, function, /", false});
    vm->classes.class_method =
        class_native(vm, &(ClassSpec){"classmethod", "builtins", NULL, &classmethod_ops, NULL,
                                      classmethod_construct, "cls, function, /", false});
    vm->classes.super = class_native(vm, &(ClassSpec){"super", "builtins", NULL, &super_ops, NULL, super_construct,
                                                      "cls, type=None, object_or_type=None, /", false});
}
