/* Topics: whatever has a name has a text, and each word leads to one. */
#include "topics.h"

#include "commands.h"
#include "glyphs.h"
#include "states.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void assert_topic(const char *word, TopicGroup group)
{
    const Topic *topic = topic_find(word);
    if (!topic)
        fail_msg("there is no topic «%s»", word);
    if (topic->group != group)
        fail_msg("«%s» is among «%s»", word, topic_group_title(topic->group));
}

static void test_every_word_of_the_vocabulary_has_a_topic(void **state)
{
    (void)state;
    static const char *const words[] = {
        "task",         "callback", "iteration", "ready queue", "timer",       "deadline",
        "waiting line", "space",    "suspended", "switched",    "straight on", "position",
        "coroutine",    "await",    "loop",      "clock",       "thread",      "woken",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_topic(words[i], TOPIC_WORDS);
}

static void test_every_state_has_a_topic(void **state)
{
    (void)state;
    for (int i = 0; i < SIM_STATES; i++)
        assert_topic(state_word((SimState)i), TOPIC_STATES);
}

static const char *word_of_kind(SimThingKind kind)
{
    switch (kind) {
    case SIM_LOCK:
        return "Lock";
    case SIM_EVENT:
        return "Event";
    case SIM_CONDITION:
        return "Condition";
    case SIM_SEMAPHORE:
        return "Semaphore";
    case SIM_BARRIER:
        return "Barrier";
    case SIM_QUEUE:
        return "Queue";
    case SIM_TIMEOUT_BLOCK:
        return "timeout";
    case SIM_TASK_GROUP:
        return "TaskGroup";
    case SIM_GATHER:
        return "gather";
    case SIM_WAIT:
        return "wait";
    case SIM_FUTURE:
        return "future";
    case SIM_THING_KINDS:
        break;
    }
    return "?";
}

static void test_every_coordination_object_has_a_topic_that_tells_its_picture(void **state)
{
    (void)state;
    for (int i = 0; i < SIM_THING_KINDS; i++) {
        const char *word = word_of_kind((SimThingKind)i);
        assert_topic(word, TOPIC_OBJECTS);
        assert_non_null(strstr(topic_find(word)->text, "Its picture: "));
    }
}

/* ---- directives: the simulator itself lists them where one is wrong ---- */

static void keep_hint(void *context, const SimDiagnostic *diagnostic)
{
    snprintf(context, 512, "%s", diagnostic->hint);
}

/* Every word of «there are: title, about …», which a wrong word gets as its hint. */
static void for_listed(const char *text, void (*each)(const char *word))
{
    char hint[512] = "";
    SimSource source = {"wrong.py", text, strlen(text)};
    assert_false(sim_check(&source, &(SimOptions){0}, keep_hint, hint));
    char *list = strstr(hint, "there are: ");
    assert_non_null(list);
    for (char *word = strtok(list + strlen("there are: "), ", "); word; word = strtok(NULL, ", "))
        each(word);
}

static void assert_directive(const char *word)
{
    char written[64];
    assert_topic(word, TOPIC_DIRECTIVES);
    snprintf(written, sizeof written, "#: %s ", word);
    assert_non_null(strstr(topic_find(word)->text, written));
}

static void assert_question(const char *word)
{
    char written[64];
    snprintf(written, sizeof written, "`%s", word);
    assert_non_null(strstr(topic_find("ask")->text, written));
}

static void assert_expectation(const char *word)
{
    assert_non_null(strstr(topic_find("expect")->text, word));
}

static void test_every_directive_has_a_topic_with_an_example(void **state)
{
    (void)state;
    for_listed("#: xxxxxxxxxx\n", assert_directive);
    for_listed("#: cue a\n#: ask xxxxxxxxxx\npass\n", assert_question);
    for_listed("#: expect xxxxxxxxxx\n", assert_expectation);
}

static void test_every_warning_has_a_topic(void **state)
{
    (void)state;
    SimFindingKind kind;
    size_t count = 0;
    for (; sim_finding_kind(count, &kind); count++)
        assert_topic(kind.word, TOPIC_WARNINGS);
    assert_true(count > 10);
}

/* ---- ends, statuses, beliefs ---- */

static const char *word_of_end(SimEnd end)
{
    switch (end) {
    case SIM_END_UNKNOWN:
        return "horizon";
    case SIM_END_FINISHED:
        return "finished";
    case SIM_END_RAISED:
        return "raised";
    case SIM_END_DEADLOCK:
        return "deadlock";
    case SIM_END_SPIN:
        return "spinning";
    case SIM_END_INSTRUCTIONS:
        return "instruction limit";
    case SIM_END_MEMORY:
        return "memory limit";
    case SIM_END_REFUSED:
        return "refused";
    }
    return "?";
}

static void test_every_end_of_a_run_and_every_status_has_a_topic(void **state)
{
    (void)state;
    char word[32];
    assert_topic(word_of_end(SIM_END_UNKNOWN), TOPIC_WORDS);
    for (int end = SIM_END_FINISHED; end <= SIM_END_REFUSED; end++) {
        assert_topic(word_of_end((SimEnd)end), TOPIC_ENDS);
        snprintf(word, sizeof word, "%d", (int)exit_status((SimEnd)end));
        assert_topic(word, TOPIC_STATUSES);
    }
    for (int status = EXIT_FINE; status <= EXIT_LIMIT; status++) {
        snprintf(word, sizeof word, "status %d", status);
        assert_topic(word, TOPIC_STATUSES);
    }
}

static void test_every_belief_has_a_topic(void **state)
{
    (void)state;
    char word[16], brief[128];
    const char *belief, *truth;
    for (unsigned i = 1; i <= SIM_MISCONCEPTIONS; i++) {
        snprintf(word, sizeof word, "M%u", i);
        assert_topic(word, TOPIC_BELIEFS);
        assert_true(sim_misconception(i, &belief, &truth));
        snprintf(brief, sizeof brief, "«%s»", belief);
        assert_string_equal(topic_find(word)->brief, brief);
        assert_non_null(strstr(topic_find(word)->text, truth));
    }
    assert_false(sim_misconception(SIM_MISCONCEPTIONS + 1, &belief, &truth));
}

/* ---- the list itself ---- */

static void assert_words_are_found(const Topic *topic, const char *list, bool must_be_this)
{
    char word[TOPIC_WORD_BYTES];
    while (topic_next_word(&list, word)) {
        const Topic *found = topic_find(word);
        if (!found || (must_be_this && found != topic))
            fail_msg("«%s» of «%s» leads to «%s»", word, topic->word, found ? found->word : "nothing");
    }
}

static void test_each_word_leads_to_one_topic_and_each_reference_to_some(void **state)
{
    (void)state;
    const Topic *topic;
    for (size_t i = 0; (topic = topic_at(i)); i++) {
        assert_words_are_found(topic, topic->word, true);
        assert_words_are_found(topic, topic->others, true);
        assert_words_are_found(topic, topic->see, false);
        assert_true(*topic->see != '\0');
    }
}

static void test_a_brief_is_a_line_and_a_text_is_sentences(void **state)
{
    (void)state;
    const Topic *topic;
    for (size_t i = 0; (topic = topic_at(i)); i++) {
        size_t brief = strlen(topic->brief), text = strlen(topic->text);
        if (string_width(topic->brief) > 72 || brief == 0 || topic->brief[brief - 1] == '.')
            fail_msg("the brief of «%s»", topic->word);
        assert_true(text > 0 && topic->text[text - 1] != '\n');
    }
}

static void test_a_word_is_found_whatever_its_case_and_a_wrong_one_gets_the_nearest(void **state)
{
    (void)state;
    assert_string_equal(topic_find("READY-queue")->word, "ready queue");
    assert_string_equal(topic_find("never awaited")->word, "never-awaited");
    assert_string_equal(topic_find("task_done()")->word, "task-done-missing");
    assert_null(topic_find(""));
    assert_null(topic_find("submarine"));
    assert_string_equal(topic_nearest("semaphor"), "Semaphore");
    assert_string_equal(topic_nearest("deadlok"), "deadlock");
    assert_null(topic_nearest("zzzzzzzzzzzz"));
    assert_string_equal(topic_brief("submarine"), "");
    assert_int_equal(topic_group_find("states"), TOPIC_STATES);
    assert_int_equal(topic_group_find("nothing"), TOPIC_GROUPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_word_of_the_vocabulary_has_a_topic),
        cmocka_unit_test(test_every_state_has_a_topic),
        cmocka_unit_test(test_every_coordination_object_has_a_topic_that_tells_its_picture),
        cmocka_unit_test(test_every_directive_has_a_topic_with_an_example),
        cmocka_unit_test(test_every_warning_has_a_topic),
        cmocka_unit_test(test_every_end_of_a_run_and_every_status_has_a_topic),
        cmocka_unit_test(test_every_belief_has_a_topic),
        cmocka_unit_test(test_each_word_leads_to_one_topic_and_each_reference_to_some),
        cmocka_unit_test(test_a_brief_is_a_line_and_a_text_is_sentences),
        cmocka_unit_test(test_a_word_is_found_whatever_its_case_and_a_wrong_one_gets_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
