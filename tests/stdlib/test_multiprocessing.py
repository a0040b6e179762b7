# multiprocessing with fork: processes, locks, queues, pipes, pools, shared memory.
import multiprocessing
import os
import queue
import syslog
import time
from multiprocessing import shared_memory

context = multiprocessing.get_context("fork")


def square(x):
    return x * x


def fail(x):
    raise ValueError(f"no {x}")


def attempt(action, *args, **keywords):
    try:
        return action(*args, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def produce(results, start):
    for n in range(3):
        results.put((start, n, square(n)))


def count_up(lock, memory, times):
    for _ in range(times):
        with lock:
            memory[0] = memory[0] + 1


def answer(connection):
    while True:
        request = connection.recv()
        if request is None:
            break
        connection.send([request, str(request)])
    connection.close()


def wait_for(event, results):
    results.put(event.wait(10))


def main():
    # --- processes
    process = context.Process(target=os._exit, args=(3,), name="worker")
    process.start()
    process.join(10)
    print(process.name, process.exitcode, process.is_alive())

    # --- a queue
    results = context.Queue()
    workers = [context.Process(target=produce, args=(results, start)) for start in (10, 20)]
    for worker in workers:
        worker.start()
    print(sorted(results.get(timeout=10) for _ in range(6)))
    for worker in workers:
        worker.join(10)
    try:
        results.get(timeout=0.05)
    except queue.Empty:
        print("empty")
    simple = context.SimpleQueue()
    simple.put("simple")
    print(simple.get(), simple.empty())

    # --- locks and semaphores
    lock = context.Lock()
    print(lock.acquire(), lock.acquire(block=False), lock.acquire(timeout=0.01), lock.release(), attempt(lock.release))
    recursive = context.RLock()
    print(recursive.acquire(), recursive.acquire(), recursive.release(), recursive.release(), attempt(recursive.release))
    semaphore = context.BoundedSemaphore(2)
    print(semaphore.get_value(), semaphore.acquire(), semaphore.acquire(), semaphore.acquire(False), semaphore.get_value())
    semaphore.release()
    semaphore.release()
    print(attempt(semaphore.release))
    memory = shared_memory.ShareableList([0])
    workers = [context.Process(target=count_up, args=(lock, memory, 50)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    print(memory[0])
    memory.shm.close()
    memory.shm.unlink()
    event = context.Event()
    waiter = context.Process(target=wait_for, args=(event, results))
    waiter.start()
    event.set()
    print(results.get(timeout=10), event.is_set())
    waiter.join(10)

    # --- pipes
    here, there = context.Pipe()
    worker = context.Process(target=answer, args=(there,))
    worker.start()
    for request in 1, "two", {"three": [3]}, None:
        here.send(request)
        if request is not None:
            print(here.recv())
    worker.join(10)
    print(worker.exitcode)

    # --- pools
    with context.Pool(2) as pool:
        print(pool.map(square, range(8)), pool.apply(square, (9,)), sorted(pool.imap_unordered(square, [1, 2, 3])))
        print(pool.starmap(pow, [(2, 3), (3, 2)]), attempt(pool.apply, fail, (1,)))

    # --- memory
    memory = shared_memory.SharedMemory(create=True, size=16)
    memory.buf[:5] = b"hello"
    other = shared_memory.SharedMemory(memory.name)
    print(bytes(other.buf[:5]), other.size >= 16)
    other.close()
    memory.close()
    memory.unlink()
    print("FileNotFoundError" in attempt(shared_memory.SharedMemory, memory.name))

    # --- the log, which may be listened to or not
    syslog.openlog("test", syslog.LOG_PID, syslog.LOG_USER)
    print(syslog.syslog("message"), syslog.syslog(syslog.LOG_DEBUG, "debug %s"), syslog.closelog())
    print(syslog.LOG_UPTO(syslog.LOG_ERR), syslog.LOG_MASK(syslog.LOG_ERR), attempt(syslog.syslog, 5) is not None)
    syslog.setlogmask(syslog.LOG_UPTO(syslog.LOG_DEBUG))


if __name__ == "__main__":
    main()
