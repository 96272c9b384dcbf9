/* The module random: CPython's Mersenne Twister (MT19937), and what is derived from it by the same steps, so that a
 * seed gives the same numbers here and there.
 *
 * A Generator is an object of class Random. The module's own functions are the bound methods of one Generator. */
#include "builtins.h"
#include "modules.h"
#include "sha512.h"

#include <math.h>

enum { STATE_WORDS = 624, STATE_MIDDLE = 397 };

typedef struct Generator {
    Object head;
    uint32_t next;     /* word of the state that comes next */
    bool has_gauss;    /* gauss makes two numbers at a time */
    double gauss_next; /* the second one */
    uint32_t state[STATE_WORDS];
} Generator;

/* vm->rooms[ROOM_RANDOM] */
typedef struct RandomRoom {
    int64_t seed;      /* of the run */
    uint64_t unseeded; /* generators that were made without a seed */
    Generator *shared; /* the module's own; NULL until the module is loaded */
    Class *class;
} RandomRoom;

static RandomRoom *random_room(Vm *vm)
{
    if (!vm->rooms[ROOM_RANDOM])
        vm->rooms[ROOM_RANDOM] = vm_alloc(vm, sizeof(RandomRoom));
    return vm->rooms[ROOM_RANDOM];
}

static Generator *generator_of(Value value)
{
    return (Generator *)value_object(value);
}

/* ---- the twister: mirrors Modules/_randommodule.c ---- */

static void seed_by_word(Generator *generator, uint32_t seed)
{
    uint32_t *state = generator->state;
    state[0] = seed;
    for (uint32_t i = 1; i < STATE_WORDS; i++)
        state[i] = 1812433253u * (state[i - 1] ^ state[i - 1] >> 30) + i;
    generator->next = STATE_WORDS;
}

static void seed_by_words(Generator *generator, const uint32_t *key, size_t length)
{
    uint32_t *state = generator->state;
    size_t i = 1, j = 0;
    seed_by_word(generator, 19650218u);
    for (size_t k = length > STATE_WORDS ? length : STATE_WORDS; k > 0; k--) {
        state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) * 1664525u) + key[j] + (uint32_t)j;
        if (++i >= STATE_WORDS) {
            state[0] = state[STATE_WORDS - 1];
            i = 1;
        }
        if (++j >= length)
            j = 0;
    }
    for (size_t k = STATE_WORDS - 1; k > 0; k--) {
        state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) * 1566083941u) - (uint32_t)i;
        if (++i >= STATE_WORDS) {
            state[0] = state[STATE_WORDS - 1];
            i = 1;
        }
    }
    state[0] = 0x80000000u;
    generator->has_gauss = false;
}

static uint32_t twist(uint32_t high, uint32_t low)
{
    uint32_t mixed = (high & 0x80000000u) | (low & 0x7fffffffu);
    return mixed >> 1 ^ (mixed & 1 ? 0x9908b0dfu : 0);
}

static void make_words(Generator *generator)
{
    uint32_t *state = generator->state;
    for (size_t i = 0; i < STATE_WORDS; i++)
        state[i] = state[(i + STATE_MIDDLE) % STATE_WORDS] ^ twist(state[i], state[(i + 1) % STATE_WORDS]);
    generator->next = 0;
}

static uint32_t next_word(Generator *generator)
{
    if (generator->next >= STATE_WORDS)
        make_words(generator);
    uint32_t word = generator->state[generator->next++];
    word ^= word >> 11;
    word ^= word << 7 & 0x9d2c5680u;
    word ^= word << 15 & 0xefc60000u;
    return word ^ word >> 18;
}

/* In [0, 1), with 53 bits. */
static double next_real(Generator *generator)
{
    uint32_t high = next_word(generator) >> 5, low = next_word(generator) >> 6;
    return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}

