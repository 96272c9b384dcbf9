"""Run CPython's own tests of locks, queues, timeouts, wait_for and task groups in loopscope, and count them.

    python3.13 cpython_tests.py LOOPSCOPE                     all of them
    python3.13 cpython_tests.py LOOPSCOPE locks.Barrier       those with this in their name
    python3.13 cpython_tests.py LOOPSCOPE --keep FOLDER       leave the scenarios and traces there

The modules are those of `test.test_asyncio` in the Python that runs this; nothing of them is kept here. Each test
method, of each class that has or inherits it, becomes a scenario: testcase.py, then what its module says that the test
needs, then the test. A test passes if it does in loopscope, and if loopscope ran the very callbacks that CPython runs
for the same scenario (reference.py). Where loopscope refuses a scenario for a reason of the table below, the test is
outside of the contract.

Status: 0, 1 a test fails, 77 (to be read as skipped) the Python has no tests.
"""
import argparse
import ast
import collections
import importlib.util
import os
import platform
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = ('test_locks', 'test_queues', 'test_timeouts', 'test_waitfor', 'test_taskgroups')
PACKAGE = 'test.test_asyncio'
STATUS_REFUSED, STATUS_SKIPPED = 3, 77
LONGEST_RUN = 60                 # seconds, for one scenario

# What a refusal says of a test that is outside of the contract, and why it is.
OUTSIDE = {
    'cannot import unittest': 'uses mock objects',
    'cannot import warnings': 'catches warnings',
    'cannot import types': 'asks what type of object a generic alias is',
    r'\w+\._\w+ is not part of scenario Python': 'looks into a private attribute',
    r'cannot set \w+\._\w+:': 'sets a private attribute',
    'can look at this deque and not change it': 'changes a private attribute',
}


# ---- from a test module to its tests ----

def source_tree(module):
    """The syntax tree of a test module, or None where this Python has no such module."""
    try:
        spec = importlib.util.find_spec(f'{PACKAGE}.{module}')
    except ModuleNotFoundError:
        return None
    if spec is None:
        return None
    with open(spec.origin, encoding='utf-8') as file:
        return ast.parse(file.read(), spec.origin)


class Plain(ast.NodeTransformer):
    """Say with names of testcase.py and with plain values what a test module says with those of its libraries."""

    def visit_Attribute(self, node):
        self.generic_visit(node)
        owner = node.value.id if isinstance(node.value, ast.Name) else None
        if owner == 'unittest':
            return ast.Name(node.attr, node.ctx)
        if owner == 'support':
            return ast.Constant(getattr(importlib.import_module('test.support'), node.attr))
        return node

    def visit_Name(self, node):
        return ast.Name('asyncio', node.ctx) if node.id == 'taskgroups' else node


class Module:
    """A test module: what it defines, by name."""

    def __init__(self, name, tree):
        self.name = name.removeprefix('test_')
        self.statements = {}
        for statement in Plain().visit(tree).body:
            for defined in self.names_of(statement):
                self.statements[defined] = statement

    @staticmethod
    def names_of(statement):
        match statement:
            case ast.ImportFrom(module=module) if module == f'{PACKAGE}.utils':
                return []
            case ast.Import() | ast.ImportFrom():
                return [alias.asname or alias.name for alias in statement.names]
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return [statement.name]
            case ast.Assign(targets=[ast.Name(name)]):
                return [name]
        return []

    def line_of(self, name):
        """A class, its bases in this module, and theirs."""
        line = [self.statements[name]]
        for base in line[0].bases:
            if isinstance(base, ast.Name) and base.id in self.statements:
                line += self.line_of(base.id)
        return line

    def tests(self):
        for name, statement in self.statements.items():
            if not isinstance(statement, ast.ClassDef):
                continue
            line = self.line_of(name)
            if any(getattr(base, 'id', '').endswith('TestCase') for owner in line for base in owner.bases):
                yield from (Test(self, name, test) for test in dict.fromkeys(
                    method for owner in line for method in methods_of(owner) if method.startswith('test_')))


def methods_of(owner):
    return [member.name for member in owner.body if isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef))]


# ---- from a test to a scenario ----

class Test:
    """A test method, in one of the classes that have it."""

    def __init__(self, module, owner, method):
        self.module, self.owner, self.method = module, owner, method
        self.name = f'{module.name}.{owner}.{method}'

    def written(self):
        """The method as it was written once, for all the classes that inherit it."""
        return next((self.module.name, owner.name, self.method) for owner in self.module.line_of(self.owner)
                    if self.method in methods_of(owner))

    def scenario(self, head, helpers):
        statements = self.needed(helpers)
        imports = [each for each in statements if isinstance(each, (ast.Import, ast.ImportFrom))]
        others = [each for each in statements if each not in imports]
        parts = [ast.unparse(imports), head, *map(ast.unparse, others), f'run_test({self.owner}, {self.method!r})']
        return '\n\n\n'.join(filter(None, parts)) + '\n'

    def needed(self, helpers):
        """The statements of the module that the test comes to, in order."""
        known = {**helpers, **self.module.statements}
        found, names = set(), [self.owner]
        while names:
            name = names.pop()
            if name in known and name not in found and name not in PROVIDED:
                found.add(name)
                names += (node.id for node in ast.walk(self.cut(known[name])) if isinstance(node, ast.Name))
        return [self.cut(statement) for name, statement in known.items() if name in found]

    def cut(self, statement):
        """A class without its other tests."""
        if not isinstance(statement, ast.ClassDef):
            return statement
        body = [member for member in statement.body
                if not getattr(member, 'name', '').startswith('test_') or member.name == self.method]
        return ast.ClassDef(statement.name, statement.bases, statement.keywords, body or [ast.Pass()],
                            statement.decorator_list, type_params=[])


