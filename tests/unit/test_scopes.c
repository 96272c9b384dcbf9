/* Errors that need more than grammar: names and statements where they cannot be. */
#include "compiler.h"
#include "parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Compiled {
    Pool pool;
    Diagnostics diagnostics;
    ModuleUnit *unit; /* NULL where there were errors */
} Compiled;

static void compile(Compiled *compiled, const char *source)
{
    *compiled = (Compiled){0};
    assert_true(pool_init(&compiled->pool, (size_t)64 << 20));
    const Node *module = parse_file(source, strlen(source), &compiled->pool, &compiled->diagnostics);
    if (compiled->diagnostics.error_count == 0)
        compiled->unit = compile_module(module, 0, &compiled->pool, &compiled->diagnostics);
}

static void release(Compiled *compiled)
{
    pool_release(&compiled->pool);
    diagnostics_release(&compiled->diagnostics);
}

/* What these rows expect was said by CPython 3.13; nothing where it accepts the program. */
static void errors_of_scope_are_those_of_cpython(void **state)
{
    (void)state;
    static const struct {
        const char *source, *expected;
    } ROWS[] = {
        {"def f(a, a): pass", "1:10-1:11 duplicate argument 'a' in function definition"},
        {"def f(a):\n    global a", "2:5-2:13 name 'a' is parameter and global"},
        {"def f():\n    print(a)\n    global a", "3:5-3:13 name 'a' is used prior to global declaration"},
        {"def f():\n    a = 1\n    global a", "3:5-3:13 name 'a' is assigned to before global declaration"},
        {"def f():\n    a: int\n    global a", "3:5-3:13 annotated name 'a' can't be global"},
        {"def f():\n    global a\n    a: int = 1", "3:5-3:15 annotated name 'a' can't be global"},
        {"def f(a):\n    nonlocal a", "2:5-2:15 name 'a' is parameter and nonlocal"},
        {"def f():\n    nonlocal a", "2:5-2:15 no binding for nonlocal 'a' found"},
        {"nonlocal a", "1:1-1:11 nonlocal declaration not allowed at module level"},
        {"def f():\n    global a\n    nonlocal a", "2:5-2:13 name 'a' is nonlocal and global"},
        {"def g():\n    a = 1\n    def f():\n        a = 1\n        nonlocal a",
         "5:9-5:19 name 'a' is assigned to before nonlocal declaration"},
        {"def g():\n    a = 1\n    def f():\n        nonlocal a\n        a: int = 1",
         "5:9-5:19 annotated name 'a' can't be nonlocal"},
        {"return 1", "1:1-1:9 'return' outside function"},
        {"class A:\n    return 1", "2:5-2:13 'return' outside function"},
        {"yield 1", "1:1-1:8 'yield' outside function"},
        {"class A:\n    yield 1", "2:5-2:12 'yield' outside function"},
        {"await x", "1:1-1:8 'await' outside function"},
        {"def f():\n    await x", "2:5-2:12 'await' outside async function"},
        {"def f():\n    async with x: pass", "2:5-2:23 'async with' outside async function"},
        {"async with x: pass", "1:1-1:19 'async with' outside async function"},
        {"def f():\n    async for x in y: pass", "2:5-2:27 'async for' outside async function"},
        {"def f():\n    [x async for x in y]",
         "2:5-2:25 asynchronous comprehension outside of an asynchronous function"},
        {"[x async for x in y]", "1:1-1:21 asynchronous comprehension outside of an asynchronous function"},
        {"[await x for x in y]", "1:1-1:21 asynchronous comprehension outside of an asynchronous function"},
        {"(await x for x in y)", ""},
        {"def f():\n    return [await x for x in y]",
         "2:12-2:32 asynchronous comprehension outside of an asynchronous function"},
        {"def f():\n    return (x async for x in y)", ""},
        {"def f():\n    return [x for x in await y]", "2:24-2:31 'await' outside async function"},
        {"break", "1:1-1:6 'break' outside loop"},
        {"continue", "1:1-1:9 'continue' not properly in loop"},
        {"for x in y:\n    def f():\n        break", "3:9-3:14 'break' outside loop"},
        {"if 1:\n    continue", "2:5-2:13 'continue' not properly in loop"},
        {"[(yield x) for x in y]", "1:3-1:10 'yield' inside list comprehension"},
        {"def f():\n    [(yield x) for x in y]", "2:7-2:14 'yield' inside list comprehension"},
        {"def f():\n    ((yield x) for x in y)", "2:7-2:14 'yield' inside generator expression"},
        {"def f():\n    {(yield x):1 for x in y}", "2:7-2:14 'yield' inside dict comprehension"},
        {"def f():\n    [x for x in (yield)]", ""},
        {"async def f():\n    yield from x", "2:5-2:17 'yield from' inside async function"},
        {"async def f():\n    yield\n    return 1", "3:5-3:13 'return' with value in async generator"},
        {"def f():\n    from x import *", "2:19-2:20 import * only allowed at module level"},
        {"x = 1\nfrom __future__ import annotations",
         "2:1-2:35 from __future__ imports must occur at the beginning of the file"},
        {"from __future__ import nothing", "1:1-1:31 future feature nothing is not defined"},
        {"from __future__ import braces", "1:1-1:30 not a chance"},
        {"[x := 1 for x in y]", "1:2-1:3 assignment expression cannot rebind comprehension iteration variable 'x'"},
        {"[y for x in (z := 1)]",
         "1:14-1:20 assignment expression cannot be used in a comprehension iterable expression"},
        {"class A:\n    [(y := 1) for x in z]",
         "2:7-2:8 assignment expression within a comprehension cannot be used in a class body"},
        {"[(a := 1) for b in c for a in d]",
         "1:3-1:4 assignment expression cannot rebind comprehension iteration variable 'a'"},
        {"[[(a := 1) for b in c] for a in d]",
         "1:4-1:5 assignment expression cannot rebind comprehension iteration variable 'a'"},
        {"__debug__ = 1", "1:1-1:10 cannot assign to __debug__"},
        {"def f(__debug__): pass", "1:7-1:16 cannot assign to __debug__"},
        {"f(__debug__=1)", "1:3-1:14 cannot assign to __debug__"},
        {"x.__debug__ = 1", "1:1-1:12 cannot assign to __debug__"},
        {"del __debug__", "1:5-1:14 cannot delete __debug__"},
        {"try: pass\nexcept* E:\n    return", "3:5-3:11 'return' outside function"},
        {"def f():\n  for x in y:\n    try: pass\n    except* E:\n      break",
         "5:7-5:12 'break', 'continue' and 'return' cannot appear in an except* block"},
        {"def f():\n    try: pass\n    except* E:\n        for x in y: break\n        return",
         "5:9-5:15 'break', 'continue' and 'return' cannot appear in an except* block"},
        {"match x:\n    case a: pass\n    case b: pass",
         "2:10-2:11 name capture 'a' makes remaining patterns unreachable"},
        {"match x:\n    case _: pass\n    case b: pass", "2:10-2:11 wildcard makes remaining patterns unreachable"},
        {"match x:\n    case a | b: pass", "2:10-2:11 name capture 'a' makes remaining patterns unreachable"},
        {"match x:\n    case [a] | [b]: pass", "2:10-2:19 alternative patterns bind different names"},
        {"match x:\n    case [a, a]: pass", "2:14-2:15 multiple assignments to name 'a' in pattern"},
        {"match x:\n    case {1: a, 1: b}: pass", "2:10-2:22 mapping pattern checks duplicate key (1)"},
        {"match x:\n    case {'k': a, 'k': b}: pass", "2:10-2:26 mapping pattern checks duplicate key ('k')"},
        {"match x:\n    case A(x=a, y=a): pass", "2:19-2:20 multiple assignments to name 'a' in pattern"},
        {"match x:\n    case _ | 1: pass", "2:10-2:11 wildcard makes remaining patterns unreachable"},
        {"x = (yield)", "1:6-1:11 'yield' outside function"},
        {"lambda: (yield)", ""},
        {"class A:\n    global a\n    a: int = 1", "3:5-3:15 annotated name 'a' can't be global"},
        {"global a\na = 1", ""},
        {"a = 1\nglobal a", "2:1-2:9 name 'a' is assigned to before global declaration"},
        {"def f():\n    import a\n    global a", ""},
        {"def f():\n    for a in b: pass\n    global a",
         "3:5-3:13 name 'a' is assigned to before global declaration"},
        {"async def f():\n    def g():\n        await x", "3:9-3:16 'await' outside async function"},
        {"async def f():\n    lambda: await x", "2:13-2:20 'await' outside async function"},
        {"def f(x=await y): pass", "1:9-1:16 'await' outside function"},
        {"async def f():\n    return lambda: [x async for x in y]",
         "2:20-2:40 asynchronous comprehension outside of an asynchronous function"},
        {"class A:\n    await x", "2:5-2:12 'await' outside function"},
        {"class A:\n    [await y for x in z]",
         "2:5-2:25 asynchronous comprehension outside of an asynchronous function"},
        {"async def f():\n    class A:\n        await x", "3:9-3:16 'await' outside function"},
        {"*a, = b = c\n*a = b", "2:1-2:3 starred assignment target must be in a list or tuple"},
        {"lambda a, a: 1", "1:11-1:12 duplicate argument 'a' in function definition"},
        {"def f(*, a, **a): pass", "1:15-1:16 duplicate argument 'a' in function definition"},
        {"class A:\n    def f(__a, _A__a): pass", "2:16-2:21 duplicate argument '_A__a' in function definition"},
        {"def f():\n    class A:\n        nonlocal x", "3:9-3:19 no binding for nonlocal 'x' found"},
        {"def f():\n    def g():\n        nonlocal x\n    global x", "3:9-3:19 no binding for nonlocal 'x' found"},
        {"async def f():\n    yield 1\n    def g(): return 1", ""},
        {"def f():\n    return *a, (yield)", ""},
        {"def f():\n    with a:\n        continue", "3:9-3:17 'continue' not properly in loop"},
        {"while 1:\n    pass\nelse:\n    break", "4:5-4:10 'break' outside loop"},
        {"try:\n    pass\nfinally:\n    continue", "4:5-4:13 'continue' not properly in loop"},
        {"def f(a):\n    def a(): pass\n    nonlocal b, a", "3:5-3:18 name 'a' is parameter and nonlocal"},
        {"global __debug__", ""},
        {"import __debug__", "1:1-1:17 cannot assign to __debug__"},
        {"(x for x in y if (yield))", "1:19-1:24 'yield' inside generator expression"},
        {"async def f():\n    (x for x in y if (yield))", "2:23-2:28 'yield' inside generator expression"},
        {"def f():\n    a\n    a = 1\n    global a", "4:5-4:13 name 'a' is used prior to global declaration"},
        {"from .a import b", ""},
        {"def f():\n    x: (yield)", ""},
        {"def f(a: (yield)): pass", "1:11-1:16 'yield' outside function"},
        {"def f(a: (b := 1)): pass", ""},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Compiled compiled;
        Text text = {0};
        compile(&compiled, ROWS[i].source);
        if (compiled.diagnostics.count > 0) {
            const Diagnostic *first = &compiled.diagnostics.items[0];
            text_format(&text, "%u:%u-%u:%u %s", first->span.line, first->span.column, first->span.end_line,
                        first->span.end_column, first->message);
        }
        assert_true((compiled.unit != NULL) == (ROWS[i].expected[0] == '\0'));
        if (strcmp(text_string(&text), ROWS[i].expected) != 0)
            print_error("%s\n", ROWS[i].source);
        assert_string_equal(text_string(&text), ROWS[i].expected);
        text_release(&text);
        release(&compiled);
    }
}

