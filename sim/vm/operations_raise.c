/* The instructions that raise exceptions and ask what they are. */
#include "operations.h"

/* ---- raise ---- */

/* An instance of what `raise` was given; owned. */
static Outcome exception_of(Vm *vm, Value given, const char *complaint, Value *exception)
{
    if (value_is_exception(given)) {
        *exception = value_retain(given);
        return RETURNED;
    }
    bool is_class = value_is_kind(given, KIND_CLASS) && ((const Class *)value_object(given))->is_exception;
    if (!is_class)
        return vm_raise(vm, EXCEPTION_TypeError, "%s", complaint);
    if (value_call_with(vm, given, 0, NULL, exception) == RAISED)
        return RAISED;
    if (value_is_exception(*exception))
        return RETURNED;
    Text text = {0};
    if (value_write_repr(vm, given, &text) == RETURNED)
        vm_raise(vm, EXCEPTION_TypeError, "calling %s should have returned an instance of BaseException, not %s",
                 text_string(&text), class_of(vm, *exception)->told_name->text);
    text_release(&text);
    value_release(vm, *exception);
    return RAISED;
}

static Outcome set_cause(Vm *vm, Value exception, Value cause)
{
    Value object = VALUE_EMPTY;
    if (cause != VALUE_NONE &&
        exception_of(vm, cause, "exception causes must derive from BaseException", &object) == RAISED)
        return RAISED;
    value_replace(vm, &value_exception(exception)->cause, object);
    value_exception(exception)->suppress_context = true;
    return RETURNED;
}

Outcome raise_from(Vm *vm, Value exception, Value cause)
{
    Value object;
    if (exception_of(vm, exception, "exceptions must derive from BaseException", &object) == RAISED)
        return RAISED;
    if (cause == VALUE_EMPTY || set_cause(vm, object, cause) == RETURNED)
        vm_raise_value(vm, object);
    value_release(vm, object);
    return RAISED;
}

Outcome raise_again(Vm *vm, bool *is_again)
{
    for (const Frame *frame = vm->frame; frame; frame = frame->back) {
        *is_again = frame->handled != VALUE_EMPTY;
        if (*is_again)
            return vm_reraise(vm, value_retain(frame->handled));
    }
    *is_again = false;
    return vm_raise(vm, EXCEPTION_RuntimeError, "No active exception to reraise");
}

/* ---- except ---- */

static bool is_exception_class(Value value)
{
    return value_is_kind(value, KIND_CLASS) && ((const Class *)value_object(value))->is_exception;
}

static bool are_exception_classes(Value classes)
{
    if (!value_is_kind(classes, KIND_TUPLE))
        return is_exception_class(classes);
    const Tuple *tuple = value_tuple(classes);
    for (uint64_t i = 0; i < tuple->count; i++) {
        if (!is_exception_class(tuple->items[i]))
            return false;
    }
    return true;
}

static Outcome check_classes(Vm *vm, Value classes)
{
    if (are_exception_classes(classes))
        return RETURNED;
    return vm_raise(vm, EXCEPTION_TypeError,
                    "catching classes that do not inherit from BaseException is not allowed");
}

/* Without hooks: __instancecheck__ does not count here. */
static bool is_instance_of_any(Vm *vm, Value exception, Value classes)
{
    if (!value_is_kind(classes, KIND_TUPLE))
        return value_is_instance(vm, exception, (const Class *)value_object(classes));
    const Tuple *tuple = value_tuple(classes);
    for (uint64_t i = 0; i < tuple->count; i++) {
        if (value_is_instance(vm, exception, (const Class *)value_object(tuple->items[i])))
            return true;
    }
    return false;
}

Outcome exception_matches(Vm *vm, Value exception, Value classes, bool *matches)
{
    if (check_classes(vm, classes) == RAISED)
        return RAISED;
    *matches = is_instance_of_any(vm, exception, classes);
    return RETURNED;
}

/* ---- except* ---- */

static bool is_group(Vm *vm, Value exception)
{
    return value_is_instance(vm, exception, vm->exceptions[EXCEPTION_BaseExceptionGroup]);
}

static bool is_group_class(Vm *vm, Value class)
{
    return class_is_subclass((const Class *)value_object(class), vm->exceptions[EXCEPTION_BaseExceptionGroup]);
}

static Outcome check_star_classes(Vm *vm, Value classes)
{
    if (check_classes(vm, classes) == RAISED)
        return RAISED;
    bool has_group = !value_is_kind(classes, KIND_TUPLE) && is_group_class(vm, classes);
    if (value_is_kind(classes, KIND_TUPLE)) {
        for (uint64_t i = 0; i < value_tuple(classes)->count; i++)
            has_group |= is_group_class(vm, value_tuple(classes)->items[i]);
    }
    if (!has_group)
        return RETURNED;
    return vm_raise(vm, EXCEPTION_TypeError,
                    "catching ExceptionGroup with except* is not allowed. Use except instead.");
}

