/* The instruction loop: runs the frames of Python code, from vm->frame on, until the chain's root or the nested
 * call that began it ends or yields.
 *
 * The frame's ip and stack pointer are kept in registers; KEEP puts them into the frame before anything is called
 * that could look at them, push a frame or free an object. What an instruction does is a few lines here, a fast
 * path for ints and instances included, or a call by name (operations.h). opcodes.def is the manual.
 *
 * A function of the program is called by pushing its frame, never by calling C. See resume.c for what happens when
 * a frame ends, yields or is sent to. */
#include "operations.h"
#include "quick.h"

#include <assert.h>

/* ---- lines ---- */

void machine_begin_line(Vm *vm, Frame *frame)
{
    vm->lines++;
    if (vm->hooks->line)
        vm->hooks->line(vm->hooks->context, vm, frame, instruction_argument(frame->ip[-1]));
}

/* ---- handlers ---- */

static const CodeHandler *find_handler(const Code *code, uint32_t word)
{
    for (uint32_t i = 0; i < code->handler_count; i++) {
        const CodeHandler *handler = &code->handlers[i];
        if (word >= handler->start && word < handler->end)
            return handler;
    }
    return NULL;
}

/* The run is over its limits: it ends here, as it stands. */
static Outcome stop_at_limit(Vm *vm)
{
    if (vm->arena.over_limit)
        return vm_raise_memory(vm);
    if (vm->halt == HALT_NONE)
        vm->halt = HALT_INSTRUCTIONS;
    return RAISED;
}

static inline bool is_past_limits(const Vm *vm)
{
    return vm->fuel < 0 || vm->arena.over_limit;
}

/* ---- calls ---- */

/* A bound method that is called: its function and self take its place. */
static void unbind(Vm *vm, Value *callee)
{
    BoundMethod *method = (BoundMethod *)value_object(callee[0]);
    callee[0] = value_retain(method->function);
    callee[1] = value_retain(method->self);
    object_release(vm, method);
}

static void release_down_to(Vm *vm, Value *top, const Value *base)
{
    while (top > base)
        value_release(vm, *--top);
}

/* A call of a native whose operands stand from `base` on. */
static inline Outcome call_native(Vm *vm, const Value *base, uint32_t count, Value *result)
{
    const Native *native = (const Native *)value_object(base[0]);
    uint32_t has_self = base[1] != VALUE_EMPTY;
    const Value *values = base + 2 - has_self;
    count += has_self;
    bool is_unbound = !has_self && native->owner; /* got from its class: what it is called of has to be seen */
    if (native->is_simple && native->positional == count && !is_unbound)
        return native->function(vm, values, result);
    return native_call(vm, native, &(Arguments){values, count, VALUE_EMPTY, VALUE_EMPTY}, result);
}

/* Whether the call is that of `await asyncio.sleep(0)`. Where the run was broken off while something was freed, the
 * frames that it broke off in are still there: nobody may suspend then. */
static inline bool is_bare_yield(const Vm *vm, const Value *base, uint32_t count, const Instruction *ip)
{
    return (value_object(base[0])->flags & NATIVE_IS_SLEEP) && count == 1 && base[2] == value_from_small_int(0) &&
           *ip == OPCODE_GET_AWAITABLE && !vm_is_over(vm);
}

/* Its operands make place for what the frame waits for. */
static void wait_barely(Vm *vm, Frame *frame, Value *base)
{
    value_replace(vm, &base[0], value_retain(vm->bare_yield));
    frame->top = base + 1;
    frame->ip += AWAIT_WORDS;
    frame_set_flag(frame, FRAME_SENDING);
}

/* A call whose operands (callable, self, arguments, and the names of keywords where there are any) stand from
 * `base` on: lets go of them. */
static Outcome call_operands(Vm *vm, Frame *frame, Value *base, uint32_t count, Value names, Value *result)
{
    Value *top = frame->top;
    if (base[1] == VALUE_EMPTY && value_is_kind(base[0], KIND_BOUND_METHOD))
        unbind(vm, base);
    bool has_self = base[1] != VALUE_EMPTY;
    Value *values = base + 2 - has_self;
    count += has_self;
    if (value_is_kind(base[0], KIND_FUNCTION) && names == VALUE_EMPTY) {
        const Function *function = (const Function *)value_object(base[0]);
        if (call_moves(function, count)) {
            Value callable = base[0];
            frame->top = base;
            Outcome outcome = call_moving(vm, function, values, result);
            value_release(vm, callable);
            return outcome;
        }
    }
    size_t keywords = names == VALUE_EMPTY ? 0 : value_tuple(names)->count;
    Outcome outcome = call_begin(vm, base[0], &(Arguments){values, count - keywords, names, VALUE_EMPTY}, result);
    frame->top = base;
    release_down_to(vm, top, base);
    return outcome;
}

/* The same for CALL_SPREAD: callable, self, arguments, and a dict of keywords where there is one. */
static Outcome call_spread_operands(Vm *vm, Frame *frame, Value *base, bool has_keywords, Value *result)
{
    Value *top = frame->top, keywords = has_keywords ? base[3] : VALUE_EMPTY, arguments = VALUE_EMPTY, callable;
    if (base[1] == VALUE_EMPTY)
        callable = value_retain(base[0]);
    else if (attribute_bind(vm, base[0], base[1], class_of(vm, base[1]), &callable) == RAISED)
        return RAISED;
    Outcome outcome = arguments_of(vm, base[0], base[2], &arguments);
    if (outcome == RETURNED)
        outcome = call_spread(vm, callable, arguments, keywords, result);
    frame->top = base;
    release_down_to(vm, top, base);
    value_release(vm, arguments);
    value_release(vm, callable);
    return outcome;
}

