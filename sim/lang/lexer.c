/* Lines, indentation, brackets, names and signs. Numbers and strings have files of their own.
 *
 * The lexer stands either at the beginning of a line, whose indentation it then measures, or within one. What is
 * open at the moment (brackets, f-strings, fields of f-strings) is kept as a stack of nestings; while there is one,
 * line ends mean nothing. A bracket that is never closed would swallow the rest of the file, so a line that begins
 * with a word like `def` or `return`, which cannot stand in a bracket, ends all nestings and is read as a line. */
#include "lexer_state.h"

#include <string.h>

/* ---- tables ---- */

static const char *const TEXTS[] = {
#define TOKEN(name, text) text,
#include "tokens.def"
};

typedef struct Word {
    const char *text;
    TokenKind kind;
} Word;

static const Word SIGNS[] = {
#define TOKEN(name, text)
#define KEYWORD(name, text)
#define SIGN(name, text) {text, TOKEN_##name},
#include "tokens.def"
};

static const Word KEYWORDS[] = {
#define TOKEN(name, text)
#define KEYWORD(name, text) {text, TOKEN_##name},
#define SIGN(name, text)
#include "tokens.def"
};

enum {
    SIGN_COUNT = sizeof SIGNS / sizeof *SIGNS,
    KEYWORD_COUNT = sizeof KEYWORDS / sizeof *KEYWORDS,
};

const char *token_text(TokenKind kind)
{
    return TEXTS[kind];
}

bool token_is_keyword(TokenKind kind)
{
    return kind >= TOKEN_FALSE;
}

/* ---- places and tokens ---- */

static Place place_after(Place place, const char *at)
{
    for (; place.at < at; place.at++) {
        if (*place.at == '\n') {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)*place.at & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

SourceSpan lexer_span(const Lexer *lexer, const char *start, const char *end)
{
    Place from = place_after(lexer->token_place, start), to = place_after(from, end);
    return (SourceSpan){from.line, from.column, to.line, to.column};
}

static bool is_full(const Lexer *lexer)
{
    return lexer->scratch->is_full || lexer->pool->is_full;
}

Token *lexer_add(Lexer *lexer, TokenKind kind, const char *start, const char *end)
{
    TokenList *list = &lexer->list;
    Token token = {
        .kind = kind, .start = (uint32_t)(start - lexer->source), .end = (uint32_t)(end - lexer->source)};
    Place from = place_after(lexer->token_place, start), to = place_after(from, end);
    token.span = (SourceSpan){from.line, from.column, to.line, to.column};
    lexer->token_place = from;
    lexer->at = end;
    lexer->is_statement = kind != TOKEN_NEWLINE;
    list->items = pool_room(lexer->scratch, list->items, list->count, sizeof *list->items);
    if (is_full(lexer))
        return &lexer->spare;
    list->items[list->count++] = token;
    if (kind == TOKEN_ERROR)
        lexer->error_token = list->count;
    return &list->items[list->count - 1];
}

void lexer_complain(Lexer *lexer, DiagnosticKind kind, const char *start, const char *end, const char *hint,
                    const char *format, ...)
{
    Text message = {0};
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&message, format, arguments);
    va_end(arguments);
    diagnostics_add(lexer->diagnostics, kind, lexer_span(lexer, start, end), hint, "%s", text_string(&message));
    text_release(&message);
}

/* ---- nestings ---- */

Nesting *lexer_nesting(Lexer *lexer)
{
    return lexer->nesting_count > 0 ? &lexer->nestings[lexer->nesting_count - 1] : NULL;
}

bool lexer_open(Lexer *lexer, Nesting nesting, const char *start, const char *end)
{
    if (lexer->nesting_count == LEXER_DEEPEST_BRACKETS) {
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, start, end, "give the inner parts names of their own",
                       "too many nested parentheses");
        lexer_add(lexer, TOKEN_ERROR, start, lexer->end); /* nothing behind it could be told apart */
        lexer->nesting_count = 0;
        return false;
    }
    nesting.token = lexer->list.count;
    lexer->nestings[lexer->nesting_count++] = nesting;
    return true;
}

static void add_unclosed_range(Lexer *lexer, uint32_t from)
{
    TokenList *list = &lexer->list;
    list->unclosed = pool_room(lexer->scratch, list->unclosed, list->unclosed_count, sizeof *list->unclosed);
    if (!is_full(lexer))
        list->unclosed[list->unclosed_count++] = (UnclosedRange){from, list->count};
}

