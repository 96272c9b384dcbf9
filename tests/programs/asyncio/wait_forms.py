"""wait: what comes back when, timeouts, failures, misuse."""
import asyncio


async def job(seconds, error=None):
    await asyncio.sleep(seconds)
    if error:
        raise error
    return seconds


def show(label, done, pending):
    print(label, sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))


def tasks(*specs):
    return [asyncio.create_task(job(*spec), name=f"t{number}") for number, spec in enumerate(specs)]


async def main():
    show("all", *await asyncio.wait(tasks((0.1,), (0.2,))))
    show("first", *await asyncio.wait(ts := tasks((0.1,), (0.2,), (0.1,)), return_when=asyncio.FIRST_COMPLETED))
    show("rest", *await asyncio.wait(ts))
    show("exception", *await asyncio.wait(ts := tasks((0.1,), (0.2, KeyError("x")), (0.3,)), return_when=asyncio.FIRST_EXCEPTION))
    print([repr(t.exception()) for t in ts if t.done()])
    show("none fails", *await asyncio.wait(tasks((0.1,), (0.2,)), return_when=asyncio.FIRST_EXCEPTION))
    show("timeout", *await asyncio.wait(ts := tasks((0.1,), (5,)), timeout=1))
    show("zero", *await asyncio.wait(ts, timeout=0))
    ts[1].cancel()
    show("cancelled", *await asyncio.wait(ts))
    print(ts[1].cancelled())
    show("done before", *await asyncio.wait(ts, timeout=3))
    waiting = asyncio.create_task(asyncio.wait(ts := tasks((1,), (2,))))
    await asyncio.sleep(0.5)
    waiting.cancel()
    await asyncio.wait([waiting])
    print("waiter cancelled", waiting.cancelled(), [t.done() for t in ts])
    show("set", *await asyncio.wait(set(ts)))
    show("generator", *await asyncio.wait(t for t in tasks((0.1,))))
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(1, future.set_result, 1)
    done, pending = await asyncio.wait([future])
    print(len(done), pending, done == {future})
    for wrong, options in ([], {}), ([job(1)], {}), (5, {}), (ts, {"return_when": "never"}), (ts[0], {}), (job(1), {}):
        try:
            await asyncio.wait(wrong, **options)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
        if asyncio.iscoroutine(wrong):
            wrong.close()
        elif wrong and wrong != 5 and not asyncio.isfuture(wrong) and asyncio.iscoroutine(wrong[0]):
            wrong[0].close()


asyncio.run(main())
