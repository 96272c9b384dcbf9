/* What single instructions do, where that is more than a few lines; private to vm. The instruction loop does the
 * stack's bookkeeping. Arguments are borrowed, results new references. */
#ifndef LOOPSCOPE_OPERATIONS_H
#define LOOPSCOPE_OPERATIONS_H

#include "frame_machine.h"

/* ---- variables (operations.c) ---- */

/* UnboundLocalError or NameError for local or free variable `slot`; always RAISED. */
Outcome raise_unbound(Vm *vm, const Code *code, uint32_t slot);
Outcome raise_undefined(Vm *vm, Str *name);
/* In the namespace of a class body. LOAD_NAME gives EMPTY where the name is not there. */
Outcome store_annotation(Vm *vm, Dict *namespace, Str *name, Value annotation);

/* Where `left += right`, if that is the instruction in progress, is about to put its result; NULL where it is not,
 * or where the place is no variable of a function or module. */
Value *inplace_target(Vm *vm, Value left, Value right);

/* ---- building and taking apart ---- */

/* Write the `count` items of a sequence to `out`, the first one last. */
Outcome unpack_sequence(Vm *vm, Value sequence, uint32_t count, Value *out);
/* `before, *rest, after`, likewise. */
Outcome unpack_with_rest(Vm *vm, Value sequence, uint32_t before, uint32_t after, Value *out);
Outcome build_string(Vm *vm, const Value *strings, uint32_t count, Value *result);
Outcome build_dict(Vm *vm, const Value *pairs, uint32_t count, Value *result);
Outcome build_set(Vm *vm, const Value *items, uint32_t count, Value *result);
/* `*iterable` in a list display or a call. */
Outcome extend_list(Vm *vm, List *list, Value iterable);
/* `callee(*iterable)`: a tuple. */
Outcome arguments_of(Vm *vm, Value callee, Value iterable, Value *arguments);
/* The arguments of `callee(*iterable)` as a tuple; TypeError that names the callee. */
Outcome spread_arguments(Vm *vm, Value callee, Value iterable, Value *result);
/* `**mapping` in a dict display, and in a call of `callee`, where no key may come twice. */
Outcome update_dict(Vm *vm, Dict *dict, Value mapping);
Outcome merge_keywords(Vm *vm, Value callee, Dict *dict, Value mapping);
/* FORMAT_VALUE; `spec` may be EMPTY. */
Outcome format_interpolated(Vm *vm, Value value, uint32_t conversion, Value spec, Value *result);

/* ---- exceptions ---- */

/* `raise exception from cause`; cause EMPTY: none. Always RAISED. */
Outcome raise_from(Vm *vm, Value exception, Value cause);
/* The exception that is being handled is raised again, as it is; or RuntimeError. Always RAISED. *is_again tells
 * which. */
Outcome raise_again(Vm *vm, bool *is_again);
Outcome exception_matches(Vm *vm, Value exception, Value classes, bool *matches);
/* except*: the part of an exception that matches and the rest, either may be None; and what is left to raise. */
Outcome match_group(Vm *vm, Value exception, Value classes, Value *rest, Value *match);
Outcome reraise_star(Vm *vm, Value original, Value raised, Value *result);

/* ---- with ---- */

/* Find the two methods of a context manager: *exit becomes bound, *enter is borrowed from the class. */
Outcome context_manager(Vm *vm, Value manager, bool is_async, Value *enter, Value *exit);

/* ---- match ---- */

bool is_match_sequence(Vm *vm, Value value);
bool is_match_mapping(Vm *vm, Value value);
/* A tuple of values, or None where a key is missing. */
Outcome match_keys(Vm *vm, Value mapping, const Tuple *keys, Value *result);
/* A tuple of `positional` attributes and those in `names`, or None. */
Outcome match_class(Vm *vm, Value subject, Value class, uint32_t positional, const Tuple *names, Value *result);
Outcome dict_without_keys(Vm *vm, Value mapping, const Tuple *keys, Value *result);

/* ---- classes, functions, import ---- */

/* Take over the parts that `parts` names, which stand at `values`. */
Value make_function(Vm *vm, Code *code, uint32_t parts, const Value *values);
/* Enter the body of a class: RAISED where it cannot. */
Outcome enter_class_body(Vm *vm, const Function *body, Value name, Value bases, Value keywords);
/* name = value in a class body. */
Outcome store_in_class_body(Vm *vm, Frame *frame, Str *name, Value value);
Outcome import_name(Vm *vm, const Str *name, Value *result);
Outcome import_from(Vm *vm, Value module, Str *name, Value *result);

#endif