/* At most 64 bits; the lower word is drawn first. */
static uint64_t next_bits(Generator *generator, unsigned bits)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < bits; shift += 32) {
        uint32_t word = next_word(generator);
        if (bits - shift < 32)
            word >>= 32 - (bits - shift);
        value |= (uint64_t)word << shift;
    }
    return value;
}

/* In [0, limit), limit positive. */
static int64_t next_below(Generator *generator, int64_t limit)
{
    unsigned bits = 0;
    while (bits < 63 && limit >> bits != 0)
        bits++;
    uint64_t number;
    do
        number = next_bits(generator, bits);
    while (number >= (uint64_t)limit);
    return (int64_t)number;
}

/* ---- seeds ---- */

static void seed_by_number(Generator *generator, uint64_t number)
{
    const uint32_t key[] = {(uint32_t)number, (uint32_t)(number >> 32)};
    seed_by_words(generator, key, key[1] ? 2 : 1);
}

static void seed_by_integer(Generator *generator, int64_t integer)
{
    seed_by_number(generator, integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer);
}

/* The text and its SHA-512 behind it are one big number, the first byte the highest. */
static Outcome seed_by_text(Vm *vm, Generator *generator, const Str *text)
{
    size_t size = text->size + SHA512_BYTES, words = (size + 3) / 4;
    uint8_t *bytes = vm_alloc(vm, size);
    uint32_t *key = vm_alloc(vm, words * sizeof *key);
    if (!bytes || !key) {
        vm_free(vm, bytes, size);
        vm_free(vm, key, words * sizeof *key);
        return vm_raise_memory(vm);
    }
    memcpy(bytes, text->text, text->size);
    sha512(text->text, text->size, bytes + text->size);
    for (size_t i = 0; i < size; i++)
        key[i / 4] |= (uint32_t)bytes[size - 1 - i] << (8 * (i % 4));
    size_t used = words;
    while (used > 1 && key[used - 1] == 0)
        used--;
    seed_by_words(generator, key, used);
    vm_free(vm, bytes, size);
    vm_free(vm, key, words * sizeof *key);
    return RETURNED;
}

/* Without a seed of its own, a generator is seeded by the run: the module's with the seed itself. */
static void seed_by_run(Vm *vm, Generator *generator)
{
    RandomRoom *room = random_room(vm);
    uint64_t size = room->seed < 0 ? 0 - (uint64_t)room->seed : (uint64_t)room->seed;
    if (generator == room->shared) {
        seed_by_number(generator, size);
        return;
    }
    const uint32_t key[] = {(uint32_t)size, (uint32_t)(size >> 32), (uint32_t)++room->unseeded};
    seed_by_words(generator, key, 3);
}

static Outcome seed_by_value(Vm *vm, Generator *generator, Value seed)
{
    int64_t integer;
    if (seed == VALUE_EMPTY || seed == VALUE_NONE)
        seed_by_run(vm, generator);
    else if (int_from(seed, &integer))
        seed_by_integer(generator, integer);
    else if (value_is_float(seed))
        seed_by_number(generator, (uint64_t)hash_of_real(isnan(float_of(seed)) ? 0.0 : float_of(seed)));
    else if (value_is_str(seed))
        return seed_by_text(vm, generator, value_str_object(seed));
    else
        return vm_raise(vm, EXCEPTION_TypeError,
                        "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.");
    return RETURNED;
}

static Outcome random_seed(Vm *vm, const Value *args, Value *result)
{
    int64_t version;
    *result = VALUE_NONE;
    if (args[2] != VALUE_EMPTY && int_from(args[2], &version) && version != 2)
        return vm_refuse(vm, "random.seed with version 1: leave `version` out");
    return seed_by_value(vm, generator_of(args[0]), args[1]);
}

/* ---- numbers ---- */

static Outcome random_random(Vm *vm, const Value *args, Value *result)
{
    *result = float_new(vm, next_real(generator_of(args[0])));
    return RETURNED;
}

