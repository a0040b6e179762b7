"""threading and concurrent.futures."""
import concurrent.futures
import threading

lock, total = threading.Lock(), 0


def add(n):
    global total
    for _ in range(n):
        with lock:
            total += 1


threads = [threading.Thread(target=add, args=(500,), name=f"t{i}") for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total, threads[0].name, threads[0].is_alive(), threading.current_thread().name, threading.active_count(), threading.main_thread() is threading.current_thread())
event, barrier, local, seen = threading.Event(), threading.Barrier(2), threading.local(), []
local.x = 1


def waiter():
    barrier.wait()
    event.wait()
    seen.append(hasattr(local, "x"))


thread = threading.Thread(target=waiter, daemon=True)
thread.start()
barrier.wait()
event.set()
thread.join()
condition = threading.Condition()
with condition:
    print(seen, local.x, condition.wait(0.001), thread.daemon)
semaphore = threading.BoundedSemaphore(1)
print(semaphore.acquire(), semaphore.acquire(blocking=False), semaphore.release())
rlock = threading.RLock()
with rlock, rlock:
    print("twice")
timer = threading.Timer(0.001, seen.append, ("timer",))
timer.start()
timer.join()
print(seen)
with concurrent.futures.ThreadPoolExecutor(3) as pool:
    print(list(pool.map(lambda x: x * x, range(5))), pool.submit(pow, 2, 5).result())
    failed = pool.submit(int, "x")
    print(type(failed.exception()).__name__, failed.done(), sorted(f.result() for f in concurrent.futures.as_completed([pool.submit(abs, -i) for i in range(3)])))
