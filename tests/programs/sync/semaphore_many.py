# 60 tasks, 7 spaces, stays of several lengths: order and times.
import asyncio

inside = most = 0


async def job(number, spaces):
    global inside, most
    async with spaces:
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.1 * (number % 4))
        inside -= 1
    return asyncio.get_running_loop().time()


async def main():
    spaces = asyncio.Semaphore(7)
    ends = await asyncio.gather(*(job(number, spaces) for number in range(60)))
    print(most, [round(end, 3) for end in ends])


asyncio.run(main())
