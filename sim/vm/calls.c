/* Calling: every kind of callable, and how arguments find their parameters. */
#include "frame_machine.h"
#include "list_sort.h"

#include <assert.h>

/* ---- frames ---- */

/* Slots below the stack are EMPTY; the stack itself need not be. */
Frame *frame_new(Vm *vm, Code *code)
{
    Kind kind = (Kind)code->frame_kind;
    Class *class = frame_class_of(vm, kind);
    Frame *frame = object_new_dirty(vm, class, kind, sizeof(Frame) + code->slot_count * sizeof(Value));
    if (!frame)
        return NULL;
    frame->back = NULL;
    frame->name = frame->qualname = VALUE_EMPTY;
    frame->handled = VALUE_EMPTY;
    frame->code = code;
    frame->ip = code->instructions;
    frame->made = VALUE_EMPTY;
    uint32_t below = code->local_count + code->free_count;
    for (uint32_t i = 0; i < below; i++)
        frame->slots[i] = VALUE_EMPTY;
    frame->top = frame->slots + below;
    return frame;
}

bool frame_push(Vm *vm, Frame *frame)
{
    if (vm->depth >= VM_FRAMES_MOST) {
        frame_free_plain(vm, frame);
        vm_raise(vm, EXCEPTION_RecursionError, "maximum recursion depth exceeded");
        return false;
    }
    vm->depth++;
    vm->fuel -= 16;
    frame->head.flags = FRAME_RUNNING;
    frame->back = vm->frame;
    vm->frame = frame;
    return true;
}

/* ---- parameters of functions ---- */

static const char *function_name(const Function *function)
{
    return value_str_object(function->qualname)->text;
}

static Outcome missing_arguments(Vm *vm, const Function *function, const Frame *frame, uint32_t from, uint32_t to,
                                 const char *sort)
{
    enum { SHOWN_MOST = 64 };
    uint32_t missing[SHOWN_MOST] = {0}, count = 0;
    for (uint32_t i = from; i < to; i++) {
        if (frame->slots[i] == VALUE_EMPTY && count < SHOWN_MOST)
            missing[count++] = i;
    }
    Text text = {0};
    write_parameter_names(function->code->local_names, missing, count, &text);
    Outcome outcome = vm_raise(vm, EXCEPTION_TypeError, "%s() missing %u required %s argument%s: %s",
                               function_name(function), count, sort, count == 1 ? "" : "s", text_string(&text));
    text_release(&text);
    return outcome;
}

static Outcome too_many_arguments(Vm *vm, const Function *function, const Frame *frame, size_t given)
{
    const Code *code = function->code;
    size_t defaults = function->defaults == VALUE_EMPTY ? 0 : value_tuple(function->defaults)->count;
    uint32_t keyword_only_given = 0;
    for (uint32_t i = code->positional; i < code->positional + code->keyword_only; i++)
        keyword_only_given += frame->slots[i] != VALUE_EMPTY;
    Text takes = {0}, extra = {0};
    if (defaults > 0)
        text_format(&takes, "from %u to %u", (unsigned)(code->positional - defaults), code->positional);
    else
        text_format(&takes, "%u", code->positional);
    if (keyword_only_given > 0)
        text_format(&extra, " positional argument%s (and %u keyword-only argument%s)", given == 1 ? "" : "s",
                    keyword_only_given, keyword_only_given == 1 ? "" : "s");
    bool is_one = given == 1 && keyword_only_given == 0;
    Outcome outcome =
        vm_raise(vm, EXCEPTION_TypeError, "%s() takes %s positional argument%s but %zu%s %s given",
                 function_name(function), text_string(&takes), defaults == 0 && code->positional == 1 ? "" : "s",
                 given, text_string(&extra), is_one ? "was" : "were");
    text_release(&takes);
    text_release(&extra);
    return outcome;
}

static int parameter_named(const Code *code, const Str *name)
{
    uint32_t count = code->positional + code->keyword_only;
    for (uint32_t i = code->positional_only; i < count; i++) {
        if (code->local_names[i] == name)
            return (int)i;
    }
    for (uint32_t i = code->positional_only; i < count; i++) {
        if (str_equal(code->local_names[i], name))
            return (int)i;
    }
    return -1;
}

