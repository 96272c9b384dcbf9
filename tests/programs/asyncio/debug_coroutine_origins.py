"""Debug mode says where a coroutine was made that was never awaited: ten frames, asyncio's own included."""
import asyncio


async def never(n):
    return n


class Client:
    async def fetch(self, url):
        pass

    def get(self, url):
        return self.fetch(url)


def deep(n):
    return deep(n - 1) if n else never(n)


async def inner():
    Client().get("x")
    await asyncio.sleep(0.1)
    deep(2)
    asyncio.sleep(1)


async def main():
    never(1)
    await inner()
    deep(1)
    deep(4)
    asyncio.Queue().get()
    await asyncio.create_task(inner())
    for i in range(2):
        never(i)
    asyncio.get_running_loop().set_debug(False)
    never(5)


never(0)
asyncio.run(main(), debug=True)
never(0)
with asyncio.Runner(debug=True) as runner:
    runner.run(main())


def run_by_hand():
    loop = asyncio.new_event_loop()
    loop.set_debug(True)
    loop.run_until_complete(main())
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()


run_by_hand()
asyncio.run(main())
