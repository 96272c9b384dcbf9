"""Write random asyncio programs, for comparing loopscope with a real CPython.

    generate.py FIRST COUNT FOLDER      FOLDER/00000FIRST.py …: one program for each seed from FIRST on

A program makes a few coordination objects and a few tasks that use them at random, with cancellations, deadlines and
exceptions at every await. Whatever is waited for has a deadline in the end, so that each program ends; what it prints
and the order of its callbacks say whether two loops agree.
"""
import random
import sys
from pathlib import Path

HEAD = '''import asyncio
import contextlib
import contextvars

here = contextvars.ContextVar("here", default="nowhere")
spare = contextvars.copy_context()


class Oops(Exception):
    pass


def show(*words):
    print(f"{asyncio.get_running_loop().time():g}", here.get(), *words)


async def quiet(name, awaitable):
    try:
        result = await awaitable
        show(name, "got", short(result))
    except TimeoutError as error:
        show(name, "late", origins(error))
    except (Oops, ValueError, RuntimeError, asyncio.QueueFull, asyncio.QueueEmpty) as error:
        show(name, "failed", error, origins(error))
    except ExceptionGroup as group:
        show(name, "group", sorted(repr(e) for e in group.exceptions), origins(group))


def origins(error, depth=0):
    """The exception, and what it came from: its causes and contexts."""
    text = type(error).__name__
    if depth < 4 and error.__cause__ is not None:
        text += f" from ({origins(error.__cause__, depth + 1)})"
    if depth < 4 and error.__context__ is not error.__cause__:
        text += f" in ({origins(error.__context__, depth + 1)})"
    return text


def short(value):
    if isinstance(value, set):
        return f"{len(value)} tasks"
    if isinstance(value, (list, tuple)):
        return [short(item) for item in value]
    if isinstance(value, BaseException):
        return repr(value)
    return value if isinstance(value, (int, str, bool, type(None))) else type(value).__name__


def boom():
    raise Oops("boom")


async def stubborn(delay):
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(delay)
        raise ValueError("stubborn")


async def changed_by():
    try:
        async with changed:
            return await changed.wait_for(event.is_set)
    finally:
        await asyncio.sleep(0)


async def leave_open(delay):
    """Fails with a generator open, which goes with the exception."""
    numbers = count(3)
    await anext(numbers)
    raise Oops(delay)


async def retry(delay):
    """Keeps its last exception in a variable: a circle."""
    last = None
    for attempt in range(2):
        try:
            await fail(delay)
        except Oops as error:
            last = error
    return repr(last)


@contextlib.asynccontextmanager
async def managed(name):
    show(name, "enters")
    try:
        yield name
    except ValueError as error:
        raise Oops(name) from error
    finally:
        show(name, "leaves")
        await asyncio.sleep(0)

'''

