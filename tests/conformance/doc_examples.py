"""Run the examples of the asyncio and contextlib pages of Python's documentation in loopscope and under CPython, and compare.

    python3.13 doc_examples.py LOOPSCOPE                      all of them
    python3.13 doc_examples.py LOOPSCOPE asyncio-task         those with this in their name: PAGE-NUMBER
    python3.13 doc_examples.py LOOPSCOPE --keep FOLDER        leave the programs and traces there

The pages are read where a package has put them; nothing of them is kept here. An example becomes a program with what
it leaves open: what earlier examples of its page define, the stand-ins below for names that no example defines, and a
call that runs it. Output, callbacks and warnings have to be the same on both sides (reference.py). Where loopscope
refuses the program for a reason of the table below, the example is outside of the contract.

Status: 0, 1 an example differs, 77 (to be read as skipped) there are no pages.
"""
import argparse
import ast
import builtins
import collections
import doctest
import glob
import html
import os
import re
import subprocess
import sys
import tempfile
import textwrap

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDERS = ('/usr/share/doc/python3*/html/library', '/usr/local/share/doc/python3*/html/library')
PAGES = ('asyncio', 'asyncio-task', 'asyncio-sync', 'asyncio-queue', 'asyncio-runner', 'asyncio-future',
         'asyncio-eventloop', 'asyncio-dev', 'asyncio-exceptions', 'contextlib', 'contextvars')
STATUS_REFUSED, STATUS_SKIPPED = 3, 77
LONGEST_RUN = 60

# Real threads run in no fixed order, and not on the virtual clock.
THREADS = re.compile(r'\b(to_thread|run_in_executor|run_coroutine_threadsafe|threading)\b')

# What a refusal says of an example that is outside of the contract, and why it is.
OUTSIDE = {
    'no network|cannot import (socket|aiohttp|urllib)': 'needs a network',
    'cannot import (selectors|signal|concurrent|os)|open is not part': 'needs files, signals, processes or executors',
    'cannot import io|redirect_stdout|help is not part': 'needs a module that scenarios have not',
}

# What examples use and no page defines: module-level statements by the name that they define.
STAND_INS = {
    'some_coro': 'async def some_coro(*given, **named):\n    await asyncio.sleep(1)\n    print("some", given, named)',
    'another_coro': 'async def another_coro(*given):\n    await asyncio.sleep(2)\n    print("another", given)',
    'something': 'async def something():\n    await asyncio.sleep(1)\n    return "something"',
    'long_running_task': 'async def long_running_task():\n    await asyncio.sleep(30)\n    print("ran long")',
    'function_that_returns_a_future_object':
        'def function_that_returns_a_future_object():\n'
        '    future = asyncio.get_running_loop().create_future()\n'
        '    asyncio.get_running_loop().call_later(1, future.set_result, 5)\n'
        '    return future',
    'some_python_coroutine': 'async def some_python_coroutine():\n    return 1',
    'make_request': 'async def make_request():\n    await asyncio.sleep(0.5)\n    print("requested")',
    'make_another_request': 'async def make_another_request():\n    await asyncio.sleep(3)\n    print("requested too")',
    'unrelated_code': 'async def unrelated_code():\n    print("unrelated")',
    'log': 'def log(text):\n    print("log", text)',
    'test': 'async def test():\n    print("tested")',
    'acquire_resource': 'def acquire_resource(*given, **named):\n    print("acquire", given, named)\n    return 7',
    'release_resource': 'def release_resource(resource):\n    print("release", resource)',
    'acquire_db_connection': 'async def acquire_db_connection():\n    await asyncio.sleep(1)\n    return Connection()',
    'release_db_connection': 'async def release_db_connection(held):\n    print("release", held)',
    'Connection': 'class Connection:\n    def query(self, text):\n        return text\n'
                  '    def __repr__(self):\n        return "connection"',
    'my_generator': 'async def my_generator():\n    for value in (41, 42, 43):\n        yield value',
    'cleanup_resources': 'def cleanup_resources():\n    print("clean up")',
    'perform_operation': 'def perform_operation():\n    print("perform")\n    return False',
    'load_widget': 'def load_widget():\n    print("load")',
    'need_special_resource': 'def need_special_resource():\n    return True',
    'acquire_special_resource': 'def acquire_special_resource():\n    return "special"',
    'release_special_resource': 'def release_special_resource(resource):\n    print("release", resource)',
    'resources': 'resources = [nullcontext(n) for n in range(3)]',
    'cm': '@contextmanager\ndef cm():\n    print("in")\n    yield 1\n    print("out")',
    'ContextBaseClass': 'class ContextBaseClass:\n    pass',
    'fut': 'fut = asyncio.new_event_loop().create_future()',
    'loop': 'loop = asyncio.new_event_loop()',
    'callback': 'callback = print',
    'args': 'args = (1, 2)',
    'aws': 'aws = [asyncio.ensure_future(asyncio.sleep(2, "late")), asyncio.ensure_future(asyncio.sleep(1, "early"))]',
    'timeout': 'timeout = 5',
    'barrier': 'barrier = asyncio.Barrier(1)',
    'time': 'import time',
    'functools': 'import functools',
    'contextlib': 'import contextlib',
    'logging': 'import logging',
    'asyncio': 'import asyncio',
    'ContextVar': 'from contextvars import ContextVar',
    'Context': 'from contextvars import Context',
    'copy_context': 'from contextvars import copy_context',
}
STAND_INS |= {name: f'from asyncio import {name}'
              for name in ('shield', 'CancelledError', 'as_completed', 'get_running_loop')}
