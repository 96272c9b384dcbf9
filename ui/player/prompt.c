/* Typing a line. */
#include "prompt.h"

#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

void prompt_begin(Prompt *prompt, const char *label, const char *hint, const char *text)
{
    *prompt = (Prompt){.label = label, .hint = hint};
    snprintf(prompt->text, sizeof prompt->text, "%s", text);
}

/* Take the last character away, all its bytes. */
static void drop_last(Prompt *prompt)
{
    size_t length = strlen(prompt->text);
    while (length > 0 && ((unsigned char)prompt->text[length - 1] & 0xC0) == 0x80)
        length--;
    if (length > 0)
        prompt->text[length - 1] = '\0';
}

static void drop_word(Prompt *prompt)
{
    size_t length = strlen(prompt->text);
    while (length > 0 && prompt->text[length - 1] == ' ')
        length--;
    while (length > 0 && prompt->text[length - 1] != ' ')
        length--;
    prompt->text[length] = '\0';
}

static void append(Prompt *prompt, Key key)
{
    utf8proc_uint8_t bytes[4];
    size_t length = strlen(prompt->text);
    if (key < ' ' || key > 0x10FFFF)
        return;
    utf8proc_ssize_t size = utf8proc_encode_char((utf8proc_int32_t)key, bytes);
    if (size < 1 || length + (size_t)size >= sizeof prompt->text)
        return;
    memcpy(prompt->text + length, bytes, (size_t)size);
    prompt->text[length + (size_t)size] = '\0';
}

PromptResult prompt_key(Prompt *prompt, Key key)
{
    switch (key) {
    case PRESS_ENTER:
        return PROMPT_ACCEPTED;
    case PRESS_ESCAPE:
    case PRESS_CTRL_C:
        return PROMPT_CANCELLED;
    case PRESS_BACKSPACE:
        if (!*prompt->text)
            return PROMPT_CANCELLED;
        drop_last(prompt);
        break;
    case PRESS_CTRL_U:
        prompt->text[0] = '\0';
        break;
    case PRESS_CTRL_W:
        drop_word(prompt);
        break;
    default:
        append(prompt, key);
        break;
    }
    return PROMPT_GOES_ON;
}
