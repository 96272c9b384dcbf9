"""The classes of functions and methods, of which CPython has one each."""
import asyncio, time, math
async def main():
    fut = asyncio.get_running_loop().create_future()
    def f(): pass
    ts = [type(fut.set_result), type([].append), type(len), type(math.sqrt), type(print), type(asyncio.get_running_loop)]
    print(ts, len(set(ts)), ts[0] is ts[2], ts[1] is ts[2])
    fs = [type(asyncio.sleep), type(f), type(main), type(asyncio.gather), type(asyncio.create_task)]
    print(fs, len(set(fs)))
    ms = [type(asyncio.Queue().get), type(asyncio.Lock().acquire)]
    class C:
        def m(self): pass
    ms.append(type(C().m))
    print(ms, len(set(ms)))
    print(len.__class__ is type(len), asyncio.sleep.__class__ is type(f), [].append.__class__ is type(len))
    print(isinstance(len, type([].append)), isinstance(asyncio.sleep, type(f)), isinstance([].append, type(len)), isinstance(f, type(asyncio.sleep)))
    print(type(dict.fromkeys))
    match len:
        case object(): print('m')
    try: await asyncio.sleep
    except TypeError as e: print(e)
    try: asyncio.sleep[1]
    except TypeError as e: print(e)
    try: asyncio.sleep.foo
    except AttributeError as e: print(e)
    fut.cancel()
asyncio.run(main())
