/* Fusing: rows of instructions that are common get an instruction that does the work of all of them. See the end of
 * opcodes.def for what there is, and instructions.c for what each does.
 *
 * Only the first word is changed, and only its opcode: the words behind it stay what they were, so that jumps to
 * them, the table of handlers and the positions stay good. */
#include "frame_machine.h"

static bool is_operator(Opcode opcode)
{
    return opcode == OPCODE_BINARY || opcode == OPCODE_INPLACE;
}

static bool is_test(Opcode opcode)
{
    return opcode == OPCODE_JUMP_IF_FALSE || opcode == OPCODE_JUMP_IF_TRUE;
}

/* A row of three opcodes as the compiler wrote them; NOP behind the end. */
typedef struct Row {
    Opcode first, second, third;
} Row;

static bool is_compare_and_test(Row row)
{
    return row.second == OPCODE_COMPARE && is_test(row.third);
}

static Opcode fused_load(Row row, Opcode after)
{
    if (is_operator(row.second))
        return OPCODE_BINARY_FAST;
    if (is_compare_and_test(row))
        return OPCODE_COMPARE_FAST_JUMP;
    if (row.second == OPCODE_LOAD_ATTR)
        return OPCODE_LOAD_FAST_ATTR;
    bool is_local = row.second == OPCODE_LOAD_FAST, is_const = row.second == OPCODE_LOAD_CONST;
    if (!is_local && !is_const)
        return row.first;
    if (is_operator(row.third))
        return is_local ? OPCODE_BINARY_FAST_FAST : OPCODE_BINARY_FAST_CONST;
    if (row.third == OPCODE_COMPARE && is_test(after))
        return is_local ? OPCODE_COMPARE_FAST_FAST_JUMP : OPCODE_COMPARE_FAST_CONST_JUMP;
    if (row.third == OPCODE_LOAD_ATTR) /* the second load is better fused with that */
        return row.first;
    return is_local ? OPCODE_LOAD_FAST_LOAD_FAST : OPCODE_LOAD_FAST_LOAD_CONST;
}

static Opcode fused(Row row, Opcode after)
{
    if (row.first == OPCODE_LOAD_FAST)
        return fused_load(row, after);
    if (row.first == OPCODE_LOAD_CONST && is_operator(row.second))
        return OPCODE_BINARY_CONST;
    if (row.first == OPCODE_LOAD_CONST && is_compare_and_test(row))
        return OPCODE_COMPARE_CONST_JUMP;
    if (row.first == OPCODE_COMPARE && is_test(row.second))
        return OPCODE_COMPARE_JUMP;
    if (row.first == OPCODE_STORE_FAST && row.second == OPCODE_LOAD_FAST)
        return OPCODE_STORE_FAST_LOAD_FAST;
    if (row.first == OPCODE_LOAD_GLOBAL && row.second == OPCODE_PUSH_EMPTY)
        return OPCODE_LOAD_GLOBAL_CALLEE;
    if (row.first == OPCODE_FOR_ITER && row.second == OPCODE_STORE_FAST)
        return OPCODE_FOR_ITER_STORE_FAST;
    return row.first;
}

Opcode unfused(Opcode opcode)
{
    switch ((int)opcode) {
    case OPCODE_LOAD_FAST_LOAD_FAST:
    case OPCODE_LOAD_FAST_LOAD_CONST:
    case OPCODE_LOAD_FAST_ATTR:
    case OPCODE_BINARY_FAST:
    case OPCODE_BINARY_FAST_FAST:
    case OPCODE_BINARY_FAST_CONST:
    case OPCODE_COMPARE_FAST_JUMP:
    case OPCODE_COMPARE_FAST_FAST_JUMP:
    case OPCODE_COMPARE_FAST_CONST_JUMP:
        return OPCODE_LOAD_FAST;
    case OPCODE_STORE_FAST_LOAD_FAST:
        return OPCODE_STORE_FAST;
    case OPCODE_LOAD_GLOBAL_CALLEE:
        return OPCODE_LOAD_GLOBAL;
    case OPCODE_BINARY_CONST:
    case OPCODE_COMPARE_CONST_JUMP:
        return OPCODE_LOAD_CONST;
    case OPCODE_COMPARE_JUMP:
        return OPCODE_COMPARE;
    case OPCODE_FOR_ITER_STORE_FAST:
        return OPCODE_FOR_ITER;
    default:
        return opcode;
    }
}

/* The opcode of the instruction that begins at `at`, which then moves behind it. */
static Opcode next_opcode(const CodeUnit *unit, uint32_t *at)
{
    if (*at >= unit->instruction_count)
        return OPCODE_NOP;
    Opcode opcode = instruction_opcode(unit->instructions[*at]);
    *at += opcode_words(opcode);
    return opcode;
}

void fuse_instructions(Instruction *words, const CodeUnit *unit)
{
    for (uint32_t at = 0; at < unit->instruction_count;) {
        uint32_t here = at, ahead = at;
        Row row;
        row.first = next_opcode(unit, &ahead);
        row.second = next_opcode(unit, &ahead);
        row.third = next_opcode(unit, &ahead);
        Opcode opcode = fused(row, next_opcode(unit, &ahead));
        words[here] = (words[here] & ~(Instruction)0xFF) | (Instruction)opcode;
        next_opcode(unit, &at);
    }
}
