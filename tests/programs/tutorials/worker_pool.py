"""A pool of workers with results by job, and workers that survive a failing job."""
import asyncio


class Pool:
    def __init__(self, size):
        self.size = size
        self.jobs = asyncio.Queue()
        self.workers = []

    async def __aenter__(self):
        self.workers = [asyncio.create_task(self._work(), name=f"pool-{n}") for n in range(self.size)]
        return self

    async def __aexit__(self, *exc_info):
        await self.jobs.join()
        for _ in self.workers:
            await self.jobs.put(None)
        print("served", await asyncio.gather(*self.workers))

    def submit(self, function, *args):
        future = asyncio.get_running_loop().create_future()
        self.jobs.put_nowait((future, function, args))
        return future

    async def _work(self):
        served = 0
        while (job := await self.jobs.get()) is not None:
            future, function, args = job
            try:
                future.set_result(await function(*args))
            except Exception as error:
                future.set_exception(error)
            finally:
                served += 1
                self.jobs.task_done()
        self.jobs.task_done()
        return asyncio.current_task().get_name(), served


async def divide(a, b):
    await asyncio.sleep(a / 10)
    return a / b


async def main():
    async with Pool(3) as pool:
        futures = [pool.submit(divide, a, a % 4) for a in range(1, 11)]
        for number, future in enumerate(futures, 1):
            try:
                print(number, await future)
            except ZeroDivisionError as error:
                print(number, error)


asyncio.run(main())
