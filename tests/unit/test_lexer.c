/* The lexer: what a line becomes, and what is wrong with one. */
#include "lexer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const NAMES[] = {
#define TOKEN(name, text) #name,
#include "tokens.def"
};

typedef struct Lexed {
    Pool scratch, pool;
    Diagnostics diagnostics;
    TokenList list;
} Lexed;

static void lex(Lexed *lexed, const char *source, size_t length)
{
    *lexed = (Lexed){0};
    assert_true(pool_init(&lexed->scratch, 1 << 20));
    assert_true(pool_init(&lexed->pool, 1 << 20));
    lexed->list =
        lexer_read(source, length, (LexerStart){1, 1, false}, &lexed->scratch, &lexed->pool, &lexed->diagnostics);
}

static void release(Lexed *lexed)
{
    pool_release(&lexed->scratch);
    pool_release(&lexed->pool);
    diagnostics_release(&lexed->diagnostics);
}

/* Tokens in one line: signs and keywords as they are written, the others by kind with their value. */
static void write_tokens(const TokenList *list, Text *out)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const Token *token = &list->items[i];
        text_add(out, i > 0 ? " " : "");
        if (token->kind == TOKEN_NAME || token->kind == TOKEN_STRING || token->kind == TOKEN_FSTRING_MIDDLE)
            text_format(out, "%s(%s)", NAMES[token->kind], token->text.bytes);
        else if (token->kind == TOKEN_INT)
            text_format(out, "INT(%llu)", (unsigned long long)token->integer);
        else if (token->kind == TOKEN_FLOAT)
            text_format(out, "FLOAT(%g)", token->real);
        else if (token->kind <= TOKEN_ERROR)
            text_add(out, NAMES[token->kind]);
        else
            text_add(out, token_text(token->kind));
    }
}

typedef struct Row {
    const char *label, *source, *expected;
} Row;

static void check_tokens(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Lexed lexed;
        Text text = {0};
        lex(&lexed, rows[i].source, strlen(rows[i].source));
        write_tokens(&lexed.list, &text);
        if (strcmp(text_string(&text), rows[i].expected) != 0)
            print_error("%s\n", rows[i].label);
        assert_string_equal(text_string(&text), rows[i].expected);
        text_release(&text);
        release(&lexed);
    }
}

/* All diagnostics as «line:column message; …». */
static void check_complaints(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Lexed lexed;
        Text text = {0};
        lex(&lexed, rows[i].source, strlen(rows[i].source));
        for (size_t j = 0; j < diagnostics_kept(&lexed.diagnostics); j++) {
            const Diagnostic *one = &lexed.diagnostics.items[j];
            text_format(&text, "%s%u:%u %s", j > 0 ? "; " : "", one->span.line, one->span.column, one->message);
        }
        if (strcmp(text_string(&text), rows[i].expected) != 0)
            print_error("%s\n", rows[i].label);
        assert_string_equal(text_string(&text), rows[i].expected);
        text_release(&text);
        release(&lexed);
    }
}

#define CHECK(check, rows) check(rows, sizeof(rows) / sizeof *(rows))

static void lines_become_blocks(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"nothing at all", "", "END"},
        {"only white space and comments", "  \n# x\n\t\n", "END"},
        {"a line without its end", "a", "NAME(a) NEWLINE END"},
        {"a block and its end", "if a:\n  b\nc\n",
         "if NAME(a) : NEWLINE INDENT NAME(b) NEWLINE DEDENT NAME(c) NEWLINE END"},
        {"two blocks that end with the file", "if a:\n if b:\n  c",
         "if NAME(a) : NEWLINE INDENT if NAME(b) : NEWLINE INDENT NAME(c) NEWLINE DEDENT DEDENT END"},
        {"blank lines and comments do not count", "if a:\n  b\n\n# x\n    # y\n  c\n",
         "if NAME(a) : NEWLINE INDENT NAME(b) NEWLINE NAME(c) NEWLINE DEDENT END"},
        {"a tab goes to the next multiple of eight", "if a:\n        b\n\tc\n",
         "if NAME(a) : NEWLINE INDENT NAME(b) NEWLINE NAME(c) NEWLINE DEDENT END"},
        {"brackets join lines", "a = (1,\n  2\n)\nb", "NAME(a) = ( INT(1) , INT(2) ) NEWLINE NAME(b) NEWLINE END"},
        {"a backslash joins lines", "a = \\\n    b\n", "NAME(a) = NAME(b) NEWLINE END"},
        {"line ends of other systems", "a\r\nb\rc\r\n", "NAME(a) NEWLINE NAME(b) NEWLINE NAME(c) NEWLINE END"},
        {"a byte order mark is no letter",
         "\xEF\xBB\xBF"
         "a",
         "NAME(a) NEWLINE END"},
        {"a form feed begins the line anew", "  \fa\n", "NAME(a) NEWLINE END"},
    };
    CHECK(check_tokens, ROWS);
}

