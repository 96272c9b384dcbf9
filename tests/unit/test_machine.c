/* The machine as the rooms above it use it: running a program, stopping at lines, natives that block, coroutines
 * that are driven from outside any frame, hooks, limits. What the language does is in tests/programs/language. */
#include "compiler.h"
#include "parser.h"
#include "vm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- a program in a world of its own ---- */

typedef struct Run {
    Vm *vm;
    VmHooks hooks;
    Text printed; /* both streams */
    Text told;    /* what the hooks were told, in their order */
    Value result;
    Outcome outcome;
} Run;

static void hear_write(void *context, Vm *vm, int stream, const char *bytes, size_t size)
{
    (void)vm, (void)stream;
    text_add_bytes(&((Run *)context)->printed, bytes, size);
}

static void hear_line(void *context, Vm *vm, Frame *frame, uint32_t line)
{
    (void)vm, (void)frame;
    text_format(&((Run *)context)->told, "%u ", line);
}

static void hear_awaited(void *context, Vm *vm, Frame *frame, bool switched)
{
    (void)vm;
    text_format(&((Run *)context)->told, "%s@%u ", switched ? "switched" : "straight", frame_line(frame));
}

static void hear_never_awaited(void *context, Vm *vm, Frame *coroutine)
{
    const Frame *frame = vm_program_frame(vm);
    text_format(&((Run *)context)->told, "never(%s)@%u ", value_str_object(coroutine->qualname)->text,
                frame ? frame_line(frame) : 0);
}

static bool hear_abandoned(void *context, Vm *vm, Frame *generator)
{
    (void)vm;
    text_format(&((Run *)context)->told, "abandoned(%s) ", value_str_object(generator->name)->text);
    return false;
}

static void hear_begins(void *context, Vm *vm, Frame *generator)
{
    (void)vm;
    text_format(&((Run *)context)->told, "begins(%s) ", value_str_object(generator->name)->text);
}

/* block(x): blocks; what is delivered is its result. */
static Outcome native_block(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    if (!vm_can_suspend(vm))
        return vm_raise(vm, EXCEPTION_RuntimeError, "cannot block here");
    return SUSPENDED;
}

/* twice(f): a native that calls the program's own code. */
static Outcome native_twice(Vm *vm, const Value *args, Value *result)
{
    if (value_call_with(vm, args[0], 0, NULL, result) == RAISED)
        return RAISED;
    value_release(vm, *result);
    return value_call_with(vm, args[0], 0, NULL, result);
}

/* name_it(): the name that its result is about to get. */
static Outcome native_name_it(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    Str *name = vm_target_name(vm);
    *result = name ? value_retain(value_from(name)) : VALUE_NONE;
    return RETURNED;
}

/* pair(a, b): a native coroutine that awaits both. */
static Outcome pair_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    switch (co->state) {
    case 0:
        return coroutine_await(vm, co, co->slots[0], 1);
    case 1:
        if (sent == VALUE_EMPTY) { /* the first one failed: its exception is the result */
            *result = vm_take_raised(vm);
            return RETURNED;
        }
        co->slots[2] = value_retain(sent);
        return coroutine_await(vm, co, co->slots[1], 2);
    default:
        if (sent == VALUE_EMPTY)
            return RAISED;
        *result = tuple_new(vm, (Value[]){co->slots[2], sent}, 2);
        return RETURNED;
    }
}

static Outcome native_pair(Vm *vm, const Value *args, Value *result)
{
    NativeCoroutine *co = coroutine_new(vm, pair_step, "pair", "pair");
    co->slots[0] = value_retain(args[0]);
    co->slots[1] = value_retain(args[1]);
    *result = value_from(co);
    return RETURNED;
}

static const NativeSpec natives[] = {
    {"block", native_block, "value, /", NATIVE_PLAIN},
    {"twice", native_twice, "function, /", NATIVE_PLAIN},
    {"name_it", native_name_it, "", NATIVE_PLAIN},
    {"pair", native_pair, "a, b, /", NATIVE_PLAIN},
    {0},
};

static void add_natives(Vm *vm)
{
    for (const NativeSpec *spec = natives; spec->name; spec++) {
        Value native = native_new(vm, spec, NULL);
        vm_set_builtin(vm, spec->name, native);
        value_release(vm, native);
    }
}

