/* Linking: from a CodeUnit, which stands in a pool and knows nothing of running, to Code, which stands in the
 * world.
 *
 * Everything is copied. Constants become values, names interned strs, and the numbers of global variables, which
 * the compiler counts from 0 in each file, become the slots that the names have in the module. */
#include "frame_machine.h"

#include <assert.h>

typedef struct Linker {
    Vm *vm;
    Module *module;
    uint32_t *slots; /* of the unit's global names, in the module */
} Linker;

static Code *link_unit(const Linker *linker, const CodeUnit *unit);

static Str *intern(Vm *vm, TreeText text)
{
    return str_intern(vm, text.bytes ? text.bytes : "", text.length);
}

/* ---- constants ---- */

static Value link_constant(const Linker *linker, const CodeConstant *constant);

static Value link_tuple(const Linker *linker, const CodeConstant *constant)
{
    Tuple *tuple = tuple_make(linker->vm, constant->tuple.count);
    for (uint32_t i = 0; tuple && i < constant->tuple.count; i++)
        tuple->items[i] = link_constant(linker, &constant->tuple.items[i]);
    return value_from(tuple);
}

static Value link_str(Vm *vm, const CodeConstant *constant)
{
    if (constant->is_name)
        return value_from(intern(vm, constant->string));
    return str_new(vm, constant->string.bytes ? constant->string.bytes : "", constant->string.length);
}

static Value link_constant(const Linker *linker, const CodeConstant *constant)
{
    switch (constant->kind) {
    case CODE_NONE:
        return VALUE_NONE;
    case CODE_TRUE:
        return VALUE_TRUE;
    case CODE_FALSE:
        return VALUE_FALSE;
    case CODE_ELLIPSIS:
        return VALUE_ELLIPSIS;
    case CODE_INT:
        return int_new(linker->vm, constant->integer);
    case CODE_FLOAT:
        return float_new(linker->vm, constant->real);
    case CODE_STR:
        return link_str(linker->vm, constant);
    case CODE_TUPLE:
        return link_tuple(linker, constant);
    case CODE_UNIT:
        return value_from(link_unit(linker, constant->unit));
    }
    return VALUE_EMPTY;
}

static bool link_constants(const Linker *linker, const CodeUnit *unit, Code *code)
{
    code->constant_count = unit->constant_count;
    code->constants = vm_alloc(linker->vm, unit->constant_count * sizeof *code->constants);
    code->names = vm_alloc(linker->vm, unit->constant_count * sizeof *code->names);
    if (!code->constants || !code->names)
        return false;
    for (uint32_t i = 0; i < unit->constant_count; i++) {
        code->constants[i] = link_constant(linker, &unit->constants[i]);
        if (code->constants[i] == VALUE_EMPTY)
            return false;
        if (unit->constants[i].kind == CODE_STR && unit->constants[i].is_name)
            code->names[i] = value_str_object(code->constants[i]);
    }
    return true;
}

/* ---- instructions and tables ---- */

static void *copy(Vm *vm, const void *from, size_t size)
{
    void *to = vm_alloc(vm, size);
    if (to && size > 0)
        memcpy(to, from, size);
    return to;
}

static Instruction with_argument(Opcode opcode, uint32_t argument)
{
    return (Instruction)opcode | argument << 8;
}

/* Jumps are counted from where they stand: from the word behind them, backwards in JUMP_BACK. */
static Instruction link_jump(Instruction word, uint32_t at)
{
    Opcode opcode = instruction_opcode(word);
    uint32_t target = instruction_argument(word), behind = at + 1;
    assert(opcode == OPCODE_JUMP_BACK ? target < behind : target >= behind);
    return with_argument(opcode, opcode == OPCODE_JUMP_BACK ? behind - target : target - behind);
}

static bool link_instructions(const Linker *linker, const CodeUnit *unit, Code *code)
{
    Instruction *words = copy(linker->vm, unit->instructions, unit->instruction_count * sizeof *words);
    if (!words)
        return false;
    for (uint32_t i = 0; i < unit->instruction_count; i += opcode_words(instruction_opcode(words[i]))) {
        Opcode opcode = instruction_opcode(words[i]);
        if (opcode == OPCODE_LOAD_GLOBAL || opcode == OPCODE_STORE_GLOBAL || opcode == OPCODE_DELETE_GLOBAL)
            words[i] = with_argument(opcode, linker->slots[instruction_argument(words[i])]);
        else if (opcode == OPCODE_LOAD_NAME)
            words[i + 1] = linker->slots[words[i + 1]];
        else if (opcode_jumps(opcode))
            words[i] = link_jump(words[i], i);
    }
    fuse_instructions(words, unit);
    code->instructions = words;
    code->instruction_count = unit->instruction_count;
    return true;
}

