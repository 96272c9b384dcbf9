"""The reference: run programs under a real CPython 3.13 on a virtual clock, and write down what its event loop did.

    python3.13 reference.py --steps --stderr parking_lot.py             the trace, on standard output
    python3.13 reference.py --steps --stderr --into . sync/*.py         a trace for each program: ./NAME.out
    python3.13 reference.py --set CARS=3 --seed 7 parking_lot.py        with another knob and another seed

What stands here are asyncio's own loop, tasks and coordination objects. Only what a real run leaves to chance or to
the machine is replaced, each in a section of its own: the clock, the order of sets of tasks, the streams; and what
3.13.0 does otherwise than its successors. What only circles hold is collected when the program asks for it, and at the
end. Output has the form of `loopscope trace --format callbacks`: one line «@ITERATION TIME_NS KIND NAME» for each
callback, with what the program prints between them; with --stderr also what it writes to standard error, each line
behind «! ».

A program's first line may hold options of its own: `# loopscope: --seed 3 --set CARS=3`.

Programs that start threads have no reference here: on a clock that stands still, CPython's threads have no order. Where
one is started, the trace ends with the line «@thread».

Without a python3.13, pyodide.mjs runs this file in the CPython of the npm package pyodide.
"""
import argparse
import ast
import asyncio
import asyncio.base_events
import datetime
import gc
import itertools
import linecache
import logging
import operator
import os
import random
import re
import shlex
import signal
import sys
import threading
import time
import types
import weakref

NANOSECONDS = 1_000_000_000
WALL_START = 946_684_800         # 2000-01-01 00:00:00 UTC
STATUS_DEADLOCK, STATUS_LIMIT, STATUS_THREAD = 5, 6, 7
LONGEST_RUN = 120                # real seconds, against programs that never end


# ---- the clock: whole nanoseconds from 0, which move in sleep and while nobody is ready ----

class Clock:
    def __init__(self):
        self.now_ns = 0

    def seconds(self):
        return self.now_ns / NANOSECONDS

    def wall(self):
        return WALL_START + self.seconds()

    def sleep(self, seconds):
        if not isinstance(seconds, float):
            operator.index(seconds)
        if seconds < 0:
            raise ValueError('sleep length must be non-negative')
        self.now_ns += round(seconds * NANOSECONDS)

    def install(self):
        """Let the modules time and datetime read this clock."""
        os.environ['TZ'] = 'UTC'
        if hasattr(time, 'tzset'):           # WebAssembly knows no other zone
            time.tzset()
        self.sleep.__func__.__qualname__ = 'sleep'      # as reports of slow callbacks name it
        time.sleep = self.sleep
        time.monotonic = time.perf_counter = self.seconds
        time.monotonic_ns = time.perf_counter_ns = lambda: self.now_ns
        time.time = self.wall
        time.time_ns = lambda: WALL_START * NANOSECONDS + self.now_ns
        logging._startTime = time.time_ns()
        for name in ('localtime', 'gmtime', 'ctime'):
            self.give_default_moment(name)
        format_time, local = time.strftime, time.localtime
        time.strftime = lambda form, moment=None: format_time(form, local() if moment is None else moment)
        datetime.datetime = self.datetime_class()

    def give_default_moment(self, name):
        real = getattr(time, name)
        setattr(time, name, lambda seconds=None: real(self.wall() if seconds is None else seconds))

    def datetime_class(self):
        class Named(type):
            __name__ = property(lambda self: 'datetime')

        class Datetime(datetime.datetime, metaclass=Named):
            @classmethod
            def now(cls, tz=None):
                return cls.fromtimestamp(time.time(), tz)

            @classmethod
            def today(cls):
                return cls.now()

            @classmethod
            def utcnow(cls):
                return cls.now()

        Datetime.__qualname__ = Datetime.__module__ = 'datetime'
        type.__dict__['__name__'].__set__(Datetime, 'datetime.datetime')    # as messages call it
        return Datetime


CLOCK = Clock()


# ---- sets of tasks and generators: CPython walks them by address, which differs from run to run; here by insertion ----

