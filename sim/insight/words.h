/* Words that sentences are made of: names of tasks and things, times, counts. */
#ifndef LOOPSCOPE_WORDS_H
#define LOOPSCOPE_WORDS_H

#include "tree.h"
#include "world.h"

/* A task's label; «the module» for 0. */
void write_task(Vm *vm, uint32_t task, Text *out);
/* A thing's name; «a future» for 0. */
void write_thing(Vm *vm, uint32_t thing, Text *out);
/* «the main thread», or «worker thread 2» with its name. */
void write_thread(Vm *vm, uint32_t number, Text *out);
/* «2.0», «0.25», «0.000001»: seconds, exact, with one decimal at least. */
void write_seconds(int64_t ns, Text *out);
/* «1,000,000» */
void write_count(uint64_t count, Text *out);
/* «1 task», «2 tasks» */
void write_counted(uint64_t count, const char *one, const char *many, Text *out);
/* «1st», «2nd» … */
void write_ordinal(uint64_t number, Text *out);
/* A program's text between « and », cut at `most` bytes, newlines as spaces. */
void write_quoted(const char *bytes, size_t size, size_t most, Text *out);

/* Put words about a fact together: %t its subject as a task, %o its object as a task, %T its object as a thing, %n
 * its number, %s its number as seconds, %N the text of the journal that its number tells. */
void write_fact(Vm *vm, const Journal *journal, const Fact *fact, const char *pattern, Text *out);

/* What kind of thing it is; -1 for 0. */
int thing_kind(Vm *vm, uint32_t thing);
bool thing_state(Vm *vm, uint32_t thing, ThingState *state); /* false where it is gone */
/* A task's place in the thing's waiting line, or in that of those who want to put, from 1; 0 where it stands in
 * none. */
uint32_t thing_place_in_line(Vm *vm, uint32_t thing, uint32_t task);

/* The name in a warning "coroutine 'Client.fetch' was never awaited"; false where it is another warning. The bytes
 * are the warning's. */
bool read_never_awaited(const char *warning, TreeText *name);

#endif
