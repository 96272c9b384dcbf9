/* The parser: the trees of good programs, as CPython's ast module has them, and what is said about others. */
#include "lexer.h"
#include "parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Parsed {
    Pool pool;
    Diagnostics diagnostics;
    Node *module;
} Parsed;

static void parse_with_limit(Parsed *parsed, const char *source, size_t length, size_t limit)
{
    *parsed = (Parsed){0};
    assert_true(pool_init(&parsed->pool, limit));
    parsed->module = parse_file(source, length, &parsed->pool, &parsed->diagnostics);
}

static void parse(Parsed *parsed, const char *source)
{
    parse_with_limit(parsed, source, strlen(source), (size_t)64 << 20);
}

static void release(Parsed *parsed)
{
    pool_release(&parsed->pool);
    diagnostics_release(&parsed->diagnostics);
}

/* All diagnostics as «line:column message», one a line. */
static void write_diagnostics(const Diagnostics *diagnostics, Text *out)
{
    for (size_t i = 0; i < diagnostics_kept(diagnostics); i++) {
        const Diagnostic *one = &diagnostics->items[i];
        text_format(out, "%u:%u %s\n", one->span.line, one->span.column, one->message);
    }
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

/* What these rows expect was written by CPython 3.13. */
static void statements_give_the_trees_of_cpython(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"a chain of operators binds from the left", "a - b - c",
         "Expr 1:1-1:10\n"
         "  value: BinOp - 1:1-1:10\n"
         "    left: BinOp - 1:1-1:6\n"
         "      left: Name a 1:1-1:2\n"
         "      right: Name b 1:5-1:6\n"
         "    right: Name c 1:9-1:10\n"},
        {"multiplication binds tighter, power tightest and from the right", "a + b * -c ** d ** e",
         "Expr 1:1-1:21\n"
         "  value: BinOp + 1:1-1:21\n"
         "    left: Name a 1:1-1:2\n"
         "    right: BinOp * 1:5-1:21\n"
         "      left: Name b 1:5-1:6\n"
         "      right: UnaryOp - 1:9-1:21\n"
         "        operand: BinOp ** 1:10-1:21\n"
         "          left: Name c 1:10-1:11\n"
         "          right: BinOp ** 1:15-1:21\n"
         "            left: Name d 1:15-1:16\n"
         "            right: Name e 1:20-1:21\n"},
        {"shifts, bits and floor division", "a | b ^ c & d << e // f % ~g",
         "Expr 1:1-1:29\n"
         "  value: BinOp | 1:1-1:29\n"
         "    left: Name a 1:1-1:2\n"
         "    right: BinOp ^ 1:5-1:29\n"
         "      left: Name b 1:5-1:6\n"
         "      right: BinOp & 1:9-1:29\n"
         "        left: Name c 1:9-1:10\n"
         "        right: BinOp << 1:13-1:29\n"
         "          left: Name d 1:13-1:14\n"
         "          right: BinOp % 1:18-1:29\n"
         "            left: BinOp // 1:18-1:24\n"
         "              left: Name e 1:18-1:19\n"
         "              right: Name f 1:23-1:24\n"
         "            right: UnaryOp ~ 1:27-1:29\n"
         "              operand: Name g 1:28-1:29\n"},
        {"and, or, not", "not a and b or c",
         "Expr 1:1-1:17\n"
         "  value: BoolOp or 1:1-1:17\n"
         "    value: BoolOp and 1:1-1:12\n"
         "      value: UnaryOp not 1:1-1:6\n"
         "        operand: Name a 1:5-1:6\n"
         "      value: Name b 1:11-1:12\n"
         "    value: Name c 1:16-1:17\n"},
        {"chained comparisons", "a < b <= c is not d not in e",
         "Expr 1:1-1:29\n"
         "  value: Compare 1:1-1:29\n"
         "    left: Name a 1:1-1:2\n"
         "    <: Name b 1:5-1:6\n"
         "    <=: Name c 1:10-1:11\n"
         "    is not: Name d 1:19-1:20\n"
         "    not in: Name e 1:28-1:29\n"},
        {"a conditional expression", "a if b else c",
         "Expr 1:1-1:14\n"
         "  value: IfExp 1:1-1:14\n"
         "    test: Name b 1:6-1:7\n"
         "    body: Name a 1:1-1:2\n"
         "    orelse: Name c 1:13-1:14\n"},
        {"a named expression", "(a := 1)",
         "Expr 1:1-1:9\n"
         "  value: NamedExpr 1:2-1:8\n"
         "    target: Name a 1:2-1:3\n"
         "    value: Constant 1 1:7-1:8\n"},
        {"a lambda with every kind of parameter", "lambda a, /, b=1, *c, d, e=2, **f: a",
         "Expr 1:1-1:37\n"
         "  value: Lambda <lambda> 1:1-1:37\n"
         "    parameter: positional-only a 1:8-1:9\n"
         "    parameter: normal b 1:14-1:15\n"
         "      default: Constant 1 1:16-1:17\n"
         "    parameter: var-positional c 1:20-1:21\n"
         "    parameter: keyword-only d 1:23-1:24\n"
         "    parameter: keyword-only e 1:26-1:27\n"
         "      default: Constant 2 1:28-1:29\n"
         "    parameter: var-keyword f 1:33-1:34\n"
         "    body: Return 1:36-1:37\n"
         "      value: Name a 1:36-1:37\n"},
        {"attributes, calls and subscripts", "a.b(c)[d]",
         "Expr 1:1-1:10\n"
         "  value: Subscript 1:1-1:10\n"
         "    value: Call 1:1-1:7\n"
         "      func: Attribute b 1:1-1:4\n"
         "        value: Name a 1:1-1:2\n"
         "      arg: Name c 1:5-1:6\n"
         "    slice: Name d 1:8-1:9\n"},
        {"arguments of every kind", "f(a, *b, c=1, **d)",
         "Expr 1:1-1:19\n"
         "  value: Call 1:1-1:19\n"
         "    func: Name f 1:1-1:2\n"
         "    arg: Name a 1:3-1:4\n"
         "    arg: Starred 1:6-1:8\n"
         "      value: Name b 1:7-1:8\n"
         "    keyword: = c 1:10-1:13\n"
         "      value: Constant 1 1:12-1:13\n"
         "    keyword: ** 1:15-1:18\n"
         "      value: Name d 1:17-1:18\n"},
        {"a generator as the only argument", "f(a for a in b)",
         "Expr 1:1-1:16\n"
         "  value: Call 1:1-1:16\n"
         "    func: Name f 1:1-1:2\n"
         "    arg: GeneratorExp 1:2-1:16\n"
         "      elt: Name a 1:3-1:4\n"
         "      for: -\n"
         "        target: Name a 1:9-1:10\n"
         "        iter: Name b 1:14-1:15\n"},
        {"slices", "a[b, 1:2, ::3, *c]",
         "Expr 1:1-1:19\n"
         "  value: Subscript 1:1-1:19\n"
         "    value: Name a 1:1-1:2\n"
         "    slice: Tuple 1:3-1:18\n"
         "      item: Name b 1:3-1:4\n"
         "      item: Slice 1:6-1:9\n"
         "        lower: Constant 1 1:6-1:7\n"
         "        upper: Constant 2 1:8-1:9\n"
         "      item: Slice 1:11-1:14\n"
         "        step: Constant 3 1:13-1:14\n"
         "      item: Starred 1:16-1:18\n"
         "        value: Name c 1:17-1:18\n"},
        {"tuples", "a, *b = (), (1,), c",
         "Assign 1:1-1:20\n"
         "  target: Tuple 1:1-1:6\n"
         "    item: Name a 1:1-1:2\n"
         "    item: Starred 1:4-1:6\n"
         "      value: Name b 1:5-1:6\n"
         "  value: Tuple 1:9-1:20\n"
         "    item: Tuple 1:9-1:11\n"
         "    item: Tuple 1:13-1:17\n"
         "      item: Constant 1 1:14-1:15\n"
         "    item: Name c 1:19-1:20\n"},
        {"displays", "[1, *a], {1, 2}, {1: 2, **b}, {}",
         "Expr 1:1-1:33\n"
         "  value: Tuple 1:1-1:33\n"
         "    item: List 1:1-1:8\n"
         "      item: Constant 1 1:2-1:3\n"
         "      item: Starred 1:5-1:7\n"
         "        value: Name a 1:6-1:7\n"
         "    item: Set 1:10-1:16\n"
         "      item: Constant 1 1:11-1:12\n"
         "      item: Constant 2 1:14-1:15\n"
         "    item: Dict 1:18-1:29\n"
         "      key: Constant 1 1:19-1:20\n"
         "      value: Constant 2 1:22-1:23\n"
         "      key: **\n"
         "      value: Name b 1:27-1:28\n"
         "    item: Dict 1:31-1:33\n"},
        {"a list comprehension", "[a for b, c in d if e if f async for g in h]",
         "Expr 1:1-1:45\n"
         "  value: ListComp 1:1-1:45\n"
         "    elt: Name a 1:2-1:3\n"
         "    for: -\n"
         "      target: Tuple 1:8-1:12\n"
         "        item: Name b 1:8-1:9\n"
         "        item: Name c 1:11-1:12\n"
         "      iter: Name d 1:16-1:17\n"
         "      if: Name e 1:21-1:22\n"
         "      if: Name f 1:26-1:27\n"
         "    for: async\n"
         "      target: Name g 1:38-1:39\n"
         "      iter: Name h 1:43-1:44\n"},
        {"a set and a dict comprehension", "{a for a in b}, {a: c for a in b}",
         "Expr 1:1-1:34\n"
         "  value: Tuple 1:1-1:34\n"
         "    item: SetComp 1:1-1:15\n"
         "      elt: Name a 1:2-1:3\n"
         "      for: -\n"
         "        target: Name a 1:8-1:9\n"
         "        iter: Name b 1:13-1:14\n"
         "    item: DictComp 1:17-1:34\n"
         "      elt: Name a 1:18-1:19\n"
         "      value: Name c 1:21-1:22\n"
         "      for: -\n"
         "        target: Name a 1:27-1:28\n"
         "        iter: Name b 1:32-1:33\n"},
        {"await binds tighter than power", "await a ** b",
         "Expr 1:1-1:13\n"
         "  value: BinOp ** 1:1-1:13\n"
         "    left: Await 1:1-1:8\n"
         "      value: Name a 1:7-1:8\n"
         "    right: Name b 1:12-1:13\n"},
        {"yields", "x = yield\nyield a, b\nyield from c",
         "Assign 1:1-1:10\n"
         "  target: Name x 1:1-1:2\n"
         "  value: Yield 1:5-1:10\n"
         "Expr 2:1-2:11\n"
         "  value: Yield 2:1-2:11\n"
         "    value: Tuple 2:7-2:11\n"
         "      item: Name a 2:7-2:8\n"
         "      item: Name b 2:10-2:11\n"
         "Expr 3:1-3:13\n"
         "  value: YieldFrom 3:1-3:13\n"
         "    value: Name c 3:12-3:13\n"},
        {"a yield in parentheses of its own, in a tuple", "x = ((yield 1), )",
         "Assign 1:1-1:18\n"
         "  target: Name x 1:1-1:2\n"
         "  value: Tuple 1:5-1:18\n"
         "    item: Yield 1:7-1:14\n"
         "      value: Constant 1 1:13-1:14\n"},
        {"numbers and other constants", "1, 0x10, 1.5, -2, True, None, ...",
         "Expr 1:1-1:34\n"
         "  value: Tuple 1:1-1:34\n"
         "    item: Constant 1 1:1-1:2\n"
         "    item: Constant 16 1:4-1:8\n"
         "    item: Constant 1.5 1:10-1:13\n"
         "    item: UnaryOp - 1:15-1:17\n"
         "      operand: Constant 2 1:16-1:17\n"
         "    item: Constant True 1:19-1:23\n"
         "    item: Constant None 1:25-1:29\n"
         "    item: Constant ... 1:31-1:34\n"},
        {"the smallest int", "-9223372036854775808",
         "Expr 1:1-1:21\n"
         "  value: Constant -9223372036854775808 1:1-1:21\n"},
        {"strings side by side", "'a' \"b\" 'c'",
         "Expr 1:1-1:12\n"
         "  value: Constant \"abc\" 1:1-1:12\n"},
        {"an f-string", "f'a{b!r:>{c}}d'",
         "Expr 1:1-1:16\n"
         "  value: JoinedStr 1:1-1:16\n"
         "    item: Constant \"a\" 1:3-1:4\n"
         "    item: FormattedValue !r 1:4-1:14\n"
         "      value: Name b 1:5-1:6\n"
         "      format: JoinedStr 1:8-1:13\n"
         "        item: Constant \">\" 1:9-1:10\n"
         "        item: FormattedValue 1:10-1:13\n"
         "          value: Name c 1:11-1:12\n"
         "    item: Constant \"d\" 1:14-1:15\n"},
        {"an f-string that names its field", "f'{a = }{b=!s}{c=:5}'",
         "Expr 1:1-1:22\n"
         "  value: JoinedStr 1:1-1:22\n"
         "    item: Constant \"a = \" 1:4-1:8\n"
         "    item: FormattedValue !r 1:3-1:9\n"
         "      value: Name a 1:4-1:5\n"
         "    item: Constant \"b=\" 1:10-1:12\n"
         "    item: FormattedValue !s 1:9-1:15\n"
         "      value: Name b 1:10-1:11\n"
         "    item: Constant \"c=\" 1:16-1:18\n"
         "    item: FormattedValue 1:15-1:21\n"
         "      value: Name c 1:16-1:17\n"
         "      format: JoinedStr 1:18-1:20\n"
         "        item: Constant \"5\" 1:19-1:20\n"},
        {"f-strings beside strings", "'a' f'{b}' 'c' f'd'",
         "Expr 1:1-1:20\n"
         "  value: JoinedStr 1:1-1:20\n"
         "    item: Constant \"a\" 1:1-1:4\n"
         "    item: FormattedValue 1:7-1:10\n"
         "      value: Name b 1:8-1:9\n"
         "    item: Constant \"cd\" 1:12-1:19\n"},
        {"assignments", "a = b = c\na += 1\na.b: int = 2\n(a): int",
         "Assign 1:1-1:10\n"
         "  target: Name a 1:1-1:2\n"
         "  target: Name b 1:5-1:6\n"
         "  value: Name c 1:9-1:10\n"
         "AugAssign + 2:1-2:7\n"
         "  target: Name a 2:1-2:2\n"
         "  value: Constant 1 2:6-2:7\n"
         "AnnAssign 3:1-3:13\n"
         "  target: Attribute b 3:1-3:4\n"
         "    value: Name a 3:1-3:2\n"
         "  annotation: Name int 3:6-3:9\n"
         "  value: Constant 2 3:12-3:13\n"
         "AnnAssign 4:1-4:9\n"
         "  target: Name a 4:2-4:3\n"
         "  annotation: Name int 4:6-4:9\n"},
        {"statements of one word", "pass; break; continue",
         "Pass 1:1-1:5\n"
         "Break 1:7-1:12\n"
         "Continue 1:14-1:22\n"},
        {"return, raise, assert, del", "return a, b\nraise a from b\nassert a, b\ndel a, (b, c.d), e[0]",
         "Return 1:1-1:12\n"
         "  value: Tuple 1:8-1:12\n"
         "    item: Name a 1:8-1:9\n"
         "    item: Name b 1:11-1:12\n"
         "Raise 2:1-2:15\n"
         "  exc: Name a 2:7-2:8\n"
         "  cause: Name b 2:14-2:15\n"
         "Assert 3:1-3:12\n"
         "  test: Name a 3:8-3:9\n"
         "  msg: Name b 3:11-3:12\n"
         "Delete 4:1-4:22\n"
         "  item: Name a 4:5-4:6\n"
         "  item: Tuple 4:8-4:16\n"
         "    item: Name b 4:9-4:10\n"
         "    item: Attribute d 4:12-4:15\n"
         "      value: Name c 4:12-4:13\n"
         "  item: Subscript 4:18-4:22\n"
         "    value: Name e 4:18-4:19\n"
         "    slice: Constant 0 4:20-4:21\n"},
        {"imports", "import a.b as c, d\nfrom e import f as g, h\nfrom . import (i,)\nfrom ..j import *",
         "Import 1:1-1:19\n"
         "  name: a.b as c 1:8-1:16\n"
         "  name: d 1:18-1:19\n"
         "ImportFrom 0 e 2:1-2:24\n"
         "  name: f as g 2:15-2:21\n"
         "  name: h 2:23-2:24\n"
         "ImportFrom 1 3:1-3:19\n"
         "  name: i 3:16-3:17\n"
         "ImportFrom 2 j 4:1-4:18\n"
         "  name: * 4:17-4:18\n"},
        {"scopes", "global a, b\nnonlocal c",
         "Global a b 1:1-1:12\n"
         "Nonlocal c 2:1-2:11\n"},
        {"if with all its parts", "if a:\n    b\nelif c:\n    d\nelse:\n    e",
         "If 1:1-6:6\n"
         "  test: Name a 1:4-1:5\n"
         "  body: Expr 2:5-2:6\n"
         "    value: Name b 2:5-2:6\n"
         "  orelse: If 3:1-6:6\n"
         "    test: Name c 3:6-3:7\n"
         "    body: Expr 4:5-4:6\n"
         "      value: Name d 4:5-4:6\n"
         "    orelse: Expr 6:5-6:6\n"
         "      value: Name e 6:5-6:6\n"},
        {"loops", "while a: b\nelse: c\nfor d, *e in f, g:\n    h\nelse:\n    i",
         "While 1:1-2:8\n"
         "  test: Name a 1:7-1:8\n"
         "  body: Expr 1:10-1:11\n"
         "    value: Name b 1:10-1:11\n"
         "  orelse: Expr 2:7-2:8\n"
         "    value: Name c 2:7-2:8\n"
         "For 3:1-6:6\n"
         "  target: Tuple 3:5-3:10\n"
         "    item: Name d 3:5-3:6\n"
         "    item: Starred 3:8-3:10\n"
         "      value: Name e 3:9-3:10\n"
         "  iter: Tuple 3:14-3:18\n"
         "    item: Name f 3:14-3:15\n"
         "    item: Name g 3:17-3:18\n"
         "  body: Expr 4:5-4:6\n"
         "    value: Name h 4:5-4:6\n"
         "  orelse: Expr 6:5-6:6\n"
         "    value: Name i 6:5-6:6\n"},
        {"asynchronous loops and contexts", "async def f():\n    async for a in b: c\n    async with d as e: g",
         "FunctionDef async f 1:1-3:25\n"
         "  body: For async 2:5-2:24\n"
         "    target: Name a 2:15-2:16\n"
         "    iter: Name b 2:20-2:21\n"
         "    body: Expr 2:23-2:24\n"
         "      value: Name c 2:23-2:24\n"
         "  body: With async 3:5-3:25\n"
         "    item: -\n"
         "      context: Name d 3:16-3:17\n"
         "      target: Name e 3:21-3:22\n"
         "    body: Expr 3:24-3:25\n"
         "      value: Name g 3:24-3:25\n"},
        {"with and its items",
         "with a as b, c: d\nwith (a as b, c as (d, e),): f\nwith (a, b): c\nwith (a, b) as c: d\nwith (a): b",
         "With 1:1-1:18\n"
         "  item: -\n"
         "    context: Name a 1:6-1:7\n"
         "    target: Name b 1:11-1:12\n"
         "  item: -\n"
         "    context: Name c 1:14-1:15\n"
         "  body: Expr 1:17-1:18\n"
         "    value: Name d 1:17-1:18\n"
         "With 2:1-2:31\n"
         "  item: -\n"
         "    context: Name a 2:7-2:8\n"
         "    target: Name b 2:12-2:13\n"
         "  item: -\n"
         "    context: Name c 2:15-2:16\n"
         "    target: Tuple 2:20-2:26\n"
         "      item: Name d 2:21-2:22\n"
         "      item: Name e 2:24-2:25\n"
         "  body: Expr 2:30-2:31\n"
         "    value: Name f 2:30-2:31\n"
         "With 3:1-3:15\n"
         "  item: -\n"
         "    context: Name a 3:7-3:8\n"
         "  item: -\n"
         "    context: Name b 3:10-3:11\n"
         "  body: Expr 3:14-3:15\n"
         "    value: Name c 3:14-3:15\n"
         "With 4:1-4:20\n"
         "  item: -\n"
         "    context: Tuple 4:6-4:12\n"
         "      item: Name a 4:7-4:8\n"
         "      item: Name b 4:10-4:11\n"
         "    target: Name c 4:16-4:17\n"
         "  body: Expr 4:19-4:20\n"
         "    value: Name d 4:19-4:20\n"
         "With 5:1-5:12\n"
         "  item: -\n"
         "    context: Name a 5:7-5:8\n"
         "  body: Expr 5:11-5:12\n"
         "    value: Name b 5:11-5:12\n"},
        {"try with all its parts",
         "try:\n    a\nexcept b as c:\n    d\nexcept:\n    e\nelse:\n    f\nfinally:\n    g",
         "Try 1:1-10:6\n"
         "  body: Expr 2:5-2:6\n"
         "    value: Name a 2:5-2:6\n"
         "  handler: except c 3:1-4:6\n"
         "    type: Name b 3:8-3:9\n"
         "    body: Expr 4:5-4:6\n"
         "      value: Name d 4:5-4:6\n"
         "  handler: except 5:1-6:6\n"
         "    body: Expr 6:5-6:6\n"
         "      value: Name e 6:5-6:6\n"
         "  orelse: Expr 8:5-8:6\n"
         "    value: Name f 8:5-8:6\n"
         "  finalbody: Expr 10:5-10:6\n"
         "    value: Name g 10:5-10:6\n"},
        {"except with a star", "try: a\nexcept* b: c",
         "Try star 1:1-2:13\n"
         "  body: Expr 1:6-1:7\n"
         "    value: Name a 1:6-1:7\n"
         "  handler: except 2:1-2:13\n"
         "    type: Name b 2:9-2:10\n"
         "    body: Expr 2:12-2:13\n"
         "      value: Name c 2:12-2:13\n"},
        {"a function with every kind of parameter",
         "@a.b(c)\nasync def f(a: int, /, b=1, *c, d, **e) -> g:\n    return a",
         "FunctionDef async f 2:1-3:13\n"
         "  decorator: Call 1:2-1:8\n"
         "    func: Attribute b 1:2-1:5\n"
         "      value: Name a 1:2-1:3\n"
         "    arg: Name c 1:6-1:7\n"
         "  parameter: positional-only a 2:13-2:19\n"
         "    annotation: Name int 2:16-2:19\n"
         "  parameter: normal b 2:24-2:25\n"
         "    default: Constant 1 2:26-2:27\n"
         "  parameter: var-positional c 2:30-2:31\n"
         "  parameter: keyword-only d 2:33-2:34\n"
         "  parameter: var-keyword e 2:38-2:39\n"
         "  returns: Name g 2:44-2:45\n"
         "  body: Return 3:5-3:13\n"
         "    value: Name a 3:12-3:13\n"},
        {"a class", "@a\nclass B(c, *d, metaclass=e): f = 1",
         "ClassDef B 2:1-2:35\n"
         "  decorator: Name a 1:2-1:3\n"
         "  base: Name c 2:9-2:10\n"
         "  base: Starred 2:12-2:14\n"
         "    value: Name d 2:13-2:14\n"
         "  keyword: = metaclass 2:16-2:27\n"
         "    value: Name e 2:26-2:27\n"
         "  body: Assign 2:30-2:35\n"
         "    target: Name f 2:30-2:31\n"
         "    value: Constant 1 2:34-2:35\n"},
        {"match on literals",
         "match a:\n    case 1 | -2.5 | 'b': c\n    case None: d\n    case e.f: g\n    case _: h",
         "Match 1:1-5:14\n"
         "  subject: Name a 1:7-1:8\n"
         "  case: -\n"
         "    pattern: MatchOr 2:10-2:24\n"
         "      item: MatchValue 2:10-2:11\n"
         "        value: Constant 1 2:10-2:11\n"
         "      item: MatchValue 2:14-2:18\n"
         "        value: UnaryOp - 2:14-2:18\n"
         "          operand: Constant 2.5 2:15-2:18\n"
         "      item: MatchValue 2:21-2:24\n"
         "        value: Constant \"b\" 2:21-2:24\n"
         "    body: Expr 2:26-2:27\n"
         "      value: Name c 2:26-2:27\n"
         "  case: -\n"
         "    pattern: MatchSingleton 3:10-3:14\n"
         "      value: Constant None 3:10-3:14\n"
         "    body: Expr 3:16-3:17\n"
         "      value: Name d 3:16-3:17\n"
         "  case: -\n"
         "    pattern: MatchValue 4:10-4:13\n"
         "      value: Attribute f 4:10-4:13\n"
         "        value: Name e 4:10-4:11\n"
         "    body: Expr 4:15-4:16\n"
         "      value: Name g 4:15-4:16\n"
         "  case: -\n"
         "    pattern: MatchAs 5:10-5:11\n"
         "    body: Expr 5:13-5:14\n"
         "      value: Name h 5:13-5:14\n"},
        {"match on sequences",
         "match a, b:\n    case [c, *d]: e\n    case (f, *_), g: h\n    case (i): j\n    case (): k",
         "Match 1:1-5:15\n"
         "  subject: Tuple 1:7-1:11\n"
         "    item: Name a 1:7-1:8\n"
         "    item: Name b 1:10-1:11\n"
         "  case: -\n"
         "    pattern: MatchSequence 2:10-2:17\n"
         "      item: MatchAs c 2:11-2:12\n"
         "      item: MatchStar d 2:14-2:16\n"
         "    body: Expr 2:19-2:20\n"
         "      value: Name e 2:19-2:20\n"
         "  case: -\n"
         "    pattern: MatchSequence 3:10-3:20\n"
         "      item: MatchSequence 3:10-3:17\n"
         "        item: MatchAs f 3:11-3:12\n"
         "        item: MatchStar 3:14-3:16\n"
         "      item: MatchAs g 3:19-3:20\n"
         "    body: Expr 3:22-3:23\n"
         "      value: Name h 3:22-3:23\n"
         "  case: -\n"
         "    pattern: MatchAs i 4:11-4:12\n"
         "    body: Expr 4:15-4:16\n"
         "      value: Name j 4:15-4:16\n"
         "  case: -\n"
         "    pattern: MatchSequence 5:10-5:12\n"
         "    body: Expr 5:14-5:15\n"
         "      value: Name k 5:14-5:15\n"},
        {"match on mappings and classes",
         "match a:\n    case {'b': c, d.e: 1, **f} if g: h\n    case i.J(k, l=(m | n) as o): p",
         "Match 1:1-3:35\n"
         "  subject: Name a 1:7-1:8\n"
         "  case: -\n"
         "    pattern: MatchMapping f 2:10-2:31\n"
         "      key: Constant \"b\" 2:11-2:14\n"
         "      pattern: MatchAs c 2:16-2:17\n"
         "      key: Attribute e 2:19-2:22\n"
         "        value: Name d 2:19-2:20\n"
         "      pattern: MatchValue 2:24-2:25\n"
         "        value: Constant 1 2:24-2:25\n"
         "    guard: Name g 2:35-2:36\n"
         "    body: Expr 2:38-2:39\n"
         "      value: Name h 2:38-2:39\n"
         "  case: -\n"
         "    pattern: MatchClass 3:10-3:32\n"
         "      cls: Attribute J 3:10-3:13\n"
         "        value: Name i 3:10-3:11\n"
         "      pattern: MatchAs k 3:14-3:15\n"
         "      keyword: l\n"
         "      pattern: MatchAs o 3:19-3:31\n"
         "        pattern: MatchOr 3:20-3:25\n"
         "          item: MatchAs m 3:20-3:21\n"
         "          item: MatchAs n 3:24-3:25\n"
         "    body: Expr 3:34-3:35\n"
         "      value: Name p 3:34-3:35\n"},
        {"match and its friends as names", "match = case(type, _)\nmatch[0] = 1\nmatch (a)\ntype.x",
         "Assign 1:1-1:22\n"
         "  target: Name match 1:1-1:6\n"
         "  value: Call 1:9-1:22\n"
         "    func: Name case 1:9-1:13\n"
         "    arg: Name type 1:14-1:18\n"
         "    arg: Name _ 1:20-1:21\n"
         "Assign 2:1-2:13\n"
         "  target: Subscript 2:1-2:9\n"
         "    value: Name match 2:1-2:6\n"
         "    slice: Constant 0 2:7-2:8\n"
         "  value: Constant 1 2:12-2:13\n"
         "Expr 3:1-3:10\n"
         "  value: Call 3:1-3:10\n"
         "    func: Name match 3:1-3:6\n"
         "    arg: Name a 3:8-3:9\n"
         "Expr 4:1-4:7\n"
         "  value: Attribute x 4:1-4:7\n"
         "    value: Name type 4:1-4:5\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Parsed parsed;
        Text text = {0};
        parse(&parsed, ROWS[i].source);
        write_diagnostics(&parsed.diagnostics, &text);
        for (uint32_t j = 0; j < parsed.module->block.body.count; j++)
            tree_write(parsed.module->block.body.items[j], &text);
        check_equal(ROWS[i].label, &text, ROWS[i].expected);
        release(&parsed);
    }
}

