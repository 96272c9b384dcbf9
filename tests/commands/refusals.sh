#!/bin/sh
# Every refusal, with its words: what a file may not say, and what a run may not reach: refusals.sh LOOPSCOPE
#
# tests/structure/refusals.sh sees to it that none is missing here or in the unit tests.
set -u
loopscope=$1
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
failures=0
checks=0

# refused TEXT SOURCE…: the program of these lines (printf's escapes) is refused with these words, status 3.
refused() {
    text=$1
    shift
    printf '%b\n' "$@" >program.py
    refuses "$text"
}

# refuses TEXT: the same of what stands in program.py.
refuses() {
    checks=$((checks + 1))
    timeout 60 "$loopscope" run program.py >out 2>&1 </dev/null
    got=$?
    if [ "$got" != 3 ] || ! grep -Fq -e "$1" out; then
        printf 'status %s; wanted 3 and «%s» of:\n' "$got" "$1"
        head -n 12 program.py | cut -c 1-120 | sed 's/^/  > /'
        tail -n 6 out | cut -c 1-200 | sed 's/^/  | /'
        failures=$((failures + 1))
    fi
}

# in_main TEXT LINE…: the same with the lines inside of a coroutine that runs.
in_main() {
    text=$1
    shift
    {
        printf 'import asyncio\nasync def main():\n    loop = asyncio.get_running_loop()\n'
        printf '    %b\n' "$@"
        printf 'asyncio.run(main())\n'
    } >program.py
    refuses "$text"
}

# repeat COUNT TEXT
repeat() {
    awk -v count="$1" -v text="$2" 'BEGIN { while (count-- > 0) printf "%s", text }'
}

# ---- asyncio, when it is reached ----

odd='type("Odd", (), {"__lt__": lambda self, other: False})()'
refused 'make the function an `async def`; whoever calls it awaits the call' 'def f():' '    await f()'
refused 'make the function an `async def`' 'def f():' '    async with f(): pass'
refused 'make the function an `async def`' 'def f(y):' '    return [x async for x in y]'
refused 'a lambda cannot wait: write an `async def`' 'async def f():' '    return lambda: await f()'
refused 'start that with `asyncio.run(main())`' 'import asyncio' 'await asyncio.sleep(1)'
in_main 'the parties of a Barrier are a number here, not a Odd' "asyncio.Barrier($odd)"
in_main 'the value of a Semaphore is a number here, not a Odd' "asyncio.Semaphore($odd)"
in_main 'the maxsize of a queue is a number here, not a str' 'asyncio.Queue("1")'
in_main 'a scenario cannot set Semaphore._value: keep it in a variable, or in a dict by object' 'asyncio.Semaphore()._value = 2'
in_main 'a scenario cannot set LifoQueue.label: keep it in a variable' 'asyncio.LifoQueue().label = "in"'
in_main 'a scenario cannot set Task.request: keep it in a variable' 'asyncio.current_task().request = 7'
for change in 'append(1)' 'appendleft(1)' 'extend([1])' 'extendleft([1])' 'insert(0, 1)' 'pop()' 'popleft()' 'remove(None)' \
    'clear()' 'rotate()' 'reverse()'; do
    in_main 'a scenario can look at this deque and not change it: it is the inside of an asyncio object' \
        "asyncio.Event()._waiters.$change"
done
in_main 'a scenario can look at this deque and not change it' 'line = asyncio.Queue()._putters' 'line += [1]'
in_main 'a scenario can look at this deque and not change it' 'line = asyncio.Queue()._putters' 'line *= 2'
in_main 'a scenario can look at this deque and not change it' 'queue = asyncio.Queue()' 'queue.put_nowait(1)' 'queue._queue[0] = 2'
in_main 'a Condition takes an asyncio.Lock, not a Semaphore' 'asyncio.Condition(asyncio.Semaphore())'
in_main 'a `context` that is no contextvars.Context: make one with copy_context()' 'class Own:' \
    '    def run(self, *args): pass' 'loop.call_soon(print, context=Own())' 'await asyncio.sleep(0)'
