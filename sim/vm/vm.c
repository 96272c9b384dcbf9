/* The machine as a whole: opening a world with its built-in classes, beginning to run, going on, and what is done
 * between two instructions. */
#include "frame_machine.h"

#include "builtins.h"
#include "context.h"
#include "generic.h"

#include <assert.h>

/* ---- the first classes ----
 *
 * A class needs a dict, tuples, strs and natives before there are classes of those. What is made before its class
 * stands is given it here, in the few classes that come first. */

static void adopt(Vm *vm, Value value)
{
    if (!value_is_object(value) || value_object(value)->class_at != 0)
        return;
    Object *object = value_object(value);
    const VmClasses *classes = &vm->classes;
    switch ((Kind)object->kind) {
    case KIND_TUPLE:
        object_set_class(object, classes->tuple);
        break;
    case KIND_DICT:
        object_set_class(object, classes->dict);
        break;
    case KIND_NATIVE:
        object_set_class(object, classes->native);
        break;
    case KIND_CLASS:
        object_set_class(object, classes->type);
        break;
    default:
        assert(false && "made before its class");
        break;
    }
}

static void adopt_parts(Vm *vm, Class *class)
{
    Value key, value;
    adopt(vm, value_from(class));
    adopt(vm, value_from(class->attributes));
    if (class->bases)
        adopt(vm, value_from(class->bases));
    adopt(vm, class->construct);
    for (uint32_t at = 0; dict_next(class->attributes, &at, &key, &value);)
        adopt(vm, value);
    for (Class *child = class->first_subclass; child; child = child->next_sibling)
        adopt_parts(vm, child);
}

static void make_first_classes(Vm *vm)
{
    vm->classes.object =
        class_native(vm, &(ClassSpec){.name = "object", .module = "builtins", .ops = &instance_ops});
    vm->classes.object->instance_kind = KIND_INSTANCE;
    class_type_init(vm);
    native_class_init(vm);
    class_class_init(vm);
    str_class_init(vm);
    tuple_class_init(vm);
    dict_class_init(vm);
    adopt_parts(vm, vm->classes.object);
    adopt(vm, vm->empty_tuple);
    object_class_init(vm);
    class_type_finish(vm);
}

static void make_classes(Vm *vm)
{
    make_first_classes(vm);
    int_class_init(vm);
    float_class_init(vm);
    list_class_init(vm);
    set_class_init(vm);
    range_class_init(vm);
    slice_class_init(vm);
    singleton_class_init(vm);
    exception_class_init(vm);
    frame_class_init(vm);
    module_class_init(vm);
    context_class_init(vm);
    generic_class_init(vm);
}

static void intern_names(Vm *vm)
{
#define NAME(field, text) vm->names.field = str_intern(vm, text, strlen(text));
#include "names.def"
#undef NAME
}

Vm *vm_open(size_t memory_limit, const VmHooks *hooks)
{
    Vm *vm = (Vm *)arena_open(memory_limit, sizeof(Vm));
    if (!vm)
        return NULL;
    vm->hooks = hooks;
    vm->fuel = vm->fuel_most = INT64_MAX;
    vm->stop_at_line = UINT64_MAX;
    vm->empty_shape = vm_alloc(vm, sizeof(Shape));
    vm->dict_shape = vm_alloc(vm, sizeof(Shape));
    vm->dict_shape->count = 2;
    vm->method_cache = vm_alloc(vm, METHOD_CACHE_SIZE * sizeof *vm->method_cache);
    intern_names(vm);
    make_classes(vm);
    vm->builtins = dict_new(vm);
    vm->modules = dict_new(vm);
    builtins_init(vm);
    return vm;
}

void vm_close(Vm *vm)
{
    if (vm)
        arena_close(&vm->arena);
}

void vm_set_builtin(Vm *vm, const char *name, Value value)
{
    dict_set_str(vm, value_dict(vm->builtins), str_intern(vm, name, strlen(name)), value);
}

/* ---- running ---- */

void vm_start_program(Vm *vm, const ModuleUnit *unit)
{
    assert(!vm->frame);
    Module *module = module_new(vm, "__main__");
    module->is_program = true;
    module_set(vm, module, "__doc__", VALUE_NONE);
    vm->program = module;
    dict_set_str(vm, value_dict(vm->modules), module->name, value_from(module));
    Code *code = code_link(vm, unit, module);
    Frame *frame = code ? frame_new(vm, code) : NULL;
    if (frame)
        frame_push(vm, frame);
    else
        vm_raise_memory(vm);
}

