/* Output by lines. The text is one run of bytes; writes are pieces of it. Both are walked from the end. */
#include "output_view.h"

#include <string.h>

/* The beginning of the line that ends at `end` (its line feed excluded). */
static size_t line_start(const char *text, size_t end)
{
    while (end > 0 && text[end - 1] != '\n')
        end--;
    return end;
}

/* The last write that begins at or before an offset; *at comes from the end downward. */
static void find_write(const Sim *sim, const char *text, size_t offset, size_t *at, OutputLine *line)
{
    SimPrint print;
    while (*at > 0 && sim_print(sim, *at - 1, &print)) {
        if ((size_t)(print.text - text) <= offset) {
            line->time_ns = print.time_ns;
            line->turn = print.turn;
            line->stream = print.stream;
            return;
        }
        --*at;
    }
}

static void reverse(OutputLine *lines, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        OutputLine line = lines[i];
        lines[i] = lines[count - 1 - i];
        lines[count - 1 - i] = line;
    }
}

size_t output_lines(const Sim *sim, size_t skip, OutputLine *lines, size_t most)
{
    size_t size, count = 0, at = sim_print_count(sim);
    const char *text = sim_output(sim, &size);
    size_t end = size > 0 && text[size - 1] == '\n' ? size - 1 : size;
    for (bool is_left = size > 0; is_left && count < most;) {
        size_t start = line_start(text, end);
        if (skip > 0) {
            skip--;
        } else {
            lines[count] = (OutputLine){.stream = 1, .text = text + start, .size = end - start};
            find_write(sim, text, start, &at, &lines[count++]);
        }
        is_left = start > 0;
        end = start > 0 ? start - 1 : 0;
    }
    reverse(lines, count);
    return count;
}
