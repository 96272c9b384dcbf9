"""What programs use of datetime beyond the basics."""
from datetime import date, datetime, time, timedelta, timezone
import datetime as dt

print(datetime.now(), datetime.today(), date.today(), datetime.now(timezone.utc))
a = datetime(2024, 2, 29, 13, 5, 9, 123456)
print(a, repr(a), str(a), a.isoformat(" ", "minutes"), a.isoformat(timespec="milliseconds"), a.isoformat(sep="_"))
print(a.date(), a.time(), a.weekday(), a.isoweekday(), a.isocalendar(), a.timetuple().tm_yday, a.toordinal())
print(a + timedelta(days=1, hours=-3), a - timedelta(weeks=1), a - datetime(2023, 12, 31), (a - a) == timedelta(0))
print(a.replace(year=2023, day=1), a < datetime(2025, 1, 1), a == datetime(2024, 2, 29, 13, 5, 9, 123456), max(a, datetime(1, 1, 1)))
for f in "%Y-%m-%d %H:%M:%S.%f", "%a %A %b %B %d %j", "%I:%M %p", "%y %U %W %w %u %V %G", "%c", "%x", "%X", "%%", "%Z|%z", "%e", "%D %T %R %F", "%s", "%-d %-m", "%h %n %t", "%C":
    try:
        print(f, "->", a.strftime(f))
    except Exception as e:
        print(f, repr(e))
print(f"{a:%H:%M}", f"{a}", f"{a:}", format(a, "%d.%m.%Y"))
for text in "2024-01-02", "2024-01-02T03:04:05", "2024-01-02 03:04:05.678", "2024-01-02T03:04:05+02:00", "2024-01-02T03:04:05Z", "nope":
    try:
        print(repr(datetime.fromisoformat(text)))
    except ValueError as e:
        print(e)
print(datetime.fromtimestamp(0), datetime.fromtimestamp(1e9, timezone.utc), datetime.fromordinal(738000), datetime.combine(date(2020, 1, 2), time(3, 4)))
print(datetime.min, datetime.max, datetime.resolution, date.min, date.max, time.min, time.max)
for bad in lambda: datetime(2023, 2, 29), lambda: datetime(2023, 13, 1), lambda: datetime(2023, 1, 1, 25), lambda: a + 1, lambda: a - 1, lambda: a + a, lambda: datetime.max + timedelta(1), lambda: datetime("x", 1, 1), lambda: date(2023, 1), lambda: a < date(2020, 1, 1), lambda: a < datetime.now(timezone.utc):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
t = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5, microseconds=6)
print(t, repr(t), t.days, t.seconds, t.microseconds, t.total_seconds(), -t, abs(-t), t * 2, t / 2, t // 3, t / timedelta(hours=1), t // timedelta(hours=1), t % timedelta(hours=1), divmod(t, timedelta(hours=1)), t * 1.5, 2 * t)
print(timedelta(seconds=0.1), timedelta(seconds=-1), repr(timedelta(seconds=-1)), timedelta(milliseconds=1.5), timedelta(0), repr(timedelta()), timedelta(weeks=2), timedelta(hours=25), timedelta(days=-1, hours=1))
print(sum([timedelta(1), timedelta(2)], timedelta()), bool(timedelta()), timedelta(1) > timedelta(hours=23), hash(timedelta(1)) == hash(timedelta(hours=24)), sorted([timedelta(2), timedelta(1)]))
d = date(2024, 12, 31)
print(d, repr(d), d.isoformat(), d + timedelta(1), d - date(2024, 1, 1), d.strftime("%d %B"), d.isocalendar(), d.isocalendar().week, d.replace(month=1), d.ctime(), date.fromisoformat("2020-05-06"), date.fromisocalendar(2024, 1, 1), d.timetuple()[:3], f"{d:%A}")
x = time(12, 30, 15, 500)
print(x, repr(x), x.isoformat(), x.replace(hour=1), x.strftime("%H-%M"), time.fromisoformat("01:02:03"), x < time(13), time(1, tzinfo=timezone.utc), x.hour, x.fold)
z = timezone(timedelta(hours=5, minutes=30), "IST")
b = datetime(2024, 1, 1, 12, tzinfo=z)
print(b, repr(b), b.tzname(), b.utcoffset(), b.astimezone(timezone.utc), b.timestamp(), b.utctimetuple()[:6], repr(z), str(timezone(timedelta(hours=-3))), timezone.utc, repr(timezone.utc), b.tzinfo is z, b == b.astimezone(timezone.utc), b - datetime(2024, 1, 1, tzinfo=timezone.utc), b.dst(), b.strftime("%z %Z"))
print(dt.UTC is timezone.utc, dt.MINYEAR, dt.MAXYEAR)
print({a: 1}[datetime(2024, 2, 29, 13, 5, 9, 123456)], a in [a], hash(a) == hash(a.replace()))
print(datetime.utcfromtimestamp.__name__)
class Mine(date):
    def hello(self):
        return f"hello {self.year}"
print(Mine(2020, 1, 1).hello())
