/* Exceptions: making them, raising them, what their attributes are. traceback.c prints them. */
#include "frame_machine.h"

#include <assert.h>

/* ---- objects ---- */

/* OSError(errno, text, filename) keeps the name beside its args. */
static void settle_os_error(Vm *vm, Exception *exception)
{
    const Tuple *args = value_tuple(exception->args);
    if (args->count < 3 || args->count > 5 ||
        !class_is_subclass(object_class(exception), vm->exceptions[EXCEPTION_OSError]))
        return;
    value_replace(vm, &exception->value, value_retain(args->items[2]));
    value_replace(vm, &exception->args, tuple_new(vm, args->items, 2));
}

Value exception_new(Vm *vm, Class *class, Value args)
{
    Exception *exception = object_new(vm, class, KIND_EXCEPTION, sizeof *exception);
    exception->args = value_retain(args == VALUE_EMPTY ? vm->empty_tuple : args);
    const Tuple *tuple = value_tuple(exception->args);
    bool keeps_first = class_is_subclass(class, vm->exceptions[EXCEPTION_StopIteration]) ||
                       class_is_subclass(class, vm->exceptions[EXCEPTION_SystemExit]);
    if (keeps_first && tuple->count > 0)
        exception->value = tuple->count == 1 || class_is_subclass(class, vm->exceptions[EXCEPTION_StopIteration])
                               ? value_retain(tuple->items[0])
                               : value_retain(exception->args);
    settle_os_error(vm, exception);
    return value_from(exception);
}

Class *exception_class_for(Vm *vm, Class *class, const Tuple *args)
{
    static const struct {
        int64_t number; /* errno, as Linux numbers it */
        ExceptionName name;
    } rows[] = {
        {1, EXCEPTION_PermissionError},          {2, EXCEPTION_FileNotFoundError},
        {3, EXCEPTION_ProcessLookupError},       {4, EXCEPTION_InterruptedError},
        {10, EXCEPTION_ChildProcessError},       {11, EXCEPTION_BlockingIOError},
        {13, EXCEPTION_PermissionError},         {17, EXCEPTION_FileExistsError},
        {20, EXCEPTION_NotADirectoryError},      {21, EXCEPTION_IsADirectoryError},
        {32, EXCEPTION_BrokenPipeError},         {103, EXCEPTION_ConnectionAbortedError},
        {104, EXCEPTION_ConnectionResetError},   {110, EXCEPTION_TimeoutError},
        {111, EXCEPTION_ConnectionRefusedError},
    };
    int64_t number;
    if (class != vm->exceptions[EXCEPTION_OSError] || args->count < 2 || args->count > 5 ||
        !int_from(args->items[0], &number))
        return class;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].number == number)
            return vm->exceptions[rows[i].name];
    }
    return class;
}

Value exception_with_text(Vm *vm, Class *class, const char *format, ...)
{
    Text text = {0};
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&text, format, arguments);
    va_end(arguments);
    Value message = str_from_text(vm, &text);
    Value args = tuple_new(vm, &message, 1);
    Value exception = exception_new(vm, class, args);
    value_release(vm, args);
    value_release(vm, message);
    return exception;
}

bool value_is_exception(Value value)
{
    return value_is_kind(value, KIND_EXCEPTION);
}

/* ---- raising ---- */

/* Who resumed the frame. What an exception was thrown through on its way in counts as not there: CPython leaves out
 * what those who await the frame handle, too. */
static const Frame *frame_outside(const Frame *frame)
{
    while ((frame_flags(frame) & FRAME_THROWN) && !(frame_flags(frame) & (FRAME_CALLED | FRAME_NESTED)) &&
           frame->back)
        frame = frame->back;
    return frame->back;
}

Value exception_handled(const Vm *vm)
{
    for (const Frame *frame = vm->frame; frame; frame = frame_outside(frame)) {
        if (frame->handled != VALUE_EMPTY)
            return frame->handled;
    }
    return vm->handled_outside;
}

