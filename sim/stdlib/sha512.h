/* SHA-512, with which `random.seed("text")` makes a number of a text. */
#ifndef LOOPSCOPE_SHA512_H
#define LOOPSCOPE_SHA512_H

#include <stddef.h>
#include <stdint.h>

enum { SHA512_BYTES = 64 };

void sha512(const void *data, size_t size, uint8_t digest[SHA512_BYTES]);

#endif
