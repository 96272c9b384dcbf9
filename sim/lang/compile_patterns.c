/* match: patterns and cases.
 *
 * A pattern takes the subject from the top of the stack and falls through where it matches. Where it does not, it
 * goes to a label that takes away what has gathered on the stack since the pattern began: there is one label for
 * each number of values. Captured values wait in lent slots of the frame until the whole pattern has matched, since
 * a name must not change before; then they are stored under their names. */
#include "compiler_state.h"

typedef struct Capture {
    TreeText name;
    uint32_t slot;
} Capture;

/* The pattern of one case. */
typedef struct Matcher {
    uint32_t depth;      /* of the stack where it fails */
    JumpLabel *failures; /* failures[k] takes k values from the stack */
    uint32_t fail_count;
    Capture *captures;
    uint32_t capture_count;
    bool may_be_irrefutable; /* nothing comes behind that would never be looked at */
} Matcher;

static void compile_pattern(Compiler *compiler, Matcher *matcher, const Node *pattern);

/* ---- failing ---- */

/* The label that takes `count` values away and fails. */
static JumpLabel failure(Compiler *compiler, Matcher *matcher, uint32_t count)
{
    while (matcher->fail_count <= count) {
        matcher->failures = pool_room(compiler->pool, matcher->failures, matcher->fail_count, sizeof(JumpLabel));
        if (compiler_is_stopped(compiler))
            return 0;
        matcher->failures[matcher->fail_count++] = label_new(compiler);
    }
    return matcher->failures[count];
}

static void fail_if(Compiler *compiler, Matcher *matcher, SourceSpan span, Opcode opcode)
{
    uint32_t taken = opcode == OPCODE_JUMP ? 0 : 1;
    if (compiler->unit->is_unreachable || compiler_is_stopped(compiler))
        return;
    emit_jump(compiler, span, opcode, failure(compiler, matcher, compiler->unit->depth - taken - matcher->depth));
}

/* ---- captures ---- */

static const Capture *find_capture(const Matcher *matcher, TreeText name)
{
    for (uint32_t i = 0; i < matcher->capture_count; i++) {
        if (tree_text_equal(matcher->captures[i].name, name))
            return &matcher->captures[i];
    }
    return NULL;
}

static void add_capture(Compiler *compiler, Matcher *matcher, Capture capture, SourceSpan span)
{
    if (find_capture(matcher, capture.name))
        compiler_complain(compiler, span, "multiple assignments to name '%s' in pattern", capture.name.bytes);
    matcher->captures = pool_room(compiler->pool, matcher->captures, matcher->capture_count, sizeof capture);
    if (!compiler_is_stopped(compiler))
        matcher->captures[matcher->capture_count++] = capture;
}

/* [value] -> [], kept for the name; dropped where the name is empty, for `_`. */
static void compile_capture(Compiler *compiler, Matcher *matcher, TreeText name, SourceSpan span)
{
    if (name.length == 0) {
        emit(compiler, span, OPCODE_POP_TOP, 0);
        return;
    }
    Capture capture = {name, unit_lend_slot(compiler, (TreeText){"", 0})};
    add_capture(compiler, matcher, capture, span);
    emit(compiler, span, OPCODE_STORE_FAST, capture.slot);
}

/* The pattern has matched: give the names their values. */
static void store_captures(Compiler *compiler, const Matcher *matcher, SourceSpan span)
{
    for (uint32_t i = 0; i < matcher->capture_count && !compiler_is_stopped(compiler); i++) {
        emit(compiler, span, OPCODE_LOAD_FAST, matcher->captures[i].slot);
        compile_store(compiler, span, matcher->captures[i].name);
        emit(compiler, span, OPCODE_CLEAR_FAST, matcher->captures[i].slot);
    }
}

/* Where it has not: take away what has gathered, and forget what was captured until then. */
static void bind_failures(Compiler *compiler, const Matcher *matcher, SourceSpan span)
{
    for (uint32_t count = matcher->fail_count; count > 0 && !compiler_is_stopped(compiler); count--) {
        label_bind(compiler, matcher->failures[count - 1]);
        if (count > 1)
            emit(compiler, span, OPCODE_POP_TOP, 0);
    }
    for (uint32_t i = 0; i < matcher->capture_count && !compiler_is_stopped(compiler); i++)
        emit(compiler, span, OPCODE_CLEAR_FAST, matcher->captures[i].slot);
}