static void check_complaints(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Parsed parsed;
        Text text = {0};
        parse(&parsed, rows[i].source);
        write_diagnostics(&parsed.diagnostics, &text);
        check_equal(rows[i].label, &text, rows[i].expected);
        release(&parsed);
    }
}

#define CHECK_COMPLAINTS(rows) check_complaints(rows, sizeof(rows) / sizeof *(rows))

static void mistakes_in_expressions_are_explained(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"a forgotten comma", "x = [1, 2 3]", "1:9 invalid syntax. Perhaps you forgot a comma?\n"},
        {"a forgotten comma in a call", "f(a, b=1 c)", "1:8 invalid syntax. Perhaps you forgot a comma?\n"},
        {"a condition with one equals sign", "if x = 3: pass",
         "1:4 invalid syntax. Maybe you meant '==' or ':=' instead of '='?\n"},
        {"a forgotten else", "x = 5 if y", "1:5 expected 'else' after 'if' expression\n"},
        {"a positional argument too late", "f(a=1, 2)", "1:8 positional argument follows keyword argument\n"},
        {"and behind two stars", "f(**a, 2)", "1:8 positional argument follows keyword argument unpacking\n"},
        {"a star behind two stars", "f(**a, *b)",
         "1:8 iterable argument unpacking follows keyword argument unpacking\n"},
        {"a generator beside another argument", "f(x for x in y, 1)",
         "1:3 Generator expression must be parenthesized\n"},
        {"a keyword that is no name", "f(a.b=1)",
         "1:3 expression cannot contain assignment, perhaps you meant \"==\"?\n"},
        {"a keyword that is a constant", "f(True=1)", "1:3 cannot assign to True\n"},
        {"a keyword twice", "f(a=1, a=2)", "1:8 keyword argument repeated: a\n"},
        {"a keyword without a value", "f(a=)", "1:3 expected argument value expression\n"},
        {"a key without a value", "{a: 1, b}", "1:8 ':' expected after dictionary key\n"},
        {"a key with nothing behind it", "{a: }", "1:3 expression expected after dictionary key and ':'\n"},
        {"a star in a comprehension", "[*a for a in b]",
         "1:2 iterable unpacking cannot be used in comprehension\n"},
        {"two stars in a comprehension", "{**a for a in b}",
         "1:1 dict unpacking cannot be used in dict comprehension\n"},
        {"two targets of a comprehension", "[a, b for a in b]",
         "1:2 did you forget parentheses around the comprehension target?\n"},
        {"a star alone", "x = *a", "1:5 can't use starred expression here\n"},
        {"a walrus as a statement", "x := 1", "1:3 invalid syntax\n"},
        {"a walrus with a target that is no name", "(a.b := 1)",
         "1:2 cannot use assignment expressions with attribute\n"},
        {"increment", "x++", "1:4 invalid syntax\n"},
        {"an empty field", "f'{}'", "1:4 f-string: valid expression required before '}'\n"},
        {"an unknown conversion", "f'{a!x}'",
         "1:6 f-string: invalid conversion character 'x': expected 's', 'r', or 'a'\n"},
        {"a lambda in a field", "f'{lambda x: 1}'",
         "1:4 f-string: lambda expressions are not allowed without parentheses\n"},
    };
    CHECK_COMPLAINTS(ROWS);
}