static void numbers_have_values(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"decimal with underscores", "1_000", "INT(1000) NEWLINE END"},
        {"zeros", "0 00 0_0", "INT(0) INT(0) INT(0) NEWLINE END"},
        {"other bases", "0xFf 0o17 0b1_01 0X_1", "INT(255) INT(15) INT(5) INT(1) NEWLINE END"},
        {"the largest int and one more", "9223372036854775807 9223372036854775808",
         "INT(9223372036854775807) INT(9223372036854775808) NEWLINE END"},
        {"far too large", "9223372036854775809 0xFFFFFFFFFFFFFFFFFF",
         "INT(18446744073709551615) INT(18446744073709551615) NEWLINE END"},
        {"floats", "1.5 .5 1. 1e3 1_0.2_5E-1",
         "FLOAT(1.5) FLOAT(0.5) FLOAT(1) FLOAT(1000) FLOAT(1.025) NEWLINE END"},
        {"a zero before the point", "09.5 0e1", "FLOAT(9.5) FLOAT(0) NEWLINE END"},
        {"a keyword may follow directly", "1if 2else 3", "INT(1) if INT(2) else INT(3) NEWLINE END"},
        {"an attribute of a float", "1..real", "FLOAT(1) . NAME(real) NEWLINE END"},
    };
    CHECK(check_tokens, ROWS);
}

static void strings_have_their_escapes_replaced(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"both quotes", "'a\"' \"b'\"", "STRING(a\") STRING(b') NEWLINE END"},
        {"simple escapes", "'\\t\\n\\\\\\''", "STRING(\t\n\\') NEWLINE END"},
        {"numbers", "'\\x41\\102\\u20AC\\U0001F600'", "STRING(AB\xE2\x82\xAC\xF0\x9F\x98\x80) NEWLINE END"},
        {"a joined line", "'a\\\nb'", "STRING(ab) NEWLINE END"},
        {"raw", "r'\\n\\''", "STRING(\\n\\') NEWLINE END"},
        {"three quotes hold line ends", "'''a\nb'c'''", "STRING(a\nb'c) NEWLINE END"},
        {"u means nothing", "u'a' U'b'", "STRING(a) STRING(b) NEWLINE END"},
        {"a name that begins like a prefix", "rb = bar", "NAME(rb) = NAME(bar) NEWLINE END"},
    };
    CHECK(check_tokens, ROWS);
}