class InsertionSet(set):
    """A set that is walked and shown in the order in which its items came."""

    __hash__ = None

    def __init__(self, items=()):
        self.order = dict.fromkeys(items)
        super().__init__(self.order)

    def __iter__(self):
        return iter(self.order)

    def __repr__(self):
        return '{' + ', '.join(map(repr, self.order)) + '}' if self.order else 'set()'

    def add(self, item):
        super().add(item)
        self.order[item] = None

    def discard(self, item):
        super().discard(item)
        self.order.pop(item, None)

    def remove(self, item):
        super().remove(item)
        del self.order[item]

    def pop(self):
        if not self.order:
            return super().pop()             # raises the KeyError
        item = next(iter(self.order))
        self.remove(item)
        return item

    def copy(self):
        return InsertionSet(self)

    def __del__(self):
        super().clear()                      # so that the items go in their order too


def new_set_method(name):
    plain = getattr(set, name)

    def method(self, *others):
        members = plain(self, *others)
        if members is NotImplemented:
            return members
        return InsertionSet(item for item in itertools.chain(self, *others) if item in members)
    return method


def changing_method(name):
    plain = getattr(set, name)

    def method(self, *others):
        outcome = plain(self, *others)
        everything = itertools.chain(self.order, *others)
        self.order = dict.fromkeys(item for item in everything if set.__contains__(self, item))
        return outcome
    return method


for name in ('union', 'intersection', 'difference', 'symmetric_difference',
             '__or__', '__and__', '__sub__', '__xor__'):
    setattr(InsertionSet, name, new_set_method(name))
for name in ('clear', 'update', 'intersection_update', 'difference_update', 'symmetric_difference_update',
             '__ior__', '__iand__', '__isub__', '__ixor__'):
    setattr(InsertionSet, name, changing_method(name))
InsertionSet.__name__ = InsertionSet.__qualname__ = 'set'


class TaskRegister:
    """All tasks ever made, held weakly, in the order of creation: what all_tasks() walks."""

    def __init__(self):
        self.tasks = []

    def add(self, task):
        self.tasks.append(weakref.ref(task))

    def install(self):
        alive = asyncio.tasks.all_tasks

        def all_tasks(loop=None):
            members = alive(loop)
            return InsertionSet(task for ref in self.tasks if (task := ref()) is not None and task in members)
        asyncio.tasks.all_tasks = asyncio.all_tasks = all_tasks
        asyncio.tasks.set = asyncio.taskgroups.set = InsertionSet


REGISTER = TaskRegister()


class GeneratorRegister:
    """A loop's asynchronous generators, held weakly, in the order in which they began: a WeakSet in CPython."""

    def __init__(self):
        self.references = {}

    def alive(self):
        return [item for reference in self.references.values() if (item := reference()) is not None]

    def __len__(self):
        return len(self.alive())

    def __iter__(self):
        return iter(self.alive())

    def add(self, item):
        self.discard(item)                   # of one that had this address before
        self.references[id(item)] = weakref.ref(item)

    def discard(self, item):
        self.references.pop(id(item), None)

    def clear(self):
        self.references.clear()


# ---- task groups: from 3.13.1 on, an error group and the frame that raised it are no circle; so in 3.13.0 too ----

def mend_task_groups():
    leave = asyncio.TaskGroup.__aexit__

    async def __aexit__(self, kind, error, traceback):
        try:
            return await leave(self, kind, error, traceback)
        except BaseException as raised:
            raised.__traceback__.tb_next.tb_frame.clear()
            raise
        finally:
            self._parent_task = error = traceback = None
    __aexit__.__qualname__ = leave.__qualname__
    if sys.version_info < (3, 13, 1):
        asyncio.TaskGroup.__aexit__ = __aexit__


# ---- the loop: asyncio's own, which waits by moving the clock ----

class Timer(asyncio.TimerHandle):
    """Equal deadlines come out in the order in which they were made."""

    __slots__ = ('number',)
    numbers = itertools.count()

    def __init__(self, *arguments):
        super().__init__(*arguments)
        if self._source_traceback:
            del self._source_traceback[-1]      # this frame
        self.number = next(Timer.numbers)

    def __lt__(self, other):
        return (self._when, self.number) < (other._when, other.number)


Timer.__name__ = Timer.__qualname__ = 'TimerHandle'