Outcome frame_continue(Vm *vm, Value *result)
{
    if (vm_is_over(vm))
        return RAISED;
    assert(vm->frame && vm->nested == 0);
    if (vm->stopped) {
        vm->stopped = false;
        machine_begin_line(vm, vm->frame);
    }
    return machine_run(vm, result);
}

/* The chain was put aside: count anew how deep it is. */
static void count_depth(Vm *vm)
{
    vm->depth = 0;
    for (const Frame *frame = vm->frame; frame; frame = frame->back)
        vm->depth++;
}

Outcome frame_deliver(Vm *vm, Value value, Value *result)
{
    assert(vm->frame && vm->nested == 0);
    count_depth(vm);
    context_delivery(vm);
    if (value != VALUE_EMPTY)
        *vm->frame->top++ = value;
    return machine_run(vm, result);
}

Outcome vm_call_root(Vm *vm, Value callable, const Arguments *arguments, Value *result)
{
    assert(!vm->frame);
    Outcome outcome = call_begin(vm, callable, arguments, result);
    if (outcome != ENTERED)
        return outcome;
    return machine_go(vm, vm->raised == VALUE_EMPTY ? NEXT_RUN : NEXT_RAISE, result);
}

/* What is called goes before its frame runs, not after: the run may stop at a line and be taken up from elsewhere.
 */
Outcome vm_run_root(Vm *vm, Value callable, Value *result)
{
    assert(!vm->frame);
    Outcome outcome = call_begin(vm, callable, &(Arguments){NULL, 0, VALUE_EMPTY, VALUE_EMPTY}, result);
    value_release(vm, callable);
    if (outcome != ENTERED)
        return outcome;
    return machine_go(vm, vm->raised == VALUE_EMPTY ? NEXT_RUN : NEXT_RAISE, result);
}

/* ---- between two instructions ---- */

void vm_close_later(Vm *vm, Frame *generator)
{
    if (vm->closing == VALUE_EMPTY)
        vm->closing = list_new(vm, NULL, 0);
    list_append(vm, value_list(vm->closing), value_from(generator));
    vm->attention = true;
}

void vm_attend(Vm *vm)
{
    vm->attention = false;
    while (vm->closing != VALUE_EMPTY && value_list(vm->closing)->count > 0 && !vm_is_over(vm)) {
        Value generator = list_take(vm, value_list(vm->closing), 0);
        generator_goes(vm, (Frame *)value_object(generator));
        value_release(vm, generator);
    }
}

/* ---- what natives can know of who calls them ---- */

Frame *vm_program_frame(Vm *vm)
{
    for (Frame *frame = vm->frame; frame; frame = frame->back) {
        if (frame->code && !(frame->code->flags & CODE_LIBRARY))
            return frame;
    }
    return NULL;
}

/* `self.lot = …` and `things.lot = …`: a load of the object, then STORE_ATTR. */
static Str *target_attribute(const Code *code, const Instruction *ip)
{
    Opcode load = unfused(instruction_opcode(*ip));
    if (load != OPCODE_LOAD_FAST && load != OPCODE_LOAD_DEREF && load != OPCODE_LOAD_GLOBAL)
        return NULL;
    ip++;
    return instruction_opcode(*ip) == OPCODE_STORE_ATTR ? code->names[instruction_argument(*ip)] : NULL;
}

/* `async with asyncio.timeout(1) as limit:`: what is entered is stored behind an await. */
static const Instruction *behind_async_with(const Instruction *ip)
{
    return instruction_opcode(*ip) == OPCODE_BEFORE_ASYNC_WITH ? ip + 1 + AWAIT_WORDS : ip;
}

Str *vm_target_name(Vm *vm)
{
    const Frame *frame = vm_program_frame(vm);
    if (!frame)
        return NULL;
    const Code *code = frame->code;
    const Instruction *ip = frame->ip;
    while (instruction_opcode(*ip) == OPCODE_COPY || instruction_opcode(*ip) == OPCODE_NOP)
        ip++;
    ip = behind_async_with(ip);
    Opcode store = unfused(instruction_opcode(*ip));
    uint32_t argument = instruction_argument(*ip);
    if (store == OPCODE_STORE_FAST || store == OPCODE_STORE_DEREF)
        return code->local_names[argument];
    if (store == OPCODE_STORE_GLOBAL)
        return code->module->names[argument];
    return store == OPCODE_STORE_NAME ? code->names[argument] : target_attribute(code, ip);
}
