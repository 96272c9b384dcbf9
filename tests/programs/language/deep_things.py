"""Deep nesting: in data, in exceptions, in closures, in generators, in tasks that await tasks, in context managers, in groups."""
import asyncio
from contextlib import ExitStack


def attempt(name, action):
    try:
        print(name, action())
    except RecursionError as error:
        print(name, "RecursionError", str(error).partition(" while")[0])


def nested(depth, make):
    value = None
    for _ in range(depth):
        value = make(value)
    return value


attempt("list", lambda: len(repr(nested(200, lambda v: [v]))))
attempt("deep list equal", lambda: nested(200, lambda v: [v]) == nested(200, lambda v: [v]))
attempt("tuple hash", lambda: hash(nested(300, lambda v: (v,))) == hash(nested(300, lambda v: (v,))))
attempt("dict", lambda: len(repr(nested(150, lambda v: {"k": v}))))


def raise_deep(n):
    try:
        if n:
            raise_deep(n - 1)
        else:
            raise ValueError("bottom")
    except Exception as error:
        raise KeyError(n) from error


def causes():
    try:
        raise_deep(150)
    except KeyError as error:
        n = 0
        while error.__cause__:
            error, n = error.__cause__, n + 1
        return n, error


attempt("causes", causes)


def recurse(n):
    return recurse(n + 1)


attempt("recursion", lambda: recurse(0))
attempt("closures", lambda: nested(300, lambda f: lambda: 1 + (f() if f else 0))())


def stacks():
    log = []
    with ExitStack() as stack:
        for i in range(500):
            stack.callback(log.append, i)
    return len(log), log[0], log[-1]


attempt("exit stack", stacks)


def groups():
    error = ValueError("leaf")
    for i in range(40):
        error = ExceptionGroup(f"level {i}", [error, TypeError(i)])
    match, rest = error.split(ValueError)
    depth = 0
    while isinstance(match, ExceptionGroup):
        match, depth = match.exceptions[0], depth + 1
    return depth, match, len(rest.exceptions)


attempt("groups", groups)


async def chain(n):
    if n == 0:
        await asyncio.sleep(1)
        return 0
    return 1 + await asyncio.create_task(chain(n - 1))


async def awaits(n):
    return 1 + await awaits(n - 1) if n else 0


async def fails(n):
    if n == 0:
        await asyncio.sleep(0)
        raise LookupError("deep")
    async with asyncio.TaskGroup() as group:
        group.create_task(fails(n - 1))


async def timeouts(n):
    async with asyncio.timeout(10 + n):
        return await timeouts(n - 1) if n else await asyncio.sleep(1, "inside all")


async def main():
    print("tasks", await chain(60))
    print("awaits", await awaits(300))
    try:
        await awaits(3000)
    except RecursionError as error:
        print("awaits", str(error).partition(" while")[0])
    print("timeouts", await timeouts(50))
    task = asyncio.create_task(chain(20))
    await asyncio.sleep(0.5)
    task.cancel("from the top")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", repr(error))
    try:
        await fails(5)
    except ExceptionGroup as error:
        depth = 0
        while isinstance(error, ExceptionGroup):
            error, depth = error.exceptions[0], depth + 1
        print("groups", depth, repr(error))


asyncio.run(main())