class Waiting:
    """The loop's selector. There is nothing to wait for but the next deadline."""

    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        if timeout is None:
            sys.stdout.line('@deadlock')     # a real loop would stay here for ever
            sys.stdout.flush()
            os._exit(STATUS_DEADLOCK)
        if timeout > 0:
            deadline = round(self.loop._scheduled[0].when() * NANOSECONDS)
            CLOCK.now_ns = max(CLOCK.now_ns, deadline)
        return ()


class Loop(asyncio.base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = Waiting(self)
        self._clock_resolution = 0.5 / NANOSECONDS
        self._asyncgens = GeneratorRegister()
        self.iteration = 0
        self.is_hidden = False               # while it closes its generators and its executor

    def time(self):
        return CLOCK.seconds()

    def call_later(self, delay, callback, *arguments, context=None):
        if delay is None:
            raise TypeError('delay must not be None')
        timer = self.call_at(self.time() + delay, callback, *arguments, context=context)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        return timer

    def call_at(self, when, callback, *arguments, context=None):
        whole = None if when is None else round(when * NANOSECONDS) / NANOSECONDS
        timer = super().call_at(whole, callback, *arguments, context=context)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        return timer

    def create_task(self, coroutine, **options):
        task = super().create_task(coroutine, **options)
        REGISTER.add(task)
        return task

    def run_until_complete(self, future):
        own = (self.shutdown_asyncgens.__code__, self.shutdown_default_executor.__code__)
        before, self.is_hidden = self.is_hidden, getattr(future, 'cr_code', None) in own
        try:
            return super().run_until_complete(future)
        finally:
            self.is_hidden = before

    def _run_once(self):
        self.iteration += 1
        super()._run_once()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


Loop.__name__ = '_UnixSelectorEventLoop'     # as programs print it


class Policy(asyncio.DefaultEventLoopPolicy):
    _loop_factory = Loop


# ---- the streams ----

class Output:
    """Standard output that knows its column, so that a line of the trace can begin a line."""
    name = '<stdout>'

    def __init__(self, stream):
        self.stream, self.column = stream, 0

    def write(self, text):
        if text:
            last_line = text.rpartition('\n')[2]
            self.column = len(last_line) + (0 if '\n' in text else self.column)
            self.stream.write(text)
        return len(text)

    def line(self, text):
        self.write('\n' + text + '\n' if self.column else text + '\n')

    def flush(self):
        self.stream.flush()


class Errors:
    """Standard error as lines of the trace: without addresses, and without frames of any file but the program."""
    name = '<stderr>'

    def __init__(self, output, program):
        self.output, self.program = output, program
        self.unfinished, self.in_foreign_frame = '', False

    def write(self, text):
        *lines, self.unfinished = (self.unfinished + text).split('\n')
        for line in lines:
            if self.is_shown(line):
                self.output.line('! ' + self.without_places(line))
        return len(text)

    def is_shown(self, line):
        line = re.sub(r'^ +\| ', '', line)   # the margin of an exception group
        if frame := re.match(r'  File "(.*)", line', line):
            self.in_foreign_frame = frame[1] != self.program
        elif not line.startswith('    '):
            self.in_foreign_frame = False
        return not self.in_foreign_frame

    @staticmethod
    def without_places(line):
        line = re.sub(r' (at|created at) /[^ >]*', r' \1 library', line)
        return re.sub(r' at 0x[0-9a-f]+', ' at 0x0', line)

    def flush(self):
        pass


# ---- the trace ----

class Tracer:
    def __init__(self, output, limit):
        self.output, self.limit, self.count = output, limit, 0

    def install(self):
        run, tracer = asyncio.Handle._run, self

        def run_traced(handle):
            tracer.note(handle, asyncio.get_running_loop())
            try:
                run(handle)
            finally:
                del handle                   # or a traceback would keep this frame, and it a failed task
        asyncio.Handle._run = run_traced
        # The frames of this file that stand between the module's code and a callback do not count.
        asyncio.constants.DEBUG_STACK_DEPTH += 3

    def note(self, handle, loop):
        kind, name = self.describe(handle)
        if loop.is_hidden or name == '_run_until_complete_cb':
            return
        self.count += 1
        if self.count > self.limit:
            self.output.line('@limit')
            self.output.flush()
            os._exit(STATUS_LIMIT)
        self.output.line(f'@{loop.iteration} {CLOCK.now_ns} {kind} {name}')

    @staticmethod
    def describe(handle):
        callback = handle._callback
        name = getattr(callback, '__qualname__', type(callback).__name__)
        if type(callback).__name__ == 'TaskStepMethWrapper':
            return 'step', callback.__self__.get_name()
        if name == 'Task.task_wakeup':
            return 'wakeup', callback.__self__.get_name()
        name = re.sub(r'^Loop\.', 'BaseEventLoop.', name)
        return 'timer' if isinstance(handle, asyncio.TimerHandle) else 'callback', name


# ---- the program ----

def options_of(path):
    """The options in the program's first line."""
    with open(path, encoding='utf-8') as file:
        first = re.match(r'#\s*loopscope:(.*)', file.readline())
    return shlex.split(first[1]) if first else []


def set_knobs(tree, settings):
    """Give module-level constants other values, as `loopscope --set NAME=VALUE` does."""
    settings = dict(setting.split('=', 1) for setting in settings)
    for statement in tree.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, 'target', None)
        if isinstance(target, ast.Name) and target.id in settings:
            value = ast.literal_eval(settings.pop(target.id))
            statement.value = ast.copy_location(ast.Constant(value), statement.value)
    if settings:
        sys.exit(f'reference: the program has no knob {", ".join(settings)}')


