/* What the methods of dataclasses do for each field: the natives of python/dataclasses.py. */
#include "library.h"

/* The parts of the tuple that _init_spec makes. */
typedef enum SpecPart {
    SPEC_QUALNAME,
    SPEC_MISSING,
    SPEC_NAMES,
    SPEC_DEFAULTS,
    SPEC_FACTORIES,
    SPEC_IS_INITVAR,
    SPEC_POSITIONAL,
    SPEC_KEYWORD_ONLY,
} SpecPart;

static Value spec_part(Value spec, SpecPart part)
{
    return value_tuple(spec)->items[part];
}

static const Tuple *spec_tuple(Value spec, SpecPart part)
{
    return value_tuple(spec_part(spec, part));
}

static const char *spec_qualname(Value spec)
{
    return value_str_object(spec_part(spec, SPEC_QUALNAME))->text;
}

static const Str *row_name(Value spec, uint64_t row)
{
    return value_str_object(spec_tuple(spec, SPEC_NAMES)->items[row]);
}

static uint64_t parameter_row(const Tuple *rows, size_t i)
{
    return (uint64_t)value_small_int(rows->items[i]);
}

static bool has_default(Value spec, uint64_t row)
{
    Value missing = spec_part(spec, SPEC_MISSING);
    return spec_tuple(spec, SPEC_DEFAULTS)->items[row] != missing ||
           spec_tuple(spec, SPEC_FACTORIES)->items[row] != missing;
}

/* ---- finding the arguments: a borrowed value for each row, EMPTY where none was given ---- */

/* The row of a parameter's name; -1 where there is none. */
static int64_t find_parameter(Value spec, const Str *name)
{
    static const SpecPart parts[] = {SPEC_POSITIONAL, SPEC_KEYWORD_ONLY};
    for (size_t k = 0; k < 2; k++) {
        const Tuple *rows = spec_tuple(spec, parts[k]);
        for (size_t i = 0; i < rows->count; i++) {
            if (str_equal(row_name(spec, parameter_row(rows, i)), name))
                return (int64_t)parameter_row(rows, i);
        }
    }
    return -1;
}

static Outcome unexpected_keyword(Vm *vm, Value spec, const Str *name)
{
    static const SpecPart parts[] = {SPEC_POSITIONAL, SPEC_KEYWORD_ONLY};
    size_t nearest = SIZE_MAX;
    const char *meant = NULL;
    for (size_t k = 0; k < 2; k++) {
        const Tuple *rows = spec_tuple(spec, parts[k]);
        for (size_t i = 0; i < rows->count; i++) {
            const Str *candidate = row_name(spec, parameter_row(rows, i));
            size_t distance = name_distance(name, candidate);
            if (distance < nearest) {
                nearest = distance;
                meant = candidate->text;
            }
        }
    }
    return vm_raise(vm, EXCEPTION_TypeError, "%s() got an unexpected keyword argument '%s'%s%s%s",
                    spec_qualname(spec), name->text, meant ? ". Did you mean '" : "", meant ? meant : "",
                    meant ? "'?" : "");
}

static Outcome place_keywords(Vm *vm, Value spec, const Dict *keywords, Value *values)
{
    Value key, value;
    for (uint32_t at = 0; dict_next(keywords, &at, &key, &value);) {
        const Str *name = value_str_object(key);
        int64_t row = find_parameter(spec, name);
        if (row < 0)
            return unexpected_keyword(vm, spec, name);
        if (values[row] != VALUE_EMPTY)
            return vm_raise(vm, EXCEPTION_TypeError, "%s() got multiple values for argument '%s'",
                            spec_qualname(spec), name->text);
        values[row] = value;
    }
    return RETURNED;
}

static size_t count_of_given(const Tuple *rows, const Value *values)
{
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++)
        count += values[parameter_row(rows, i)] != VALUE_EMPTY;
    return count;
}

/* Counts include self. */
static Outcome too_many_arguments(Vm *vm, Value spec, const Value *values, size_t given)
{
    const Tuple *rows = spec_tuple(spec, SPEC_POSITIONAL);
    size_t most = rows->count + 1, least = most,
           keywords = count_of_given(spec_tuple(spec, SPEC_KEYWORD_ONLY), values);
    for (size_t i = 0; i < rows->count; i++)
        least -= has_default(spec, parameter_row(rows, i));
    Text takes = {0}, extra = {0};
    if (least < most)
        text_format(&takes, "from %zu to %zu", least, most);
    else
        text_format(&takes, "%zu", most);
    if (keywords > 0)
        text_format(&extra, " positional argument%s (and %zu keyword-only argument%s)", given == 0 ? "" : "s",
                    keywords, keywords == 1 ? "" : "s");
    Outcome outcome = vm_raise(vm, EXCEPTION_TypeError, "%s() takes %s positional argument%s but %zu%s were given",
                               spec_qualname(spec), text_string(&takes), least == 1 && most == 1 ? "" : "s",
                               given + 1, text_string(&extra));
    text_release(&takes);
    text_release(&extra);
    return outcome;
}