static void load(Run *run, const char *source, unsigned flags, size_t memory)
{
    Pool pool;
    Diagnostics diagnostics = {0};
    *run = (Run){.hooks = {.write = hear_write,
                           .line = hear_line,
                           .awaited = hear_awaited,
                           .never_awaited = hear_never_awaited,
                           .abandoned = hear_abandoned,
                           .async_generator_begins = hear_begins,
                           .file_name = "program.py",
                           .source = source,
                           .source_length = strlen(source)}};
    run->hooks.context = run;
    assert_true(pool_init(&pool, (size_t)64 << 20));
    const Node *tree = parse_file(source, strlen(source), &pool, &diagnostics);
    const ModuleUnit *unit = compile_module(tree, flags, &pool, &diagnostics);
    assert_int_equal(diagnostics.error_count, 0);
    run->vm = vm_open(memory, &run->hooks);
    assert_non_null(run->vm);
    run->vm->is_stepped = flags & COMPILE_LINES;
    add_natives(run->vm);
    vm_start_program(run->vm, unit);
    pool_release(&pool);
    diagnostics_release(&diagnostics);
}

static void go_on(Run *run)
{
    run->outcome = frame_continue(run->vm, &run->result);
}

static void close_run(Run *run)
{
    text_release(&run->printed);
    text_release(&run->told);
    vm_close(run->vm);
}

static void load_small(Run *run, const char *source, unsigned flags)
{
    load(run, source, flags, (size_t)64 << 20);
}

/* A global variable of the program; borrowed. */
static Value global(const Run *run, const char *name)
{
    return module_get(run->vm, run->vm->program, str_intern(run->vm, name, strlen(name)));
}

static void check_text(const char *label, const Text *text, const char *expected)
{
    if (strcmp(text_string(text), expected) != 0)
        print_error("%s\n", label);
    assert_string_equal(text_string(text), expected);
}

typedef struct Row {
    const char *label, *source, *expected;
} Row;

/* ---- running ---- */

static void programs_run_to_their_end(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"prints", "print(1 + 2, 'x' * 3)\n", "3 xxx\n"},
        {"calls within calls", "def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\nprint(f(15))\n",
         "610\n"},
        {"a native that calls back", "seen = []\ntwice(lambda: seen.append(1))\nprint(seen)\n", "[1, 1]\n"},
        {"a generator under C and under for",
         "def g():\n    yield 1\n    yield 2\nprint(list(g()), [x for x in g()])\n", "[1, 2] [1, 2]\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Run run;
        load_small(&run, ROWS[i].source, 0);
        go_on(&run);
        assert_int_equal(run.outcome, RETURNED);
        assert_null(run.vm->frame);
        assert_int_equal(run.vm->depth, 0);
        check_text(ROWS[i].label, &run.printed, ROWS[i].expected);
        close_run(&run);
    }
}

static void an_exception_that_nobody_catches_ends_the_chain(void **state)
{
    (void)state;
    Run run;
    load_small(&run, "def f():\n    raise ValueError('v')\nf()\n", 0);
    go_on(&run);
    assert_int_equal(run.outcome, RAISED);
    assert_null(run.vm->frame);
    Text text = {0};
    exception_write(run.vm, run.vm->raised, &text);
    check_text("traceback", &text,
               "Traceback (most recent call last):\n  File \"program.py\", line 3, in <module>\n    f()\n    ~^^\n"
               "  File \"program.py\", line 2, in f\n    raise ValueError('v')\nValueError: v\n");
    text_release(&text);
    close_run(&run);
}

/* ---- lines ---- */

static const char LINES[] = "def f(x):\n"
                            "    y = x + 1\n"
                            "    return y\n"
                            "for i in range(2):\n"
                            "    print(f(i))\n"
                            "twice(lambda: f(9))\n"
                            "print('end')\n";

static void every_line_of_the_program_is_told(void **state)
{
    (void)state;
    Run run;
    load_small(&run, LINES, COMPILE_LINES);
    go_on(&run);
    check_text("lines; none from the nested calls", &run.told, "1 4 5 2 3 4 5 2 3 4 6 7 ");
    assert_int_equal(run.vm->lines, 12);
    close_run(&run);
}

static void a_run_stops_before_any_line_and_goes_on(void **state)
{
    (void)state;
    Run whole;
    load_small(&whole, LINES, COMPILE_LINES);
    go_on(&whole);
    for (uint64_t stop = 0; stop < whole.vm->lines; stop++) {
        Run run;
        load_small(&run, LINES, COMPILE_LINES);
        run.vm->stop_at_line = stop;
        go_on(&run);
        assert_int_equal(run.outcome, SUSPENDED);
        assert_true(run.vm->stopped);
        assert_int_equal(run.vm->lines, stop);
        run.vm->stop_at_line = UINT64_MAX;
        go_on(&run);
        assert_int_equal(run.outcome, RETURNED);
        check_text("told", &run.told, text_string(&whole.told));
        check_text("printed", &run.printed, text_string(&whole.printed));
        close_run(&run);
    }
    close_run(&whole);
}

