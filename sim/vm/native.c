/* Native functions: their objects, and sorting a call's arguments by a signature.
 *
 * A signature is read once, when the function object is made, into a table of parameters. */
#include "native_function.h"

#include <assert.h>

static bool is_name_byte(char byte)
{
    return byte == '_' || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

static const char *skip_blanks(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

/* Past a default's text: to the next comma outside of brackets and quotes. */
static const char *skip_default(const char *at)
{
    int depth = 0;
    for (char quote = 0; *at && (quote || depth > 0 || *at != ','); at++) {
        if (quote)
            quote = *at == quote ? 0 : quote;
        else if (*at == '\'' || *at == '"')
            quote = *at;
        else
            depth += (*at == '(' || *at == '[') - (*at == ')' || *at == ']');
    }
    return at;
}

static const char *read_parameter(Vm *vm, const char *at, Native *native, bool *is_keyword_only)
{
    uint32_t stars = 0;
    for (; *at == '*'; at++)
        stars++;
    const char *begin = at;
    while (is_name_byte(*at))
        at++;
    size_t length = (size_t)(at - begin);
    if (length == 0) { /* a lone star */
        *is_keyword_only = true;
        return at;
    }
    assert(native->parameter_count < NATIVE_PARAMETERS_MOST);
    uint32_t index = native->parameter_count++;
    native->names[index] = str_intern(vm, begin, length);
    at = skip_blanks(at);
    bool has_default = *at == '=';
    if (has_default)
        at = skip_default(at + 1);
    if (stars == 1) {
        native->var_positional = (int8_t)index;
        *is_keyword_only = true;
    } else if (stars == 2) {
        native->var_keyword = (int8_t)index;
    } else if (!*is_keyword_only) {
        native->positional++;
        native->required += !has_default;
    } else if (!has_default) {
        native->required_keywords |= 1u << index;
    }
    return at;
}

static void read_signature(Vm *vm, Native *native, const char *signature)
{
    bool is_keyword_only = false;
    native->var_positional = native->var_keyword = -1;
    for (const char *at = skip_blanks(signature); *at; at = skip_blanks(at)) {
        if (*at == '/') {
            native->positional_only = native->parameter_count;
            at++;
        } else {
            at = read_parameter(vm, at, native, &is_keyword_only);
        }
        at = skip_blanks(at);
        if (*at == ',')
            at++;
    }
    native->is_simple = native->parameter_count == native->positional;
}

Value native_make(Vm *vm, const char *name, NativeFunction *function, const char *signature, Value qualname)
{
    Native *native = object_new(vm, vm->classes.native, KIND_NATIVE, sizeof(Native));
    native->function = function;
    native->name = str_intern(vm, name, strlen(name));
    native->qualname = qualname == VALUE_EMPTY ? value_retain(value_from(native->name)) : qualname;
    read_signature(vm, native, signature);
    return value_from(native);
}

Value native_new(Vm *vm, const NativeSpec *spec, const char *qualname_prefix)
{
    Value qualname = qualname_prefix ? str_format(vm, "%s.%s", qualname_prefix, spec->name) : VALUE_EMPTY;
    return native_make(vm, spec->name, spec->function, spec->signature, qualname);
}

/* ---- calling ---- */

/* The name that messages give the function: «append» for a method called list.append in its class. */
static const char *shown_name(const Native *native)
{
    return value_str_object(native->qualname)->text;
}

static bool is_method(const Native *native)
{
    return native->parameter_count > 0 && (str_is(native->names[0], "self") || str_is(native->names[0], "cls"));
}

static Outcome too_many(Vm *vm, const Native *native, size_t given)
{
    uint32_t self = is_method(native), most = native->positional - self, least = native->required - self;
    size_t shown = given - self;
    if (most == 0)
        return vm_raise(vm, EXCEPTION_TypeError, "%s() takes no arguments (%zu given)", shown_name(native), shown);
    if (most == least && most == 1)
        return vm_raise(vm, EXCEPTION_TypeError, "%s() takes exactly one argument (%zu given)", shown_name(native),
                        shown);
    return vm_raise(vm, EXCEPTION_TypeError, "%s expected at %s %u argument%s, got %zu", native->name->text,
                    given > native->positional ? "most" : "least", given > native->positional ? most : least,
                    (given > native->positional ? most : least) == 1 ? "" : "s", shown);
}

static int parameter_named(const Native *native, const Str *name)
{
    for (uint32_t i = native->positional_only; i < native->parameter_count; i++) {
        if ((int)i != native->var_positional && (int)i != native->var_keyword && str_equal(native->names[i], name))
            return (int)i;
    }
    return -1;
}

static Outcome place_keyword(Vm *vm, const Native *native, Str *name, Value value, Value *sorted)
{
    int index = parameter_named(native, name);
    if (index < 0 && native->var_keyword < 0)
        return vm_raise(vm, EXCEPTION_TypeError, "%s() got an unexpected keyword argument '%s'", shown_name(native),
                        name->text);
    if (index < 0)
        return dict_set(vm, value_dict(sorted[native->var_keyword]), value_from(name), value);
    if (sorted[index] != VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "argument for %s() given by name ('%s') and position (%d)",
                        shown_name(native), name->text, index + 1);
    sorted[index] = value;
    return RETURNED;
}

static Outcome check_required(Vm *vm, const Native *native, const Value *sorted, size_t given)
{
    for (uint32_t i = 0; i < native->required; i++) {
        if (sorted[i] != VALUE_EMPTY)
            continue;
        if (is_method(native) && native->required == 2 && native->positional == 2)
            return vm_raise(vm, EXCEPTION_TypeError, "%s() takes exactly one argument (%zu given)",
                            shown_name(native), given - 1);
        return vm_raise(vm, EXCEPTION_TypeError, "%s() missing required argument '%s' (pos %u)", shown_name(native),
                        native->names[i]->text, i + 1 - is_method(native));
    }
    for (uint32_t i = 0; i < native->parameter_count; i++) {
        if ((native->required_keywords >> i & 1) && sorted[i] == VALUE_EMPTY)
            return vm_raise(vm, EXCEPTION_TypeError, "%s() missing required keyword-only argument: '%s'",
                            shown_name(native), native->names[i]->text);
    }
    return RETURNED;
}

static Outcome sort_keywords(Vm *vm, const Native *native, const Arguments *arguments, Value *sorted)
{
    if (arguments->names == VALUE_EMPTY)
        return RETURNED;
    const Tuple *names = value_tuple(arguments->names);
    for (size_t i = 0; i < names->count; i++) {
        Str *name = value_str_object(names->items[i]);
        if (place_keyword(vm, native, name, arguments->values[arguments->count + i], sorted) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome sort_arguments(Vm *vm, const Native *native, const Arguments *arguments, Value *sorted)
{
    size_t by_position = arguments->count < native->positional ? arguments->count : native->positional;
    for (size_t i = 0; i < by_position; i++)
        sorted[i] = arguments->values[i];
    if (native->var_positional >= 0)
        sorted[native->var_positional] =
            tuple_new(vm, arguments->values + by_position, arguments->count - by_position);
    else if (arguments->count > native->positional)
        return too_many(vm, native, arguments->count);
    bool has_names = arguments->names != VALUE_EMPTY && value_tuple(arguments->names)->count > 0;
    if (native->var_keyword >= 0 && has_names)
        sorted[native->var_keyword] = dict_new(vm);
    if (sort_keywords(vm, native, arguments, sorted) == RAISED)
        return RAISED;
    return check_required(vm, native, sorted, arguments->count);
}

static Outcome call_sorted(Vm *vm, const Native *native, const Arguments *arguments, Value *result)
{
    Value sorted[NATIVE_PARAMETERS_MOST] = {0};
    Outcome outcome = sort_arguments(vm, native, arguments, sorted);
    if (outcome == RETURNED)
        outcome = native->function(vm, sorted, result);
    if (native->var_positional >= 0)
        value_release(vm, sorted[native->var_positional]);
    if (native->var_keyword >= 0)
        value_release(vm, sorted[native->var_keyword]);
    return outcome;
}

Outcome native_call(Vm *vm, const Native *native, const Arguments *arguments, Value *result)
{
    if (native->is_simple && arguments->names == VALUE_EMPTY && arguments->count == native->positional)
        return native->function(vm, arguments->values, result);
    return call_sorted(vm, native, arguments, result);
}

/* ---- the class of natives ---- */

static void native_release(Vm *vm, Object *object)
{
    value_release(vm, ((Native *)object)->qualname);
}

static void native_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const Native *)object)->qualname);
}

static Outcome native_repr(Vm *vm, Value self, Value *result)
{
    const Native *native = (const Native *)value_object(self);
    if (is_method(native))
        *result = str_format(vm, "<method '%s' objects>", native->name->text);
    else
        *result = str_format(vm, "<built-in function %s>", native->name->text);
    return RETURNED;
}

static Outcome native_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    const Native *native = (const Native *)value_object(self);
    *result = VALUE_EMPTY;
    if (name == vm->names.name)
        *result = value_retain(value_from(native->name));
    else if (name == vm->names.qualname)
        *result = value_retain(native->qualname);
    else if (name == vm->names.doc)
        *result = VALUE_NONE;
    return RETURNED;
}

static const ClassOps native_ops = {
    .size = sizeof(Native),
    .release = native_release,
    .visit = native_visit,
    .repr = native_repr,
    .get_attribute = native_get_attribute,
};

void native_class_init(Vm *vm)
{
    vm->classes.native = class_native(
        vm, &(ClassSpec){.name = "builtin_function_or_method", .module = "builtins", .ops = &native_ops});
}