in_main 'loop.set_task_factory: a scenario'"'"'s tasks are asyncio'"'"'s own; leave it out' 'loop.set_task_factory(print)'
in_main 'a scenario has no network: let `asyncio.sleep` stand for it' 'await loop.create_connection(print, "host", 80)'
in_main 'a scenario is one process: let a task stand for another' 'await loop.subprocess_exec(print, "ls")'
in_main 'a scenario gets no signals: let an asyncio.Event stand for one' 'loop.add_signal_handler(2, print)'
in_main 'Task.get_stack and Task.print_stack: the views show where each task stands' 'asyncio.current_task().get_stack()'
in_main 'Task with `eager_start`: leave it out' 'asyncio.Task(main(), eager_start=True)'
in_main 'more than 2000 gathers inside each other cannot be cancelled' 'inner = loop.create_future()' \
    'for _ in range(3000): inner = asyncio.gather(inner)' 'inner.cancel()'
in_main 'tasks that wait for each other in a circle cannot be cancelled' 'tasks = []' \
    'async def wait(other):' '    await tasks[other]' 'tasks += [asyncio.create_task(wait(1)), asyncio.create_task(wait(0))]' \
    'await asyncio.sleep(0)' 'tasks[0].cancel()'
refused "a loop is started inside a function that Python itself calls (a sort key, __str__, __eq__ …): start it from the program's own code" 'import asyncio' \
    'print(max([1, 2], key=lambda n: asyncio.run(asyncio.sleep(0, n))))'
refused 'a `loop_factory` that makes no loop of asyncio: leave it out' 'import asyncio' \
    'with asyncio.Runner(loop_factory=lambda: 5) as runner:' '    runner.get_loop()'

# ---- the library and the machine, when it is reached ----

refused 'a member of N cannot have attributes (extra): derive from Enum instead' 'from enum import IntEnum' \
    'class N(IntEnum):' '    A = 1' 'N.A.extra = 5'
refused 'an IntEnum or StrEnum with __init__ or __new__: derive from Enum instead' 'from enum import IntEnum' \
    'class N(IntEnum):' '    A = 1' '    def __init__(self, n): pass'
refused 'math.nextafter with more than ten million steps' 'import math' 'math.nextafter(0.0, 1.0, steps=10**12)'
refused 'random.seed with version 1: leave `version` out' 'import random' 'random.seed("x", version=1)'
refused 'datetime.strptime: use datetime.fromisoformat, or datetime(year, month, day)' 'from datetime import datetime' 'datetime.strptime("1", "%d")'
refused 'fromisoformat of a date without `-`, or of a week: write it as 2024-01-02' 'from datetime import date' 'date.fromisoformat("20240102")'
refused 'timedelta.max is not part of scenario Python' 'from datetime import timedelta' 'print(timedelta.max)'
refused 'json.dumps with `cls`: pass a function as `default`' 'import json' 'json.dumps(1, cls=object)'
refused 'json.loads with `cls`: pass a function as `object_hook`' 'import json' 'json.loads("1", cls=object)'
refused "logging's style «$»: use % or {" 'import logging' 'logging.basicConfig(style="$")'
refused 'logging with `stack_info` or `stacklevel`: leave them out' 'import logging' 'logging.error("x", stack_info=True)'
refused 'logging.basicConfig with `filename`: a scenario has no files; leave it out' 'import logging' \
    'logging.basicConfig(filename="x")'
refused 'traceback with `limit` or `chain`: leave them out' 'import traceback' 'try: 1/0' \
    'except ZeroDivisionError: traceback.print_exc(limit=1)'
refused "a scenario cannot delete an object's __dict__: clear() it" 'class A: pass' 'a = A()' 'del a.__dict__'
refused "an alias takes no types for its variables: put them after the class's own name" \
    'from typing import TypeVar' 'T = TypeVar("T")' 'list[T][int]'
refused "a scenario cannot change an object's __class__" 'class A: pass' 'A().__class__ = int'
refused 'super() with one argument: call it without any' 'class A:' '    def f(self): return super(A)' 'A().f()'
refused 'a scenario cannot ask for its local variables with vars(): name them, or keep them in a dict' 'vars()'
refused "a scenario's class cannot derive from generator: keep one in an attribute instead" 'def g(): yield' \
    'type("X", (type(g()),), {})'
{
    for i in $(awk 'BEGIN { for (i = 0; i < 300; i++) print i }'); do echo "class C$i: pass"; done
    printf 'class X('
    for i in $(awk 'BEGIN { for (i = 0; i < 300; i++) print i }'); do printf 'C%s,' "$i"; done
    echo '): pass'
} >program.py
refuses 'a class with more than '
refused "a scenario's class cannot have a metaclass of its own: a decorator or __init_subclass__ does the same" \
    'class A(metaclass=print): pass'