/* The chain of contexts must not come back to the exception itself: it is cut where it would. A chain that the
 * program has already closed to a circle is left as it is: the second walker goes half as fast, and is met there.
 */
static void cut_chain(Vm *vm, Value context, Value exception)
{
    Value slow = context;
    uint64_t steps = 0;
    for (Value at = context; at != VALUE_EMPTY; at = value_exception(at)->context) {
        if (value_exception(at)->context == exception) {
            value_replace(vm, &value_exception(at)->context, VALUE_EMPTY);
            break;
        }
        if (steps++ % 2 == 1)
            slow = value_exception(slow)->context;
        if (steps > 1 && at == slow)
            break;
    }
    vm_charge(vm, steps);
}

void exception_set_context(Vm *vm, Value exception)
{
    Value context = exception_handled(vm);
    if (context == VALUE_EMPTY || context == exception)
        return;
    cut_chain(vm, context, exception);
    value_replace(vm, &value_exception(exception)->context, value_retain(context));
}

Outcome vm_reraise(Vm *vm, Value exception)
{
    assert(vm->raised == VALUE_EMPTY);
    vm->raised = exception;
    return RAISED;
}

Outcome vm_raise_value(Vm *vm, Value exception)
{
    if (vm->raised != VALUE_EMPTY)
        value_release(vm, vm_take_raised(vm));
    exception_set_context(vm, exception);
    return vm_reraise(vm, value_retain(exception));
}

static Outcome raise_new(Vm *vm, Value exception)
{
    Outcome outcome = vm_raise_value(vm, exception);
    value_release(vm, exception);
    return outcome;
}

Outcome vm_raise_with(Vm *vm, Class *class, Value argument)
{
    Value args = tuple_new(vm, &argument, 1);
    Value exception = exception_new(vm, class, args);
    value_release(vm, args);
    return raise_new(vm, exception);
}

Outcome vm_raise_with_nothing(Vm *vm, Class *class)
{
    return raise_new(vm, exception_new(vm, class, VALUE_EMPTY));
}

static Outcome raise_text(Vm *vm, Class *class, const char *format, va_list arguments)
{
    Text text = {0};
    text_format_list(&text, format, arguments);
    Value message = str_from_text(vm, &text);
    Outcome outcome = vm_raise_with(vm, class, message);
    value_release(vm, message);
    return outcome;
}

Outcome vm_raise_class(Vm *vm, Class *class, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Outcome outcome = raise_text(vm, class, format, arguments);
    va_end(arguments);
    return outcome;
}

Outcome vm_raise(Vm *vm, ExceptionName name, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Outcome outcome = raise_text(vm, vm->exceptions[name], format, arguments);
    va_end(arguments);
    return outcome;
}

Outcome vm_raise_memory(Vm *vm)
{
    if (vm->halt == HALT_NONE)
        vm->halt = HALT_MEMORY;
    return RAISED;
}

Outcome vm_refuse(Vm *vm, const char *format, ...)
{
    Text text = {0};
    const Frame *frame = vm_program_frame(vm);
    if (frame && vm->hooks->file_name)
        text_format(&text, "%s:%u: ", vm->hooks->file_name, frame_line(frame));
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&text, format, arguments);
    va_end(arguments);
    Value sentence = str_from_text(vm, &text);
    if (vm->halt == HALT_NONE) {
        vm->halt = HALT_REFUSED;
        value_replace(vm, &vm->halt_text, sentence);
    } else {
        value_release(vm, sentence);
    }
    return RAISED;
}

Value vm_take_raised(Vm *vm)
{
    Value exception = vm->raised;
    vm->raised = VALUE_EMPTY;
    return exception;
}

bool vm_raised_is(Vm *vm, Class *class)
{
    return vm->halt == HALT_NONE && vm->raised != VALUE_EMPTY && value_is_instance(vm, vm->raised, class);
}

