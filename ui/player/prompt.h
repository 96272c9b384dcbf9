/* A prompt: one line that a person types. */
#ifndef LOOPSCOPE_PROMPT_H
#define LOOPSCOPE_PROMPT_H

#include "keys.h"

enum { PROMPT_BYTES = 128 };

typedef struct Prompt {
    const char *label; /* «go to» */
    const char *hint;  /* what can be typed, while nothing is */
    char text[PROMPT_BYTES];
} Prompt;

typedef enum PromptResult { PROMPT_GOES_ON, PROMPT_ACCEPTED, PROMPT_CANCELLED } PromptResult;

void prompt_begin(Prompt *prompt, const char *label, const char *hint, const char *text);
PromptResult prompt_key(Prompt *prompt, Key key);

#endif
