/* What Unicode says of a code point, as CPython's str asks for it. */
#ifndef LOOPSCOPE_UNICODE_H
#define LOOPSCOPE_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

bool unicode_is_space(uint32_t code_point);
bool unicode_is_line_end(uint32_t code_point); /* as str.splitlines */
bool unicode_is_alpha(uint32_t code_point);
bool unicode_is_decimal(uint32_t code_point);
bool unicode_is_digit(uint32_t code_point);   /* decimal digits, superscripts, digits in circles */
bool unicode_is_numeric(uint32_t code_point); /* fractions, Roman and Chinese numerals too */
bool unicode_is_lower(uint32_t code_point);
bool unicode_is_upper(uint32_t code_point);
bool unicode_is_title(uint32_t code_point);
bool unicode_is_cased(uint32_t code_point);
bool unicode_is_case_ignorable(uint32_t code_point); /* does not end a word: accents, apostrophes */
bool unicode_is_printable(uint32_t code_point);
bool unicode_starts_identifier(uint32_t code_point);
bool unicode_continues_identifier(uint32_t code_point);

/* The value of a decimal digit, -1 for other code points. */
int unicode_decimal(uint32_t code_point);

/* Case mappings of one code point to at most UNICODE_CASE_MOST; they return how many. A Greek capital sigma's lower
 * case depends on its place and is the caller's affair. */
enum { UNICODE_CASE_MOST = 4 };
typedef int UnicodeCase(uint32_t code_point, uint32_t mapped[UNICODE_CASE_MOST]);
UnicodeCase unicode_to_upper, unicode_to_lower, unicode_to_title, unicode_to_folded;

#endif