bool vm_raised_is_builtin(Vm *vm, ExceptionName name)
{
    return vm_raised_is(vm, vm->exceptions[name]);
}

/* ---- the parts of an exception ---- */

void exception_release(Vm *vm, Object *object)
{
    Exception *exception = (Exception *)object;
    Value parts[] = {exception->args,  exception->cause,        exception->context,      exception->notes,
                     exception->value, exception->missing_name, exception->missing_place};
    uint32_t count = exception->shape ? exception->shape->count : 0;
    for (uint32_t i = 0; i < count; i++)
        value_release(vm, exception->slots[i]);
    vm_free(vm, exception->slots, exception->capacity * sizeof(Value));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        value_release(vm, parts[i]);
    object_release(vm, exception->traceback);
}

void exception_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Exception *exception = (const Exception *)object;
    const Value parts[] = {exception->args,  exception->cause,        exception->context,      exception->notes,
                           exception->value, exception->missing_name, exception->missing_place};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        visitor(context, parts[i]);
    for (uint32_t i = 0; exception->shape && i < exception->shape->count; i++)
        visitor(context, exception->slots[i]);
    if (exception->traceback)
        visitor(context, value_from(exception->traceback));
}

static Value or_none(Value value)
{
    return value == VALUE_EMPTY ? VALUE_NONE : value_retain(value);
}

static bool is_a(Vm *vm, Value value, ExceptionName name)
{
    return value_is_instance(vm, value, vm->exceptions[name]);
}

/* Attributes of single exceptions: e.value, e.code, e.name, e.errno, eg.message, eg.exceptions. */
static Value own_attribute(Vm *vm, Value self, Str *name)
{
    const Exception *exception = value_exception(self);
    const Tuple *args = value_tuple(exception->args);
    if ((name == vm->names.value && is_a(vm, self, EXCEPTION_StopIteration)) ||
        (str_is(name, "code") && is_a(vm, self, EXCEPTION_SystemExit)))
        return or_none(exception->value);
    if (is_a(vm, self, EXCEPTION_BaseExceptionGroup)) {
        if (str_is(name, "message"))
            return or_none(args->items[0]);
        if (str_is(name, "exceptions"))
            return or_none(exception->value);
    }
    if (str_is(name, "name") && (is_a(vm, self, EXCEPTION_NameError) || is_a(vm, self, EXCEPTION_AttributeError)))
        return or_none(exception->missing_name);
    if (str_is(name, "obj") && is_a(vm, self, EXCEPTION_AttributeError))
        return or_none(exception->missing_place);
    if (is_a(vm, self, EXCEPTION_OSError) && (str_is(name, "errno") || str_is(name, "strerror")))
        return args->count == 2 ? value_retain(args->items[name->text[0] == 's']) : VALUE_NONE;
    if (is_a(vm, self, EXCEPTION_OSError) && str_is(name, "filename"))
        return or_none(exception->value);
    return VALUE_EMPTY;
}

Outcome exception_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    const Exception *exception = value_exception(self);
    const VmNames *names = &vm->names;
    *result = VALUE_EMPTY;
    if (name == names->args)
        *result = value_retain(exception->args);
    else if (name == names->cause)
        *result = or_none(exception->cause);
    else if (name == names->context)
        *result = or_none(exception->context);
    else if (name == names->traceback)
        *result = exception->traceback ? value_retain(value_from(exception->traceback)) : VALUE_NONE;
    else if (name == names->suppress_context)
        *result = value_from_bool(exception->suppress_context);
    else if (name == names->notes && exception->notes != VALUE_EMPTY)
        *result = value_retain(exception->notes);
    else if (exception->shape == NULL || shape_find(vm, exception->shape, name) < 0)
        *result = own_attribute(vm, self, name);
    return RETURNED;
}

