/* The words of a question, broken into lines. */
#include "question_view.h"

#include "words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_BYTES = 16384, PARAGRAPH_BYTES = 4096 };

typedef struct Writer {
    char text[TEXT_BYTES];
    size_t length;
    unsigned width;
    bool is_ascii;
} Writer;

static void add_bytes(Writer *writer, const char *bytes, size_t size)
{
    if (writer->length + size >= sizeof writer->text)
        return;
    memcpy(writer->text + writer->length, bytes, size);
    writer->length += size;
    writer->text[writer->length] = '\0';
}

/* How many bytes of a text fit into so many columns: up to a blank, where there is one. A code point counts as one
 * column: a line that comes out longer is cut by whoever draws it. */
static size_t bytes_in(const char *text, unsigned columns)
{
    size_t at = 0, blank = 0;
    unsigned used = 0;
    while (text[at] && used <= columns) {
        if (text[at] == ' ')
            blank = at;
        do
            at++;
        while (((unsigned char)text[at] & 0xC0) == 0x80);
        used++;
    }
    if (!text[at] && used <= columns)
        return at;
    return blank > 0 ? blank : at;
}

/* A paragraph; its lines but the first stand in by `indent`. */
__attribute__((format(printf, 3, 4))) static void add_paragraph(Writer *writer, unsigned indent, const char *format,
                                                                ...)
{
    static const char blanks[] = "        ";
    char text[PARAGRAPH_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    unsigned stands_in = 0;
    for (const char *at = text; *at;) {
        add_bytes(writer, blanks, stands_in);
        size_t size = writer->width ? bytes_in(at, writer->width - stands_in) : strlen(at);
        add_bytes(writer, at, size);
        add_bytes(writer, "\n", 1);
        at += size;
        at += strspn(at, " ");
        stands_in = indent;
    }
}

/* «✓ 1  car 4», with the person's answer marked. */
static void add_choice(Writer *writer, const Question *question, size_t at)
{
    const SimPrediction *asked = &question->asked;
    const bool is_right = at == asked->right, is_answer = at + 1 == question->answer;
    const char *good = writer->is_ascii ? "+" : "✓", *bad = writer->is_ascii ? "!" : "✗";
    const char *mine = writer->is_ascii ? ">" : "▸";
    const char *mine_too = writer->is_ascii ? "  (your answer)" : "  (your\u00A0answer)"; /* not to be parted */
    const char *sign = " ";
    if (question->is_revealed && is_right)
        sign = good;
    else if (is_answer)
        sign = question->is_revealed ? bad : mine;
    add_paragraph(writer, 5, "%s %zu  %s%s", sign, at + 1, asked->choices[at].text,
                  is_answer && question->is_revealed ? mine_too : "");
}

static void add_truth(Writer *writer, const Question *question)
{
    const SimPrediction *asked = &question->asked;
    add_bytes(writer, "\n", 1);
    add_paragraph(writer, 0, "%s", asked->happened);
    if (question->answer > 0 && question->answer - 1 != asked->right) {
        add_bytes(writer, "\n", 1);
        add_paragraph(writer, 0, "%s", asked->choices[question->answer - 1].why);
    }
}

void question_page(const Question *question, Page *page, unsigned width, bool is_ascii)
{
    static const char *const titles[SIM_ASK_KINDS] = {
        [SIM_ASK_NEXT] = "What do you expect? Who runs next?", [SIM_ASK_CLOCK] = "What do you expect? The clock",
        [SIM_ASK_PRINTS] = "What do you expect? The output",   [SIM_ASK_SWITCHES] = "What do you expect? An await",
        [SIM_ASK_VALUE] = "What do you expect? A value",
    };
    Writer writer = {.width = width, .is_ascii = is_ascii};
    add_paragraph(&writer, 0, "%s", question->asked.question);
    add_bytes(&writer, "\n", 1);
    for (size_t i = 0; i < question->asked.choice_count; i++)
        add_choice(&writer, question, i);
    if (question->is_revealed)
        add_truth(&writer, question);
    add_bytes(&writer, "\n", 1);
    if (question->is_revealed)
        add_paragraph(&writer, 0, "%s go there   p another one", is_ascii ? "Right" : "→");
    else
        add_paragraph(&writer, 0, "1 to %zu answer   r reveal   p another one", question->asked.choice_count);
    page_close(page);
    page_open_text(page, titles[question->asked.kind], writer.text);
}

size_t question_choice_at(const Page *page, size_t line)
{
    if (line >= page_line_count(page))
        return 0;
    PageLine shown = page_line(page, line);
    size_t at = 1; /* behind the sign, which is a code point */
    while (at < shown.size && ((unsigned char)shown.text[at] & 0xC0) == 0x80)
        at++;
    bool is_choice = at + 2 < shown.size && shown.text[at] == ' ' && shown.text[at + 1] >= '1' &&
                     shown.text[at + 1] <= '9' && shown.text[at + 2] == ' ';
    return is_choice ? (size_t)(shown.text[at + 1] - '0') : 0;
}
