/* The world's clock, turns, labels and journal: what is appended, and when. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const size_t LIMIT = (size_t)64 << 20;

typedef struct Fixture {
    Journal journal;
    WorldHost host;
    Vm *vm;
} Fixture;

static Fixture fixture;

static void open_fixture(size_t limit)
{
    memset(&fixture, 0, sizeof fixture);
    assert_true(journal_open(&fixture.journal, limit));
    fixture.host.journal = &fixture.journal;
    fixture.vm = world_open(limit, &fixture.host, true);
    assert_non_null(fixture.vm);
}

static int open_world(void **state)
{
    (void)state;
    open_fixture(LIMIT);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    vm_close(fixture.vm);
    journal_close(&fixture.journal);
    return 0;
}

/* ---- the journal ---- */

/* What a program might do; the same each time. */
static void do_something(Vm *vm)
{
    world_note(vm, FACT_AWAITED, 1, 2, 0);
    world_write(vm, 1, "one\n", 4);
    world_note(vm, FACT_EVENT_SET, 1, 3, world_keep_text(vm, "gate", 4));
    world_write(vm, 2, "two", 3);
}

static void a_second_run_of_a_stretch_writes_nothing_twice(void **state)
{
    (void)state;
    Vm *vm = fixture.vm;
    const Journal *journal = &fixture.journal;
    World before = *world_of(vm);
    do_something(vm);
    uint64_t facts = journal->fact_count, output = journal->output_size, notes = journal->notes_size;
    Fact first = journal->facts[0];
    *world_of(vm) = before; /* going back is putting the world's numbers back */
    do_something(vm);
    assert_int_equal(journal->fact_count, facts);
    assert_int_equal(journal->output_size, output);
    assert_int_equal(journal->notes_size, notes);
    assert_memory_equal(&journal->facts[0], &first, sizeof first);
    do_something(vm);
    assert_int_equal(journal->fact_count, 2 * facts);
}

static void a_print_is_found_by_its_fact(void **state)
{
    (void)state;
    do_something(fixture.vm);
    size_t size;
    const char *bytes = journal_printed(&fixture.journal, &fixture.journal.facts[3], &size);
    assert_int_equal(fixture.journal.facts[3].kind, FACT_PRINTED);
    assert_int_equal(fixture.journal.facts[3].object, 2);
    assert_int_equal(size, 3);
    assert_memory_equal(bytes, "two", 3);
    assert_memory_equal(fixture.journal.output, "one\ntwo", 7);
}

static void a_long_print_becomes_several_facts(void **state)
{
    (void)state;
    const size_t size = ((size_t)1 << 24) + 5;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, 'x', size);
    world_write(fixture.vm, 1, text, size);
    free(text);
    size_t first, second;
    journal_printed(&fixture.journal, &fixture.journal.facts[0], &first);
    const char *rest = journal_printed(&fixture.journal, &fixture.journal.facts[1], &second);
    assert_int_equal(fixture.journal.fact_count, 2);
    assert_int_equal(first + second, size);
    assert_ptr_equal(rest, fixture.journal.output + first);
}

static void the_memory_limit_stops_the_journal_at_the_same_fact_each_time(void **state)
{
    (void)state;
    Vm *vm = fixture.vm;
    uint64_t stopped_at[2];
    for (int run = 0; run < 2; run++) {
        World before = *world_of(vm);
        while (!vm->arena.over_limit)
            world_note(vm, FACT_AWAITED, 1, 2, 0);
        stopped_at[run] = world_of(vm)->next_fact;
        *world_of(vm) = before;
        vm->arena.over_limit = false;
    }
    assert_int_equal(stopped_at[0], stopped_at[1]);
    assert_int_equal(fixture.journal.fact_count, stopped_at[0]);
    assert_true(stopped_at[0] * sizeof(Fact) + vm->arena.live < vm->arena.limit);
}

/* ---- turns ---- */

