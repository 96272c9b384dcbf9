"""A crawler over a simulated site: workers, a set of seen pages, depth, politeness per host, a report."""
import asyncio
import random
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Page:
    url: str
    links: list[str] = field(default_factory=list)
    status: int = 200

    @property
    def host(self) -> str:
        return self.url.split("/")[2]


class HTTPError(Exception):
    def __init__(self, status: int, url: str):
        super().__init__(f"{status} for {url}")
        self.status = status
        self.url = url


class FakeSession:
    """Stands for aiohttp.ClientSession."""

    def __init__(self, site: dict[str, Page], *, latency=(0.05, 0.3)):
        self._site = site
        self._latency = latency
        self.requests = 0

    async def __aenter__(self):
        print("session opened")
        return self

    async def __aexit__(self, exc_type, exc, tb):
        print(f"session closed after {self.requests} requests", exc_type and exc_type.__name__)
        return False

    async def get(self, url):
        self.requests += 1
        await asyncio.sleep(random.uniform(*self._latency))
        page = self._site.get(url)
        if page is None:
            raise HTTPError(404, url)
        if page.status >= 500:
            raise HTTPError(page.status, url)
        return page


def build_site():
    random.seed(42)
    hosts = ["a.example", "b.example", "c.example"]
    urls = [f"http://{h}/{n}" for h in hosts for n in range(6)]
    site = {}
    for i, url in enumerate(urls):
        links = random.sample(urls, k=3) + ([f"http://lost.example/{i}"] if i % 5 == 0 else [])
        site[url] = Page(url, links, 503 if i % 7 == 6 else 200)
    return urls[0], site


class Crawler:
    def __init__(self, session, start, *, workers=4, max_depth=3):
        self.session = session
        self.queue: asyncio.Queue[tuple[str, int]] = asyncio.Queue()
        self.seen = {start}
        self.done: list[Page] = []
        self.errors: dict[int, list[str]] = defaultdict(list)
        self.per_host = defaultdict(lambda: asyncio.Semaphore(2))
        self.max_depth = max_depth
        self.queue.put_nowait((start, 0))
        self.workers = workers

    async def worker(self, n):
        while True:
            url, depth = await self.queue.get()
            try:
                host = url.split("/")[2]
                async with self.per_host[host]:
                    page = await self.session.get(url)
            except HTTPError as e:
                self.errors[e.status].append(e.url)
            else:
                self.done.append(page)
                if depth < self.max_depth:
                    for link in page.links:
                        if link not in self.seen:
                            self.seen.add(link)
                            self.queue.put_nowait((link, depth + 1))
            finally:
                self.queue.task_done()

    async def run(self):
        tasks = [asyncio.create_task(self.worker(i), name=f"worker-{i}") for i in range(self.workers)]
        await self.queue.join()
        for t in tasks:
            t.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        print([type(r).__name__ for r in results])


async def main():
    start, site = build_site()
    t0 = time.perf_counter()
    async with FakeSession(site) as session:
        crawler = Crawler(session, start)
        async with asyncio.timeout(30):
            await crawler.run()
    print(f"{len(crawler.done)} pages in {time.perf_counter() - t0:.2f}s")
    print(Counter(p.host for p in crawler.done).most_common())
    for status, urls in sorted(crawler.errors.items()):
        print(status, *(u.rpartition("//")[2] for u in urls))
    print(crawler.done[0])
    print(max(crawler.done, key=lambda p: (len(p.links), p.url)).url)


if __name__ == "__main__":
    asyncio.run(main())
