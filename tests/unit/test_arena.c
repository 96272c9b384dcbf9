/* The arena: blocks by size class, and a limit that holds whatever the sizes are. */
#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const size_t LIMIT = (size_t)4 << 20;

enum { BLOCKS_MOST = 1 << 18 };

static Arena *arena;
static void *blocks[BLOCKS_MOST];

static int open_arena(void **state)
{
    (void)state;
    arena = arena_open(LIMIT, sizeof *arena);
    return arena ? 0 : -1;
}

static int close_arena(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

/* Make blocks of one size, so many or until the limit is reached. Returns how many. */
static size_t make(size_t size, size_t most)
{
    size_t count = 0;
    while (count < most && !arena->over_limit)
        blocks[count++] = arena_alloc(arena, size);
    return count;
}

static void drop(size_t size, size_t count)
{
    while (count > 0)
        arena_free(arena, blocks[--count], size);
}

static void a_class_holds_what_it_is_for(void **state)
{
    (void)state;
    for (size_t size = 0; size < 1 << 20; size += size < 2000 ? 1 : 997) {
        size_t rounded = arena_rounded(size);
        assert_true(rounded >= size && rounded % 8 == 0);
        assert_int_equal(arena_class(rounded), arena_class(size));
        assert_true(arena_class(rounded + 1) == arena_class(size) + 1);
        assert_true(rounded <= size + 8 || rounded - size <= size / 4);
    }
}

static void what_is_given_back_is_given_out_again_and_is_zero(void **state)
{
    (void)state;
    char *block = arena_alloc(arena, 100);
    memset(block, 7, 100);
    arena_free(arena, block, 100);
    char *again = arena_alloc(arena, 100);
    assert_ptr_equal(again, block);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(again[i], 0);
}

static void small_blocks_are_there_past_the_limit_and_large_ones_are_not(void **state)
{
    (void)state;
    make(1000, BLOCKS_MOST);
    assert_true(arena->over_limit);
    assert_true(arena->live <= LIMIT + 2048);
    assert_non_null(arena_alloc(arena, ARENA_SMALL));
    assert_null(arena_alloc(arena, ARENA_SMALL + 1));
}

static void free_blocks_of_other_sizes_do_not_lift_the_limit(void **state)
{
    (void)state;
    for (size_t size = 16; !arena->over_limit; size += 48)
        drop(size, make(size, LIMIT / 2 / size));
    assert_true(arena->used <= LIMIT + 4096);
    assert_true(arena->live <= LIMIT / 2 + 8192);
}

static void small_blocks_are_cut_from_large_ones_at_the_limit(void **state)
{
    (void)state;
    static const struct {
        size_t large, small;
    } rows[] = {{1 << 20, 16}, {1 << 20, 48}, {100000, 1008}, {1 << 16, 20000}, {1024, 1008}, {32, 16}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        close_arena(NULL);
        open_arena(NULL);
        size_t large = make(rows[i].large, LIMIT * 3 / 4 / rows[i].large), live = arena->live;
        drop(rows[i].large, large);
        size_t small = make(rows[i].small, LIMIT / 2 / rows[i].small);
        assert_false(arena->over_limit);
        assert_true(arena->used <= LIMIT);
        for (size_t k = 0; k < small && k < 1000; k++)
            memset(blocks[k], (int)(k & 0xFF), rows[i].small);
        for (size_t k = 0; k < small && k < 1000; k++)
            assert_int_equal(((unsigned char *)blocks[k])[rows[i].small - 1], k & 0xFF);
        assert_true(arena->live >= small * rows[i].small);
        assert_true(live > LIMIT / 2);
    }
}

static void small_blocks_are_cut_from_what_a_large_one_left(void **state)
{
    (void)state;
    void *large = arena_alloc(arena, 1 << 20);
    memset(large, 7, 1 << 20);
    arena_free(arena, large, 1 << 20);
    size_t used = arena->used, count = make(48, (1 << 20) / 48);
    assert_int_equal(arena->used, used);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < 48; k++)
            assert_int_equal(((char *)blocks[i])[k], 0);
}

/* A few of the small blocks stay, and are not touched. */
static void small_blocks_side_by_side_are_joined_to_large_ones(void **state)
{
    (void)state;
    enum { SMALL = 48, LARGE = 100 * 1024 };
    size_t count = make(SMALL, LIMIT * 3 / 4 / SMALL);
    for (size_t i = 0; i < count; i++)
        memset(blocks[i], (int)(i & 0x7F), SMALL);
    for (size_t i = 0; i < count; i++) {
        if (i % 8192 != 0)
            arena_free(arena, blocks[i], SMALL);
    }
    size_t used = arena->used;
    for (int i = 0; i < 12; i++) {
        char *large = arena_alloc(arena, LARGE);
        assert_non_null(large);
        assert_int_equal(large[0] | large[LARGE - 1], 0);
        memset(large, 0x7F, LARGE);
    }
    assert_int_equal(arena->used, used);
    for (size_t i = 0; i < count; i += 8192)
        for (size_t k = 0; k < SMALL; k++)
            assert_int_equal(((char *)blocks[i])[k], i & 0x7F);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(a_class_holds_what_it_is_for),
        TEST(what_is_given_back_is_given_out_again_and_is_zero),
        TEST(small_blocks_are_there_past_the_limit_and_large_ones_are_not),
        TEST(free_blocks_of_other_sizes_do_not_lift_the_limit),
        TEST(small_blocks_are_cut_from_large_ones_at_the_limit),
        TEST(small_blocks_are_cut_from_what_a_large_one_left),
        TEST(small_blocks_side_by_side_are_joined_to_large_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