/* Call one of a context manager's methods, which was found in its class: it is not bound yet. */
static Outcome call_enter(Vm *vm, Value manager, Value enter, Value *result)
{
    if (value_is_kind(enter, KIND_FUNCTION) || value_is_kind(enter, KIND_NATIVE))
        return call_begin(vm, enter, &(Arguments){&manager, 1, VALUE_EMPTY, VALUE_EMPTY}, result);
    Value bound;
    if (attribute_bind(vm, enter, manager, class_of(vm, manager), &bound) == RAISED)
        return RAISED;
    Outcome outcome = call_begin(vm, bound, &(Arguments){NULL, 0, VALUE_EMPTY, VALUE_EMPTY}, result);
    value_release(vm, bound);
    return outcome;
}

static Outcome call_exit(Vm *vm, Value exit, Value exception, Value *result)
{
    const Exception *object = exception == VALUE_EMPTY ? NULL : value_exception(exception);
    Value traceback = object && object->traceback ? value_from(object->traceback) : VALUE_NONE;
    Value values[] = {VALUE_NONE, VALUE_NONE, VALUE_NONE};
    if (object) {
        values[0] = value_from(object_class(object));
        values[1] = exception;
        values[2] = traceback;
    }
    return call_begin(vm, exit, &(Arguments){values, 3, VALUE_EMPTY, VALUE_EMPTY}, result);
}

/* ---- names in class bodies ---- */

static Value load_global(const Code *code, uint32_t slot)
{
    const Module *module = code->module;
    return module->slots[slot] != VALUE_EMPTY ? module->slots[slot] : module->builtins[slot];
}

static inline Dict *namespace_of(const Frame *frame)
{
    return value_dict(frame->slots[0]);
}

static Cell *cell_at(const Value *slots, uint32_t slot)
{
    return (Cell *)value_object(slots[slot]);
}

static Value new_cell(Vm *vm, Value content)
{
    Cell *cell = object_new(vm, vm->classes.cell, KIND_CELL, sizeof *cell);
    cell->content = content;
    return value_from(cell);
}

/* ---- the loop ---- */

/* What stands in the registers goes into the frame. */
#define KEEP() (frame->ip = ip, frame->top = top)
#define PUSH(value) (*top++ = (value))
#define POP() (*--top)

/* Let go of a value that the stack or a variable held. */
#define DROP(value)                                                                                                \
    do {                                                                                                           \
        Value dropped = (value);                                                                                   \
        if (value_is_object(dropped) && --value_object(dropped)->refs == 0) {                                      \
            KEEP();                                                                                                \
            object_free(vm, value_object(dropped));                                                                \
        }                                                                                                          \
    } while (0)

/* The same as the last thing that an instruction does: a generator that was freed is closed before the next one. */
#define DROP_AND_ATTEND(value)                                                                                     \
    do {                                                                                                           \
        DROP(value);                                                                                               \
        if (vm->attention)                                                                                         \
            goto attend;                                                                                           \
    } while (0)

