"""What a generator handles is its own, also when its caller handles the same exception."""
import sys


class Waits:
    def __await__(self):
        yield "waiting"


async def cleans_up():
    try:
        await Waits()
    except KeyError:
        await Waits()
        print("still", repr(sys.exc_info()[1]))
        raise


coroutine = cleans_up()
coroutine.send(None)
try:
    raise KeyError("thrown")
except KeyError as problem:
    print(coroutine.throw(problem))
try:
    coroutine.send(None)
except KeyError as problem:
    print("out came", repr(problem))


def handles_for_a_while():
    try:
        yield repr(sys.exc_info()[1])
        raise ValueError("own")
    except ValueError:
        yield repr(sys.exc_info()[1])
    yield "left"
    yield repr(sys.exc_info()[1])


generator = handles_for_a_while()
try:
    raise KeyError("caller's")
except KeyError:
    print(next(generator), next(generator), repr(sys.exc_info()[1]))
print(next(generator), next(generator), sys.exc_info()[1])
