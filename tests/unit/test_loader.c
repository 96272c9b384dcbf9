/* The loader: what is refused before a program starts, knobs, and the two flavours of code. */
#include "asyncio.h"
#include "loader.h"
#include "memory.h"
#include "standard_library.h"
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A machine that has run nothing, and a file loaded into it. */
typedef struct Loaded {
    WorldHost host;
    Vm *vm;
    Loader loader;
    bool is_good;
} Loaded;

static void load_as(Loaded *loaded, const char *text, const SimKnobSetting *knobs, size_t knob_count,
                    LoaderFlavour flavour)
{
    *loaded = (Loaded){.is_good = false};
    loaded->vm = world_open((size_t)64 << 20, &loaded->host, flavour == LOADER_STEPPED);
    assert_non_null(loaded->vm);
    asyncio_register(loaded->vm);
    stdlib_register(loaded->vm);
    SimSource source = {"file.py", text, strlen(text)};
    const SimOptions options = {.knobs = knobs, .knob_count = knob_count};
    loaded->is_good = loader_load(&loaded->loader, &source, &options, flavour, loaded->vm);
    assert_true(loaded->is_good == (loaded->loader.unit != NULL));
    assert_true(loaded->is_good == (loaded->loader.diagnostics.error_count == 0));
}

static void load(Loaded *loaded, const char *text)
{
    load_as(loaded, text, NULL, 0, LOADER_STEPPED);
}

static void release(Loaded *loaded)
{
    loader_release(&loaded->loader);
    vm_close(loaded->vm);
}

/* All diagnostics as «line:column message (hint)», one a line. */
static void write_diagnostics(const Diagnostics *diagnostics, bool with_hints, Text *out)
{
    for (size_t i = 0; i < diagnostics_kept(diagnostics); i++) {
        const Diagnostic *one = &diagnostics->items[i];
        text_format(out, "%u:%u %s", one->span.line, one->span.column, one->message);
        if (with_hints && one->hint)
            text_format(out, " (%s)", one->hint);
        text_add_char(out, '\n');
    }
}

static void check_diagnostics(const char *text, bool with_hints, const char *expected)
{
    Loaded loaded;
    Text found = {0};
    load(&loaded, text);
    write_diagnostics(&loaded.loader.diagnostics, with_hints, &found);
    if (strcmp(text_string(&found), expected) != 0)
        print_error("%s\n", text);
    assert_string_equal(text_string(&found), expected);
    text_release(&found);
    release(&loaded);
}

typedef struct Row {
    const char *text, *expected;
} Row;

static void what_a_scenario_cannot_have_is_refused(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"from threading import Event\n", "1:23 threading.Event is not part of scenario Python\n"},
        {"import concurrent.futures\n", "1:8 a scenario cannot import concurrent.futures\n"},
        {"import aiohttp\n", "1:8 a scenario cannot import aiohttp\n"},
        {"import os.path as p, math\n", "1:8 a scenario cannot import os.path\n"},
        {"from socket import socket\n", "1:1 a scenario cannot import socket\n"},
        {"from math import *\n", "1:18 from math import * is not part of scenario Python\n"},
        {"from . import x\n", "1:1 a scenario is one file: there is nothing beside it to import from\n"},
        {"from random import rand, random\n", "1:20 random.rand is not part of scenario Python\n"},
        {"import math\nprint(math.squareroot(2))\n", "2:12 math.squareroot is not part of scenario Python\n"},
        {"def f():\n    import math as m\n    return m.nothing\n",
         "3:14 math.nothing is not part of scenario Python\n"},
        {"import collections.abc\ncollections.abc.Nothing\n",
         "2:17 collections.abc.Nothing is not part of scenario Python\n"},
        {"open('x')\n", "1:1 open is not part of scenario Python\n"},
        {"class A:\n    x = eval\n", "2:9 eval is not part of scenario Python\n"},
        {"f = lambda: [exec for x in y]\n", "1:14 exec is not part of scenario Python\n"},
        {"class A:\n    if 1:\n        def __del__(self): pass\n", "3:9 __del__ is not part of scenario Python\n"},
        {"class A(dict): pass\n", "1:9 a scenario's class cannot derive from dict\n"},
        {"import asyncio\nclass A(Exception, asyncio.Task): pass\n",
         "2:20 a scenario's class cannot derive from Task\n"},
        {"from asyncio import Task as T\nclass A(T, metaclass=int): pass\n",
         "2:9 a scenario's class cannot derive from Task\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        check_diagnostics(ROWS[i].text, false, ROWS[i].expected);
}

static void a_name_that_the_program_makes_itself_is_its_own(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "def open(x): return x\nopen(1)\n",
        "def f(input): return input\n",
        "def f():\n    eval = 1\n    def g(): return eval\n    return [exec for exec in g]\n",
        "class A:\n    compile = 1\n    other = compile\n",
        "for open in []: pass\nopen\n",
        "import math\nmath = 5\nmath.nothing\n",
        "def f(math):\n    return math.nothing\n",
        "def f():\n    import math\n    math = g()\n    math.nothing\n",
        "import math\nmath.mine = 1\nprint(math.mine, math.__name__, math.__doc__)\n",
        "try:\n    import json as j\nexcept ImportError:\n    j = None\nj.nothing\n",
        "unknown_everywhere\n",
        "def __del__(): pass\n",
        "class A: pass\nclass B(A, Exception): pass\nclass C(B.nothing, object): pass\n",
        "from enum import Enum\nfrom abc import ABC\nfrom typing import NamedTuple, Generic\n"
        "class A(Enum): pass\nclass B(ABC): pass\nclass C(NamedTuple): pass\n",
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        check_diagnostics(TEXTS[i], false, "");
}

