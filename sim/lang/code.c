/* What can be asked about code: spans of instructions, names and lengths of opcodes. */
#include "code.h"

static const struct OpcodeFacts {
    const char *name;
    uint32_t words;
} opcodes[] = {
#define OPCODE(name, words, meaning) {#name, words},
#include "opcodes.def"
#undef OPCODE
};

const char *opcode_name(Opcode opcode)
{
    return opcode < OPCODE_COUNT ? opcodes[opcode].name : "?";
}

uint32_t opcode_words(Opcode opcode)
{
    return opcode < OPCODE_COUNT ? opcodes[opcode].words : 1;
}

bool opcode_jumps(Opcode opcode)
{
    switch ((int)opcode) {
    case OPCODE_JUMP:
    case OPCODE_JUMP_BACK:
    case OPCODE_JUMP_IF_FALSE:
    case OPCODE_JUMP_IF_TRUE:
    case OPCODE_JUMP_IF_FALSE_OR_POP:
    case OPCODE_JUMP_IF_TRUE_OR_POP:
    case OPCODE_JUMP_IF_NONE:
    case OPCODE_JUMP_IF_NOT_NONE:
    case OPCODE_FOR_ITER:
        return true;
    default:
        return false;
    }
}

SourceSpan code_span(const CodeUnit *unit, uint32_t word)
{
    uint32_t low = 0, high = unit->position_count; /* the last entry that does not begin behind `word` */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (unit->positions[middle].start <= word)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? unit->positions[low - 1].span : (SourceSpan){0};
}
