/* Docstrings lose their indentation when they are compiled.
 *
 * Mirrors _PyCompile_CleanDoc, Python/compile.c: tabs become spaces, the first line loses the white space before
 * it, the other lines what all of them begin with. Lines stay, also empty ones. */
#include "compiler_state.h"

enum { TAB_WIDTH = 8 };

static void expand_tabs(TreeText text, Text *out)
{
    uint32_t column = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (byte == '\t') {
            for (uint32_t spaces = TAB_WIDTH - column % TAB_WIDTH; spaces > 0; spaces--, column++)
                text_add_char(out, ' ');
            continue;
        }
        text_add_char(out, byte);
        bool is_continuation = ((unsigned char)byte & 0xC0) == 0x80;
        if (byte == '\n' || byte == '\r')
            column = 0;
        else if (!is_continuation)
            column++;
    }
}

/* The fewest spaces that a line with something in it begins with, but for the first line. */
static size_t margin_of(const char *at, const char *end)
{
    size_t margin = SIZE_MAX;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
        const char *line = ++at;
        while (at < end && *at == ' ')
            at++;
        bool is_blank = at == end || *at == '\n';
        if (!is_blank && (size_t)(at - line) < margin)
            margin = (size_t)(at - line);
    }
    return margin == SIZE_MAX ? 0 : margin;
}

static const char *skip_spaces(const char *at, const char *end, size_t most)
{
    for (size_t i = 0; i < most && at < end && *at == ' '; i++)
        at++;
    return at;
}

TreeText docstring_cleaned(TreeText text, Pool *pool)
{
    Text wide = {0}, clean = {0};
    expand_tabs(text, &wide);
    const char *at = text_string(&wide), *end = at + wide.length;
    size_t margin = margin_of(at, end);
    at = skip_spaces(at, end, SIZE_MAX);
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *next = newline ? newline + 1 : end;
        text_add_bytes(&clean, at, (size_t)(next - at));
        at = newline ? skip_spaces(next, end, margin) : end;
    }
    TreeText result = {pool_copy(pool, text_string(&clean), clean.length), (uint32_t)clean.length};
    text_release(&wide);
    text_release(&clean);
    return result;
}
