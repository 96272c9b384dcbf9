"""with: what __exit__ is handed, swallowed and replaced errors, several items, enters that fail, missing methods, async twins."""
import asyncio


class Manager:
    def __init__(self, name, swallow=False, fail_enter=False, fail_exit=False):
        self.name, self.swallow, self.fail_enter, self.fail_exit = name, swallow, fail_enter, fail_exit

    def __enter__(self):
        print("enter", self.name)
        if self.fail_enter:
            raise ValueError("enter " + self.name)
        return self.name

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind and kind.__name__, repr(error), traceback is not None)
        if self.fail_exit:
            raise KeyError("exit " + self.name)
        return self.swallow

    async def __aenter__(self):
        await asyncio.sleep(0)
        return self.__enter__()

    async def __aexit__(self, *details):
        await asyncio.sleep(0)
        return self.__exit__(*details)


def attempt(action):
    try:
        print(action.__name__, action())
    except BaseException as error:
        print(action.__name__, repr(error), "context", repr(error.__context__))


def returns():
    with Manager("r"):
        return "returned"


def breaks():
    for i in range(3):
        with Manager(i):
            if i == 1:
                break
            continue
    return i


def swallowed():
    with Manager("s", swallow=True):
        raise OSError("o")
    return "went on"


def several():
    with Manager("a") as a, Manager("b", swallow=True) as b, Manager("c") as c:
        print(a, b, c)
        raise TypeError("t")
    return "after"


def second_fails_to_enter():
    with Manager("a"), Manager("b", fail_enter=True), Manager("c"):
        print("never")


def exit_fails():
    with Manager("a"), Manager("b", fail_exit=True):
        raise TypeError("body")


def exit_fails_without_error():
    with Manager("a", swallow=True), Manager("b", fail_exit=True):
        pass
    return "swallowed the exit's error"


def returns_and_exit_fails():
    with Manager("a", fail_exit=True):
        return 5


def target_unpacks():
    with Manager("ab") as (x, y):
        return x, y


def target_fails():
    with Manager("abc", swallow=True) as (x, y):
        print("never")
    return "swallowed"


def parenthesised():
    with (
        Manager("p") as p,
        Manager("q"),
    ):
        return p


def generator():
    def numbers():
        with Manager("g"):
            yield 1
            yield 2
    for n in numbers():
        return n


def no_methods():
    with 5:
        pass


def no_exit():
    class Half:
        def __enter__(self):
            pass
    with Half():
        pass


def on_instance():
    class Late:
        pass
    late = Late()
    late.__enter__ = late.__exit__ = lambda *a: None
    with late:
        pass


for action in (returns, breaks, swallowed, several, second_fails_to_enter, exit_fails, exit_fails_without_error, returns_and_exit_fails,
               target_unpacks, target_fails, parenthesised, generator, no_methods, no_exit, on_instance):
    attempt(action)


async def main():
    async with Manager("x") as x, Manager("y", swallow=True):
        print(x)
        raise OSError("async")
    try:
        async with Manager("z", fail_exit=True):
            raise OSError("async body")
    except KeyError as error:
        print(repr(error), repr(error.__context__))

    async def wrong():
        async with open_nothing:
            pass
    for thing in (5, Sync()):
        async def enter():
            async with thing:
                pass
        try:
            await enter()
        except TypeError as error:
            print(error)
    try:
        with Async():
            pass
    except TypeError as error:
        print(error)
    for i in range(2):
        async with Manager(i):
            if i:
                break
            continue


class Sync:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        pass


class Async:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *details):
        pass


asyncio.run(main())
