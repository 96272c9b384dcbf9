/* JSON, written as it comes: objects on one line, nothing is kept.
 *
 *     json_open(json, NULL); json_number(json, "turn", 3); json_close(json);      {"turn":3}
 *
 * What is written is UTF-8 and JSON whatever the texts hold: bytes that are no character become U+FFFD. Keys are
 * the writer's own and need no escapes. */
#ifndef LOOPSCOPE_JSON_H
#define LOOPSCOPE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct Json {
    FILE *file;
    bool needs_comma; /* before what comes next in the object */
} Json;

/* Begin an object: the value of a key, or, where it is NULL, one by itself. */
void json_open(Json *json, const char *key);
void json_close(Json *json);

void json_text(Json *json, const char *key, const char *text);
void json_bytes(Json *json, const char *key, const char *bytes, size_t size);
void json_number(Json *json, const char *key, int64_t number);
/* null where it is no finite number. */
void json_real(Json *json, const char *key, double number);
void json_flag(Json *json, const char *key, bool flag);
void json_null(Json *json, const char *key);
/* Nanoseconds as microseconds with a fraction. */
void json_microseconds(Json *json, const char *key, int64_t ns);

#endif