static void fstrings_are_tokens_inside(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"empty", "f''", "FSTRING_START FSTRING_END NEWLINE END"},
        {"text and field", "f'a{b}c'",
         "FSTRING_START FSTRING_MIDDLE(a) { NAME(b) } FSTRING_MIDDLE(c) FSTRING_END NEWLINE END"},
        {"doubled braces", "f'{{a}}'", "FSTRING_START FSTRING_MIDDLE({a}) FSTRING_END NEWLINE END"},
        {"conversion and format", "f'{a!r:>{w}.2}'",
         "FSTRING_START { NAME(a) ! NAME(r) : FSTRING_MIDDLE(>) { NAME(w) } FSTRING_MIDDLE(.2) } FSTRING_END "
         "NEWLINE "
         "END"},
        {"unequal is no conversion", "f'{a!=b}'", "FSTRING_START { NAME(a) != NAME(b) } FSTRING_END NEWLINE END"},
        {"a colon in brackets is no format", "f'{a[1:2]}'",
         "FSTRING_START { NAME(a) [ INT(1) : INT(2) ] } FSTRING_END NEWLINE END"},
        {"a walrus is a format", "f'{a:=5}'",
         "FSTRING_START { NAME(a) : FSTRING_MIDDLE(=5) } FSTRING_END NEWLINE END"},
        {"the same quotes inside", "f'{'x'}'", "FSTRING_START { STRING(x) } FSTRING_END NEWLINE END"},
        {"inside one another", "f'{f'{a}'}'",
         "FSTRING_START { FSTRING_START { NAME(a) } FSTRING_END } FSTRING_END NEWLINE END"},
        {"a line end in a field", "f'{\na\n}'", "FSTRING_START { NAME(a) } FSTRING_END NEWLINE END"},
        {"raw keeps backslashes", "rf'\\n{a}'",
         "FSTRING_START FSTRING_MIDDLE(\\n) { NAME(a) } FSTRING_END NEWLINE END"},
        {"three quotes", "f'''a\n'{b}'''",
         "FSTRING_START FSTRING_MIDDLE(a\n') { NAME(b) } FSTRING_END NEWLINE END"},
    };
    CHECK(check_tokens, ROWS);
}

static void names_may_have_any_letters(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"umlauts", "größe = 1",
         "NAME(gr\xC3\xB6\xC3\x9F"
         "e) = INT(1) NEWLINE END"},
        {"other scripts", "名前", "NAME(\xE5\x90\x8D\xE5\x89\x8D) NEWLINE END"},
        {"soft keywords are names", "match case type _", "NAME(match) NAME(case) NAME(type) NAME(_) NEWLINE END"},
    };
    CHECK(check_tokens, ROWS);
}

static void what_is_wrong_is_said_at_its_place(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"a bracket without end", "f(1\n", "1:2 '(' was never closed"},
        {"a bracket that a statement ends", "f(1\ndef g(): pass\nh[\n",
         "1:2 '(' was never closed; 3:2 '[' was never "
         "closed"},
        {"a bracket of another kind", "(]", "1:2 closing parenthesis ']' does not match opening parenthesis '('"},
        {"the same on another line", "(\n]",
         "2:1 closing parenthesis ']' does not match opening parenthesis '(' on line 1"},
        {"a bracket too many", "a)", "1:2 unmatched ')'"},
        {"an unindent to nowhere", "if a:\n    b\n  c\n",
         "3:1 unindent does not match any outer indentation level"},
        {"lines after it are fine", "if a:\n    b\n  c\n  d\ne\n",
         "3:1 unindent does not match any outer indentation level"},
        {"tabs against spaces", "if a:\n        b\n\tc\n",
         "3:1 inconsistent use of tabs and spaces in indentation"},
        {"a string without end", "a = 'b\nc = 1", "1:5 unterminated string literal (detected at line 1)"},
        {"its bracket is not blamed", "f('b)\nc = 1", "1:3 unterminated string literal (detected at line 1)"},
        {"three quotes without end", "a = '''b\nc",
         "1:5 unterminated triple-quoted string literal (detected at line 2)"},
        {"an f-string without end", "f'a\n", "1:1 unterminated f-string literal (detected at line 1)"},
        {"three quotes of an f-string", "f'''a\n",
         "1:1 unterminated triple-quoted f-string literal (detected at line 1)"},
        {"a field without end", "f'{a'", "1:5 f-string: expecting '}'"},
        {"a format without end", "f'{a:5'", "1:7 f-string: expecting '}'"},
        {"a lone brace", "f'a}'", "1:4 f-string: single '}' is not allowed"},
        {"bytes", "b'a'", "1:1 bytes are not part of scenario Python"},
        {"a complex number", "1j", "1:1 complex numbers are not part of scenario Python"},
        {"a named character", "'\\N{DASH}'", "1:2 names of characters (\\N{...}) are not part of scenario Python"},
        {"a short escape", "'\\x1'", "1:2 truncated \\xXX escape"},
        {"a code point beyond the last", "'\\U00110000'",
         "1:2 illegal Unicode character: the largest is \\U0010FFFF"},
        {"an unknown escape", "'\\d'", "1:2 invalid escape sequence '\\d'"},
        {"leading zeros", "007",
         "1:1 leading zeros in decimal integer literals are not permitted; use an 0o prefix for "
         "octal integers"},
        {"letters behind a number", "1abc", "1:1 invalid decimal literal"},
        {"a digit too large", "0b12", "1:4 invalid digit '2' in binary literal"},
        {"no digits", "0x", "1:1 invalid hexadecimal literal"},
        {"an underscore at the end", "1_", "1:1 invalid decimal literal"},
        {"something behind a backslash", "a = \\ 1", "1:5 unexpected character after line continuation character"},
        {"nothing behind a backslash", "a = \\\n", "1:5 unexpected EOF while parsing"},
        {"typographic quotes, once",
         "a = \xE2\x80\x9C"
         "b\xE2\x80\x9D",
         "1:5 invalid character '\xE2\x80\x9C' (U+201C)"},
        {"a space that is none", "a\xC2\xA0= 1", "1:2 invalid non-printable character U+00A0"},
        {"a sign without meaning", "a ? b", "1:3 invalid syntax: '?' has no meaning here"},
        {"bytes that are not UTF-8", "a\nb\xFF", "2:2 byte 0xFF is not UTF-8"},
        {"columns count code points", "\"\xC3\xA4\xC3\xB6\" ?", "1:6 invalid syntax: '?' has no meaning here"},
    };
    CHECK(check_complaints, ROWS);
}

