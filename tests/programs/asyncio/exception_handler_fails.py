"""An exception handler that raises itself; one that stops the loop; one that is replaced while it runs."""
import asyncio


def bad(loop, context):
    print("bad handler", context["message"])
    raise RuntimeError("in the handler")


def replaces(loop, context):
    print("replaces", context["message"])
    loop.set_exception_handler(bad)


def exits(loop, context):
    print("exits", context["message"])
    raise SystemExit(3)


def boom():
    1 / 0


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(bad)
    loop.call_soon(boom)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.set_exception_handler(replaces)
    loop.call_soon(boom)
    loop.call_soon(boom)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.set_exception_handler(exits)
    loop.call_soon(boom)
    await asyncio.sleep(1)
    print("never")


try:
    asyncio.run(main())
except SystemExit as error:
    print(repr(error))
