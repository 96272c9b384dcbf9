/* Directives: what is read from them, and what is said about wrong ones. */
#include "directives.h"
#include "parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct Scenario {
    Pool pool;
    Diagnostics diagnostics;
    Node *module;
    Directives directives;
} Scenario;

static void open_scenario(Scenario *scenario, const char *source)
{
    *scenario = (Scenario){0};
    assert_true(pool_init(&scenario->pool, 1 << 22));
    scenario->module = parse_file(source, strlen(source), &scenario->pool, &scenario->diagnostics);
    scenario->directives = directives_read(scenario->module, &scenario->pool, &scenario->diagnostics);
}

static void close_scenario(Scenario *scenario)
{
    pool_release(&scenario->pool);
    diagnostics_release(&scenario->diagnostics);
}

static const char PARKING[] = "#: title  Parking lot\n"
                              "#: about  Eight cars share\n"
                              "#: about  three spaces.\n"
                              "#: tick   0.5\n"
                              "import asyncio\n"
                              "SPACES = 3          #: knob 1..10  parking spaces\n"
                              "RATE: float = -0.5  #: knob -2.5..2\n"
                              "open_files = 0      #: gauge 0..1024  open file descriptors\n"
                              "lot = asyncio.Semaphore(\n"
                              "    SPACES)         #: label parking lot\n"
                              "#: expect always len(cars) <= 8 and not lot.locked()\n"
                              "#: expect finally lot._value == SPACES\n"
                              "#: expect within 12.5\n"
                              "async def main():\n"
                              "    #: cue start\n"
                              "    '''What happens.'''\n"
                              "\n"
                              "    # a remark\n"
                              "    await one()\n"
                              "    #: cue a full lot  when lot.locked()\n"
                              "    #: say  The lot is full.\n"
                              "    #: say  Nobody can enter.\n"
                              "    #: note  Wait here.\n"
                              "    #: ask next\n"
                              "    #: ask value lot._value + 1\n"
                              "    #: focus parking lot\n"
                              "    if two: three()\n";

static void texts_and_times_are_read(void **state)
{
    (void)state;
    Scenario scenario;
    open_scenario(&scenario, PARKING);
    const Directives *directives = &scenario.directives;
    assert_int_equal(scenario.diagnostics.count, 0);
    assert_string_equal(directives->title.bytes, "Parking lot");
    assert_string_equal(directives->about.bytes, "Eight cars share three spaces.");
    assert_int_equal(directives->tick_ns, 500000000);
    close_scenario(&scenario);
}

static void knobs_gauges_and_labels_know_their_statements(void **state)
{
    (void)state;
    Scenario scenario;
    open_scenario(&scenario, PARKING);
    const Directives *directives = &scenario.directives;
    assert_int_equal(directives->knob_count, 2);
    assert_string_equal(directives->knobs[0].name.bytes, "SPACES");
    assert_string_equal(directives->knobs[0].text.bytes, "parking spaces");
    assert_int_equal(directives->knobs[0].low.integer, 1);
    assert_int_equal(directives->knobs[0].high.integer, 10);
    assert_int_equal(directives->knobs[0].value.integer, 3);
    assert_false(directives->knobs[0].is_real);
    assert_true(directives->knobs[1].is_real);
    assert_true(directives->knobs[1].low.real == -2.5 && directives->knobs[1].value.real == -0.5);
    assert_int_equal(directives->gauge_count, 1);
    assert_string_equal(directives->gauges[0].name.bytes, "open_files");
    assert_int_equal(directives->gauges[0].high.integer, 1024);
    assert_int_equal(directives->label_count, 1);
    assert_string_equal(directives->labels[0].text.bytes, "parking lot");
    assert_int_equal(directives->labels[0].first_line, 9);
    assert_int_equal(directives->labels[0].last_line, 10);
    close_scenario(&scenario);
}

