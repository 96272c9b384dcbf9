"""A future's callbacks: added while it calls them, removed while waiting, added when done, raising, with context, by hand."""
import asyncio


def plain(thing):
    text = repr(thing)
    while " at 0x" in text:
        before, _, rest = text.partition(" at 0x")
        text = before + " AT " + rest.lstrip("0123456789abcdef")
    return text


def tell(future):
    print("told", future.result())


def tell_and_add(future):
    print("adds another")
    future.add_done_callback(tell)


def fails(future):
    raise ValueError("in a callback")


class Caller:
    def __init__(self, name):
        self.name = name

    def __call__(self, future):
        print(self.name, "called")

    def __eq__(self, other):
        return isinstance(other, Caller) and self.name == other.name

    __hash__ = None


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    for callback in (tell, tell_and_add, fails, Caller("a"), tell, Caller("a"), Caller("b")):
        future.add_done_callback(callback)
    print(plain(future))
    print(future.remove_done_callback(Caller("a")), future.remove_done_callback(Caller("c")), future.remove_done_callback(tell))
    print(plain(future))
    print(future.add_done_callback(tell))
    future.set_result("result")
    print(plain(future))
    future.add_done_callback(tell)
    print(future.remove_done_callback(tell))
    await asyncio.sleep(0)
    print("between")
    await asyncio.sleep(0)
    future.add_done_callback(5)
    await asyncio.sleep(0)
    lone = loop.create_future()
    lone.add_done_callback(print)
    print(plain(lone))
    lone.cancel()
    await asyncio.sleep(0)
    both = loop.create_future()
    both.add_done_callback(lambda f: both2.set_result(f.result() + 1))
    both2 = loop.create_future()
    both2.add_done_callback(lambda f: print("chain", f.result()))
    both.set_result(1)
    print(await both2)


asyncio.run(main())
