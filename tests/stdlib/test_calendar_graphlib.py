"""CPython's calendar.py and graphlib.py."""
import calendar
from graphlib import CycleError, TopologicalSorter

print(calendar.month(2024, 2))
print(calendar.TextCalendar(6).formatmonth(2023, 10))
print(calendar.monthrange(2024, 2), calendar.isleap(1900), calendar.leapdays(2000, 2025), calendar.weekday(2024, 5, 6), calendar.timegm((2024, 1, 2, 3, 4, 5)))
print(calendar.Calendar().monthdayscalendar(2024, 5), list(calendar.Calendar(3).iterweekdays()), list(calendar.day_name)[:2], list(calendar.month_abbr)[1:3])
print(len(calendar.calendar(2024)), len(calendar.HTMLCalendar().formatmonth(2024, 1)))
try:
    calendar.monthrange(2024, 13)
except calendar.IllegalMonthError as e:
    print(e)
print(list(TopologicalSorter({"d": {"b", "c"}, "b": {"a"}, "c": {"a"}}).static_order())[::3])
try:
    list(TopologicalSorter({"a": {"b"}, "b": {"a"}}).static_order())
except CycleError as e:
    print(e.args[0], len(e.args[1]))
sorter = TopologicalSorter()
sorter.add("x", "y")
sorter.prepare()
print(sorter.get_ready(), sorter.is_active(), sorter.done("y"), sorter.get_ready(), sorter.done("x"), sorter.is_active())