static void mistakes_in_targets_are_explained(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"a call", "f() = 1", "1:1 cannot assign to function call here. Maybe you meant '==' instead of '='?\n"},
        {"a literal", "1 = x", "1:1 cannot assign to literal here. Maybe you meant '==' instead of '='?\n"},
        {"None", "None = 1", "1:1 cannot assign to None\n"},
        {"a call among others", "a, f() = 1", "1:4 cannot assign to function call\n"},
        {"the same in a for", "for f() in x: pass", "1:5 cannot assign to function call\n"},
        {"the same in a with", "with a as f(): pass", "1:11 cannot assign to function call\n"},
        {"the same in a del", "del a, f()", "1:8 cannot delete function call\n"},
        {"an augmented sum", "x + 1 += 2", "1:1 'expression' is an illegal expression for augmented assignment\n"},
        {"an annotated tuple", "a, b: int", "1:1 only single target (not tuple) can be annotated\n"},
        {"two stars", "a, *b, *c = x", "1:1 multiple starred expressions in assignment\n"},
        {"one star alone", "*a = x", "1:1 starred assignment target must be in a list or tuple\n"},
    };
    CHECK_COMPLAINTS(ROWS);
}

static void mistakes_in_statements_are_explained(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"a forgotten colon", "if x\n    y", "1:5 expected ':'\n"},
        {"a forgotten block", "if x:\ny", "2:1 expected an indented block after 'if' statement on line 1\n"},
        {"a forgotten body", "def f():\nx = 1",
         "2:1 expected an indented block after function definition on line 1\n"},
        {"an indent from nowhere", "x\n  y\nz", "2:1 unexpected indent\n"},
        {"print as it was", "print x", "1:1 Missing parentheses in call to 'print'. Did you mean print(...)?\n"},
        {"a misspelt keyword", "whlie x:\n    y", "1:7 invalid syntax\n"},
        {"try alone", "try:\n    x\ny", "3:1 expected 'except' or 'finally' block\n"},
        {"two exceptions without parentheses", "try: x\nexcept A, B: y",
         "2:8 multiple exception types must be parenthesized\n"},
        {"except before others", "try: x\nexcept: y\nexcept A: z", "2:1 default 'except:' must be last\n"},
        {"both kinds of except", "try: x\nexcept A: y\nexcept* B: z",
         "3:1 cannot have both 'except' and 'except*' on the same 'try'\n"},
        {"import the wrong way round", "import a from b",
         "1:1 Did you mean to use 'from ... import ...' instead?\n"},
        {"import nothing", "from a import", "1:14 Expected one or more names after 'import'\n"},
        {"a comma too many in an import", "from a import b,",
         "1:16 trailing comma not allowed without surrounding parentheses\n"},
        {"a default before none", "def f(a=1, b): pass",
         "1:12 parameter without a default follows parameter with a default\n"},
        {"a bare star at the end", "def f(*): pass", "1:7 named arguments must follow bare *\n"},
        {"a slash at the beginning", "def f(/, a): pass", "1:7 at least one argument must precede /\n"},
        {"no parentheses", "def f: pass", "1:6 expected '('\n"},
        {"else without if", "else:\n    x", "1:1 invalid syntax: 'else' without a statement before it\n"},
        {"no case in a match", "match x:\n    case 1: y\n    default: z", "3:5 invalid syntax: expected 'case'\n"},
        {"a pattern that names a key", "match x:\n    case {a: 1}: y",
         "2:11 mapping pattern keys may only match literals and attribute lookups\n"},
        {"an underscore as target", "match x:\n    case 1 as _: y", "2:15 cannot use '_' as a target\n"},
        {"two stars in a pattern", "match x:\n    case [*a, *b]: y",
         "2:10 multiple starred expressions in sequence pattern\n"},
    };
    CHECK_COMPLAINTS(ROWS);
}

