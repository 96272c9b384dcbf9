/* Ints and floats from C: boxes, rounding, hashes, digits. What programs see of them is compared with CPython under
 * tests/programs/builtins. */
#include "numbers.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "world_fixture.h"

/* A number that is as good as random, and the same in every run. */
static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state ^ *state >> 29;
}

static void drop_raised(ExceptionName name)
{
    assert_true(vm_raised_is_builtin(vm, name));
    value_release(vm, vm_take_raised(vm));
}

/* ---- ints ---- */

static const int64_t edges[] = {
    0,
    1,
    -1,
    2,
    3,
    -7,
    INT32_MAX,
    INT32_MIN,
    (int64_t)1 << 32,
    -((int64_t)1 << 32),
    3037000499,
    3037000500,
    -3037000500,
    ((int64_t)1 << 62) - 1,
    (int64_t)1 << 62,
    -((int64_t)1 << 62),
    -((int64_t)1 << 62) - 1,
    INT64_MAX - 1,
    INT64_MAX,
    INT64_MIN + 1,
    INT64_MIN,
};
enum { EDGES = sizeof edges / sizeof *edges };

static void an_int_comes_back_from_its_value(void **state)
{
    (void)state;
    size_t live = vm->arena.live;
    for (size_t i = 0; i < EDGES; i++) {
        int64_t integer;
        Value value = int_new(vm, edges[i]);
        assert_int_equal(value_is_small_int(value), int_is_small(edges[i]));
        assert_true(int_from(value, &integer));
        assert_true(integer == edges[i]);
        assert_ptr_equal(class_of(vm, value), vm->classes.integer);
        value_release(vm, value);
    }
    assert_int_equal(vm->arena.live, live);
}

/* What long double's 64 bits of precision say, where the host has them: an overflow is seen exactly where the true
 * result lies outside, and otherwise the result is the true one. */
static void check_exactly(Operator op, int64_t a, int64_t b, long double truth)
{
    Value result;
    int64_t integer;
    bool fits = truth >= -0x1p63L && truth < 0x1p63L;
    Outcome outcome = int_binary(vm, op, a, b, &result);
    assert_int_equal(outcome, fits ? RETURNED : RAISED);
    if (!fits) {
        drop_raised(EXCEPTION_OverflowError);
        return;
    }
    assert_true(int_from(result, &integer));
    assert_true((long double)integer == truth);
    value_release(vm, result);
}

static void arithmetic_overflows_exactly_where_64_bits_end(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (int i = 0; i < 20000; i++) {
        int64_t a = edges[next_random(&random) % EDGES], b = edges[next_random(&random) % EDGES];
        if (i % 3 == 1)
            a = (int64_t)(next_random(&random) >> next_random(&random) % 64);
        if (i % 3 == 2)
            b = -(int64_t)(next_random(&random) >> (1 + next_random(&random) % 63));
        if (sizeof(long double) > sizeof(double)) {
            check_exactly(OPERATOR_ADD, a, b, (long double)a + (long double)b);
            check_exactly(OPERATOR_SUB, a, b, (long double)a - (long double)b);
            check_exactly(OPERATOR_MULT, a, b, (long double)a * (long double)b);
        }
    }
}

static void quotient_and_rest_make_up_the_number(void **state)
{
    (void)state;
    for (size_t i = 0; i < EDGES; i++) {
        for (size_t k = 0; k < EDGES; k++) {
            int64_t a = edges[i], b = edges[k], quotient, rest;
            Value values[2];
            if (b == 0 || (a == INT64_MIN && b == -1))
                continue;
            assert_int_equal(int_binary(vm, OPERATOR_FLOOR_DIV, a, b, &values[0]), RETURNED);
            assert_int_equal(int_binary(vm, OPERATOR_MOD, a, b, &values[1]), RETURNED);
            assert_true(int_from(values[0], &quotient) && int_from(values[1], &rest));
            assert_true((uint64_t)quotient * (uint64_t)b + (uint64_t)rest == (uint64_t)a);
            assert_true(rest == 0 || (rest < 0) == (b < 0));
            assert_true(b > 0 ? rest < b : rest > b);
            value_release(vm, values[0]);
            value_release(vm, values[1]);
        }
    }
}