DELAYS = ['0', '0', '0.1', '0.1', '0.2', '0.25', '0.3', '0.5', '1']
LIMITS = ['0', '0.1', '0.15', '0.2', '0.3', '0.5', '1']
NOW = 'asyncio.get_running_loop().time()'


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.depth = 0
        self.names = 0
        self.workers = self.random.randint(2, 4)

    def one_of(self, *choices):
        return self.random.choice(choices)

    def put(self, line):
        self.lines.append('    ' * self.depth + line)

    def name(self, stem):
        self.names += 1
        return f'{stem}{self.names}'

    def block(self, head, *bodies):
        """A compound statement: `head`, then each body in turn, indented."""
        self.put(head)
        self.depth += 1
        for body in bodies:
            body()
        self.depth -= 1

    # ---- expressions that can be awaited ----

    def awaitable(self, level=0):
        kinds = ['sleep', 'sleep', 'lock', 'event', 'get', 'put', 'helper', 'helper', 'fail', 'join', 'barrier', 'rare']
        if level < 2:
            kinds += ['wait_for', 'wait_for', 'gather', 'gather', 'shield', 'wait', 'task']
        kind = self.random.choice(kinds)
        inner = lambda: self.awaitable(level + 1)
        delay = self.random.choice(DELAYS)
        return {
            'sleep': lambda: f'asyncio.sleep({delay}, {self.random.randint(0, 9)})',
            'lock': lambda: f'hold(lock, {delay})',
            'event': lambda: f'asyncio.wait_for(event.wait(), {self.random.choice(LIMITS)})',
            'get': lambda: f'asyncio.wait_for(queue.get(), {self.random.choice(LIMITS)})',
            'put': lambda: f'asyncio.wait_for(queue.put({self.random.randint(0, 9)}), {self.random.choice(LIMITS)})',
            'helper': lambda: f'helper({delay}, {self.random.randint(0, 3)})',
            'fail': lambda: f'fail({delay})',
            'rare': lambda: self.one_of(f'leave_open({delay})', f'retry({delay})', f'stubborn({delay})',
                                        'asyncio.wait_for(changed_by(), 0.1)'),
            'join': lambda: f'asyncio.wait_for(queue.join(), {self.random.choice(LIMITS)})',
            'barrier': lambda: f'asyncio.wait_for(meet(), {self.random.choice(LIMITS)})',
            'wait_for': lambda: f'asyncio.wait_for({inner()}, {self.random.choice(LIMITS)})',
            'gather': lambda: (f'asyncio.gather({inner()}, {inner()}, '
                               f'return_exceptions={self.one_of("True", "False")})'),
            'shield': lambda: f'asyncio.shield({inner()})',
            'wait': lambda: (f'asyncio.wait([asyncio.ensure_future({inner()}), asyncio.ensure_future({inner()})], '
                             f'timeout={self.random.choice(LIMITS)}, return_when=asyncio.'
                             f'{self.one_of("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED")})'),
            'task': lambda: f'asyncio.create_task(quiet("{self.name("task")}", {inner()}))',
        }[kind]()

    # ---- statements ----

    def statement(self, who, level=0):
        kinds = ['await', 'await', 'await', 'show', 'set', 'nowait', 'spawn', 'cancel', 'later', 'context', 'future',
                 'comprehension', 'look', 'lost', 'completed', 'shutdown', 'predicate', 'at', 'generator']
        if level < 2:
            kinds += ['timeout', 'group', 'finally', 'semaphore', 'condition', 'loop', 'suppress', 'cancelled', 'token',
                      'reschedule', 'nested', 'uncancel', 'groups', 'manager', 'raise']
        kind = self.random.choice(kinds)
        body = lambda: self.statements(who, level + 1, self.random.randint(1, 2))
        getattr(self, 'write_' + kind)(who, body)

    def statements(self, who, level, count):
        for _ in range(count):
            self.statement(who, level)

    def write_await(self, who, body):
        self.put(f'await quiet("{who}{self.name(".")}", {self.awaitable()})')

    def write_show(self, who, body):
        self.put(self.one_of(
            f'show("{who}", lock.locked(), event.is_set(), queue.qsize(), room.locked())',
            f'show("{who}", asyncio.current_task().cancelling(), len(tasks), barrier.n_waiting)',
            f'show("{who}", [task.done() for task in tasks])'))

    def write_set(self, who, body):
        self.put(self.one_of('event.set()', 'event.clear()', 'event.set()'))

    def write_nowait(self, who, body):
        self.block('try:', lambda: self.put(self.one_of('queue.put_nowait(5)', 'queue.get_nowait()',
                                                        'queue.task_done()')))
        self.block('except (asyncio.QueueFull, asyncio.QueueEmpty, ValueError) as error:',
                   lambda: self.put(f'show("{who}", type(error).__name__)'))

    def write_spawn(self, who, body):
        self.put(f'tasks.append(asyncio.create_task(quiet("{self.name("extra")}", {self.awaitable()}){self.context()}))')
        if self.random.random() < 0.3:
            self.put(f'tasks[-1].add_done_callback(lambda task: show("done", task.cancelled()){self.context()})')

    def context(self):
        return self.one_of('', '', '', ', context=spare', ', context=contextvars.Context()')

    def write_context(self, who, body):
        value = f'"{self.name(who)}"'
        self.put(self.one_of(f'here.set({value})', f'here.set({value})', f'spare.run(here.set, {value})',
                             'show(spare.run(here.get), tasks[0].get_context().get(here))'))

    def write_token(self, who, body):
        token = self.name('token')
        self.put(f'{token} = here.set("{token}")')
        self.block('try:', body)
        self.block('finally:', lambda: self.put(f'here.reset({token})'))

    def write_cancel(self, who, body):
        self.put(f'tasks[{self.random.randint(0, self.workers - 1)}].cancel({self.one_of("", "", "chr(120)")})')

    def write_later(self, who, body):
        call = self.one_of('call_soon(', f'call_later({self.random.choice(DELAYS)}, ')
        what = self.one_of('show, "called"', 'event.set', 'tasks[0].cancel')
        handle = self.name('handle')
        self.put(f'{handle} = asyncio.get_running_loop().{call}{what}{self.context()})')
        if self.random.random() < 0.3:
            self.put(f'{handle}.cancel()')

    def write_timeout(self, who, body):
        def inside():
            self.block(f'async with asyncio.timeout({self.random.choice(LIMITS)}) as {limit}:', body)
            if self.random.random() < 0.2:
                self.put(f'show("{who}", {limit}.expired())')
        limit = self.name('limit')
        self.block('try:', inside)
        self.block('except TimeoutError:', lambda: self.put(f'show("{who}", "timeout", {limit}.expired())'))

    def write_group(self, who, body):
        group = self.name('group')

        def inside():
            for _ in range(self.random.randint(1, 2)):
                child = self.one_of('helper(0.1, 2)', 'fail(0.2)', 'hold(lock, 0.1)', 'fail(0)')
                self.put(f'{group}.create_task({child}{self.context()})')
            body()
        self.block('try:', lambda: self.block(f'async with asyncio.TaskGroup() as {group}:', inside))
        self.block('except* Oops as errors:', lambda: self.put(f'show("{who}", "group of", len(errors.exceptions))'))

    def write_finally(self, who, body):
        self.block('try:', body)
        self.block('finally:', lambda: self.put(f'show("{who}", "cleans up")'),
                   lambda: self.put(self.one_of('pass', 'await asyncio.sleep(0)', 'await asyncio.sleep(0.1)')))

    def write_semaphore(self, who, body):
        self.block('async with room:', body)

    def write_condition(self, who, body):
        def inside():
            self.put(self.one_of('changed.notify()', 'changed.notify_all()', 'changed.notify(2)', 'pass'))
            if self.random.random() < 0.5:
                self.put(f'await quiet("{who} cond", asyncio.wait_for(changed.wait(), {self.random.choice(LIMITS)}))')
        self.block('async with changed:', inside)

    def write_loop(self, who, body):
        self.block(f'async for {self.name("item")} in count({self.random.randint(1, 3)}):', body)

    def write_suppress(self, who, body):
        self.block('try:', body)
        self.block('except Exception as error:', lambda: self.put(f'show("{who}", "except", type(error).__name__)'))

    def write_cancelled(self, who, body):
        self.block('try:', body)
        self.block('except asyncio.CancelledError as error:',
                   lambda: self.put(f'show("{who}", "cancelled", error.args)'),
                   lambda: self.put(self.one_of('raise', 'raise', 'asyncio.current_task().uncancel()', 'pass')))

    def write_reschedule(self, who, body):
        limit = self.name('limit')

        def inside():
            self.put(f'{limit}.reschedule({self.one_of("None", f"{NOW} + 0.1", NOW, "0")})')
            body()
            self.put(f'show("{who}", {limit}, {limit}.when())')
        self.block('try:', lambda: self.block(
            f'async with asyncio.timeout({self.random.choice(LIMITS + ["None"])}) as {limit}:', inside))
        self.block('except TimeoutError as error:',
                   lambda: self.put(f'show("{who}", "timeout", {limit}.expired(), origins(error))'))

    def write_nested(self, who, body):
        def inside():
            self.block('async with asyncio.timeout(0.3):', lambda: self.block('async with asyncio.timeout(0.3):', body))
        self.block('try:', inside)
        self.block('except TimeoutError:',
                   lambda: self.put(f'show("{who}", "nested", asyncio.current_task().cancelling())'))

    def write_future(self, who, body):
        future = self.name('future')
        self.put(f'{future} = asyncio.get_running_loop().create_future()')
        outcome = self.one_of(f'lambda it={future}: it.done() or it.set_result(3)',
                              f'lambda it={future}: it.done() or it.set_exception(Oops("set"))', f'{future}.cancel')
        self.put(f'asyncio.get_running_loop().call_later({self.random.choice(DELAYS)}, {outcome})')
        waited = self.one_of(future, f'asyncio.shield({future})')
        self.put(f'await quiet("{who}", asyncio.wait_for({waited}, {self.random.choice(LIMITS)}))')

    def write_comprehension(self, who, body):
        most = self.random.randint(1, 3)
        self.put(self.one_of(f'show("{who}", [n async for n in count({most}) if n != 1])',
                             f'show("{who}", {{n: await helper(0, n) async for n in count({most})}})',
                             f'show("{who}", [await helper(0.1, n) for n in range({most})])'))

    def write_look(self, who, body):
        self.put(self.one_of(
            f'show("{who}", *(repr(it).split("[")[-1] for it in (lock, event, room, changed, barrier)))',
            f'show("{who}", [repr(task).split(" coro")[0] for task in tasks if task.done()])',
            f'show("{who}", [task.cancelled() for task in tasks if task.done()])'))

    def write_lost(self, who, body):
        self.put(self.one_of('tasks.append(asyncio.create_task(fail(0.1)))', 'asyncio.create_task(fail(0))',
                             'asyncio.get_running_loop().create_future().set_exception(Oops(1))',
                             'tasks.append(asyncio.ensure_future(asyncio.gather(fail(0), fail(0.1))))',
                             'helper(0, 1)'))

    def write_completed(self, who, body):
        delay = self.random.choice(DELAYS)
        self.block('try:', lambda: self.block(
            f'for one in asyncio.as_completed([helper(0.1, 1), helper(0, 2), fail({delay})], '
            f'timeout={self.random.choice(LIMITS)}):', lambda: self.put(f'show("{who}", await one)')))
        self.block('except (TimeoutError, Oops) as error:', lambda: self.put(f'show("{who}", origins(error))'))

    def write_uncancel(self, who, body):
        self.block('try:', lambda: self.put('asyncio.current_task().cancel("self")'), body)
        self.block('except asyncio.CancelledError as error:',
                   lambda: self.put(f'show("{who}", repr(error), asyncio.current_task().uncancel())'))

    def write_shutdown(self, who, body):
        queue = self.name('queue')
        use = self.one_of('put(2)', 'join()', 'get()')
        self.put(f'{queue} = asyncio.Queue(1)')
        self.put(f'{queue}.put_nowait(1)')
        self.put(f'asyncio.get_running_loop().call_later(0.1, {queue}.shutdown, {self.one_of("True", "False")})')
        self.block('try:', lambda: self.put(f'await asyncio.wait_for({queue}.{use}, 0.3)'),
                   lambda: self.put(f'await asyncio.wait_for({queue}.get(), 0.3)'))
        self.block('except (TimeoutError, asyncio.QueueShutDown) as error:',
                   lambda: self.put(f'show("{who}", origins(error))'))

    def write_predicate(self, who, body):
        limit = self.one_of('0.1', '0', 'None', '-1')
        self.block('try:', lambda: self.block('async with asyncio.timeout(0.5):', lambda: self.put(
            f'show("{who}", await asyncio.wait_for(changed_by(), {limit}))')))
        self.block('except TimeoutError as error:', lambda: self.put(f'show("{who}", "slow", origins(error))'))

    def write_at(self, who, body):
        handle = self.name('handle')
        self.put(f'{handle} = asyncio.get_running_loop().call_at({NOW} + 0.1, {self.one_of("boom", "event.set")})')
        if self.random.random() < 0.5:
            self.put(f'{handle}.cancel()')
            self.put(f'show("{who}", {handle}.cancelled(), {handle}.when())')

    def write_groups(self, who, body):
        def children():
            self.put('outer.create_task(helper(0.1, 2))')
            self.put(f'inner.create_task(fail({self.one_of("0", "0.1", "5")}))')
            self.put(f'outer.create_task(stubborn({self.one_of("0", "0.1")}))')
            body()
        self.block('try:', lambda: self.block('async with asyncio.TaskGroup() as outer:', lambda: self.block(
            'async with asyncio.TaskGroup() as inner:', children)))
        self.block('except* (Oops, ValueError) as errors:', lambda: self.put(f'show("{who}", repr(errors))'))
        self.block('except* TimeoutError as errors:', lambda: self.put(f'show("{who}", errors.message)'))

    def write_generator(self, who, body):
        numbers = self.name('numbers')
        self.put(f'{numbers} = count(3)')
        self.put(f'show("{who}", await anext({numbers}))')
        self.put(self.one_of(f'await {numbers}.aclose()', 'pass', f'show("{who}", await anext({numbers}, 7))',
                             f'{numbers} = None'))

    def write_manager(self, who, body):
        name = self.name('managed')
        one = f'async with managed("{name}"):'
        stack = lambda: self.block('async with contextlib.AsyncExitStack() as stack:', lambda: self.put(
            f'await stack.enter_async_context(managed("{name}"))'), body)
        self.block('try:', self.one_of(stack, lambda: self.block(one, body)))
        self.block('except Oops as error:', lambda: self.put(f'show("{who}", error, origins(error))'))

    def write_raise(self, who, body):
        error = self.one_of('ValueError("raised")', 'Oops("raised")', 'Oops("raised") from KeyError("cause")',
                            'Oops("raised") from None')
        self.block('try:', body, lambda: self.put(f'raise {error}'))
        self.block('except (Oops, ValueError) as error:', lambda: self.put(f'show("{who}", error, origins(error))'))
        self.block('finally:', lambda: self.put(self.one_of('pass', 'await asyncio.sleep(0)')))

    # ---- the whole ----

    def text(self):
        self.block('async def helper(delay, rounds):',
                   lambda: self.block('for _ in range(rounds):', lambda: self.put('await asyncio.sleep(delay)')),
                   lambda: self.put('return rounds'))
        self.put('')
        self.block('async def fail(delay):', lambda: self.put('await asyncio.sleep(delay)'),
                   lambda: self.put('raise Oops(delay)'))
        self.put('')
        self.block('async def hold(lock, delay):',
                   lambda: self.block('async with lock:', lambda: self.put('await asyncio.sleep(delay)')))
        self.put('')
        self.block('async def meet():', lambda: self.put('return await barrier.wait()'))
        self.put('')
        self.block('async def count(most):', lambda: self.block(
            'try:', lambda: self.block('for number in range(most):', lambda: self.put('await asyncio.sleep(0.1)'),
                                       lambda: self.put('yield number'))),
            lambda: self.block('finally:', lambda: self.put('show("count ends")')))
        for number in range(self.workers):
            self.put('')
            self.block(f'async def worker{number}():',
                       lambda: self.statements(f'w{number}', 0, self.random.randint(2, 5)),
                       lambda: self.put(f'return {number}'))
        self.put('')
        self.block('async def main():', self.main)
        self.put('')
        self.put('asyncio.run(main())')
        return HEAD + '\n' + '\n'.join(self.lines) + '\n'

    def main(self):
        self.put('global lock, event, queue, room, changed, barrier, tasks')
        self.put('lock, event, changed = asyncio.Lock(), asyncio.Event(), asyncio.Condition()')
        queue = self.one_of('Queue', 'Queue', 'LifoQueue', 'PriorityQueue')
        self.put(f'queue = asyncio.{queue}({self.random.randint(0, 2)})')
        self.put(f'room = asyncio.{self.one_of("Semaphore", "BoundedSemaphore")}({self.random.randint(1, 2)})')
        self.put(f'barrier = asyncio.Barrier({self.random.randint(1, 3)})')
        workers = ', '.join(f'asyncio.create_task(worker{n}())' for n in range(self.workers))
        self.put(f'tasks = [{workers}]')
        self.statements('main', 1, self.random.randint(1, 3))
        if self.random.random() < 0.8:
            self.put('results = await asyncio.gather(*tasks, return_exceptions=True)')
            self.put('show("main", short(results))')


def main():
    first, count, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(first, first + count):
        (folder / f'{seed:08}.py').write_text(Program(seed).text())


if __name__ == '__main__':
    main()
