/* SHA-256 (FIPS 180-4), so that a report can say which file it is of: as `sha256sum` does. */
#ifndef LOOPSCOPE_SHA256_H
#define LOOPSCOPE_SHA256_H

#include <stddef.h>

enum { SHA256_TEXT_BYTES = 65 };

/* Write the digest as 64 hexadecimal digits. */
void sha256_text(char digits[SHA256_TEXT_BYTES], const char *bytes, size_t size);

#endif
