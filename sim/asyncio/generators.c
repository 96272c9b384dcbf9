/* Asynchronous generators and the loop: one that is abandoned in the middle is closed by a task of its own, and
 * what is left when a runner ends is closed then. Mirrors _asyncgen_finalizer_hook and shutdown_asyncgens of
 * Lib/asyncio/base_events.py. */
#include "asyncio_room.h"

/* ---- which generators are alive ---- */

static void generator_begins(void *context, Vm *vm, Frame *generator)
{
    (void)context;
    Loop *loop = running_loop(vm);
    if (!loop)
        return;
    if (loop->generator_count == loop->generator_capacity) {
        uint32_t capacity = loop->generator_capacity ? loop->generator_capacity * 2 : 8;
        const size_t size = sizeof *loop->generators;
        Frame **generators = vm_resize(vm, loop->generators, loop->generator_capacity * size, capacity * size);
        if (!generators) {
            vm_raise_memory(vm);
            return;
        }
        loop->generators = generators;
        loop->generator_capacity = capacity;
    }
    loop->generators[loop->generator_count++] = generator;
}

/* Whether the loop knew it. */
static bool forget(Loop *loop, const Frame *generator)
{
    for (uint32_t i = loop->generator_count; i-- > 0;) {
        if (loop->generators[i] != generator)
            continue;
        uint32_t behind = loop->generator_count - i - 1;
        memmove(loop->generators + i, loop->generators + i + 1, behind * sizeof *loop->generators);
        loop->generators[--loop->generator_count] = NULL;
        return true;
    }
    return false;
}

/* The loop in which the generator began, which does not know it any more from now on; NULL where it began in none.
 */
static Loop *loop_that_forgets(Vm *vm, const Frame *generator)
{
    Loop *loop = asyncio_room(vm)->loops;
    while (loop && !forget(loop, generator))
        loop = loop->next;
    return loop;
}

static void generator_goes(void *context, Vm *vm, Frame *generator)
{
    (void)context;
    loop_that_forgets(vm, generator);
}

/* ---- closing ---- */

static Outcome aclose_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    (void)vm, (void)co;
    *result = value_retain(sent);
    return sent == VALUE_EMPTY ? RAISED : RETURNED;
}

bool coroutine_is_aclose(const Frame *frame)
{
    return frame->head.kind == KIND_NATIVE_COROUTINE && ((const NativeCoroutine *)frame)->step == aclose_step;
}

/* A coroutine that stands for generator.aclose(): what is thrown in before it begins goes into the generator. */
static Outcome aclose_of(Vm *vm, Value generator, Value *coroutine)
{
    Value aclose;
    if (value_call_method(vm, generator, "aclose", 0, NULL, &aclose) == RAISED)
        return RAISED;
    NativeCoroutine *co = asyncio_coroutine(vm, COROUTINE_aclose, aclose_step);
    co->head.extra |= FRAME_WAS_AWAITED; /* nobody is told off when it never is */
    co->awaiting = aclose;
    *coroutine = value_from(co);
    return RETURNED;
}

static Outcome create_task(Vm *vm, Value owner, Value argument)
{
    Task *task;
    if (task_new(vm, (Loop *)value_object(owner), argument, VALUE_EMPTY, VALUE_EMPTY, &task) == RAISED)
        return RAISED;
    object_release(vm, task);
    return RETURNED;
}

static const NativeCallback create_task_callback = {.qualname = "BaseEventLoop.create_task", .run = create_task};

static bool generator_abandoned(void *context, Vm *vm, Frame *generator)
{
    (void)context;
    Loop *loop = loop_that_forgets(vm, generator);
    Value coroutine;
    if (!loop || loop->is_closed)
        return false;
    if (aclose_of(vm, value_from(generator), &coroutine) == RAISED)
        return false;
    loop_push(vm, loop,
              &(Callback){.native = &create_task_callback,
                          .owner = value_from(object_retain(loop)),
                          .argument = coroutine,
                          .context = context_copy(vm)});
    return true;
}

void generators_hook(Vm *vm)
{
    VmHooks *hooks = &world_host(vm)->hooks;
    hooks->never_awaited = warn_never_awaited;
    hooks->coroutine_made = coroutine_note_origin;
    hooks->coroutine_goes = coroutine_forget_origin;
    hooks->abandoned = generator_abandoned;
    hooks->async_generator_begins = generator_begins;
    hooks->async_generator_goes = generator_goes;
    hooks->collect = asyncio_collect;
    hooks->call_stack = call_stack;
}