static void return_slots(Compiler *compiler, const Matcher *matcher)
{
    for (uint32_t i = 0; i < matcher->capture_count && !compiler_is_stopped(compiler); i++)
        unit_return_slot(compiler, matcher->captures[i].slot);
}

/* ---- patterns that are inside others ---- */

static bool is_wildcard(const Node *pattern)
{
    return pattern->kind == NODE_MATCH_AS && !pattern->match_as.pattern && pattern->match_as.name.length == 0;
}

static bool is_star_wildcard(const Node *pattern)
{
    return pattern->kind == NODE_MATCH_STAR && pattern->name.id.length == 0;
}

static void compile_inner(Compiler *compiler, Matcher *matcher, const Node *pattern)
{
    bool was = matcher->may_be_irrefutable;
    matcher->may_be_irrefutable = true;
    compile_pattern(compiler, matcher, pattern);
    matcher->may_be_irrefutable = was;
}

/* ---- values ---- */

static void compile_value_pattern(Compiler *compiler, Matcher *matcher, const Node *pattern)
{
    compile_expression(compiler, pattern->unary.operand);
    emit(compiler, pattern->span, OPCODE_COMPARE, COMPARE_EQ);
    fail_if(compiler, matcher, pattern->span, OPCODE_JUMP_IF_FALSE);
}

static void compile_singleton_pattern(Compiler *compiler, Matcher *matcher, const Node *pattern)
{
    compile_expression(compiler, pattern->unary.operand);
    emit(compiler, pattern->span, OPCODE_IS, 0);
    fail_if(compiler, matcher, pattern->span, OPCODE_JUMP_IF_FALSE);
}

/* ---- sequences and mappings ---- */

/* [subject] -> [subject], where its length is what it should be. */
static void check_length(Compiler *compiler, Matcher *matcher, SourceSpan span, uint32_t length, CompareOperator op)
{
    emit(compiler, span, OPCODE_GET_LEN, 0);
    emit_constant(compiler, span, constant_of_int(length));
    emit(compiler, span, OPCODE_COMPARE, op);
    fail_if(compiler, matcher, span, OPCODE_JUMP_IF_FALSE);
}

/* The star's place, or the number of patterns where there is none. */
static uint32_t star_index(NodeList list)
{
    uint32_t at = 0;
    while (at < list.count && list.items[at]->kind != NODE_MATCH_STAR)
        at++;
    return at;
}

static void unpack_sequence(Compiler *compiler, Matcher *matcher, const Node *pattern, uint32_t star)
{
    enum { BEFORE_MOST = 0xFF };
    NodeList list = pattern->list.items;
    if (star == list.count) {
        emit(compiler, pattern->span, OPCODE_UNPACK_SEQUENCE, list.count);
    } else if (star > BEFORE_MOST || list.count - star - 1 > 0xFFFF) {
        compiler_complain(compiler, pattern->span, "too many expressions in star-unpacking %s", "sequence pattern");
        emit(compiler, pattern->span, OPCODE_POP_TOP, 0);
        return;
    } else {
        emit(compiler, pattern->span, OPCODE_UNPACK_EX, star | (list.count - star - 1) << 8);
    }
    for (uint32_t i = 0; i < list.count && !compiler_is_stopped(compiler); i++)
        compile_inner(compiler, matcher, list.items[i]);
}

/* With `*_` among the patterns, the items are picked by their index, from the end behind the star. */
static void pick_items(Compiler *compiler, Matcher *matcher, const Node *pattern, uint32_t star)
{
    NodeList list = pattern->list.items;
    SourceSpan span = pattern->span;
    for (uint32_t i = 0; i < list.count && !compiler_is_stopped(compiler); i++) {
        if (i == star || is_wildcard(list.items[i]))
            continue;
        emit(compiler, span, OPCODE_COPY, 1);
        if (i < star) {
            emit_constant(compiler, span, constant_of_int(i));
        } else {
            emit(compiler, span, OPCODE_GET_LEN, 0);
            emit_constant(compiler, span, constant_of_int(list.count - i));
            emit(compiler, span, OPCODE_BINARY, OPERATOR_SUB);
        }
        emit(compiler, span, OPCODE_LOAD_SUBSCRIPT, 0);
        compile_inner(compiler, matcher, list.items[i]);
    }
    emit(compiler, span, OPCODE_POP_TOP, 0);
}

