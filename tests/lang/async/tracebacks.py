# Tracebacks through coroutines, and variables while an await or a yield raises.
class Suspend:
    def __await__(self):
        return (yield self)


async def inner():
    await Suspend()
    raise ValueError("inner")


async def middle():
    async for item in items():
        result = await inner()


async def items():
    yield 1


def keep():
    x = 5
    try:
        x = yield 1
    except KeyError:
        print("x is still", x)


async def keep_too():
    x = 6
    try:
        x = await Suspend()
    except KeyError:
        print("x is still", x)


for maker in (keep, keep_too):
    suspended = maker()
    suspended.send(None)
    try:
        suspended.throw(KeyError)
    except StopIteration:
        pass

coroutine = middle()
coroutine.send(None)
coroutine.send(None)
