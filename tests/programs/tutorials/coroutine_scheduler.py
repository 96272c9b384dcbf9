"""A scheduler of one's own over plain generators, next to asyncio: round robin, sleeping, joining, deadlock."""
import heapq
from collections import deque


class Scheduler:
    def __init__(self):
        self.ready, self.sleeping, self.now, self.number = deque(), [], 0.0, 0
        self.waiting = {}

    def spawn(self, name, generator):
        self.ready.append((name, generator, None))
        self.waiting[name] = []
        return name

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.now, _, name, generator = heapq.heappop(self.sleeping)
                self.ready.append((name, generator, None))
            name, generator, value = self.ready.popleft()
            try:
                command = generator.send(value)
            except StopIteration as stop:
                print(f"{self.now:4.1f} {name} returned {stop.value}")
                for other in self.waiting.pop(name):
                    self.ready.append((*other, stop.value))
                continue
            except Exception as error:
                print(f"{self.now:4.1f} {name} failed: {error!r}")
                self.waiting.pop(name)
                continue
            match command:
                case None:
                    self.ready.append((name, generator, None))
                case ("sleep", seconds):
                    self.number += 1
                    heapq.heappush(self.sleeping, (self.now + seconds, self.number, name, generator))
                case ("join", other) if other in self.waiting:
                    self.waiting[other].append((name, generator))
                case ("join", other):
                    self.ready.append((name, generator, f"{other} has gone"))
                case unknown:
                    self.ready.appendleft((name, fail(f"cannot {unknown}"), None))
                    generator.close()
        return sorted(self.waiting)


def fail(text):
    raise NotImplementedError(text)
    yield


def counter(n, pause):
    try:
        for i in range(n):
            print("  count", i)
            yield ("sleep", pause) if pause else None
        return n
    finally:
        print("  counter is cleaned up")


def joiner(other):
    result = yield ("join", other)
    yield from nested(2)
    return f"{other} gave {result}"


def nested(depth):
    if depth:
        yield
        yield from nested(depth - 1)


def wrong():
    try:
        yield ("fly", 5)
    finally:
        print("  wrong is closed")


scheduler = Scheduler()
scheduler.spawn("fast", counter(3, 0))
scheduler.spawn("slow", counter(2, 1.5))
scheduler.spawn("waits", joiner("slow"))
scheduler.spawn("late", joiner("nobody"))
scheduler.spawn("wrong", wrong())
scheduler.spawn("circle a", joiner("circle b"))
scheduler.spawn("circle b", joiner("circle a"))
print("never ended:", scheduler.run())
