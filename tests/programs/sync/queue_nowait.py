# What the queue refuses, and how it shows itself.
import asyncio


async def main():
    queue = asyncio.Queue(1)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as error:
        print('QueueEmpty', error.args)
    queue.put_nowait('first')
    try:
        queue.put_nowait('second')
    except asyncio.QueueFull as error:
        print('QueueFull', error.args)
    print(queue, repr(queue).partition(' maxsize')[2])
    putter = asyncio.create_task(queue.put('second'))
    await asyncio.sleep(0)
    print(queue)
    print(queue.get_nowait(), queue)
    await putter
    print(await queue.get(), queue)
    getter = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    print(queue)
    queue.put_nowait('third')
    print(await getter, queue)
    for _ in range(4):
        try:
            queue.task_done()
        except ValueError as error:
            print('ValueError', error)
    print(asyncio.Queue(-1).full(), asyncio.Queue(maxsize=0).maxsize, asyncio.LifoQueue())


asyncio.run(main())
