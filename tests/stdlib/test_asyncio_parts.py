"""asyncio: tasks, waiting, cancelling, locks, queues, groups, time limits, streams, threads, programs."""
import asyncio
import contextlib


async def value(result, delay=0.0):
    await asyncio.sleep(delay)
    return result


async def failing(problem):
    await asyncio.sleep(0)
    raise problem


async def outcome(awaitable):
    try:
        return await awaitable
    except (Exception, asyncio.CancelledError) as problem:
        return type(problem).__name__, str(problem)


async def tasks():
    print(await asyncio.gather(value(1, 0.02), value(2, 0.01), value(3)))
    print(await asyncio.gather(value(1), failing(KeyError("k")), return_exceptions=True))
    print(await outcome(asyncio.gather(value(1), failing(ValueError("first")))))
    task = asyncio.create_task(value("named"), name="worker")
    print(task.get_name(), task.done(), await task, task.done(), task.result(), task.cancelled())
    print(await outcome(asyncio.wait_for(value(1), 5)), await outcome(asyncio.wait_for(value(1, 10), 0.01)))
    sleeper = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    print(sleeper.cancel("enough"), await outcome(sleeper), sleeper.cancelled())
    order = []

    async def stepper(name, steps):
        for step in range(steps):
            order.append(f"{name}{step}")
            await asyncio.sleep(0)

    await asyncio.gather(stepper("a", 3), stepper("b", 2))
    print(order)
    done, pending = await asyncio.wait([asyncio.create_task(value(1)), asyncio.create_task(value(2, 10))],
                                       return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done], len(pending))
    for task in pending:
        task.cancel()
    for next_done in asyncio.as_completed([value("slow", 0.05), value("fast", 0)]):
        print(await next_done)
    print(await asyncio.shield(value("shielded")), len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks())

    async def stubborn():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            return "cleaned up"
        finally:
            print("finally")

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(await outcome(task))


async def futures():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(lambda f: print("called back with", f.result()))
    loop.call_soon(future.set_result, 42)
    print(await future)
    await asyncio.sleep(0)
    print(await outcome(asyncio.wait_for(loop.create_future(), 0.01)))
    try:
        future.set_result(1)
    except asyncio.InvalidStateError as problem:
        print("invalid:", type(problem).__name__)
    called = []
    loop.call_later(0.02, called.append, "later")
    loop.call_later(0.001, called.append, "sooner")
    loop.call_later(0.01, called.append, "never").cancel()
    await asyncio.sleep(0.04)
    print(called)


async def together():
    event, lock, semaphore = asyncio.Event(), asyncio.Lock(), asyncio.Semaphore(2)
    condition, log = asyncio.Condition(), []

    async def waiter(name):
        await event.wait()
        async with lock:
            log.append(name)
            await asyncio.sleep(0)
            log.append(name.upper())

    async with asyncio.TaskGroup() as group:
        for name in "xyz":
            group.create_task(waiter(name))
        await asyncio.sleep(0)
        event.set()
    print(log, lock.locked(), event.is_set())
    running = most = 0

    async def limited():
        nonlocal running, most
        async with semaphore:
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.001)
            running -= 1

    await asyncio.gather(*(limited() for _ in range(6)))
    print("at most", most)

    async def consumer():
        async with condition:
            await condition.wait()
            return "notified"

    task = asyncio.create_task(consumer())
    await asyncio.sleep(0)
    async with condition:
        condition.notify_all()
    print(await task)


async def queues():
    queue, got = asyncio.Queue(2), []

    async def worker():
        while True:
            got.append(await queue.get())
            queue.task_done()

    task = asyncio.create_task(worker())
    for i in range(6):
        await queue.put(i)
    await queue.join()
    task.cancel()
    print(got, queue.empty(), queue.qsize())
    priorities = asyncio.PriorityQueue()
    for item in (3, 1, 2):
        priorities.put_nowait(item)
    print([priorities.get_nowait() for _ in range(3)])
    try:
        priorities.get_nowait()
    except asyncio.QueueEmpty as problem:
        print(type(problem).__name__)


