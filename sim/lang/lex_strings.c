/* Strings and f-strings.
 *
 * A plain string is one token. An f-string's text is read up to the next field or the closing quotes; between a
 * field's `{` and `}` the ordinary lexer works, so the same quotes and further f-strings may stand there. */
#include "lexer_state.h"

#include <string.h>

typedef struct Prefix {
    size_t length; /* letters before the quote */
    bool is_raw, is_bytes, is_format;
} Prefix;

static char char_at(const Lexer *lexer, const char *at)
{
    return at < lexer->end ? *at : '\0';
}

static bool is_quote(char c)
{
    return c == '\'' || c == '"';
}

/* prefix: any of r u b f br fr in any order and case, directly before a quote. */
static bool read_prefix(const Lexer *lexer, Prefix *prefix)
{
    *prefix = (Prefix){0};
    bool has_u = false;
    for (; prefix->length < 3; prefix->length++) {
        char c = char_at(lexer, lexer->at + prefix->length);
        if (is_quote(c))
            return true;
        bool *seen = (c | 32) == 'r'   ? &prefix->is_raw
                     : (c | 32) == 'b' ? &prefix->is_bytes
                     : (c | 32) == 'f' ? &prefix->is_format
                     : (c | 32) == 'u' ? &has_u
                                       : NULL;
        bool is_alone = has_u || (prefix->is_bytes && prefix->is_format);
        if (!seen || *seen || is_alone || (seen == &has_u && prefix->length > 0) ||
            (seen == &prefix->is_bytes && prefix->is_format) || (seen == &prefix->is_format && prefix->is_bytes))
            return false;
        *seen = true;
    }
    return false;
}

bool lex_is_string(const Lexer *lexer)
{
    Prefix prefix;
    return read_prefix(lexer, &prefix);
}

static bool is_triple(const Lexer *lexer, const char *at)
{
    return lexer->end - at >= 3 && at[1] == at[0] && at[2] == at[0];
}

static bool stands_quote(const Lexer *lexer, const char *at, char quote, bool triple)
{
    return at < lexer->end && *at == quote && (!triple || is_triple(lexer, at));
}

/* ---- escapes ---- */

/* Where an escape is replaced: `in` runs ahead of `out`, since no escape is shorter than what it stands for. */
typedef struct Unescape {
    Lexer *lexer;
    const char *in, *end;
    char *out;
    bool has_warned;  /* about an unknown escape: each complaint comes once for a string */
    bool has_refused; /* a \N{…} */
    bool is_broken;
} Unescape;

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

static void complain_escape(Unescape *state, const char *end, const char *what)
{
    if (!state->is_broken)
        lexer_complain(state->lexer, DIAGNOSTIC_SYNTAX, state->in, end, NULL, "%s", what);
    state->is_broken = true;
    state->in = end;
}

/* \xXX, \uXXXX, \UXXXXXXXX */
static void unescape_hex(Unescape *state, int digits)
{
    uint32_t value = 0;
    const char *at = state->in + 2;
    for (int i = 0; i < digits; i++, at++) {
        int digit = at < state->end ? hex_value(*at) : -1;
        if (digit < 0) {
            complain_escape(state, at,
                            digits == 2   ? "truncated \\xXX escape"
                            : digits == 4 ? "truncated \\uXXXX escape"
                                          : "truncated \\UXXXXXXXX escape");
            return;
        }
        value = value << 4 | (uint32_t)digit;
    }
    if (value > 0x10FFFF) {
        complain_escape(state, at, "illegal Unicode character: the largest is \\U0010FFFF");
        return;
    }
    state->out += utf8_encode(value, state->out);
    state->in = at;
}

/* \o, \oo, \ooo */
static void unescape_octal(Unescape *state)
{
    uint32_t value = 0;
    const char *at = state->in + 1;
    for (int i = 0; i < 3 && at < state->end && *at >= '0' && *at <= '7'; i++)
        value = value * 8 + (uint32_t)(*at++ - '0');
    state->out += utf8_encode(value, state->out);
    state->in = at;
}

/* \N{…}: the table of names would be larger than the whole simulator. */
static void unescape_name(Unescape *state)
{
    const char *close = memchr(state->in, '}', (size_t)(state->end - state->in));
    const char *end = close ? close + 1 : state->in + 2;
    if (!state->has_refused)
        lexer_complain(state->lexer, DIAGNOSTIC_REFUSED, state->in, end,
                       "write the character itself, or \\u and its number",
                       "names of characters (\\N{...}) are not part of scenario Python");
    state->has_refused = true;
    state->in = end;
}