static Outcome missing_arguments(Vm *vm, Value spec, SpecPart part, const Value *values)
{
    const Tuple *rows = spec_tuple(spec, part);
    size_t count = 0, shown = 0;
    Text names = {0};
    for (size_t i = 0; i < rows->count; i++)
        count += values[parameter_row(rows, i)] == VALUE_EMPTY && !has_default(spec, parameter_row(rows, i));
    if (count == 0)
        return RETURNED;
    for (size_t i = 0; i < rows->count; i++) {
        uint64_t row = parameter_row(rows, i);
        if (values[row] != VALUE_EMPTY || has_default(spec, row))
            continue;
        const char *before = shown == 0 ? "" : shown + 1 < count ? ", " : count == 2 ? " and " : ", and ";
        text_format(&names, "%s'%s'", before, row_name(spec, row)->text);
        shown++;
    }
    Outcome outcome = vm_raise(vm, EXCEPTION_TypeError, "%s() missing %zu required %s argument%s: %s",
                               spec_qualname(spec), count, part == SPEC_POSITIONAL ? "positional" : "keyword-only",
                               count == 1 ? "" : "s", text_string(&names));
    text_release(&names);
    return outcome;
}

static Outcome place_arguments(Vm *vm, Value spec, const Tuple *arguments, const Dict *keywords, Value *values)
{
    const Tuple *rows = spec_tuple(spec, SPEC_POSITIONAL);
    for (size_t i = 0; i < arguments->count && i < rows->count; i++)
        values[parameter_row(rows, i)] = arguments->items[i];
    if (place_keywords(vm, spec, keywords, values) == RAISED)
        return RAISED;
    if (arguments->count > rows->count)
        return too_many_arguments(vm, spec, values, arguments->count);
    if (missing_arguments(vm, spec, SPEC_POSITIONAL, values) == RAISED)
        return RAISED;
    return missing_arguments(vm, spec, SPEC_KEYWORD_ONLY, values);
}

/* ---- setting the fields ---- */

/* Past the __setattr__ of a frozen class. */
static Outcome set_frozen(Vm *vm, Value self, Str *name, Value value)
{
    if (value_is_kind(self, KIND_INSTANCE))
        return instance_set(vm, (Instance *)value_object(self), name, value) ? RETURNED : vm_raise_memory(vm);
    Value plain = class_lookup(vm, vm->classes.object, vm->names.setattr), ignored;
    if (value_call_with(vm, plain, 3, (Value[]){self, value_from(name), value}, &ignored) == RAISED)
        return RAISED;
    value_release(vm, ignored);
    return RETURNED;
}

/* The value of a row that was not given; owned. */
static Outcome default_of(Vm *vm, Value spec, uint64_t row, Value *value)
{
    Value factory = spec_tuple(spec, SPEC_FACTORIES)->items[row];
    if (factory != spec_part(spec, SPEC_MISSING))
        return value_call_with(vm, factory, 0, NULL, value);
    *value = value_retain(spec_tuple(spec, SPEC_DEFAULTS)->items[row]);
    return RETURNED;
}

static Outcome set_row(Vm *vm, Value self, Value spec, bool is_frozen, uint64_t row, Value given, List *initvars)
{
    Value value;
    if (given != VALUE_EMPTY)
        value = value_retain(given);
    else if (default_of(vm, spec, row, &value) == RAISED)
        return RAISED;
    Str *name = str_intern_value(vm, value_str_object(spec_tuple(spec, SPEC_NAMES)->items[row]));
    Outcome outcome;
    if (spec_tuple(spec, SPEC_IS_INITVAR)->items[row] == VALUE_TRUE)
        outcome = list_append(vm, initvars, value) ? RETURNED : RAISED;
    else
        outcome = is_frozen ? set_frozen(vm, self, name, value) : value_set_attribute(vm, self, name, value);
    value_release(vm, value);
    return outcome;
}