static void a_null_byte_is_refused(void **state)
{
    (void)state;
    Lexed lexed;
    lex(&lexed, "a\0b", 3);
    assert_int_equal(lexed.diagnostics.error_count, 1);
    assert_string_equal(lexed.diagnostics.items[0].message, "source code cannot contain null bytes");
    release(&lexed);
}

static void nesting_has_limits(void **state)
{
    (void)state;
    char source[LEXER_DEEPEST_BRACKETS + 2];
    Lexed lexed;
    memset(source, '(', sizeof source);
    lex(&lexed, source, sizeof source);
    assert_string_equal(lexed.diagnostics.items[0].message, "too many nested parentheses");
    assert_int_equal(lexed.diagnostics.items[0].span.column, LEXER_DEEPEST_BRACKETS + 1);
    assert_int_equal(lexed.diagnostics.count, 1);
    release(&lexed);
}

static void text_has_a_limit(void **state)
{
    (void)state;
    size_t length = (size_t)LEXER_LONGEST_FILE + 1;
    char *source = malloc(length);
    Lexed lexed;
    assert_non_null(source);
    memset(source, '#', length);
    lex(&lexed, source, length);
    assert_string_equal(lexed.diagnostics.items[0].message, "a scenario has at most 16 MiB of text");
    assert_string_equal(lexed.diagnostics.items[0].hint, "split it, or generate less");
    release(&lexed);
    free(source);
}

static void directive_comments_are_kept(void **state)
{
    (void)state;
    static const char SOURCE[] = "#: title  A  \na = 1 # no\nb = (2, #:  knob\n  #:in\n)\n";
    Lexed lexed;
    lex(&lexed, SOURCE, strlen(SOURCE));
    assert_int_equal(lexed.list.comment_count, 3);
    const TreeComment *comments = lexed.list.comments;
    assert_string_equal(comments[0].text.bytes, "title  A");
    assert_true(comments[0].is_own_line);
    assert_int_equal(comments[0].place.column, 4);
    assert_string_equal(comments[1].text.bytes, "knob");
    assert_false(comments[1].is_own_line);
    assert_int_equal(comments[1].span.line, 3);
    assert_int_equal(comments[1].span.column, 9);
    assert_int_equal(comments[1].place.column, 13);
    assert_string_equal(comments[2].text.bytes, "in");
    assert_true(comments[2].is_own_line);
    release(&lexed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_blocks),
        cmocka_unit_test(numbers_have_values),
        cmocka_unit_test(strings_have_their_escapes_replaced),
        cmocka_unit_test(fstrings_are_tokens_inside),
        cmocka_unit_test(names_may_have_any_letters),
        cmocka_unit_test(what_is_wrong_is_said_at_its_place),
        cmocka_unit_test(a_null_byte_is_refused),
        cmocka_unit_test(nesting_has_limits),
        cmocka_unit_test(text_has_a_limit),
        cmocka_unit_test(directive_comments_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
