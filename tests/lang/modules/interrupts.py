# A signal's handler ends what waits or runs for long, at once; waiting for children knows those of the program alone.
import atexit
import itertools
import os
import select
import signal
import socket
import threading
import time


class Interrupted(Exception):
    pass


def handler(number, frame):
    raise Interrupted


signal.signal(signal.SIGUSR1, handler)
signal.signal(signal.SIGALRM, signal.SIG_DFL)
signal.alarm(50)  # what is not interrupted ends the test


def check(name, function, delay=None):
    """Interrupt function: before it starts to wait, or later."""
    started = time.monotonic()
    timer = threading.Timer(delay or 0, os.kill, (os.getpid(), signal.SIGUSR1))
    try:
        timer.start() if delay else os.kill(os.getpid(), signal.SIGUSR1)
        function()
        result = "finished"
    except Interrupted:
        result = "interrupted"
    print(name, result, time.monotonic() - started < 9)


reader, writer = os.pipe()
left, right = socket.socketpair()
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
lock = threading.Lock()
lock.acquire()
for delay in None, 0.05:
    check("read", lambda: os.read(reader, 1), delay)
    check("sleep", lambda: time.sleep(10), delay)
    check("select", lambda: select.select([reader], [], [], 10), delay)
    check("receive", lambda: left.recv(1), delay)
    check("accept", listener.accept, delay)
    check("lock", lambda: lock.acquire(timeout=10), delay)
    check("event", lambda: threading.Event().wait(10), delay)


def endless():
    while True:
        yield 0


check("sum", lambda: sum(endless()), 0.05)
check("max", lambda: max(endless()), 0.05)
check("any", lambda: any(endless()), 0.05)
check("loop", lambda: [None for _ in itertools.count() if None], 0.05)

# By now there may be a process that compiles traces: it is nobody's child.
total = 0
for i in range(200000):
    total += i
for wait in (lambda: os.waitpid(-1, os.WNOHANG), os.wait, lambda: os.wait3(0), lambda: os.wait4(-1, 0),
             lambda: os.waitid(os.P_ALL, 0, os.WEXITED)):
    try:
        print(wait())
    except ChildProcessError as e:
        print("no child", e.errno)
child = os.fork()
if child == 0:
    os._exit(7)
print(os.wait() == (child, 7 << 8))
for i in range(200000):
    total += i
print(total)


# What functions for the end raise is reported, SystemExit too, and keeps nobody else from running.
def fails(error):
    raise error


import sys
sys.unraisablehook = lambda u: print(u.exc_type.__name__, u.exc_value, u.err_msg, u.object is fails)
atexit.register(print, "last")
atexit.register(fails, SystemExit(3))
atexit.register(fails, ValueError("at exit"))
signal.alarm(0)