static bool has_only_wildcards(NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        if (!is_wildcard(list.items[i]) && !is_star_wildcard(list.items[i]))
            return false;
    }
    return true;
}

static void compile_sequence_pattern(Compiler *compiler, Matcher *matcher, const Node *pattern)
{
    NodeList list = pattern->list.items;
    uint32_t star = star_index(list);
    emit(compiler, pattern->span, OPCODE_MATCH_SEQUENCE, 0);
    fail_if(compiler, matcher, pattern->span, OPCODE_JUMP_IF_FALSE);
    if (star == list.count)
        check_length(compiler, matcher, pattern->span, list.count, COMPARE_EQ);
    else if (list.count > 1)
        check_length(compiler, matcher, pattern->span, list.count - 1, COMPARE_GE);
    if (has_only_wildcards(list))
        emit(compiler, pattern->span, OPCODE_POP_TOP, 0);
    else if (star < list.count && is_star_wildcard(list.items[star]))
        pick_items(compiler, matcher, pattern, star);
    else
        unpack_sequence(compiler, matcher, pattern, star);
}

static void complain_of_key(Compiler *compiler, const Node *pattern, const CodeConstant *key)
{
    Text text = {0};
    constant_write(key, &text);
    compiler_complain(compiler, pattern->span, "mapping pattern checks duplicate key (%s)", text_string(&text));
    text_release(&text);
}

/* Two literal keys that are the same; 1, 1.0 and True count as the same. */
static void check_keys(Compiler *compiler, const Node *pattern)
{
    enum { MOST = 1000 }; /* keys that are compared with all before them */
    uint32_t count = pattern->match_mapping.count < MOST ? pattern->match_mapping.count : MOST;
    CodeConstant key, other;
    for (uint32_t i = 1; i < count; i++) {
        if (!expression_constant(compiler, pattern->match_mapping.keys[i], &key))
            continue;
        for (uint32_t k = 0; k < i; k++) {
            if (expression_constant(compiler, pattern->match_mapping.keys[k], &other) &&
                constants_compare_equal(&key, &other)) {
                complain_of_key(compiler, pattern, &key);
                return;
            }
        }
    }
}

/* [subject] -> [], or with `**rest` the rest is captured. */
static void compile_mapping_items(Compiler *compiler, Matcher *matcher, const Node *pattern)
{
    SourceSpan span = pattern->span;
    uint32_t count = pattern->match_mapping.count;
    for (uint32_t i = 0; i < count; i++)
        compile_expression(compiler, pattern->match_mapping.keys[i]);
    emit(compiler, span, OPCODE_BUILD_TUPLE, count);
    emit(compiler, span, OPCODE_MATCH_KEYS, 0); /* [subject keys values] */
    emit(compiler, span, OPCODE_COPY, 1);
    fail_if(compiler, matcher, span, OPCODE_JUMP_IF_NONE);
    emit(compiler, span, OPCODE_UNPACK_SEQUENCE, count);
    for (uint32_t i = 0; i < count && !compiler_is_stopped(compiler); i++)
        compile_inner(compiler, matcher, pattern->match_mapping.patterns[i]);
    if (pattern->match_mapping.rest.length > 0) {
        emit(compiler, span, OPCODE_DICT_WITHOUT_KEYS, 0);
        compile_capture(compiler, matcher, pattern->match_mapping.rest, span);
        return;
    }
    emit(compiler, span, OPCODE_POP_TOP, 0);
    emit(compiler, span, OPCODE_POP_TOP, 0);
}

static void compile_mapping_pattern(Compiler *compiler, Matcher *matcher, const Node *pattern)
{
    SourceSpan span = pattern->span;
    uint32_t count = pattern->match_mapping.count;
    check_keys(compiler, pattern);
    emit(compiler, span, OPCODE_MATCH_MAPPING, 0);
    fail_if(compiler, matcher, span, OPCODE_JUMP_IF_FALSE);
    if (count > 0)
        check_length(compiler, matcher, span, count, COMPARE_GE);
    if (count > 0 || pattern->match_mapping.rest.length > 0)
        compile_mapping_items(compiler, matcher, pattern);
    else
        emit(compiler, span, OPCODE_POP_TOP, 0);
}