static void keep_unknown_escape(Unescape *state)
{
    int length = 1;
    const char *next = state->in + 1;
    if (next < state->end)
        utf8_decode(next, state->end, &length);
    if (!state->has_warned)
        lexer_complain(state->lexer, DIAGNOSTIC_WARNING, state->in, next + length,
                       "write \\\\ for a backslash, or r before the string", "invalid escape sequence '\\%.*s'",
                       length, next);
    state->has_warned = true;
    *state->out++ = *state->in++;
}

/* The escapes of one letter, and what they stand for. */
static const char ESCAPES[] = "\\'\"abfnrtv";
static const char ESCAPED[] = "\\'\"\a\b\f\n\r\t\v";

static void unescape(Unescape *state)
{
    char c = state->in + 1 < state->end ? state->in[1] : '\0';
    const char *simple = c ? strchr(ESCAPES, c) : NULL;
    if (simple) {
        *state->out++ = ESCAPED[simple - ESCAPES];
        state->in += 2;
    } else if (c == '\n') {
        state->in += 2;
    } else if (c == 'x') {
        unescape_hex(state, 2);
    } else if (c == 'u') {
        unescape_hex(state, 4);
    } else if (c == 'U') {
        unescape_hex(state, 8);
    } else if (c >= '0' && c <= '7') {
        unescape_octal(state);
    } else if (c == 'N') {
        unescape_name(state);
    } else {
        keep_unknown_escape(state);
    }
}

/* The text between the quotes, or a piece of an f-string's, where `{{` and `}}` stand for one brace. */
static TreeText decode(Lexer *lexer, const char *start, const char *end, bool is_raw, bool has_braces,
                       bool *is_broken)
{
    char *bytes = pool_alloc(lexer->pool, (size_t)(end - start) + 4);
    if (lexer->pool->is_full)
        return (TreeText){"", 0};
    Unescape state = {.lexer = lexer, .in = start, .end = end, .out = bytes};
    while (state.in < end) {
        bool is_double = has_braces && (*state.in == '{' || *state.in == '}');
        if (*state.in == '\\' && !is_raw) {
            unescape(&state);
        } else {
            *state.out++ = *state.in;
            state.in += is_double ? 2 : 1;
        }
    }
    *state.out = '\0';
    *is_broken = state.is_broken;
    return (TreeText){bytes, (uint32_t)(state.out - bytes)};
}

/* ---- plain strings ---- */

/* The quotes that end the string whose text begins at `at`, or NULL. */
static const char *find_quotes(const Lexer *lexer, const char *at, char quote, bool triple)
{
    for (; at < lexer->end; at++) {
        if (*at == '\\')
            at++;
        else if (stands_quote(lexer, at, quote, triple))
            return at;
        else if (*at == '\n' && !triple)
            return NULL;
    }
    return NULL;
}

static const char *line_end(const Lexer *lexer, const char *at)
{
    const char *newline = at < lexer->end ? memchr(at, '\n', (size_t)(lexer->end - at)) : NULL;
    return newline ? newline : lexer->end;
}

/* Where an unterminated string stops: a backslash may carry it over line ends. */
static const char *unterminated_end(const Lexer *lexer, const char *at)
{
    const char *end = line_end(lexer, at);
    while (end < lexer->end && end > at && end[-1] == '\\')
        end = line_end(lexer, end + 1);
    return end;
}

/* Whether these quotes are those that should have ended the f-string around them: `f"{x"`. */
static bool ends_outer_fstring(Lexer *lexer, char quote, bool triple)
{
    for (uint32_t i = lexer->nesting_count; i-- > 0;) {
        Nesting *nesting = &lexer->nestings[i];
        if (nesting->kind == NESTING_FSTRING)
            return nesting->opener == quote && nesting->is_triple == triple;
    }
    return false;
}

static bool contains_closer(const char *at, const char *end, char opener)
{
    char closer = opener == '(' ? ')' : opener == '[' ? ']' : '}';
    return memchr(at, closer, (size_t)(end - at)) != NULL;
}

