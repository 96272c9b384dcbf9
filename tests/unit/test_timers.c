/* The loop's timers: order, cancelling, growing, and what a deadline is. */
#include "asyncio_room.h"
#include "standard_library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Bench {
    WorldHost host;
    Vm *vm;
    Loop *loop;
} Bench;

static void write_nothing(void *context, int stream, const char *bytes, size_t size)
{
    (void)context, (void)stream, (void)bytes, (void)size;
}

static int open_world(void **state)
{
    static Bench bench;
    bench = (Bench){.host = {.write = write_nothing}};
    bench.host.hooks.file_name = "test.py";
    bench.vm = world_open((size_t)64 << 20, &bench.host, false);
    assert_non_null(bench.vm);
    asyncio_register(bench.vm);
    stdlib_register(bench.vm);
    assert_non_null(vm_load_module(bench.vm, "asyncio"));
    bench.loop = loop_new(bench.vm);
    *state = &bench;
    return 0;
}

static int close_world(void **state)
{
    Bench *bench = *state;
    object_release(bench->vm, bench->loop);
    vm_close(bench->vm);
    return 0;
}

static Outcome run_nothing(Vm *vm, Value owner, Value argument)
{
    (void)vm, (void)owner, (void)argument;
    return RETURNED;
}

static const NativeCallback nothing = {.qualname = "nothing", .run = run_nothing};

/* A timer that carries its number. */
static Timer *set_timer(Bench *bench, int64_t deadline_ns, int64_t number)
{
    return loop_call_at(bench->vm, bench->loop, deadline_ns, &nothing, VALUE_NONE, value_from_small_int(number));
}

static void set_and_forget(Bench *bench, int64_t deadline_ns, int64_t number)
{
    object_release(bench->vm, set_timer(bench, deadline_ns, number));
}

/* Fire what is due at `now_ns` and take the numbers out of the ready queue. */
static size_t fire(Bench *bench, int64_t now_ns, int64_t *numbers, size_t most)
{
    size_t count = 0;
    Callback callback;
    timers_fire(bench->vm, bench->loop, now_ns);
    bench->loop->frozen = bench->loop->ready_count;
    bench->loop->begun = 0;
    while (loop_take(bench->vm, bench->loop, &callback)) {
        assert_true(count < most);
        assert_ptr_equal(callback.native, &timer_callback);
        numbers[count++] = value_small_int(callback_inner(&callback)->argument);
        callback_release(bench->vm, &callback);
    }
    return count;
}

static void timers_come_out_by_deadline_and_equal_ones_as_they_were_made(void **state)
{
    Bench *bench = *state;
    const int64_t deadlines[] = {30, 10, 20, 10, 30, 0, 20, 10};
    const int64_t expected[] = {5, 1, 3, 7, 2, 6, 0, 4};
    int64_t numbers[8], next = -1;
    for (int64_t i = 0; i < 8; i++)
        set_and_forget(bench, deadlines[i], i);
    assert_int_equal(fire(bench, -1, numbers, 8), 0);
    assert_true(timers_next(bench->vm, bench->loop, &next));
    assert_int_equal(next, 0);
    assert_int_equal(fire(bench, 30, numbers, 8), 8);
    assert_memory_equal(numbers, expected, sizeof expected);
    assert_false(timers_next(bench->vm, bench->loop, &next));
}

static void only_what_is_due_fires(void **state)
{
    Bench *bench = *state;
    int64_t numbers[4];
    for (int64_t i = 0; i < 4; i++)
        set_and_forget(bench, i * 10, i);
    assert_int_equal(fire(bench, 19, numbers, 4), 2);
    assert_int_equal(numbers[1], 1);
    assert_int_equal(fire(bench, 20, numbers, 4), 1);
    assert_int_equal(timers_standing(bench->loop), 1);
}

static void cancelled_timers_never_fire_and_do_not_hold_the_clock(void **state)
{
    Bench *bench = *state;
    int64_t numbers[4], next;
    Timer *first = set_timer(bench, 10, 0), *second = set_timer(bench, 20, 1);
    set_and_forget(bench, 30, 2);
    timer_cancel(bench->vm, first);
    timer_cancel(bench->vm, first);
    timer_cancel(bench->vm, second);
    assert_int_equal(timers_standing(bench->loop), 1);
    assert_true(timers_next(bench->vm, bench->loop, &next));
    assert_int_equal(next, 30);
    assert_int_equal(fire(bench, 100, numbers, 4), 1);
    assert_int_equal(numbers[0], 2);
    object_release(bench->vm, first);
    object_release(bench->vm, second);
}