/* The innermost bracket was never closed. Say so, unless something inside it has been reported, which is more
 * likely to be the reason. */
static void end_nestings(Lexer *lexer)
{
    Nesting *inner = lexer_nesting(lexer);
    if (!inner || is_full(lexer)) {
        lexer->nesting_count = 0;
        return;
    }
    uint32_t outer_token = lexer->nestings[0].token;
    if (lexer->error_token <= outer_token && inner->kind != NESTING_FSTRING)
        diagnostics_add(lexer->diagnostics, DIAGNOSTIC_SYNTAX, lexer->list.items[inner->token].span, NULL,
                        "'%c' was never closed", inner->opener);
    lexer->nesting_count = 0;
    lexer_add(lexer, TOKEN_ERROR, lexer->at, lexer->at);
    add_unclosed_range(lexer, outer_token);
}

static char closer_of(char opener)
{
    return opener == '(' ? ')' : opener == '[' ? ']' : '}';
}

/* A closing bracket of another kind than the open one. If one further out fits, those between are taken as closed.
 */
static void lex_wrong_closer(Lexer *lexer, const Nesting *open)
{
    char closer = *lexer->at;
    uint32_t line = lexer_span(lexer, lexer->at, lexer->at).line;
    uint32_t open_line = is_full(lexer) ? line : lexer->list.items[open->token].span.line;
    if (open_line == line)
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, lexer->at, lexer->at + 1, NULL,
                       "closing parenthesis '%c' does not match opening parenthesis '%c'", closer, open->opener);
    else
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, lexer->at, lexer->at + 1, NULL,
                       "closing parenthesis '%c' does not match opening parenthesis '%c' on line %u", closer,
                       open->opener, open_line);
    uint32_t level = lexer->nesting_count;
    while (level > 0 && lexer->nestings[level - 1].kind == NESTING_BRACKET &&
           closer_of(lexer->nestings[level - 1].opener) != closer)
        level--;
    if (level > 0 && lexer->nestings[level - 1].kind == NESTING_BRACKET)
        lexer->nesting_count = level - 1;
    lexer_add(lexer, TOKEN_ERROR, lexer->at, lexer->at + 1);
}

static void lex_closer(Lexer *lexer, TokenKind kind)
{
    Nesting *open = lexer_nesting(lexer);
    if (!open) {
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, lexer->at, lexer->at + 1, NULL, "unmatched '%c'", *lexer->at);
        lexer_add(lexer, TOKEN_ERROR, lexer->at, lexer->at + 1);
    } else if (closer_of(open->opener) != *lexer->at) {
        lex_wrong_closer(lexer, open);
    } else {
        lexer->nesting_count--;
        lexer_add(lexer, kind, lexer->at, lexer->at + 1);
    }
}

/* ---- names ---- */

/* Whether a code point from 128 on is no letter, digit or mark: punctuation, spaces, signs, private use. A rough
 * table by blocks, on the side of accepting: what CPython accepts as a name is accepted here. */
static bool is_sign_code_point(int32_t c)
{
    static const struct {
        int32_t first, last;
    } SIGN_BLOCKS[] = {
        {0x80, 0xA9},        {0xAB, 0xB4},     {0xB6, 0xB6},     {0xB8, 0xB9},       {0xBB, 0xBF},
        {0xD7, 0xD7},        {0xF7, 0xF7},     {0x2000, 0x203E}, {0x2041, 0x2053},   {0x2055, 0x2070},
        {0x207A, 0x207E},    {0x2080, 0x208F}, {0x20A0, 0x20CF}, {0x2190, 0x2BFF},   {0x2E00, 0x2E2E},
        {0x2E30, 0x2FFF},    {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030},   {0xE000, 0xF8FF},
        {0xFE10, 0xFE1F},    {0xFE30, 0xFE32}, {0xFE35, 0xFE4C}, {0xFE50, 0xFE6F},   {0xFF01, 0xFF0F},
        {0xFF1A, 0xFF20},    {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FBEF}, {0xE0000, 0xE00FF},
        {0xF0000, 0x10FFFF},
    };
    for (size_t i = 0; i < sizeof SIGN_BLOCKS / sizeof *SIGN_BLOCKS; i++) {
        if (c >= SIGN_BLOCKS[i].first && c <= SIGN_BLOCKS[i].last)
            return true;
    }
    return false;
}