static Outcome random_getrandbits(Vm *vm, const Value *args, Value *result)
{
    int64_t bits;
    if (int_index(vm, args[1], &bits) == RAISED)
        return RAISED;
    if (bits < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "number of bits must be non-negative");
    uint64_t value = bits <= 64 ? next_bits(generator_of(args[0]), (unsigned)bits) : UINT64_MAX;
    if (value > INT64_MAX)
        return int_binary(vm, OPERATOR_ADD, INT64_MAX, INT64_MAX, result); /* says that 64 bits do not hold it */
    *result = int_new(vm, (int64_t)value);
    return RETURNED;
}

static Outcome random_uniform(Vm *vm, const Value *args, Value *result)
{
    Value width, part, real;
    if (value_binary(vm, OPERATOR_SUB, args[2], args[1], &width) == RAISED)
        return RAISED;
    real = float_new(vm, next_real(generator_of(args[0])));
    Outcome outcome = value_binary(vm, OPERATOR_MULT, width, real, &part);
    value_release(vm, width);
    value_release(vm, real);
    if (outcome == RAISED)
        return RAISED;
    outcome = value_binary(vm, OPERATOR_ADD, args[1], part, result);
    value_release(vm, part);
    return outcome;
}

static Outcome below_stop(Vm *vm, Generator *generator, const Value *args, int64_t stop, Value *result)
{
    if (args[3] != VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "Missing a non-None stop argument");
    if (stop <= 0)
        return vm_raise(vm, EXCEPTION_ValueError, "empty range for randrange()");
    *result = int_new(vm, next_below(generator, stop));
    return RETURNED;
}

static Outcome empty_range(Vm *vm, int64_t start, int64_t stop, int64_t step)
{
    if (step == 1)
        return vm_raise(vm, EXCEPTION_ValueError, "empty range in randrange(%lld, %lld)", (long long)start,
                        (long long)stop);
    return vm_raise(vm, EXCEPTION_ValueError, "empty range in randrange(%lld, %lld, %lld)", (long long)start,
                    (long long)stop, (long long)step);
}

static Outcome in_range(Vm *vm, Generator *generator, int64_t start, int64_t stop, int64_t step, Value *result)
{
    if (step == 0)
        return vm_raise(vm, EXCEPTION_ValueError, "zero step for randrange()");
    bool is_empty = step > 0 ? start >= stop : start <= stop;
    if (is_empty)
        return empty_range(vm, start, stop, step);
    uint64_t width = step > 0 ? (uint64_t)stop - (uint64_t)start : (uint64_t)start - (uint64_t)stop;
    uint64_t stride = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    uint64_t count = (width - 1) / stride + 1;
    if (count > INT64_MAX)
        return int_binary(vm, OPERATOR_ADD, INT64_MAX, INT64_MAX, result);
    uint64_t offset = (uint64_t)next_below(generator, (int64_t)count) * stride;
    *result = int_new(vm, (int64_t)(step > 0 ? (uint64_t)start + offset : (uint64_t)start - offset));
    return RETURNED;
}

static Outcome random_randrange(Vm *vm, const Value *args, Value *result)
{
    int64_t start, stop, step = 1;
    Generator *generator = generator_of(args[0]);
    if (int_index(vm, args[1], &start) == RAISED)
        return RAISED;
    if (args[2] == VALUE_EMPTY || args[2] == VALUE_NONE)
        return below_stop(vm, generator, args, start, result);
    if (int_index(vm, args[2], &stop) == RAISED)
        return RAISED;
    if (args[3] != VALUE_EMPTY && int_index(vm, args[3], &step) == RAISED)
        return RAISED;
    return in_range(vm, generator, start, stop, step, result);
}

static Outcome random_randint(Vm *vm, const Value *args, Value *result)
{
    Value stop;
    if (value_binary(vm, OPERATOR_ADD, args[2], value_from_small_int(1), &stop) == RAISED)
        return RAISED;
    Outcome outcome = random_randrange(vm, (Value[]){args[0], args[1], stop, VALUE_EMPTY}, result);
    value_release(vm, stop);
    return outcome;
}

