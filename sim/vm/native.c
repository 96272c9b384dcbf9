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

/* The word before the parameters, which says in whose words wrong calls are told. */
static const char *read_telling(Native *native, const char *signature)
{
    static const char *const words[] = {"", "def ", "tuple ", "named "}; /* in the order of NativeTelling */
    for (uint8_t i = TOLD_AS_PYTHON; i <= TOLD_AS_NAMED; i++) {
        size_t length = strlen(words[i]);
        if (strncmp(signature, words[i], length) == 0) {
            native->telling = i;
            return signature + length;
        }
    }
    return signature;
}

static void read_signature(Vm *vm, Native *native, const char *signature)
{
    bool is_keyword_only = false;
    native->var_positional = native->var_keyword = -1;
    for (const char *at = skip_blanks(read_telling(native, signature)); *at; at = skip_blanks(at)) {
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
    Class *class = strncmp(signature, "def", 3) == 0 ? vm->classes.native_function : vm->classes.native;
    Native *native = object_new(vm, class, KIND_NATIVE, sizeof(Native));
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

/* The name that messages give the function, with `brackets` behind it: «list.append()», «math.sqrt()», but «sort()»
 * where it takes keywords, and «function» where CPython gives no name. */
typedef struct Shown {
    const char *module, *dot, *name, *brackets;
} Shown;

static Shown shown_of(const Native *native)
{
    bool is_short = takes_names(native) || native->telling != TOLD_PLAINLY;
    bool is_nameless = str_is(native->name, NATIVE_NAMELESS);
    const Str *module = is_short ? NULL : native->module;
    return (Shown){
        .module = module ? module->text : "",
        .dot = module ? "." : "",
        .name = is_short ? native->name->text : value_str_object(native->qualname)->text,
        .brackets = is_nameless ? "" : "()",
    };
}

/* TypeError: the name of the function, and what is wrong with its call. */
static Outcome complain(Vm *vm, const Native *native, const char *format, ...)
{
    Shown shown = shown_of(native);
    Text text = {0};
    va_list arguments;
    va_start(arguments, format);
    text_format(&text, "%s%s%s%s ", shown.module, shown.dot, shown.name, shown.brackets);
    text_format_list(&text, format, arguments);
    va_end(arguments);
    Outcome outcome = vm_raise(vm, EXCEPTION_TypeError, "%s", text_string(&text));
    text_release(&text);
    return outcome;
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

/* Among functions that sort their arguments by name. */
static Outcome wrong_count_of_named(Vm *vm, const Native *native, const Counts *counts)
{
    uint32_t given = counts->given + counts->given_names;
    if (counts->all == 0)
        return complain(vm, native, "takes no arguments");
    if (given > counts->all)
        return complain(vm, native, "takes at most %u %sargument%s (%u given)", counts->all,
                        counts->given == 0 ? "keyword " : "", plural(counts->all), given);
    if (counts->most == 0)
        return complain(vm, native, "takes no positional arguments");
    return complain(vm, native, "takes %s %u positional argument%s (%u given)",
                    counts->least < counts->most ? "at most" : "exactly", counts->most, plural(counts->most),
                    counts->given);
}

/* «takes at most 2 arguments (3 given)» */
static Outcome wrong_count_of_tuple(Vm *vm, const Native *native, const Counts *counts)
{
    bool is_few = counts->given < counts->least;
    uint32_t bound = is_few ? counts->least : counts->most;
    return complain(vm, native, "takes %s %u argument%s (%u given)",
                    counts->least == counts->most ? "exactly"
                    : is_few                      ? "at least"
                                                  : "at most",
                    bound, plural(bound), counts->given);
}

/* int and str have two ways to be called in CPython, and sorted hands on what it was given: the way without names
 * counts in other words. */
static bool counts_as_nameless(const Native *native, const Counts *counts)
{
    if (str_is(native->name, "sorted"))
        return true;
    return is_constructor(native) && counts->given_names == 0 &&
           (str_is(native->name, "int") || str_is(native->name, "str"));
}

/* Too many or too few by position. */
static Outcome wrong_count(Vm *vm, const Native *native, const Arguments *arguments)
{
    if (arguments->count < is_method(native))
        return vm_raise(vm, EXCEPTION_TypeError, "unbound method %s() needs an argument",
                        value_str_object(native->qualname)->text);
    Counts counts = counts_of(native, arguments);
    if (native->telling == TOLD_AS_TUPLE)
        return wrong_count_of_tuple(vm, native, &counts);
    bool is_nameless = counts_as_nameless(native, &counts);
    bool sorts_names = native->telling == TOLD_AS_NAMED || (takes_names(native) && native->var_keyword < 0);
    if (sorts_names && !is_nameless)
        return wrong_count_of_named(vm, native, &counts);
    if (counts.most == 0 && native->var_positional < 0)
        return is_constructor(native) ? complain(vm, native, "takes no arguments")
                                      : complain(vm, native, "takes no arguments (%u given)", counts.given);
    if (counts.most == 1 && counts.least == 1 && !is_constructor(native) && !is_nameless)
        return complain(vm, native, "takes exactly one argument (%u given)", counts.given);
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
        return complain(vm, native, "takes %s %u positional argument%s (%u given)",
                        least < counts.all ? "at least" : "exactly", least, plural(least), counts.given);
    if (str_is(native->name, "enumerate")) /* which counts for itself in CPython */
        return complain(vm, native, "missing required argument 'iterable'");
    return complain(vm, native, "missing required argument '%s' (pos %u)", native->names[index]->text,
                    index + 1 - is_method(native));
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
    if (str_is(native->name, NATIVE_NAMELESS))
        return vm_raise(vm, EXCEPTION_TypeError, "this function got an unexpected keyword argument '%s'%s%s%s",
                        name->text, meant ? ". Did you mean '" : "", meant ? meant : "", meant ? "'?" : "");
    return complain(vm, native, "got an unexpected keyword argument '%s'%s%s%s", name->text,
                    meant ? ". Did you mean '" : "", meant ? meant : "", meant ? "'?" : "");
}

/* «argument for replace() given by name ('year') and position (1)» */
static Outcome given_twice(Vm *vm, const Native *native, const Str *name, int index)
{
    Shown shown = shown_of(native);
    return vm_raise(vm, EXCEPTION_TypeError, "argument for %s%s given by name ('%s') and position (%d)", shown.name,
                    shown.brackets, name->text, index + 1 - (int)is_method(native));
}

static Outcome place_keyword(Vm *vm, const Native *native, Str *name, Value value, Value *sorted)
{
    int index = parameter_named(native, name);
    bool is_python = native->telling == TOLD_AS_PYTHON;
    if (is_python && index < 0 && native->var_keyword < 0)
        return python_unexpected_keyword(vm, native, name);
    if (is_python && index >= 0 && sorted[index] != VALUE_EMPTY)
        return python_given_twice(vm, native, name);
    if (index < 0 && native->var_keyword < 0)
        return RETURNED; /* told when it is known that nothing else is missing */
    if (index < 0)
        return dict_set(vm, value_dict(sorted[native->var_keyword]), value_from(name), value);
    if (sorted[index] != VALUE_EMPTY)
        return given_twice(vm, native, name, index);
    sorted[index] = value;
    return RETURNED;
}

/* All names that were given are those of parameters. */
static Outcome check_names(Vm *vm, const Native *native, const Arguments *arguments)
{
    const Tuple *names = arguments->names == VALUE_EMPTY ? NULL : value_tuple(arguments->names);
    for (size_t i = 0; names && native->var_keyword < 0 && i < names->count; i++) {
        Str *name = value_str_object(names->items[i]);
        if (parameter_named(native, name) < 0)
            return unexpected_keyword(vm, native, name);
    }
    return RETURNED;
}

static Outcome check_required(Vm *vm, const Native *native, const Arguments *arguments, const Value *sorted)
{
    if (native->telling == TOLD_AS_PYTHON)
        return python_check_required(vm, native, sorted);
    for (uint32_t i = 0; i < native->required; i++) {
        if (sorted[i] == VALUE_EMPTY)
            return missing_argument(vm, native, arguments, i);
    }
    for (uint32_t i = 0; i < native->parameter_count; i++) {
        if ((native->required_keywords >> i & 1) && sorted[i] == VALUE_EMPTY)
            return complain(vm, native, "missing required keyword-only argument: '%s'", native->names[i]->text);
    }
    return check_names(vm, native, arguments);
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

/* What `*args` becomes: the arguments from `from` on. */
static Value arguments_behind(Vm *vm, const Arguments *arguments, size_t from)
{
    if (from == 0 && arguments->tuple != VALUE_EMPTY)
        return value_retain(arguments->tuple);
    return tuple_new(vm, arguments->values + from, arguments->count - from);
}

Outcome native_sort_arguments(Vm *vm, const Native *native, const Arguments *arguments, Value *sorted)
{
    size_t by_position = arguments->count < native->positional ? arguments->count : native->positional;
    bool has_names = arguments->names != VALUE_EMPTY && value_tuple(arguments->names)->count > 0;
    bool has_too_many = native->var_positional < 0 && arguments->count > native->positional;
    bool tells_names = native->telling == TOLD_AS_PYTHON || native->telling == TOLD_AS_NAMED;
    if (has_names && !takes_names(native) && !tells_names)
        return complain(vm, native, "takes no keyword arguments");
    for (size_t i = 0; i < by_position; i++)
        sorted[i] = arguments->values[i];
    if (native->var_positional >= 0)
        sorted[native->var_positional] = arguments_behind(vm, arguments, by_position);
    else if (has_too_many && native->telling != TOLD_AS_PYTHON)
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
                    native->name->text, native->owner->told_name->text, class_of(vm, self)->told_name->text);
}

static Outcome call_sorted(Vm *vm, const Native *native, const Arguments *arguments, Value *result)
{
    Value sorted[NATIVE_PARAMETERS_MOST] = {0};
    Outcome outcome = native_sort_arguments(vm, native, arguments, sorted);
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
    if (native->telling == TOLD_AS_PYTHON)
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
    else if (name == vm->names.module && !native->owner)
        *result = native->module ? value_retain(value_from(native->module)) : str_from(vm, "builtins");
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
    vm->classes.native_function =
        class_native(vm, &(ClassSpec){.name = "function", .module = "builtins", .ops = &native_ops});
}