/* A lone exception is caught as a group of one, which bears its traceback. */
static Outcome wrap_in_group(Vm *vm, Value exception, Value *group)
{
    Value members = tuple_new(vm, &exception, 1);
    Outcome outcome =
        exception_group_new(vm, vm->exceptions[EXCEPTION_BaseExceptionGroup], vm->empty_str, members, group);
    value_release(vm, members);
    if (outcome == RETURNED && vm->frame && vm->frame->code)
        exception_add_frame(vm, *group, vm->frame, false);
    return outcome;
}

Outcome match_group(Vm *vm, Value exception, Value classes, Value *rest, Value *match)
{
    *rest = *match = VALUE_NONE;
    if (exception == VALUE_NONE)
        return RETURNED;
    if (check_star_classes(vm, classes) == RAISED)
        return RAISED;
    if (is_group(vm, exception))
        return exception_group_split(vm, exception, classes, match, rest);
    if (is_instance_of_any(vm, exception, classes))
        return wrap_in_group(vm, exception, match);
    *rest = value_retain(exception);
    return RETURNED;
}

/* Whether an exception is a part of the original that no clause has touched: it went through `except*` as it was.
 */
static bool is_part_of(Value exception, Value original)
{
    const Exception *a = value_exception(exception), *b = value_exception(original);
    return a->notes == b->notes && a->traceback == b->traceback && a->cause == b->cause && a->context == b->context;
}

static bool contains_leaf(Vm *vm, Value group, Value leaf)
{
    if (!is_group(vm, group))
        return group == leaf;
    const Tuple *members = value_tuple(value_exception(group)->value);
    for (uint64_t i = 0; i < members->count; i++) {
        if (contains_leaf(vm, members->items[i], leaf))
            return true;
    }
    return false;
}

static bool is_kept(Vm *vm, const List *kept, Value leaf)
{
    for (uint64_t i = 0; i < kept->count; i++) {
        if (contains_leaf(vm, kept->items[i], leaf))
            return true;
    }
    return false;
}

/* The original group with only the leaves that stand in one of the kept groups; None where there are none. */
static Outcome project(Vm *vm, Value group, const List *kept, Value *result)
{
    if (!is_group(vm, group)) {
        *result = is_kept(vm, kept, group) ? value_retain(group) : VALUE_NONE;
        return RETURNED;
    }
    Value members = list_new(vm, NULL, 0);
    const Tuple *all = value_tuple(value_exception(group)->value);
    Outcome outcome = RETURNED;
    for (uint64_t i = 0; i < all->count && outcome == RETURNED; i++) {
        Value member;
        outcome = project(vm, all->items[i], kept, &member);
        if (outcome == RETURNED && member != VALUE_NONE)
            list_append(vm, value_list(members), member);
        if (outcome == RETURNED)
            value_release(vm, member);
    }
    if (outcome == RETURNED)
        outcome = exception_group_derive(vm, group, members, result);
    value_release(vm, members);
    return outcome;
}

static void sort_raised(Vm *vm, Value original, const List *all, List *raised, List *kept)
{
    for (uint64_t i = 0; i < all->count; i++) {
        if (all->items[i] != VALUE_NONE)
            list_append(vm, is_part_of(all->items[i], original) ? kept : raised, all->items[i]);
    }
}

/* What was raised anew and what is left of the original, as one. */
static Outcome join_raised(Vm *vm, List *raised, Value *result)
{
    if (raised->count != 1)
        return exception_group_new(vm, vm->exceptions[EXCEPTION_BaseExceptionGroup], vm->empty_str,
                                   value_from(raised), result);
    *result = value_retain(raised->items[0]);
    return RETURNED;
}

/* Mirrors _PyExc_PrepReraiseStar, Objects/exceptions.c. */
Outcome reraise_star(Vm *vm, Value original, Value all, Value *result)
{
    *result = VALUE_NONE;
    if (value_list(all)->count == 0)
        return RETURNED;
    if (!is_group(vm, original)) { /* a lone exception: one clause at most has run */
        *result = value_retain(value_list(all)->items[0]);
        return RETURNED;
    }
    Value raised = list_new(vm, NULL, 0), kept = list_new(vm, NULL, 0), left = VALUE_NONE;
    sort_raised(vm, original, value_list(all), value_list(raised), value_list(kept));
    Outcome outcome = RETURNED;
    if (value_list(kept)->count > 0)
        outcome = project(vm, original, value_list(kept), &left);
    if (outcome == RETURNED && value_list(raised)->count == 0) {
        *result = value_retain(left);
    } else if (outcome == RETURNED) {
        if (left != VALUE_NONE)
            list_append(vm, value_list(raised), left);
        outcome = join_raised(vm, value_list(raised), result);
    }
    if (outcome == RETURNED)
        value_release(vm, left);
    value_release(vm, raised);
    value_release(vm, kept);
    return outcome;
}
