/* The words in which numbers and names are told: times, sizes, the nearest word. One way everywhere. */
#ifndef LOOPSCOPE_WORDS_H
#define LOOPSCOPE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A time in seconds with at least one decimal and no idle zeros: «3.5 s», «0.0 s», «0.000001 s». Returns buffer. */
enum { TIME_TEXT_BYTES = 40 };
const char *time_text(char buffer[TIME_TEXT_BYTES], int64_t time_ns);
/* The same without the unit. */
const char *seconds_text(char buffer[TIME_TEXT_BYTES], int64_t time_ns);

/* A count with thin groups: «100 000». */
enum { COUNT_TEXT_BYTES = 32 };
const char *count_text(char buffer[COUNT_TEXT_BYTES], uint64_t count);

/* A number as a person writes it: without idle zeros. */
enum { NUMBER_TEXT_BYTES = 40 };
const char *number_text(char buffer[NUMBER_TEXT_BYTES], double number);

/* Read «3.5s», «3.5 s», «3500ms», «20us», «7ns» or, where a unit is not asked for, «3.5». */
bool time_parse(const char *text, bool needs_unit, int64_t *time_ns);
/* Read a whole number from `low` to `high`; «100_000» and «100 000» are fine. */
bool count_parse(const char *text, uint64_t low, uint64_t high, uint64_t *count);
/* Read «64M», «1GiB», «4096». */
bool bytes_parse(const char *text, size_t *bytes);

/* The one of `words` that is nearest to `word`, where one is near enough to be meant; NULL else. */
const char *nearest_word(const char *word, const char *const *words, size_t count);

#endif