static void a_stopped_frame_is_at_the_line_that_comes_next(void **state)
{
    (void)state;
    static const uint32_t EXPECTED[] = {1, 4, 5, 2, 3, 4};
    Run run;
    load_small(&run, LINES, COMPILE_LINES);
    for (uint64_t stop = 0; stop < sizeof EXPECTED / sizeof *EXPECTED; stop++) {
        run.vm->stop_at_line = stop;
        go_on(&run);
        assert_int_equal(frame_line(run.vm->frame), EXPECTED[stop]);
    }
    close_run(&run);
}

static void where_a_run_stops_its_bytes_are_the_same_however_it_came_there(void **state)
{
    (void)state;
    Run steps, leap;
    load_small(&steps, LINES, COMPILE_LINES);
    load_small(&leap, LINES, COMPILE_LINES);
    for (uint64_t stop = 0; stop <= 8; stop++) {
        steps.vm->stop_at_line = stop;
        go_on(&steps);
    }
    leap.vm->stop_at_line = 8;
    go_on(&leap);
    assert_int_equal(steps.vm->arena.used, leap.vm->arena.used);
    assert_int_equal(steps.vm->arena.live, leap.vm->arena.live);
    assert_int_equal(steps.vm->arena.allocations, leap.vm->arena.allocations);
    close_run(&steps);
    close_run(&leap);
}

/* ---- natives that block ---- */

static void a_native_that_blocks_gets_its_result_later(void **state)
{
    (void)state;
    Run run;
    load_small(&run, "def f():\n    return block(1) + 1\nprint(f())\n", 0);
    go_on(&run);
    assert_int_equal(run.outcome, SUSPENDED);
    Frame *waiting = run.vm->frame;
    assert_non_null(waiting);
    run.vm->frame = NULL; /* another thread runs meanwhile */
    Value other;
    Value print = dict_get_str(run.vm, value_dict(run.vm->builtins), str_intern(run.vm, "print", 5));
    assert_int_equal(vm_call_root(run.vm, print, &(Arguments){NULL, 0, VALUE_EMPTY, VALUE_EMPTY}, &other),
                     RETURNED);
    run.vm->frame = waiting;
    assert_int_equal(frame_deliver(run.vm, value_from_small_int(41), &run.result), RETURNED);
    check_text("blocked", &run.printed, "\n42\n");
    assert_int_equal(run.vm->depth, 0);
    close_run(&run);
}

static void a_native_that_blocks_can_be_given_an_exception(void **state)
{
    (void)state;
    Run run;
    load_small(&run, "try:\n    block(1)\nexcept KeyError as error:\n    print('caught', error)\n", 0);
    go_on(&run);
    assert_int_equal(run.outcome, SUSPENDED);
    vm_raise(run.vm, EXCEPTION_KeyError, "k");
    assert_int_equal(frame_deliver(run.vm, VALUE_EMPTY, &run.result), RETURNED);
    check_text("raised", &run.printed, "caught 'k'\n");
    close_run(&run);
}

static void nothing_blocks_within_a_nested_call(void **state)
{
    (void)state;
    Run run;
    load_small(&run, "try:\n    twice(lambda: block(1))\nexcept RuntimeError as error:\n    print(error)\n", 0);
    go_on(&run);
    assert_int_equal(run.outcome, RETURNED);
    check_text("nested", &run.printed, "cannot block here\n");
    close_run(&run);
}

/* ---- coroutines driven from outside ---- */

static const char PAUSES[] = "class Pause:\n"
                             "    def __init__(self, name):\n"
                             "        self.name = name\n"
                             "    def __await__(self):\n"
                             "        return (yield self.name)\n"
                             "async def leaf(name):\n"
                             "    return await Pause(name)\n"
                             "async def main():\n"
                             "    try:\n"
                             "        return await pair(leaf('a'), leaf('b'))\n"
                             "    finally:\n"
                             "        print('left')\n"
                             "coroutine = main()\n";