static Outcome set_link(Vm *vm, Value *link, Value value, const char *what)
{
    if (value != VALUE_NONE && value != VALUE_EMPTY && !value_is_exception(value))
        return vm_raise(vm, EXCEPTION_TypeError, "exception %s must be None or derive from BaseException", what);
    value_replace(vm, link, value == VALUE_NONE ? VALUE_EMPTY : value_retain(value));
    return RETURNED;
}

Outcome exception_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    Exception *exception = value_exception(self);
    const VmNames *names = &vm->names;
    *done = true;
    if (name == names->cause) {
        exception->suppress_context = true;
        return set_link(vm, &exception->cause, value, "cause");
    }
    if (name == names->context)
        return set_link(vm, &exception->context, value, "context");
    if (name == names->suppress_context)
        return value_truth(vm, value, &exception->suppress_context);
    if (name == names->traceback) {
        Traceback *former = exception->traceback;
        exception->traceback = value == VALUE_NONE ? NULL : object_retain(value_object(value));
        object_release(vm, former);
        return RETURNED;
    }
    if (name == names->args && value != VALUE_EMPTY) {
        Value args;
        if (tuple_from_iterable(vm, value, &args) == RAISED)
            return RAISED;
        value_replace(vm, &exception->args, args);
        return RETURNED;
    }
    *done = false;
    return RETURNED;
}

/* ---- methods of BaseException ---- */

static Outcome exception_init(Vm *vm, const Value *args, Value *result)
{
    value_replace(vm, &value_exception(args[0])->args, value_retain(args[1]));
    settle_os_error(vm, value_exception(args[0]));
    *result = VALUE_NONE;
    return RETURNED;
}

static Outcome write_message(Vm *vm, Value self, Value *result)
{
    const Exception *exception = value_exception(self);
    const Tuple *args = value_tuple(exception->args);
    if (is_a(vm, self, EXCEPTION_BaseExceptionGroup) && args->count == 2) {
        size_t count = value_tuple(exception->value)->count;
        Text text = {0};
        Outcome outcome = value_write_str(vm, args->items[0], &text);
        text_format(&text, " (%zu sub-exception%s)", count, count == 1 ? "" : "s");
        *result = str_from_text(vm, &text);
        return outcome;
    }
    if (is_a(vm, self, EXCEPTION_OSError) && args->count == 2) {
        Text text = {0};
        text_add(&text, "[Errno ");
        Outcome outcome = value_write_str(vm, args->items[0], &text);
        text_add(&text, "] ");
        if (outcome == RETURNED)
            outcome = value_write_str(vm, args->items[1], &text);
        if (outcome == RETURNED && exception->value != VALUE_EMPTY && exception->value != VALUE_NONE) {
            text_add(&text, ": ");
            outcome = value_write_repr(vm, exception->value, &text);
        }
        *result = str_from_text(vm, &text);
        return outcome;
    }
    if (args->count == 1 && is_a(vm, self, EXCEPTION_KeyError))
        return value_repr(vm, args->items[0], result);
    if (args->count == 1)
        return value_str(vm, args->items[0], result);
    if (args->count == 0) {
        *result = value_retain(vm->empty_str);
        return RETURNED;
    }
    return value_repr(vm, exception->args, result);
}

static Outcome exception_str_method(Vm *vm, const Value *args, Value *result)
{
    return write_message(vm, args[0], result);
}

static Outcome exception_repr_op(Vm *vm, Value self, Value *result)
{
    const Tuple *args = value_tuple(value_exception(self)->args);
    Text text = {0};
    text_add(&text, class_of(vm, self)->name->text);
    Outcome outcome = RETURNED;
    if (args->count == 1) {
        text_add(&text, "(");
        outcome = value_write_repr(vm, args->items[0], &text);
        text_add(&text, ")");
    } else if (args->count == 0) {
        text_add(&text, "()");
    } else {
        outcome = value_write_repr(vm, value_from(args), &text);
    }
    *result = str_from_text(vm, &text);
    return outcome;
}

