'Asynchronous with, for, generators and comprehensions under a loop.'

import asyncio, contextlib


class Tracker:

    def __init__(self, n):
        self.n = n

    async def __aenter__(self):
        print('enter', self.n)
        await asyncio.sleep(0.1)
        return self

    async def __aexit__(self, t, v, tb):
        print('exit', self.n, t and t.__name__)
        await asyncio.sleep(0.1)
        return t is KeyError


async def body(kind):
    async with Tracker(1) as a, Tracker(2):
        if kind == 'raise':
            raise KeyError(kind)
        if kind == 'other':
            raise ValueError(kind)
        if kind == 'return':
            return 'returned'
        for i in range(3):
            async with Tracker(i + 10):
                if i == 1:
                    break
                continue
    return 'end'


async def agen(n):
    try:
        for i in range(n):
            await asyncio.sleep(0.1)
            x = (yield i)
            if x:
                print('got', x)
    except GeneratorExit:
        print('agen exit')
        raise
    finally:
        print('agen finally')
        await asyncio.sleep(0.05)
        print('agen done')


@contextlib.asynccontextmanager
async def ctx(name):
    print('setup', name)
    try:
        yield name
    except ValueError as e:
        print('ctx saw', e)
    finally:
        print('teardown', name)


@contextlib.contextmanager
def sctx():
    try:
        yield 5
    except ZeroDivisionError:
        print('zde')
        raise LookupError('converted')


async def worker(n):
    try:
        await asyncio.sleep(n)
        return n
    except asyncio.CancelledError:
        print('cancelled', n)
        try:
            await asyncio.sleep(0.5)
        finally:
            print('cleaned', n)
        raise


async def main():
    for k in ('raise', 'return', 'none', 'other'):
        try:
            print(k, await body(k))
        except Exception as e:
            print(k, repr(e))
    async for i in agen(5):
        if i == 2:
            break
    print('after break')
    await asyncio.sleep(1)
    async with contextlib.aclosing(agen(3)) as g:
        async for i in g:
            print(i)
            break
    g = agen(2)
    print(await g.asend(None), await g.asend('hello'))
    try:
        await g.athrow(RuntimeError('thrown'))
    except RuntimeError as e:
        print('athrow', e)
    async with ctx('a'):
        raise ValueError('inside')
    async with ctx('b') as b:
        print(b)
    try:
        with sctx():
            1 / 0
    except LookupError as e:
        print(e, repr(e.__context__))
    t = asyncio.create_task(worker(5))
    await asyncio.sleep(0.1)
    t.cancel('msg')
    try:
        await t
    except asyncio.CancelledError as e:
        print('main saw', e.args)
    try:
        async with asyncio.timeout(0.2):
            await worker(3)
    except TimeoutError:
        print('timeout')
    r = await asyncio.gather(worker(0.1), worker(0.2), return_exceptions=True)
    print(r)
    print([x async for x in agen(2)], {x: await asyncio.sleep(0, x) async for x in agen(1)})
    print(await asyncio.wait_for(worker(0.1), 1))

    def sync_gen():
        yield from [1, 2]
    print(sum(sync_gen()))

    class Aw:

        def __await__(self):
            r = (yield from asyncio.sleep(0.1, 'aw').__await__())
            return r
    print(await Aw())
    fut = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.1, fut.set_exception, ValueError('fut'))
    try:
        await fut
    except ValueError as e:
        print(e)

    async def rec(n):
        if n == 0:
            await asyncio.sleep(0.1)
            return 0
        return 1 + await rec(n - 1)
    print(await rec(200))
    tasks = [asyncio.create_task(worker(i / 10), name=f'w{i}') for i in range(3)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(sorted((t.get_name() for t in done)), sorted((t.get_name() for t in pending)))
    for t in pending:
        t.cancel()
    print(await asyncio.gather(*pending, return_exceptions=True))


asyncio.run(main())
