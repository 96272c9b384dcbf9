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
    native->is_python = strncmp(signature, "def", 3) == 0 && !is_name_byte(signature[3]);
    for (const char *at = skip_blanks(native->is_python ? signature + 3 : signature); *at; at = skip_blanks(at)) {
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

static bool is_method(const Native *native)
{
    return native->parameter_count > 0 && (str_is(native->names[0], "self") || str_is(native->names[0], "cls"));
}

/* What a class calls to make an object: it bears the class's own name. */
static bool is_constructor(const Native *native)
{
    return is_method(native) && str_is(native->names[0], "cls") && native->qualname == value_from(native->name);
}

/* Whether some parameter can be given by name. */
static bool takes_names(const Native *native)
{
    uint32_t starred = (native->var_positional >= 0 ? 1u : 0) + (native->var_keyword >= 0 ? 1u : 0);
    return native->var_keyword >= 0 || native->parameter_count > native->positional_only + starred;
}

/* The name that messages give the function: «list.append», but «sort» where it takes keywords. */
static const char *shown_name(const Native *native)
{
    bool is_short = native->owner && takes_names(native) && str_is(native->owner->module, "builtins");
    return is_short ? native->name->text : value_str_object(native->qualname)->text;
}

/* How many arguments a function takes and was given, without self. */
typedef struct Counts {
    uint32_t least, most; /* by position */
    uint32_t all;         /* by position and by name */
    uint32_t given;       /* by position */
    uint32_t given_names;
} Counts;

static Counts counts_of(const Native *native, const Arguments *arguments)
{
    uint32_t self = is_method(native);
    return (Counts){
        .least = native->required - self,
        .most = native->positional - self,
        .all = native->parameter_count - self,
        .given = (uint32_t)arguments->count - self,
        .given_names = arguments->names == VALUE_EMPTY ? 0 : (uint32_t)value_tuple(arguments->names)->count,
    };
}

static const char *plural(uint32_t count)
{
    return count == 1 ? "" : "s";
}

/* «insert expected 2 arguments, got 1», «pop expected at most 1 argument, got 2» */
static Outcome expected_count(Vm *vm, const Native *native, const Counts *counts)
{
    bool is_few = counts->given < counts->least;
    uint32_t bound = is_few ? counts->least : counts->most;
    const char *how = counts->least == counts->most && native->var_positional < 0 ? ""
                      : is_few                                                    ? "at least "
                                                                                  : "at most ";
    return vm_raise(vm, EXCEPTION_TypeError, "%s expected %s%u argument%s, got %u", native->name->text, how, bound,
                    plural(bound), counts->given);
}

static Outcome wrong_count_of_named(Vm *vm, const Native *native, const Counts *counts)
{
    const char *name = shown_name(native);
    uint32_t given = counts->given + counts->given_names;
    if (given > counts->all)
        return vm_raise(vm, EXCEPTION_TypeError, "%s() takes at most %u %sargument%s (%u given)", name, counts->all,
                        counts->given == 0 ? "keyword " : "", plural(counts->all), given);
    if (counts->most == 0)
        return vm_raise(vm, EXCEPTION_TypeError, "%s() takes no positional arguments", name);
    return vm_raise(vm, EXCEPTION_TypeError, "%s() takes %s %u positional argument%s (%u given)", name,
                    counts->least < counts->most ? "at most" : "exactly", counts->most, plural(counts->most),
                    counts->given);
}

/* int and str have two ways to be called in CPython: the one without names counts in other words. */
static bool has_quick_call(const Native *native)
{
    return str_is(native->name, "int") || str_is(native->name, "str");
}

/* Too many or too few by position. */
static Outcome wrong_count(Vm *vm, const Native *native, const Arguments *arguments)
{
    if (arguments->count < is_method(native))
        return vm_raise(vm, EXCEPTION_TypeError, "unbound method %s() needs an argument",
                        value_str_object(native->qualname)->text);
    Counts counts = counts_of(native, arguments);
    bool is_like_sorted =
        counts.most > 0 && native->positional == native->positional_only && counts.all > counts.most;
    is_like_sorted |= is_constructor(native) && counts.given_names == 0 && has_quick_call(native);
    if (takes_names(native) && native->var_keyword < 0 && !is_like_sorted)
        return wrong_count_of_named(vm, native, &counts);
    if (counts.most == 0 && native->var_positional < 0)
        return vm_raise(vm, EXCEPTION_TypeError,
                        is_constructor(native) ? "%s() takes no arguments" : "%s() takes no arguments (%u given)",
                        shown_name(native), counts.given);
    bool is_one = counts.most == 1 && counts.least == 1 && !is_constructor(native) && !is_like_sorted;
    if (is_one)
        return vm_raise(vm, EXCEPTION_TypeError, "%s() takes exactly one argument (%u given)", shown_name(native),
                        counts.given);
    return expected_count(vm, native, &counts);
}

/* A required parameter got nothing. */
static Outcome missing_argument(Vm *vm, const Native *native, const Arguments *arguments, uint32_t index)
{
    bool has_position_only = index < native->positional_only;
    if (!takes_names(native) || native->positional == native->positional_only ||
        arguments->count < is_method(native))
        return wrong_count(vm, native, arguments);
    Counts counts = counts_of(native, arguments);
    uint32_t least = native->positional_only - is_method(native);
    if (has_position_only)
        return vm_raise(vm, EXCEPTION_TypeError, "%s() takes %s %u positional argument%s (%u given)",
                        shown_name(native), least < counts.all ? "at least" : "exactly", least, plural(least),
                        counts.given);
    if (str_is(native->name, "enumerate")) /* which counts for itself in CPython */
        return vm_raise(vm, EXCEPTION_TypeError, "enumerate() missing required argument 'iterable'");
    return vm_raise(vm, EXCEPTION_TypeError, "%s() missing required argument '%s' (pos %u)", shown_name(native),
                    native->names[index]->text, index + 1 - is_method(native));
}

static int parameter_named(const Native *native, const Str *name)
{
    for (uint32_t i = native->positional_only; i < native->parameter_count; i++) {
        if ((int)i != native->var_positional && (int)i != native->var_keyword && str_equal(native->names[i], name))
            return (int)i;
    }
    return -1;
}

static Outcome unexpected_keyword(Vm *vm, const Native *native, const Str *name)
{
    const char *meant = nearest_parameter(native->names + native->positional_only,
                                          native->parameter_count - native->positional_only, name);
    if (str_is(native->name, "zip_longest"))
        return vm_raise(vm, EXCEPTION_TypeError, "zip_longest() got an unexpected keyword argument");
    return vm_raise(vm, EXCEPTION_TypeError, "%s() got an unexpected keyword argument '%s'%s%s%s",
                    shown_name(native), name->text, meant ? ". Did you mean '" : "", meant ? meant : "",
                    meant ? "'?" : "");
}

static Outcome place_keyword(Vm *vm, const Native *native, Str *name, Value value, Value *sorted)
{
    int index = parameter_named(native, name);
    if (native->is_python && index < 0 && native->var_keyword < 0)
        return python_unexpected_keyword(vm, native, name);
    if (native->is_python && index >= 0 && sorted[index] != VALUE_EMPTY)
        return python_given_twice(vm, native, name);
    if (index < 0 && native->var_keyword < 0)
        return unexpected_keyword(vm, native, name);
    if (index < 0)
        return dict_set(vm, value_dict(sorted[native->var_keyword]), value_from(name), value);
    if (sorted[index] != VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "argument for %s() given by name ('%s') and position (%d)",
                        shown_name(native), name->text, index + 1);
    sorted[index] = value;
    return RETURNED;
}

static Outcome check_required(Vm *vm, const Native *native, const Arguments *arguments, const Value *sorted)
{
    if (native->is_python)
        return python_check_required(vm, native, sorted);
    for (uint32_t i = 0; i < native->required; i++) {
        if (sorted[i] == VALUE_EMPTY)
            return missing_argument(vm, native, arguments, i);
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
    bool has_names = arguments->names != VALUE_EMPTY && value_tuple(arguments->names)->count > 0;
    bool has_too_many = native->var_positional < 0 && arguments->count > native->positional;
    if (has_names && !takes_names(native) && !native->is_python)
        return vm_raise(vm, EXCEPTION_TypeError, "%s() takes no keyword arguments", shown_name(native));
    for (size_t i = 0; i < by_position; i++)
        sorted[i] = arguments->values[i];
    if (native->var_positional >= 0)
        sorted[native->var_positional] =
            tuple_new(vm, arguments->values + by_position, arguments->count - by_position);
    else if (has_too_many && !native->is_python)
        return wrong_count(vm, native, arguments);
    if (native->var_keyword >= 0 && has_names)
        sorted[native->var_keyword] = dict_new(vm);
    if (sort_keywords(vm, native, arguments, sorted) == RAISED)
        return RAISED;
    if (has_too_many)
        return python_too_many(vm, native, arguments, sorted);
    return check_required(vm, native, arguments, sorted);
}

/* A method that was got from its class may be called with anything. */
static bool is_wrong_self(Vm *vm, const Native *native, Value self)
{
    const Class *class = class_of(vm, self);
    return class != native->owner && !class_is_subclass(class, native->owner);
}

static Outcome wrong_self(Vm *vm, const Native *native, Value self)
{
    return vm_raise(vm, EXCEPTION_TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
                    native->name->text, native->owner->name->text, class_of(vm, self)->name->text);
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

/* Positional parameters alone, of which the last may be absent. */
static Outcome call_padded(Vm *vm, const Native *native, const Arguments *arguments, Value *result)
{
    Value padded[NATIVE_PARAMETERS_MOST] = {0};
    for (size_t i = 0; i < arguments->count; i++)
        padded[i] = arguments->values[i];
    return native->function(vm, padded, result);
}

Outcome native_call(Vm *vm, const Native *native, const Arguments *arguments, Value *result)
{
    if (native->owner && arguments->count > 0 && is_wrong_self(vm, native, arguments->values[0]))
        return wrong_self(vm, native, arguments->values[0]);
    if (native->is_simple && arguments->names == VALUE_EMPTY && arguments->count == native->positional)
        return native->function(vm, arguments->values, result);
    bool fits = arguments->count >= native->required && arguments->count <= native->positional;
    if (native->is_simple && arguments->names == VALUE_EMPTY && fits)
        return call_padded(vm, native, arguments, result);
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
    if (native->is_python)
        *result = str_format(vm, "<function %s at 0x%llx>", value_str_object(native->qualname)->text,
                             (unsigned long long)object_number(vm, self));
    else if (is_method(native))
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
