/* The source lines of a traceback entry, and the marks below them; private to vm. */
#ifndef LOOPSCOPE_TRACEBACK_SOURCE_H
#define LOOPSCOPE_TRACEBACK_SOURCE_H

#include "diagnostics.h"

/* Write the lines of `span` in a file's text, each indented by four blanks. Below them stands what raised: `^`
 * under all of it, or `~` with `^` under the operator, the index or the arguments. Nothing where the lines are
 * empty. */
void traceback_write_source(const char *source, size_t source_length, SourceSpan span, Text *out);

#endif