static void a_hint_says_what_to_write_instead(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"import asynico\n", "1:8 a scenario cannot import asynico (did you mean asyncio?)\n"},
        {"import asyncio.queues\n", "1:8 a scenario cannot import asyncio.queues (write `import asyncio`)\n"},
        {"import aiohttp\n", "1:8 a scenario cannot import aiohttp (a scenario has no network; let `asyncio.sleep` "
                             "stand for it)\n"},
        {"from asyncio import gahter\n",
         "1:21 asyncio.gahter is not part of scenario Python (did you mean asyncio.gather?)\n"},
        {"import asyncio\nasyncio.create_tsk\n",
         "2:9 asyncio.create_tsk is not part of scenario Python (did you mean asyncio.create_task?)\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        check_diagnostics(ROWS[i].text, true, ROWS[i].expected);
}

static void all_that_is_wrong_is_told_in_order_of_place(void **state)
{
    (void)state;
    check_diagnostics("import aiohttp\n#: nonsense\nimport math\nopen(math.nothing)\nclass A(int): pass\n", false,
                      "1:8 a scenario cannot import aiohttp\n2:4 unknown directive 'nonsense'\n"
                      "4:1 open is not part of scenario Python\n4:11 math.nothing is not part of scenario Python\n"
                      "5:9 a scenario's class cannot derive from int\n");
    check_diagnostics("import aiohttp\nx = = 1\n", false,
                      "1:8 a scenario cannot import aiohttp\n2:5 invalid syntax\n");
    check_diagnostics("import aiohttp\nreturn\n", false,
                      "1:8 a scenario cannot import aiohttp\n2:1 'return' outside function\n");
}

static void a_knob_changes_the_program(void **state)
{
    (void)state;
    static const char TEXT[] = "SPACES = 3  #: knob 1..10  spaces\n";
    static const struct {
        SimKnobSetting knob;
        bool is_good;
    } ROWS[] = {
        {{"SPACES", "7"}, true}, {{"SPACES", "11"}, false}, {{"SPACES", "x"}, false}, {{"CARS", "1"}, false}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Loaded loaded;
        load_as(&loaded, TEXT, &ROWS[i].knob, 1, LOADER_PLAIN);
        assert_true(loaded.is_good == ROWS[i].is_good);
        if (loaded.is_good)
            assert_int_equal(loaded.loader.unit->body->constants[0].integer, 7);
        else
            assert_int_equal(loaded.loader.diagnostics.items[0].kind, DIAGNOSTIC_KNOB);
        release(&loaded);
    }
}

static void only_the_stepped_flavour_has_lines(void **state)
{
    (void)state;
    for (int flavour = LOADER_PLAIN; flavour <= LOADER_STEPPED; flavour++) {
        Loaded loaded;
        load_as(&loaded, "x = 1\n", NULL, 0, (LoaderFlavour)flavour);
        Opcode first = instruction_opcode(loaded.loader.unit->body->instructions[0]);
        assert_int_equal(first, flavour == LOADER_STEPPED ? OPCODE_LINE : OPCODE_LOAD_CONST);
        release(&loaded);
    }
}

static void the_source_is_copied(void **state)
{
    (void)state;
    char text[] = "x = 1\n";
    Loaded loaded;
    load(&loaded, text);
    memset(text, '?', sizeof text - 1);
    assert_int_equal(loaded.loader.source_length, 6);
    assert_string_equal(loaded.loader.source, "x = 1\n");
    release(&loaded);
}

static void a_host_without_memory_is_told(void **state)
{
    (void)state;
    Loaded loaded = {.is_good = false};
    loaded.vm = world_open((size_t)64 << 20, &loaded.host, false);
    SimSource source = {"file.py", "x = 1\n", 6};
    for (unsigned long n = 1; n <= 2; n++) {
        memory_fail_after(n);
        assert_false(loader_load(&loaded.loader, &source, NULL, LOADER_PLAIN, loaded.vm));
        memory_fail_after(0);
        assert_true(loaded.loader.is_out_of_memory);
        assert_int_equal(loaded.loader.diagnostics.error_count, 1);
        loader_release(&loaded.loader);
    }
    vm_close(loaded.vm);
}

static void modules_are_asked_once_and_only_if_they_are_imported(void **state)
{
    (void)state;
    Loaded loaded;
    load(&loaded, "import math\nfrom math import sqrt\n");
    assert_int_equal(value_dict(loaded.vm->modules)->count, 1);
    release(&loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_scenario_cannot_have_is_refused),
        cmocka_unit_test(a_name_that_the_program_makes_itself_is_its_own),
        cmocka_unit_test(a_hint_says_what_to_write_instead),
        cmocka_unit_test(all_that_is_wrong_is_told_in_order_of_place),
        cmocka_unit_test(a_knob_changes_the_program),
        cmocka_unit_test(only_the_stepped_flavour_has_lines),
        cmocka_unit_test(the_source_is_copied),
        cmocka_unit_test(a_host_without_memory_is_told),
        cmocka_unit_test(modules_are_asked_once_and_only_if_they_are_imported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
