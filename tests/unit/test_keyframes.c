/* Keyframes: copies of an arena, put back byte for byte. */
#include "keyframes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const size_t LIMIT = (size_t)256 << 20;

static Arena *arena;
static Keyframes keyframes;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_open(LIMIT, sizeof *arena);
    return arena && keyframes_open(&keyframes, LIMIT) ? 0 : -1;
}

static int close_arena(void **state)
{
    (void)state;
    keyframes_close(&keyframes);
    arena_close(arena);
    return 0;
}

static Position at(uint32_t turn)
{
    return (Position){turn, LINE_END};
}

/* Change the arena's content in a way that depends on `turn` alone: some blocks come, some go, some change. */
static void live(uint32_t turn, char **blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if ((turn + i) % 7 == 0) {
            arena_free(arena, blocks[i], 100 * (i + 1));
            blocks[i] = arena_alloc(arena, 100 * (i + 1));
        }
        if ((turn + i) % 5 == 0)
            memset(blocks[i], (int)(turn & 0xFF), 50);
    }
}

enum { TURNS = 60, BLOCKS = 100 };

static char *blocks[BLOCKS];
static uint64_t hashes[TURNS];

static void live_and_keep(void)
{
    for (size_t i = 0; i < BLOCKS; i++)
        blocks[i] = arena_alloc(arena, 100 * (i + 1));
    for (uint32_t turn = 0; turn < TURNS; turn++) {
        live(turn, blocks, BLOCKS);
        if (turn == TURNS / 2) /* grow beyond what memory_discard is for */
            arena_alloc(arena, (size_t)8 << 20);
        assert_true(keyframes_add(&keyframes, arena, at(turn), false, false));
        hashes[turn] = arena_hash(arena);
    }
}

static void any_keyframe_can_be_put_back_from_any_other(void **state)
{
    (void)state;
    live_and_keep();
    for (uint32_t i = 0; i < 500; i++) {
        uint32_t turn = i * 37 % TURNS;
        uint32_t index = keyframes_find(&keyframes, at(turn));
        assert_int_equal(keyframes.items[index].position.turn, turn);
        keyframes_restore(&keyframes, index, arena);
        assert_int_equal(arena_hash(arena), hashes[turn]);
    }
}

static void what_lies_above_is_zero_after_going_back(void **state)
{
    (void)state;
    assert_true(keyframes_add(&keyframes, arena, at(0), false, false));
    size_t used = arena->used;
    memset(arena_alloc(arena, 3000000), 1, 3000000);
    memset(arena_alloc(arena, 30000000), 1, 30000000);
    keyframes_restore(&keyframes, 0, arena);
    assert_int_equal(arena->used, used);
    const char *bytes = (const char *)arena;
    for (size_t i = used; i < 40000000; i++)
        if (bytes[i] != 0)
            fail_msg("byte %zu is not zero", i);
}

static void what_did_not_change_is_kept_once(void **state)
{
    (void)state;
    char *block = arena_alloc(arena, 4000000);
    for (uint32_t turn = 0; turn < 50; turn++) {
        block[turn * 1000] = 1;
        assert_true(keyframes_add(&keyframes, arena, at(turn), false, false));
    }
    assert_true(keyframes_bytes(&keyframes) < 6000000);
}

static void thinning_keeps_the_start_and_every_second(void **state)
{
    (void)state;
    static const struct {
        uint32_t before, after, last;
    } rows[] = {{1, 1, 0}, {2, 1, 0}, {3, 2, 2}, {4, 2, 2}, {5, 3, 4}, {60, 30, 58}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (uint32_t turn = 0; turn < rows[i].before; turn++)
            assert_true(keyframes_add(&keyframes, arena, at(turn), false, false));
        keyframes_thin(&keyframes);
        assert_int_equal(keyframes.count, rows[i].after);
        assert_int_equal(keyframes.items[0].position.turn, 0);
        assert_int_equal(keyframes.items[keyframes.count - 1].position.turn, rows[i].last);
        keyframes_cut(&keyframes, (Position){0, 0});
        assert_int_equal(keyframes.count, 1);
    }
}

static void pages_are_given_back(void **state)
{
    (void)state;
    live_and_keep();
    uint32_t of_first = keyframes.items[0].page_count;
    keyframes_cut(&keyframes, at(0));
    assert_int_equal(keyframes.store.in_use, of_first);
    for (uint32_t turn = 1; turn < TURNS; turn++)
        assert_true(keyframes_add(&keyframes, arena, at(turn), false, false));
}

static void a_full_store_refuses_and_changes_nothing(void **state)
{
    (void)state;
    Keyframes small;
    assert_true(keyframes_open(&small, 100 * PAGE_SIZE));
    char *block = arena_alloc(arena, 60 * PAGE_SIZE);
    assert_true(keyframes_add(&small, arena, at(0), false, false));
    uint64_t hash = arena_hash(arena);
    uint32_t in_use = small.store.in_use;
    for (size_t i = 0; i < 60; i++)
        block[i * PAGE_SIZE] = 7;
    assert_false(keyframes_add(&small, arena, at(1), false, false));
    assert_int_equal(small.count, 1);
    assert_int_equal(small.store.in_use, in_use);
    keyframes_restore(&small, 0, arena);
    assert_int_equal(arena_hash(arena), hash);
    keyframes_close(&small);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(any_keyframe_can_be_put_back_from_any_other),
        TEST(what_lies_above_is_zero_after_going_back),
        TEST(what_did_not_change_is_kept_once),
        TEST(thinning_keeps_the_start_and_every_second),
        TEST(pages_are_given_back),
        TEST(a_full_store_refuses_and_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
