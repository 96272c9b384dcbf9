/* The library Python of python/, put into C when loopscope is built (EmbedPython.cmake). */
#ifndef LOOPSCOPE_PYTHON_SOURCES_H
#define LOOPSCOPE_PYTHON_SOURCES_H

#include <stddef.h>

typedef struct PythonSource {
    const char *text;
    size_t length;
} PythonSource;

extern const PythonSource python___future__, python_abc, python_collections, python_collections_abc,
    python_contextlib, python_dataclasses, python_datetime, python_enum, python_functools, python_heapq,
    python_json, python_logging, python_statistics, python_string, python_threading, python_traceback,
    python_typing, python__threads;

#endif
