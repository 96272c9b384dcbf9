/* The stack of finished code: how deep it is at each instruction.
 *
 * What an instruction takes and gives is said once, here. The compiler follows it while it writes; code_check goes
 * the other way, along all paths from the beginning and into all handlers, and asserts that each instruction is
 * reached with one depth only. */
#include "compiler_state.h"

bool opcode_ends(Opcode opcode)
{
    return opcode == OPCODE_JUMP || opcode == OPCODE_JUMP_BACK || opcode == OPCODE_RETURN ||
           opcode == OPCODE_RERAISE || opcode == OPCODE_RAISE;
}

static StackEffect effect(uint32_t takes, uint32_t gives)
{
    return (StackEffect){takes, gives, (int)gives - (int)takes};
}

static uint32_t count_bits(uint32_t bits)
{
    uint32_t count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

StackEffect opcode_effect(Opcode opcode, uint32_t n, uint32_t m)
{
    switch (opcode) {
    case OPCODE_NOP:
    case OPCODE_LINE:
    case OPCODE_DELETE_FAST:
    case OPCODE_CLEAR_FAST:
    case OPCODE_MAKE_CELL:
    case OPCODE_DELETE_DEREF:
    case OPCODE_DELETE_GLOBAL:
    case OPCODE_DELETE_NAME:
    case OPCODE_JUMP:
    case OPCODE_JUMP_BACK:
        return effect(0, 0);
    case OPCODE_PUSH_EMPTY:
    case OPCODE_LOAD_CONST:
    case OPCODE_LOAD_FAST:
    case OPCODE_LOAD_CLOSURE:
    case OPCODE_LOAD_DEREF:
    case OPCODE_LOAD_GLOBAL:
    case OPCODE_LOAD_NAME:
    case OPCODE_LOAD_NAME_OR_DEREF:
    case OPCODE_LOAD_ASSERTION_ERROR:
    case OPCODE_IMPORT_NAME:
        return effect(0, 1);
    case OPCODE_POP_TOP:
    case OPCODE_STORE_FAST:
    case OPCODE_STORE_DEREF:
    case OPCODE_STORE_GLOBAL:
    case OPCODE_STORE_NAME:
    case OPCODE_STORE_ANNOTATION:
    case OPCODE_DELETE_ATTR:
    case OPCODE_JUMP_IF_FALSE:
    case OPCODE_JUMP_IF_TRUE:
    case OPCODE_JUMP_IF_NONE:
    case OPCODE_JUMP_IF_NOT_NONE:
    case OPCODE_RETURN:
    case OPCODE_POP_EXCEPT:
    case OPCODE_RERAISE:
        return effect(1, 0);
    case OPCODE_JUMP_IF_FALSE_OR_POP:
    case OPCODE_JUMP_IF_TRUE_OR_POP:
        return (StackEffect){1, 0, 0};
    case OPCODE_FOR_ITER:
        return (StackEffect){1, 2, -1};
    case OPCODE_UNARY:
    case OPCODE_LOAD_ATTR:
    case OPCODE_LIST_TO_TUPLE:
    case OPCODE_GET_ITER:
    case OPCODE_YIELD:
    case OPCODE_GET_AWAITABLE:
    case OPCODE_GET_YIELD_FROM:
    case OPCODE_GET_AITER:
    case OPCODE_WITH_EXIT:
        return effect(1, 1);
    case OPCODE_LOAD_METHOD:
    case OPCODE_GET_ANEXT:
    case OPCODE_PUSH_EXCEPTION:
    case OPCODE_BEFORE_WITH:
    case OPCODE_BEFORE_ASYNC_WITH:
    case OPCODE_GET_LEN:
    case OPCODE_MATCH_SEQUENCE:
    case OPCODE_MATCH_MAPPING:
    case OPCODE_IMPORT_FROM:
        return effect(1, 2);
    case OPCODE_STORE_ATTR:
    case OPCODE_DELETE_SUBSCRIPT:
    case OPCODE_END_ASYNC_FOR:
        return effect(2, 0);
    case OPCODE_BINARY:
    case OPCODE_INPLACE:
    case OPCODE_COMPARE:
    case OPCODE_IS:
    case OPCODE_CONTAINS:
    case OPCODE_LOAD_SUBSCRIPT:
    case OPCODE_LIST_EXTEND:
    case OPCODE_SET_UPDATE:
    case OPCODE_DICT_UPDATE:
    case OPCODE_SEND:
    case OPCODE_RERAISE_STAR:
    case OPCODE_DICT_WITHOUT_KEYS:
        return effect(2, 1);
    case OPCODE_MATCH_EXCEPTION:
    case OPCODE_MATCH_EXCEPTION_GROUP:
        return effect(2, 2);
    case OPCODE_MATCH_KEYS:
        return effect(2, 3);
    case OPCODE_STORE_SUBSCRIPT:
        return effect(3, 0);
    case OPCODE_BUILD_SLICE:
    case OPCODE_MATCH_CLASS:
        return effect(3, 1);
    case OPCODE_WITH_EXCEPTION:
        return effect(3, 4);
    case OPCODE_COPY:
        return effect(n, n + 1);
    case OPCODE_SWAP:
        return effect(n, n);
    case OPCODE_BUILD_TUPLE:
    case OPCODE_BUILD_LIST:
    case OPCODE_BUILD_SET:
    case OPCODE_BUILD_STRING:
        return effect(n, 1);
    case OPCODE_BUILD_DICT:
        return effect(2 * n, 1);
    case OPCODE_LIST_APPEND:
    case OPCODE_SET_ADD:
        return effect(n + 1, n);
    case OPCODE_DICT_ADD:
        return effect(n + 2, n);
    case OPCODE_DICT_MERGE:
        return effect(n + 1, n);
    case OPCODE_UNPACK_SEQUENCE:
        return effect(1, n);
    case OPCODE_UNPACK_EX:
        return effect(1, (n & 0xFF) + (n >> 8) + 1);
    case OPCODE_FORMAT_VALUE:
        return effect(n & 4 ? 2 : 1, 1);
    case OPCODE_CALL:
        return effect(n + 2, 1);
    case OPCODE_CALL_KEYWORDS:
        return effect(n + 3, 1);
    case OPCODE_CALL_SPREAD:
    case OPCODE_BUILD_CLASS:
        return effect(n + 3, 1);
    case OPCODE_RAISE:
        return effect(n, 0);
    case OPCODE_MAKE_FUNCTION:
        return effect(count_bits(m), 1);
    case OPCODE_LOAD_FAST_LOAD_FAST: /* the compiler writes none of these */
    case OPCODE_LOAD_FAST_LOAD_CONST:
    case OPCODE_LOAD_FAST_ATTR:
    case OPCODE_STORE_FAST_LOAD_FAST:
    case OPCODE_LOAD_GLOBAL_CALLEE:
    case OPCODE_BINARY_FAST:
    case OPCODE_BINARY_FAST_FAST:
    case OPCODE_BINARY_FAST_CONST:
    case OPCODE_BINARY_CONST:
    case OPCODE_COMPARE_JUMP:
    case OPCODE_COMPARE_FAST_JUMP:
    case OPCODE_COMPARE_FAST_FAST_JUMP:
    case OPCODE_COMPARE_FAST_CONST_JUMP:
    case OPCODE_COMPARE_CONST_JUMP:
    case OPCODE_FOR_ITER_STORE_FAST:
    case OPCODE_COUNT:
        break;
    }
    assert(false && "an opcode without an effect");
    return effect(0, 0);
}

/* ---- the walk ---- */

typedef struct Walk {
    const CodeUnit *unit;
    uint32_t *depths;  /* at each word, plus 1; 0 where control has not come yet */
    uint32_t *waiting; /* words that control comes to and that are still to be looked at */
    uint32_t waiting_count;
    uint32_t greatest;
} Walk;

static void come_to(Walk *walk, uint32_t word, uint32_t depth)
{
    assert(word < walk->unit->instruction_count);
    if (depth > walk->greatest)
        walk->greatest = depth;
    assert(walk->depths[word] == 0 || walk->depths[word] == depth + 1);
    if (walk->depths[word])
        return;
    walk->depths[word] = depth + 1;
    walk->waiting[walk->waiting_count++] = word;
}

/* Where control goes from an instruction. */
static void pass(Walk *walk, uint32_t word)
{
    Instruction instruction = walk->unit->instructions[word];
    Opcode opcode = instruction_opcode(instruction);
    uint32_t n = instruction_argument(instruction), depth = walk->depths[word] - 1;
    uint32_t m = opcode_words(opcode) == 2 ? walk->unit->instructions[word + 1] : 0;
    StackEffect change = opcode_effect(opcode, n, m);
    assert(depth >= change.takes);
    if (opcode_jumps(opcode))
        come_to(walk, n, (uint32_t)((int64_t)depth + change.jump));
    if (!opcode_ends(opcode))
        come_to(walk, word + opcode_words(opcode), depth + change.gives - change.takes);
}

static void pass_all(Walk *walk)
{
    while (walk->waiting_count > 0)
        pass(walk, walk->waiting[--walk->waiting_count]);
}

/* A handler finds what stood on the stack when its stretch began, so that is as deep as it says. */
static void check_handlers(Walk *walk)
{
    for (uint32_t i = 0; i < walk->unit->handler_count; i++) {
        const CodeHandler *handler = &walk->unit->handlers[i];
        assert(handler->start < handler->end && handler->end <= walk->unit->instruction_count);
        for (uint32_t word = handler->start; word < handler->end; word++)
            assert(walk->depths[word] == 0 || walk->depths[word] - 1 >= handler->depth);
    }
}

uint32_t code_check(const CodeUnit *unit, Pool *pool)
{
    size_t size = unit->instruction_count * sizeof(uint32_t);
    Walk walk = {.unit = unit, .depths = pool_alloc(pool, size), .waiting = pool_alloc(pool, size)};
    if (pool->is_full || unit->instruction_count == 0)
        return 0;
    come_to(&walk, 0, 0);
    pass_all(&walk);
    for (uint32_t i = 0; i < unit->handler_count; i++) {
        come_to(&walk, unit->handlers[i].handler, unit->handlers[i].depth + 1);
        pass_all(&walk);
    }
    check_handlers(&walk);
    return walk.greatest;
}
