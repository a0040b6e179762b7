"""asyncio: tasks, gather, timeouts, queues, locks, streams of events."""
import asyncio


async def work(n, delay):
    await asyncio.sleep(delay)
    return n * 2


async def fail():
    raise ValueError("bad")


async def main():
    print(await work(1, 0), await asyncio.gather(work(2, 0.01), work(3, 0)), await asyncio.gather(fail(), work(1, 0), return_exceptions=True))
    task = asyncio.create_task(work(4, 10), name="slow")
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled(), task.get_name())
    try:
        await asyncio.wait_for(work(5, 10), 0.01)
    except asyncio.TimeoutError:
        print("timeout")
    queue = asyncio.Queue(1)

    async def producer():
        for i in range(3):
            await queue.put(i)
        await queue.put(None)

    producing = asyncio.create_task(producer())
    got = []
    while (item := await queue.get()) is not None:
        got.append(item)
    print(got, producing.done())
    lock, event, order = asyncio.Lock(), asyncio.Event(), []

    async def locked(i):
        async with lock:
            order.append(i)
            await asyncio.sleep(0)

    await asyncio.gather(*(locked(i) for i in range(3)))
    asyncio.get_running_loop().call_later(0.001, event.set)
    print(order, await event.wait())
    done, pending = await asyncio.wait([asyncio.create_task(work(i, i / 100)) for i in range(3)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), [t.cancel() for t in pending])
    async with asyncio.TaskGroup() as group:
        a = group.create_task(work(6, 0))
    print(a.result())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
    except* ValueError as error:
        print("group", error.exceptions)
    async with asyncio.timeout(1):
        print(await asyncio.shield(work(7, 0)), await asyncio.to_thread(sum, [1, 2]))
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(future.set_result, "set")
    print(await future, [r async for r in agen()], await asyncio.get_running_loop().run_in_executor(None, len, "abc"))


async def agen():
    for i in range(2):
        await asyncio.sleep(0)
        yield i


asyncio.run(main())