static void check_str(Run *run, Value value, const char *expected)
{
    Text text = {0};
    assert_int_equal(value_write_str(run->vm, value, &text), RETURNED);
    check_text("value", &text, expected);
    text_release(&text);
    value_release(run->vm, value);
}

static void a_coroutine_is_sent_to_through_all_that_it_awaits(void **state)
{
    (void)state;
    Run run;
    Value yielded;
    load_small(&run, PAUSES, 0);
    go_on(&run);
    Value coroutine = global(&run, "coroutine");
    assert_int_equal(frame_send(run.vm, coroutine, VALUE_NONE, &yielded), SUSPENDED);
    check_str(&run, yielded, "a");
    assert_null(run.vm->frame);
    assert_int_equal(run.vm->depth, 0);
    assert_int_equal(frame_send(run.vm, coroutine, value_from_small_int(1), &yielded), SUSPENDED);
    check_str(&run, yielded, "b");
    assert_int_equal(frame_send(run.vm, coroutine, value_from_small_int(2), &yielded), RETURNED);
    check_str(&run, yielded, "(1, 2)");
    check_text("finally", &run.printed, "left\n");
    close_run(&run);
}

static void an_exception_is_thrown_in_where_the_innermost_waits(void **state)
{
    (void)state;
    Run run;
    Value yielded;
    load_small(&run, PAUSES, 0);
    go_on(&run);
    Value coroutine = global(&run, "coroutine");
    Value error = exception_with_text(run.vm, run.vm->exceptions[EXCEPTION_ValueError], "in");
    assert_int_equal(frame_send(run.vm, coroutine, VALUE_NONE, &yielded), SUSPENDED);
    value_release(run.vm, yielded);
    assert_int_equal(frame_throw(run.vm, coroutine, error, &yielded), RETURNED);
    check_str(&run, yielded, "in"); /* the native coroutine made a result of it */
    value_release(run.vm, error);
    close_run(&run);
}

static void the_innermost_frame_and_what_it_waits_for_can_be_looked_at(void **state)
{
    (void)state;
    Run run;
    Value yielded, awaiter;
    load_small(&run, PAUSES, 0);
    go_on(&run);
    const Frame *outer = (const Frame *)value_object(global(&run, "coroutine"));
    assert_int_equal(frame_state(outer), FRAME_UNSTARTED);
    assert_int_equal(frame_send(run.vm, value_from(outer), VALUE_NONE, &yielded), SUSPENDED);
    value_release(run.vm, yielded);
    assert_int_equal(frame_state(outer), FRAME_SUSPENDED);
    assert_int_equal(frame_line(outer), 10);
    const Frame *inner = frame_innermost(outer, &awaiter);
    assert_int_equal(frame_line(inner), 5);
    assert_true(str_is(inner->code->name, "__await__"));
    assert_int_equal(awaiter, VALUE_EMPTY);
    close_run(&run);
}

static void a_million_awaits_that_are_over_at_once_do_not_deepen_the_stack(void **state)
{
    (void)state;
    Run run;
    Value yielded;
    load_small(&run,
               "async def leaf():\n    return 1\n"
               "async def main():\n"
               "    total = 0\n"
               "    for i in range(100000):\n"
               "        total += (await pair(leaf(), pair(leaf(), leaf())))[0]\n"
               "    print(total)\n"
               "coroutine = main()\n",
               0);
    go_on(&run);
    assert_int_equal(frame_send(run.vm, global(&run, "coroutine"), VALUE_NONE, &yielded), RETURNED);
    check_text("total", &run.printed, "100000\n");
    close_run(&run);
}

/* ---- hooks ---- */

static void hooks_are_told(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"of a coroutine that is dropped", "async def f(): pass\nf()\n", "1 2 never(f)@2 "},
        {"of one in a local variable, when its frame has gone", "async def f(): pass\ndef g():\n    c = f()\ng()\n",
         "1 2 4 3 never(f)@4 "},
        {"not of one that was closed", "async def f(): pass\nf().close()\n", "1 2 "},
        {"of awaits that switch and that do not",
         "class P:\n    def __await__(self): yield\nasync def leaf(): return 1\nasync def main():\n    await "
         "leaf()\n"
         "    await P()\nc = main()\nc.send(None)\n",
         "1 2 3 4 7 8 5 3 straight@5 6 2 switched@6 "},
        {"of asynchronous generators that begin and are left behind",
         "async def g():\n    try:\n        yield 1\n    finally:\n        pass\n"
         "async def main():\n    async for x in g(): break\ntry: main().send(None)\nexcept StopIteration: pass\n",
         "1 6 8 8 7 begins(g) 2 3 straight@7 7 abandoned(g) 9 9 "},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Run run;
        load_small(&run, ROWS[i].source, COMPILE_LINES);
        go_on(&run);
        check_text(ROWS[i].label, &run.told, ROWS[i].expected);
        close_run(&run);
    }
}