/* ---- distributions ---- */

static Outcome two_reals(Vm *vm, const Value *args, double *first, double *second)
{
    if (args[1] != VALUE_EMPTY && value_to_real(vm, args[1], first) == RAISED)
        return RAISED;
    return args[2] == VALUE_EMPTY ? RETURNED : value_to_real(vm, args[2], second);
}

static Outcome random_expovariate(Vm *vm, const Value *args, Value *result)
{
    Value logarithm = float_new(vm, -log(1.0 - next_real(generator_of(args[0]))));
    *result = logarithm;
    if (args[1] == VALUE_EMPTY)
        return RETURNED;
    Outcome outcome = value_binary(vm, OPERATOR_DIV, logarithm, args[1], result);
    value_release(vm, logarithm);
    return outcome;
}

/* mu + z * sigma: by the operators where one of them is no number, for what they say then. */
static Outcome normal_number(Vm *vm, const Value *args, double z, Value *result)
{
    double mu = 0.0, sigma = 1.0;
    bool is_real = (args[1] == VALUE_EMPTY || real_from(args[1], &mu)) &&
                   (args[2] == VALUE_EMPTY || real_from(args[2], &sigma));
    *result = is_real ? float_new(vm, mu + z * sigma) : VALUE_EMPTY;
    if (is_real)
        return RETURNED;
    Value deviation, factor = float_new(vm, z),
                     given = args[2] == VALUE_EMPTY ? float_new(vm, 1.0) : value_retain(args[2]);
    Outcome outcome = value_binary(vm, OPERATOR_MULT, factor, given, &deviation);
    value_release(vm, factor);
    value_release(vm, given);
    if (outcome == RAISED)
        return RAISED;
    Value mean = args[1] == VALUE_EMPTY ? float_new(vm, 0.0) : value_retain(args[1]);
    outcome = value_binary(vm, OPERATOR_ADD, mean, deviation, result);
    value_release(vm, mean);
    value_release(vm, deviation);
    return outcome;
}

static Outcome random_gauss(Vm *vm, const Value *args, Value *result)
{
    Generator *generator = generator_of(args[0]);
    double z = generator->gauss_next;
    if (!generator->has_gauss) {
        double turn = next_real(generator) * 6.283185307179586476925286766559;
        double radius = sqrt(-2.0 * log(1.0 - next_real(generator)));
        z = cos(turn) * radius;
        generator->gauss_next = sin(turn) * radius;
    }
    generator->has_gauss = !generator->has_gauss;
    return normal_number(vm, args, z, result);
}

static Outcome random_normalvariate(Vm *vm, const Value *args, Value *result)
{
    Generator *generator = generator_of(args[0]);
    double z, u2, magic = 4 * exp(-0.5) / sqrt(2.0);
    do {
        double u1 = next_real(generator);
        u2 = 1.0 - next_real(generator);
        z = magic * (u1 - 0.5) / u2;
    } while (z * z / 4.0 > -log(u2));
    return normal_number(vm, args, z, result);
}

static Outcome random_triangular(Vm *vm, const Value *args, Value *result)
{
    double low = 0.0, high = 1.0, mode = 0.0, centre = 0.5;
    bool has_mode = args[3] != VALUE_EMPTY && args[3] != VALUE_NONE;
    if (two_reals(vm, args, &low, &high) == RAISED || (has_mode && value_to_real(vm, args[3], &mode) == RAISED))
        return RAISED;
    double u = next_real(generator_of(args[0]));
    if (has_mode && high == low) {
        *result = args[1] == VALUE_EMPTY ? float_new(vm, low) : value_retain(args[1]);
        return RETURNED;
    }
    if (has_mode)
        centre = (mode - low) / (high - low);
    if (u > centre) {
        double swapped = low;
        low = high;
        high = swapped;
        u = 1.0 - u;
        centre = 1.0 - centre;
    }
    *result = float_new(vm, low + (high - low) * sqrt(u * centre));
    return RETURNED;
}

