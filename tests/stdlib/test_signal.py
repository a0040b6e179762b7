"""signal: handlers, masks, timers."""
import os
import signal
import subprocess
import sys
import time

seen = []
previous = signal.signal(signal.SIGUSR1, lambda number, frame: seen.append((number, frame.f_code.co_name)))
print(previous, signal.getsignal(signal.SIGUSR1) is not None, signal.Signals(10), signal.SIGUSR1.name, int(signal.SIGINT))


def interrupted():
    os.kill(os.getpid(), signal.SIGUSR1)
    signal.raise_signal(signal.SIGUSR1)
    return len(seen)


print(interrupted(), [number for number, name in seen])
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.strsignal(signal.SIGTERM))
signal.signal(signal.SIGUSR2, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGUSR2)
print(signal.getsignal(signal.SIGUSR2))
print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]))
os.kill(os.getpid(), signal.SIGUSR1)
print(len(seen), signal.sigpending(), signal.pthread_sigmask(signal.SIG_SETMASK, []), len(seen))
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("KeyboardInterrupt")


class Alarm(Exception):
    pass


def ring(number, frame):
    raise Alarm(number)


signal.signal(signal.SIGALRM, ring)
print(signal.setitimer(signal.ITIMER_REAL, 0.05))
try:
    time.sleep(10)
except Alarm as e:
    print("alarm", e, signal.getitimer(signal.ITIMER_REAL))
print(signal.alarm(100), signal.alarm(0) in (99, 100))
reader, writer = os.pipe()
os.set_blocking(writer, False)
print(signal.set_wakeup_fd(writer))
signal.raise_signal(signal.SIGUSR1)
print(os.read(reader, 10), signal.set_wakeup_fd(-1) == writer)
for action in (lambda: signal.signal(0, signal.SIG_DFL), lambda: signal.signal(signal.SIGKILL, ring), lambda: signal.signal(signal.SIGINT, 5),
               lambda: signal.raise_signal(1000), lambda: signal.Signals(1000), lambda: signal.setitimer(9, 1)):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
print(signal.SIGTERM in signal.valid_signals(), repr(signal.SIG_DFL), repr(signal.Signals.SIGHUP))

# A program that was started with the interrupt ignored, as in the background of a shell, goes on ignoring it.
sys.stdout.flush()
subprocess.run([sys.executable, "-c", """
import os, signal
print(signal.getsignal(signal.SIGINT))
os.kill(os.getpid(), signal.SIGINT)
print("goes on")
"""], preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
