# A group is left when the last task is done; tasks may be added while it waits.
import asyncio


async def child(name, seconds, group=None):
    await asyncio.sleep(seconds)
    if group:
        group.create_task(child(name + "'s child", seconds))
        print(group)
    print(name)
    return name


async def main():
    async with asyncio.TaskGroup() as group:
        print(group)
        tasks = [group.create_task(child(name, seconds)) for name, seconds in (('a', 2), ('b', 1))]
        tasks.append(group.create_task(child('c', 3, group), name='third'))
        print(group, tasks[2].get_name())
        await asyncio.sleep(0.5)
        print('body ends')
    print(group, [task.result() for task in tasks])
    async with asyncio.TaskGroup() as empty:
        pass
    print('empty', empty)


asyncio.run(main())