static Outcome initialize(Vm *vm, const Value *args, Value *values, List *initvars)
{
    Value spec = args[1];
    if (place_arguments(vm, spec, value_tuple(args[3]), value_dict(args[4]), values) == RAISED)
        return RAISED;
    size_t rows = spec_tuple(spec, SPEC_NAMES)->count;
    for (size_t row = 0; row < rows; row++) {
        if (set_row(vm, args[0], spec, args[2] == VALUE_TRUE, row, values[row], initvars) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

/* _initialize(self, spec, frozen, args, kwargs): set the fields; gives the values of the InitVars. */
static Outcome native_initialize(Vm *vm, const Value *args, Value *result)
{
    size_t size = (spec_tuple(args[1], SPEC_NAMES)->count + 1) * sizeof(Value);
    Value *values = vm_alloc(vm, size);
    if (!values)
        return vm_raise_memory(vm);
    Value initvars = list_new(vm, NULL, 0);
    Outcome outcome = initialize(vm, args, values, value_list(initvars));
    if (outcome == RETURNED)
        *result = tuple_new(vm, value_list(initvars)->items, value_list(initvars)->count);
    value_release(vm, initvars);
    vm_free(vm, values, size);
    return outcome;
}

/* ---- looking at the fields ---- */

static Outcome write_fields(Vm *vm, Value self, const Tuple *names, Text *text)
{
    text_format(text, "%s(", class_of(vm, self)->qualname->text);
    for (size_t i = 0; i < names->count; i++) {
        Value field;
        Str *name = value_str_object(names->items[i]);
        if (value_get_attribute(vm, self, name, &field) == RAISED)
            return RAISED;
        text_format(text, "%s%s=", i ? ", " : "", name->text);
        Outcome outcome = value_write_repr(vm, field, text);
        value_release(vm, field);
        if (outcome == RAISED)
            return RAISED;
    }
    text_add(text, ")");
    return RETURNED;
}

static bool is_being_shown(const Vm *vm, Value value)
{
    const List *stack = vm->repr_stack == VALUE_EMPTY ? NULL : value_list(vm->repr_stack);
    for (uint64_t i = 0; stack && i < stack->count; i++) {
        if (stack->items[i] == value)
            return true;
    }
    return false;
}

/* _fields_repr(self, names); an object inside itself is shown as «...». */
static Outcome native_fields_repr(Vm *vm, const Value *args, Value *result)
{
    if (is_being_shown(vm, args[0])) {
        *result = str_from(vm, "...");
        return RETURNED;
    }
    if (vm->repr_stack == VALUE_EMPTY)
        vm->repr_stack = list_new(vm, NULL, 0);
    List *stack = value_list(vm->repr_stack);
    if (!list_append(vm, stack, args[0]))
        return RAISED;
    Text text = {0};
    Outcome outcome = write_fields(vm, args[0], value_tuple(args[1]), &text);
    value_release(vm, list_take(vm, stack, stack->count - 1));
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

/* self.name == other.name, by == alone: a NaN is not equal to itself here. */
static Outcome field_equal(Vm *vm, Value self, Value other, Str *name, Value *result)
{
    Value left, right;
    if (value_get_attribute(vm, self, name, &left) == RAISED)
        return RAISED;
    Outcome outcome = value_get_attribute(vm, other, name, &right);
    if (outcome == RETURNED) {
        outcome = value_compare(vm, COMPARE_EQ, left, right, result);
        value_release(vm, right);
    }
    value_release(vm, left);
    return outcome;
}

/* _fields_equal(self, other, names): as `self.a == other.a and self.b == other.b …`. */
static Outcome native_fields_equal(Vm *vm, const Value *args, Value *result)
{
    const Tuple *names = value_tuple(args[2]);
    *result = VALUE_TRUE;
    if (args[0] == args[1])
        return RETURNED;
    if (class_of(vm, args[0]) != class_of(vm, args[1])) {
        *result = VALUE_NOT_IMPLEMENTED;
        return RETURNED;
    }
    for (size_t i = 0; i < names->count; i++) {
        bool truth;
        value_release(vm, *result);
        *result = VALUE_EMPTY;
        if (field_equal(vm, args[0], args[1], value_str_object(names->items[i]), result) == RAISED)
            return RAISED;
        if (value_truth(vm, *result, &truth) == RAISED) {
            value_release(vm, *result);
            return RAISED;
        }
        if (!truth)
            return RETURNED;
    }
    return RETURNED;
}

/* _fields_tuple(self, names) */
static Outcome native_fields_tuple(Vm *vm, const Value *args, Value *result)
{
    const Tuple *names = value_tuple(args[1]);
    Tuple *tuple = tuple_make(vm, names->count);
    if (!tuple)
        return vm_raise_memory(vm);
    for (size_t i = 0; i < names->count; i++) {
        if (value_get_attribute(vm, args[0], value_str_object(names->items[i]), &tuple->items[i]) == RAISED) {
            tuple->items[i] = VALUE_EMPTY;
            object_release(vm, tuple);
            return RAISED;
        }
    }
    *result = value_from(tuple);
    return RETURNED;
}

/* _use_slots(class, names): instances have these attributes only, and the class has no defaults under the names. */
static Outcome native_use_slots(Vm *vm, const Value *args, Value *result)
{
    Class *class = (Class *)value_object(args[0]);
    const Tuple *names = value_tuple(args[1]);
    for (size_t i = 0; i < names->count; i++)
        dict_delete_str(vm, class->attributes, value_str_object(names->items[i]));
    dict_set_str(vm, class->attributes, vm->names.slots, args[1]);
    class_add_natives(vm, class, NULL); /* a new version */
    *result = VALUE_NONE;
    return class_take_slots(vm, class);
}

static const NativeSpec functions[] = {
    {"_initialize", native_initialize, "self, spec, frozen, args, kwargs, /", NATIVE_PLAIN},
    {"_fields_repr", native_fields_repr, "self, names, /", NATIVE_PLAIN},
    {"_fields_equal", native_fields_equal, "self, other, names, /", NATIVE_PLAIN},
    {"_fields_tuple", native_fields_tuple, "self, names, /", NATIVE_PLAIN},
    {"_use_slots", native_use_slots, "cls, names, /", NATIVE_PLAIN},
    {0},
};

void dataclasses_load(Vm *vm, Module *module)
{
    library_load(vm, module);
    module_add_natives(vm, module, functions);
}