/* ---- shutdown_asyncgens ---- */

enum { SLOT_LOOP, SLOT_GENERATORS };

static Outcome gather_acloses(Vm *vm, const List *generators, Value *gathered)
{
    Value closes = list_new(vm, NULL, 0), coroutine;
    Outcome outcome = RETURNED;
    for (size_t i = 0; i < generators->count && outcome == RETURNED; i++) {
        outcome = aclose_of(vm, generators->items[i], &coroutine);
        if (outcome == RAISED)
            break;
        outcome = list_append(vm, value_list(closes), coroutine) ? RETURNED : RAISED;
        value_release(vm, coroutine);
    }
    if (outcome == RETURNED)
        outcome = gather_new(vm, value_list(closes)->items, value_list(closes)->count, true, gathered);
    value_release(vm, closes);
    return outcome;
}

static Outcome close_generators(Vm *vm, NativeCoroutine *co, Value *result)
{
    Loop *loop = (Loop *)value_object(co->slots[SLOT_LOOP]);
    Value gathered;
    loop->generators_are_shut = true;
    *result = VALUE_NONE;
    if (loop->generator_count == 0)
        return RETURNED;
    co->slots[SLOT_GENERATORS] = list_new(vm, NULL, 0);
    for (uint32_t i = 0; i < loop->generator_count; i++) {
        if (!list_append(vm, value_list(co->slots[SLOT_GENERATORS]), value_from(loop->generators[i])))
            return RAISED;
        loop->generators[i] = NULL;
    }
    loop->generator_count = 0;
    if (gather_acloses(vm, value_list(co->slots[SLOT_GENERATORS]), &gathered) == RAISED)
        return RAISED;
    Outcome outcome = coroutine_await(vm, co, gathered, 1);
    value_release(vm, gathered);
    return outcome;
}

static Outcome report_failures(Vm *vm, NativeCoroutine *co, Value results)
{
    const List *list = value_list(results), *generators = value_list(co->slots[SLOT_GENERATORS]);
    Outcome outcome = RETURNED;
    for (size_t i = 0; i < list->count && outcome == RETURNED; i++) {
        if (!value_is_instance(vm, list->items[i], vm->exceptions[EXCEPTION_Exception]))
            continue;
        Text message = {0};
        text_add(&message, "an error occurred during closing of asynchronous generator ");
        outcome = value_write_repr(vm, generators->items[i], &message);
        if (outcome == RETURNED)
            outcome = loop_report_about(vm, (Loop *)value_object(co->slots[SLOT_LOOP]), text_string(&message),
                                        list->items[i], "asyncgen", generators->items[i]);
        text_release(&message);
    }
    return outcome;
}

static Outcome shut_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    if (co->state == 0)
        return close_generators(vm, co, result);
    *result = VALUE_NONE;
    return sent == VALUE_EMPTY ? RAISED : report_failures(vm, co, sent);
}

static Outcome executor_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result);

bool is_shutdown(Value coroutine)
{
    if (!value_is_kind(coroutine, KIND_NATIVE_COROUTINE))
        return false;
    NativeStep *step = ((const NativeCoroutine *)value_object(coroutine))->step;
    return step == shut_step || step == executor_step;
}

Value generators_shut(Vm *vm, Loop *loop)
{
    NativeCoroutine *co = asyncio_coroutine(vm, COROUTINE_shutdown_asyncgens, shut_step);
    co->slots[SLOT_LOOP] = value_from(object_retain(loop));
    return value_from(co);
}

/* ---- shutdown_default_executor ---- */

static Outcome executor_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Loop *loop = (Loop *)value_object(co->slots[SLOT_LOOP]);
    Value ended = VALUE_EMPTY;
    *result = VALUE_NONE;
    loop->executor_is_shut = true;
    if (co->state == 0 && executor_end(vm, loop, &ended) == RAISED)
        return RAISED;
    if (ended == VALUE_EMPTY)
        return sent == VALUE_EMPTY ? RAISED : RETURNED;
    Outcome outcome = coroutine_await(vm, co, ended, 1);
    value_release(vm, ended);
    return outcome;
}

Value executor_shut(Vm *vm, Loop *loop)
{
    NativeCoroutine *co = asyncio_coroutine(vm, COROUTINE_shutdown_default_executor, executor_step);
    co->slots[SLOT_LOOP] = value_from(object_retain(loop));
    return value_from(co);
}
