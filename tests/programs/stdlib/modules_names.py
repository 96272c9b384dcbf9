"""import in its forms, and what modules look like."""
import asyncio as aio
import collections
import math as m, time
from asyncio import sleep as nap
from collections import deque, Counter as C


async def main():
    await nap(0.1)
    await aio.sleep(0.1)
    import random
    from json import dumps
    print(random.Random(1).random() == random.Random(1).random(), dumps([1]))
    return time.monotonic()


print(aio.run(main()), m.pi > 3, deque([1]), C("aa"), collections.OrderedDict)
print(m.__name__, type(m).__name__, main.__module__, __name__, collections.deque is deque)
try:
    del C
    C
except NameError as error:
    print(error)
