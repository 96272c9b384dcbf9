/* Growing text and UTF-8. */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_release(Text *text)
{
    free(text->bytes);
    *text = (Text){0};
}

void text_clear(Text *text)
{
    text->length = 0;
    if (text->bytes)
        text->bytes[0] = '\0';
}

static bool has_room(Text *text, size_t more)
{
    size_t needed = text->length + more + 1;
    if (needed <= text->capacity)
        return true;
    size_t capacity = text->capacity ? text->capacity : 64;
    while (capacity < needed)
        capacity *= 2;
    char *bytes = realloc(text->bytes, capacity);
    if (!bytes)
        return false;
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

void text_add_bytes(Text *text, const char *bytes, size_t length)
{
    if (length == 0 || !has_room(text, length))
        return;
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_add(Text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

void text_add_char(Text *text, char byte)
{
    text_add_bytes(text, &byte, 1);
}

void text_add_code_point(Text *text, uint32_t code_point)
{
    char bytes[4];
    int length = utf8_encode(code_point, bytes);
    text_add_bytes(text, bytes, (size_t)length);
}

void text_format_list(Text *text, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length > 0 && has_room(text, (size_t)length)) {
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

void text_format(Text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text_format_list(text, format, arguments);
    va_end(arguments);
}

const char *text_string(const Text *text)
{
    return text->bytes ? text->bytes : "";
}

static int sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if ((lead & 0xF0) == 0xE0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

int32_t utf8_decode(const char *bytes, const char *end, int *length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    int count = sequence_length(at[0]);
    *length = 1;
    if (count == 0 || count > end - bytes)
        return -1;
    if (count == 1)
        return at[0];
    int32_t code_point = at[0] & (0x7F >> count);
    for (int i = 1; i < count; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return -1;
        code_point = code_point << 6 | (at[i] & 0x3F);
    }
    static const int32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code_point < smallest[count] || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000))
        return -1;
    *length = count;
    return code_point;
}

int utf8_encode(uint32_t code_point, char bytes[4])
{
    if (code_point < 0x80) {
        bytes[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        bytes[0] = (char)(0xC0 | code_point >> 6);
        bytes[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        bytes[0] = (char)(0xE0 | code_point >> 12);
        bytes[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | code_point >> 18);
    bytes[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
    bytes[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
    bytes[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}

static bool begins_code_point(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

size_t utf8_count(const char *bytes, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += begins_code_point(bytes[i]);
    return count;
}

size_t utf8_offset(const char *bytes, size_t length, size_t index)
{
    enum { STRETCH = 64 }; /* bytes, in which at most as many code points begin */
    size_t at = 0;
    while (index >= STRETCH && length - at >= STRETCH) {
        index -= utf8_count(bytes + at, STRETCH);
        at += STRETCH;
    }
    for (; at < length; at++) {
        if (begins_code_point(bytes[at]) && index-- == 0)
            return at;
    }
    return length;
}

size_t utf8_cut(const char *bytes, size_t length, size_t most)
{
    size_t cut = length < most ? length : most;
    while (cut > 0 && cut < length && ((unsigned char)bytes[cut] & 0xC0) == 0x80)
        cut--;
    return cut;
}

void text_add_cut(Text *text, const char *bytes, size_t length, size_t most)
{
    size_t shown = utf8_cut(bytes, length, most);
    text_add_bytes(text, bytes, shown);
    if (shown < length)
        text_add(text, "…");
}

/* ---- lines and names ---- */

const char *text_line(const char *text, const char *end, uint32_t line)
{
    for (; line > 1 && text < end; line--) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        text = newline ? newline + 1 : end;
    }
    return text;
}

static bool is_of_name(char byte)
{
    return byte == '_' || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || ((unsigned char)byte & 0x80);
}

bool text_has_name(const char *text, size_t length, const char *name, size_t name_length)
{
    for (size_t at = 0; at + name_length <= length; at++) {
        size_t end = at + name_length;
        bool is_whole = (at == 0 || !is_of_name(text[at - 1])) && (end == length || !is_of_name(text[end]));
        if (is_whole && memcmp(text + at, name, name_length) == 0)
            return true;
    }
    return false;
}

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned text_distance(const char *a, const char *b)
{
    enum { LONGEST = 40 };
    size_t a_length = strlen(a), b_length = strlen(b);
    if (a_length > LONGEST || b_length > LONGEST)
        return LONGEST;
    unsigned rows[3][LONGEST + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i - 1) % 3], *over = rows[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = smaller(smaller(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = smaller(row[j], over[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}