static void what_happens_between_two_turns_belongs_to_the_later(void **state)
{
    (void)state;
    Vm *vm = fixture.vm;
    world_turn_begins(vm, TURN_MODULE, 0, NULL); /* 0, 1 */
    world_turn_ends(vm);
    world_iteration_begins(vm, 1); /* 2 */
    world_turn_begins(vm, TURN_CALLBACK, 0, "f");
    world_turn_ends(vm);
    const Fact *facts = fixture.journal.facts;
    static const struct {
        FactKind kind;
        uint32_t turn;
    } expected[] = {{FACT_TURN_BEGAN, 0},
                    {FACT_TURN_ENDED, 0},
                    {FACT_ITERATION, 1},
                    {FACT_TURN_BEGAN, 1},
                    {FACT_TURN_ENDED, 1}};
    assert_int_equal(fixture.journal.fact_count, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < fixture.journal.fact_count; i++) {
        assert_int_equal(facts[i].kind, expected[i].kind);
        assert_int_equal(facts[i].turn, expected[i].turn);
    }
    assert_int_equal(world_of(vm)->callback, 1);
    assert_string_equal(journal_note(&fixture.journal, facts[3].number >> 8), "f");
}

static void names_of_callbacks_are_kept_once(void **state)
{
    (void)state;
    Vm *vm = fixture.vm;
    for (int i = 0; i < 100; i++) {
        world_turn_begins(vm, TURN_CALLBACK, 0, i % 2 ? "gather.<locals>._done_callback" : "partial");
        world_turn_ends(vm);
    }
    assert_true(fixture.journal.notes_size < 60);
}

/* ---- labels ---- */

static void tasks_with_one_label_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *given, *shown;
    } rows[] = {{"worker", "worker"},
                {"car 1", "car 1"},
                {"worker", "worker·2"},
                {"worker", "worker·3"},
                {"car 1", "car 1·2"}};
    for (uint32_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(world_add_task(fixture.vm, NULL, rows[i].given, strlen(rows[i].given)), i + 1);
        assert_string_equal(world_task_label(fixture.vm, i + 1), rows[i].shown);
    }
    world_rename_task(fixture.vm, 2, "worker", 6);
    assert_string_equal(world_task_label(fixture.vm, 2), "worker·4");
}

static void many_tasks_have_labels_of_their_own(void **state)
{
    (void)state;
    enum { MANY = 20000 };
    Text label = {0};
    for (unsigned i = 0; i < MANY; i++) {
        text_clear(&label);
        text_format(&label, "car %u", i / 2);
        assert_int_equal(world_add_task(fixture.vm, NULL, text_string(&label), label.length), i + 1);
    }
    text_release(&label);
    assert_string_equal(world_task_label(fixture.vm, 19999), "car 9999");
    assert_string_equal(world_task_label(fixture.vm, 20000), "car 9999·2");
    assert_int_equal(world_of(fixture.vm)->task_states[20000], TASK_NEW);
}

/* ---- time ---- */

static void seconds_become_whole_nanoseconds_half_to_even(void **state)
{
    (void)state;
    static const struct {
        double seconds;
        int64_t ns;
    } rows[] = {{0.1, 100000000}, {1.5, 1500000000},  {0.5e-9, 0},         {1.5e-9, 2},
                {2.5e-9, 2},      {1e300, INT64_MAX}, {-1e300, INT64_MIN}, {3.3000000000000003, 3300000000},
                {-2.5e-9, -2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(world_ns(rows[i].seconds), rows[i].ns);
}

static void the_clock_never_goes_back(void **state)
{
    (void)state;
    Value result;
    world_move_clock(fixture.vm, 10);
    world_move_clock(fixture.vm, 5);
    assert_int_equal(world_now_ns(fixture.vm), 10);
    assert_int_equal(world_sleep(fixture.vm, 7, &result), RETURNED);
    assert_int_equal(world_now_ns(fixture.vm), 17);
    assert_int_equal(world_sleep(fixture.vm, INT64_MAX, &result), RETURNED);
    assert_int_equal(world_now_ns(fixture.vm), INT64_MAX);
    assert_int_equal(fixture.journal.fact_count, 3);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)
    const struct CMUnitTest tests[] = {
        TEST(a_second_run_of_a_stretch_writes_nothing_twice),
        TEST(a_print_is_found_by_its_fact),
        TEST(a_long_print_becomes_several_facts),
        TEST(the_memory_limit_stops_the_journal_at_the_same_fact_each_time),
        TEST(what_happens_between_two_turns_belongs_to_the_later),
        TEST(names_of_callbacks_are_kept_once),
        TEST(tasks_with_one_label_are_told_apart),
        TEST(many_tasks_have_labels_of_their_own),
        TEST(seconds_become_whole_nanoseconds_half_to_even),
        TEST(the_clock_never_goes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
