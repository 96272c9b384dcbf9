/* Numbers. An int has 64 bits; its magnitude is kept up to 2**63, so that the parser can make the smallest one. */
#include "lexer_state.h"

#include <stdlib.h>
#include <string.h>

static const uint64_t INT_END = (uint64_t)1 << 63;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static unsigned digit_value(char c)
{
    if (is_digit(c))
        return (unsigned)(c - '0');
    return is_letter(c) ? (unsigned)((c | 32) - 'a') + 10 : 99;
}

static char char_at(const Lexer *lexer, const char *at)
{
    return at < lexer->end ? *at : '\0';
}

/* digits: digit ('_'? digit)*. Returns their end, which is `at` where there is none. */
static const char *digits_end(const Lexer *lexer, const char *at, unsigned base)
{
    while (at < lexer->end && digit_value(*at) < base) {
        at++;
        if (char_at(lexer, at) == '_' && digit_value(char_at(lexer, at + 1)) < base)
            at++;
    }
    return at;
}

static uint64_t digits_value(const char *at, const char *end, unsigned base)
{
    uint64_t value = 0;
    for (; at < end; at++) {
        if (*at == '_')
            continue;
        if (value > INT_END / base || value * base + digit_value(*at) > INT_END)
            return UINT64_MAX;
        value = value * base + digit_value(*at);
    }
    return value;
}

/* `1if x else y` is Python, if only just: a keyword may follow a number directly. */
static bool is_keyword_that_may_follow(const char *at, const char *end)
{
    static const char *const words[] = {"and", "else", "for", "if", "in", "is", "not", "or"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if ((size_t)(end - at) >= length && memcmp(at, words[i], length) == 0)
            return true;
    }
    return false;
}

/* Skip what stands glued to a number and make all of it an ERROR. */
static void add_broken_number(Lexer *lexer, const char *start, const char *from)
{
    const char *end = from;
    while (end < lexer->end && (is_digit(*end) || *end == '_' || lexer_is_name_start(end, lexer->end)))
        end = is_digit(*end) ? end + 1 : lexer_name_end(end, lexer->end);
    lexer_add(lexer, TOKEN_ERROR, start, end > start ? end : start + 1);
}

/* What ends the number must not be a letter. True, with the error reported, where it is. */
static bool ends_badly(Lexer *lexer, const char *start, const char *end, const char *kind)
{
    bool is_glued = end < lexer->end && (*end == '_' || lexer_is_name_start(end, lexer->end));
    if (!is_glued || is_keyword_that_may_follow(end, lexer->end))
        return false;
    lexer_complain(lexer, DIAGNOSTIC_SYNTAX, start, end, NULL, "invalid %s literal", kind);
    add_broken_number(lexer, start, end);
    return true;
}

/* 0x…, 0o…, 0b… */
static void lex_based(Lexer *lexer, unsigned base, const char *kind)
{
    const char *start = lexer->at, *digits = start + 2;
    if (char_at(lexer, digits) == '_')
        digits++;
    const char *end = digits_end(lexer, digits, base);
    if (is_digit(char_at(lexer, end))) {
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, end, end + 1, NULL, "invalid digit '%c' in %s literal", *end,
                       kind);
        add_broken_number(lexer, start, end);
    } else if (end == digits) {
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, start, end, NULL, "invalid %s literal", kind);
        add_broken_number(lexer, start, end);
    } else if (!ends_badly(lexer, start, end, kind)) {
        lexer_add(lexer, TOKEN_INT, start, end)->integer = digits_value(digits, end, base);
    }
}

/* exponent: ('e' | 'E') ['+' | '-'] digits. Returns its end, or `at` where there is none. */
static const char *exponent_end(const Lexer *lexer, const char *at)
{
    if ((char_at(lexer, at) | 32) != 'e')
        return at;
    const char *digits = at + 1;
    if (char_at(lexer, digits) == '+' || char_at(lexer, digits) == '-')
        digits++;
    return is_digit(char_at(lexer, digits)) ? digits_end(lexer, digits, 10) : at;
}

/* strtod knows no underscores. The text is copied without them; a copy that finds no room reads as 0. */
static double real_value(Lexer *lexer, const char *start, const char *end)
{
    char *copy = pool_alloc(lexer->scratch, (size_t)(end - start) + 1);
    if (lexer->scratch->is_full)
        return 0;
    size_t length = 0;
    for (const char *at = start; at < end; at++) {
        if (*at != '_')
            copy[length++] = *at;
    }
    return strtod(copy, NULL);
}

static bool has_only_zeros(const char *start, const char *end)
{
    while (start < end && (*start == '0' || *start == '_'))
        start++;
    return start == end;
}

static void add_int(Lexer *lexer, const char *start, const char *end)
{
    if (*start == '0' && !has_only_zeros(start, end)) {
        const char *hint = "write the number without leading zeros";
        lexer_complain(lexer, DIAGNOSTIC_SYNTAX, start, end, hint,
                       "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal "
                       "integers");
        lexer_add(lexer, TOKEN_ERROR, start, end);
    } else if (!ends_badly(lexer, start, end, "decimal")) {
        lexer_add(lexer, TOKEN_INT, start, end)->integer = digits_value(start, end, 10);
    }
}

/* An int or a float, or what would be a complex number. */
static void lex_decimal(Lexer *lexer)
{
    const char *start = lexer->at, *end = digits_end(lexer, start, 10), *whole = end;
    if (char_at(lexer, end) == '.')
        end = digits_end(lexer, end + 1, 10);
    end = exponent_end(lexer, end);
    if ((char_at(lexer, end) | 32) == 'j') {
        end++;
        lexer_complain(lexer, DIAGNOSTIC_REFUSED, start, end, "a scenario has int and float",
                       "complex numbers are not part of scenario Python");
        lexer_add(lexer, TOKEN_FLOAT, start, end);
    } else if (end == whole) {
        add_int(lexer, start, end);
    } else if (!ends_badly(lexer, start, end, "decimal")) {
        double real = real_value(lexer, start, end);
        lexer_add(lexer, TOKEN_FLOAT, start, end)->real = real;
    }
}

void lex_number(Lexer *lexer)
{
    char second = lexer->at[0] == '0' ? (char)(char_at(lexer, lexer->at + 1) | 32) : '\0';
    if (second == 'x')
        lex_based(lexer, 16, "hexadecimal");
    else if (second == 'o')
        lex_based(lexer, 8, "octal");
    else if (second == 'b')
        lex_based(lexer, 2, "binary");
    else
        lex_decimal(lexer);
}
