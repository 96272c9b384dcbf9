/* Keeping and writing diagnostics. */
#include "diagnostics.h"

#include <stdlib.h>
#include <string.h>

void diagnostics_release(Diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics_kept(diagnostics); i++) {
        free(diagnostics->items[i].message);
        free(diagnostics->items[i].hint);
    }
    *diagnostics = (Diagnostics){0};
}

size_t diagnostics_kept(const Diagnostics *diagnostics)
{
    return diagnostics->count < DIAGNOSTICS_MOST ? diagnostics->count : DIAGNOSTICS_MOST;
}

static bool is_before(SourceSpan a, SourceSpan b)
{
    return a.line != b.line ? a.line < b.line : a.column < b.column;
}

static bool is_same_place(SourceSpan a, SourceSpan b)
{
    return a.line == b.line && a.column == b.column;
}

static char *copy_of(const char *string)
{
    size_t size = strlen(string) + 1;
    char *copy = malloc(size);
    if (copy)
        memcpy(copy, string, size);
    return copy;
}

static char *formatted(const char *format, va_list arguments)
{
    Text text = {0};
    text_format_list(&text, format, arguments);
    return text.bytes ? text.bytes : copy_of("");
}

void diagnostics_add(Diagnostics *diagnostics, DiagnosticKind kind, SourceSpan span, const char *hint,
                     const char *format, ...)
{
    size_t kept = diagnostics_kept(diagnostics), at = kept;
    for (size_t i = 0; i < kept; i++) {
        if (is_same_place(diagnostics->items[i].span, span) && diagnostics->items[i].kind == kind)
            return;
    }
    diagnostics->count++;
    diagnostics->error_count += kind != DIAGNOSTIC_WARNING;
    if (kept == DIAGNOSTICS_MOST)
        return;
    while (at > 0 && is_before(span, diagnostics->items[at - 1].span)) {
        diagnostics->items[at] = diagnostics->items[at - 1];
        at--;
    }
    va_list arguments;
    va_start(arguments, format);
    diagnostics->items[at] = (Diagnostic){kind, span, formatted(format, arguments), hint ? copy_of(hint) : NULL};
    va_end(arguments);
}

/* The line with control characters as `?` and tabs as one space, so that the caret stands where it should. */
static void write_line(const char *start, const char *end, Text *out)
{
    for (const char *at = start; at < end; at++)
        text_add_char(out, *at == '\t' ? ' ' : (unsigned char)*at < 32 || *at == 127 ? '?' : *at);
}

static void write_caret(const Diagnostic *diagnostic, size_t line_length, Text *out)
{
    uint32_t from = diagnostic->span.column, to = diagnostic->span.end_column;
    if (diagnostic->span.end_line != diagnostic->span.line || to > line_length + 1)
        to = (uint32_t)line_length + 1;
    for (uint32_t column = 1; column < from; column++)
        text_add_char(out, ' ');
    text_add_char(out, '^');
    for (uint32_t column = from + 1; column < to; column++)
        text_add_char(out, '~');
}

void diagnostic_write(const Diagnostic *diagnostic, const char *file_name, const char *source, size_t source_length,
                      Text *out)
{
    const char *word = diagnostic->kind == DIAGNOSTIC_WARNING ? "warning" : "error";
    text_add(out, file_name);
    if (diagnostic->span.line > 0)
        text_format(out, ":%u:%u", diagnostic->span.line, diagnostic->span.column);
    text_format(out, ": %s: %s\n", word, diagnostic->message ? diagnostic->message : "");
    const char *end = source + source_length, *start = text_line(source, end, diagnostic->span.line);
    const char *newline = start < end ? memchr(start, '\n', (size_t)(end - start)) : NULL;
    const char *line_end = newline ? newline : end;
    if (diagnostic->span.line > 0 && line_end > start) {
        text_add(out, "    ");
        write_line(start, line_end, out);
        text_add(out, "\n    ");
        write_caret(diagnostic, utf8_count(start, (size_t)(line_end - start)), out);
        text_add(out, "\n");
    }
    if (diagnostic->hint)
        text_format(out, "    %s\n", diagnostic->hint);
}