PROVIDED = ('re', 'asyncio', 'unittest')         # testcase.py has them


def collect():
    """All tests, or None where this Python has none."""
    trees = {module: source_tree(module) for module in (*MODULES, 'utils')}
    if None in trees.values():
        return None
    helpers = Module('utils', trees.pop('utils')).statements
    with open(os.path.join(HERE, 'testcase.py'), encoding='utf-8') as file:
        head = file.read().rstrip()
    return [(test, test.scenario(head, helpers)) for name, tree in trees.items() for test in Module(name, tree).tests()]


# ---- running ----

def write_scenarios(tests, folder):
    for test, text in tests:
        with open(os.path.join(folder, test.name + '.py'), 'w', encoding='utf-8') as file:
            file.write(text)


def run_reference(tests, folder):
    """Run all scenarios under this CPython: NAME.out beside each."""
    paths = [os.path.join(folder, test.name + '.py') for test, _ in tests]
    subprocess.run([sys.executable, os.path.join(HERE, 'reference.py'), '--steps', '--into', folder, *paths],
                   stderr=subprocess.DEVNULL, check=True)


def read(folder, name):
    with open(os.path.join(folder, name), encoding='utf-8') as file:
        return file.read()


def has_passed(trace):
    return trace.endswith('passed\n')


def first_difference(expected, actual):
    for line, (left, right) in enumerate(zip(expected.splitlines(), actual.splitlines()), 1):
        if left != right:
            return f'line {line} of the trace: CPython {left!r}, loopscope {right!r}'
    return 'one trace is longer than the other'


def judge(loopscope, test, folder):
    """What became of a test: 'passed', 'outside' or 'failed', and why."""
    expected = read(folder, test.name + '.out')
    run = subprocess.run([loopscope, 'trace', '--format', 'callbacks', os.path.join(folder, test.name + '.py')],
                         capture_output=True, text=True, timeout=LONGEST_RUN)
    if run.returncode == STATUS_REFUSED:
        why = next((why for words, why in OUTSIDE.items() if re.search(words, run.stderr)), None)
        return ('outside', why) if why else ('failed', 'refused:\n' + run.stderr)
    if not has_passed(expected):
        return 'failed', 'does not pass under CPython in this form: an error of the driver'
    if run.returncode or not has_passed(run.stdout):
        return 'failed', f'status {run.returncode}:\n{run.stderr}'
    if run.stdout != expected:
        return 'failed', first_difference(expected, run.stdout)
    return 'passed', ''


def arguments():
    parser = argparse.ArgumentParser(description="Run CPython's own tests of asyncio in loopscope.")
    parser.add_argument('loopscope', metavar='LOOPSCOPE')
    parser.add_argument('words', nargs='*', metavar='WORD', help='only tests with this in their name')
    parser.add_argument('--keep', metavar='FOLDER', help='leave the scenarios and traces there')
    return parser.parse_args()


def run_all(tests, loopscope, folder):
    write_scenarios(tests, folder)
    run_reference(tests, folder)
    outcomes = collections.defaultdict(list)
    for test, _ in tests:
        outcome, why = judge(loopscope, test, folder)
        outcomes[outcome].append((test, why))
    return outcomes


def report(outcomes, count, written):
    for test, why in outcomes['outside']:
        print(f'outside of the contract: {test.name} {why}')
    for test, why in outcomes['failed']:
        print(f'FAILED: {test.name}: {why.rstrip()}')
    print(f'{len(outcomes["passed"])} of {count} tests of CPython {platform.python_version()} pass, with the callbacks '
          f'that CPython runs; {len(outcomes["outside"])} outside of the contract; {len(outcomes["failed"])} fail '
          f'({written} test methods, of which mixins run for several classes)')


def main():
    options = arguments()
    tests = collect()
    if tests is None:
        print(f'the CPython 3.13 at {sys.executable} has no {PACKAGE} (a package of its own in some distributions): '
              'skipped')
        return STATUS_SKIPPED
    if options.words:
        tests = [each for each in tests if any(word in each[0].name for word in options.words)]
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
        outcomes = run_all(tests, options.loopscope, options.keep)
    else:
        with tempfile.TemporaryDirectory() as folder:
            outcomes = run_all(tests, options.loopscope, folder)
    report(outcomes, len(tests), len({test.written() for test, _ in tests}))
    return bool(outcomes['failed'])


if __name__ == '__main__':
    sys.exit(main())