static void cues_stand_before_the_next_line_that_runs(void **state)
{
    (void)state;
    Scenario scenario;
    open_scenario(&scenario, PARKING);
    const Cue *cues = scenario.directives.cues;
    assert_int_equal(scenario.directives.cue_count, 2);
    assert_string_equal(cues[0].name.bytes, "start");
    assert_null(cues[0].when);
    assert_int_equal(cues[0].line, 19);
    assert_string_equal(cues[1].name.bytes, "a full lot");
    assert_int_equal(cues[1].when->kind, NODE_CALL);
    assert_string_equal(cues[1].when_text.bytes, "lot.locked()");
    assert_int_equal(cues[1].line, 27);
    assert_int_equal(cues[1].say_count, 2);
    assert_string_equal(cues[1].says[1].bytes, "Nobody can enter.");
    assert_int_equal(cues[1].note_count, 1);
    assert_int_equal(cues[1].ask_count, 2);
    assert_int_equal(cues[1].asks[0].kind, ASK_NEXT);
    assert_int_equal(cues[1].asks[1].kind, ASK_VALUE);
    assert_int_equal(cues[1].asks[1].value->span.line, 25);
    assert_int_equal(cues[1].asks[1].value->span.column, 18);
    assert_string_equal(cues[1].focus.bytes, "parking lot");
    close_scenario(&scenario);
}

static void expectations_are_read(void **state)
{
    (void)state;
    Scenario scenario;
    open_scenario(&scenario, PARKING);
    const Expectation *expectations = scenario.directives.expectations;
    assert_int_equal(scenario.directives.expectation_count, 3);
    assert_int_equal(expectations[0].kind, EXPECT_ALWAYS);
    assert_int_equal(expectations[0].condition->kind, NODE_BOOL_OP);
    assert_string_equal(expectations[1].text.bytes, "lot._value == SPACES");
    assert_int_equal(expectations[2].within_ns, 12500000000);
    close_scenario(&scenario);
}

typedef struct Row {
    const char *label, *source, *expected;
} Row;

/* All diagnostics as «line:column message [hint]», one a line. */
static void check_complaints(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Scenario scenario;
        Text text = {0};
        open_scenario(&scenario, rows[i].source);
        for (size_t j = 0; j < diagnostics_kept(&scenario.diagnostics); j++) {
            const Diagnostic *one = &scenario.diagnostics.items[j];
            text_format(&text, "%u:%u %s [%s]\n", one->span.line, one->span.column, one->message,
                        one->hint ? one->hint : "");
        }
        if (strcmp(text_string(&text), rows[i].expected) != 0)
            print_error("%s\n", rows[i].label);
        assert_string_equal(text_string(&text), rows[i].expected);
        text_release(&text);
        close_scenario(&scenario);
    }
}

#define CHECK_COMPLAINTS(rows) check_complaints(rows, sizeof(rows) / sizeof *(rows))

#define KNOB_HINT "[SPACES = 3  #: knob 1..10  parking spaces]\n"
#define CUE_HINT "[#: cue lot is full when lot.locked()]\n"