static Outcome exception_repr_method(Vm *vm, const Value *args, Value *result)
{
    return exception_repr_op(vm, args[0], result);
}

static Outcome exception_add_note(Vm *vm, const Value *args, Value *result)
{
    Exception *exception = value_exception(args[0]);
    if (!value_is_str(args[1]))
        return vm_raise(vm, EXCEPTION_TypeError, "note must be a str, not '%s'",
                        class_of(vm, args[1])->told_name->text);
    if (exception->notes == VALUE_EMPTY)
        exception->notes = list_new(vm, NULL, 0);
    *result = VALUE_NONE;
    return list_append(vm, value_list(exception->notes), args[1]) ? RETURNED : RAISED;
}

static Outcome exception_with_traceback(Vm *vm, const Value *args, Value *result)
{
    bool done;
    if (exception_set_attribute(vm, args[0], vm->names.traceback, args[1], &done) == RAISED)
        return RAISED;
    *result = value_retain(args[0]);
    return RETURNED;
}

static const NativeSpec exception_methods[] = {
    {"__init__", exception_init, "self, *args", NATIVE_PLAIN},
    {"__str__", exception_str_method, "self, /", NATIVE_PLAIN},
    {"__repr__", exception_repr_method, "self, /", NATIVE_PLAIN},
    {"add_note", exception_add_note, "self, note, /", NATIVE_PLAIN},
    {"with_traceback", exception_with_traceback, "self, traceback, /", NATIVE_PLAIN},
    {0},
};

static const ClassOps exception_ops = {
    .size = sizeof(Exception),
    .release = exception_release,
    .visit = exception_visit,
    .repr = exception_repr_op,
    .str = write_message,
    .get_attribute = exception_get_attribute,
    .set_attribute = exception_set_attribute,
};

/* ---- groups ---- */

static Outcome check_members(Vm *vm, Class *class, Value members, Class **narrowed)
{
    const Tuple *tuple = value_tuple(members);
    bool all_ordinary = true;
    if (tuple->count == 0)
        return vm_raise(vm, EXCEPTION_ValueError, "second argument (exceptions) must be a non-empty sequence");
    for (size_t i = 0; i < tuple->count; i++) {
        if (!value_is_exception(tuple->items[i]))
            return vm_raise(vm, EXCEPTION_ValueError,
                            "Item %zu of second argument (exceptions) is not an exception", i);
        all_ordinary &= is_a(vm, tuple->items[i], EXCEPTION_Exception);
    }
    if (!all_ordinary && class_is_subclass(class, vm->exceptions[EXCEPTION_Exception]))
        return vm_raise(vm, EXCEPTION_TypeError,
                        class == vm->exceptions[EXCEPTION_ExceptionGroup]
                            ? "Cannot nest BaseExceptions in an ExceptionGroup"
                            : "Cannot nest BaseExceptions in '%s'",
                        class->name->text);
    *narrowed = class;
    if (all_ordinary && class == vm->exceptions[EXCEPTION_BaseExceptionGroup])
        *narrowed = vm->exceptions[EXCEPTION_ExceptionGroup];
    return RETURNED;
}

Outcome exception_group_new(Vm *vm, Class *class, Value message, Value members, Value *result)
{
    if (!value_is_str(message))
        return vm_raise(vm, EXCEPTION_TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %s",
                        class_of(vm, message)->told_name->text);
    if (!value_is_kind(members, KIND_LIST) && !value_is_kind(members, KIND_TUPLE))
        return vm_raise(vm, EXCEPTION_TypeError, "second argument (exceptions) must be a sequence");
    Value tuple;
    if (tuple_from_iterable(vm, members, &tuple) == RAISED)
        return RAISED;
    if (check_members(vm, class, tuple, &class) == RAISED) {
        value_release(vm, tuple);
        return RAISED;
    }
    Value args = tuple_new(vm, (Value[]){message, members}, 2);
    *result = exception_new(vm, class, args);
    value_exception(*result)->value = tuple;
    value_release(vm, args);
    return RETURNED;
}

