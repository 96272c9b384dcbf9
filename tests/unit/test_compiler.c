/* The compiler: the code of small programs, the depth of the stack, lines and spans. */
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

static void compile_with_limit(Compiled *compiled, const char *source, unsigned flags, size_t limit)
{
    *compiled = (Compiled){0};
    assert_true(pool_init(&compiled->pool, limit));
    const Node *module = parse_file(source, strlen(source), &compiled->pool, &compiled->diagnostics);
    if (compiled->diagnostics.error_count == 0 && !compiled->pool.is_full)
        compiled->unit = compile_module(module, flags, &compiled->pool, &compiled->diagnostics);
}

static void compile(Compiled *compiled, const char *source, unsigned flags)
{
    compile_with_limit(compiled, source, flags, (size_t)256 << 20);
}

static void release(Compiled *compiled)
{
    pool_release(&compiled->pool);
    diagnostics_release(&compiled->diagnostics);
}

typedef struct Row {
    const char *label, *source, *expected;
} Row;

static void check_equal(const char *label, Text *text, const char *expected)
{
    if (strcmp(text_string(text), expected) != 0)
        print_error("%s\n", label);
    assert_string_equal(text_string(text), expected);
    text_release(text);
}

/* ---- code ---- */

static void small_programs_become_these_instructions(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"a call of a method keeps the place for self", "obj.method(1, key=2).attribute\n",
         "<module>  locals 0  free 0  stack 5\n"
         "    1    0  LOAD_GLOBAL             0  obj\n"
         "         1  LOAD_METHOD             0 0  method\n"
         "         3  LOAD_CONST              1  1\n"
         "         4  LOAD_CONST              2  2\n"
         "         5  LOAD_CONST              3  ('key',)\n"
         "         6  CALL_KEYWORDS           2\n"
         "         7  LOAD_ATTR               4 1  attribute\n"
         "         9  POP_TOP                 0\n"
         "        10  LOAD_CONST              5  None\n"
         "        11  RETURN                  0\n"},
        {"an assignment to several targets copies the value", "a = b[0] = c.d = 1\n",
         "<module>  locals 0  free 0  stack 4\n"
         "    1    0  LOAD_CONST              0  1\n"
         "         1  COPY                    1\n"
         "         2  STORE_GLOBAL            0  a\n"
         "         3  COPY                    1\n"
         "         4  LOAD_GLOBAL             1  b\n"
         "         5  LOAD_CONST              1  0\n"
         "         6  STORE_SUBSCRIPT         0\n"
         "         7  LOAD_GLOBAL             2  c\n"
         "         8  STORE_ATTR              2 0  d\n"
         "        10  LOAD_CONST              3  None\n"
         "        11  RETURN                  0\n"},
        {"a chained comparison evaluates its middle once", "x = a < b < c\n",
         "<module>  locals 0  free 0  stack 3\n"
         "    1    0  LOAD_GLOBAL             0  a\n"
         "         1  LOAD_GLOBAL             1  b\n"
         "         2  SWAP                    2\n"
         "         3  COPY                    2\n"
         "         4  COMPARE                 0  <\n"
         "         5  JUMP_IF_FALSE_OR_POP    9\n"
         "         6  LOAD_GLOBAL             2  c\n"
         "         7  COMPARE                 0  <\n"
         "         8  JUMP                   11\n"
         "         9  SWAP                    2\n"
         "        10  POP_TOP                 0\n"
         "        11  STORE_GLOBAL            3  x\n"
         "        12  LOAD_CONST              0  None\n"
         "        13  RETURN                  0\n"},
        {"a condition jumps without making a bool", "if a and not (b or c is None): d\nelse: e\n",
         "<module>  locals 0  free 0  stack 1\n"
         "    1    0  LOAD_GLOBAL             0  a\n"
         "         1  JUMP_IF_FALSE           9\n"
         "         2  LOAD_GLOBAL             1  b\n"
         "         3  JUMP_IF_TRUE            9\n"
         "         4  LOAD_GLOBAL             2  c\n"
         "         5  JUMP_IF_NONE            9\n"
         "         6  LOAD_GLOBAL             3  d\n"
         "         7  POP_TOP                 0\n"
         "         8  JUMP                   11\n"
         "    2    9  LOAD_GLOBAL             4  e\n"
         "        10  POP_TOP                 0\n"
         "        11  LOAD_CONST              0  None\n"
         "        12  RETURN                  0\n"},
        {"while jumps back to its condition", "while a:\n    b\n    if c: break\n    if d: continue\nelse: e\n",
         "<module>  locals 0  free 0  stack 1\n"
         "    1    0  LOAD_GLOBAL             0  a\n"
         "         1  JUMP_IF_FALSE          11\n"
         "    2    2  LOAD_GLOBAL             1  b\n"
         "         3  POP_TOP                 0\n"
         "    3    4  LOAD_GLOBAL             2  c\n"
         "         5  JUMP_IF_FALSE           7\n"
         "         6  JUMP                   13\n"
         "    4    7  LOAD_GLOBAL             3  d\n"
         "         8  JUMP_IF_FALSE          10\n"
         "         9  JUMP_BACK               0\n"
         "    1   10  JUMP_BACK               0\n"
         "    5   11  LOAD_GLOBAL             4  e\n"
         "        12  POP_TOP                 0\n"
         "        13  LOAD_CONST              0  None\n"
         "        14  RETURN                  0\n"},
        {"locals have slots, what a function inside uses is a cell",
         "def f(a, *b, c=1, **d):\n    def g(): return a\n    e = g\n",
         "<module>  locals 0  free 0  stack 3\n"
         "    1    0  BUILD_DICT              0\n"
         "         1  LOAD_CONST              0  'c'\n"
         "         2  LOAD_CONST              1  1\n"
         "         3  DICT_ADD                1\n"
         "         4  MAKE_FUNCTION           2 2  <code f>\n"
         "         6  STORE_GLOBAL            0  f\n"
         "         7  LOAD_CONST              3  None\n"
         "         8  RETURN                  0\n"
         "f  locals 6 (a, c, b, d, g, e)  free 0  stack 1\n"
         "    1    0  MAKE_CELL               0  a\n"
         "    2    1  LOAD_CLOSURE            0  a\n"
         "         2  BUILD_TUPLE             1\n"
         "         3  MAKE_FUNCTION           0 8  <code f.<locals>.g>\n"
         "         5  STORE_FAST              4  g\n"
         "    3    6  LOAD_FAST               4  g\n"
         "         7  STORE_FAST              5  e\n"
         "         8  LOAD_CONST              1  None\n"
         "         9  RETURN                  0\n"
         "f.<locals>.g  locals 0  free 1 (a)  stack 1\n"
         "    2    0  LOAD_DEREF              0  a\n"
         "         1  RETURN                  0\n"},
        {"a class body fills a namespace and gives back its cell",
         "class A(B, k=1):\n    x = 1\n    def f(self): return super().f()\n",
         "<module>  locals 0  free 0  stack 5\n"
         "    1    0  MAKE_FUNCTION           0 0  <code A>\n"
         "         2  LOAD_CONST              1  'A'\n"
         "         3  LOAD_GLOBAL             1  B\n"
         "         4  BUILD_TUPLE             1\n"
         "         5  LOAD_CONST              2  'k'\n"
         "         6  LOAD_CONST              3  1\n"
         "         7  BUILD_DICT              1\n"
         "         8  BUILD_CLASS             1\n"
         "         9  STORE_GLOBAL            2  A\n"
         "        10  LOAD_CONST              4  None\n"
         "        11  RETURN                  0\n"
         "A  locals 2 (-, __class__)  free 0  stack 1\n"
         "    1    0  MAKE_CELL               1  __class__\n"
         "         1  LOAD_CONST              0  1\n"
         "         2  STORE_NAME              1  __firstlineno__\n"
         "    2    3  LOAD_CONST              0  1\n"
         "         4  STORE_NAME              2  x\n"
         "    3    5  LOAD_CLOSURE            1  __class__\n"
         "         6  BUILD_TUPLE             1\n"
         "         7  MAKE_FUNCTION           3 8  <code A.f>\n"
         "         9  STORE_NAME              4  f\n"
         "    1   10  LOAD_CONST              5  ()\n"
         "        11  STORE_NAME              6  __static_attributes__\n"
         "        12  LOAD_CLOSURE            1  __class__\n"
         "        13  RETURN                  0\n"
         "A.f  locals 1 (self)  free 1 (__class__)  stack 2\n"
         "    3    0  LOAD_GLOBAL             0  super\n"
         "         1  PUSH_EMPTY              0\n"
         "         2  CALL                    0\n"
         "         3  LOAD_METHOD             0 0  f\n"
         "         5  CALL                    0\n"
         "         6  RETURN                  0\n"},
        {"a comprehension runs where it stands, with a slot of its own", "x = 1\ny = [x for x in z if x]\n",
         "<module>  locals 1 (x)  free 0  stack 3\n"
         "    1    0  LOAD_CONST              0  1\n"
         "         1  STORE_GLOBAL            0  x\n"
         "    2    2  LOAD_GLOBAL             1  z\n"
         "         3  GET_ITER                0\n"
         "         4  BUILD_LIST              0\n"
         "         5  SWAP                    2\n"
         "         6  FOR_ITER               13\n"
         "         7  STORE_FAST              0  x\n"
         "         8  LOAD_FAST               0  x\n"
         "         9  JUMP_IF_FALSE          12\n"
         "        10  LOAD_FAST               0  x\n"
         "        11  LIST_APPEND             2\n"
         "        12  JUMP_BACK               6\n"
         "        13  CLEAR_FAST              0  x\n"
         "        14  JUMP                   17\n"
         "        15  CLEAR_FAST              0  x\n"
         "        16  RERAISE                 0\n"
         "        17  STORE_GLOBAL            2  y\n"
         "        18  LOAD_CONST              1  None\n"
         "        19  RETURN                  0\n"
         "      4-13: handler 15, depth 0\n"},
        {"a generator expression is a function of its iterator", "def f(a): return (a + b for b in c)\n",
         "<module>  locals 0  free 0  stack 1\n"
         "    1    0  MAKE_FUNCTION           0 0  <code f>\n"
         "         2  STORE_GLOBAL            1  f\n"
         "         3  LOAD_CONST              1  None\n"
         "         4  RETURN                  0\n"
         "f  locals 1 (a)  free 0  stack 3\n"
         "    1    0  MAKE_CELL               0  a\n"
         "         1  LOAD_CLOSURE            0  a\n"
         "         2  BUILD_TUPLE             1\n"
         "         3  MAKE_FUNCTION           0 8  <code f.<locals>.<genexpr>>\n"
         "         5  PUSH_EMPTY              0\n"
         "         6  LOAD_GLOBAL             0  c\n"
         "         7  GET_ITER                0\n"
         "         8  CALL                    1\n"
         "         9  RETURN                  0\n"
         "f.<locals>.<genexpr>  locals 2 (.0, b)  free 1 (a)  stack 3\n"
         "    1    0  LOAD_FAST               0  .0\n"
         "         1  FOR_ITER                9\n"
         "         2  STORE_FAST              1  b\n"
         "         3  LOAD_DEREF              2  a\n"
         "         4  LOAD_FAST               1  b\n"
         "         5  BINARY                  0  +\n"
         "         6  YIELD                   0\n"
         "         7  POP_TOP                 0\n"
         "         8  JUMP_BACK               1\n"
         "         9  LOAD_CONST              0  None\n"
         "        10  RETURN                  0\n"},
        {"return through finally runs a copy of it",
         "def f():\n    try:\n        return g()\n    finally:\n        h\n",
         "<module>  locals 0  free 0  stack 1\n"
         "    1    0  MAKE_FUNCTION           0 0  <code f>\n"
         "         2  STORE_GLOBAL            2  f\n"
         "         3  LOAD_CONST              1  None\n"
         "         4  RETURN                  0\n"
         "f  locals 0  free 0  stack 3\n"
         "    3    0  LOAD_GLOBAL             0  g\n"
         "         1  PUSH_EMPTY              0\n"
         "         2  CALL                    0\n"
         "    5    3  LOAD_GLOBAL             1  h\n"
         "         4  POP_TOP                 0\n"
         "    3    5  RETURN                  0\n"
         "    2    6  PUSH_EXCEPTION          0\n"
         "    5    7  LOAD_GLOBAL             1  h\n"
         "         8  POP_TOP                 0\n"
         "    2    9  SWAP                    2\n"
         "        10  POP_EXCEPT              0\n"
         "        11  RERAISE                 0\n"
         "      0-3: handler 6, depth 0\n"
         "      7-9: handler 9, depth 1\n"},
        {"except ends what it handles and unbinds its name", "try:\n    a\nexcept B as e:\n    c\nelse: d\n",
         "<module>  locals 0  free 0  stack 3\n"
         "    2    0  LOAD_GLOBAL             0  a\n"
         "         1  POP_TOP                 0\n"
         "    5    2  LOAD_GLOBAL             1  d\n"
         "         3  POP_TOP                 0\n"
         "    1    4  JUMP                   26\n"
         "         5  PUSH_EXCEPTION          0\n"
         "    3    6  LOAD_GLOBAL             2  B\n"
         "         7  MATCH_EXCEPTION         0\n"
         "         8  JUMP_IF_FALSE          23\n"
         "         9  STORE_GLOBAL            3  e\n"
         "    4   10  LOAD_GLOBAL             4  c\n"
         "        11  POP_TOP                 0\n"
         "        12  POP_EXCEPT              0\n"
         "        13  LOAD_CONST              0  None\n"
         "        14  STORE_GLOBAL            3  e\n"
         "        15  DELETE_GLOBAL           3  e\n"
         "        16  JUMP                   26\n"
         "    3   17  LOAD_CONST              0  None\n"
         "        18  STORE_GLOBAL            3  e\n"
         "        19  DELETE_GLOBAL           3  e\n"
         "        20  SWAP                    2\n"
         "        21  POP_EXCEPT              0\n"
         "        22  RERAISE                 0\n"
         "    1   23  SWAP                    2\n"
         "        24  POP_EXCEPT              0\n"
         "        25  RERAISE                 0\n"
         "        26  LOAD_CONST              0  None\n"
         "        27  RETURN                  0\n"
         "      0-2: handler 5, depth 0\n"
         "      6-10: handler 23, depth 1\n"
         "      10-12: handler 17, depth 1\n"},
        {"except* collects what its clauses raise", "try: a\nexcept* B: c\n",
         "<module>  locals 0  free 0  stack 6\n"
         "    1    0  LOAD_GLOBAL             0  a\n"
         "         1  POP_TOP                 0\n"
         "         2  JUMP                   28\n"
         "         3  PUSH_EXCEPTION          0\n"
         "         4  COPY                    1\n"
         "         5  BUILD_LIST              0\n"
         "         6  SWAP                    2\n"
         "    2    7  LOAD_GLOBAL             1  B\n"
         "         8  MATCH_EXCEPTION_GROUP   0\n"
         "         9  COPY                    1\n"
         "        10  JUMP_IF_NONE           17\n"
         "        11  POP_TOP                 0\n"
         "        12  LOAD_GLOBAL             2  c\n"
         "        13  POP_TOP                 0\n"
         "        14  JUMP                   18\n"
         "        15  LIST_APPEND             2\n"
         "        16  JUMP                   18\n"
         "        17  POP_TOP                 0\n"
         "    1   18  LIST_APPEND             1\n"
         "    0   19  RERAISE_STAR            0\n"
         "        20  COPY                    1\n"
         "        21  JUMP_IF_NOT_NONE       25\n"
         "        22  POP_TOP                 0\n"
         "        23  POP_EXCEPT              0\n"
         "    1   24  JUMP                   28\n"
         "        25  SWAP                    2\n"
         "        26  POP_EXCEPT              0\n"
         "        27  RERAISE                 0\n"
         "        28  LOAD_CONST              0  None\n"
         "        29  RETURN                  0\n"
         "      0-2: handler 3, depth 0\n"
         "      7-12: handler 25, depth 1\n"
         "      12-14: handler 15, depth 4\n"},
        {"with calls exit on both ways", "with a as b:\n    c\n",
         "<module>  locals 0  free 0  stack 4\n"
         "    1    0  LOAD_GLOBAL             0  a\n"
         "         1  BEFORE_WITH             0\n"
         "         2  STORE_GLOBAL            1  b\n"
         "    2    3  LOAD_GLOBAL             2  c\n"
         "         4  POP_TOP                 0\n"
         "    1    5  WITH_EXIT               0\n"
         "         6  POP_TOP                 0\n"
         "         7  JUMP                   17\n"
         "         8  PUSH_EXCEPTION          0\n"
         "         9  WITH_EXCEPTION          0\n"
         "        10  JUMP_IF_TRUE           14\n"
         "        11  SWAP                    2\n"
         "        12  POP_EXCEPT              0\n"
         "        13  RERAISE                 0\n"
         "        14  POP_TOP                 0\n"
         "        15  POP_EXCEPT              0\n"
         "        16  POP_TOP                 0\n"
         "        17  LOAD_CONST              0  None\n"
         "        18  RETURN                  0\n"
         "      2-5: handler 8, depth 1\n"
         "      9-11: handler 11, depth 2\n"},
        {"await, async for and async with send",
         "async def f():\n    async with a: await b\n    async for c in d: e\n",
         "<module>  locals 0  free 0  stack 1\n"
         "    1    0  MAKE_FUNCTION           0 0  <code f>\n"
         "         2  STORE_GLOBAL            4  f\n"
         "         3  LOAD_CONST              1  None\n"
         "         4  RETURN                  0\n"
         "f  locals 1 (c)  free 0  stack 5\n"
         "    2    0  LOAD_GLOBAL             0  a\n"
         "         1  BEFORE_ASYNC_WITH       0\n"
         "         2  GET_AWAITABLE           1\n"
         "         3  LOAD_CONST              0  None\n"
         "         4  SEND                    0\n"
         "         5  POP_TOP                 0\n"
         "         6  LOAD_GLOBAL             1  b\n"
         "         7  GET_AWAITABLE           0\n"
         "         8  LOAD_CONST              0  None\n"
         "         9  SEND                    0\n"
         "        10  POP_TOP                 0\n"
         "        11  WITH_EXIT               0\n"
         "        12  GET_AWAITABLE           2\n"
         "        13  LOAD_CONST              0  None\n"
         "        14  SEND                    0\n"
         "        15  POP_TOP                 0\n"
         "        16  JUMP                   29\n"
         "        17  PUSH_EXCEPTION          0\n"
         "        18  WITH_EXCEPTION          0\n"
         "        19  GET_AWAITABLE           2\n"
         "        20  LOAD_CONST              0  None\n"
         "        21  SEND                    0\n"
         "        22  JUMP_IF_TRUE           26\n"
         "        23  SWAP                    2\n"
         "        24  POP_EXCEPT              0\n"
         "        25  RERAISE                 0\n"
         "        26  POP_TOP                 0\n"
         "        27  POP_EXCEPT              0\n"
         "        28  POP_TOP                 0\n"
         "    3   29  LOAD_GLOBAL             2  d\n"
         "        30  GET_AITER               0\n"
         "        31  GET_ANEXT               0\n"
         "        32  LOAD_CONST              0  None\n"
         "        33  SEND                    0\n"
         "        34  STORE_FAST              0  c\n"
         "        35  LOAD_GLOBAL             3  e\n"
         "        36  POP_TOP                 0\n"
         "        37  JUMP_BACK              31\n"
         "        38  END_ASYNC_FOR           0\n"
         "        39  LOAD_CONST              0  None\n"
         "        40  RETURN                  0\n"
         "      5-11: handler 17, depth 1\n"
         "      18-23: handler 23, depth 2\n"
         "      31-34: handler 38, depth 1\n"},
        {"a pattern captures only when all of it matches", "match a:\n    case [b, 1] | {'k': b}: c\n",
         "<module>  locals 2 (-, -)  free 0  stack 6\n"
         "    1    0  LOAD_GLOBAL             0  a\n"
         "    2    1  COPY                    1\n"
         "         2  COPY                    1\n"
         "         3  MATCH_SEQUENCE          0\n"
         "         4  JUMP_IF_FALSE          15\n"
         "         5  GET_LEN                 0\n"
         "         6  LOAD_CONST              0  2\n"
         "         7  COMPARE                 2  ==\n"
         "         8  JUMP_IF_FALSE          15\n"
         "         9  UNPACK_SEQUENCE         2\n"
         "        10  STORE_FAST              0  (kept)\n"
         "        11  LOAD_CONST              1  1\n"
         "        12  COMPARE                 2  ==\n"
         "        13  JUMP_IF_FALSE          16\n"
         "        14  JUMP                   43\n"
         "        15  POP_TOP                 0\n"
         "        16  CLEAR_FAST              0  (kept)\n"
         "        17  COPY                    1\n"
         "        18  MATCH_MAPPING           0\n"
         "        19  JUMP_IF_FALSE          39\n"
         "        20  GET_LEN                 0\n"
         "        21  LOAD_CONST              1  1\n"
         "        22  COMPARE                 5  >=\n"
         "        23  JUMP_IF_FALSE          39\n"
         "        24  LOAD_CONST              2  'k'\n"
         "        25  BUILD_TUPLE             1\n"
         "        26  MATCH_KEYS              0\n"
         "        27  COPY                    1\n"
         "        28  JUMP_IF_NONE           37\n"
         "        29  UNPACK_SEQUENCE         1\n"
         "        30  STORE_FAST              1  (kept)\n"
         "        31  POP_TOP                 0\n"
         "        32  POP_TOP                 0\n"
         "        33  LOAD_FAST               1  (kept)\n"
         "        34  STORE_FAST              0  (kept)\n"
         "        35  CLEAR_FAST              1  (kept)\n"
         "        36  JUMP                   43\n"
         "        37  POP_TOP                 0\n"
         "        38  POP_TOP                 0\n"
         "        39  POP_TOP                 0\n"
         "        40  CLEAR_FAST              1  (kept)\n"
         "        41  POP_TOP                 0\n"
         "        42  JUMP                   51\n"
         "        43  POP_TOP                 0\n"
         "        44  LOAD_FAST               0  (kept)\n"
         "        45  STORE_GLOBAL            1  b\n"
         "        46  CLEAR_FAST              0  (kept)\n"
         "        47  POP_TOP                 0\n"
         "        48  LOAD_GLOBAL             2  c\n"
         "        49  POP_TOP                 0\n"
         "        50  JUMP                   53\n"
         "        51  CLEAR_FAST              0  (kept)\n"
         "    1   52  POP_TOP                 0\n"
         "        53  LOAD_CONST              3  None\n"
         "        54  RETURN                  0\n"},
        {"code that is never reached is left out", "def f():\n    return 1\n    while True: a\n",
         "<module>  locals 0  free 0  stack 1\n"
         "    1    0  MAKE_FUNCTION           0 0  <code f>\n"
         "         2  STORE_GLOBAL            1  f\n"
         "         3  LOAD_CONST              1  None\n"
         "         4  RETURN                  0\n"
         "f  locals 0  free 0  stack 1\n"
         "    2    0  LOAD_CONST              0  1\n"
         "         1  RETURN                  0\n"},
        {"a star among arguments makes the call spread", "f(a, *b, k=c, **d)\ng(*a)\n",
         "<module>  locals 0  free 0  stack 5\n"
         "    1    0  LOAD_GLOBAL             0  f\n"
         "         1  PUSH_EMPTY              0\n"
         "         2  BUILD_LIST              0\n"
         "         3  LOAD_GLOBAL             1  a\n"
         "         4  LIST_APPEND             1\n"
         "         5  LOAD_GLOBAL             2  b\n"
         "         6  LIST_EXTEND             0\n"
         "         7  LIST_TO_TUPLE           0\n"
         "         8  LOAD_CONST              0  'k'\n"
         "         9  LOAD_GLOBAL             3  c\n"
         "        10  BUILD_DICT              1\n"
         "        11  LOAD_GLOBAL             4  d\n"
         "        12  DICT_MERGE              4\n"
         "        13  CALL_SPREAD             1\n"
         "        14  POP_TOP                 0\n"
         "    2   15  LOAD_GLOBAL             5  g\n"
         "        16  PUSH_EMPTY              0\n"
         "        17  LOAD_GLOBAL             1  a\n"
         "        18  CALL_SPREAD             0\n"
         "        19  POP_TOP                 0\n"
         "        20  LOAD_CONST              1  None\n"
         "        21  RETURN                  0\n"},
        {"deleting and augmenting take their parts apart", "del a, b.c, d[e]\na.b += c\na[b] -= c\n",
         "<module>  locals 0  free 0  stack 4\n"
         "    1    0  DELETE_GLOBAL           0  a\n"
         "         1  LOAD_GLOBAL             1  b\n"
         "         2  DELETE_ATTR             0  c\n"
         "         3  LOAD_GLOBAL             2  d\n"
         "         4  LOAD_GLOBAL             3  e\n"
         "         5  DELETE_SUBSCRIPT        0\n"
         "    2    6  LOAD_GLOBAL             0  a\n"
         "         7  COPY                    1\n"
         "         8  LOAD_ATTR               1 0  b\n"
         "        10  LOAD_GLOBAL             4  c\n"
         "        11  INPLACE                 0  +\n"
         "        12  SWAP                    2\n"
         "        13  STORE_ATTR              1 1  b\n"
         "    3   15  LOAD_GLOBAL             0  a\n"
         "        16  LOAD_GLOBAL             1  b\n"
         "        17  COPY                    2\n"
         "        18  COPY                    2\n"
         "        19  LOAD_SUBSCRIPT          0\n"
         "        20  LOAD_GLOBAL             4  c\n"
         "        21  INPLACE                 1  -\n"
         "        22  SWAP                    3\n"
         "        23  SWAP                    2\n"
         "        24  STORE_SUBSCRIPT         0\n"
         "        25  LOAD_CONST              2  None\n"
         "        26  RETURN                  0\n"},
        {"annotations are kept where they are looked at", "x: int = 1\ndef f(a: int) -> str:\n    y: z\n",
         "<module>  locals 0  free 0  stack 3\n"
         "    1    0  BUILD_DICT              0\n"
         "         1  STORE_GLOBAL            0  __annotations__\n"
         "         2  LOAD_CONST              0  1\n"
         "         3  STORE_GLOBAL            1  x\n"
         "         4  LOAD_GLOBAL             2  int\n"
         "         5  LOAD_GLOBAL             0  __annotations__\n"
         "         6  LOAD_CONST              1  'x'\n"
         "         7  STORE_SUBSCRIPT         0\n"
         "    2    8  BUILD_DICT              0\n"
         "         9  LOAD_CONST              2  'a'\n"
         "        10  LOAD_GLOBAL             2  int\n"
         "        11  DICT_ADD                1\n"
         "        12  LOAD_CONST              3  'return'\n"
         "        13  LOAD_GLOBAL             3  str\n"
         "        14  DICT_ADD                1\n"
         "        15  MAKE_FUNCTION           4 4  <code f>\n"
         "        17  STORE_GLOBAL            4  f\n"
         "        18  LOAD_CONST              5  None\n"
         "        19  RETURN                  0\n"
         "f  locals 2 (a, y)  free 0  stack 1\n"
         "    2    0  LOAD_CONST              0  None\n"
         "         1  RETURN                  0\n"},
        {"constants are folded where nobody can tell", "x = (1, -2, (3.5, 'a')), -a, 'a' 'b'\n",
         "<module>  locals 0  free 0  stack 3\n"
         "    1    0  LOAD_CONST              0  (1, -2, (3.5, 'a'))\n"
         "         1  LOAD_GLOBAL             0  a\n"
         "         2  UNARY                  16  -\n"
         "         3  LOAD_CONST              1  'ab'\n"
         "         4  BUILD_TUPLE             3\n"
         "         5  STORE_GLOBAL            1  x\n"
         "         6  LOAD_CONST              2  None\n"
         "         7  RETURN                  0\n"},
        {"import binds the outermost name", "import a.b, c as d\nfrom e import f as g\n",
         "<module>  locals 0  free 0  stack 2\n"
         "    1    0  IMPORT_NAME             0  a.b\n"
         "         1  POP_TOP                 0\n"
         "         2  IMPORT_NAME             1  a\n"
         "         3  STORE_GLOBAL            0  a\n"
         "         4  IMPORT_NAME             2  c\n"
         "         5  STORE_GLOBAL            1  d\n"
         "    2    6  IMPORT_NAME             3  e\n"
         "         7  IMPORT_FROM             4  f\n"
         "         8  STORE_GLOBAL            2  g\n"
         "         9  POP_TOP                 0\n"
         "        10  LOAD_CONST              5  None\n"
         "        11  RETURN                  0\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Compiled compiled;
        Text text = {0};
        compile(&compiled, ROWS[i].source, 0);
        assert_non_null(compiled.unit);
        module_disassemble(compiled.unit, &text);
        check_equal(ROWS[i].label, &text, ROWS[i].expected);
        release(&compiled);
    }
}

