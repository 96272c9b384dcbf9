/* Modules: their variables, and loading the modules that a scenario imports.
 *
 * A module's variables stand in numbered slots, so that code reaches them without a search. Names that code uses
 * but nobody has given a value yet have an EMPTY slot. */
#include "native_function.h"

#include "compiler.h"
#include "frame_machine.h"
#include "parser.h"

#include <assert.h>

/* ---- variables ---- */

static uint32_t grown(uint32_t capacity)
{
    return capacity ? capacity * 2 : 16;
}

static bool make_room(Vm *vm, Module *module)
{
    if (module->count < module->capacity)
        return true;
    size_t from = module->capacity * sizeof(Value), to = grown(module->capacity) * sizeof(Value);
    Value *slots = vm_resize(vm, module->slots, from, to);
    if (slots)
        module->slots = slots;
    Value *builtins = vm_resize(vm, module->builtins, from, to);
    if (builtins)
        module->builtins = builtins;
    Str **names = vm_resize(vm, module->names, from, to);
    if (names)
        module->names = names;
    if (!slots || !builtins || !names)
        return false;
    module->capacity = grown(module->capacity);
    return true;
}

static int64_t slot_of(Vm *vm, const Module *module, Str *name)
{
    Value slot = dict_get_str(vm, value_dict(module->index), name);
    return slot == VALUE_EMPTY ? -1 : value_small_int(slot);
}

int64_t module_slot(Vm *vm, Module *module, Str *name)
{
    int64_t slot = slot_of(vm, module, name);
    if (slot >= 0)
        return slot;
    if (!make_room(vm, module) ||
        !dict_set_str(vm, value_dict(module->index), name, value_from_small_int(module->count))) {
        vm_raise_memory(vm);
        return -1;
    }
    module->names[module->count] = name;
    module->slots[module->count] = VALUE_EMPTY;
    module->builtins[module->count] = dict_get_str(vm, value_dict(vm->builtins), name);
    return module->count++;
}

Module *module_new(Vm *vm, const char *name)
{
    Module *module = object_new(vm, vm->classes.module, KIND_MODULE, sizeof *module);
    module->name = str_intern(vm, name, strlen(name));
    module->index = dict_new(vm);
    module_set(vm, module, "__name__", value_from(module->name));
    return module;
}

void module_set(Vm *vm, Module *module, const char *name, Value value)
{
    int64_t slot = module_slot(vm, module, str_intern(vm, name, strlen(name)));
    if (slot >= 0)
        value_replace(vm, &module->slots[slot], value_retain(value));
}

Value module_get(Vm *vm, Module *module, Str *name)
{
    int64_t slot = slot_of(vm, module, name);
    return slot < 0 ? VALUE_EMPTY : module->slots[slot];
}

typedef struct Home {
    const char *module, *function, *told;
} Home;

/* Where CPython has a function of a module, which messages name. */
static Str *told_module(Vm *vm, const Module *module, const Native *native)
{
    static const Home homes[] = {
        {"asyncio", "run", "asyncio.runners"},
        {"asyncio", "timeout", "asyncio.timeouts"},
        {"asyncio", "timeout_at", "asyncio.timeouts"},
        {"asyncio", "to_thread", "asyncio.threads"},
        {"asyncio", "new_event_loop", "asyncio.events"},
        {"asyncio", "set_event_loop", "asyncio.events"},
        {"asyncio", "iscoroutine", "asyncio.coroutines"},
        {"asyncio", "iscoroutinefunction", "asyncio.coroutines"},
    };
    bool is_python = native->telling == TOLD_AS_PYTHON;
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
        if (str_is(module->name, homes[i].module) && str_is(native->name, homes[i].function))
            return str_intern(vm, homes[i].told, strlen(homes[i].told));
    }
    if (str_is(module->name, "asyncio"))
        return is_python ? str_intern(vm, "asyncio.tasks", 13) : str_intern(vm, "_asyncio", 8);
    if (!is_python && str_is(module->name, "heapq"))
        return str_intern(vm, "_heapq", 6);
    return str_is(module->name, "builtins") ? NULL : module->name;
}

void module_add_natives(Vm *vm, Module *module, const NativeSpec *functions)
{
    for (; functions->name; functions++) {
        Value function = native_new(vm, functions, NULL);
        ((Native *)value_object(function))->module = told_module(vm, module, (Native *)value_object(function));
        module_set(vm, module, functions->name, function);
        value_release(vm, function);
    }
}

/* ---- the class ---- */

static void module_release(Vm *vm, Object *object)
{
    Module *module = (Module *)object;
    for (uint32_t i = 0; i < module->count; i++)
        value_replace(vm, &module->slots[i], VALUE_EMPTY);
    size_t bytes = module->capacity * sizeof(Value);
    vm_free(vm, module->slots, bytes);
    vm_free(vm, module->builtins, bytes);
    vm_free(vm, module->names, bytes);
    value_release(vm, module->index);
}

static void module_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Module *module = (const Module *)object;
    for (uint32_t i = 0; i < module->count; i++)
        visitor(context, module->slots[i]);
    visitor(context, module->index);
}