static void a_call_knows_the_name_that_its_result_gets(void **state)
{
    (void)state;
    Run run;
    load_small(&run,
               "class Thing: pass\n"
               "lot = name_it()\n"
               "thing = Thing()\n"
               "thing.gate = name_it()\n"
               "def f():\n"
               "    local = name_it()\n"
               "    other = kept = name_it()\n"
               "    return local, other, name_it()\n"
               "class Body:\n"
               "    field = name_it()\n"
               "print(lot, thing.gate, f(), Body.field, name_it())\n",
               0);
    go_on(&run);
    check_text("names", &run.printed, "lot gate ('local', 'other', None) field None\n");
    close_run(&run);
}

/* ---- the end of generators ---- */

static void a_generator_is_closed_when_its_last_reference_goes(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"deleted", "it = g()\nnext(it)\ndel it\nprint('after')\n", "closed\nafter\n"},
        {"replaced", "it = g()\nnext(it)\nit = None\nprint('after')\n", "closed\nafter\n"},
        {"dropped by a for", "for x in g(): break\nprint('after')\n", "closed\nafter\n"},
        {"in a list", "them = [g(), g()]\nfor it in them: next(it)\nit = None\nthem.clear()\nprint('after')\n",
         "closed\nclosed\nafter\n"},
        {"local", "def f():\n    it = g()\n    next(it)\nf()\nprint('after')\n", "closed\nafter\n"},
        {"unstarted", "it = g()\ndel it\nprint('after')\n", "after\n"},
        {"what it raises is reported",
         "def h():\n    try: yield\n    finally: 1 / 0\nit = h()\nit.send(None)\nprint(next(it, 'end') if False "
         "else 1)\n"
         "it = None\nprint('after')\n",
         NULL},
    };
    static const char HEAD[] = "def g():\n    try:\n        yield 1\n    finally:\n        print('closed')\n";
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Run run;
        Text source = {0};
        text_format(&source, "%s%s", HEAD, ROWS[i].source);
        load_small(&run, text_string(&source), 0);
        go_on(&run);
        assert_int_equal(run.outcome, RETURNED);
        if (ROWS[i].expected)
            check_text(ROWS[i].label, &run.printed, ROWS[i].expected);
        else
            assert_non_null(strstr(text_string(&run.printed), "Exception ignored in: <generator object h at 0x"));
        text_release(&source);
        close_run(&run);
    }
}

/* ---- limits ---- */

static void limits_end_a_run_where_it_stands(void **state)
{
    (void)state;
    static const struct {
        const char *label, *source;
        int64_t fuel;
        Halt halt;
    } ROWS[] = {
        {"a loop without end", "while True: pass\n", 100000, HALT_INSTRUCTIONS},
        {"a loop in a generator under C", "def g():\n    while True: yield 1\nset(g())\n", 100000,
         HALT_INSTRUCTIONS},
        {"an exception cannot be caught",
         "try:\n    while True: pass\nexcept BaseException:\n    print('caught')\nfinally:\n    print('finally')\n",
         100000, HALT_INSTRUCTIONS},
        {"calls without end", "def f(n):\n    return f(n - 1) + f(n - 1) if n else 0\nf(40)\n", 100000,
         HALT_INSTRUCTIONS},
        {"a list without end", "items = []\nwhile True: items.append('x' * 1000)\n", INT64_MAX, HALT_MEMORY},
        {"one large thing", "x = [0] * 100000000\n", INT64_MAX, HALT_MEMORY},
        {"frames without end", "def f():\n    return [f]\ng = [f() for _ in range(10 ** 9)]\n", INT64_MAX,
         HALT_MEMORY},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Run run;
        load(&run, ROWS[i].source, 0, (size_t)16 << 20);
        run.vm->fuel = ROWS[i].fuel;
        go_on(&run);
        if (run.vm->halt != ROWS[i].halt)
            print_error("%s\n", ROWS[i].label);
        assert_int_equal(run.outcome, RAISED);
        assert_int_equal(run.vm->halt, ROWS[i].halt);
        assert_string_equal(text_string(&run.printed), "");
        close_run(&run);
    }
}

