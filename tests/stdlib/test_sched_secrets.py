"""sched and secrets."""
import sched
import secrets
import string

now = [0]
log = []


def wait(seconds):
    log.append(("wait", seconds))
    now[0] += seconds


scheduler = sched.scheduler(lambda: now[0], wait)
scheduler.enter(5, 1, log.append, ("five",))
scheduler.enter(2, 2, log.append, ("two, later",))
scheduler.enter(2, 1, log.append, ("two",))
cancelled = scheduler.enterabs(3, 1, log.append, ("never",))
scheduler.enter(1, 1, lambda a, b=None: log.append((a, b)), (1,), {"b": 2})
print(len(scheduler.queue), scheduler.queue[0].time, scheduler.queue[0].priority, scheduler.empty())
scheduler.cancel(cancelled)
scheduler.run()
print(log, now, scheduler.empty())
scheduler.enter(1, 1, print, ("ran",))
print(scheduler.run(blocking=False))
now[0] += 1
print(scheduler.run(blocking=False))
try:
    scheduler.cancel(cancelled)
except ValueError as e:
    print("ValueError")
scheduler.enter(0, 1, lambda: 1 / 0)
try:
    scheduler.run()
except ZeroDivisionError as e:
    print(e, scheduler.empty())

print(len(secrets.token_bytes(20)), len(secrets.token_hex(8)), set(secrets.token_hex(8)) <= set(string.hexdigits))
print(len(secrets.token_urlsafe(12)), secrets.randbelow(1), 0 <= secrets.randbelow(10) < 10, secrets.choice("a"))
print(secrets.compare_digest(b"abc", b"abc"), secrets.compare_digest("abc", "abd"), secrets.randbits(5) < 32)
print(len({secrets.token_bytes() for _ in range(50)}), secrets.SystemRandom().random() < 1)
for action in lambda: secrets.randbelow(0), lambda: secrets.choice([]), lambda: secrets.compare_digest("ä", "b"):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
