/* Loops that look: `while` loops in which a task looks whether something has come, and else sleeps or waits again.
 *
 * Seen in the source alone: a `while` whose condition the body does not move on by itself, or, where the condition
 * is a constant, one whose body decides something (`if`, `match`, `try`). A `for` in which somebody sleeps is work
 * that takes time, and so is `while left > 0: await sleep(1); left -= 1`. */
#ifndef LOOPSCOPE_LOOKING_H
#define LOOPSCOPE_LOOKING_H

#include "tree.h"

#include <stdbool.h>

/* Mark the lines of such loops' bodies: marks[line] becomes 1, of `line_count` lines. `source` is the text that the
 * tree was made of. */
void looking_mark(const Node *module, const char *source, size_t length, uint8_t *marks, uint32_t line_count);

#endif
