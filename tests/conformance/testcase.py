# What CPython's tests stand on, in scenario Python: test cases, and the little of regular expressions that they use.
# cpython_tests.py puts it in front of each test.
import asyncio
import contextlib


class Raises:
    """A block, or a call, that must raise."""

    def __init__(self, expected, pattern=None, msg=None):
        self.expected, self.pattern, self.msg, self.exception = expected, pattern, msg, None

    def __enter__(self):
        return self

    def __exit__(self, kind, exception, traceback):
        if kind is None:
            raise AssertionError(self.msg or f'{self.expected.__name__} not raised')
        if not issubclass(kind, self.expected):
            return False
        self.exception = exception.with_traceback(None)
        if self.pattern is not None and not re.compile(self.pattern).search(str(exception)):
            raise AssertionError(f'{self.pattern!r} does not match {str(exception)!r}')
        return True


class TestCase:
    def __init__(self):
        self.cleanups = []

    def setUp(self):
        pass

    def tearDown(self):
        pass

    def addCleanup(self, function, *arguments, **options):
        self.cleanups.append((function, arguments, options))

    def doCleanups(self):
        while self.cleanups:
            function, arguments, options = self.cleanups.pop()
            function(*arguments, **options)

    def run(self, name):
        self.setUp()
        try:
            getattr(self, name)()
        finally:
            self.tearDown()
            self.doCleanups()

    @contextlib.contextmanager
    def subTest(self, msg=None, **parameters):
        yield

    def fail(self, msg=None):
        raise AssertionError(msg)

    def check(self, holds, told, msg):
        if not holds:
            self.fail(f'{told}: {msg}' if msg is not None else told)

    def assertTrue(self, value, msg=None):
        self.check(value, f'{value!r} is not true', msg)

    def assertFalse(self, value, msg=None):
        self.check(not value, f'{value!r} is not false', msg)

    def assertEqual(self, first, second, msg=None):
        self.check(first == second, f'{first!r} != {second!r}', msg)

    def assertListEqual(self, first, second, msg=None):
        self.assertIsInstance(first, list)
        self.assertIsInstance(second, list)
        self.assertEqual(first, second, msg)

    def assertLess(self, first, second, msg=None):
        self.check(first < second, f'{first!r} not less than {second!r}', msg)

    def assertGreater(self, first, second, msg=None):
        self.check(first > second, f'{first!r} not greater than {second!r}', msg)

    def assertGreaterEqual(self, first, second, msg=None):
        self.check(first >= second, f'{first!r} not greater than or equal to {second!r}', msg)

    def assertIs(self, first, second, msg=None):
        self.check(first is second, f'{first!r} is not {second!r}', msg)

    def assertIsNone(self, value, msg=None):
        self.check(value is None, f'{value!r} is not None', msg)

    def assertIn(self, member, container, msg=None):
        self.check(member in container, f'{member!r} not found in {container!r}', msg)

    def assertNotIn(self, member, container, msg=None):
        self.check(member not in container, f'{member!r} unexpectedly found in {container!r}', msg)

    def assertIsInstance(self, value, kind, msg=None):
        self.check(isinstance(value, kind), f'{value!r} is not an instance of {kind!r}', msg)

    def assertRegex(self, text, pattern, msg=None):
        self.check(re.compile(pattern).search(text), f'{pattern!r} does not match {text!r}', msg)

    def assertRaises(self, expected, function=None, *arguments, msg=None, **options):
        if function is None:
            return Raises(expected, msg=msg)
        with Raises(expected):
            function(*arguments, **options)

    def assertRaisesRegex(self, expected, pattern, msg=None):
        return Raises(expected, pattern, msg)


class IsolatedAsyncioTestCase(TestCase):
    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def run(self, name):
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop()
            self.setUp()
            runner.run(self.asyncSetUp())
            try:
                outcome = getattr(self, name)()
                if asyncio.iscoroutine(outcome):
                    runner.run(outcome)
            finally:
                runner.run(self.asyncTearDown())
                self.tearDown()
                self.doCleanups()


def run_test(kind, name):
    kind().run(name)
    print('passed')


class Pattern:
    """A regular expression: literals, classes of characters by a letter, groups, alternatives, greedy and lazy repeats.

    It is matched by trying: `ends` gives each place where a part of the pattern can end, the preferred one first.
    """

    LETTERS = {'d': str.isdigit, 'w': lambda mark: mark.isalnum() or mark == '_', 's': str.isspace}

    def __init__(self, text):
        self.text, self.at = text, 0
        self.tree = self.alternatives()

    def alternatives(self):
        choices = [[]]
        while self.at < len(self.text) and self.text[self.at] != ')':
            if self.text[self.at] == '|':
                self.at += 1
                choices.append([])
            else:
                choices[-1].append(self.repeated(self.item()))
        return 'any', choices

    def take(self):
        self.at += 1
        return self.text[self.at - 1]

    def item(self):
        mark = self.take()
        if mark == '(':
            if self.text.startswith('?P<', self.at):
                self.at = self.text.index('>', self.at) + 1
            group = self.alternatives()
            self.at += 1
            return group
        if mark == '\\':
            letter = self.take()
            if letter == 'Z':
                return 'end',
            return 'mark', self.LETTERS.get(letter, letter.__eq__)
        if mark == '^':
            return 'start',
        return 'mark', (lambda found: found != '\n') if mark == '.' else mark.__eq__

    def repeated(self, item):
        if self.at == len(self.text) or self.text[self.at] not in '*+?':
            return item
        mark = self.take()
        is_lazy = self.text.startswith('?', self.at)
        self.at += is_lazy
        return 'repeat', item, mark == '+', 1 if mark == '?' else 10 ** 9, is_lazy

    def ends(self, node, text, at):
        kind, *parts = node
        if kind == 'mark':
            if at < len(text) and parts[0](text[at]):
                yield at + 1
        elif kind == 'start' or kind == 'end':
            if at == (0 if kind == 'start' else len(text)):
                yield at
        elif kind == 'any':
            for choice in parts[0]:
                yield from self.ends_of_all(choice, text, at)
        else:
            yield from self.ends_of_repeat(*parts, text, at)

    def ends_of_all(self, nodes, text, at):
        if not nodes:
            yield at
            return
        for end in self.ends(nodes[0], text, at):
            yield from self.ends_of_all(nodes[1:], text, end)

    def ends_of_repeat(self, item, least, most, is_lazy, text, at):
        if is_lazy and least <= 0:
            yield at
        if most > 0:
            for end in self.ends(item, text, at):
                if end > at:
                    yield from self.ends_of_repeat(item, least - 1, most - 1, is_lazy, text, end)
        if not is_lazy and least <= 0:
            yield at

    def match(self, text, at=0):
        return any(True for _ in self.ends(self.tree, text, at))

    def search(self, text):
        return any(self.match(text, at) for at in range(len(text) + 1))


class re:
    compile = Pattern