static void a_timer_that_is_cancelled_after_it_fired_is_skipped(void **state)
{
    Bench *bench = *state;
    Callback callback;
    Timer *timer = set_timer(bench, 10, 0);
    timers_fire(bench->vm, bench->loop, 10);
    timer_cancel(bench->vm, timer);
    assert_int_equal(timers_standing(bench->loop), 0);
    bench->loop->frozen = 1;
    assert_true(loop_take(bench->vm, bench->loop, &callback));
    assert_true(callback_is_cancelled(&callback));
    callback_release(bench->vm, &callback);
    object_release(bench->vm, timer);
}

/* Deadlines that come in a scattered order, from a small generator of its own. */
static int64_t scattered(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 20;
}

static void thousands_keep_their_order_though_most_are_cancelled(void **state)
{
    enum { TIMERS = 5000 };
    static Timer *timers[TIMERS];
    static int64_t numbers[TIMERS];
    Bench *bench = *state;
    uint32_t seed = 7;
    for (int64_t i = 0; i < TIMERS; i++)
        timers[i] = set_timer(bench, scattered(&seed), i);
    for (int64_t i = 0; i < TIMERS; i++) {
        if (i % 5 != 0)
            timer_cancel(bench->vm, timers[i]);
    }
    assert_true(bench->loop->timer_count < TIMERS); /* the heap was cleaned */
    assert_int_equal(timers_standing(bench->loop), TIMERS / 5);
    size_t count = fire(bench, INT64_MAX, numbers, TIMERS);
    assert_int_equal(count, TIMERS / 5);
    for (size_t i = 1; i < count; i++) {
        int64_t before = timers[numbers[i - 1]]->deadline_ns, after = timers[numbers[i]]->deadline_ns;
        assert_true(before < after || (before == after && numbers[i - 1] < numbers[i]));
    }
    for (int64_t i = 0; i < TIMERS; i++)
        object_release(bench->vm, timers[i]);
}

static void what_was_given_back_is_used_again(void **state)
{
    Bench *bench = *state;
    static int64_t numbers[3000];
    size_t live = 0;
    for (int round = 0; round < 4; round++) {
        for (int64_t i = 0; i < 3000; i++)
            set_and_forget(bench, 3000 - i, i);
        assert_int_equal(fire(bench, 3000, numbers, 3000), 3000);
        assert_int_equal(numbers[0], 2999);
        if (round == 0)
            live = bench->vm->arena.live;
        assert_int_equal(bench->vm->arena.live, live);
    }
}

static void a_deadline_is_rounded_half_to_even_and_never_before_0(void **state)
{
    static const struct {
        const char *label;
        int64_t now_ns;
        double delay;
        int64_t expected_ns;
    } rows[] = {
        {"whole", 0, 1.0, 1000000000},        {"not exact in binary", 0, 0.1 + 0.2, 300000000},
        {"down to even", 0, 0.5e-9, 0},       {"up to even", 0, 1.5e-9, 2},
        {"down to even again", 0, 2.5e-9, 2}, {"from a moment", 300000000, 0.1, 400000000},
        {"in the past", 1000000000, -2.0, 0}, {"for ever", 1000000000, 1e300, INT64_MAX},
    };
    Bench *bench = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        world_of(bench->vm)->now_ns = rows[i].now_ns;
        if (deadline_after(bench->vm, rows[i].delay) != rows[i].expected_ns)
            fail_msg("%s: %lld", rows[i].label, (long long)deadline_after(bench->vm, rows[i].delay));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(timers_come_out_by_deadline_and_equal_ones_as_they_were_made, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(only_what_is_due_fires, open_world, close_world),
        cmocka_unit_test_setup_teardown(cancelled_timers_never_fire_and_do_not_hold_the_clock, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(a_timer_that_is_cancelled_after_it_fired_is_skipped, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(thousands_keep_their_order_though_most_are_cancelled, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(what_was_given_back_is_used_again, open_world, close_world),
        cmocka_unit_test_setup_teardown(a_deadline_is_rounded_half_to_even_and_never_before_0, open_world,
                                        close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
