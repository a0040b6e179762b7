"""contextlib: managers from generators, ExitStack, suppress, redirection, async ones."""
import contextlib
import io


@contextlib.contextmanager
def managed(name, swallow=False):
    print("enter", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
        if not swallow:
            raise
    finally:
        print("exit", name)


with managed("a") as value:
    print(value)
with managed("b", swallow=True):
    raise ValueError("v")
try:
    with managed("c"):
        raise ValueError("w")
except ValueError as error:
    print("out", error)


@managed("deco")
def decorated():
    print("inside")


decorated()
with contextlib.ExitStack() as stack:
    stack.enter_context(managed("one"))
    stack.callback(print, "callback", 5)
    stack.push(lambda *exc: print("pushed", exc[0]))
    stack.enter_context(contextlib.suppress(KeyError))
    raise KeyError("x")
with contextlib.redirect_stdout(io.StringIO()) as out:
    print("captured")
print(repr(out.getvalue()))
with contextlib.closing(io.StringIO()) as closing, contextlib.nullcontext(3) as three:
    print(closing.closed, three)
print(closing.closed)


@contextlib.asynccontextmanager
async def later(name):
    print("aenter", name)
    yield name
    print("aexit", name)


async def main():
    async with later("x") as x, contextlib.AsyncExitStack() as stack:
        print(x, await stack.enter_async_context(later("y")))


class Both(contextlib.ContextDecorator):
    def __enter__(self):
        print("in")

    def __exit__(self, *exc):
        print("out")


Both()(lambda: print("body"))()
c = main()
try:
    while True:
        c.send(None)
except StopIteration:
    print("done")


@contextlib.contextmanager
def bad():
    if False:
        yield


try:
    with bad():
        pass
except RuntimeError as error:
    print(error)
print(issubclass(Both, contextlib.AbstractContextManager))
