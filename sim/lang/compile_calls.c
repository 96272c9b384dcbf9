/* Calls: arguments by position and by keyword, `*iterable` and `**mapping`. */
#include "compiler_state.h"

enum { ARGUMENTS_ON_STACK = 30 }; /* with more of them a tuple and a dict are made */

static bool has_mapping(const KeywordNode *keywords, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (keywords[i].name.length == 0)
            return true;
    }
    return false;
}

static bool is_spread(const CallNode *call)
{
    return has_starred(call->arguments) || has_mapping(call->keywords, call->keyword_count) ||
           call->arguments.count > ARGUMENTS_ON_STACK || call->keyword_count > ARGUMENTS_ON_STACK / 2;
}

/* ---- keywords ---- */

/* The names as a constant tuple. */
static void emit_keyword_names(Compiler *compiler, SourceSpan span, const CallNode *call)
{
    CodeConstant names = {.kind = CODE_TUPLE};
    names.tuple.items = pool_alloc(compiler->pool, call->keyword_count * sizeof *names.tuple.items);
    names.tuple.count = call->keyword_count;
    if (compiler_is_stopped(compiler))
        return;
    for (uint32_t i = 0; i < call->keyword_count; i++) {
        TreeText name = compiler_mangled(compiler, call->keywords[i].name);
        names.tuple.items[i] = (CodeConstant){.kind = CODE_STR, .is_name = true, .string = name};
    }
    emit_constant(compiler, span, names);
}

/* keywords[0..count) are name=value: add them to the dict on the stack, or make it. */
static void compile_pairs(Compiler *compiler, SourceSpan span, const KeywordNode *keywords, uint32_t count)
{
    bool is_growing = count > ARGUMENTS_ON_STACK / 2;
    if (is_growing)
        emit(compiler, span, OPCODE_BUILD_DICT, 0);
    for (uint32_t i = 0; i < count; i++) {
        emit_string(compiler, span, compiler_mangled(compiler, keywords[i].name));
        compile_expression(compiler, keywords[i].value);
        if (is_growing)
            emit(compiler, span, OPCODE_DICT_ADD, 1);
    }
    if (!is_growing)
        emit(compiler, span, OPCODE_BUILD_DICT, count);
}

/* Each `**mapping` and each run of name=value is merged into what came before; the callee is the fourth value from
 * the top, for the message about a name that comes twice. */
void compile_keywords(Compiler *compiler, SourceSpan span, const KeywordNode *keywords, uint32_t count)
{
    enum { CALLEE = 4 };
    bool is_begun = false;
    for (uint32_t i = 0; i < count && !compiler_is_stopped(compiler);) {
        uint32_t run = 0;
        while (i + run < count && keywords[i + run].name.length > 0)
            run++;
        if (!is_begun && run == 0)
            emit(compiler, span, OPCODE_BUILD_DICT, 0);
        if (run > 0)
            compile_pairs(compiler, span, keywords + i, run);
        else
            compile_expression(compiler, keywords[i].value);
        if (is_begun || run == 0)
            emit(compiler, span, OPCODE_DICT_MERGE, CALLEE);
        is_begun = true;
        i += run > 0 ? run : 1;
    }
}

/* ---- the call ---- */

/* A single `*iterable` is left to the call itself, which names the callee if it is none. */
static void compile_spread_arguments(Compiler *compiler, SourceSpan span, NodeList arguments)
{
    if (arguments.count == 1 && arguments.items[0]->kind == NODE_STARRED)
        compile_expression(compiler, arguments.items[0]->unary.operand);
    else
        compile_values_as_tuple(compiler, span, arguments);
}

static void compile_spread_call(Compiler *compiler, SourceSpan span, const CallNode *call)
{
    compile_spread_arguments(compiler, span, call->arguments);
    if (call->keyword_count > 0)
        compile_keywords(compiler, span, call->keywords, call->keyword_count);
    emit(compiler, span, OPCODE_CALL_SPREAD, call->keyword_count > 0);
}

void compile_call(Compiler *compiler, SourceSpan span, const CallNode *call)
{
    uint32_t count = call->arguments.count + call->keyword_count;
    if (call->function->kind == NODE_ATTRIBUTE)
        span = attribute_span(span, call->function);
    if (is_spread(call)) {
        compile_spread_call(compiler, span, call);
        return;
    }
    compile_expressions(compiler, call->arguments);
    for (uint32_t i = 0; i < call->keyword_count; i++)
        compile_expression(compiler, call->keywords[i].value);
    if (call->keyword_count == 0) {
        emit(compiler, span, OPCODE_CALL, count);
        return;
    }
    emit_keyword_names(compiler, span, call);
    emit(compiler, span, OPCODE_CALL_KEYWORDS, count);
}