refused 'a negative number to a power with a fraction is complex, and a scenario has no complex numbers' '(-8) ** 0.5'
refused 'float.fromhex: write the number in decimal, float("…") reads it exactly' 'float.fromhex("0x1")'
refused "a scenario cannot change a function's code" 'def f(): pass' 'f.__code__ = 5'
refused 'a scenario cannot look into frames' 'def g(): yield' 'g().gi_frame'
refused 'a scenario has no bytes: split an int with divmod() or >> and &' '(5).to_bytes(2)'
refused 'a scenario has no bytes: use the str itself, or [ord(c) for c in text]' '"x".encode()'
refused 'function.__globals__ is not part of scenario Python' 'def f(): pass' 'f.__globals__'
refused 'Future._callbacks is not part of scenario Python' 'import asyncio' 'loop = asyncio.new_event_loop()' \
    'hasattr(loop.create_future(), "_callbacks")'
refused 'Task._coro is not part of scenario Python' 'import asyncio' 'async def main():' \
    '    getattr(asyncio.current_task(), "_coro", None)' 'asyncio.run(main())'
refused 'TextIOWrapper.fileno is not part of scenario Python' 'import sys' 'sys.stdout.fileno()'
refused 'object.__reduce__ is not part of scenario Python' 'class A:' '    def f(self): return super().__reduce__()' 'A().f()'

# ---- names and imports, before the program starts ----

refused 'keep one in an attribute instead, and give the class the methods that it needs' 'class A(int): pass'
refused "a scenario's class cannot derive from int" 'class A(int): pass'
refused 'name what you need, as in `from asyncio import sleep, gather`' 'from asyncio import *'
refused 'a scenario is one file: there is nothing beside it to import from' 'from . import x'
refused 'write it into this file' 'from .other import x'
refused '__del__ is not part of scenario Python' 'class A:' '    def __del__(self): pass'
refused 'close it yourself: with, try/finally or contextlib.closing' 'class A:' '    def __del__(self): pass'
refused 'eval is not part of scenario Python' 'eval("1")'
for module in aiohttp socket urllib.request http.client websockets requests; do
    refused 'a scenario has no network; let `asyncio.sleep` stand for it' "import $module"
done
for module in pathlib io tempfile csv pickle; do
    refused 'a scenario has no files: keep the lines in a list, or print them' "import $module"
done
for module in os platform argparse locale; do
    refused 'a scenario knows nothing of the machine: make it a constant with a `#: knob`' "import $module"
done
for module in subprocess multiprocessing; do
    refused 'a scenario is one process; let a task stand for another' "import $module"
done
for module in sqlite3 redis sqlalchemy; do
    refused 'a scenario has no database; let a dict and `asyncio.sleep` stand for it' "import $module"
done
refused 'a scenario has no arrays of its own: use lists, `math` and `statistics`' 'import numpy as np'
refused "a scenario runs on asyncio's own loop: leave it out" 'import uvloop'
refused 'a scenario has asyncio only: TaskGroup and timeout do the same' 'import trio'
refused "a scenario cannot look into Python's own machinery: leave it out" 'import inspect'
refused 'write what must hold as `#: expect`, or use `assert`' 'import unittest'
refused 'a scenario gets no signals; let an asyncio.Event stand for one' 'import signal'
refused 'a scenario has no bytes: use str' 'import struct'
refused 'a scenario has no screen: print, and let the views draw' 'import tkinter'
refused 'a scenario has asyncio and a few modules of the standard library' 'import antigravity'
refused 'use `asyncio.Queue`, or `collections.deque` between threads' 'import queue'
refused 'between threads a scenario has Thread and Lock: join the thread' 'from threading import Condition'
refused "a scenario has the loop's own worker threads" 'from concurrent.futures import ThreadPoolExecutor'
refused 'run_in_executor with an executor of its own: give None' 'import asyncio' 'async def main(): await asyncio.get_running_loop().run_in_executor(3, print)' 'asyncio.run(main())'
refused 'a loop in a worker thread: run it in the main thread, and hand it work from there with asyncio.run_coroutine_threadsafe' 'import asyncio, threading' 'threading.Thread(target=lambda: asyncio.run(asyncio.sleep(1))).start()'
refused "a thread waits inside of a function that Python itself calls (a sort key, __str__, __eq__ …): wait in the program's own code" 'import threading' 'lock = threading.Lock()' 'lock.acquire()' 'sorted([2, 1], key=lambda n: lock.acquire())'
refused 'use `loop.call_at` and `loop.call_later`' 'import sched'
refused 'use `asyncio.timeout`' 'import async_timeout'
refused 'a scenario has no weak references: keep the object, or look it up by a key' 'import weakref'
refused 'code takes no time here: the views show where a scenario waits' 'import cProfile'
refused 'code takes no time here: read `time.perf_counter()` around what waits' 'import timeit'
refused 'write the warning with `print(…, file=sys.stderr)`' 'import warnings'
refused 'a scenario has no regular expressions: use the methods of str' 'import re'
refused 'a scenario has no Decimal: use int (cents) or float' 'from decimal import Decimal'
refused 'a scenario has no Fraction: use int or float' 'import fractions'
refused 'number things with `itertools.count()`, so that every run is the same' 'import uuid'
refused 'use `random`, so that every run is the same' 'import secrets'
refused 'write a lambda: `key=lambda item: item[1]`' 'import operator'
refused 'write `list(items)`, `dict(items)` or `dataclasses.replace(item)`' 'import copy'
refused 'walk the list, or sort it with `sorted`' 'import bisect'
refused 'print the lines one by one' 'import textwrap'
refused 'use `print`, or `json.dumps(value, indent=4)`' 'import pprint'
refused "a scenario's clock is UTC: leave time zones out" 'import zoneinfo'
refused 'use `datetime`' 'import calendar'
for name in open_connection start_server StreamReader Transport Protocol DatagramProtocol Server IncompleteReadError \
    LimitOverrunError; do
    refused 'a scenario has no network; let `asyncio.sleep` stand for it' "from asyncio import $name"