static void several_errors_are_told_at_once(void **state)
{
    (void)state;
    Compiled compiled;
    compile(&compiled, "break\ndef f(a, a): pass\nreturn\nawait x\n");
    assert_null(compiled.unit);
    assert_int_equal(compiled.diagnostics.error_count, 4);
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(compiled.diagnostics.items[i].span.line, i + 1);
    release(&compiled);
}

/* The warnings are CPython's too. */
static void what_is_hardly_meant_is_warned_of(void **state)
{
    (void)state;
    static const struct {
        const char *source, *expected;
    } ROWS[] = {
        {"assert (x, 'message')", "assertion is always true, perhaps remove parentheses?"},
        {"assert ()", ""},
        {"x is 1", "\"is\" with 'int' literal. Did you mean \"==\"?"},
        {"'a' is not x", "\"is not\" with 'str' literal. Did you mean \"!=\"?"},
        {"if 1 is None: y", "\"is\" with 'int' literal. Did you mean \"==\"?"},
        {"x is y is (1, -2)", "\"is\" with 'tuple' literal. Did you mean \"==\"?"},
        {"x is None is not True", ""},
        {"[(1, 2) (3, 4)]", "'tuple' object is not callable; perhaps you missed a comma?"},
        {"(lambda: 1)(2)", ""},
        {"[[1, 2] [3, 4]]", "list indices must be integers or slices, not tuple; perhaps you missed a comma?"},
        {"'abc'[x], [1][0], (1, 2)[:1], {1: 2}['k']", ""},
        {"{1, 2}[0]", "'set' object is not subscriptable; perhaps you missed a comma?"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Compiled compiled;
        compile(&compiled, ROWS[i].source);
        bool is_warned = compiled.diagnostics.count > 0;
        assert_non_null(compiled.unit);
        assert_string_equal(is_warned ? compiled.diagnostics.items[0].message : "", ROWS[i].expected);
        assert_int_equal(compiled.diagnostics.error_count, 0);
        release(&compiled);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_of_scope_are_those_of_cpython),
        cmocka_unit_test(several_errors_are_told_at_once),
        cmocka_unit_test(what_is_hardly_meant_is_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