/* ---- lines ---- */

static void write_lines(const CodeUnit *unit, Text *out)
{
    for (uint32_t at = 0; at < unit->instruction_count;) {
        Instruction word = unit->instructions[at];
        if (instruction_opcode(word) == OPCODE_LINE)
            text_format(out, "%s%u", out->length ? " " : "", instruction_argument(word));
        at += opcode_words(instruction_opcode(word));
    }
    for (uint32_t i = 0; i < unit->constant_count; i++) {
        if (unit->constants[i].kind != CODE_UNIT)
            continue;
        text_add(out, " |");
        write_lines(unit->constants[i].unit, out);
    }
}

/* The lines in the order of the code, those of functions behind a bar. */
static void lines_are_where_a_run_can_stop(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"each statement, also several on one line", "a; b\npass\n", "1 1 2"},
        {"one that goes over lines has one place", "a(\n  b,\n)\nc\n", "1 4"},
        {"a docstring is no code", "'doc'\na\n", "2"},
        {"global and nonlocal are none either", "def f():\n  global a\n  a = 1\n", "1 | 3"},
        {"the conditions of if and elif", "if a: b\nelif c: d\nelse: e\n", "1 1 2 2 3"},
        {"while at each visit of its condition", "while a:\n  b\n", "1 2"},
        {"for before its iterable, and before each next item", "for a in b:\n  c\nd\n", "1 2 1 3"},
        {"with on the way in, and on both ways out", "with a:\n  b\n", "1 2 1 1"},
        {"try, each clause that is looked at, and the end twice",
         "try:\n  a\nexcept b:\n  c\nexcept d:\n  e\nfinally:\n  f\n", "1 2 3 4 5 6 8 8"},
        {"each decorator, then the definition", "@a\n@b\ndef f():\n  c\n", "1 2 3 | 4"},
        {"a lambda's body, but no generator expression's", "a = lambda: b\nc = (d for e in f)\n", "1 2 | 1 |"},
        {"the body of a class", "class A:\n  x = 1\n", "1 | 2"},
        {"a match and each of its cases", "match a:\n  case 1:\n    b\n  case _:\n    c\n", "1 2 3 4 5"},
        {"await is inside its statement", "async def f():\n  await a\n  return b\n", "1 | 2 3"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Compiled compiled;
        Text text = {0};
        compile(&compiled, ROWS[i].source, COMPILE_LINES);
        assert_non_null(compiled.unit);
        write_lines(compiled.unit->body, &text);
        check_equal(ROWS[i].label, &text, ROWS[i].expected);
        release(&compiled);
    }
}

