/* The constants of a unit. Equal ones are kept once; equal means the same kind and content: 1, 1.0 and True are
 * three constants, and so are 0.0 and -0.0. */
#include "compiler_state.h"

static bool is_equal(const CodeConstant *a, const CodeConstant *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case CODE_NONE:
    case CODE_TRUE:
    case CODE_FALSE:
    case CODE_ELLIPSIS:
        return true;
    case CODE_INT:
        return a->integer == b->integer;
    case CODE_FLOAT:
        return memcmp(&a->real, &b->real, sizeof a->real) == 0;
    case CODE_STR:
        return tree_text_equal(a->string, b->string);
    case CODE_UNIT:
        return a->unit == b->unit;
    case CODE_TUPLE:
        break;
    }
    bool is_same = a->tuple.count == b->tuple.count;
    for (uint32_t i = 0; is_same && i < a->tuple.count; i++)
        is_same = is_equal(&a->tuple.items[i], &b->tuple.items[i]);
    return is_same;
}

static bool is_number(const CodeConstant *constant, double *real)
{
    switch ((int)constant->kind) {
    case CODE_TRUE:
        *real = 1;
        return true;
    case CODE_FALSE:
        *real = 0;
        return true;
    case CODE_INT:
        *real = (double)constant->integer;
        return true;
    case CODE_FLOAT:
        *real = constant->real;
        return true;
    default:
        return false;
    }
}

bool constants_compare_equal(const CodeConstant *a, const CodeConstant *b)
{
    double left, right;
    if (a->kind == CODE_INT && b->kind == CODE_INT)
        return a->integer == b->integer;
    if (is_number(a, &left) && is_number(b, &right))
        return left == right;
    return is_equal(a, b);
}

static uint32_t hash_of(const CodeConstant *constant)
{
    uint32_t hash = (uint32_t)constant->kind * 31;
    switch (constant->kind) {
    case CODE_NONE:
    case CODE_TRUE:
    case CODE_FALSE:
    case CODE_ELLIPSIS:
        return hash;
    case CODE_INT:
        return hash + bytes_hash(&constant->integer, sizeof constant->integer);
    case CODE_FLOAT:
        return hash + bytes_hash(&constant->real, sizeof constant->real);
    case CODE_STR:
        return hash + bytes_hash(constant->string.bytes, constant->string.length);
    case CODE_UNIT:
        return hash + constant->unit->first_line;
    case CODE_TUPLE:
        break;
    }
    for (uint32_t i = 0; i < constant->tuple.count; i++)
        hash = hash * 1000003 + hash_of(&constant->tuple.items[i]);
    return hash;
}

/* The place where the constant stands or would stand. */
static uint32_t *place_of(const Unit *unit, const CodeConstant *constant)
{
    for (uint32_t at = hash_of(constant);; at++) {
        uint32_t *place = &unit->constant_places[at & unit->constant_mask];
        if (*place == 0 || is_equal(&unit->code->constants[*place - 1], constant))
            return place;
    }
}

/* Keep at least half of the places free. */
static void grow(Unit *unit, Pool *pool)
{
    uint32_t capacity = unit->constant_mask ? (unit->constant_mask + 1) * 2 : 16;
    uint32_t *places = pool_alloc(pool, capacity * sizeof *places);
    if (pool->is_full)
        return;
    unit->constant_places = places;
    unit->constant_mask = capacity - 1;
    for (uint32_t i = 0; i < unit->code->constant_count; i++)
        *place_of(unit, &unit->code->constants[i]) = i + 1;
}

uint32_t unit_constant(Compiler *compiler, CodeConstant constant)
{
    Unit *unit = compiler->unit;
    CodeUnit *code = unit->code;
    Pool *pool = compiler->pool;
    if (code->constant_count * 2 >= unit->constant_mask)
        grow(unit, pool);
    if (pool->is_full)
        return 0;
    uint32_t *place = place_of(unit, &constant);
    if (*place) {
        CodeConstant *former = &code->constants[*place - 1];
        former->is_name = former->is_name || constant.is_name;
        return *place - 1;
    }
    CodeConstant *constants = pool_room(pool, code->constants, code->constant_count, sizeof constant);
    if (pool->is_full)
        return 0;
    code->constants = constants;
    code->constants[code->constant_count++] = constant;
    *place = code->constant_count;
    return code->constant_count - 1;
}

uint32_t unit_name(Compiler *compiler, TreeText name)
{
    return unit_constant(compiler, (CodeConstant){.kind = CODE_STR, .is_name = true, .string = name});
}

CodeConstant constant_of_int(int64_t integer)
{
    return (CodeConstant){.kind = CODE_INT, .integer = integer};
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_';
}

/* Strings that look like names are interned, as CPython does, so that `is` and dicts see one object. */
CodeConstant constant_of_text(TreeText text)
{
    bool is_name = true;
    for (uint32_t i = 0; i < text.length && is_name; i++)
        is_name = is_name_byte(text.bytes[i]);
    return (CodeConstant){.kind = CODE_STR, .is_name = is_name, .string = text};
}