/* How a group is matched: a class, a tuple of classes, or a function of the exception. */
static Outcome member_matches(Vm *vm, Value member, Value condition, bool *matches)
{
    if (value_is_kind(condition, KIND_CLASS) || value_is_kind(condition, KIND_TUPLE))
        return value_isinstance(vm, member, condition, matches);
    if (!value_is_callable(vm, condition))
        return vm_raise(vm, EXCEPTION_TypeError,
                        "expected an exception type, a tuple of exception types, or a "
                        "callable (other than a class)");
    Value answer;
    if (value_call_with(vm, condition, 1, &member, &answer) == RAISED)
        return RAISED;
    Outcome outcome = value_truth(vm, answer, matches);
    value_release(vm, answer);
    return outcome;
}

Outcome exception_group_derive(Vm *vm, Value group, Value members, Value *result)
{
    if (value_list(members)->count == 0) {
        *result = VALUE_NONE;
        return RETURNED;
    }
    if (value_call_method(vm, group, "derive", 1, &members, result) == RAISED)
        return RAISED;
    Exception *made = value_exception(*result), *model = value_exception(group);
    value_replace(vm, &made->cause, value_retain(model->cause));
    value_replace(vm, &made->context, value_retain(model->context));
    made->suppress_context = true; /* as whenever a cause is set, be it none */
    if (model->traceback && !made->traceback)
        made->traceback = object_retain(model->traceback);
    if (model->notes != VALUE_EMPTY)
        return list_from_iterable(vm, model->notes, &made->notes);
    return RETURNED;
}

static Outcome split_member(Vm *vm, Value member, Value condition, Value matching, Value others);

static Outcome split_members(Vm *vm, Value group, Value condition, Value *match, Value *rest)
{
    Value matching = list_new(vm, NULL, 0), others = list_new(vm, NULL, 0);
    const Tuple *members = value_tuple(value_exception(group)->value);
    Outcome outcome = RETURNED;
    for (size_t i = 0; i < members->count && outcome == RETURNED; i++)
        outcome = split_member(vm, members->items[i], condition, matching, others);
    if (outcome == RETURNED)
        outcome = exception_group_derive(vm, group, matching, match);
    if (outcome == RETURNED) {
        outcome = exception_group_derive(vm, group, others, rest);
        if (outcome == RAISED)
            value_release(vm, *match);
    }
    value_release(vm, matching);
    value_release(vm, others);
    return outcome;
}

/* *match and *rest become a group, an exception, or None. */
Outcome exception_group_split(Vm *vm, Value group, Value condition, Value *match, Value *rest)
{
    bool matches;
    if (member_matches(vm, group, condition, &matches) == RAISED)
        return RAISED;
    if (matches || !is_a(vm, group, EXCEPTION_BaseExceptionGroup)) {
        *match = matches ? value_retain(group) : VALUE_NONE;
        *rest = matches ? VALUE_NONE : value_retain(group);
        return RETURNED;
    }
    if (!data_enter(vm, ""))
        return RAISED;
    Outcome outcome = split_members(vm, group, condition, match, rest);
    data_leave(vm);
    return outcome;
}

static Outcome split_member(Vm *vm, Value member, Value condition, Value matching, Value others)
{
    Value match, rest;
    if (exception_group_split(vm, member, condition, &match, &rest) == RAISED)
        return RAISED;
    if (match != VALUE_NONE)
        list_append(vm, value_list(matching), match);
    if (rest != VALUE_NONE)
        list_append(vm, value_list(others), rest);
    value_release(vm, match);
    value_release(vm, rest);
    return RETURNED;
}