static void ints_are_divided_with_one_rounding(void **state)
{
    static const struct {
        int64_t a, b;
        double quotient;
    } rows[] = {
        {1, 3, 0x1.5555555555555p-2},
        {9007199254740993, 1, 0x1p53},
        {9007199254740995, 1, 0x1.0000000000002p53},
        {9007199254740993, 3, 0x1.5555555555556p51},
        {INT64_MAX, 1, 0x1p63},
        {INT64_MAX, INT64_MAX - 1, 1.0},
        {INT64_MIN, 3, -0x1.5555555555555p61},
        {INT64_MIN, -1, 0x1p63},
        {INT64_MIN, INT64_MAX, -1.0},
        {1, INT64_MIN, -0x1p-63},
        {0, INT64_MIN, -0.0},
        {4611686018427387905, 9007199254740993, 0x1.fffffffffffffp8},
        {-9223372036854775807, 4611686018427387905, -0x1p1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double quotient = divide_integers(rows[i].a, rows[i].b);
        if (memcmp(&quotient, &rows[i].quotient, sizeof quotient) != 0)
            fail_msg("row %zu: %a instead of %a", i, quotient, rows[i].quotient);
    }
}

/* ---- floats ---- */

static double random_real(uint64_t *random)
{
    double real;
    do {
        uint64_t bits = next_random(random);
        memcpy(&real, &bits, sizeof real);
    } while (!isfinite(real));
    return real;
}

static void every_float_comes_back_from_its_value(void **state)
{
    static const double rows[] = {0.0,      -0.0,      1.0,     -1.0,       0.1,   1e-77,
                                  1e77,     0x1p-256,  0x1p256, 0x1p-255,   1e300, 5e-324,
                                  HUGE_VAL, -HUGE_VAL, 0x1p255, 0x1.8p-256, 1e-300};
    (void)state;
    uint64_t random = 2;
    size_t live = vm->arena.live;
    for (size_t i = 0; i < 20000; i++) {
        double real = i < sizeof rows / sizeof *rows ? rows[i] : random_real(&random), back;
        Value value = float_new(vm, real);
        assert_true(value_is_float(value) && !value_is_small_int(value));
        back = float_of(value);
        assert_memory_equal(&real, &back, sizeof real);
        value_release(vm, value);
    }
    assert_int_equal(vm->arena.live, live);
}

static size_t significant_digits(const char *text)
{
    size_t count = 0, zeros = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (count == 0 && *text == '0'))
            continue;
        count++;
        zeros = *text == '0' ? zeros + 1 : 0;
    }
    return count - zeros;
}

static void check_shortest(double real)
{
    Text text = {0};
    char shorter[40];
    float_write(real, &text);
    size_t digits = significant_digits(text_string(&text));
    assert_true(strtod(text_string(&text), NULL) == real);
    assert_true(digits <= 17);
    if (digits > 1) {
        snprintf(shorter, sizeof shorter, "%.*e", (int)digits - 2, real);
        assert_true(strtod(shorter, NULL) != real);
    }
    text_release(&text);
}

static void a_float_is_written_with_as_few_digits_as_read_back(void **state)
{
    (void)state;
    uint64_t random = 3;
    for (int i = 0; i < 20000; i++) {
        check_shortest(random_real(&random));
        check_shortest((double)(next_random(&random) % 1000000) / 1000);
    }
    for (int exponent = -1074; exponent < 1024; exponent++) {
        check_shortest(ldexp(1, exponent));
        check_shortest(nextafter(ldexp(1, exponent), 0) > 0 ? nextafter(ldexp(1, exponent), 0) : 1);
    }
}

