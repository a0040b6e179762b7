# Handlers of signals that return leave long operations in C as they were.
import re
import signal

calls = 0


def handler(number, frame):
    global calls
    calls += 1
    assert re.match('(b+)+(c)$', 'bbbc').groups() == ('bbb', 'c')
    assert 3 ** 1000 // 3 ** 999 == 3


signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
print(re.match('(?:(a)|(b)|a)+$', 'a' * 17 + 'c'))
match = re.match('(a+)+(b)(c)?x|(a)+', 'a' * 17 + 'b')
print(match.lastindex, match.span(), match.groups())
x = 3 ** 300000
print(x * x // x == x, int(str(3 ** 5000)) == 3 ** 5000)
items = sorted(range(3000), key=lambda i: -i)
print(items[0], items[-1])
while calls == 0:
    pass
signal.setitimer(signal.ITIMER_REAL, 0)


class Alarm(Exception):
    pass


def raising(number, frame):
    raise Alarm


signal.signal(signal.SIGALRM, raising)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    re.match('(a+)+$', 'a' * 60 + 'b')
except Alarm:
    print('Alarm')
print(re.match('(a)+', 'aaab').end())
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    while True:
        sorted(range(100), key=lambda i: -i)
except Alarm:
    print('Alarm')