/* ---- classes ---- */

static void emit_attribute_names(Compiler *compiler, const Node *pattern)
{
    CodeConstant names = {.kind = CODE_TUPLE};
    uint32_t count = pattern->match_class.keyword_count;
    names.tuple.items = pool_alloc(compiler->pool, count * sizeof *names.tuple.items);
    names.tuple.count = count;
    if (compiler_is_stopped(compiler))
        return;
    for (uint32_t i = 0; i < count; i++)
        names.tuple.items[i] =
            (CodeConstant){.kind = CODE_STR, .is_name = true, .string = pattern->match_class.keyword_names[i]};
    emit_constant(compiler, pattern->span, names);
}

static void compile_class_pattern(Compiler *compiler, Matcher *matcher, const Node *pattern)
{
    SourceSpan span = pattern->span;
    NodeList positional = pattern->match_class.patterns;
    compile_expression(compiler, pattern->match_class.class_name);
    emit_attribute_names(compiler, pattern);
    emit(compiler, span, OPCODE_MATCH_CLASS, positional.count);
    emit(compiler, span, OPCODE_COPY, 1);
    fail_if(compiler, matcher, span, OPCODE_JUMP_IF_NONE);
    emit(compiler, span, OPCODE_UNPACK_SEQUENCE, positional.count + pattern->match_class.keyword_count);
    for (uint32_t i = 0; i < positional.count && !compiler_is_stopped(compiler); i++)
        compile_inner(compiler, matcher, positional.items[i]);
    for (uint32_t i = 0; i < pattern->match_class.keyword_count && !compiler_is_stopped(compiler); i++)
        compile_inner(compiler, matcher, pattern->match_class.keyword_patterns[i]);
}

/* ---- names and alternatives ---- */

static void check_irrefutable(Compiler *compiler, const Matcher *matcher, const Node *pattern)
{
    if (matcher->may_be_irrefutable)
        return;
    if (pattern->match_as.name.length > 0)
        compiler_complain(compiler, pattern->span, "name capture '%s' makes remaining patterns unreachable",
                          pattern->match_as.name.bytes);
    else
        compiler_complain(compiler, pattern->span, "wildcard makes remaining patterns %s", "unreachable");
}

static void compile_as_pattern(Compiler *compiler, Matcher *matcher, const Node *pattern)
{
    if (pattern->match_as.pattern) {
        emit(compiler, pattern->span, OPCODE_COPY, 1);
        compile_pattern(compiler, matcher, pattern->match_as.pattern);
    } else {
        check_irrefutable(compiler, matcher, pattern);
    }
    compile_capture(compiler, matcher, pattern->match_as.name, pattern->span);
}

/* [subject] -> [subject], where one alternative matches. It has failures of its own, behind which the next one is
 * tried. */
static void compile_alternative(Compiler *compiler, Matcher *inner, const Node *alternative)
{
    inner->depth = compiler->unit->depth;
    emit(compiler, alternative->span, OPCODE_COPY, 1);
    compile_pattern(compiler, inner, alternative);
}

/* Behind a later alternative: bring what it captured to where the first one keeps the same names. */
static void unite_captures(Compiler *compiler, const Matcher *first, const Matcher *later, const Node *pattern)
{
    bool is_same = first->capture_count == later->capture_count;
    for (uint32_t i = 0; i < later->capture_count && is_same && !compiler_is_stopped(compiler); i++) {
        const Capture *capture = &later->captures[i], *wanted = find_capture(first, capture->name);
        is_same = wanted != NULL;
        if (!wanted)
            break;
        emit(compiler, pattern->span, OPCODE_LOAD_FAST, capture->slot);
        emit(compiler, pattern->span, OPCODE_STORE_FAST, wanted->slot);
        emit(compiler, pattern->span, OPCODE_CLEAR_FAST, capture->slot);
    }
    if (!is_same)
        compiler_complain(compiler, pattern->span, "alternative patterns bind %s", "different names");
}

