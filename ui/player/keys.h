/* Keys: what a person can press, apart from any terminal or window. A key is a Unicode code point, or one of the
 * named keys below. */
#ifndef LOOPSCOPE_KEYS_H
#define LOOPSCOPE_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t Key;

/* Named keys lie above all code points. */
enum {
    PRESS_NONE = 0,
    PRESS_CTRL_C = 3,
    PRESS_TAB = 9,
    PRESS_CTRL_L = 12,
    PRESS_ENTER = 13,
    PRESS_CTRL_U = 21,
    PRESS_CTRL_W = 23,
    PRESS_CTRL_Z = 26,
    PRESS_ESCAPE = 27,
    PRESS_BACKSPACE = 127,
    PRESS_LEFT = 0x110000,
    PRESS_RIGHT,
    PRESS_UP,
    PRESS_DOWN,
    PRESS_SHIFT_LEFT,
    PRESS_SHIFT_RIGHT,
    PRESS_SHIFT_TAB,
    PRESS_PAGE_UP,
    PRESS_PAGE_DOWN,
    PRESS_HOME,
    PRESS_END,
    PRESS_DELETE,
    PRESS_F1,
    PRESS_F5,
    PRESS_F11,
};

/* The key that a name of the list of actions means: «Right», «Shift+Left», «Ctrl+L», «x». PRESS_NONE for no key. */
Key key_named(const char *name, size_t length);

/* How a key is shown to a person: «→», «Shift+←», «PgDn», «space». ASCII: «right». Returns buffer. */
enum { KEY_TEXT_BYTES = 24 };
const char *key_text(char buffer[KEY_TEXT_BYTES], Key key, bool is_ascii);

#endif