/* Positional-only parameters that were given by name, all of them; false where there are none. */
static bool write_positional_only_given(const Code *code, const Tuple *names, Text *out)
{
    size_t count = 0;
    for (uint32_t i = 0; i < code->positional_only; i++) {
        for (uint64_t k = 0; k < names->count; k++) {
            if (str_equal(code->local_names[i], value_str_object(names->items[k])))
                text_format(out, "%s%s", count++ ? ", " : "", code->local_names[i]->text);
        }
    }
    return count > 0;
}

static Outcome unexpected_keyword(Vm *vm, const Function *function, const Tuple *names, const Str *name)
{
    const Code *code = function->code;
    Text given = {0};
    if (write_positional_only_given(code, names, &given))
        vm_raise(vm, EXCEPTION_TypeError,
                 "%s() got some positional-only arguments passed as keyword arguments: '%s'",
                 function_name(function), text_string(&given));
    bool is_raised = given.length > 0;
    text_release(&given);
    if (is_raised)
        return RAISED;
    const char *meant = nearest_parameter(code->local_names + code->positional_only,
                                          code->positional + code->keyword_only - code->positional_only, name);
    return vm_raise(vm, EXCEPTION_TypeError, "%s() got an unexpected keyword argument '%s'%s%s%s",
                    function_name(function), name->text, meant ? ". Did you mean '" : "", meant ? meant : "",
                    meant ? "'?" : "");
}

static Outcome place_keyword(Vm *vm, const Function *function, Frame *frame, const Tuple *names, Value others,
                             Str *name, Value value)
{
    int index = parameter_named(function->code, name);
    if (index >= 0 && frame->slots[index] != VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "%s() got multiple values for argument '%s'",
                        function_name(function), name->text);
    if (index >= 0) {
        frame->slots[index] = value_retain(value);
        return RETURNED;
    }
    if (others != VALUE_EMPTY)
        return dict_set_str(vm, value_dict(others), str_intern_value(vm, name), value) ? RETURNED
                                                                                       : vm_raise_memory(vm);
    return unexpected_keyword(vm, function, names, name);
}

