"""_signal: handlers run between instructions and interrupt waiting calls (PEP 475); timers, masks, wakeup descriptors."""
import _signal as signal
import os
import select
import time

calls = []


def note(number, frame):
    calls.append((number, frame is not None))


print(signal.signal(signal.SIGUSR1, note), signal.getsignal(signal.SIGUSR1) is note)
signal.raise_signal(signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
print(calls)
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is note, signal.getsignal(signal.SIGUSR1), signal.raise_signal(signal.SIGUSR1))

# a hot loop is interrupted
calls.clear()
signal.signal(signal.SIGALRM, note)
signal.setitimer(signal.ITIMER_REAL, 0.02)
end = time.monotonic() + 20
while not calls and time.monotonic() < end:
    pass
print(calls, signal.getitimer(signal.ITIMER_REAL))

# waiting calls go on after a handler that returns
r, w = os.pipe()


def feed(number, frame):
    calls.append("feed")
    os.write(w, b"fed")


calls.clear()
signal.signal(signal.SIGALRM, feed)
signal.setitimer(signal.ITIMER_REAL, 0.02)
print(os.read(r, 10), calls)
signal.setitimer(signal.ITIMER_REAL, 0.02)
print(select.select([r], [], [], 20)[0] == [r], os.read(r, 10))
signal.signal(signal.SIGALRM, note)
signal.setitimer(signal.ITIMER_REAL, 0.02)
start = time.monotonic()
time.sleep(0.1)
print(time.monotonic() - start >= 0.1, calls[-1])


# and end with the exception of one that raises
def fail(number, frame):
    raise ValueError("interrupted")


signal.signal(signal.SIGALRM, fail)
for wait in (lambda: time.sleep(20), lambda: os.read(r, 1), lambda: select.select([r], [], [], 20), signal.pause,
             lambda: open(r, "rb", closefd=False).read(1)):
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        print(wait())
    except ValueError as problem:
        print(problem)

# Ctrl-C (which a shell's background job starts without)
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(100000):
        pass
except KeyboardInterrupt as problem:
    print(repr(problem))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)

# masks, pending signals, sigwait
signal.signal(signal.SIGUSR2, note)
print(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR2}))
calls.clear()
os.kill(os.getpid(), signal.SIGUSR2)
print(signal.sigpending(), calls, signal.sigwait([signal.SIGUSR2]), signal.sigpending())
print(signal.sigtimedwait([signal.SIGUSR2], 0))
print(signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR2]), calls)

# the wakeup descriptor
os.set_blocking(w, False)
print(signal.set_wakeup_fd(w), signal.set_wakeup_fd(w) == w)
signal.raise_signal(signal.SIGUSR2)
print(os.read(r, 10), signal.set_wakeup_fd(-1) == w)

# errors
for call in (lambda: signal.signal(0, note), lambda: signal.signal(signal.SIGKILL, note), lambda: signal.signal(signal.SIGUSR1, "x"),
             lambda: signal.getsignal(1000), lambda: signal.set_wakeup_fd(9999), lambda: signal.pthread_sigmask(9, []),
             lambda: signal.setitimer(99, 1), lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [0])):
    try:
        print(call())
    except Exception as problem:
        print(type(problem).__name__, problem)
print(signal.strsignal(signal.SIGTERM), signal.strsignal(signal.SIGSEGV), signal.SIGRTMIN < signal.SIGRTMAX, signal.NSIG)