bool lexer_is_name_start(const char *at, const char *end)
{
    if ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_')
        return true;
    int length;
    return (unsigned char)*at >= 0x80 && !is_sign_code_point(utf8_decode(at, end, &length));
}

const char *lexer_name_end(const char *at, const char *end)
{
    while (at < end && (lexer_is_name_start(at, end) || (*at >= '0' && *at <= '9'))) {
        int length;
        utf8_decode(at, end, &length);
        at += length;
    }
    return at;
}

static TokenKind word_kind(const char *start, size_t length)
{
    for (int i = 0; i < KEYWORD_COUNT; i++) {
        if (strlen(KEYWORDS[i].text) == length && memcmp(KEYWORDS[i].text, start, length) == 0)
            return KEYWORDS[i].kind;
    }
    return TOKEN_NAME;
}

/* Words that begin a statement and can stand in no bracket. */
static bool begins_only_statements(TokenKind kind)
{
    switch ((int)kind) {
    case TOKEN_ASSERT:
    case TOKEN_BREAK:
    case TOKEN_CLASS:
    case TOKEN_CONTINUE:
    case TOKEN_DEF:
    case TOKEN_DEL:
    case TOKEN_ELIF:
    case TOKEN_EXCEPT:
    case TOKEN_FINALLY:
    case TOKEN_GLOBAL:
    case TOKEN_IMPORT:
    case TOKEN_NONLOCAL:
    case TOKEN_PASS:
    case TOKEN_RAISE:
    case TOKEN_RETURN:
    case TOKEN_TRY:
    case TOKEN_WHILE:
    case TOKEN_WITH:
        return true;
    default:
        return false;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

/* Whether only white space stands between the beginning of the line and `at`. */
static bool is_first_on_line(const Lexer *lexer, const char *at)
{
    while (at > lexer->source && is_blank(at[-1]))
        at--;
    return at == lexer->source || at[-1] == '\n';
}

/* `async def` and `async with` begin a line as surely as `def`; `async for` may stand in a comprehension. */
static TokenKind kind_after_async(const Lexer *lexer, const char *at)
{
    while (at < lexer->end && is_blank(*at))
        at++;
    return word_kind(at, (size_t)(lexer_name_end(at, lexer->end) - at));
}

static void lex_name(Lexer *lexer)
{
    const char *start = lexer->at, *end = lexer_name_end(start, lexer->end);
    size_t length = (size_t)(end - start);
    TokenKind kind = word_kind(start, length);
    TokenKind leading = kind == TOKEN_ASYNC ? kind_after_async(lexer, end) : kind;
    if (lexer->nesting_count > 0 && begins_only_statements(leading) && is_first_on_line(lexer, start)) {
        while (lexer->at > lexer->source && lexer->at[-1] != '\n')
            lexer->at--;
        if (lexer->at > lexer->source)
            lexer->at--;
        end_nestings(lexer);
        return; /* at the end of the line before, which now is one */
    }
    Token *token = lexer_add(lexer, kind, start, end);
    if (kind == TOKEN_NAME)
        token->text = (TreeText){pool_copy(lexer->pool, start, length), (uint32_t)length};
}

/* ---- signs ---- */

/* Whether a character on this line has been called strange already: one word about “ and ” is enough. */
static bool is_line_strange(const Lexer *lexer)
{
    if (lexer->error_token == 0 || is_full(lexer))
        return false;
    const char *error = lexer->source + lexer->list.items[lexer->error_token - 1].start;
    return !memchr(error, '\n', (size_t)(lexer->at - error));
}

static void complain_strange(Lexer *lexer, int32_t c, const char *end)
{
    bool is_space = c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x3000 || c == 0x202F || c == 0x205F;
    bool is_invisible = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0xFEFF;
    bool is_quote = c >= 0x2018 && c <= 0x201F;
    if (is_space || is_invisible)
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, lexer->at, end, is_space ? "type an ordinary space" : "delete it",
                       "invalid non-printable character U+%04X", (unsigned)c);
    else if (c < 0x80)
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, lexer->at, end, NULL, "invalid syntax: '%c' has no meaning here",
                       (char)c);
    else
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, lexer->at, end, is_quote ? "type a straight quote, ' or \"" : NULL,
                       "invalid character '%.*s' (U+%04X)", (int)(end - lexer->at), lexer->at, (unsigned)c);
}

static void lex_strange(Lexer *lexer)
{
    int length;
    int32_t c = utf8_decode(lexer->at, lexer->end, &length);
    if (!is_line_strange(lexer))
        complain_strange(lexer, c, lexer->at + length);
    lexer_add(lexer, TOKEN_ERROR, lexer->at, lexer->at + length);
}