static Outcome place_keywords(Vm *vm, const Function *function, Frame *frame, const Arguments *arguments)
{
    const Code *code = function->code;
    Value others = VALUE_EMPTY;
    if (code->flags & CODE_VAR_KEYWORD) {
        others = dict_new(vm);
        frame->slots[code->positional + code->keyword_only + ((code->flags & CODE_VAR_POSITIONAL) != 0)] = others;
    }
    if (arguments->names == VALUE_EMPTY)
        return RETURNED;
    const Tuple *names = value_tuple(arguments->names);
    for (size_t i = 0; i < names->count; i++) {
        Value value = arguments->values[arguments->count + i];
        if (place_keyword(vm, function, frame, names, others, value_str_object(names->items[i]), value) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome place_defaults(Vm *vm, const Function *function, Frame *frame)
{
    const Code *code = function->code;
    const Tuple *defaults = function->defaults == VALUE_EMPTY ? NULL : value_tuple(function->defaults);
    uint32_t required = code->positional - (defaults ? (uint32_t)defaults->count : 0);
    for (uint32_t i = 0; i < code->positional; i++) {
        if (frame->slots[i] != VALUE_EMPTY)
            continue;
        if (i < required)
            return missing_arguments(vm, function, frame, 0, required, "positional");
        frame->slots[i] = value_retain(defaults->items[i - required]);
    }
    uint32_t end = code->positional + code->keyword_only;
    bool is_missing = false;
    for (uint32_t i = code->positional; i < end; i++) {
        if (frame->slots[i] == VALUE_EMPTY && function->kwdefaults != VALUE_EMPTY)
            frame->slots[i] =
                value_retain(dict_get_str(vm, value_dict(function->kwdefaults), code->local_names[i]));
        is_missing |= frame->slots[i] == VALUE_EMPTY;
    }
    return is_missing ? missing_arguments(vm, function, frame, code->positional, end, "keyword-only") : RETURNED;
}

static Outcome place_arguments(Vm *vm, const Function *function, Frame *frame, const Arguments *arguments)
{
    const Code *code = function->code;
    size_t by_position = arguments->count < code->positional ? arguments->count : code->positional;
    for (size_t i = 0; i < by_position; i++)
        frame->slots[i] = value_retain(arguments->values[i]);
    if (code->flags & CODE_VAR_POSITIONAL) {
        Value rest = tuple_new(vm, arguments->values + by_position, arguments->count - by_position);
        if (rest == VALUE_EMPTY)
            return RAISED;
        frame->slots[code->positional + code->keyword_only] = rest;
    }
    if (place_keywords(vm, function, frame, arguments) == RAISED)
        return RAISED;
    if (arguments->count > code->positional && !(code->flags & CODE_VAR_POSITIONAL))
        return too_many_arguments(vm, function, frame, arguments->count);
    return place_defaults(vm, function, frame);
}

static void place_closure(const Function *function, Frame *frame)
{
    const Code *code = function->code;
    for (uint32_t i = 0; i < code->free_count; i++)
        frame->slots[code->local_count + i] = value_retain(value_tuple(function->closure)->items[i]);
}

/* A generator's call gives the generator; any other call pushes its frame. */
static Outcome start_frame(Vm *vm, const Function *function, Frame *frame, Value *result)
{
    place_closure(function, frame);
    if (frame->head.kind == KIND_FRAME)
        return frame_push(vm, frame) ? ENTERED : RAISED;
    frame->name = value_retain(function->name);
    frame->qualname = value_retain(function->qualname);
    *result = value_from(frame);
    if (frame->head.kind == KIND_COROUTINE && vm->notes_coroutines)
        vm->hooks->coroutine_made(vm->hooks->context, vm, frame);
    return RETURNED;
}

static Outcome function_call(Vm *vm, const Function *function, const Arguments *arguments, Value *result)
{
    Frame *frame = frame_new(vm, function->code);
    if (!frame)
        return vm_raise_memory(vm);
    if (place_arguments(vm, function, frame, arguments) == RAISED) {
        frame_set_flag(frame, FRAME_WAS_AWAITED); /* it never was: no warning for what was never made */
        object_release(vm, frame);
        return function->head.flags & FUNCTION_LIKE_NATIVE ? native_tell_wrong_call(vm, function, arguments)
                                                           : RAISED;
    }
    return start_frame(vm, function, frame, result);
}

/* The quick way: as many positional arguments as parameters, and nothing else. Moves the arguments. */
bool call_moves(const Function *function, size_t count)
{
    const Code *code = function->code;
    return code->positional == count && code->keyword_only == 0 &&
           !(code->flags & (CODE_VAR_POSITIONAL | CODE_VAR_KEYWORD));
}

Outcome call_moving(Vm *vm, const Function *function, const Value *values, Value *result)
{
    Frame *frame = frame_new(vm, function->code);
    if (!frame)
        return vm_raise_memory(vm);
    for (uint32_t i = 0; i < function->code->positional; i++)
        frame->slots[i] = values[i];
    return start_frame(vm, function, frame, result);
}

/* ---- with one value more in front ---- */

typedef Outcome CallWithMore(Vm *vm, void *callee, const Arguments *arguments, Value *result);

static size_t value_count(const Arguments *arguments)
{
    return arguments->count + (arguments->names == VALUE_EMPTY ? 0 : value_tuple(arguments->names)->count);
}

static Outcome call_with_first(Vm *vm, Value first, const Arguments *arguments, CallWithMore *call, void *callee,
                               Value *result)
{
    enum { FEW = 8 };
    Value few[FEW + 1], *values = few;
    size_t count = value_count(arguments);
    if (count > FEW && !(values = vm_alloc(vm, (count + 1) * sizeof *values)))
        return vm_raise_memory(vm);
    values[0] = first;
    for (size_t i = 0; i < count; i++)
        values[i + 1] = arguments->values[i];
    Arguments more = {values, arguments->count + 1, arguments->names, VALUE_EMPTY};
    Outcome outcome = call(vm, callee, &more, result);
    if (values != few)
        vm_free(vm, values, (count + 1) * sizeof *values);
    return outcome;
}

static Outcome call_value_with_more(Vm *vm, void *callee, const Arguments *arguments, Value *result)
{
    return call_begin(vm, *(Value *)callee, arguments, result);
}

static Outcome call_native_with_more(Vm *vm, void *callee, const Arguments *arguments, Value *result)
{
    return native_call(vm, callee, arguments, result);
}

/* ---- classes ---- */

static Outcome cannot_be_made(Vm *vm, Class *class)
{
    Text text = {0};
    Value names, name;
    if (list_from_iterable(vm, class_lookup(vm, class, vm->names.abstractmethods), &names) == RAISED)
        return RAISED;
    Outcome outcome = list_sort(vm, value_list(names), VALUE_EMPTY, false);
    for (size_t i = 0; i < value_list(names)->count; i++) {
        name = value_list(names)->items[i];
        text_format(&text, "%s'%s'", i ? ", " : "", value_str_object(name)->text);
    }
    if (outcome == RETURNED)
        outcome = vm_raise(vm, EXCEPTION_TypeError,
                           "Can't instantiate abstract class %s without an implementation for abstract method%s %s",
                           class->name->text, value_list(names)->count == 1 ? "" : "s", text_string(&text));
    value_release(vm, names);
    text_release(&text);
    return outcome;
}

Outcome class_make_instance(Vm *vm, Class *class, Value *result)
{
    if (class->has_abstract)
        return cannot_be_made(vm, class);
    *result = class->is_exception ? exception_new(vm, class, VALUE_EMPTY) : instance_new(vm, class);
    return RETURNED;
}

static Outcome make_exception(Vm *vm, Class *class, const Arguments *arguments, Value *result)
{
    bool is_group = class_is_subclass(class, vm->exceptions[EXCEPTION_BaseExceptionGroup]);
    if (is_group && arguments->count >= 2)
        return exception_group_new(vm, class, arguments->values[0], arguments->values[1], result);
    if (is_group)
        return vm_raise(vm, EXCEPTION_TypeError, "%s.__new__() takes exactly 2 arguments (%zu given)",
                        "BaseExceptionGroup", arguments->count);
    Value args = tuple_new(vm, arguments->values, arguments->count);
    if (args == VALUE_EMPTY)
        return RAISED;
    *result = exception_new(vm, exception_class_for(vm, class, value_tuple(args)), args);
    value_release(vm, args);
    return RETURNED;
}

/* A program's own __new__, called nested. */
static Outcome run_new(Vm *vm, Class *class, Value maker, const Arguments *arguments, Value *result)
{
    Value function = ((Wrapper *)value_object(maker))->function;
    Value bound_class = value_from(class);
    size_t count = value_count(arguments);
    Value *values = vm_alloc(vm, (count + 1) * sizeof *values);
    if (!values)
        return vm_raise_memory(vm);
    values[0] = bound_class;
    for (size_t i = 0; i < count; i++)
        values[i + 1] = arguments->values[i];
    Outcome outcome =
        value_call(vm, function, &(Arguments){values, arguments->count + 1, arguments->names, VALUE_EMPTY}, result);
    vm_free(vm, values, (count + 1) * sizeof *values);
    return outcome;
}

static Outcome make_object(Vm *vm, Class *class, const Arguments *arguments, Value *result)
{
    Value maker = class_lookup(vm, class, vm->names.new);
    if (value_is_kind(maker, KIND_STATIC_METHOD) &&
        value_is_kind(((Wrapper *)value_object(maker))->function, KIND_FUNCTION))
        return run_new(vm, class, maker, arguments, result);
    if (class->has_abstract)
        return cannot_be_made(vm, class);
    if (class->is_exception)
        return make_exception(vm, class, arguments, result);
    *result = instance_new(vm, class);
    return RETURNED;
}

/* Run __init__ of a fresh object, which the machine then gives as the result. Takes over `made`. */
static Outcome run_init(Vm *vm, Class *class, Value made, const Arguments *arguments, Value *result)
{
    Value init = class_lookup(vm, class, vm->names.init), ignored = VALUE_NONE;
    Outcome outcome;
    if (value_is_kind(init, KIND_FUNCTION)) {
        outcome = call_with_first(vm, made, arguments, call_value_with_more, &init, &ignored);
        if (outcome == ENTERED) {
            frame_set_flag(vm->frame, FRAME_CONSTRUCTS);
            vm->frame->made = made;
            return ENTERED;
        }
    } else {
        Value bound;
        if (attribute_bind(vm, init, made, class, &bound) == RAISED)
            outcome = RAISED;
        else {
            outcome = value_call(vm, bound, arguments, &ignored);
            value_release(vm, bound);
        }
    }
    if (outcome == RAISED) {
        value_release(vm, made);
        return RAISED;
    }
    value_release(vm, ignored);
    *result = made;
    return RETURNED;
}

static bool has_own_init(Vm *vm, Class *class)
{
    Value init = class_lookup(vm, class, vm->names.init);
    return init != dict_get_str(vm, vm->classes.object->attributes, vm->names.init) &&
           init != dict_get_str(vm, vm->exceptions[EXCEPTION_BaseException]->attributes, vm->names.init);
}

/* The __init__ of a class whose call makes an instance and runs just that. */
Function *class_find_plain_init(Vm *vm, Class *class)
{
    Value init = class_lookup(vm, class, vm->names.init);
    bool makes_itself =
        class_lookup(vm, class, vm->names.new) != dict_get_str(vm, vm->classes.object->attributes, vm->names.new);
    bool is_plain = class->is_program && !class->is_exception && !class->has_abstract && !makes_itself &&
                    class->call_hook == VALUE_EMPTY && class->construct == VALUE_EMPTY &&
                    value_is_kind(init, KIND_FUNCTION);
    class->plain_init = is_plain ? (Function *)value_object(init) : NULL;
    class->init_version = class->version;
    return class->plain_init;
}

static Outcome class_instantiate(Vm *vm, Class *class, const Arguments *arguments, Value *result)
{
    Value made;
    if (make_object(vm, class, arguments, &made) == RAISED)
        return RAISED;
    bool is_own = value_is_instance(vm, made, class);
    if (is_own && has_own_init(vm, class))
        return run_init(vm, class, made, arguments, result);
    bool has_own_new =
        class_lookup(vm, class, vm->names.new) != dict_get_str(vm, vm->classes.object->attributes, vm->names.new);
    if (!class->is_exception && !has_own_new && value_count(arguments) > 0) {
        value_release(vm, made);
        return vm_raise(vm, EXCEPTION_TypeError, "%s() takes no arguments", class->name->text);
    }
    if (class->is_exception && arguments->names != VALUE_EMPTY && value_tuple(arguments->names)->count > 0) {
        value_release(vm, made);
        return vm_raise(vm, EXCEPTION_TypeError, "%s() takes no keyword arguments", class->name->text);
    }
    *result = made;
    return RETURNED;
}

static Outcome class_call(Vm *vm, Class *class, const Arguments *arguments, Value *result)
{
    if (class->call_hook != VALUE_EMPTY)
        return call_with_first(vm, value_from(class), arguments, call_value_with_more, &class->call_hook, result);
    if (class->construct != VALUE_EMPTY)
        return call_with_first(vm, value_from(class), arguments, call_native_with_more,
                               value_object(class->construct), result);
    if (class->is_program || class->is_exception)
        return class_instantiate(vm, class, arguments, result);
    return vm_raise(vm, EXCEPTION_TypeError, "cannot create '%s' instances", class->name->text);
}

/* ---- all kinds of callables ---- */

/* time(): the module has a function of its own name. */
static Outcome not_callable(Vm *vm, Value callable)
{
    const char *class = class_of(vm, callable)->told_name->text;
    const Module *module = value_is_kind(callable, KIND_MODULE) ? (const Module *)value_object(callable) : NULL;
    Value namesake = module ? module_get(vm, (Module *)value_object(callable), module->name) : VALUE_EMPTY;
    if (namesake != VALUE_EMPTY && value_is_callable(vm, namesake))
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not callable. Did you mean: '%s.%s(...)'?", class,
                        module->name->text, module->name->text);
    return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not callable", class);
}

Outcome call_begin(Vm *vm, Value callable, const Arguments *arguments, Value *result)
{
    Object *object = value_is_object(callable) ? value_object(callable) : NULL;
    switch (object ? (Kind)object->kind : KIND_OTHER) {
    case KIND_FUNCTION:
        return function_call(vm, (Function *)object, arguments, result);
    case KIND_NATIVE:
        return native_call(vm, (Native *)object, arguments, result);
    case KIND_BOUND_METHOD: {
        BoundMethod *method = (BoundMethod *)object;
        return call_with_first(vm, method->self, arguments, call_value_with_more, &method->function, result);
    }
    case KIND_CLASS:
        return class_call(vm, (Class *)object, arguments, result);
    default:
        break;
    }
    const ClassOps *ops = class_of(vm, callable)->ops;
    if (ops->call)
        return ops->call(vm, callable, arguments, result);
    return not_callable(vm, callable);
}

Outcome vm_enter(Vm *vm, Value callable, const Arguments *arguments, Value *result)
{
    return call_begin(vm, callable, arguments, result);
}

/* Call, and run what was entered to its end. */
static Outcome call_to_the_end(Vm *vm, Value callable, const Arguments *arguments, Value *result)
{
    Frame *caller = vm->frame;
    Outcome outcome = call_begin(vm, callable, arguments, result);
    if (outcome != ENTERED)
        return outcome;
    /* the frame that was pushed on top of the caller's is where the nested run ends */
    Frame *entered = vm->frame;
    while (entered->back != caller)
        entered = entered->back;
    frame_set_flag(entered, FRAME_NESTED);
    return machine_nest(vm, vm->raised == VALUE_EMPTY ? NEXT_RUN : NEXT_RAISE, result);
}

Outcome value_call(Vm *vm, Value callable, const Arguments *arguments, Value *result)
{
    if (!machine_can_nest(vm) || !data_enter(vm, ""))
        return RAISED;
    Outcome outcome = call_to_the_end(vm, callable, arguments, result);
    data_leave(vm);
    return outcome;
}

Outcome value_call_with(Vm *vm, Value callable, size_t count, const Value *values, Value *result)
{
    return value_call(vm, callable, &(Arguments){values, count, VALUE_EMPTY, VALUE_EMPTY}, result);
}

Outcome value_call_method(Vm *vm, Value value, const char *name, size_t count, const Value *values, Value *result)
{
    Value callable, self;
    if (value_get_method(vm, value, str_intern(vm, name, strlen(name)), &callable, &self) == RAISED)
        return RAISED;
    Arguments arguments = {values, count, VALUE_EMPTY, VALUE_EMPTY};
    Value all[5] = {self};
    if (self != VALUE_EMPTY) {
        assert(count <= 4);
        for (size_t i = 0; i < count; i++)
            all[i + 1] = values[i];
        arguments = (Arguments){all, count + 1, VALUE_EMPTY, VALUE_EMPTY};
    }
    Outcome outcome = value_call(vm, callable, &arguments, result);
    value_release(vm, callable);
    value_release(vm, self);
    return outcome;
}

/* The keywords of a dict as values behind the positional ones, and a tuple of their names. */
static Outcome spread_keywords(Vm *vm, Dict *keywords, Value *values, Tuple *names)
{
    Value key, value;
    size_t at_name = 0;
    for (uint32_t at = 0; dict_next(keywords, &at, &key, &value);) {
        if (!value_is_str(key))
            return vm_raise(vm, EXCEPTION_TypeError, "keywords must be strings");
        names->items[at_name] = value_retain(key);
        values[at_name++] = value;
    }
    return RETURNED;
}

static Outcome call_spread_with(Vm *vm, Value callable, size_t count, const Value *values, Value keywords,
                                Value *result, Outcome (*call)(Vm *, Value, const Arguments *, Value *))
{
    size_t keyword_count = keywords == VALUE_EMPTY ? 0 : value_dict(keywords)->count;
    if (keyword_count == 0)
        return call(vm, callable, &(Arguments){values, count, VALUE_EMPTY, VALUE_EMPTY}, result);
    size_t bytes = (count + keyword_count) * sizeof(Value);
    Value *all = vm_alloc(vm, bytes);
    Tuple *names = all ? tuple_make(vm, keyword_count) : NULL;
    if (!names) {
        vm_free(vm, all, bytes);
        return vm_raise_memory(vm);
    }
    for (size_t i = 0; i < count; i++)
        all[i] = values[i];
    Outcome outcome = spread_keywords(vm, value_dict(keywords), all + count, names);
    if (outcome == RETURNED)
        outcome = call(vm, callable, &(Arguments){all, count, value_from(names), VALUE_EMPTY}, result);
    object_release(vm, names);
    vm_free(vm, all, bytes);
    return outcome;
}

Outcome call_with_dict(Vm *vm, Value callable, size_t count, const Value *values, Value keywords, Value *result)
{
    return call_spread_with(vm, callable, count, values, keywords, result, value_call);
}

Outcome call_begin_with_dict(Vm *vm, Value callable, size_t count, const Value *values, Value keywords,
                             Value *result)
{
    return call_spread_with(vm, callable, count, values, keywords, result, call_begin);
}

Outcome call_spread(Vm *vm, Value callable, Value arguments, Value keywords, Value *result)
{
    const Tuple *tuple = value_tuple(arguments);
    if (keywords == VALUE_EMPTY)
        return call_begin(vm, callable, &(Arguments){tuple->items, tuple->count, VALUE_EMPTY, arguments}, result);
    return call_begin_with_dict(vm, callable, tuple->count, tuple->items, keywords, result);
}

bool value_is_callable(Vm *vm, Value value)
{
    if (value_is_kind(value, KIND_FUNCTION) || value_is_kind(value, KIND_NATIVE) ||
        value_is_kind(value, KIND_BOUND_METHOD) || value_is_kind(value, KIND_CLASS))
        return true;
    Class *class = class_of(vm, value);
    if (class->is_program)
        return class_lookup(vm, class, vm->names.call) != VALUE_EMPTY;
    return class->ops->call != NULL;
}
