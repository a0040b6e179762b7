"""_queue.SimpleQueue and _statistics, and the modules that stand on them."""
import _queue
import _statistics
import queue
import statistics
import threading
import time
import weakref


def attempt(label, function, *args, **keywords):
    try:
        print(label, function(*args, **keywords))
    except Exception as error:
        print(label, type(error).__module__, type(error).__name__, error)


print(queue.SimpleQueue is _queue.SimpleQueue, queue.Empty is _queue.Empty, _queue.Empty.__mro__[1].__name__)
q = _queue.SimpleQueue()
print(q.empty(), q.qsize(), q.put(1), q.put_nowait(2), q.put("three", False), q.put(None, True, 5), q.qsize(), q.empty())
print(q.get(), q.get_nowait(), q.get(block=False), q.get(timeout=1), q.empty())
attempt("empty", q.get_nowait)
attempt("not blocking", q.get, False)
attempt("not blocking, with a time", q.get, False, -5)
attempt("time over", q.get, True, 0.01)
attempt("negative", q.get, timeout=-1)
attempt("too long", q.get, timeout=1e12)
attempt("no number", q.get, timeout="1")
attempt("arguments", _queue.SimpleQueue, 1)
attempt("no item", q.put)
print(_queue.SimpleQueue[int], weakref.ref(q)() is q)


class Derived(_queue.SimpleQueue):
    def get(self, *args):
        return "derived", super().get(*args)


d = Derived()
d.put(1)
d.extra = 2
print(d.get(), d.extra)

# many items, some taken in between
expected, given = 0, 0
for round in range(300):
    for _ in range(round % 7):
        q.put(given)
        given += 1
    for _ in range(min(round % 5, q.qsize())):
        assert q.get() == expected
        expected += 1
print(given, expected, q.qsize())
while not q.empty():
    assert q.get() == expected
    expected += 1
print(given == expected)

# between threads: every item arrives once, in the order of its sender
results, lock = [], threading.Lock()


def consume():
    while (item := q.get()) is not None:
        with lock:
            results.append(item)


def produce(sender):
    for number in range(200):
        q.put((sender, number))
        if number % 50 == 0:
            time.sleep(0.001)


consumers = [threading.Thread(target=consume) for _ in range(3)]
producers = [threading.Thread(target=produce, args=(n,)) for n in range(4)]
for thread in consumers + producers:
    thread.start()
for thread in producers:
    thread.join()
for thread in consumers:
    q.put(None)
for thread in consumers:
    thread.join()
print(len(results), len(set(results)), q.empty())
late = threading.Timer(0.05, q.put, ("late",))
late.start()
print(q.get(timeout=30))
late.join()

for arguments in ((0.5, 0, 1), (0.025, 0, 1), (0.975, 100, 15), (1e-10, 0, 1), (1 - 1e-12, 0, 1), (1e-300, 5, 2), (0.9, 1, 0.25),
                  (0.075, 0, 1), (0.925, 0, 1), (1e-12, -3, 4)):
    print(arguments, _statistics._normal_dist_inv_cdf(*arguments).hex())
normal = statistics.NormalDist(100, 15)
print(normal.inv_cdf(0.75), normal.quantiles(4), statistics.NormalDist().inv_cdf(0.0001))
attempt("range", normal.inv_cdf, 1.0)
attempt("number", _statistics._normal_dist_inv_cdf, "a", 1, 1)