/* Whatever is made in a loop is given back: 10 rounds and 1,000 rounds live in the same space. */
static void what_a_loop_leaves_behind_is_freed(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"calls", "def f(a, b=2, *c, **d):\n    return [a, b, c, d]\n", "f(i, *[1, 2], k=3)"},
        {"instances", "class C:\n    def __init__(self, x):\n        self.x = x\n        self.y = [x]\n",
         "C(i).y.append(C(2))"},
        {"exceptions", "def f(x):\n    raise ValueError(x)\n", "try: f(i)\n    except ValueError as e: e.x = 1"},
        {"generators", "def g(n):\n    for x in range(n): yield [x]\n",
         "next(g(3)); list(g(3)); sum([x] != 3 for x in g(2))"},
        {"generators that are left", "def g(n):\n    try:\n        yield n\n    finally: pass\n", "next(g(3))"},
        {"coroutines", "async def leaf(x): return [x]\nasync def f(x): return await pair(leaf(x), leaf(x))\n",
         "try: f(i).send(None)\n    except StopIteration: pass"},
        {"asynchronous generators",
         "async def g():\n    yield [1]\n    yield 2\nasync def f(): return [x async for x in g()]\n",
         "try: f().send(None)\n    except StopIteration: pass"},
        {"closures and comprehensions", "", "[lambda: (x, i) for x in range(3)]; {x: [x] for x in 'ab'}; {*'ab'}"},
        {"with and match",
         "class M:\n    def __enter__(self): return [1, 2]\n    def __exit__(self, *a): return True\n",
         "with M() as (a, b): 1 / 0\n    match [i, {'k': [1]}]:\n        case [x, {'k': [y], **z}]: pass"},
        {"formats", "", "f'{i} {[i]!r:>20}'; '%s %d' % (i, i); '{} {a}'.format(i, a=[1])"},
        {"groups", "",
         "try: raise ExceptionGroup('g', [ValueError(1), KeyError(2)])\n    except* ValueError: pass\n    except* "
         "KeyError as e: pass"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        size_t live[2];
        for (int round = 0; round < 2; round++) {
            Run run;
            Text source = {0};
            text_format(&source, "%sfor i in range(%d):\n    %s\n", ROWS[i].source, round ? 1000 : 40,
                        ROWS[i].expected);
            load_small(&run, text_string(&source), 0);
            go_on(&run);
            if (run.outcome == RAISED) {
                Text text = {0};
                exception_write(run.vm, run.vm->raised, &text);
                print_error("%s: %s\n", ROWS[i].label, text_string(&text));
            }
            assert_int_equal(run.outcome, RETURNED);
            live[round] = run.vm->arena.live;
            text_release(&source);
            close_run(&run);
        }
        if (live[1] > live[0] + 256)
            print_error("%s: %zu, then %zu bytes\n", ROWS[i].label, live[0], live[1]);
        assert_true(live[1] <= live[0] + 256);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs_run_to_their_end),
        cmocka_unit_test(an_exception_that_nobody_catches_ends_the_chain),
        cmocka_unit_test(every_line_of_the_program_is_told),
        cmocka_unit_test(a_run_stops_before_any_line_and_goes_on),
        cmocka_unit_test(a_stopped_frame_is_at_the_line_that_comes_next),
        cmocka_unit_test(where_a_run_stops_its_bytes_are_the_same_however_it_came_there),
        cmocka_unit_test(a_native_that_blocks_gets_its_result_later),
        cmocka_unit_test(a_native_that_blocks_can_be_given_an_exception),
        cmocka_unit_test(nothing_blocks_within_a_nested_call),
        cmocka_unit_test(a_coroutine_is_sent_to_through_all_that_it_awaits),
        cmocka_unit_test(an_exception_is_thrown_in_where_the_innermost_waits),
        cmocka_unit_test(the_innermost_frame_and_what_it_waits_for_can_be_looked_at),
        cmocka_unit_test(a_million_awaits_that_are_over_at_once_do_not_deepen_the_stack),
        cmocka_unit_test(hooks_are_told),
        cmocka_unit_test(a_call_knows_the_name_that_its_result_gets),
        cmocka_unit_test(a_generator_is_closed_when_its_last_reference_goes),
        cmocka_unit_test(limits_end_a_run_where_it_stands),
        cmocka_unit_test(what_a_loop_leaves_behind_is_freed),
    };
    return cmocka_run_group_tests_name("machine", tests, NULL, NULL);
}