static Outcome group_split_method(Vm *vm, const Value *args, Value *result)
{
    Value parts[2];
    if (exception_group_split(vm, args[0], args[1], &parts[0], &parts[1]) == RAISED)
        return RAISED;
    *result = tuple_new(vm, parts, 2);
    value_release(vm, parts[0]);
    value_release(vm, parts[1]);
    return RETURNED;
}

static Outcome group_subgroup_method(Vm *vm, const Value *args, Value *result)
{
    Value rest;
    if (exception_group_split(vm, args[0], args[1], result, &rest) == RAISED)
        return RAISED;
    value_release(vm, rest);
    return RETURNED;
}

static Outcome group_derive_method(Vm *vm, const Value *args, Value *result)
{
    Value message = value_tuple(value_exception(args[0])->args)->items[0];
    return exception_group_new(vm, vm->exceptions[EXCEPTION_BaseExceptionGroup], message, args[1], result);
}

static Outcome group_init(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = VALUE_NONE;
    return RETURNED;
}

static const NativeSpec group_methods[] = {
    {"__init__", group_init, "self, *args", NATIVE_PLAIN},
    {"split", group_split_method, "self, condition, /", NATIVE_PLAIN},
    {"subgroup", group_subgroup_method, "self, condition, /", NATIVE_PLAIN},
    {"derive", group_derive_method, "self, exceptions, /", NATIVE_PLAIN},
    {0},
};

/* ---- tracebacks as objects ---- */

static void traceback_release(Vm *vm, Object *object)
{
    object_release(vm, ((Traceback *)object)->next); /* the innermost frame goes first */
    object_release(vm, ((Traceback *)object)->frame);
}

static void traceback_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Traceback *traceback = (const Traceback *)object;
    if (traceback->next)
        visitor(context, value_from(traceback->next));
    if (traceback->frame)
        visitor(context, value_from(traceback->frame));
}

static Outcome traceback_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    const Traceback *traceback = (const Traceback *)value_object(self);
    (void)vm;
    *result = VALUE_EMPTY;
    if (str_is(name, "tb_next"))
        *result = traceback->next ? value_retain(value_from(traceback->next)) : VALUE_NONE;
    else if (str_is(name, "tb_lineno"))
        *result = value_from_small_int(code_line(traceback->code, traceback->word));
    return RETURNED;
}

static const ClassOps traceback_ops = {
    .size = sizeof(Traceback),
    .release = traceback_release,
    .visit = traceback_visit,
    .get_attribute = traceback_get_attribute,
};

/* ---- making the classes ---- */

void exception_class_init(Vm *vm)
{
    static const char *const names[] = {
#define EXCEPTION(name, base) #name,
#include "exceptions.def"
#undef EXCEPTION
    };
    static const ExceptionName bases[] = {
#define EXCEPTION(name, base) EXCEPTION_##base,
#include "exceptions.def"
#undef EXCEPTION
    };
    for (size_t i = 0; i < EXCEPTION_COUNT; i++) {
        ClassSpec spec = {.name = names[i], .module = "builtins", .ops = &exception_ops, .can_be_base = true};
        spec.base = i == EXCEPTION_BaseException ? NULL : vm->exceptions[bases[i]];
        if (i == EXCEPTION_BaseException)
            spec.methods = exception_methods;
        if (i == EXCEPTION_BaseExceptionGroup)
            spec.methods = group_methods;
        Class *class = class_native(vm, &spec);
        class->is_exception = true;
        class->instance_kind = KIND_EXCEPTION;
        vm->exceptions[i] = class;
    }
    class_add_base(vm, vm->exceptions[EXCEPTION_ExceptionGroup], vm->exceptions[EXCEPTION_Exception]);
    vm->classes.traceback =
        class_native(vm, &(ClassSpec){.name = "traceback", .module = "builtins", .ops = &traceback_ops});
}
