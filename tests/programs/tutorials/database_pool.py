"""A simulated database: a pool of connections, transactions, AsyncExitStack."""
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count


class Connection:
    ids = count(1)

    def __init__(self):
        self.id = next(self.ids)
        self.rows = {}

    async def execute(self, sql, *values):
        await asyncio.sleep(0.05)
        if "?" in sql:
            sql = sql.replace("?", "{!r}").format(*values)
        if sql.startswith("DROP"):
            raise PermissionError(sql)
        return f"#{self.id} {sql}"

    async def close(self):
        print("close", self.id)


class Pool:
    def __init__(self, size):
        self.size, self.made = size, []
        self.idle = asyncio.LifoQueue()

    @asynccontextmanager
    async def connection(self):
        if self.idle.empty() and len(self.made) < self.size:
            connection = Connection()
            self.made.append(connection)
        else:
            connection = await self.idle.get()
        try:
            yield connection
        finally:
            self.idle.put_nowait(connection)

    @asynccontextmanager
    async def transaction(self):
        async with self.connection() as connection:
            print(await connection.execute("BEGIN"))
            try:
                yield connection
            except Exception:
                print(await connection.execute("ROLLBACK"))
                raise
            else:
                print(await connection.execute("COMMIT"))


async def request(pool, number):
    async with pool.transaction() as db:
        print(await db.execute("INSERT ?, ?", number, "x" * number))
        if number == 3:
            await db.execute("DROP TABLE")
    return number


async def main():
    async with AsyncExitStack() as stack:
        pool = Pool(2)
        stack.callback(print, "callbacks run in reverse")
        results = await asyncio.gather(*(request(pool, n) for n in range(5)), return_exceptions=True)
        print(results)
        for connection in pool.made:
            stack.push_async_callback(connection.close)
        held = [await stack.enter_async_context(pool.connection()) for _ in range(2)]
        print([c.id for c in held], pool.idle.qsize())
        try:
            async with asyncio.timeout(1):
                async with pool.connection():
                    print("never")
        except TimeoutError:
            print("pool is empty")
    print(pool.idle.qsize())


asyncio.run(main())