static const Word *find_sign(const Lexer *lexer)
{
    for (int i = 0; i < SIGN_COUNT; i++) {
        size_t length = strlen(SIGNS[i].text);
        if ((size_t)(lexer->end - lexer->at) >= length && memcmp(SIGNS[i].text, lexer->at, length) == 0)
            return &SIGNS[i];
    }
    return NULL;
}

static void add_opener(Lexer *lexer, TokenKind kind)
{
    const char *start = lexer->at;
    Nesting nesting = {.kind = NESTING_BRACKET, .opener = *start};
    if (lexer_open(lexer, nesting, start, start + 1))
        lexer_add(lexer, kind, start, start + 1);
}

/* `:` and `!` of a field. True where that is what stood there. */
static bool lex_field_sign(Lexer *lexer)
{
    Nesting *nesting = lexer_nesting(lexer);
    if (!nesting || nesting->kind != NESTING_FIELD)
        return false;
    bool is_unequal = lexer->end - lexer->at >= 2 && lexer->at[1] == '=';
    if (*lexer->at == ':') {
        nesting->is_in_spec = true;
        lexer_add(lexer, TOKEN_COLON, lexer->at, lexer->at + 1);
        return true;
    }
    if (*lexer->at == '!' && !is_unequal) {
        lexer_add(lexer, TOKEN_EXCLAMATION, lexer->at, lexer->at + 1);
        return true;
    }
    return false;
}

static void lex_sign(Lexer *lexer)
{
    if (lex_field_sign(lexer))
        return;
    const Word *sign = find_sign(lexer);
    if (!sign || sign->kind == TOKEN_EXCLAMATION)
        lex_strange(lexer);
    else if (strchr("([{", *lexer->at))
        add_opener(lexer, sign->kind);
    else if (strchr(")]}", *lexer->at))
        lex_closer(lexer, sign->kind);
    else
        lexer_add(lexer, sign->kind, lexer->at, lexer->at + strlen(sign->text));
}

/* ---- comments and line ends ---- */

/* Keep a comment that begins with `#:`. */
static void keep_comment(Lexer *lexer, const char *start, const char *end)
{
    const char *text = start + 2;
    while (end > text && is_blank(end[-1]))
        end--;
    while (text < end && is_blank(*text))
        text++;
    TokenList *list = &lexer->list;
    size_t length = (size_t)(end - text);
    lexer->token_place =
        place_after(lexer->token_place, start); /* so that many comments are counted through once */
    list->comments = pool_room(lexer->pool, list->comments, list->comment_count, sizeof *list->comments);
    TreeText copy = {pool_copy(lexer->pool, text, length), (uint32_t)length};
    if (!is_full(lexer))
        list->comments[list->comment_count++] = (TreeComment){
            copy, lexer_span(lexer, start, end), lexer_span(lexer, text, end), is_first_on_line(lexer, start)};
}

static void skip_comment(Lexer *lexer)
{
    const char *start = lexer->at;
    const char *newline = memchr(start, '\n', (size_t)(lexer->end - start));
    lexer->at = newline ? newline : lexer->end;
    if (lexer->at - start >= 2 && start[1] == ':')
        keep_comment(lexer, start, lexer->at);
}

static void lex_line_end(Lexer *lexer)
{
    if (lexer->nesting_count > 0) {
        lexer->at++;
        return;
    }
    if (lexer->is_statement)
        lexer_add(lexer, TOKEN_NEWLINE, lexer->at, lexer->at + 1);
    else
        lexer->at++;
    lexer->is_line_start = true;
}

/* A backslash joins the next line to this one. */
static void lex_backslash(Lexer *lexer)
{
    const char *next = lexer->at + 1;
    if (next < lexer->end && *next == '\n' && next + 1 < lexer->end) {
        lexer->at += 2;
        return;
    }
    bool is_end = next == lexer->end || (*next == '\n' && next + 1 == lexer->end);
    if (is_end)
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, lexer->at, next, NULL, "unexpected EOF while parsing");
    else
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, lexer->at, next,
                       "nothing may follow \\ on its line, not even a space",
                       "unexpected character after line continuation character");
    lexer_add(lexer, TOKEN_ERROR, lexer->at, next);
}

/* ---- indentation ---- */

