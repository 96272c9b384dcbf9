"""datetime and timedelta: fields, arithmetic, text."""
import asyncio
from datetime import datetime, timedelta


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


d = datetime(2024, 2, 28, 13, 5, 9, 123456)
print(d, repr(d), d.year, d.month, d.day, d.hour, d.minute, d.second, d.microsecond, d.weekday(), d.isoweekday())
print(d.isoformat(), d.isoformat(" "), d.isoformat(timespec="seconds"), datetime(2024, 1, 1).isoformat(), d.strftime("%d.%m.%Y %H:%M:%S.%f %A %B %j"))
print(d + timedelta(days=2), d - timedelta(hours=14), datetime(2024, 3, 1) - datetime(2023, 3, 1), d - d)
print(d < datetime(2025, 1, 1), d == datetime(2024, 2, 28, 13, 5, 9, 123456), d.replace(year=2023, microsecond=0), max(d, datetime(1999, 1, 1)))
t = timedelta(days=1, hours=25, minutes=-3, seconds=0.5)
print(t, repr(t), t.days, t.seconds, t.microseconds, t.total_seconds(), -t, abs(-t), t * 2, t / 2, t // timedelta(hours=1), t / timedelta(hours=1), t % timedelta(hours=1))
print(timedelta(0), repr(timedelta()), timedelta(weeks=1), timedelta(milliseconds=1500), timedelta(-1), bool(timedelta(0)), timedelta(1) > timedelta(hours=23), hash(timedelta(1)) == hash(timedelta(hours=24)))
print(sum([timedelta(1), timedelta(2)], timedelta()), f"{d:%H:%M}", f"{d}", str(timedelta(days=2, seconds=5)))
attempt(datetime, 2024, 13, 1)
attempt(datetime, 2023, 2, 29)
attempt(datetime, 0, 1, 1)
attempt(lambda: d + 5)
attempt(lambda: d < 5)
attempt(lambda: d - "x")
attempt(lambda: timedelta(1) + 1)
attempt(lambda: timedelta(1) / 0)
attempt(lambda: datetime(9999, 12, 31) + timedelta(1))


async def main():
    now = datetime.now()
    await asyncio.sleep(90.5)
    print(now, datetime.now() - now, (datetime.now() - now).total_seconds())


asyncio.run(main())
