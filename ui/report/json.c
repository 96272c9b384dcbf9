/* Writing JSON. */
#include "json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static const char REPLACEMENT[] = "\xEF\xBF\xBD";

/* ---- characters ---- */

/* The size of the UTF-8 character at the beginning, 0 where there is none: a stray byte, one that could be shorter,
 * half of a surrogate pair, or beyond U+10FFFF. */
static size_t character_size(const unsigned char *at, size_t left)
{
    size_t size = at[0] < 0x80 ? 1 : at[0] < 0xC2 ? 0 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : at[0] < 0xF5 ? 4 : 0;
    if (size == 0 || size > left)
        return 0;
    for (size_t i = 1; i < size; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    bool is_too_long = (at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xF0 && at[1] < 0x90);
    bool is_none = (at[0] == 0xED && at[1] >= 0xA0) || (at[0] == 0xF4 && at[1] >= 0x90);
    return is_too_long || is_none ? 0 : size;
}

static void write_ascii(FILE *file, unsigned char character)
{
    static const char escapes[] = "\"\"\\\\\nn\rr\tt\bb\ff";
    const char *escape = strchr(escapes, character);
    if (character && escape && (escape - escapes) % 2 == 0)
        fprintf(file, "\\%c", escape[1]);
    else if (character < 0x20 || character == 0x7F)
        fprintf(file, "\\u%04x", character);
    else
        putc(character, file);
}

static void write_string(FILE *file, const char *bytes, size_t size)
{
    const unsigned char *at = (const unsigned char *)bytes, *end = at + size;
    putc('"', file);
    while (at < end) {
        size_t length = character_size(at, (size_t)(end - at));
        if (length == 1)
            write_ascii(file, *at);
        else if (length > 1)
            fwrite(at, 1, length, file);
        else
            fputs(REPLACEMENT, file);
        at += length ? length : 1;
    }
    putc('"', file);
}

/* ---- objects and their members ---- */

static void begin(Json *json, const char *key)
{
    if (json->needs_comma)
        putc(',', json->file);
    if (key)
        fprintf(json->file, "\"%s\":", key);
    json->needs_comma = true;
}

void json_open(Json *json, const char *key)
{
    begin(json, key);
    putc('{', json->file);
    json->needs_comma = false;
}

void json_close(Json *json)
{
    putc('}', json->file);
    json->needs_comma = true;
}

void json_bytes(Json *json, const char *key, const char *bytes, size_t size)
{
    begin(json, key);
    write_string(json->file, bytes, size);
}

void json_text(Json *json, const char *key, const char *text)
{
    json_bytes(json, key, text, strlen(text));
}

void json_number(Json *json, const char *key, int64_t number)
{
    begin(json, key);
    fprintf(json->file, "%" PRId64, number);
}

void json_real(Json *json, const char *key, double number)
{
    if (!isfinite(number)) {
        json_null(json, key);
        return;
    }
    begin(json, key);
    fprintf(json->file, "%.17g", number);
}

void json_flag(Json *json, const char *key, bool flag)
{
    begin(json, key);
    fputs(flag ? "true" : "false", json->file);
}

void json_null(Json *json, const char *key)
{
    begin(json, key);
    fputs("null", json->file);
}

void json_microseconds(Json *json, const char *key, int64_t ns)
{
    begin(json, key);
    fprintf(json->file, "%" PRId64, ns / 1000);
    if (ns % 1000)
        fprintf(json->file, ".%03d", (int)(ns % 1000));
}
