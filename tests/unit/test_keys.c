/* The list of actions: every key means one thing, and every action can be reached. */
#include "actions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_every_action_has_keys_that_mean_it_alone(void **state)
{
    (void)state;
    for (Action action = 1; action < ACTION_COUNT; action++) {
        if (action_key(action, 0) == PRESS_NONE)
            fail_msg("no key that is known: %s", action_info(action)->help);
        for (size_t i = 0; action_key(action, i) != PRESS_NONE; i++)
            if (action_of_key(action_key(action, i)) != action)
                fail_msg("a key of «%s» means something else", action_info(action)->help);
    }
}

static void test_all_names_of_keys_are_known(void **state)
{
    (void)state;
    for (Action action = 1; action < ACTION_COUNT; action++) {
        size_t names = 1, keys = 0;
        for (const char *at = action_info(action)->keys; *at; at++)
            names += *at == ' ';
        while (action_key(action, keys) != PRESS_NONE)
            keys++;
        if (names != keys)
            fail_msg("«%s» holds a key that is not known", action_info(action)->keys);
    }
}

static void test_the_keys_of_the_contract_do_what_it_says(void **state)
{
    (void)state;
    static const struct {
        Key key;
        Action action;
    } rows[] = {
        {PRESS_RIGHT, ACTION_STEP},
        {'l', ACTION_STEP},
        {PRESS_LEFT, ACTION_BACK},
        {'i', ACTION_LINE_STEP},
        {'I', ACTION_LINE_BACK},
        {PRESS_SHIFT_RIGHT, ACTION_ITERATION_STEP},
        {'H', ACTION_ITERATION_BACK},
        {'t', ACTION_CLOCK_STEP},
        {PRESS_PAGE_DOWN, ACTION_CUE_STEP},
        {'[', ACTION_CUE_BACK},
        {' ', ACTION_PLAY},
        {PRESS_HOME, ACTION_START},
        {'G', ACTION_END},
        {':', ACTION_GOTO},
        {'{', ACTION_LAST_CHANGE},
        {'x', ACTION_RULER},
        {',', ACTION_KNOB_DOWN},
        {';', ACTION_KNOB_UP},
        {'S', ACTION_SEED},
        {'R', ACTION_RELOAD},
        {'\\', ACTION_FILTER},
        {'?', ACTION_HELP},
        {PRESS_F1, ACTION_HELP},
        {'q', ACTION_QUIT},
        {PRESS_ESCAPE, ACTION_CLOSE},
        {'#', ACTION_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (action_of_key(rows[i].key) != rows[i].action)
            fail_msg("row %zu", i);
}

static void test_keys_are_shown_as_people_know_them(void **state)
{
    (void)state;
    char text[KEY_TEXT_BYTES];
    assert_string_equal(key_text(text, PRESS_SHIFT_LEFT, false), "Shift+←");
    assert_string_equal(key_text(text, PRESS_RIGHT, true), "right");
    assert_string_equal(key_text(text, ' ', false), "space");
    assert_string_equal(key_text(text, '?', false), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_action_has_keys_that_mean_it_alone),
        cmocka_unit_test(test_all_names_of_keys_are_known),
        cmocka_unit_test(test_the_keys_of_the_contract_do_what_it_says),
        cmocka_unit_test(test_keys_are_shown_as_people_know_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