/* ---- sequences ---- */

static Outcome item_at(Vm *vm, Value sequence, int64_t index, Value *item)
{
    Value key = int_new(vm, index);
    Outcome outcome = value_get_item(vm, sequence, key, item);
    value_release(vm, key);
    return outcome;
}

static Outcome random_choice(Vm *vm, const Value *args, Value *result)
{
    int64_t length;
    if (value_length(vm, args[1], &length) == RAISED)
        return RAISED;
    if (length == 0)
        return vm_raise(vm, EXCEPTION_IndexError, "Cannot choose from an empty sequence");
    return item_at(vm, args[1], next_below(generator_of(args[0]), length), result);
}

/* x[i], x[j] = x[j], x[i] */
static Outcome exchange(Vm *vm, Value x, int64_t i, int64_t j)
{
    Value at_i, at_j, index;
    if (item_at(vm, x, j, &at_j) == RAISED)
        return RAISED;
    Outcome outcome = item_at(vm, x, i, &at_i);
    if (outcome == RETURNED) {
        index = int_new(vm, i);
        outcome = value_set_item(vm, x, index, at_j);
        value_release(vm, index);
        if (outcome == RETURNED) {
            index = int_new(vm, j);
            outcome = value_set_item(vm, x, index, at_i);
            value_release(vm, index);
        }
        value_release(vm, at_i);
    }
    value_release(vm, at_j);
    return outcome;
}

static Outcome random_shuffle(Vm *vm, const Value *args, Value *result)
{
    Generator *generator = generator_of(args[0]);
    int64_t length;
    *result = VALUE_NONE;
    if (value_length(vm, args[1], &length) == RAISED)
        return RAISED;
    for (int64_t i = length - 1; i > 0; i--) {
        int64_t j = next_below(generator, i + 1);
        if (value_is_kind(args[1], KIND_LIST)) {
            Value *items = value_list(args[1])->items, swapped = items[i];
            items[i] = items[j];
            items[j] = swapped;
        } else if (exchange(vm, args[1], i, j) == RAISED) {
            return RAISED;
        }
    }
    return RETURNED;
}

/* ---- choices ---- */

/* Cumulative weights, as doubles in the arena. */
typedef struct Weights {
    double *sums;
    size_t count;
} Weights;

static void weights_release(Vm *vm, Weights *weights)
{
    vm_free(vm, weights->sums, (weights->count ? weights->count : 1) * sizeof(double));
}

static Outcome weights_from(Vm *vm, Value iterable, bool are_sums, Weights *weights)
{
    Value list;
    if (list_from_iterable(vm, iterable, &list) == RAISED)
        return RAISED;
    weights->count = value_list(list)->count;
    weights->sums = vm_alloc(vm, (weights->count ? weights->count : 1) * sizeof(double));
    Outcome outcome = weights->sums ? RETURNED : vm_raise_memory(vm);
    double sum = 0.0, weight;
    for (size_t i = 0; i < weights->count && outcome == RETURNED; i++) {
        outcome = value_to_real(vm, value_list(list)->items[i], &weight);
        sum = are_sums || i == 0 ? weight : sum + weight;
        weights->sums[i] = sum;
    }
    value_release(vm, list);
    if (outcome == RAISED && weights->sums)
        weights_release(vm, weights);
    return outcome;
}

static Outcome read_weights(Vm *vm, const Value *args, Weights *weights)
{
    int64_t integer;
    bool has_weights = args[2] != VALUE_EMPTY && args[2] != VALUE_NONE;
    bool has_sums = args[3] != VALUE_EMPTY && args[3] != VALUE_NONE;
    if (has_weights && has_sums)
        return vm_raise(vm, EXCEPTION_TypeError, "Cannot specify both weights and cumulative weights");
    if (has_weights && int_from(args[2], &integer))
        return vm_raise(vm, EXCEPTION_TypeError, "The number of choices must be a keyword argument: k=%lld",
                        (long long)integer);
    return weights_from(vm, has_sums ? args[3] : args[2], has_sums, weights);
}