static void add_captures(Compiler *compiler, Matcher *matcher, const Matcher *inner, SourceSpan span)
{
    for (uint32_t i = 0; i < inner->capture_count && !compiler_is_stopped(compiler); i++)
        add_capture(compiler, matcher, inner->captures[i], span);
}

static void compile_or_pattern(Compiler *compiler, Matcher *matcher, const Node *pattern)
{
    NodeList list = pattern->list.items;
    JumpLabel matched = label_new(compiler);
    Matcher first = {0};
    for (uint32_t i = 0; i < list.count && !compiler_is_stopped(compiler); i++) {
        Matcher inner = {.may_be_irrefutable = matcher->may_be_irrefutable && i + 1 == list.count};
        compile_alternative(compiler, &inner, list.items[i]);
        if (i > 0)
            unite_captures(compiler, &first, &inner, pattern);
        emit_jump(compiler, pattern->span, OPCODE_JUMP, matched);
        compiler->unit->depth = inner.depth;
        bind_failures(compiler, &inner, list.items[i]->span);
        if (i == 0)
            first = inner;
        else
            return_slots(compiler, &inner);
    }
    emit(compiler, pattern->span, OPCODE_POP_TOP, 0);
    fail_if(compiler, matcher, pattern->span, OPCODE_JUMP);
    compiler->unit->depth = first.depth;
    label_bind(compiler, matched);
    emit(compiler, pattern->span, OPCODE_POP_TOP, 0);
    add_captures(compiler, matcher, &first, pattern->span);
}

static void compile_pattern(Compiler *compiler, Matcher *matcher, const Node *pattern)
{
    if (compiler_is_stopped(compiler))
        return;
    switch ((int)pattern->kind) {
    case NODE_MATCH_VALUE:
        compile_value_pattern(compiler, matcher, pattern);
        break;
    case NODE_MATCH_SINGLETON:
        compile_singleton_pattern(compiler, matcher, pattern);
        break;
    case NODE_MATCH_SEQUENCE:
        compile_sequence_pattern(compiler, matcher, pattern);
        break;
    case NODE_MATCH_MAPPING:
        compile_mapping_pattern(compiler, matcher, pattern);
        break;
    case NODE_MATCH_CLASS:
        compile_class_pattern(compiler, matcher, pattern);
        break;
    case NODE_MATCH_STAR:
        compile_capture(compiler, matcher, pattern->name.id, pattern->span);
        break;
    case NODE_MATCH_AS:
        compile_as_pattern(compiler, matcher, pattern);
        break;
    case NODE_MATCH_OR:
        compile_or_pattern(compiler, matcher, pattern);
        break;
    default:
        assert(false && "a node that is no pattern");
    }
}

/* ---- the statement ---- */

/* [subject] -> [subject] where the case is not taken; else its body runs, and then `end` comes. */
static void compile_case(Compiler *compiler, const MatchCase *one, bool is_last, JumpLabel end)
{
    SourceSpan span = one->pattern->span;
    Matcher matcher = {.depth = compiler->unit->depth, .may_be_irrefutable = one->guard || is_last};
    emit_line(compiler, span);
    emit(compiler, span, OPCODE_COPY, 1);
    compile_pattern(compiler, &matcher, one->pattern);
    store_captures(compiler, &matcher, span);
    if (one->guard)
        compile_jump_if(compiler, one->guard, false, failure(compiler, &matcher, 0));
    emit(compiler, span, OPCODE_POP_TOP, 0);
    return_slots(compiler, &matcher);
    compile_statements(compiler, one->body);
    emit_jump(compiler, span, OPCODE_JUMP, end);
    compiler->unit->depth = matcher.depth;
    bind_failures(compiler, &matcher, span);
}

void compile_match(Compiler *compiler, const Node *node)
{
    JumpLabel end = label_new(compiler);
    uint32_t count = node->match.case_count;
    compile_expression(compiler, node->match.subject);
    for (uint32_t i = 0; i < count && !compiler_is_stopped(compiler); i++)
        compile_case(compiler, &node->match.cases[i], i + 1 == count, end);
    emit(compiler, node->span, OPCODE_POP_TOP, 0);
    label_bind(compiler, end);
}
