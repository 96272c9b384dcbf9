"""A saga: steps with compensations that run backwards when one fails; an AsyncExitStack does the same."""
import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    name: str
    action: Callable[[], Awaitable[None]]
    compensate: Callable[[], Awaitable[None]]


class SagaFailed(Exception):
    def __init__(self, step, cause, broken):
        super().__init__(step, cause)
        self.step, self.broken = step, broken

    def __str__(self):
        return f"{self.step}: {self.args[1]}; {len(self.broken)} compensations failed"


def make(name, seconds, fails=False, sticks=False):
    async def action():
        await asyncio.sleep(seconds)
        if fails:
            raise ValueError(f"{name} is impossible")
        print(f"{asyncio.get_running_loop().time():.1f} {name} done")

    async def compensate():
        await asyncio.sleep(seconds / 2)
        if sticks:
            raise OSError(f"{name} cannot be undone")
        print(f"{asyncio.get_running_loop().time():.1f} {name} undone")
    return Step(name, action, compensate)


async def run(steps):
    done = []
    try:
        for step in steps:
            await step.action()
            done.append(step)
    except Exception as error:
        broken = []
        while done:
            try:
                await asyncio.shield(done.pop().compensate())
            except Exception as e:
                e.add_note(f"while undoing after {error!r}")
                broken.append(e)
        failure = SagaFailed(step.name, error, broken)
        raise failure from (ExceptionGroup("undoing", broken) if broken else error)


async def with_stack(steps):
    async with AsyncExitStack() as stack:
        for step in steps:
            await step.action()
            stack.push_async_callback(step.compensate)
        stack.pop_all()
        print("nothing to undo")


async def main():
    book = lambda **options: [make("hotel", 0.2), make("flight", 0.4, sticks=options.get("sticks", False)),
                              make("car", 0.1), make("pay", 0.3, fails=options.get("fails", False))]
    await run(book())
    for options in ({"fails": True}, {"fails": True, "sticks": True}):
        try:
            await run(book(**options))
        except SagaFailed as e:
            print(e, "|", repr(e.__cause__), "|", [getattr(b, "__notes__", None) for b in e.broken])
    await with_stack(book())
    try:
        await with_stack(book(fails=True, sticks=True))
    except OSError as e:
        print(repr(e), repr(e.__context__))
    task = asyncio.create_task(with_stack(book()))
    await asyncio.sleep(0.65)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled, and undone")
    await run(book(fails=True, sticks=True))


asyncio.run(main())
