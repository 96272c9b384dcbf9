"""GeneratorExit that is thrown in: what is awaited is closed first, by another one."""
import asyncio
def ident(): pass
async def inner(c):
    await c
async def main():
    async def thrower():
        raise GeneratorExit("x")
    async def outer():
        try:
            await thrower()
        except GeneratorExit as e:
            print("outer", repr(e), e.args)
            raise
    try:
        await outer()
    except GeneratorExit as e:
        print("main", repr(e))
class Aw:
    def __await__(self):
        try:
            yield
        except GeneratorExit as e:
            print("aw", repr(e))
            raise
async def sl():
    try:
        await Aw()
    except GeneratorExit as e:
        print("sl", repr(e))
        raise
    finally:
        print("fin")
asyncio.run(main())
c = sl()
c.send(None)
try:
    c.throw(GeneratorExit("x"))
except BaseException as e:
    print("thrown", repr(e))
c = sl()
c.send(None)
c.close()
async def sl2():
    try:
        await sl()
    except GeneratorExit as e:
        print("sl2", repr(e))
        raise ValueError("v") from e
c = sl2()
c.send(None)
try:
    c.throw(GeneratorExit("x"))
except BaseException as e:
    print("thrown", repr(e), repr(e.__cause__), repr(e.__context__))
def g():
    try:
        yield 1
    except GeneratorExit as e:
        print("g", repr(e))
        raise
def gg():
    try:
        yield from g()
    except GeneratorExit as e:
        print("gg", repr(e))
        raise
x = gg()
next(x)
try:
    x.throw(GeneratorExit("y"))
except BaseException as e:
    print(repr(e))
x = gg()
next(x)
try:
    x.throw(GeneratorExit)
except BaseException as e:
    print(repr(e))
class It:
    def __iter__(self): return self
    def __next__(self): return 1
    def close(self): print("closed")
    def throw(self, *a): print("throw", a); raise a[0]
def gi():
    yield from It()
x = gi(); next(x)
try:
    x.throw(GeneratorExit("z"))
except BaseException as e:
    print(repr(e))
x = gi(); next(x)
try:
    x.throw(ValueError("z"))
except BaseException as e:
    print(repr(e))
async def ss():
    try:
        await asyncio.sleep(1)
    except GeneratorExit as e:
        print("ss", repr(e))
        raise
async def main2():
    c = ss()
    f = c.send(None)
    print(type(f).__name__)
    try:
        c.throw(GeneratorExit("q"))
    except BaseException as e:
        print(repr(e))
asyncio.run(main2())
