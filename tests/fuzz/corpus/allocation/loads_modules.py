import asyncio
async def main():
    queue = asyncio.Queue()
    getter = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    print(queue._getters, queue)
    queue.put_nowait(1)
    print(queue._queue, await getter)
asyncio.run(main())