STAND_INS |= {name: f'from contextlib import {name}' for name in (
    'contextmanager', 'asynccontextmanager', 'closing', 'aclosing', 'suppress', 'nullcontext', 'ExitStack',
    'AsyncExitStack', 'redirect_stdout')}
LOCAL_NAMES = ('aws', 'barrier', 'loop', 'fut', 'timeout')      # … these inside of a coroutine that needs them
FIRST_NAMES = ('asyncio',)               # a program begins with these


# ---- from a page to examples ----

def pages_folder():
    found = [folder for pattern in FOLDERS for folder in glob.glob(pattern)
             if os.path.exists(os.path.join(folder, 'asyncio-task.html'))]
    return min(found, default=None)


def blocks(folder, page):
    """The texts of a page's blocks of Python."""
    path = os.path.join(folder, page + '.html')
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8') as file:
        found = re.findall(r'<div class="highlight-(?:python3?|default|pycon3?) [^"]*">'
                           r'<div class="highlight"><pre>(.*?)</pre>', file.read(), re.DOTALL)
    return [html.unescape(re.sub('<[^>]+>', '', text)) for text in found]


def source_of(text):
    """A block as statements: a session without its prompts and answers, and comments that stand for code as `pass`."""
    if '>>>' in text:
        text = ''.join(example.source for example in doctest.DocTestParser().get_examples(text))
    for source in (text, re.sub(r'^( +)#.*', r'\1pass', text, flags=re.MULTILINE)):
        if (tree := parse(source)) is not None and tree.body:
            return source
    return None


def parse(source):
    try:
        compile(source, 'example', 'exec', ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        return ast.parse(source)
    except SyntaxError:
        return None


def needs_coroutine(source):
    """Whether it awaits, or needs a loop, outside of any function."""
    try:
        compile(source, 'example', 'exec')
    except SyntaxError:
        return True
    return any(isinstance(node, ast.Attribute) and node.attr == 'create_task'
               for statement in ast.parse(source).body
               if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
               for node in ast.walk(statement))


# ---- from examples to programs ----

def defined(statement):
    """The names that a statement defines for later examples."""
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return [alias.asname or alias.name for alias in names]
    return []


def open_names(source):
    """Names that are read and not bound, in the order in which they come."""
    names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if not isinstance(node.ctx, ast.Load)} | set(dir(builtins))
    for node in ast.walk(ast.parse(source)):
        bound.update(defined(node))
        if isinstance(node, ast.arg):
            bound.add(node.arg)
        if isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
    return [name for name in dict.fromkeys(node.id for node in names) if name not in bound]


def with_definitions(source, known):
    """The source, behind what it leaves open and others define."""
    parts, done = [], set()

    def add(text):
        for name in open_names(text):
            if name in known and name not in done:
                done.add(name)
                add(known[name])
        parts.append(text.strip('\n'))
    add(source)
    first = [STAND_INS[name] for name in FIRST_NAMES]
    return '\n\n\n'.join(dict.fromkeys(first + parts)) + '\n'