/* Add one character of white space to a width; false for any other character. */
static bool widen(Indentation *width, char c)
{
    if (c == '\f')
        *width = (Indentation){0, 0};
    else if (c == '\t')
        *width = (Indentation){(width->column / 8 + 1) * 8, width->alternative + 1};
    else if (c == ' ')
        *width = (Indentation){width->column + 1, width->alternative + 1};
    return is_blank(c);
}

/* Of lines of white space that are joined by backslashes, the first one that is not empty counts. */
static Indentation measure_indentation(Lexer *lexer)
{
    Indentation width = {0, 0}, first = {0, 0};
    while (lexer->at < lexer->end) {
        bool is_joined = *lexer->at == '\\' && lexer->end - lexer->at > 2 && lexer->at[1] == '\n';
        if (is_joined) {
            first = first.column > 0 ? first : width;
            width = (Indentation){0, 0};
            lexer->at++;
        } else if (!widen(&width, *lexer->at)) {
            break;
        }
        lexer->at++;
    }
    return first.column > 0 ? first : width;
}

static void complain_tabs(Lexer *lexer, const char *line)
{
    lexer_complain(lexer, DIAGNOSTIC_SYNTAX, line, lexer->at, "indent with spaces only",
                   "inconsistent use of tabs and spaces in indentation");
}

static void add_indent(Lexer *lexer, const char *line, Indentation width)
{
    if (lexer->indentation_count > LEXER_DEEPEST_BLOCKS) {
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, line, lexer->at, "move inner blocks into functions",
                       "too many levels of indentation");
        lexer_add(lexer, TOKEN_ERROR, line, lexer->end); /* the blocks behind it cannot be told apart */
        return;
    }
    lexer->indentations[lexer->indentation_count++] = width;
    lexer_add(lexer, TOKEN_INDENT, line, lexer->at);
}

/* `except`, `else` and their like belong to a statement further out. */
static bool begins_with_clause(const Lexer *lexer)
{
    TokenKind kind = word_kind(lexer->at, (size_t)(lexer_name_end(lexer->at, lexer->end) - lexer->at));
    return kind == TOKEN_ELIF || kind == TOKEN_ELSE || kind == TOKEN_EXCEPT || kind == TOKEN_FINALLY;
}

static void add_dedent(Lexer *lexer)
{
    lexer->indentation_count--;
    lexer_add(lexer, TOKEN_DEDENT, lexer->at, lexer->at);
}

/* A line that goes back to no line's indentation. It is taken to belong to the innermost block that it could belong
 * to, and a clause to the statement around that block. */
static void complain_unindent(Lexer *lexer, const char *line, Indentation width)
{
    lexer_complain(lexer, DIAGNOSTIC_SYNTAX, line, lexer->at, NULL,
                   "unindent does not match any outer indentation level");
    if (begins_with_clause(lexer))
        add_dedent(lexer);
    else
        lexer->indentations[lexer->indentation_count - 1] = width;
}

static void add_dedents(Lexer *lexer, const char *line, Indentation width)
{
    while (lexer->indentation_count > 1 && width.column <= lexer->indentations[lexer->indentation_count - 2].column)
        add_dedent(lexer);
    Indentation top = lexer->indentations[lexer->indentation_count - 1];
    if (width.column != top.column)
        complain_unindent(lexer, line, width);
    else if (width.alternative != top.alternative)
        complain_tabs(lexer, line);
}

/* The beginning of a logical line. Blank lines and those with only a comment have no indentation. */
static void lex_line_start(Lexer *lexer)
{
    const char *line = lexer->at;
    Indentation width = measure_indentation(lexer);
    if (lexer->at == lexer->end)
        return;
    if (*lexer->at == '#' || *lexer->at == '\n') {
        if (*lexer->at == '#')
            skip_comment(lexer);
        lexer->at += lexer->at < lexer->end;
        return;
    }
    lexer->is_line_start = false;
    Indentation top = lexer->indentations[lexer->indentation_count - 1];
    if (width.column == top.column) {
        if (width.alternative != top.alternative)
            complain_tabs(lexer, line);
    } else if (width.column > top.column) {
        if (width.alternative <= top.alternative)
            complain_tabs(lexer, line);
        add_indent(lexer, line, width);
    } else {
        add_dedents(lexer, line, width);
    }
    lexer->is_statement = false;
}

/* ---- the whole ---- */

