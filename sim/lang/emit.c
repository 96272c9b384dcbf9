/* Writing instructions: words, labels, handlers and positions of the unit in progress.
 *
 * The depth of the stack is followed while writing, since handlers have to know it. Behind a jump nothing is
 * written until a label that something goes to: code that cannot be reached is left out. Labels stand in the
 * instructions as numbers until unit_finish puts their places there. */
#include "compiler_state.h"

void compiler_complain(Compiler *compiler, SourceSpan span, const char *format, const char *word)
{
    diagnostics_add(compiler->diagnostics, DIAGNOSTIC_SYNTAX, span, NULL, format, word);
}

/* ---- words ---- */

static void append(Compiler *compiler, Instruction word)
{
    CodeUnit *code = compiler->unit->code;
    if (code->instruction_count >= UNIT_LONGEST)
        compiler->is_too_large = true;
    if (compiler->is_too_large)
        return;
    code->instructions = pool_room(compiler->pool, code->instructions, code->instruction_count, sizeof word);
    if (!compiler->pool->is_full)
        code->instructions[code->instruction_count++] = word;
}

static bool is_same_span(SourceSpan a, SourceSpan b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* The next word belongs to `span`. */
static void mark(Compiler *compiler, SourceSpan span)
{
    CodeUnit *code = compiler->unit->code;
    if (code->position_count > 0 && is_same_span(code->positions[code->position_count - 1].span, span))
        return;
    code->positions = pool_room(compiler->pool, code->positions, code->position_count, sizeof(CodePosition));
    if (!compiler->pool->is_full)
        code->positions[code->position_count++] = (CodePosition){code->instruction_count, span};
}

bool compiler_is_stopped(const Compiler *compiler)
{
    return compiler->pool->is_full || compiler->is_too_large;
}

static bool is_writing(const Compiler *compiler)
{
    return !compiler_is_stopped(compiler) && !compiler->unit->is_unreachable;
}

/* Follow the depth of the stack past an instruction. */
static void follow(Compiler *compiler, Opcode opcode, uint32_t n, uint32_t m)
{
    Unit *unit = compiler->unit;
    StackEffect effect = opcode_effect(opcode, n, m);
    if (compiler_is_stopped(compiler))
        return;
    assert(unit->is_unreachable || unit->depth >= effect.takes);
    unit->depth = unit->depth + effect.gives - effect.takes;
    if (opcode_ends(opcode))
        unit->is_unreachable = true;
}

static void write_instruction(Compiler *compiler, SourceSpan span, Opcode opcode, uint32_t n, uint32_t m)
{
    assert(n <= ARGUMENT_GREATEST);
    if (is_writing(compiler)) {
        mark(compiler, span);
        append(compiler, (Instruction)opcode | n << 8);
        if (opcode_words(opcode) == 2)
            append(compiler, m);
    }
    follow(compiler, opcode, n, m);
}

void emit(Compiler *compiler, SourceSpan span, Opcode opcode, uint32_t n)
{
    assert(opcode_words(opcode) == 1 && !opcode_jumps(opcode));
    write_instruction(compiler, span, opcode, n, 0);
}

void emit_wide(Compiler *compiler, SourceSpan span, Opcode opcode, uint32_t n, uint32_t m)
{
    assert(opcode_words(opcode) == 2);
    write_instruction(compiler, span, opcode, n, m);
}

void emit_line(Compiler *compiler, SourceSpan span)
{
    bool has_lines = compiler->flags & COMPILE_LINES && !(compiler->flags & COMPILE_LIBRARY);
    if (has_lines)
        emit(compiler, span, OPCODE_LINE, span.line);
}

SourceSpan emit_place(const Compiler *compiler, SourceSpan otherwise)
{
    const CodeUnit *code = compiler->unit->code;
    return code->position_count > 0 && !compiler_is_stopped(compiler)
               ? code->positions[code->position_count - 1].span
               : otherwise;
}

void emit_none(Compiler *compiler, SourceSpan span)
{
    emit_constant(compiler, span, (CodeConstant){.kind = CODE_NONE});
}

void emit_constant(Compiler *compiler, SourceSpan span, CodeConstant constant)
{
    uint32_t number = is_writing(compiler) ? unit_constant(compiler, constant) : 0;
    emit(compiler, span, OPCODE_LOAD_CONST, number);
}

void emit_string(Compiler *compiler, SourceSpan span, TreeText text)
{
    emit_constant(compiler, span, constant_of_text(text));
}

void emit_attribute(Compiler *compiler, SourceSpan span, Opcode opcode, TreeText name)
{
    uint32_t number = unit_name(compiler, compiler_mangled(compiler, name));
    if (opcode == OPCODE_DELETE_ATTR)
        emit(compiler, span, opcode, number);
    else
        emit_wide(compiler, span, opcode, number, is_writing(compiler) ? compiler->unit->code->cache_count++ : 0);
}

/* ---- labels ---- */

JumpLabel label_new(Compiler *compiler)
{
    Unit *unit = compiler->unit;
    unit->labels = pool_room(compiler->pool, unit->labels, unit->label_count, sizeof(LabelState));
    if (compiler->pool->is_full)
        return 0;
    unit->labels[unit->label_count] = (LabelState){0};
    return unit->label_count++;
}

/* Control goes to the label with a stack of that depth. */
static void arrive(LabelState *state, uint32_t depth)
{
    assert(!state->has_depth || state->depth == depth);
    state->depth = depth;
    state->has_depth = true;
    state->uses++;
}

void label_bind(Compiler *compiler, JumpLabel label)
{
    Unit *unit = compiler->unit;
    if (compiler_is_stopped(compiler))
        return;
    LabelState *state = &unit->labels[label];
    assert(!state->is_bound);
    state->is_bound = true;
    state->place = unit->code->instruction_count;
    if (!unit->is_unreachable)
        arrive(state, unit->depth);
    if (state->has_depth)
        unit->depth = state->depth;
    unit->is_unreachable = state->uses == 0;
}

void emit_jump(Compiler *compiler, SourceSpan span, Opcode opcode, JumpLabel label)
{
    assert(opcode_jumps(opcode));
    if (is_writing(compiler)) {
        int64_t depth = (int64_t)compiler->unit->depth + opcode_effect(opcode, 0, 0).jump;
        arrive(&compiler->unit->labels[label], (uint32_t)depth);
    }
    write_instruction(compiler, span, opcode, label, 0);
}

/* ---- handlers ---- */

HandlerRange range_new(Compiler *compiler, JumpLabel handler, uint32_t depth)
{
    HandlerRange range = {.handler = handler, .depth = depth};
    range_open(compiler, &range);
    return range;
}

void range_open(Compiler *compiler, HandlerRange *range)
{
    range->start = compiler->unit->code->instruction_count;
    range->is_open = true;
}

void range_close(Compiler *compiler, HandlerRange *range)
{
    CodeUnit *code = compiler->unit->code;
    bool is_empty = range->start == code->instruction_count;
    bool is_wanted = range->is_open && !is_empty && !compiler_is_stopped(compiler);
    range->is_open = false;
    if (!is_wanted)
        return;
    code->handlers = pool_room(compiler->pool, code->handlers, code->handler_count, sizeof(CodeHandler));
    if (compiler->pool->is_full)
        return;
    code->handlers[code->handler_count++] =
        (CodeHandler){range->start, code->instruction_count, range->handler, range->depth};
    arrive(&compiler->unit->labels[range->handler], range->depth + 1);
}

void handler_bind(Compiler *compiler, JumpLabel handler, uint32_t depth)
{
    label_bind(compiler, handler);
    compiler->unit->depth = depth + 1;
}

/* ---- units ---- */

void unit_begin(Compiler *compiler, Unit *unit, Scope *scope)
{
    *unit = (Unit){.outer = compiler->unit, .scope = scope};
    unit->code = pool_alloc(compiler->pool, sizeof *unit->code);
    if (compiler->flags & COMPILE_LIBRARY)
        unit->code->flags = CODE_LIBRARY;
    compiler->unit = unit;
}

static bool has_slot(Opcode opcode)
{
    return opcode == OPCODE_LOAD_DEREF || opcode == OPCODE_STORE_DEREF || opcode == OPCODE_DELETE_DEREF ||
           opcode == OPCODE_LOAD_CLOSURE;
}

/* Free variables' cells stand behind the locals, whose number is known now. */
static uint32_t final_slot(const CodeUnit *code, uint32_t slot)
{
    return slot >= SLOT_FREE ? slot - SLOT_FREE + code->local_count : slot;
}

static void settle_instructions(const Unit *unit)
{
    const CodeUnit *code = unit->code;
    for (uint32_t at = 0; at < code->instruction_count;) {
        Instruction *word = &code->instructions[at];
        Opcode opcode = instruction_opcode(*word);
        uint32_t n = instruction_argument(*word);
        if (opcode_jumps(opcode))
            n = unit->labels[n].place;
        else if (has_slot(opcode))
            n = final_slot(code, n);
        else if (opcode == OPCODE_LOAD_NAME_OR_DEREF)
            word[1] = final_slot(code, word[1]);
        *word = (Instruction)opcode | n << 8;
        at += opcode_words(opcode);
    }
}

void emit_end(Compiler *compiler, SourceSpan otherwise)
{
    SourceSpan span = emit_place(compiler, otherwise);
    emit_none(compiler, span);
    emit(compiler, span, OPCODE_RETURN, 0);
}

CodeUnit *unit_finish(Compiler *compiler)
{
    Unit *unit = compiler->unit;
    CodeUnit *code = unit->code;
    compiler->unit = unit->outer;
    if (compiler_is_stopped(compiler))
        return NULL;
    code->free_names = unit->scope->free_names.names;
    code->free_count = unit->scope->free_names.count;
    settle_instructions(unit);
    for (uint32_t i = 0; i < code->handler_count; i++)
        code->handlers[i].handler = unit->labels[code->handlers[i].handler].place;
    code->stack_size = code_check(code, compiler->pool);
    return compiler->pool->is_full ? NULL : code;
}