done
for name in create_subprocess_exec subprocess SubprocessProtocol; do
    refused 'a scenario is one process; let a task stand for another' 'import asyncio' "print(asyncio.$name)"
done
for name in eager_task_factory create_eager_task_factory; do
    refused "a task's first step is always a callback here: leave it out" 'import asyncio' "print(asyncio.$name)"
done

# ---- directives ----

echo pass >program.py
checks=$((checks + 1))
"$loopscope" run --set X=1 program.py 2>&1 | grep -q 'it has no knobs at all' || {
    echo 'a knob of a file without knobs'
    failures=$((failures + 1))
}

refused 'this is a second tick' '#: tick 1' '#: tick 2'
refused 'a scenario has one tick' '#: tick 1' '#: tick 2'
refused 'what is to be asked is missing' '#: cue a' '#: ask' 'pass'
refused 'nothing comes behind this question' '#: cue a' '#: ask next one' 'pass'
refused 'this is a second focus' '#: cue a' '#: focus x' '#: focus y' 'x = y = 1'
refused 'a cue has one focus' '#: cue a' '#: focus x' '#: focus y' 'x = y = 1'
refused 'what is to be expected is missing' '#: expect'
{ repeat 70000 '#: about x
' && echo 'pass'; } >program.py
refuses 'there are too many directives'

# ---- what the text itself may not say ----

refused 'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers' 'x = 007'
refused 'a scenario has int and float' 'x = 3j'
refused 'truncated \xXX escape' 'x = "\\x1"'
refused 'truncated \uXXXX escape' 'x = "\\u12"'
refused 'truncated \UXXXXXXXX escape' 'x = "\\U12"'
refused 'illegal Unicode character: the largest is \U0010FFFF' 'x = "\\U00110000"'
refused 'names of characters (\N{...}) are not part of scenario Python' 'x = "\\N{DASH}"'
refused 'write the character itself, or \u and its number' 'x = "\\N{DASH}"'
printf '%s\n' 'print("\d")' >program.py
checks=$((checks + 1))
"$loopscope" check program.py 2>&1 | grep -Fq 'write \\ for a backslash, or r before the string' || {
    echo 'an invalid escape sequence'
    failures=$((failures + 1))
}
refused 'close the field with }' 'x = f"{1"'
refused 'close the field with }' 'x = f"{1:"'
refused 'leave the b out: a scenario has str' 'x = b"1"'
refused 'write }} for a brace in the text' 'x = f"}"'
printf 'x\302\240= 1\n' >program.py
refuses 'type an ordinary space'
printf 'x = \342\200\234a\342\200\235\n' >program.py
refuses "type a straight quote, ' or \""
refused 'nothing may follow \ on its line, not even a space' 'x = 1 + \\ ' '  2'
refused 'indent with spaces only' 'if 1:' '        x = 1' '\tx = 2'
{
    for i in $(awk 'BEGIN { for (i = 0; i < 120; i++) print i }'); do
        repeat "$i" ' '
        echo 'if 1:'
    done
    repeat 120 ' '
    echo pass
} >program.py
refuses 'too many levels of indentation'
refuses 'move inner blocks into functions'
printf 'x = 1\n\000\n' >program.py
refuses 'is this really a Python file?'
printf 'x = "\377"\n' >program.py
refuses 'save the file as UTF-8'
{ repeat 300 '(' && echo '1'; } >program.py
refuses 'give the inner parts names of their own'
{ echo 'for a in b:'; for i in $(awk 'BEGIN { for (i = 1; i < 25; i++) print i }'); do repeat "$i" ' '; echo 'for a in b:'; done; repeat 25 ' '; echo pass; } >program.py
refuses 'too many statically nested blocks'
{ repeat 300 'a, ' && echo '*b = c'; } >program.py
refuses 'too many expressions in star-unpacking assignment'
{ echo 'match x:'; printf '    case ['; repeat 300 '_, '; echo '*b]: pass'; } >program.py
refuses 'too many expressions in star-unpacking sequence pattern'
{ echo 'if a: pass' && repeat 20100 'elif a: pass
'; } >program.py
refuses 'use a dict or match'
{ echo 'match x:' && printf '    case a' && repeat 20100 '.a' && echo ': pass'; } >program.py
refuses 'this name is too long'
{ printf 'x = 1' && repeat 70000 ' + 1' && echo; } >program.py
refuses 'split it into several statements'
refused 'use a float, or a smaller number' 'x = 99999999999999999999'
refused 'cannot assign to keyword argument unpacking' 'f(**a = 1)'
refused 'cannot assign to iterable argument unpacking' 'f(*a = 1)'
refused 'Lambda expression parameters cannot be parenthesized' 'lambda (a, b): 1'
refused 'Function parameters cannot be parenthesized' 'def f((a, b)): pass'
refused 'expected default value expression' 'def f(a=): pass'
refused '* argument may appear only once' 'def f(*a, *b): pass'
refused 'var-positional argument cannot have default value' 'def f(*a=1): pass'
refused 'var-keyword argument cannot have default value' 'def f(**a=1): pass'
refused 'arguments cannot follow var-keyword argument' 'def f(**a, b): pass'
refused '/ may appear only once' 'def f(a, /, b, /): pass'
refused '/ must be ahead of *' 'def f(*a, /): pass'
refused 'write pass where nothing is to be done' 'if 1:' 'x = 1'
refused 'expected one or more exception types' 'try: pass' 'except* : pass'
refused 'write except (A, B):' 'try: pass' 'except A, B: pass'
refused 'leave [...] out: annotations are not checked anyway' 'def f[T](x): pass'
refused 'leave [...] out, or inherit from typing.Generic' 'class A[T]: pass'
refused 'a decorator stands before def or class' '@x' 'y = 1'
refused 'use two for clauses, or itertools.chain' '[*x for x in y]'
refused 'cannot use starred expression here' 'x = (*a)'
refused 'cannot use a starred expression in a dictionary value' 'x = {1: *a}'
refused 'imaginary number required in complex literal' 'match x:' '    case 1 + 2: pass'
refused 'patterns may only match literals and attribute lookups' 'match x:' '    case f"{a}": pass'
refused 'attribute name repeated in class pattern: a' 'match x:' '    case A(a=1, a=2): pass'
refused 'positional patterns follow keyword patterns' 'match x:' '    case A(a=1, 2): pass'
refused 'invalid pattern target' 'match x:' '    case 1 as a.b: pass'
refused 'a match has nothing but cases in it' 'match x:' '    y = 1'
refused "expected an indented block after 'match' statement on line 1" 'match x:' 'case 1: pass'
refused 'write NAME = ... instead' 'type A = int'
refused 'is it indented like the statement it belongs to?' 'else: pass'
refused 'write {{ and }} for braces in the text' 'f"{}"'
refused 'f-string: conversion type must come right after the exclamation mark' 'f"{a! r}"'
refused 'f-string: invalid syntax. Perhaps you forgot a comma?' 'f"{a b}"'
refused "f-string: expecting '=', or '!', or ':', or '}'" 'f"{a;}"'
refused "f-string: can't use starred expression here" 'f"{*a}"'
refused 'assignment to yield expression not possible' 'def f():' '    (yield) = 1'
refused 'illegal target for annotation' 'f(): int = 1'
refused "comprehension inner loop cannot rebind assignment expression target 'x'" '[y for y in z if (x := 1) for x in y]'

echo "$checks refusals, $failures failures"
[ "$failures" = 0 ]