static void python_outside_the_contract_is_refused(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"a type statement", "type X = int", "1:1 type statements are not part of scenario Python\n"},
        {"type parameters", "def f[T](x): pass\nclass A[T]: pass",
         "1:6 type parameters are not part of scenario Python\n2:8 type parameters are not part of scenario "
         "Python\n"},
        {"a large int", "x = 9223372036854775808", "1:5 an int has 64 bits here: at most 9223372036854775807\n"},
        {"a large int that is subtracted", "x = 1-9223372036854775808",
         "1:7 an int has 64 bits here: at most 9223372036854775807\n"},
        {"bytes and complex numbers in places", "x = f(b'a', 1j)",
         "1:7 bytes are not part of scenario Python\n1:13 complex numbers are not part of scenario Python\n"},
    };
    CHECK_COMPLAINTS(ROWS);
    Parsed parsed;
    parse(&parsed, "type X = int");
    assert_int_equal(parsed.diagnostics.items[0].kind, DIAGNOSTIC_REFUSED);
    release(&parsed);
}

static void one_mistake_is_one_error(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"a broken header keeps its block and its else", "if x = 1:\n    y z\nelse:\n    pass\n",
         "1:4 invalid syntax. Maybe you meant '==' or ':=' instead of '='?\n2:7 invalid syntax\n"},
        {"else if, and another else", "if a:\n    b\nelse if c:\n    d\nelse:\n    e\n", "3:6 expected ':'\n"},
        {"a misspelt try keeps its clauses", "tyr:\n    a\nexcept B:\n    c\nfinally:\n    d\n",
         "1:5 invalid syntax\n"},
        {"each statement has its own", "x = = 1\ny = 2\nz ! 3\n",
         "1:5 invalid syntax\n3:3 invalid syntax: '!' has no "
         "meaning here\n"},
        {"a bracket without end hides no later statement", "f(1\ndef g():\n    return return\n",
         "1:2 '(' was never closed\n3:12 invalid syntax\n"},
        {"a string without end", "print('a)\nx = 1\n", "1:7 unterminated string literal (detected at line 1)\n"},
        {"a missing block before a clause", "try:\nexcept A:\n    b\n",
         "2:1 expected an indented block after 'try' statement on line 1\n"},
        {"a broken case", "match x:\n    case 1 2: y\n    case 3: z z\n",
         "2:12 expected ':'\n3:15 invalid syntax\n"},
        {"a broken decorator", "@a b\ndef f(): pass\n", "1:4 invalid syntax\n"},
    };
    CHECK_COMPLAINTS(ROWS);
}