static void malformed_directives_are_shown_the_right_form(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"an unknown word", "#: konb 1..3\n", "1:4 unknown directive 'konb' [did you mean 'knob'?]\n"},
        {"a word far from all others", "#: explanation\n",
         "1:4 unknown directive 'explanation' [there are: title, about, tick, knob, gauge, label, cue, say, note, "
         "ask, "
         "focus, expect]\n"},
        {"nothing", "#:\n", "1:1 this directive is empty [write # for a comment that is not for the simulator]\n"},
        {"no title", "#: title\n", "1:1 the text is missing [#: title  Parking lot]\n"},
        {"two titles", "#: title A\n#: title B\n", "2:1 this is a second title [a scenario has one title]\n"},
        {"a tick of no time", "#: tick 0\n", "1:9 a number of seconds is expected here [#: tick  0.5]\n"},
        {"a tick with a unit", "#: tick 5s\n", "1:9 a number of seconds is expected here [#: tick  0.5]\n"},
        {"a range with three dots", "A = 3 #: knob 1...3\n", "1:15 the range must be LOW..HIGH " KNOB_HINT},
        {"no range", "A = 3 #: knob\n", "1:7 the range must be LOW..HIGH " KNOB_HINT},
        {"a range backwards", "A = 3 #: knob 5..3\n", "1:15 the range ends below its beginning " KNOB_HINT},
        {"a knob on nothing", "#: knob 1..3\nA = 1\n",
         "1:1 this directive belongs behind code, on the same line " KNOB_HINT},
        {"a knob on a text", "A = 'b' #: knob 1..3\n",
         "1:9 a knob belongs to a module-level constant that is a number " KNOB_HINT},
        {"a knob on a sum", "A = 1 + 1 #: knob 1..3\n",
         "1:11 a knob belongs to a module-level constant that is a number " KNOB_HINT},
        {"a knob in a function", "def f():\n    A = 1 #: knob 1..3\n",
         "2:11 a knob belongs to a module-level constant that is a number " KNOB_HINT},
        {"a constant outside its range", "A = 5 #: knob 1..3\n",
         "1:7 the constant itself lies outside the range " KNOB_HINT},
        {"a second knob", "A = 1 #: knob 1..3\nA = 2 #: knob 1..3\n",
         "2:7 this constant has a knob already " KNOB_HINT},
        {"a gauge on a call", "f() #: gauge 1..3\n",
         "1:5 a gauge belongs to a module-level variable, where it gets its first value [open_files = 0  #: gauge "
         "0..1024  open file descriptors]\n"},
        {"a cue without a name", "#: cue\nx\n",
         "1:1 a cue has a name: words of letters, digits, '_', '-' and '.' " CUE_HINT},
        {"a condition without a name", "#: cue when x\nx\n",
         "1:1 a cue has a name: words of letters, digits, '_', '-' and '.' " CUE_HINT},
        {"a name with other signs", "#: cue a, b when x\nx\n",
         "1:8 a cue has a name: words of letters, digits, '_', '-' and '.' " CUE_HINT},
        {"when, and nothing", "#: cue a when\nx\n", "1:1 the expression is missing " CUE_HINT},
        {"a cue twice", "#: cue a\nx\n#: cue a\ny\n",
         "3:8 there is a cue 'a' already [cues need different names]\n"},
        {"a cue behind code", "x #: cue a\ny\n",
         "1:3 this directive stands on a line of its own [write it above the line of code]\n"},
        {"a cue before nothing", "x\n#: cue a\n",
         "2:1 a cue stands before a line of code, and there is none below " CUE_HINT},
        {"say without a cue", "#: say a\nx\n",
         "1:1 there is no cue above this line [write a cue above it, as in #: cue start]\n"},
        {"code between cue and say", "#: cue a\nx\n#: say b\ny\n",
         "3:1 there is no cue above this line [write a cue above it, as in #: cue start]\n"},
        {"an unknown question", "#: cue a\n#: ask nxt\nx\n", "2:8 unknown question 'nxt' [did you mean 'next'?]\n"},
        {"an unknown expectation", "#: expect soon\n",
         "1:11 unknown expectation 'soon' [there are: always, finally, within]\n"},
        {"the fault is a broken cue's alone", "#: cue a/b\n#: say c\nx\n",
         "1:8 a cue has a name: words of letters, digits, '_', '-' and '.' " CUE_HINT},
        {"a broken file is not blamed on directives", "A = = 1 #: knob 1..3\n", "1:5 invalid syntax []\n"},
        {"columns count code points", "\"\xC3\xA4\" #: ask\n",
         "1:5 this directive stands on a line of its own [write it above the line of code]\n"},
    };
    CHECK_COMPLAINTS(ROWS);
}

#define ALLOWED                                                                                                    \
    "[allowed are names, constants, operators, comparisons, attributes, subscripts, and calls of len sum min max " \
    "any "                                                                                                         \
    "all qsize empty full locked is_set done]\n"