def compile_program(path, settings):
    name = os.path.basename(path)
    with open(path, encoding='utf-8') as file:
        source = file.read()
    linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name
    tree = ast.parse(source, name)
    set_knobs(tree, settings)
    return compile(tree, name, 'exec')


def stop_at_thread(thread):
    sys.stdout.line('@thread')
    sys.stdout.flush()
    os._exit(STATUS_THREAD)


def run_program(path, options):
    """Run a program in this process, which is good for one only."""
    code = compile_program(path, options.set)
    if hasattr(signal, 'alarm'):
        signal.alarm(LONGEST_RUN)
    asyncio._set_running_loop(None)          # WebAssembly comes with one that runs already
    threading.Thread.start = stop_at_thread
    CLOCK.install()
    REGISTER.install()
    mend_task_groups()
    asyncio.events.TimerHandle = asyncio.TimerHandle = Timer
    asyncio.set_event_loop_policy(Policy())
    sys.stdout = output = Output(sys.stdout)
    if options.stderr:
        sys.stderr = Errors(output, code.co_filename)
    if options.steps:
        Tracer(output, options.limit).install()
    random.seed(options.seed)
    gc.set_threshold(1_000_000_000)
    sys.argv = [code.co_filename]
    program = types.ModuleType('__main__')
    sys.modules['__main__'] = program
    exec(code, program.__dict__)


# ---- the command line ----

def argument_parser():
    parser = argparse.ArgumentParser(description='Run programs under CPython on a virtual clock.')
    parser.add_argument('programs', nargs='+', metavar='PROGRAM')
    parser.add_argument('--steps', action='store_true', help='a line for each callback')
    parser.add_argument('--stderr', action='store_true', help='standard error too, behind «! »')
    parser.add_argument('--set', action='append', default=[], metavar='NAME=VALUE', help='a knob')
    parser.add_argument('--seed', type=int, default=0, metavar='N', help='of random (0)')
    parser.add_argument('--limit', type=int, default=10**9, metavar='N', help='callbacks at most')
    parser.add_argument('--output', metavar='FILE', help='write there')
    parser.add_argument('--into', metavar='FOLDER', help='write to FOLDER/NAME.out for each NAME.py')
    return parser


def redirect(path, options):
    """Send standard output to the file that the options name."""
    name = os.path.splitext(os.path.basename(path))[0]
    target = options.output or options.into and os.path.join(options.into, name + '.out')
    if not target:
        return
    file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(file, 1)
    os.close(file)


def main():
    if sys.version_info[:2] != (3, 13):
        sys.exit('reference: this needs CPython 3.13, the reference version')
    parser = argument_parser()
    options = parser.parse_args()
    for path in options.programs:
        is_alone = len(options.programs) == 1
        if not is_alone and (child := os.fork()):
            os.waitpid(child, 0)
            continue
        # A child returns from here, so that each program sees an interpreter's whole life.
        own = parser.parse_args(options_of(path) + sys.argv[1:])
        redirect(path, own)
        return run_program(path, own)


if __name__ == '__main__':
    main()