def entry_of(source):
    """What runs an example that only defines a coroutine function without parameters."""
    statements = ast.parse(source).body
    last = statements[-1]
    if isinstance(last, ast.AsyncFunctionDef) and not last.args.args and 'yield' not in ast.unparse(last):
        return f'\n\nasyncio.run({last.name}())\n'
    return ''


def program_of(source, known):
    if needs_coroutine(source):
        here = [STAND_INS[name] for name in LOCAL_NAMES if name in open_names(source)]
        here = [line.replace('new_event_loop', 'get_running_loop') for line in here]
        body = textwrap.indent('\n'.join([*here, source.strip('\n')]), '    ')
        source = f'async def example():\n{body}\n\n\nasyncio.run(example())\n'
    else:
        source = source.rstrip('\n') + entry_of(source)
    return with_definitions(source, known)


def collect(folder):
    """All programs, by name."""
    programs = {}
    for page in PAGES:
        known = dict(STAND_INS)
        for number, text in enumerate(blocks(folder, page), 1):
            source = source_of(text)
            if source is None:
                continue
            programs[f'{page}-{number}'] = program_of(source, known)
            for statement in ast.parse(source).body:
                known.update((name, ast.unparse(statement)) for name in defined(statement))
    return programs


# ---- running ----

def run(programs, loopscope, folder):
    """What became of each program. Those that loopscope refuses do not run under CPython, where there are no walls."""
    paths = {name: os.path.join(folder, name + '.py') for name in programs}
    for name, text in programs.items():
        with open(paths[name], 'w', encoding='utf-8') as file:
            file.write(text)
    ours = {name: subprocess.run([loopscope, 'trace', '--format', 'callbacks', '--stderr', path], capture_output=True,
                                 text=True, timeout=LONGEST_RUN) for name, path in paths.items()}
    loaded = [path for name, path in paths.items() if ours[name].returncode != STATUS_REFUSED]
    subprocess.run([sys.executable, os.path.join(HERE, 'reference.py'), '--steps', '--stderr', '--into', folder, *loaded],
                   stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {name: judge(text, ours[name], os.path.join(folder, name + '.out')) for name, text in programs.items()}


def without_addresses(trace):
    return re.sub('0x[0-9a-f]+', '0x0', trace)


def judge(text, ours, recording):
    """What became of a program: 'same', 'outside' or 'differs', and why."""
    if ours.returncode == STATUS_REFUSED:
        why = next((why for words, why in OUTSIDE.items() if re.search(words, ours.stderr)), None)
        return ('outside', why) if why else ('differs', 'refused:\n' + ours.stderr)
    with open(recording, encoding='utf-8') as file:
        expected = without_addresses(file.read())
    actual = without_addresses(ours.stdout)
    if actual != expected and THREADS.search(text):
        return 'outside', 'has threads, about which CPython cannot be asked on this clock'
    if actual != expected:
        return 'differs', f'CPython:\n{expected}loopscope:\n{actual}{ours.stderr}'
    return 'same', ''


def arguments():
    parser = argparse.ArgumentParser(description='Compare loopscope with CPython on the examples of its documentation.')
    parser.add_argument('loopscope', metavar='LOOPSCOPE')
    parser.add_argument('words', nargs='*', metavar='WORD', help='only examples with this in their name')
    parser.add_argument('--keep', metavar='FOLDER', help='leave the programs and traces there')
    return parser.parse_args()


def main():
    options = arguments()
    folder = pages_folder()
    if folder is None:
        print("there are no pages of the Python documentation here (Debian's package python3-doc): skipped")
        return STATUS_SKIPPED
    programs = {name: text for name, text in collect(folder).items()
                if not options.words or any(word in name for word in options.words)}
    with tempfile.TemporaryDirectory() as passing:
        if options.keep:
            os.makedirs(options.keep, exist_ok=True)
        outcomes = run(programs, options.loopscope, options.keep or passing)
    for name, (outcome, why) in outcomes.items():
        if outcome != 'same':
            print(f'{outcome}: {name}: {why.rstrip()}')
    count = collections.Counter(outcome for outcome, _ in outcomes.values())
    print(f'{count["same"]} of {len(programs)} examples are the same; {count["outside"]} outside of the contract; '
          f'{count["differs"]} differ')
    return bool(count['differs'])


if __name__ == '__main__':
    sys.exit(main())
