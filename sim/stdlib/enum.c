/* Members of IntEnum and StrEnum: an Int or a Str whose class is the enumeration, so that all that works with ints
 * and strs works with them. The natives of python/enum.py. */
#include "library.h"

#include "stdlib_room.h"

static Class *class_of_value(Value value)
{
    return (Class *)value_object(value);
}

static Str *name_of(Vm *vm, const char *text)
{
    return str_intern(vm, text, strlen(text));
}

/* The int or str behind a member. */
static Value plain_value(Vm *vm, Value member)
{
    int64_t integer;
    if (int_from(member, &integer))
        return int_new(vm, integer);
    const Str *text = value_str_object(member);
    return str_new(vm, text->text, text->size);
}

/* The member's name: its key in the class's _member_map_. Borrowed; EMPTY where the class is not finished. */
static Value member_name(Vm *vm, Value member)
{
    Value map = class_lookup(vm, class_of(vm, member), name_of(vm, "_member_map_")), key, value;
    for (uint32_t at = 0; value_is_kind(map, KIND_DICT) && dict_next(value_dict(map), &at, &key, &value);) {
        if (value == member)
            return key;
    }
    return VALUE_EMPTY;
}

/* ---- behaviour ---- */

static bool has_function(Vm *vm, Value self, Str *name)
{
    Value found = class_lookup(vm, class_of(vm, self), name);
    return value_is_kind(found, KIND_FUNCTION) &&
           !(((const Function *)value_object(found))->code->flags & CODE_LIBRARY);
}

static Outcome member_repr(Vm *vm, Value self, Value *result)
{
    if (has_function(vm, self, vm->names.repr))
        return instance_ops.repr(vm, self, result);
    Value plain = plain_value(vm, self), name = member_name(vm, self);
    Text text = {0};
    text_format(&text, "<%s.%s: ", class_of(vm, self)->name->text,
                name == VALUE_EMPTY ? "?" : value_str_object(name)->text);
    Outcome outcome = value_write_repr(vm, plain, &text);
    text_add(&text, ">");
    value_release(vm, plain);
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

static Outcome member_str(Vm *vm, Value self, Value *result)
{
    if (has_function(vm, self, vm->names.str))
        return instance_ops.str(vm, self, result);
    Value plain = plain_value(vm, self);
    Outcome outcome = value_str(vm, plain, result);
    value_release(vm, plain);
    return outcome;
}

static Outcome member_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    *result = VALUE_EMPTY;
    if (str_is(name, "name") || str_is(name, "_name_")) {
        Value found = member_name(vm, self);
        if (found != VALUE_EMPTY)
            *result = value_retain(found);
    } else if (name == vm->names.value || str_is(name, "_value_")) {
        *result = plain_value(vm, self);
    }
    return RETURNED;
}

static Outcome member_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    (void)value;
    *done = true;
    return vm_refuse(vm, "a member of %s cannot have attributes (%s): derive from Enum instead",
                     class_of(vm, self)->name->text, name->text);
}

static void make_ops(const Class *model, ClassOps *ops)
{
    *ops = *model->ops;
    ops->repr = member_repr;
    ops->str = member_str;
    ops->get_attribute = member_get_attribute;
    ops->set_attribute = member_set_attribute;
}

/* ---- classes with native members ---- */

/* The class int or str that the members of the enumeration are made of; NULL for plain enumerations. */
static Class *member_model(Vm *vm, const Class *class)
{
    const StdlibRoom *room = stdlib_room(vm);
    for (uint32_t i = 0; i < class->mro_count; i++) {
        if (class->mro[i] == room->int_enum)
            return vm->classes.integer;
        if (class->mro[i] == room->str_enum)
            return vm->classes.str;
    }
    return NULL;
}

static Kind model_kind(Vm *vm, const Class *model)
{
    return model == vm->classes.str ? KIND_STR : KIND_INT;
}

/* _prepare_native_members(class): a class below IntEnum or StrEnum has members of that kind. */
static Outcome prepare(Vm *vm, const Value *args, Value *result)
{
    Class *class = class_of_value(args[0]), *model = member_model(vm, class);
    StdlibRoom *room = stdlib_room(vm);
    *result = VALUE_NONE;
    if (!model)
        return RETURNED;
    class->ops = model == vm->classes.str ? &room->str_enum_ops : &room->int_enum_ops;
    class->instance_kind = (uint8_t)model_kind(vm, model);
    return RETURNED;
}

/* The method resolution order with `model` behind the class itself: (IntEnum, int, Enum, object). */
static Outcome insert_in_mro(Vm *vm, Class *class, Class *model)
{
    uint32_t count = class->mro_count;
    Class **mro = vm_alloc(vm, (count + 1) * sizeof *mro);
    if (!mro)
        return vm_raise_memory(vm);
    mro[0] = class;
    mro[1] = object_retain(model);
    for (uint32_t i = 1; i < count; i++)
        mro[i + 1] = class->mro[i];
    vm_free(vm, class->mro, count * sizeof *mro);
    class->mro = mro;
    class->mro_count = count + 1;
    class_add_natives(vm, class, NULL); /* a new version */
    return RETURNED;
}