static void lex_token(Lexer *lexer)
{
    Nesting *nesting = lexer_nesting(lexer);
    char c = *lexer->at;
    bool is_number = (c >= '0' && c <= '9') ||
                     (c == '.' && lexer->end - lexer->at > 1 && lexer->at[1] >= '0' && lexer->at[1] <= '9');
    if (nesting && (nesting->kind == NESTING_FSTRING || nesting->is_in_spec))
        lex_fstring_text(lexer);
    else if (is_blank(c))
        lexer->at++;
    else if (c == '\n')
        lex_line_end(lexer);
    else if (c == '#')
        skip_comment(lexer);
    else if (c == '\\')
        lex_backslash(lexer);
    else if (is_number)
        lex_number(lexer);
    else if (lex_is_string(lexer))
        lex_string(lexer);
    else if (lexer_is_name_start(lexer->at, lexer->end))
        lex_name(lexer);
    else
        lex_sign(lexer);
}

/* An f-string that is still open is reported where its text ends; this makes the lexer look there once more. */
static void end_text(Lexer *lexer)
{
    Nesting *nesting = lexer_nesting(lexer);
    if (nesting && (nesting->kind == NESTING_FSTRING || nesting->is_in_spec))
        lex_fstring_text(lexer);
    end_nestings(lexer);
    if (lexer->is_statement)
        lexer_add(lexer, TOKEN_NEWLINE, lexer->at, lexer->at);
    while (lexer->indentation_count > 1) {
        lexer->indentation_count--;
        lexer_add(lexer, TOKEN_DEDENT, lexer->at, lexer->at);
    }
}

static void lex_all(Lexer *lexer)
{
    while (lexer->at < lexer->end && !is_full(lexer)) {
        if (lexer->is_line_start)
            lex_line_start(lexer);
        else
            lex_token(lexer);
    }
    if (!is_full(lexer))
        end_text(lexer);
}

/* ---- the source ---- */

/* A copy in which every line end is one '\n', without a byte order mark. */
static size_t normalise(const char *source, size_t length, char *copy)
{
    const char *at = source, *end = source + length;
    char *out = copy;
    if (length >= 3 && memcmp(source, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    for (; at < end; at++) {
        if (*at != '\r')
            *out++ = *at;
        else if (at + 1 == end || at[1] != '\n')
            *out++ = '\n';
    }
    return (size_t)(out - copy);
}

/* Whether the whole source is UTF-8 without NULs; the first byte that is not is reported. */
static bool is_readable(Lexer *lexer)
{
    for (const char *at = lexer->source; at < lexer->end;) {
        int length;
        if (*at == '\0') {
            lexer_complain(lexer, DIAGNOSTIC_SYNTAX, at, at + 1, "is this really a Python file?",
                           "source code cannot contain null bytes");
            return false;
        }
        if (utf8_decode(at, lexer->end, &length) < 0) {
            lexer_complain(lexer, DIAGNOSTIC_SYNTAX, at, at + 1, "save the file as UTF-8",
                           "byte 0x%02X is not UTF-8", (unsigned)(unsigned char)*at);
            return false;
        }
        at += length;
    }
    return true;
}

static void lexer_init(Lexer *lexer, LexerStart start, const char *source, size_t length)
{
    lexer->source = lexer->at = source;
    lexer->end = source + length;
    lexer->token_place = (Place){source, start.line, start.column};
    lexer->list.source = source;
    lexer->indentation_count = 1;
    lexer->is_line_start = !start.is_expression;
}

TokenList lexer_read(const char *source, size_t length, LexerStart start, Pool *scratch, Pool *pool,
                     Diagnostics *diagnostics)
{
    Lexer lexer = {.scratch = scratch, .pool = pool, .diagnostics = diagnostics};
    bool is_too_long = length > LEXER_LONGEST_FILE;
    char *copy = is_too_long ? NULL : pool_alloc(scratch, length + 1);
    bool is_there = copy && !is_full(&lexer);
    if (is_there)
        length = normalise(source, length, copy);
    lexer_init(&lexer, start, is_there ? copy : "", is_there ? length : 0);
    if (is_too_long)
        lexer_complain(&lexer, DIAGNOSTIC_REFUSED, lexer.at, lexer.at, "split it, or generate less",
                       "a scenario has at most %d MiB of text", LEXER_LONGEST_FILE >> 20);
    if (is_readable(&lexer))
        lex_all(&lexer);
    lexer.at = lexer.at > lexer.end ? lexer.end : lexer.at;
    lexer_add(&lexer, TOKEN_END, lexer.at, lexer.at);
    return lexer.list;
}