static void a_misspelt_keyword_is_named(void **state)
{
    (void)state;
    Parsed parsed;
    parse(&parsed, "whlie True:\n    pass\n");
    assert_string_equal(parsed.diagnostics.items[0].hint, "did you mean 'while'?");
    release(&parsed);
}

static void write_times(Text *text, const char *piece, int times)
{
    for (int i = 0; i < times; i++)
        text_add(text, piece);
}

typedef struct LongRow {
    const char *label, *before, *piece;
    int times;
    const char *after, *expected;
} LongRow;

static void long_and_deep_programs_have_an_end(void **state)
{
    (void)state;
    static const LongRow ROWS[] = {
        {"a sum of 10,000 terms", "x = 1", " + 1", 10000, "\n", ""},
        {"5,000 elif", "if a: pass\n", "elif b: pass\n", 5000, "else: pass\n", ""},
        {"a chain of 10,000 attributes", "a", ".b", 10000, "\n", ""},
        {"too long a chain", "a", ".b", PARSER_LONGEST_CHAIN + 1, "\n",
         "1:40002 this expression is too long: more than 20000 parts\n"},
        {"100 brackets", "", "[", 100, "", "1:100 '[' was never closed\n"},
        {"too many signs", "x = ", "-", 100000, "1\n", "1:224 too many nested expressions: at most 220\n"},
        {"too many powers", "x = ", "2**", 100000, "1\n", "1:663 too many nested expressions: at most 220\n"},
        {"too many conditions", "x = ", "a if b else ", 100000, "c\n",
         "1:2645 too many nested expressions: at most 220\n"},
        {"too many patterns", "match x:\n    case ", "[", 300, "", "2:210 too many nested parentheses\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Parsed parsed;
        Text source = {0}, text = {0};
        text_add(&source, ROWS[i].before);
        write_times(&source, ROWS[i].piece, ROWS[i].times);
        text_add(&source, ROWS[i].after);
        parse(&parsed, text_string(&source));
        write_diagnostics(&parsed.diagnostics, &text);
        check_equal(ROWS[i].label, &text, ROWS[i].expected);
        release(&parsed);
        text_release(&source);
    }
}

static void a_full_pool_is_told_and_nothing_breaks(void **state)
{
    (void)state;
    static const char SOURCE[] =
        "@a\nasync def f(b, *c, d=f'{e!r:>{g}}'):\n    #: cue x\n    async with h(1, i=2) as j, k:\n"
        "        [l for m in n if {o: p, **q}]\n    match r:\n        case {'s': T(u, v=w)}: x\n";
    for (size_t limit = 0; limit < 20000; limit += 64) {
        Parsed parsed;
        parse_with_limit(&parsed, SOURCE, strlen(SOURCE), limit);
        assert_non_null(parsed.module);
        if (parsed.pool.is_full)
            assert_int_equal(parsed.module->block.body.count, 0);
        else
            assert_int_equal(parsed.diagnostics.count, 0);
        release(&parsed);
    }
}

static void a_module_knows_its_docstring(void **state)
{
    (void)state;
    Parsed parsed;
    parse(&parsed, "'''Parking.'''\nx = 1\n");
    assert_string_equal(parsed.module->block.docstring.bytes, "Parking.");
    assert_int_equal(parsed.module->block.body.count, 2);
    release(&parsed);
    parse(&parsed, "x = 'a'\n");
    assert_null(parsed.module->block.docstring.bytes);
    release(&parsed);
}

static void an_expression_alone_keeps_its_place(void **state)
{
    (void)state;
    Pool pool;
    Diagnostics diagnostics = {0};
    Text text = {0};
    assert_true(pool_init(&pool, 1 << 20));
    tree_write(parse_expression("a.b > 1", 7, 12, 20, &pool, &diagnostics), &text);
    check_equal("a comparison", &text,
                "Compare 12:20-12:27\n  left: Attribute b 12:20-12:23\n"
                "    value: Name a 12:20-12:21\n  >: Constant 1 12:26-12:27\n");
    assert_null(parse_expression("a +", 3, 5, 8, &pool, &diagnostics));
    assert_null(parse_expression("a b", 3, 6, 1, &pool, &diagnostics));
    assert_null(parse_expression("", 0, 7, 1, &pool, &diagnostics));
    assert_null(parse_expression("a; b", 4, 8, 1, &pool, &diagnostics));
    Text found = {0};
    write_diagnostics(&diagnostics, &found);
    check_equal("no expressions", &found,
                "5:11 invalid syntax\n6:3 invalid syntax\n7:1 an expression is missing here\n8:2 invalid syntax\n");
    diagnostics_release(&diagnostics);
    pool_release(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_give_the_trees_of_cpython),
        cmocka_unit_test(mistakes_in_expressions_are_explained),
        cmocka_unit_test(mistakes_in_targets_are_explained),
        cmocka_unit_test(mistakes_in_statements_are_explained),
        cmocka_unit_test(python_outside_the_contract_is_refused),
        cmocka_unit_test(one_mistake_is_one_error),
        cmocka_unit_test(a_misspelt_keyword_is_named),
        cmocka_unit_test(long_and_deep_programs_have_an_end),
        cmocka_unit_test(a_full_pool_is_told_and_nothing_breaks),
        cmocka_unit_test(a_module_knows_its_docstring),
        cmocka_unit_test(an_expression_alone_keeps_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