static Outcome module_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<module '%s'>", ((const Module *)value_object(self))->name->text);
    return RETURNED;
}

static Value module_dict(Vm *vm, const Module *module)
{
    Value dict = dict_new(vm);
    for (uint32_t i = 0; i < module->count; i++) {
        if (module->slots[i] != VALUE_EMPTY)
            dict_set_str(vm, value_dict(dict), module->names[i], module->slots[i]);
    }
    return dict;
}

static Outcome module_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    Module *module = (Module *)value_object(self);
    *result = value_retain(module_get(vm, module, name));
    if (*result == VALUE_EMPTY && name == vm->names.dict)
        *result = module_dict(vm, module);
    return RETURNED;
}

static Outcome module_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    Module *module = (Module *)value_object(self);
    *done = true;
    if (value == VALUE_EMPTY && module_get(vm, module, name) == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_AttributeError, "module '%s' has no attribute '%s'", module->name->text,
                        name->text);
    int64_t slot = module_slot(vm, module, name);
    if (slot < 0)
        return RAISED;
    value_replace(vm, &module->slots[slot], value_retain(value));
    return RETURNED;
}

static const ClassOps module_ops = {
    .size = sizeof(Module),
    .release = module_release,
    .visit = module_visit,
    .repr = module_repr,
    .get_attribute = module_get_attribute,
    .set_attribute = module_set_attribute,
};

void module_class_init(Vm *vm)
{
    vm->classes.module = class_native(vm, &(ClassSpec){.name = "module", .module = "builtins", .ops = &module_ops});
}

/* ---- loading ---- */

enum { LIBRARY_POOL = 64 << 20 };

void vm_register_module(Vm *vm, const ModuleSpec *spec)
{
    assert(vm->module_spec_count < sizeof vm->module_specs / sizeof *vm->module_specs);
    vm->module_specs[vm->module_spec_count++] = spec;
}

static const ModuleSpec *find_spec(const Vm *vm, const char *name)
{
    for (uint32_t i = 0; i < vm->module_spec_count; i++) {
        if (strcmp(vm->module_specs[i]->name, name) == 0)
            return vm->module_specs[i];
    }
    return NULL;
}

/* Text to code, in a pool that is gone when the code stands in the world. */
static Code *compile_library(Vm *vm, const ModuleSpec *spec, Module *module)
{
    Pool pool;
    Diagnostics diagnostics = {0};
    Code *code = NULL;
    if (!pool_init(&pool, LIBRARY_POOL)) {
        vm_raise_memory(vm);
        return NULL;
    }
    const Node *tree = parse_file(spec->source, spec->source_length, &pool, &diagnostics);
    const ModuleUnit *unit = compile_module(tree, COMPILE_LIBRARY, &pool, &diagnostics);
    assert(unit);
    if (unit)
        code = code_link(vm, unit, module);
    diagnostics_release(&diagnostics);
    pool_release(&pool);
    return code;
}

static Outcome run_body(Vm *vm, Code *code)
{
    Value ignored;
    Frame *frame = machine_can_nest(vm) ? frame_new(vm, code) : NULL;
    if (!frame || !frame_push(vm, frame))
        return RAISED;
    frame_set_flag(frame, FRAME_NESTED);
    return machine_nest(vm, NEXT_RUN, &ignored);
}

/* `collections.abc` is an attribute of `collections`. */
static void join_parent(Vm *vm, const char *name, Module *module)
{
    const char *dot = strrchr(name, '.');
    char parent_name[64];
    if (!dot || (size_t)(dot - name) >= sizeof parent_name)
        return;
    memcpy(parent_name, name, (size_t)(dot - name));
    parent_name[dot - name] = '\0';
    Module *parent = vm_load_module(vm, parent_name);
    if (parent)
        module_set(vm, parent, dot + 1, value_from(module));
}

static bool fill(Vm *vm, const ModuleSpec *spec, Module *module)
{
    if (spec->load)
        spec->load(vm, module);
    if (!spec->source)
        return true;
    Code *code = compile_library(vm, spec, module);
    return code && run_body(vm, code) == RETURNED;
}

Module *vm_load_module(Vm *vm, const char *name)
{
    Str *key = str_intern(vm, name, strlen(name));
    Value loaded = dict_get_str(vm, value_dict(vm->modules), key);
    if (loaded != VALUE_EMPTY)
        return (Module *)value_object(loaded);
    const ModuleSpec *spec = find_spec(vm, name);
    if (!spec)
        return NULL;
    Module *module = module_new(vm, name);
    bool is_known = dict_set_str(vm, value_dict(vm->modules), key, value_from(module));
    object_release(vm, module);
    if (!is_known)
        return NULL;
    if (!fill(vm, spec, module)) { /* the next import tries again, as in CPython */
        dict_delete_str(vm, value_dict(vm->modules), key);
        return NULL;
    }
    join_parent(vm, name, module);
    return module;
}

Value vm_library_value(Vm *vm, const char *module, const char *name)
{
    Module *loaded = vm_load_module(vm, module);
    return loaded ? value_retain(module_get(vm, loaded, str_intern(vm, name, strlen(name)))) : VALUE_EMPTY;
}
