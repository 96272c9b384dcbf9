"""datetime, date, time and timedelta: arithmetic over borders, comparisons, formats, parsing of ISO texts, and what they refuse."""
from datetime import date, datetime, time, timedelta, timezone


def attempt(name, action):
    try:
        print(name, repr(action()))
    except Exception as error:
        print(name, type(error).__name__, error)


d = datetime(2024, 2, 28, 23, 59, 59, 999999)
print(d, repr(d), d + timedelta(microseconds=1), d + timedelta(days=1), d - timedelta(days=365), d.isoformat(), d.isoformat(" ", "minutes"), d.date(), d.time(), d.weekday(), d.isoweekday(), d.isocalendar())
print(datetime(2024, 3, 1) - d, d - datetime(2024, 3, 1), (datetime(2024, 3, 1) - d).total_seconds(), abs(d - datetime(2024, 3, 1)), d < datetime(2025, 1, 1), d == datetime(2024, 2, 28), max(d, datetime(1999, 1, 1)))
print(d.replace(year=2025, hour=1), d.timetuple().tm_yday, d.strftime("%Y-%m-%d %H:%M:%S.%f %a %A %b %B %j %y %I %p %% %U %w"), f"{d:%d.%m.%y}", f"{d}", d.ctime())
print(datetime.fromisoformat("2024-05-06"), datetime.fromisoformat("2024-05-06T07:08:09"), datetime.fromisoformat("2024-05-06 07:08:09.123456"), datetime.combine(date(2020, 1, 2), time(3, 4)), datetime.min, datetime.max, datetime.fromtimestamp(0), datetime.fromordinal(738000))
print(date(2024, 12, 31) + timedelta(days=1), date(2024, 3, 1) - date(2024, 2, 1), date.fromisoformat("2024-01-05"), date(2024, 1, 5).strftime("%d/%m"), repr(date(2024, 1, 5)), date.today(), datetime.now(), time(1, 2, 3), repr(time(1)), time(10) > time(9, 59))
t = timedelta(days=1, hours=25, minutes=61, seconds=61, milliseconds=1001, microseconds=7, weeks=1)
print(t, repr(t), t.days, t.seconds, t.microseconds, t.total_seconds(), -t, t * 2, t / 2, t // 2, t // timedelta(hours=1), t / timedelta(hours=1), t % timedelta(hours=1), divmod(t, timedelta(days=1)), t * 1.5, 3 * timedelta(seconds=1))
print(timedelta(seconds=-1), repr(timedelta(seconds=-1)), timedelta(0), bool(timedelta(0)), timedelta(hours=1.5), timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(seconds=1) == timedelta(milliseconds=1000), hash(timedelta(1)) == hash(timedelta(hours=24)), sorted([timedelta(2), timedelta(1)]), sum([timedelta(1), timedelta(2)], timedelta()), str(timedelta(days=-1, seconds=5)), abs(timedelta(-1)), +timedelta(1))
u = datetime(2024, 1, 1, 12, tzinfo=timezone.utc)
print(u, u.isoformat(), repr(u), u.tzinfo, u.utcoffset(), u.timestamp(), u.astimezone(timezone(timedelta(hours=2))), timezone(timedelta(hours=-5, minutes=-30)), datetime.now(timezone.utc), u.tzname())
for name, action in (("month", lambda: datetime(2024, 13, 1)), ("day", lambda: datetime(2023, 2, 29)), ("hour", lambda: datetime(2024, 1, 1, 24)), ("year", lambda: datetime(0, 1, 1)), ("float", lambda: datetime(2024, 1.5, 1)), ("missing", lambda: datetime(2024)), ("str", lambda: datetime("2024", 1, 1)),
                     ("add", lambda: d + 5), ("sub", lambda: d - 5), ("add two", lambda: d + d), ("compare", lambda: d < 5), ("compare date", lambda: d < date(2024, 1, 1)), ("eq", lambda: d == 5), ("naive and aware", lambda: d < u), ("naive minus aware", lambda: d - u), ("overflow", lambda: datetime.max + timedelta(1)),
                     ("underflow", lambda: datetime.min - timedelta(1)), ("iso", lambda: datetime.fromisoformat("yesterday")), ("iso day", lambda: datetime.fromisoformat("2024-02-30")), ("delta", lambda: timedelta("1")), ("delta zero", lambda: timedelta(1) / 0), ("delta floor zero", lambda: timedelta(1) // timedelta(0)),
                     ("delta plus int", lambda: timedelta(1) + 1), ("delta times delta", lambda: timedelta(1) * timedelta(1)), ("time", lambda: time(25)), ("replace", lambda: d.replace(month=13)), ("date minus", lambda: date(2024, 1, 1) - 5), ("delta less", lambda: timedelta(1) < 1)):
    attempt(name, action)