/* _use_native_members(class, model): the class is IntEnum or StrEnum. */
static Outcome use(Vm *vm, const Value *args, Value *result)
{
    Class *class = class_of_value(args[0]), *model = class_of_value(args[1]);
    StdlibRoom *room = stdlib_room(vm);
    bool is_str = model == vm->classes.str;
    make_ops(model, is_str ? &room->str_enum_ops : &room->int_enum_ops);
    *(is_str ? &room->str_enum : &room->int_enum) = class;
    if (insert_in_mro(vm, class, model) == RAISED)
        return RAISED;
    return prepare(vm, args, result);
}

static Value int_member(Vm *vm, Class *class, int64_t integer)
{
    Int *member = object_new(vm, class, KIND_INT, sizeof *member);
    member->integer = integer;
    return value_from(member);
}

static Value str_member(Vm *vm, Class *class, const Str *text)
{
    size_t size = str_block_size(text->size, str_keeps_hash(text));
    Str *member = object_new(vm, class, KIND_STR, size);
    memcpy(member->text, text->text, size - sizeof *member);
    member->head.flags = text->head.flags & (uint8_t)~STR_INTERNED;
    member->head.extra = text->head.extra;
    member->size = text->size;
    return value_from(member);
}

static Outcome check_plain_class(Vm *vm, const Class *class)
{
    if (dict_get_str(vm, class->attributes, vm->names.init) == VALUE_EMPTY &&
        dict_get_str(vm, class->attributes, vm->names.new) == VALUE_EMPTY)
        return RETURNED;
    return vm_refuse(vm, "an IntEnum or StrEnum with __init__ or __new__: derive from Enum instead");
}

/* _make_native_member(class, name, value); None where the class has plain members. */
static Outcome make(Vm *vm, const Value *args, Value *result)
{
    Class *class = class_of_value(args[0]), *model = member_model(vm, class);
    int64_t integer;
    *result = VALUE_NONE;
    if (!model)
        return RETURNED;
    if (check_plain_class(vm, class) == RAISED)
        return RAISED;
    if (model == vm->classes.str) {
        if (!value_is_str(args[2])) {
            Text text = {0};
            Outcome outcome = value_write_repr(vm, args[2], &text);
            if (outcome == RETURNED)
                outcome = vm_raise(vm, EXCEPTION_TypeError, "%s is not a string", text_string(&text));
            text_release(&text);
            return outcome;
        }
        *result = str_member(vm, class, value_str_object(args[2]));
        return RETURNED;
    }
    if (int_index(vm, args[2], &integer) == RAISED)
        return RAISED;
    *result = int_member(vm, class, integer);
    return RETURNED;
}

/* _is_descriptor(value): functions, properties and the like stay what they are in an enumeration. */
static Outcome is_descriptor(Vm *vm, const Value *args, Value *result)
{
    bool is = value_is_kind(args[0], KIND_FUNCTION) || value_is_kind(args[0], KIND_NATIVE) ||
              value_is_kind(args[0], KIND_PROPERTY) || value_is_kind(args[0], KIND_STATIC_METHOD) ||
              value_is_kind(args[0], KIND_CLASS_METHOD) || value_is_kind(args[0], KIND_CLASS);
    is = is || class_lookup(vm, class_of(vm, args[0]), vm->names.get) != VALUE_EMPTY;
    *result = value_from_bool(is);
    return RETURNED;
}

/* _read_only(dict): what a program sees of it, and cannot change. */
static Outcome read_only(Vm *vm, const Value *args, Value *result)
{
    *result = mapping_proxy_new(vm, args[0]);
    return RETURNED;
}

/* _build_class(name, bases, namespace) */
static Outcome build(Vm *vm, const Value *args, Value *result)
{
    return class_build(vm, value_str_object(args[0]), value_tuple(args[1]), value_dict(args[2]), VALUE_EMPTY,
                       result);
}

static const NativeSpec functions[] = {
    {"_prepare_native_members", prepare, "cls, /", NATIVE_PLAIN},
    {"_use_native_members", use, "cls, model, /", NATIVE_PLAIN},
    {"_make_native_member", make, "cls, name, value, /", NATIVE_PLAIN},
    {"_is_descriptor", is_descriptor, "value, /", NATIVE_PLAIN},
    {"_read_only", read_only, "mapping, /", NATIVE_PLAIN},
    {"_build_class", build, "name, bases, namespace, /", NATIVE_PLAIN},
    {0},
};

void enum_load(Vm *vm, Module *module)
{
    Class *type = vm->classes.type;
    Class *class = class_native(vm, &(ClassSpec){"EnumType", "enum", type, type->ops, NULL, NULL, NULL, false});
    module_set(vm, module, "EnumType", value_from(class));
    module_set(vm, module, "EnumMeta", value_from(class));
    library_load(vm, module);
    module_add_natives(vm, module, functions);
}