async def groups():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing(ValueError("one")))
            group.create_task(failing(TypeError("two")))
            other = group.create_task(asyncio.sleep(10))
    except* ValueError as problems:
        print("ValueError", problems.exceptions)
    except* TypeError as problems:
        print("TypeError", problems.exceptions)
    print(other.cancelled())


async def limits():
    try:
        async with asyncio.timeout(0.01) as limit:
            await asyncio.sleep(10)
    except TimeoutError:
        print("timed out", limit.expired())
    async with asyncio.timeout(10) as limit:
        print(await value("in time"), limit.expired())


async def streams():
    async def handle(reader, writer):
        while line := await reader.readline():
            writer.write(line.upper())
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(host, port)
    writer.writelines([b"first\n", b"second\n"])
    print(await reader.readline(), await reader.readexactly(3), await reader.readuntil(b"D"))
    writer.write(b"x" * 60000 + b"\n")
    print(await reader.readline(), len(await reader.readline()))
    writer.write(b"y" * 30000 + b"\n")
    writer.write_eof()
    print(len(await reader.read()), reader.at_eof())
    try:
        await reader.readexactly(1)
    except asyncio.IncompleteReadError as problem:
        print(problem)
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    print(await outcome(asyncio.open_connection("127.0.0.1", port)) == ("ConnectionRefusedError",
          f"[Errno 111] Connect call failed ('127.0.0.1', {port})"))

    class Datagrams(asyncio.DatagramProtocol):
        def __init__(self):
            self.received = asyncio.get_running_loop().create_future()

        def datagram_received(self, data, address):
            self.received.set_result(data)

    loop = asyncio.get_running_loop()
    end, protocol = await loop.create_datagram_endpoint(Datagrams, ("127.0.0.1", 0))
    sender, _ = await loop.create_datagram_endpoint(Datagrams, remote_addr=end.get_extra_info("sockname"))
    sender.sendto(b"datagram")
    print(await protocol.received)
    end.close()
    sender.close()


async def outside():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, pow, 2, 10), await asyncio.to_thread(sorted, [3, 1, 2]))
    future = loop.create_future()
    await loop.run_in_executor(None, lambda: loop.call_soon_threadsafe(future.set_result, "from a thread"))
    print(await future)
    program = await asyncio.create_subprocess_exec("/bin/cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    print(await program.communicate(b"through cat\n"), program.returncode)
    program = await asyncio.create_subprocess_shell("echo out; echo err >&2; exit 3", stdout=asyncio.subprocess.PIPE,
                                                    stderr=asyncio.subprocess.PIPE)
    print(await program.communicate(), program.returncode)


async def iteration():
    async def numbers():
        try:
            for i in range(5):
                yield i
                await asyncio.sleep(0)
        finally:
            print("closed")

    print([i async for i in numbers() if i % 2 == 0])
    async with contextlib.aclosing(numbers()) as some:
        async for i in some:
            if i == 1:
                break


def handled(loop, context):
    print("handler:", context["message"].partition(" at ")[0], repr(context["exception"]))


async def unhandled():
    asyncio.get_running_loop().set_exception_handler(handled)
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.01)


async def main():
    for part in (tasks, futures, together, queues, streams, outside, iteration, unhandled):
        print("--", part.__name__)
        await part()
    return "done"


print(asyncio.run(main()))
asyncio.run(groups())
asyncio.run(limits())
try:
    asyncio.run(failing(LookupError("out")))
except LookupError as problem:
    print(repr(problem))
with asyncio.Runner() as runner:
    print(runner.run(value(1)), runner.run(value(2)))
try:
    asyncio.get_running_loop()
except RuntimeError as problem:
    print(problem)