static bool link_names(const Linker *linker, const CodeUnit *unit, Code *code)
{
    Vm *vm = linker->vm;
    code->local_count = unit->local_count;
    code->free_count = unit->free_count;
    code->local_names = vm_alloc(vm, (unit->local_count + unit->free_count) * sizeof *code->local_names);
    if (!code->local_names)
        return false;
    for (uint32_t i = 0; i < unit->local_count; i++)
        code->local_names[i] = intern(vm, unit->local_names[i]);
    for (uint32_t i = 0; i < unit->free_count; i++)
        code->local_names[unit->local_count + i] = intern(vm, unit->free_names[i]);
    return true;
}

static bool link_tables(const Linker *linker, const CodeUnit *unit, Code *code)
{
    Vm *vm = linker->vm;
    code->handler_count = unit->handler_count;
    code->handlers = copy(vm, unit->handlers, unit->handler_count * sizeof *code->handlers);
    code->position_count = unit->position_count;
    code->positions = copy(vm, unit->positions, unit->position_count * sizeof *code->positions);
    code->cache_count = unit->cache_count;
    code->caches = vm_alloc(vm, unit->cache_count * sizeof *code->caches);
    return code->handlers && code->positions && code->caches;
}

/* What the quick way to call has to know. */
static Kind frame_kind(uint32_t flags)
{
    if (flags & CODE_GENERATOR)
        return KIND_GENERATOR;
    if (flags & CODE_COROUTINE)
        return KIND_COROUTINE;
    return flags & CODE_ASYNC_GENERATOR ? KIND_ASYNC_GENERATOR : KIND_FRAME;
}

static void prepare_calls(Code *code)
{
    size_t size = sizeof(Frame) + code->slot_count * sizeof(Value);
    bool is_plain = !(code->flags & (CODE_VAR_POSITIONAL | CODE_VAR_KEYWORD)) && code->keyword_only == 0;
    code->quick_arguments = is_plain && size <= ARENA_SMALL ? code->positional : UINT32_MAX;
    code->frame_kind = frame_kind(code->flags);
    code->frame_class = arena_class(size);
    code->frame_bytes = (uint32_t)arena_rounded(size);
}

static Code *link_unit(const Linker *linker, const CodeUnit *unit)
{
    Vm *vm = linker->vm;
    Code *code = object_new(vm, vm->classes.code, KIND_CODE, sizeof *code);
    code->module = linker->module;
    code->name = intern(vm, unit->name);
    code->qualname = intern(vm, unit->qualname);
    code->docstring =
        unit->docstring.bytes ? str_new(vm, unit->docstring.bytes, unit->docstring.length) : VALUE_NONE;
    code->flags = unit->flags;
    code->positional_only = unit->positional_only;
    code->positional = unit->positional;
    code->keyword_only = unit->keyword_only;
    code->stack_size = unit->stack_size;
    code->slot_count = unit->local_count + unit->free_count + unit->stack_size;
    code->first_line = unit->first_line;
    prepare_calls(code);
    bool is_whole = link_constants(linker, unit, code) && link_instructions(linker, unit, code) &&
                    link_names(linker, unit, code) && link_tables(linker, unit, code);
    if (!is_whole)
        vm_raise_memory(vm);
    return is_whole ? code : NULL;
}

Code *code_link(Vm *vm, const ModuleUnit *unit, Module *module)
{
    size_t bytes = unit->global_count * sizeof(uint32_t);
    Linker linker = {.vm = vm, .module = module, .slots = vm_alloc(vm, bytes)};
    if (!linker.slots) {
        vm_raise_memory(vm);
        return NULL;
    }
    bool is_whole = true;
    for (uint32_t i = 0; i < unit->global_count && is_whole; i++) {
        int64_t slot = module_slot(vm, module, intern(vm, unit->global_names[i]));
        is_whole = slot >= 0;
        linker.slots[i] = (uint32_t)slot;
    }
    Code *code = is_whole ? link_unit(&linker, unit->body) : NULL;
    vm_free(vm, linker.slots, bytes);
    return code;
}