/* A string without an end has swallowed the rest of its line, and with it, probably, what would have closed the
 * brackets and f-strings around it: these count as closed then, so that the next line is read as a statement. */
static void forget_nestings(Lexer *lexer, const char *start, const char *end)
{
    Nesting *nesting = lexer_nesting(lexer);
    if (nesting && (nesting->kind != NESTING_BRACKET || contains_closer(start, end, nesting->opener)))
        lexer->nesting_count = 0;
}

static void add_unterminated(Lexer *lexer, const char *start, const char *quotes, bool triple)
{
    const char *end = triple ? lexer->end : unterminated_end(lexer, quotes);
    SourceSpan span = lexer_span(lexer, start, end);
    const char *first_line_end = line_end(lexer, start);
    bool is_at_end = triple && span.end_line > span.line && span.end_column == 1;
    uint32_t last_line = is_at_end ? span.end_line - 1 : span.end_line;
    if (ends_outer_fstring(lexer, *quotes, triple) && lexer_nesting(lexer)->kind == NESTING_FIELD)
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, start, start + 1, "close the field with }",
                       "f-string: expecting '}'");
    else
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, start, first_line_end, NULL,
                       "unterminated %sstring literal (detected at line %u)", triple ? "triple-quoted " : "",
                       last_line);
    lexer_add(lexer, TOKEN_ERROR, start, end);
    forget_nestings(lexer, start, end);
}

static void lex_plain_string(Lexer *lexer, Prefix prefix)
{
    const char *start = lexer->at, *quotes = start + prefix.length;
    bool triple = is_triple(lexer, quotes), is_broken = false;
    const char *text = quotes + (triple ? 3 : 1);
    const char *close = find_quotes(lexer, text, *quotes, triple);
    if (!close) {
        add_unterminated(lexer, start, quotes, triple);
        return;
    }
    if (prefix.is_bytes)
        lexer_complain(lexer, DIAGNOSTIC_REFUSED, start, text, "leave the b out: a scenario has str",
                       "bytes are not part of scenario Python");
    TreeText value = decode(lexer, text, close, prefix.is_raw || prefix.is_bytes, false, &is_broken);
    lexer_add(lexer, is_broken ? TOKEN_ERROR : TOKEN_STRING, start, close + (triple ? 3 : 1))->text = value;
}

/* ---- f-strings ---- */

void lex_string(Lexer *lexer)
{
    Prefix prefix;
    read_prefix(lexer, &prefix);
    if (!prefix.is_format) {
        lex_plain_string(lexer, prefix);
        return;
    }
    const char *start = lexer->at, *quotes = start + prefix.length;
    bool triple = is_triple(lexer, quotes);
    const char *end = quotes + (triple ? 3 : 1);
    Nesting nesting = {.kind = NESTING_FSTRING, .opener = *quotes, .is_triple = triple, .is_raw = prefix.is_raw};
    if (lexer_open(lexer, nesting, start, end))
        lexer_add(lexer, TOKEN_FSTRING_START, start, end);
}

/* The quote character of the f-string that the innermost nesting belongs to. */
static char outer_quote(const Lexer *lexer)
{
    uint32_t i = lexer->nesting_count - 1;
    while (lexer->nestings[i].kind != NESTING_FSTRING)
        i--;
    return lexer->nestings[i].opener;
}

static bool stands_named_escape(const Lexer *lexer, const char *at, bool is_raw)
{
    return !is_raw && char_at(lexer, at + 1) == 'N' && char_at(lexer, at + 2) == '{';
}

/* The end of a stretch of text: a field, the closing quotes, a `}` that ends a specification or is an error, and in
 * one-line f-strings the end of the line. */
static const char *text_end(const Lexer *lexer, const Nesting *nesting, char quote)
{
    const char *at = lexer->at;
    while (at < lexer->end) {
        bool is_double = !nesting->is_in_spec && char_at(lexer, at + 1) == *at;
        if (stands_quote(lexer, at, quote, nesting->is_triple))
            break;
        if (*at == '\n' && (!nesting->is_triple || nesting->is_in_spec))
            break;
        if ((*at == '{' || *at == '}') && !is_double)
            break;
        if (*at == '{' || *at == '}') {
            at += 2;
        } else if (*at == '\\' && stands_named_escape(lexer, at, nesting->is_raw)) {
            const char *close = memchr(at, '}', (size_t)(line_end(lexer, at) - at));
            at = close ? close + 1 : at + 3;
        } else if (*at == '\\' && char_at(lexer, at + 1) != '{' && char_at(lexer, at + 1) != '}') {
            at += 2;
        } else {
            at++;
        }
    }
    return at < lexer->end ? at : lexer->end;
}

