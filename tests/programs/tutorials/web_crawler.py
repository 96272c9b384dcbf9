"""A crawler on a web that is a dictionary; workers share a queue of addresses and a set of seen ones."""
import asyncio
from collections import Counter
from dataclasses import dataclass, field

WEB = {
    "/": ["/about", "/blog", "/shop"],
    "/about": ["/", "/team"],
    "/blog": ["/blog/1", "/blog/2", "/gone"],
    "/blog/1": ["/blog", "/blog/2"],
    "/blog/2": ["/blog", "/slow"],
    "/shop": ["/", "/cart", "/gone"],
    "/cart": ["/shop"],
    "/team": [],
    "/slow": ["/hidden"],
}
LATENCY = {"/slow": 5.0, "/blog": 0.4}


class NotFound(Exception):
    def __init__(self, url):
        super().__init__(f"404 for {url}")
        self.url = url


async def fetch(url):
    await asyncio.sleep(LATENCY.get(url, 0.1 + len(url) / 100))
    try:
        return WEB[url]
    except KeyError:
        raise NotFound(url) from None


@dataclass
class Crawler:
    workers: int = 3
    limit: float = 1.0
    seen: set = field(default_factory=set)
    results: dict = field(default_factory=dict, repr=False)
    tally: Counter = field(default_factory=Counter)

    def add(self, url):
        if url not in self.seen:
            self.seen.add(url)
            self.queue.put_nowait(url)

    async def crawl(self, start):
        self.queue = asyncio.Queue()
        self.add(start)
        tasks = [asyncio.create_task(self.work(n), name=f"worker-{n}") for n in range(self.workers)]
        await self.queue.join()
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)

    async def work(self, number):
        while True:
            url = await self.queue.get()
            try:
                links = await asyncio.wait_for(fetch(url), self.limit)
            except NotFound as error:
                self.tally["missing"] += 1
                print(f"[{number}] {error}")
            except TimeoutError:
                self.tally["slow"] += 1
                print(f"[{number}] gave up on {url}")
            else:
                self.tally["ok"] += 1
                self.results[url] = len(links)
                print(f"[{number}] {url:<8} {len(links)} links")
                for link in links:
                    self.add(link)
            finally:
                self.queue.task_done()


async def main():
    loop = asyncio.get_running_loop()
    crawler = Crawler()
    began = loop.time()
    await crawler.crawl("/")
    print(f"{loop.time() - began:.2f} s", crawler.tally.most_common(), len(crawler.seen))
    print(sorted(crawler.results.items(), key=lambda pair: (-pair[1], pair[0])))


asyncio.run(main())
