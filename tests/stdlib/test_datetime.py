"""CPython's datetime.py: dates, times, durations, zones, formats, arithmetic, kinds of errors (the words are those of the accelerator in CPython)."""
import datetime
from datetime import date, datetime as dt, time, timedelta, timezone, tzinfo


def error(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as e:
        print(type(e).__name__)


print(date(2024, 2, 29), repr(date(2024, 2, 29)), date(2024, 2, 29).isoformat(), date(2024, 2, 29).weekday(), tuple(date(2024, 12, 30).isocalendar()))
print(date.fromisoformat("2024-02-29"), date.fromordinal(738000), date(2024, 1, 1).toordinal(), date.min, date.max, date(2024, 3, 1) - date(2024, 2, 1))
print(date(2024, 1, 31).replace(month=3), date(2024, 1, 1) + timedelta(days=60), date(2024, 1, 1) < date(2024, 1, 2), date(2024, 5, 6).ctime())
print(time(1, 2, 3, 4), repr(time(1, 2, 3)), time(23, 59, 59, 999999).isoformat("milliseconds"), time.fromisoformat("04:05:06.000007"), time(1) < time(2))
print(dt(2024, 2, 29, 12, 30, 15, 123456), repr(dt(2024, 1, 1)), dt(2024, 1, 1, 5).isoformat(" "), dt(2024, 1, 1, tzinfo=timezone.utc).isoformat())
print(dt(2024, 1, 1) + timedelta(hours=25, seconds=0.5), dt(2024, 3, 1) - dt(2024, 2, 28, 23), dt.combine(date(2024, 1, 2), time(3, 4)))
print(dt.fromisoformat("2024-01-02T03:04:05+05:30"), dt.fromisoformat("20240102T030405Z"), dt.strptime("2024-01-02 03:04:05.5", "%Y-%m-%d %H:%M:%S.%f"))
print(dt(2024, 1, 2, 3, 4, 5).strftime("%Y/%m/%d %H-%M-%S %j %a %A %b %B %p %y %%"), f"{dt(2024, 1, 2):%d.%m.%Y}", dt(2024, 1, 2, 3, 4, 5, 6).strftime("%f %z|"))
print(dt.fromtimestamp(0, timezone.utc), dt.fromtimestamp(1.5, timezone(timedelta(hours=2))), dt(1970, 1, 2, tzinfo=timezone.utc).timestamp(), dt.utcfromtimestamp(86400))
eastern = timezone(timedelta(hours=-5), "EST")
moment = dt(2024, 6, 1, 12, tzinfo=eastern)
print(moment, moment.tzname(), moment.utcoffset(), moment.astimezone(timezone.utc), moment == moment.astimezone(timezone.utc), hash(moment) == hash(moment.astimezone(timezone.utc)))
print(timezone.utc, repr(timezone.utc), timezone(timedelta(minutes=-90)), repr(eastern), timezone(timedelta(hours=1)) == timezone(timedelta(minutes=60)))
print(timedelta(1, 2, 3), repr(timedelta(hours=-1)), timedelta(weeks=1, milliseconds=5), timedelta(seconds=1) / 3, timedelta(days=1) // timedelta(hours=5), timedelta(days=1) % timedelta(hours=5))
print(divmod(timedelta(days=1), timedelta(hours=5)), timedelta(1) * 1.5, abs(timedelta(-1)), -timedelta(1, 5), timedelta(1).total_seconds(), bool(timedelta()), timedelta.max, timedelta.resolution)
print(sorted([timedelta(2), timedelta(1)]), sum([timedelta(1), timedelta(2)], timedelta()), dt.max - dt.min)


class Fixed(tzinfo):
    def utcoffset(self, when):
        return timedelta(hours=3)

    def dst(self, when):
        return timedelta(0)

    def tzname(self, when):
        return "FIX"


print(dt(2024, 1, 1, tzinfo=Fixed()).astimezone(timezone.utc), dt(2024, 1, 1, tzinfo=Fixed()).timetuple()[:6], dt(2024, 1, 1, 1, tzinfo=Fixed()).utctimetuple()[:6], time(1, tzinfo=Fixed()))
for call in (lambda: date(2023, 2, 29), lambda: date(0, 1, 1), lambda: date(2023, 13, 1), lambda: time(24), lambda: time(1, 60), lambda: dt(2024, 1, 1) < dt(2024, 1, 1, tzinfo=timezone.utc),
             lambda: dt(2024, 1, 1) - dt(2024, 1, 1, tzinfo=timezone.utc), lambda: date(2024, 1, 1) + 1, lambda: timezone(timedelta(days=1)), lambda: timezone(5), lambda: dt.fromisoformat("x"),
             lambda: date.fromisoformat("2024-1-1"), lambda: dt.strptime("x", "%Y"), lambda: dt.strptime("2024x", "%Y"), lambda: date.max + timedelta(1), lambda: timedelta(10**10), lambda: timedelta(1) / 0,
             lambda: date("a", 1, 1), lambda: timedelta("a"), lambda: dt(2024, 1, 1) == date(2024, 1, 1), lambda: date(2024, 1, 1) < dt(2024, 1, 1), lambda: dt(2024, 1, 1, fold=2)):
    error(call)
print(dt(2024, 1, 1).replace(hour=5, tzinfo=timezone.utc), dt(2024, 1, 1, fold=1).fold, dt(2024, 1, 1).date(), dt(2024, 1, 1, 5).time(), dt(2024, 1, 1, 5, tzinfo=timezone.utc).timetz())
print({date(2024, 1, 1): 1}[date(2024, 1, 1)], len({timedelta(1), timedelta(hours=24)}), datetime.MINYEAR, datetime.MAXYEAR)