static void add_text(Lexer *lexer, const Nesting *nesting, const char *end)
{
    bool is_broken = false;
    TreeText text = decode(lexer, lexer->at, end, nesting->is_raw, !nesting->is_in_spec, &is_broken);
    lexer_add(lexer, is_broken ? TOKEN_ERROR : TOKEN_FSTRING_MIDDLE, lexer->at, end)->text = text;
}

/* The text has run into the end of its line or of the file. */
static void add_unterminated_fstring(Lexer *lexer, bool triple)
{
    uint32_t opening = 0;
    for (uint32_t i = 0; i < lexer->nesting_count; i++) {
        if (lexer->nestings[i].kind == NESTING_FSTRING)
            opening = lexer->nestings[i].token;
    }
    bool is_at_end = lexer->at > lexer->source && lexer->at == lexer->end && lexer->at[-1] == '\n';
    uint32_t line = lexer_span(lexer, lexer->at, lexer->at).line - (is_at_end ? 1 : 0);
    if (!lexer->scratch->is_full)
        diagnostics_add(lexer->diagnostics, DIAGNOSTIC_SYNTAX, lexer->list.items[opening].span, NULL,
                        "unterminated %sf-string literal (detected at line %u)", triple ? "triple-quoted " : "",
                        line);
    lexer_add(lexer, TOKEN_ERROR, lexer->at, lexer->at);
    lexer->nesting_count = 0;
}

/* `}` in an f-string's text ends the specification around it, or is lost. */
static void lex_closing_brace(Lexer *lexer, Nesting *nesting)
{
    if (nesting->kind == NESTING_FIELD) {
        lexer->nesting_count--;
        lexer_add(lexer, TOKEN_RIGHT_BRACE, lexer->at, lexer->at + 1);
        return;
    }
    lexer_complain(lexer, DIAGNOSTIC_SYNTAX, lexer->at, lexer->at + 1, "write }} for a brace in the text",
                   "f-string: single '}' is not allowed");
    lexer_add(lexer, TOKEN_ERROR, lexer->at, lexer->at + 1);
}

static void open_field(Lexer *lexer, const Nesting *around)
{
    Nesting field = {
        .kind = NESTING_FIELD, .opener = '{', .is_triple = around->is_triple, .is_raw = around->is_raw};
    if (lexer_open(lexer, field, lexer->at, lexer->at + 1))
        lexer_add(lexer, TOKEN_LEFT_BRACE, lexer->at, lexer->at + 1);
}

/* The quotes that end the f-string. Inside a specification the field's `}` is missing. */
static void lex_closing_quotes(Lexer *lexer, Nesting *nesting)
{
    const char *end = lexer->at + (nesting->is_triple ? 3 : 1);
    bool is_field_open = nesting->kind == NESTING_FIELD;
    if (is_field_open) {
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, lexer->at, lexer->at + 1, "close the field with }",
                       "f-string: expecting '}'");
        while (lexer_nesting(lexer)->kind != NESTING_FSTRING)
            lexer->nesting_count--;
    }
    lexer->nesting_count--;
    lexer_add(lexer, is_field_open ? TOKEN_ERROR : TOKEN_FSTRING_END, lexer->at, end);
}

void lex_fstring_text(Lexer *lexer)
{
    Nesting *nesting = lexer_nesting(lexer);
    char quote = outer_quote(lexer);
    const char *end = text_end(lexer, nesting, quote);
    if (end > lexer->at) {
        add_text(lexer, nesting, end);
        return;
    }
    if (end == lexer->end || (*end == '\n' && !nesting->is_in_spec))
        add_unterminated_fstring(lexer, nesting->is_triple);
    else if (*end == '\n')
        nesting->is_in_spec = false; /* as in CPython 3.13, where only `}` may follow */
    else if (*end == '{')
        open_field(lexer, nesting);
    else if (*end == '}')
        lex_closing_brace(lexer, nesting);
    else
        lex_closing_quotes(lexer, nesting);
}
