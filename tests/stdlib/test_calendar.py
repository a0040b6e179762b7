"""calendar: months as text and as weeks."""
import calendar

print(calendar.month(2024, 2), calendar.isleap(2000), calendar.leapdays(1990, 2020), calendar.weekday(2024, 2, 29), calendar.monthrange(2023, 2))
print(calendar.TextCalendar(6).formatmonth(2023, 10, w=3), calendar.monthcalendar(2024, 9), calendar.timegm((2000, 1, 1, 0, 0, 0)))
print(calendar.calendar(2023, w=2, l=1, c=4, m=4)[:300], list(calendar.day_abbr), list(calendar.month_name)[1:4])
print([str(d) for d in calendar.Calendar().itermonthdates(2023, 5)][:3], list(calendar.Calendar(3).iterweekdays()), calendar.HTMLCalendar().formatmonth(2023, 1)[:90])
try:
    calendar.monthrange(2023, 13)
except calendar.IllegalMonthError as error:
    print(error)