static void expressions_hold_only_what_changes_nothing(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"all that is allowed",
         "#: expect always not a.b[0] + -1 < len(c) or d is None and max(1, 2.5) in e\n"
         "#: expect always q.qsize() == 0 and q.empty() and q.full() and l.locked() and e.is_set() and t.done()\n"
         "#: expect always any(a) or all(b) or sum(c) > min(d)\n",
         ""},
        {"another function", "#: expect always f(a)\n",
         "1:18 this call cannot stand in a directive's expression " ALLOWED},
        {"another method", "#: expect always a.pop()\n",
         "1:18 this call cannot stand in a directive's expression " ALLOWED},
        {"a method with an argument", "#: expect always 1 + q.qsize(2)\n",
         "1:22 this call cannot stand in a directive's expression " ALLOWED},
        {"a keyword", "#: expect always max(a, key=b)\n",
         "1:18 this call cannot stand in a directive's expression " ALLOWED},
        {"a comprehension", "#: expect always all(a for a in b)\n",
         "1:21 this cannot stand in a directive's expression " ALLOWED},
        {"a lambda", "#: expect always lambda: a\n", "1:18 this cannot stand in a directive's expression " ALLOWED},
        {"a walrus", "#: expect always (a := 1)\n", "1:19 this cannot stand in a directive's expression " ALLOWED},
        {"await", "#: expect always await a\n", "1:18 this cannot stand in a directive's expression " ALLOWED},
        {"no Python", "#: expect always a +\n",
         "1:21 in the expression: invalid syntax [#: expect always EXPR, expect finally EXPR, or expect within "
         "SECONDS]\n"},
    };
    CHECK_COMPLAINTS(ROWS);
}

typedef struct KnobRow {
    const char *label, *name, *value;
    const char *expected; /* the new constant in the tree, or the message */
} KnobRow;

static void knobs_change_the_tree_or_say_why_not(void **state)
{
    (void)state;
    static const KnobRow ROWS[] = {
        {"another int", "SPACES", "10", "Constant 10"},
        {"a float by an int", "RATE", "2", "Constant 2"},
        {"a float", "RATE", "1.5", "Constant 1.5"},
        {"a negative float", "RATE", "-2.5", "Constant -2.5"},
        {"too large", "SPACES", "11", "SPACES must be a whole number from 1 to 10, not 11"},
        {"too small", "RATE", "-3", "RATE must be a number from -2.5 to 2, not -3"},
        {"a float for an int", "SPACES", "2.5", "SPACES must be a whole number from 1 to 10, not 2.5"},
        {"no number", "SPACES", "many", "SPACES must be a whole number from 1 to 10, not many"},
        {"nothing", "SPACES", "", "SPACES must be a whole number from 1 to 10, not "},
        {"unknown", "SPACE", "1", "this scenario has no knob SPACE"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Scenario scenario;
        open_scenario(&scenario, PARKING);
        bool is_set = directives_set_knob(&scenario.directives, ROWS[i].name, ROWS[i].value, &scenario.diagnostics);
        Text text = {0};
        const Knob *knob = &scenario.directives.knobs[strcmp(ROWS[i].name, "RATE") == 0];
        if (is_set)
            tree_write(knob->constant, &text);
        else
            text_add(&text, scenario.diagnostics.items[0].message);
        if (strncmp(text_string(&text), ROWS[i].expected, strlen(ROWS[i].expected)) != 0)
            print_error("%s: %s\n", ROWS[i].label, text_string(&text));
        assert_memory_equal(text_string(&text), ROWS[i].expected, strlen(ROWS[i].expected));
        assert_int_equal(is_set, scenario.diagnostics.count == 0);
        text_release(&text);
        close_scenario(&scenario);
    }
}

static void an_unknown_knob_is_told_the_nearest(void **state)
{
    (void)state;
    Scenario scenario;
    open_scenario(&scenario, PARKING);
    assert_false(directives_set_knob(&scenario.directives, "SPACE", "1", &scenario.diagnostics));
    assert_int_equal(scenario.diagnostics.items[0].kind, DIAGNOSTIC_KNOB);
    assert_string_equal(scenario.diagnostics.items[0].hint, "did you mean SPACES?");
    close_scenario(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_times_are_read),
        cmocka_unit_test(knobs_gauges_and_labels_know_their_statements),
        cmocka_unit_test(cues_stand_before_the_next_line_that_runs),
        cmocka_unit_test(expectations_are_read),
        cmocka_unit_test(malformed_directives_are_shown_the_right_form),
        cmocka_unit_test(expressions_hold_only_what_changes_nothing),
        cmocka_unit_test(knobs_change_the_tree_or_say_why_not),
        cmocka_unit_test(an_unknown_knob_is_told_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