static void only_programs_that_are_stepped_have_lines(void **state)
{
    (void)state;
    static const unsigned FLAGS[] = {0, COMPILE_LIBRARY, COMPILE_LIBRARY | COMPILE_LINES};
    for (size_t i = 0; i < sizeof FLAGS / sizeof *FLAGS; i++) {
        Compiled compiled;
        Text text = {0};
        compile(&compiled, "def f():\n  for a in b: c\n", FLAGS[i]);
        write_lines(compiled.unit->body, &text);
        check_equal("no lines", &text, " |");
        assert_int_equal(compiled.unit->body->flags & CODE_LIBRARY, FLAGS[i] & COMPILE_LIBRARY ? CODE_LIBRARY : 0);
        release(&compiled);
    }
}

/* ---- spans ---- */

/* The instruction of that name, the first one from the end. */
static SourceSpan span_of_last(const CodeUnit *unit, const char *name)
{
    SourceSpan span = {0};
    for (uint32_t at = 0; at < unit->instruction_count;) {
        Opcode opcode = instruction_opcode(unit->instructions[at]);
        if (strcmp(opcode_name(opcode), name) == 0)
            span = code_span(unit, at);
        at += opcode_words(opcode);
    }
    return span;
}

/* As CPython's traceback would mark it. */
static void an_instruction_knows_the_text_that_it_comes_from(void **state)
{
    (void)state;
    static const struct {
        const char *source, *opcode, *expected;
    } ROWS[] = {
        {"a = f(1) + g(2)\n", "BINARY", "1:5-1:16"},
        {"a = f(1) + g(2)\n", "CALL", "1:12-1:16"},
        {"a.b.c(1, 2)\n", "LOAD_METHOD", "1:1-1:6"},
        {"a.b\\\n .c(1)\n", "CALL", "2:3-2:7"},
        {"x = a[1][2]\n", "LOAD_SUBSCRIPT", "1:5-1:12"},
        {"if a < b < c: d\n", "COMPARE", "1:4-1:13"},
        {"assert a, b\n", "RAISE", "1:8-1:9"},
        {"raise a from b\n", "RAISE", "1:1-1:15"},
        {"for a in b.c: d\n", "GET_ITER", "1:10-1:13"},
        {"for a in b.c: d\n", "FOR_ITER", "1:10-1:13"},
        {"with a.b as c: d\n", "BEFORE_WITH", "1:6-1:9"},
        {"with a.b as c: d\n", "WITH_EXIT", "1:6-1:9"},
        {"a.b += c\n", "INPLACE", "1:1-1:9"},
        {"a, b = c\n", "UNPACK_SEQUENCE", "1:1-1:5"},
        {"@a.b\ndef f(): pass\n", "CALL", "1:2-1:5"},
        {"class A(B):\n  pass\n", "BUILD_CLASS", "1:1-2:7"},
        {"x = f'{a!r} b'\n", "FORMAT_VALUE", "1:7-1:12"},
        {"del a.b\n", "DELETE_ATTR", "1:5-1:8"},
        {"\u00e4\u00f6 = a + \u00fc\n", "BINARY", "1:6-1:11"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Compiled compiled;
        Text text = {0};
        compile(&compiled, ROWS[i].source, 0);
        SourceSpan span = span_of_last(compiled.unit->body, ROWS[i].opcode);
        text_format(&text, "%u:%u-%u:%u", span.line, span.column, span.end_line, span.end_column);
        check_equal(ROWS[i].source, &text, ROWS[i].expected);
        release(&compiled);
    }
}

/* ---- large and deep ---- */

static void repeat(Text *text, const char *part, size_t times)
{
    for (size_t i = 0; i < times; i++)
        text_add(text, part);
}

/* `first` and then `part` many times, and `last`. */
static void check_large(const char *first, const char *part, size_t times, const char *last, uint32_t stack)
{
    Compiled compiled;
    Text source = {0};
    text_add(&source, first);
    repeat(&source, part, times);
    text_add(&source, last);
    compile(&compiled, text_string(&source), COMPILE_LINES);
    if (!compiled.unit)
        print_error("%s\n", part);
    assert_non_null(compiled.unit);
    assert_true(compiled.unit->body->stack_size <= stack);
    text_release(&source);
    release(&compiled);
}

static void long_chains_and_large_displays_need_little_stack(void **state)
{
    (void)state;
    check_large("x = a", " + a", 19000, "\n", 2);
    check_large("x = a", ".b(1)", 9000, "\n", 3);
    check_large("x = a", "[0]", 19000, "\n", 2);
    check_large("if a: b\n", "elif a: b\n", 19000, "", 1);
    check_large("x = [", "a, ", 50000, "]\n", 2);
    check_large("x = {", "a: b, ", 50000, "}\n", 3);
    check_large("f(", "a, ", 50000, ")\n", 4);
    check_large("x = f'", "{a} ", 20000, "'\n", 30);
    check_large("x = a", " and a", 50000, "\n", 1);
    check_large("x = a", " < a", 20000, "\n", 3);
    check_large("x = ", "lambda: ", 200, "a\n", 1);
}

/* Each level of `finally` inside `finally` doubles the copies. */
static void copies_of_finally_have_an_end(void **state)
{
    (void)state;
    Compiled compiled;
    Text source = {0};
    for (size_t depth = 0; depth < 19; depth++) {
        const char *lines[] = {"try:\n", "  a\n", "finally:\n"};
        for (size_t i = 0; i < 3; i++) {
            repeat(&source, " ", depth);
            text_add(&source, lines[i]);
        }
    }
    repeat(&source, " ", 19);
    text_add(&source, "b\n");
    compile_with_limit(&compiled, text_string(&source), 0, (size_t)512 << 20);
    assert_null(compiled.unit);
    assert_string_equal(compiled.diagnostics.items[0].message, "this file is too large");
    text_release(&source);
    release(&compiled);
}

static void a_full_pool_is_told_and_nothing_breaks(void **state)
{
    (void)state;
    static const char SOURCE[] =
        "class A(B):\n  x: int = [y for y in z]\n  def f(self, *a, b=1):\n    try: return super().f\n"
        "    finally: g(*a, **{b: lambda: a})\nmatch a:\n  case [b, *c] | {'d': b, **c}: pass\n";
    bool is_told = false;
    for (size_t limit = 4096; limit < 400000; limit += 1024) {
        Compiled compiled;
        compile_with_limit(&compiled, SOURCE, COMPILE_LINES, limit);
        assert_true(compiled.unit || compiled.pool.is_full);
        is_told = is_told || compiled.diagnostics.error_count > 0;
        release(&compiled);
    }
    assert_true(is_told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_programs_become_these_instructions),
        cmocka_unit_test(lines_are_where_a_run_can_stop),
        cmocka_unit_test(only_programs_that_are_stepped_have_lines),
        cmocka_unit_test(an_instruction_knows_the_text_that_it_comes_from),
        cmocka_unit_test(long_chains_and_large_displays_need_little_stack),
        cmocka_unit_test(copies_of_finally_have_an_end),
        cmocka_unit_test(a_full_pool_is_told_and_nothing_breaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
