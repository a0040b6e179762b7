"""f_lineno set by a trace function: every jump between two lines of functions of each kind, or why it cannot be."""
import sys


class Manager:
    def __init__(self, out, name):
        self.out, self.name = out, name

    def __enter__(self):
        self.out.append(f"+{self.name}")
        return self

    def __exit__(self, *exception):
        self.out.append(f"-{self.name}")

    async def __aenter__(self):
        return self.__enter__()

    async def __aexit__(self, *exception):
        self.__exit__()


def run(function, start, target):
    out, first, jumped = [], function.__code__.co_firstlineno, []

    def trace(frame, event, argument):
        if frame.f_code is not function.__code__:
            return None
        if event == "line" and frame.f_lineno == first + start and not jumped:
            jumped.append(1)
            try:
                frame.f_lineno = first + target
                out.append(f"at {frame.f_lineno - first}")
            except ValueError as error:
                out.append(str(error).replace(str(first + target), "N"))
        return trace

    sys.settrace(trace)
    try:
        result = function(out)
        if result is not None:
            try:
                result.send(None)
            except StopIteration:
                pass
            result.close()
    except Exception as error:
        out.append(repr(error))
    finally:
        sys.settrace(None)
    out.append(sys.exc_info()[0])
    return out if jumped else None


def plain(out):
    out.append(1)
    out.append(2)

    out.append(4)


def loops(out):
    out.append(1)
    for i in 1, 2:
        out.append(3)
        for j in range(2):
            out.append(5)
        out.append(6)
    while len(out) < 20:
        out.append(8)
        if len(out) > 15:
            break
    out.append(11)


def handlers(out):
    out.append(1)
    try:
        out.append(3)
        {}[4]
        out.append(5)
    except KeyError:
        out.append(sys.exc_info()[0])
        out.append(8)
    except ValueError:
        out.append(10)
    finally:
        out.append(12)
        out.append(13)
    out.append(sys.exc_info()[0])


def nested(out):
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            out.append(4)
            try:
                raise KeyError
            except KeyError:
                out.append(8)
            out.append(repr(sys.exc_info()[1]))
        out.append(10)
    finally:
        out.append(12)
    out.append(repr(sys.exc_info()[1]))


def managers(out):
    out.append(1)
    with Manager(out, 2):
        out.append(3)
        for i in range(2):
            out.append(5)
    out.append(6)


async def coroutine(out):
    out.append(1)
    async with Manager(out, 2):
        out.append(3)
        out.append(4)
    out.append(5)
    for i in range(2):
        out.append(7)


# Jumps with an exception in hand, to where CPython has another one (or an iterator) in its place, and those that crash it.
LEFT_OUT = {("handlers", 6): (11, 12, 13), ("nested", 4): (9,), ("nested", 8): (4,), ("nested", 9): (4,),
            ("coroutine", 3): range(9), ("coroutine", 4): range(9), ("coroutine", 7): range(9)}


for function in plain, loops, handlers, nested, managers, coroutine:
    end = max(line for *_, line in function.__code__.co_lines() if line) - function.__code__.co_firstlineno
    for start in range(1, end + 1):
        for target in range(-1, end + 2):
            if target not in LEFT_OUT.get((function.__name__, start), ()):
                print(function.__name__, start, target, run(function, start, target))


def shared(out, a):
    out.append(a)
    b = [a for _ in out]
    out.append((lambda: (a, b))())


def refused(value):
    def trace(frame, event, argument):
        if frame.f_code is not plain.__code__:
            return None
        if event == "line":
            return trace
        try:
            frame.f_lineno = value
            print("set", event)
        except (ValueError, TypeError, AttributeError) as error:
            print(event, type(error).__name__, error)
        return trace

    sys.settrace(trace)
    plain([])
    sys.settrace(None)
    try:
        sys.settrace(trace)
        plain(None)
    except AttributeError:
        sys.settrace(None)


print(run(lambda out: shared(out, 5), 0, 0))
refused(plain.__code__.co_firstlineno + 1)
try:
    sys._getframe().f_lineno = 3
except ValueError as error:
    print(error)
try:
    del sys._getframe().f_lineno
except AttributeError as error:
    print(error)