Outcome machine_run(Vm *vm, Value *result)
{
    Frame *frame = vm->frame;
    Code *code = frame->code;
    const Instruction *ip = frame->ip;
    Value *top = frame->top, value, made;
    Outcome outcome = RETURNED;
    Next next = NEXT_RUN;

    if (vm->raised != VALUE_EMPTY)
        goto raise;

    for (;;) {
        Instruction word = *ip++;
        uint32_t n = instruction_argument(word);

        switch (instruction_opcode(word)) {
        case OPCODE_NOP:
            continue;

        case OPCODE_LINE:
            if (vm->nested > 0)
                continue;
            KEEP();
            if (vm->lines == vm->stop_at_line) {
                vm->stopped = true;
                return SUSPENDED;
            }
            machine_begin_line(vm, frame);
            continue;

        /* ---- the stack ---- */
        case OPCODE_POP_TOP:
            value = POP();
            DROP_AND_ATTEND(value);
            continue;

        case OPCODE_COPY:
            value = value_retain(top[-(ptrdiff_t)n]);
            PUSH(value);
            continue;

        case OPCODE_SWAP:
            value = top[-1];
            top[-1] = top[-(ptrdiff_t)n];
            top[-(ptrdiff_t)n] = value;
            continue;

        case OPCODE_PUSH_EMPTY:
            PUSH(VALUE_EMPTY);
            continue;

        case OPCODE_LOAD_CONST:
            PUSH(value_retain(code->constants[n]));
            continue;

        /* ---- variables ---- */
        case OPCODE_LOAD_FAST:
            value = frame->slots[n];
            if (value == VALUE_EMPTY)
                goto unbound;
            PUSH(value_retain(value));
            continue;

        case OPCODE_LOAD_FAST_LOAD_FAST:
            value = frame->slots[n];
            if (value == VALUE_EMPTY)
                goto unbound;
            PUSH(value_retain(value));
            n = instruction_argument(*ip++);
            value = frame->slots[n];
            if (value == VALUE_EMPTY)
                goto unbound;
            PUSH(value_retain(value));
            continue;

        case OPCODE_LOAD_FAST_LOAD_CONST:
            value = frame->slots[n];
            if (value == VALUE_EMPTY)
                goto unbound;
            PUSH(value_retain(value));
            PUSH(value_retain(code->constants[instruction_argument(*ip++)]));
            continue;

        case OPCODE_LOAD_FAST_ATTR: {
            const Cache *cache = &code->caches[ip[1]];
            value = frame->slots[n];
            const Instance *instance = cached_instance(cache, value);
            if (instance && cache->slot >= 0) {
                PUSH(value_retain(instance->slots[cache->slot]));
                ip += 2;
                continue;
            }
            if (value == VALUE_EMPTY)
                goto unbound;
            PUSH(value_retain(value));
            continue;
        }

        case OPCODE_STORE_FAST_LOAD_FAST: {
            uint32_t loaded = instruction_argument(*ip);
            value = frame->slots[n];
            frame->slots[n] = POP();
            if (!value_is_object(value) && frame->slots[loaded] != VALUE_EMPTY) {
                PUSH(value_retain(frame->slots[loaded]));
                ip++;
                continue;
            }
            DROP_AND_ATTEND(value);
            continue;
        }

        case OPCODE_STORE_FAST:
            value = frame->slots[n];
            frame->slots[n] = POP();
            DROP_AND_ATTEND(value);
            continue;

        case OPCODE_DELETE_FAST:
            value = frame->slots[n];
            if (value == VALUE_EMPTY)
                goto unbound;
            frame->slots[n] = VALUE_EMPTY;
            DROP_AND_ATTEND(value);
            continue;

        case OPCODE_CLEAR_FAST:
            value = frame->slots[n];
            frame->slots[n] = VALUE_EMPTY;
            DROP_AND_ATTEND(value);
            continue;

        case OPCODE_MAKE_CELL:
            frame->slots[n] = new_cell(vm, frame->slots[n]);
            continue;

        case OPCODE_LOAD_CLOSURE:
            PUSH(value_retain(frame->slots[n]));
            continue;

        case OPCODE_LOAD_DEREF:
            value = cell_at(frame->slots, n)->content;
            if (value == VALUE_EMPTY)
                goto unbound;
            PUSH(value_retain(value));
            continue;

        case OPCODE_STORE_DEREF: {
            Cell *cell = cell_at(frame->slots, n);
            value = cell->content;
            cell->content = POP();
            DROP_AND_ATTEND(value);
            continue;
        }

        case OPCODE_DELETE_DEREF: {
            Cell *cell = cell_at(frame->slots, n);
            value = cell->content;
            if (value == VALUE_EMPTY)
                goto unbound;
            cell->content = VALUE_EMPTY;
            DROP_AND_ATTEND(value);
            continue;
        }

        case OPCODE_LOAD_GLOBAL:
        case OPCODE_LOAD_GLOBAL_CALLEE:
            value = load_global(code, n);
            if (value == VALUE_EMPTY) {
                KEEP();
                raise_undefined(vm, code->module->names[n]);
                goto raise;
            }
            PUSH(value_retain(value));
            if (instruction_opcode(word) == OPCODE_LOAD_GLOBAL_CALLEE) {
                PUSH(VALUE_EMPTY);
                ip++;
            }
            continue;

        case OPCODE_STORE_GLOBAL:
            value = code->module->slots[n];
            code->module->slots[n] = POP();
            DROP_AND_ATTEND(value);
            continue;

        case OPCODE_DELETE_GLOBAL:
            value = code->module->slots[n];
            if (value == VALUE_EMPTY) {
                KEEP();
                raise_undefined(vm, code->module->names[n]);
                goto raise;
            }
            code->module->slots[n] = VALUE_EMPTY;
            DROP_AND_ATTEND(value);
            continue;

        case OPCODE_LOAD_NAME: {
            uint32_t slot = *ip++;
            value = dict_get_str(vm, namespace_of(frame), code->names[n]);
            if (value == VALUE_EMPTY)
                value = load_global(code, slot);
            if (value == VALUE_EMPTY) {
                KEEP();
                raise_undefined(vm, code->names[n]);
                goto raise;
            }
            PUSH(value_retain(value));
            continue;
        }

        case OPCODE_LOAD_NAME_OR_DEREF: {
            uint32_t slot = *ip++;
            value = dict_get_str(vm, namespace_of(frame), code->names[n]);
            if (value == VALUE_EMPTY)
                value = cell_at(frame->slots, slot)->content;
            n = slot;
            if (value == VALUE_EMPTY)
                goto unbound;
            PUSH(value_retain(value));
            continue;
        }

        case OPCODE_STORE_NAME:
            KEEP();
            if (store_in_class_body(vm, frame, code->names[n], top[-1]) == RAISED)
                goto raise;
            value = POP();
            DROP_AND_ATTEND(value);
            continue;

        case OPCODE_DELETE_NAME:
            KEEP();
            if (!dict_delete_str(vm, namespace_of(frame), code->names[n])) {
                raise_undefined(vm, code->names[n]);
                goto raise;
            }
            continue;

        case OPCODE_STORE_ANNOTATION:
            KEEP();
            if (store_annotation(vm, namespace_of(frame), code->names[n], top[-1]) == RAISED)
                goto raise;
            value = POP();
            DROP_AND_ATTEND(value);
            continue;

        /* ---- operators ---- */
        case OPCODE_BINARY:
        case OPCODE_INPLACE:
            value = binary_quickly((Operator)n, top[-2], top[-1]);
            if (value != VALUE_EMPTY) {
                top--;
                top[-1] = value;
                continue;
            }
            KEEP();
            outcome = instruction_opcode(word) == OPCODE_BINARY
                          ? value_binary(vm, (Operator)n, top[-2], top[-1], &made)
                          : value_inplace(vm, (Operator)n, top[-2], top[-1], &made);
            goto two_to_one;

        case OPCODE_BINARY_FAST:
        case OPCODE_BINARY_CONST: {
            Value right = instruction_opcode(word) == OPCODE_BINARY_FAST ? frame->slots[n] : code->constants[n];
            value = binary_quickly((Operator)instruction_argument(*ip), top[-1], right);
            if (value != VALUE_EMPTY) {
                top[-1] = value;
                ip++;
                continue;
            }
            if (right == VALUE_EMPTY)
                goto unbound;
            PUSH(value_retain(right));
            continue;
        }

        case OPCODE_BINARY_FAST_FAST:
        case OPCODE_BINARY_FAST_CONST: {
            bool is_local = instruction_opcode(word) == OPCODE_BINARY_FAST_FAST;
            uint32_t second = instruction_argument(ip[0]);
            Value right = is_local ? frame->slots[second] : code->constants[second];
            value = binary_quickly((Operator)instruction_argument(ip[1]), frame->slots[n], right);
            if (value != VALUE_EMPTY) {
                PUSH(value);
                ip += 2;
                continue;
            }
            value = frame->slots[n];
            if (value == VALUE_EMPTY)
                goto unbound;
            PUSH(value_retain(value));
            continue;
        }

        case OPCODE_UNARY:
            KEEP();
            if (value_unary(vm, (Operator)n, top[-1], &made) == RAISED)
                goto raise;
            DROP(top[-1]);
            top[-1] = made;
            continue;

        case OPCODE_COMPARE_JUMP:
            if (values_are_small_ints(top[-2], top[-1])) {
                bool truth = compare_small((CompareOperator)n, top[-2], top[-1]);
                Instruction test = *ip++;
                top -= 2;
                if (truth == (instruction_opcode(test) == OPCODE_JUMP_IF_TRUE))
                    ip += instruction_argument(test);
                continue;
            }
            KEEP();
            outcome = value_compare(vm, (CompareOperator)n, top[-2], top[-1], &made);
            goto two_to_one;

        case OPCODE_COMPARE_FAST_JUMP:
        case OPCODE_COMPARE_CONST_JUMP: {
            Value right =
                instruction_opcode(word) == OPCODE_COMPARE_FAST_JUMP ? frame->slots[n] : code->constants[n];
            if (values_are_small_ints(top[-1], right)) {
                bool truth = compare_small((CompareOperator)instruction_argument(ip[0]), POP(), right);
                Instruction test = ip[1];
                ip += 2;
                if (truth == (instruction_opcode(test) == OPCODE_JUMP_IF_TRUE))
                    ip += instruction_argument(test);
                continue;
            }
            if (right == VALUE_EMPTY)
                goto unbound;
            PUSH(value_retain(right));
            continue;
        }

        case OPCODE_COMPARE_FAST_FAST_JUMP:
        case OPCODE_COMPARE_FAST_CONST_JUMP: {
            bool is_local = instruction_opcode(word) == OPCODE_COMPARE_FAST_FAST_JUMP;
            uint32_t second = instruction_argument(ip[0]);
            Value right = is_local ? frame->slots[second] : code->constants[second];
            value = frame->slots[n];
            if (values_are_small_ints(value, right)) {
                bool truth = compare_small((CompareOperator)instruction_argument(ip[1]), value, right);
                Instruction test = ip[2];
                ip += 3;
                if (truth == (instruction_opcode(test) == OPCODE_JUMP_IF_TRUE))
                    ip += instruction_argument(test);
                continue;
            }
            if (value == VALUE_EMPTY)
                goto unbound;
            PUSH(value_retain(value));
            continue;
        }

        case OPCODE_COMPARE:
            if (values_are_small_ints(top[-2], top[-1])) {
                value = value_from_bool(compare_small((CompareOperator)n, top[-2], top[-1]));
                top--;
                top[-1] = value;
                continue;
            }
            KEEP();
            outcome = value_compare(vm, (CompareOperator)n, top[-2], top[-1], &made);
            goto two_to_one;

        case OPCODE_IS:
            KEEP();
            made = value_from_bool((top[-2] == top[-1]) == (n == 0));
            outcome = RETURNED;
            goto two_to_one;

        case OPCODE_CONTAINS: {
            bool has = false;
            KEEP();
            outcome = value_contains(vm, top[-1], top[-2], &has);
            made = value_from_bool(has == (n == 0));
            goto two_to_one;
        }

        /* ---- attributes and items ---- */
        case OPCODE_LOAD_ATTR: {
            Cache *cache = &code->caches[*ip++];
            Value owner = top[-1];
            const Instance *instance = cached_instance(cache, owner);
            if (instance && cache->slot >= 0) {
                top[-1] = value_retain(instance->slots[cache->slot]);
                DROP_AND_ATTEND(owner);
                continue;
            }
            value = cached_of_module(cache, owner);
            if (value != VALUE_EMPTY) {
                top[-1] = value_retain(value);
                DROP_AND_ATTEND(owner);
                continue;
            }
            KEEP();
            if (attribute_load(vm, owner, code->names[n], cache, &made) == RAISED)
                goto raise;
            top[-1] = made;
            DROP_AND_ATTEND(owner);
            continue;
        }

        case OPCODE_LOAD_METHOD: {
            Cache *cache = &code->caches[*ip++];
            Value owner = top[-1], self;
            if (cached_method(cache, owner)) {
                top[-1] = value_retain(cache->value);
                PUSH(owner);
                continue;
            }
            value = cached_of_module(cache, owner);
            if (value != VALUE_EMPTY) {
                top[-1] = value_retain(value);
                PUSH(VALUE_EMPTY);
                DROP_AND_ATTEND(owner);
                continue;
            }
            KEEP();
            if (attribute_load_method(vm, owner, code->names[n], cache, &made, &self) == RAISED)
                goto raise;
            top[-1] = made;
            PUSH(self);
            DROP_AND_ATTEND(owner);
            continue;
        }

        case OPCODE_STORE_ATTR: {
            Cache *cache = &code->caches[*ip++];
            Value owner = top[-1];
            const Instance *instance = cached_instance(cache, owner);
            KEEP();
            if (instance && cache->value == VALUE_EMPTY) {
                Value *place = &instance->slots[cache->slot];
                value = *place;
                *place = top[-2];
                top -= 2;
                DROP(owner);
                DROP_AND_ATTEND(value);
                continue;
            }
            if (attribute_store(vm, owner, code->names[n], cache, top[-2]) == RAISED)
                goto raise;
            top -= 2;
            value = top[0];
            DROP(owner);
            DROP_AND_ATTEND(value);
            continue;
        }

        case OPCODE_DELETE_ATTR:
            KEEP();
            if (value_set_attribute(vm, top[-1], code->names[n], VALUE_EMPTY) == RAISED)
                goto raise;
            value = POP();
            DROP_AND_ATTEND(value);
            continue;

        case OPCODE_LOAD_SUBSCRIPT: {
            const Value *place = item_place(top[-2], top[-1]);
            if (place) {
                value = top[-2];
                top--;
                top[-1] = value_retain(*place);
                DROP_AND_ATTEND(value);
                continue;
            }
            if (value_is_kind(top[-2], KIND_DICT) && value_is_str(top[-1]) &&
                value_class(top[-2]) == vm->classes.dict) {
                value = dict_get_str(vm, value_dict(top[-2]), value_str_object(top[-1]));
                if (value != VALUE_EMPTY) {
                    made = value_retain(value);
                    outcome = RETURNED;
                    goto two_to_one;
                }
            }
            KEEP();
            outcome = value_get_item(vm, top[-2], top[-1], &made);
            goto two_to_one;
        }

        case OPCODE_STORE_SUBSCRIPT:
            KEEP();
            if (value_is_kind(top[-2], KIND_LIST)) {
                Value *place = item_place(top[-2], top[-1]);
                if (place) {
                    value = *place;
                    *place = top[-3];
                    top -= 3;
                    DROP(top[1]);
                    DROP_AND_ATTEND(value);
                    continue;
                }
            }
            if (value_set_item(vm, top[-2], top[-1], top[-3]) == RAISED)
                goto raise;
            top -= 3;
            DROP(top[2]);
            DROP(top[1]);
            DROP_AND_ATTEND(top[0]);
            continue;

        case OPCODE_DELETE_SUBSCRIPT:
            KEEP();
            if (value_set_item(vm, top[-2], top[-1], VALUE_EMPTY) == RAISED)
                goto raise;
            top -= 2;
            DROP(top[1]);
            DROP_AND_ATTEND(top[0]);
            continue;

        /* ---- building ---- */
        case OPCODE_BUILD_TUPLE:
            KEEP();
            made = tuple_new(vm, top - n, n);
            outcome = made == VALUE_EMPTY ? RAISED : RETURNED;
            goto built;

        case OPCODE_BUILD_LIST:
            KEEP();
            made = list_new(vm, top - n, n);
            outcome = made == VALUE_EMPTY ? RAISED : RETURNED;
            goto built;

        case OPCODE_BUILD_SET:
            KEEP();
            outcome = build_set(vm, top - n, n, &made);
            goto built;

        case OPCODE_BUILD_DICT:
            KEEP();
            outcome = build_dict(vm, top - 2 * (size_t)n, n, &made);
            n *= 2;
            goto built;

        case OPCODE_BUILD_STRING:
            KEEP();
            outcome = build_string(vm, top - n, n, &made);
            goto built;

        case OPCODE_BUILD_SLICE:
            KEEP();
            made = slice_new(vm, top[-3], top[-2], top[-1]);
            outcome = RETURNED;
            n = 3;
            goto built;

        case OPCODE_LIST_APPEND:
            KEEP();
            value = POP();
            if (!list_append(vm, value_list(top[-(ptrdiff_t)n]), value)) {
                DROP(value);
                goto raise;
            }
            DROP(value);
            continue;

        case OPCODE_SET_ADD:
            KEEP();
            if (set_add(vm, value_dict(top[-(ptrdiff_t)n - 1]), top[-1]) == RAISED)
                goto raise;
            value = POP();
            DROP(value);
            continue;

        case OPCODE_DICT_ADD:
            KEEP();
            if (dict_set(vm, value_dict(top[-(ptrdiff_t)n - 2]), top[-2], top[-1]) == RAISED)
                goto raise;
            top -= 2;
            DROP(top[1]);
            DROP(top[0]);
            continue;

        case OPCODE_LIST_EXTEND:
            KEEP();
            outcome = extend_list(vm, value_list(top[-2]), top[-1]);
            goto updated;

        case OPCODE_SET_UPDATE:
            KEEP();
            outcome = set_update(vm, value_dict(top[-2]), top[-1]);
            goto updated;

        case OPCODE_DICT_UPDATE:
            KEEP();
            outcome = update_dict(vm, value_dict(top[-2]), top[-1]);
            goto updated;

        case OPCODE_DICT_MERGE:
            KEEP();
            outcome = merge_keywords(vm, top[-(ptrdiff_t)n - 1], value_dict(top[-2]), top[-1]);
            goto updated;

        case OPCODE_LIST_TO_TUPLE:
            KEEP();
            made = tuple_new(vm, value_list(top[-1])->items, value_list(top[-1])->count);
            outcome = made == VALUE_EMPTY ? RAISED : RETURNED;
            n = 1;
            goto built;

        case OPCODE_UNPACK_SEQUENCE:
            KEEP();
            value = POP();
            if (unpack_sequence(vm, value, n, top) == RAISED) {
                DROP(value);
                goto raise;
            }
            top += n;
            DROP(value);
            continue;

        case OPCODE_UNPACK_EX:
            KEEP();
            value = POP();
            if (unpack_with_rest(vm, value, n & 0xFF, n >> 8, top) == RAISED) {
                DROP(value);
                goto raise;
            }
            top += (n & 0xFF) + 1 + (n >> 8);
            DROP(value);
            continue;

        case OPCODE_FORMAT_VALUE: {
            bool has_spec = n & 4;
            KEEP();
            outcome = format_interpolated(vm, top[-1 - has_spec], n & 3, has_spec ? top[-1] : VALUE_EMPTY, &made);
            n = 1 + has_spec;
            goto built;
        }

        /* ---- control ---- */
        case OPCODE_JUMP:
            ip += n;
            continue;

        case OPCODE_JUMP_BACK:
            vm->fuel -= n;
            ip -= n;
            if (is_past_limits(vm))
                goto limit;
            continue;

        case OPCODE_JUMP_IF_FALSE:
        case OPCODE_JUMP_IF_TRUE: {
            bool wanted = instruction_opcode(word) == OPCODE_JUMP_IF_TRUE, truth;
            value = top[-1];
            if (value_is_bool(value)) {
                top--;
                if ((value == VALUE_TRUE) == wanted)
                    ip += n;
                continue;
            }
            KEEP();
            if (value_truth(vm, value, &truth) == RAISED)
                goto raise;
            top--;
            if (truth == wanted)
                ip += n;
            DROP_AND_ATTEND(value);
            continue;
        }

        case OPCODE_JUMP_IF_FALSE_OR_POP:
        case OPCODE_JUMP_IF_TRUE_OR_POP: {
            bool wanted = instruction_opcode(word) == OPCODE_JUMP_IF_TRUE_OR_POP, truth;
            KEEP();
            if (value_truth(vm, top[-1], &truth) == RAISED)
                goto raise;
            if (truth == wanted) {
                ip += n;
                continue;
            }
            value = POP();
            DROP_AND_ATTEND(value);
            continue;
        }

        case OPCODE_JUMP_IF_NONE:
            value = POP();
            if (value == VALUE_NONE)
                ip += n;
            DROP_AND_ATTEND(value);
            continue;

        case OPCODE_JUMP_IF_NOT_NONE:
            value = POP();
            if (value != VALUE_NONE)
                ip += n;
            DROP_AND_ATTEND(value);
            continue;

        case OPCODE_GET_ITER:
            KEEP();
            outcome = value_iterate(vm, top[-1], &made);
            n = 1;
            goto built;

        case OPCODE_FOR_ITER_STORE_FAST:
            value = next_item_quickly(top[-1]);
            if (value != VALUE_EMPTY) {
                Value *place = &frame->slots[instruction_argument(*ip)], former = *place;
                *place = value;
                ip++;
                DROP_AND_ATTEND(former);
                continue;
            }
            goto for_iter;

        case OPCODE_FOR_ITER:
        for_iter : {
            Value iterator = top[-1];
            if (value_is_kind(iterator, KIND_GENERATOR)) {
                Value none = VALUE_NONE;
                Frame *generator = awaiter_frame(iterator);
                KEEP();
                if (generator) {
                    frame_set_flag(frame, FRAME_ITERATING);
                    if (resume_quickly(vm, generator)) {
                        frame = generator;
                        goto entered;
                    }
                    frame_clear_flag(frame, FRAME_ITERATING);
                    if (awaiter_begin(vm, iterator, &none) == RAISED)
                        goto raise;
                    frame_set_flag(frame, FRAME_ITERATING);
                    next = frame_resume(vm, generator, VALUE_NONE, result);
                    goto follow;
                }
                made = VALUE_EMPTY;
            } else {
                KEEP();
                if (next_item(vm, iterator, &made) == RAISED)
                    goto raise;
            }
            if (made != VALUE_EMPTY) {
                PUSH(made);
                continue;
            }
            top--;
            ip += n;
            DROP_AND_ATTEND(iterator);
            continue;
        }

        /* ---- calls ---- */
        case OPCODE_CALL: {
            Value *base = top - n - 2;
            Frame *inner = NULL;
            KEEP();
            if (value_is_kind(base[0], KIND_FUNCTION)) {
                uint32_t has_self = base[1] != VALUE_EMPTY;
                const Function *function = (const Function *)value_object(base[0]);
                inner = push_quickly(vm, function, base + 2 - has_self, n + has_self);
                if (!inner && function->code->frame_kind != KIND_FRAME) {
                    made = generator_quickly(vm, function, base + 2 - has_self, n + has_self);
                    if (made != VALUE_EMPTY) {
                        top = base;
                        DROP(base[0]);
                        PUSH(made);
                        continue;
                    }
                }
            } else if (value_is_kind(base[0], KIND_NATIVE)) {
                if (is_bare_yield(vm, base, n, ip)) {
                    wait_barely(vm, frame, base);
                    next = frame_yield(vm, frame, VALUE_NONE, result);
                    goto follow;
                }
                outcome = call_native(vm, base, n, &made);
                frame->top = base;
                while (top > base) {
                    value = POP();
                    value_release(vm, value);
                }
                goto called;
            } else if (value_is_kind(base[0], KIND_CLASS)) {
                inner = construct_quickly(vm, base, n);
            }
            if (inner) {
                frame->top = base;
                frame = inner;
                value_release(vm, base[0]);
                goto entered;
            }
            outcome = call_operands(vm, frame, base, n, VALUE_EMPTY, &made);
            top = frame->top;
            goto called;
        }

        case OPCODE_CALL_KEYWORDS: {
            Value names = top[-1];
            KEEP();
            outcome = call_operands(vm, frame, top - n - 3, n, names, &made);
            top = frame->top;
            goto called;
        }

        case OPCODE_CALL_SPREAD:
            KEEP();
            outcome = call_spread_operands(vm, frame, top - 3 - n, n != 0, &made);
            top = frame->top;
            goto called;

        case OPCODE_RETURN:
            value = POP();
            KEEP();
            if (ends_plainly(frame, &value)) {
                Frame *back = frame->back;
                pop_quickly(vm, frame);
                frame = back;
                *frame->top++ = value;
                goto entered;
            }
            if (end_quickly(vm, frame, value)) {
                frame = vm->frame;
                goto entered;
            }
            next = frame_end(vm, frame, value, result);
            goto follow;

        case OPCODE_MAKE_FUNCTION: {
            uint32_t parts = *ip++;
            uint32_t count = (parts & 1) + (parts >> 1 & 1) + (parts >> 2 & 1) + (parts >> 3 & 1);
            value = make_function(vm, (Code *)value_object(code->constants[n]), parts, top - count);
            top -= count;
            PUSH(value);
            continue;
        }

        case OPCODE_BUILD_CLASS: {
            Value *base = top - 3 - n;
            KEEP();
            outcome = enter_class_body(vm, (const Function *)value_object(base[0]), base[1], base[2],
                                       n ? base[3] : VALUE_EMPTY);
            frame->top = base;
            release_down_to(vm, top, base);
            top = base;
            goto called;
        }

        /* ---- generators and coroutines ---- */
        case OPCODE_YIELD:
            value = POP();
            KEEP();
            if (yield_quickly(vm, frame, value)) {
                frame = vm->frame;
                goto entered;
            }
            if (yields_to_c(frame)) {
                yield_to_c(vm, frame);
                *result = value;
                return SUSPENDED;
            }
            frame_set_flag(frame, FRAME_YIELDED);
            next = frame_yield(vm, frame, value, result);
            goto follow;

        case OPCODE_GET_AWAITABLE:
            if (is_new_coroutine(top[-1]))
                continue;
            KEEP();
            outcome = awaiter_of(vm, top[-1], n, &made);
            n = 1;
            goto built;

        case OPCODE_GET_YIELD_FROM:
            KEEP();
            outcome = yield_from_of(vm, code, top[-1], &made);
            n = 1;
            goto built;

        case OPCODE_SEND: {
            Value sent = POP(), awaiter = top[-1];
            Frame *inner = awaiter_frame(awaiter);
            KEEP();
            if (inner && sent == VALUE_NONE && resume_quickly(vm, inner)) {
                frame_set_flag(frame, FRAME_SENDING);
                frame = inner;
                goto entered;
            }
            if (inner) {
                Value begun = sent;
                bool is_plain = sent == VALUE_NONE && awaiter_takes_none(awaiter);
                if (!is_plain && awaiter_begin(vm, awaiter, &begun) == RAISED) {
                    DROP(sent);
                    goto raise;
                }
                frame_set_flag(frame, FRAME_SENDING);
                next = frame_resume(vm, inner, begun, result);
                DROP(sent);
                goto follow;
            }
            outcome = awaiter_send(vm, awaiter, sent, &made);
            DROP(sent);
            if (outcome == RAISED)
                goto raise;
            if (outcome == SUSPENDED) {
                frame_set_flag(frame, FRAME_SENDING);
                next = frame_yield(vm, frame, made, result);
                goto follow;
            }
            await_is_over(vm, frame);
            top[-1] = made;
            DROP_AND_ATTEND(awaiter);
            continue;
        }

        case OPCODE_GET_AITER:
            KEEP();
            outcome = async_iterator_of(vm, top[-1], &made);
            n = 1;
            goto built;

        case OPCODE_GET_ANEXT:
            KEEP();
            if (anext_of(vm, top[-1], &made) == RAISED)
                goto raise;
            PUSH(made);
            continue;

        case OPCODE_END_ASYNC_FOR:
            value = POP();
            KEEP();
            if (!value_is_instance(vm, value, vm->exceptions[EXCEPTION_StopAsyncIteration])) {
                vm_reraise(vm, value);
                goto unwind;
            }
            DROP(value);
            value = POP();
            DROP_AND_ATTEND(value);
            continue;

        /* ---- exceptions ---- */
        case OPCODE_PUSH_EXCEPTION:
            value = top[-1];
            top[-1] = frame->handled;
            frame->handled = value_retain(value);
            PUSH(value);
            continue;

        case OPCODE_POP_EXCEPT:
            value = frame->handled;
            frame->handled = POP();
            DROP_AND_ATTEND(value);
            continue;

        case OPCODE_MATCH_EXCEPTION: {
            bool matches;
            KEEP();
            if (exception_matches(vm, top[-2], top[-1], &matches) == RAISED)
                goto raise;
            DROP(top[-1]);
            top[-1] = value_from_bool(matches);
            continue;
        }

        case OPCODE_RERAISE:
            value = POP();
            KEEP();
            vm_reraise(vm, value);
            goto unwind;

        case OPCODE_RAISE: {
            bool is_again = false;
            KEEP();
            if (n == 0) {
                raise_again(vm, &is_again);
                if (is_again)
                    goto unwind;
            } else {
                raise_from(vm, top[-(ptrdiff_t)n], n == 2 ? top[-1] : VALUE_EMPTY);
            }
            goto raise;
        }

        case OPCODE_MATCH_EXCEPTION_GROUP: {
            Value match;
            KEEP();
            if (match_group(vm, top[-2], top[-1], &made, &match) == RAISED)
                goto raise;
            DROP(top[-1]);
            DROP(top[-2]);
            top[-2] = made;
            top[-1] = match;
            if (match != VALUE_NONE)
                value_replace(vm, &frame->handled, value_retain(match));
            continue;
        }

        case OPCODE_RERAISE_STAR:
            KEEP();
            outcome = reraise_star(vm, top[-2], top[-1], &made);
            goto two_to_one;

        case OPCODE_LOAD_ASSERTION_ERROR:
            PUSH(value_retain(value_from(vm->exceptions[EXCEPTION_AssertionError])));
            continue;

        /* ---- with ---- */
        case OPCODE_BEFORE_WITH:
        case OPCODE_BEFORE_ASYNC_WITH: {
            Value manager = top[-1], enter, exit;
            bool is_async = instruction_opcode(word) == OPCODE_BEFORE_ASYNC_WITH;
            KEEP();
            if (context_manager(vm, manager, is_async, &enter, &exit) == RAISED)
                goto raise;
            outcome = call_enter(vm, manager, enter, &made);
            frame->top[-1] = exit;
            DROP(manager);
            goto called;
        }

        case OPCODE_WITH_EXIT: {
            Value exit = POP();
            KEEP();
            outcome = call_exit(vm, exit, VALUE_EMPTY, &made);
            value_release(vm, exit);
            goto called;
        }

        case OPCODE_WITH_EXCEPTION:
            KEEP();
            outcome = call_exit(vm, top[-3], top[-1], &made);
            goto called;

        /* ---- match ---- */
        case OPCODE_GET_LEN: {
            int64_t length;
            KEEP();
            if (value_length(vm, top[-1], &length) == RAISED)
                goto raise;
            PUSH(int_new(vm, length));
            continue;
        }

        case OPCODE_MATCH_SEQUENCE:
            value = value_from_bool(is_match_sequence(vm, top[-1]));
            PUSH(value);
            continue;

        case OPCODE_MATCH_MAPPING:
            value = value_from_bool(is_match_mapping(vm, top[-1]));
            PUSH(value);
            continue;

        case OPCODE_MATCH_KEYS:
            KEEP();
            if (match_keys(vm, top[-2], value_tuple(top[-1]), &made) == RAISED)
                goto raise;
            PUSH(made);
            continue;

        case OPCODE_MATCH_CLASS:
            KEEP();
            if (match_class(vm, top[-3], top[-2], n, value_tuple(top[-1]), &made) == RAISED)
                goto raise;
            n = 3;
            outcome = RETURNED;
            goto built;

        case OPCODE_DICT_WITHOUT_KEYS:
            KEEP();
            outcome = dict_without_keys(vm, top[-2], value_tuple(top[-1]), &made);
            goto two_to_one;

        /* ---- import ---- */
        case OPCODE_IMPORT_NAME:
            KEEP();
            if (import_name(vm, code->names[n], &made) == RAISED)
                goto raise;
            PUSH(made);
            continue;

        case OPCODE_IMPORT_FROM:
            KEEP();
            if (import_from(vm, top[-1], code->names[n], &made) == RAISED)
                goto raise;
            PUSH(made);
            continue;

        case OPCODE_COUNT:
            assert(false && "not an instruction");
            return RAISED;
        }

        /* ---- ends that instructions share ---- */

    two_to_one: /* two operands were read; their result is `made` */
        if (outcome == RAISED)
            goto raise;
        top -= 2;
        DROP(top[1]);
        DROP(top[0]);
        PUSH(made);
        if (vm->attention)
            goto attend;
        continue;

    built: /* n operands were read; their result is `made` */
        if (outcome == RAISED)
            goto raise;
        for (; n > 0; n--) {
            top--;
            DROP(*top);
        }
        PUSH(made);
        if (vm->attention)
            goto attend;
        continue;

    updated: /* what stands below the top took in the top */
        if (outcome == RAISED)
            goto raise;
        value = POP();
        DROP_AND_ATTEND(value);
        continue;

    called: /* a call was begun, its operands are gone */
        switch (outcome) {
        case RETURNED:
            PUSH(made);
            if (vm->attention)
                goto attend;
            continue;
        case RAISED:
            goto raise;
        case SETTLED:
            await_is_over(vm, frame);
            ip += AWAIT_WORDS;
            PUSH(made);
            if (vm->attention)
                goto attend;
            continue;
        case ENTERED:
            frame->top = top;
            next = vm->raised == VALUE_EMPTY ? NEXT_RUN : NEXT_RAISE;
            goto follow;
        case SUSPENDED: /* a native blocks: frame_deliver brings its result */
            frame->top = top;
            vm->depth = 0;
            return SUSPENDED;
        }

    follow: /* another frame, or this one again */
        switch (next) {
        case NEXT_RUN:
            frame = vm->frame;
            goto entered;
        case NEXT_RAISE:
            frame = vm->frame;
            code = frame->code;
            ip = frame->ip;
            top = frame->top;
            goto raise;
        case NEXT_RETURNED:
            return RETURNED;
        case NEXT_RAISED:
            return RAISED;
        case NEXT_SUSPENDED:
            return SUSPENDED;
        }

    entered: /* `frame` runs now */
        code = frame->code;
        ip = frame->ip;
        top = frame->top;
        if (is_past_limits(vm))
            goto limit;
        if (vm->attention)
            goto attend;
        continue;

    attend:
        KEEP();
        vm_attend(vm);
        if (vm_is_over(vm))
            return RAISED;
        continue;

    limit:
        KEEP();
        return stop_at_limit(vm);

    unbound: /* variable n */
        KEEP();
        raise_unbound(vm, code, n);

    raise: /* vm->raised has come to this frame */
        KEEP();
        if (vm_is_over(vm))
            return RAISED;
        exception_add_frame(vm, vm->raised, frame, !find_handler(code, frame_word(frame)));
        if (vm_is_over(vm))
            return RAISED;

    unwind : {
        const CodeHandler *handler = find_handler(code, frame_word(frame));
        if (!handler) {
            next = frame_end(vm, frame, VALUE_EMPTY, result);
            goto follow;
        }
        Value *floor = frame_stack(frame) + handler->depth;
        while (top > floor) {
            value = POP();
            DROP(value);
        }
        PUSH(vm_take_raised(vm));
        ip = code->instructions + handler->handler;
        if (vm->attention)
            goto attend;
        continue;
    }
    }
}
