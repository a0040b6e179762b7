"""queue and sched."""
import queue
import sched
import threading

q = queue.Queue(2)
q.put(1)
q.put_nowait(2)
print(q.full(), q.qsize(), q.get(), q.get(timeout=1), q.empty())
for action in lambda: q.get_nowait(), lambda: q.get(timeout=0.01), lambda: [q.put(i, block=False) for i in range(3)]:
    try:
        action()
    except (queue.Empty, queue.Full) as error:
        print(type(error).__name__)
p = queue.PriorityQueue()
for item in (3, "c"), (1, "a"), (2, "b"):
    p.put(item)
print([p.get() for _ in range(3)])
l = queue.LifoQueue()
l.put(1)
l.put(2)
print(l.get(), l.get())
s = queue.SimpleQueue()
s.put("s")
print(s.get(), s.empty())
work, results = queue.Queue(), []


def worker():
    while (item := work.get()) is not None:
        results.append(item * 2)
        work.task_done()
    work.task_done()


thread = threading.Thread(target=worker)
thread.start()
for i in range(5):
    work.put(i)
work.put(None)
work.join()
thread.join()
print(results)
now = 0


def sleep(n):
    global now
    now += n


scheduler = sched.scheduler(lambda: now, sleep)
scheduler.enter(5, 1, print, ("late",))
scheduler.enter(1, 1, print, ("early",))
cancelled = scheduler.enter(2, 1, print, ("never",))
scheduler.cancel(cancelled)
scheduler.enterabs(1, 0, print, ("first",))
print(len(scheduler.queue), scheduler.empty(), scheduler.run(), now)
