"""A bank: the race without a lock, and transfers with locks taken in order."""
import asyncio
import random


class Account:
    count = 0

    def __init__(self, balance=0):
        Account.count += 1
        self.number = Account.count
        self.balance = balance
        self.lock = asyncio.Lock()

    def __lt__(self, other):
        return self.number < other.number

    def __repr__(self):
        return f"Account({self.number}, {self.balance})"


async def careless(a, b, amount):
    have = a.balance
    await asyncio.sleep(0.01)
    a.balance = have - amount
    b.balance += amount


async def careful(a, b, amount):
    if a is b:
        raise ValueError("same account")
    first, second = sorted([a, b])
    async with first.lock, second.lock:
        if a.balance < amount:
            raise ValueError(f"{a} has less than {amount}")
        await careless(a, b, amount)
    return amount


async def main():
    random.seed(3)
    a, b = Account(100), Account(100)
    await asyncio.gather(*(careless(a, b, 10) for _ in range(5)))
    print("careless", a, b, a.balance + b.balance)
    accounts = [Account(50) for _ in range(4)]
    results = await asyncio.gather(
        *(careful(random.choice(accounts), random.choice(accounts), random.randrange(5, 40)) for _ in range(12)),
        return_exceptions=True,
    )
    for result in results:
        print(result if isinstance(result, int) else f"{type(result).__name__}: {result}")
    print(accounts, sum(account.balance for account in accounts))


asyncio.run(main())