static Outcome check_weights(Vm *vm, const Weights *weights, int64_t length)
{
    if ((int64_t)weights->count != length)
        return vm_raise(vm, EXCEPTION_ValueError, "The number of weights does not match the population");
    if (weights->count == 0)
        return vm_raise(vm, EXCEPTION_IndexError, "list index out of range");
    double total = weights->sums[weights->count - 1];
    if (total <= 0.0)
        return vm_raise(vm, EXCEPTION_ValueError, "Total of weights must be greater than zero");
    if (!isfinite(total))
        return vm_raise(vm, EXCEPTION_ValueError, "Total of weights must be finite");
    return RETURNED;
}

/* The first index whose sum is greater than `place`, the last index at most. */
static int64_t bisect(const Weights *weights, double place)
{
    size_t low = 0, high = weights->count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (place < weights->sums[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return (int64_t)low;
}

static Outcome choose_many(Vm *vm, Generator *generator, Value population, int64_t length, const Weights *weights,
                           int64_t k, List *chosen)
{
    for (int64_t i = 0; i < k; i++) {
        double real = next_real(generator);
        Value item;
        int64_t index = weights ? bisect(weights, real * weights->sums[weights->count - 1])
                                : (int64_t)floor(real * (double)length);
        if (item_at(vm, population, index, &item) == RAISED)
            return RAISED;
        bool is_kept = list_append(vm, chosen, item);
        value_release(vm, item);
        if (!is_kept)
            return RAISED;
    }
    return RETURNED;
}

static Outcome random_choices(Vm *vm, const Value *args, Value *result)
{
    Generator *generator = generator_of(args[0]);
    int64_t length, k = 1;
    Weights weights;
    bool has_weights =
        (args[2] != VALUE_EMPTY && args[2] != VALUE_NONE) || (args[3] != VALUE_EMPTY && args[3] != VALUE_NONE);
    if (value_length(vm, args[1], &length) == RAISED || (has_weights && read_weights(vm, args, &weights) == RAISED))
        return RAISED;
    Outcome outcome = has_weights ? check_weights(vm, &weights, length) : RETURNED;
    if (outcome == RETURNED && args[4] != VALUE_EMPTY)
        outcome = int_index(vm, args[4], &k);
    if (outcome == RETURNED) {
        *result = list_new(vm, NULL, 0);
        outcome =
            choose_many(vm, generator, args[1], length, has_weights ? &weights : NULL, k, value_list(*result));
        if (outcome == RAISED)
            value_release(vm, *result);
    }
    if (has_weights)
        weights_release(vm, &weights);
    return outcome;
}

/* ---- sample ---- */

/* Which of n places are drawn, k of them: by a pool of all places where n is small against k, else by remembering
 * what was drawn. Which way it goes decides the numbers, so it is CPython's rule. */
static bool draws_from_pool(int64_t n, int64_t k)
{
    double set_size = 21.0;
    if (k > 5)
        set_size += pow(4.0, ceil(log((double)k * 3.0) / log(4.0)));
    return (double)n <= set_size;
}

static bool draw_from_pool(Vm *vm, Generator *generator, int64_t n, int64_t k, int64_t *drawn)
{
    size_t size = (size_t)n * sizeof(int64_t);
    int64_t *pool = vm_alloc(vm, size);
    if (!pool)
        return false;
    for (int64_t i = 0; i < n; i++)
        pool[i] = i;
    for (int64_t i = 0; i < k; i++) {
        int64_t j = next_below(generator, n - i);
        drawn[i] = pool[j];
        pool[j] = pool[n - i - 1];
    }
    vm_free(vm, pool, size);
    return true;
}

/* Put a place into the table of those drawn (place + 1; 0 is free); false where it is there already. */
static bool remember(int64_t *table, size_t mask, int64_t place)
{
    size_t slot = ((size_t)place * 0x9E3779B97F4A7C15u) >> 20 & mask;
    for (; table[slot] != 0; slot = (slot + 1) & mask) {
        if (table[slot] == place + 1)
            return false;
    }
    table[slot] = place + 1;
    return true;
}

static bool draw_remembering(Vm *vm, Generator *generator, int64_t n, int64_t k, int64_t *drawn)
{
    size_t slots = 16;
    while (slots < (size_t)k * 2)
        slots *= 2;
    int64_t *table = vm_alloc(vm, slots * sizeof *table);
    if (!table)
        return false;
    for (int64_t i = 0; i < k; i++) {
        do
            drawn[i] = next_below(generator, n);
        while (!remember(table, slots - 1, drawn[i]));
    }
    vm_free(vm, table, slots * sizeof *table);
    return true;
}

/* A block of k places (at least one), or NULL with something raised. */
static int64_t *draw_places(Vm *vm, Generator *generator, int64_t n, int64_t k)
{
    if (k < 0 || k > n) {
        vm_raise(vm, EXCEPTION_ValueError, "Sample larger than population or is negative");
        return NULL;
    }
    size_t size = (size_t)(k ? k : 1) * sizeof(int64_t);
    int64_t *drawn = vm_alloc(vm, size);
    bool is_drawn = drawn && (draws_from_pool(n, k) ? draw_from_pool(vm, generator, n, k, drawn)
                                                    : draw_remembering(vm, generator, n, k, drawn));
    if (is_drawn)
        return drawn;
    vm_free(vm, drawn, size);
    vm_raise_memory(vm);
    return NULL;
}

/* Counts stand for repeated members: each drawn place is looked up among their sums. */
static Outcome places_of_counts(Vm *vm, Generator *generator, const Weights *sums, int64_t k, int64_t **drawn)
{
    int64_t total = sums->count ? (int64_t)sums->sums[sums->count - 1] : 0;
    if (total <= 0)
        return vm_raise(vm, EXCEPTION_ValueError, "Total of counts must be greater than zero");
    *drawn = draw_places(vm, generator, total, k);
    if (!*drawn)
        return RAISED;
    for (int64_t i = 0; i < k; i++)
        (*drawn)[i] = bisect(sums, (double)(*drawn)[i]);
    return RETURNED;
}

static Outcome draw(Vm *vm, Generator *generator, Value counts, int64_t length, int64_t k, int64_t **drawn)
{
    if (counts == VALUE_EMPTY || counts == VALUE_NONE) {
        *drawn = draw_places(vm, generator, length, k);
        return *drawn ? RETURNED : RAISED;
    }
    Weights sums;
    if (weights_from(vm, counts, false, &sums) == RAISED)
        return RAISED;
    Outcome outcome = (int64_t)sums.count != length
                          ? vm_raise(vm, EXCEPTION_ValueError, "The number of counts does not match the population")
                          : places_of_counts(vm, generator, &sums, k, drawn);
    weights_release(vm, &sums);
    return outcome;
}

static bool is_sequence(Value value)
{
    return value_is_kind(value, KIND_LIST) || value_is_kind(value, KIND_TUPLE) ||
           value_is_kind(value, KIND_RANGE) || value_is_str(value) ||
           (value_is_kind(value, KIND_OTHER) && str_is(value_class(value)->name, "deque"));
}

static Outcome random_sample(Vm *vm, const Value *args, Value *result)
{
    int64_t length, k, *drawn = NULL;
    if (!is_sequence(args[1]))
        return vm_raise(vm, EXCEPTION_TypeError,
                        "Population must be a sequence.  For dicts or sets, use sorted(d).");
    if (value_length(vm, args[1], &length) == RAISED || int_index(vm, args[2], &k) == RAISED ||
        draw(vm, generator_of(args[0]), args[3], length, k, &drawn) == RAISED)
        return RAISED;
    Outcome outcome = RETURNED;
    *result = list_new(vm, NULL, 0);
    for (int64_t i = 0; i < k && outcome == RETURNED; i++) {
        Value item;
        outcome = item_at(vm, args[1], drawn[i], &item);
        if (outcome == RETURNED) {
            outcome = list_append(vm, value_list(*result), item) ? RETURNED : RAISED;
            value_release(vm, item);
        }
    }
    vm_free(vm, drawn, (size_t)(k ? k : 1) * sizeof(int64_t));
    if (outcome == RAISED)
        value_release(vm, *result);
    return outcome;
}

/* ---- the class and the module ---- */

static const NativeSpec methods[] = {
    {"seed", random_seed, "def self, a=None, version=2", NATIVE_PLAIN},
    {"random", random_random, "self, /", NATIVE_PLAIN},
    {"getrandbits", random_getrandbits, "self, k, /", NATIVE_PLAIN},
    {"uniform", random_uniform, "def self, a, b", NATIVE_PLAIN},
    {"randrange", random_randrange, "def self, start, stop=None, step=1", NATIVE_PLAIN},
    {"randint", random_randint, "def self, a, b", NATIVE_PLAIN},
    {"choice", random_choice, "def self, seq", NATIVE_PLAIN},
    {"choices", random_choices, "def self, population, weights=None, *, cum_weights=None, k=1", NATIVE_PLAIN},
    {"shuffle", random_shuffle, "def self, x", NATIVE_PLAIN},
    {"sample", random_sample, "def self, population, k, *, counts=None", NATIVE_PLAIN},
    {"expovariate", random_expovariate, "def self, lambd=1.0", NATIVE_PLAIN},
    {"gauss", random_gauss, "def self, mu=0.0, sigma=1.0", NATIVE_PLAIN},
    {"normalvariate", random_normalvariate, "def self, mu=0.0, sigma=1.0", NATIVE_PLAIN},
    {"triangular", random_triangular, "def self, low=0.0, high=1.0, mode=None", NATIVE_PLAIN},
    {0},
};

static Outcome random_construct(Vm *vm, const Value *args, Value *result)
{
    Generator *generator = object_new(vm, (Class *)value_object(args[0]), KIND_OTHER, sizeof *generator);
    *result = value_from(generator);
    if (seed_by_value(vm, generator, args[1]) == RETURNED)
        return RETURNED;
    object_release(vm, generator);
    return RAISED;
}

static Class *random_class(Vm *vm)
{
    static const ClassOps ops = {.size = sizeof(Generator)};
    RandomRoom *room = random_room(vm);
    if (!room->class)
        room->class = class_native(vm, &(ClassSpec){.name = "Random",
                                                    .module = "random",
                                                    .ops = &ops,
                                                    .methods = methods,
                                                    .construct = random_construct,
                                                    .signature = "def cls, x=None"});
    return room->class;
}

void random_set_seed(Vm *vm, int64_t seed)
{
    RandomRoom *room = random_room(vm);
    room->seed = seed;
    if (room->shared)
        seed_by_run(vm, room->shared);
}

void random_load(Vm *vm, Module *module)
{
    RandomRoom *room = random_room(vm);
    Class *class = random_class(vm);
    room->shared = object_new(vm, class, KIND_OTHER, sizeof(Generator));
    seed_by_run(vm, room->shared);
    module_set(vm, module, "Random", value_from(class));
    for (const NativeSpec *spec = methods; spec->name; spec++) {
        Value method;
        Str *name = str_intern(vm, spec->name, strlen(spec->name));
        if (value_get_attribute(vm, value_from(room->shared), name, &method) == RETURNED) {
            module_set(vm, module, spec->name, method);
            value_release(vm, method);
        }
    }
}