static void a_float_is_written_as_python_writes_it(void **state)
{
    static const struct {
        double real;
        const char *text;
    } rows[] = {
        {0.0, "0.0"},
        {-0.0, "-0.0"},
        {1.0, "1.0"},
        {0.1, "0.1"},
        {1e15, "1000000000000000.0"},
        {1e16, "1e+16"},
        {1e-4, "0.0001"},
        {1e-5, "1e-05"},
        {1.5e-5, "1.5e-05"},
        {123456789012345680.0, "1.2345678901234568e+17"},
        {1e22, "1e+22"},
        {1e23, "1e+23"},
        {5e-324, "5e-324"},
        {0x1p-1022, "2.2250738585072014e-308"},
        {HUGE_VAL, "inf"},
        {-HUGE_VAL, "-inf"},
        {0.3, "0.3"},
        {0.1 + 0.2, "0.30000000000000004"},
        {2.0 / 3, "0.6666666666666666"},
        {0x1p-44, "5.684341886080802e-14"},
        {9007199254740993.0, "9007199254740992.0"},
        {1e100, "1e+100"},
        {-1.25, "-1.25"},
        {100.0, "100.0"},
        {1234567.891, "1234567.891"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Text text = {0};
        float_write(rows[i].real, &text);
        assert_string_equal(text_string(&text), rows[i].text);
        text_release(&text);
    }
    Text text = {0};
    float_write(nan(""), &text);
    assert_string_equal(text_string(&text), "nan");
    text_release(&text);
}

static void what_is_no_float_is_not_read(void **state)
{
    static const struct {
        const char *text;
        bool is_number;
        double real;
    } rows[] = {
        {"1", true, 1},
        {" 1.5\n", true, 1.5},
        {"1_000.5", true, 1000.5},
        {"1e-3", true, 0.001},
        {"-.5", true, -0.5},
        {"5.", true, 5},
        {"+inf", true, HUGE_VAL},
        {"-Infinity", true, -HUGE_VAL},
        {"1e400", true, HUGE_VAL},
        {"", false, 0},
        {" ", false, 0},
        {"1__0", false, 0},
        {"_1", false, 0},
        {"1_", false, 0},
        {"1_.5", false, 0},
        {"1._5", false, 0},
        {".", false, 0},
        {"1e", false, 0},
        {"1e+", false, 0},
        {"0x10", false, 0},
        {"infin", false, 0},
        {"nan(1)", false, 0},
        {"1 2", false, 0},
        {"1.2.3", false, 0},
        {"--1", false, 0},
        {"\xD9\xA3.\xD9\xA4", true, 3.4}, /* digits of another script */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double real = 0;
        if (float_parse(rows[i].text, strlen(rows[i].text), &real) != rows[i].is_number || real != rows[i].real)
            fail_msg("«%s»: %g", rows[i].text, real);
    }
}

/* ---- both ---- */

static void equal_numbers_have_equal_hashes(void **state)
{
    (void)state;
    for (size_t i = 0; i < EDGES; i++) {
        double real = (double)edges[i];
        bool is_same = real < 0x1p63 && (int64_t)real == edges[i];
        if (is_same)
            assert_true(number_hash_integer(edges[i]) == number_hash_real(real));
    }
    assert_true(number_hash_real(0.0) == number_hash_real(-0.0));
    uint64_t hash;
    assert_int_equal(value_hash(vm, VALUE_TRUE, &hash), RETURNED);
    assert_true(hash == number_hash_real(1.0));
}

static void an_int_and_a_float_compare_by_their_true_values(void **state)
{
    static const struct {
        int64_t integer;
        double real;
        int order; /* 2: none */
    } rows[] = {
        {1, 1.0, 0},
        {1, 1.5, -1},
        {-1, -1.5, 1},
        {9007199254740993, 0x1p53, 1},
        {INT64_MAX, 0x1p63, -1},
        {INT64_MIN, -0x1p63, 0},
        {INT64_MIN, -0x1.0000000000001p63, 1},
        {0, -0.0, 0},
        {0, 5e-324, -1},
        {INT64_MAX, HUGE_VAL, -1},
        {INT64_MIN, -HUGE_VAL, 1},
        {0, NAN, 2},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Value a = int_new(vm, rows[i].integer), b = float_new(vm, rows[i].real), answers[4];
        number_compare(vm, COMPARE_LT, a, b, &answers[0]);
        number_compare(vm, COMPARE_EQ, a, b, &answers[1]);
        number_compare(vm, COMPARE_GT, a, b, &answers[2]);
        number_compare(vm, COMPARE_GT, b, a, &answers[3]);
        assert_int_equal(answers[0], value_from_bool(rows[i].order == -1));
        assert_int_equal(answers[1], value_from_bool(rows[i].order == 0));
        assert_int_equal(answers[2], value_from_bool(rows[i].order == 1));
        assert_int_equal(answers[3], answers[0]);
        value_release(vm, a);
        value_release(vm, b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_int_comes_back_from_its_value),
        cmocka_unit_test(arithmetic_overflows_exactly_where_64_bits_end),
        cmocka_unit_test(quotient_and_rest_make_up_the_number),
        cmocka_unit_test(ints_are_divided_with_one_rounding),
        cmocka_unit_test(every_float_comes_back_from_its_value),
        cmocka_unit_test(a_float_is_written_with_as_few_digits_as_read_back),
        cmocka_unit_test(a_float_is_written_as_python_writes_it),
        cmocka_unit_test(what_is_no_float_is_not_read),
        cmocka_unit_test(equal_numbers_have_equal_hashes),
        cmocka_unit_test(an_int_and_a_float_compare_by_their_true_values),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
