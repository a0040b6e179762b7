"""Exceptions as control flow: raised and caught near and far, else and finally, own classes, with statements."""
from measured import repeat


class Problem(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class Temporary(Problem):
    pass


class Fatal(Problem):
    pass


class Device:
    def __init__(self):
        self.opened = self.closed = self.failed = 0

    def __enter__(self):
        self.opened += 1
        return self

    def __exit__(self, kind, value, trace):
        self.closed += 1
        if kind is not None:
            self.failed += 1
        return kind is not None and issubclass(kind, Temporary)

    def read(self, n):
        if n % 11 == 0:
            raise Fatal(n, "no device")
        if n % 3 == 0:
            raise Temporary(n, "busy")
        return n * 2


def parse(text):
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return None


def descend(depth, n):
    """Raises many frames below the handler."""
    if depth == 0:
        if n % 2:
            raise KeyError(n)
        return n
    try:
        return descend(depth - 1, n) + 1
    finally:
        CLEANUPS[0] += 1


CLEANUPS = [0]


def look_up(tables, key):
    for table in tables:
        try:
            return table[key]
        except KeyError:
            continue
    raise LookupError(key)


def main(size):
    device = Device()
    CLEANUPS[0] = 0
    counts = {}
    texts = ["12", "3.5", "x", "-7", "1e3", "", "0x1", "99"]
    tables = [{i: i for i in range(10)}, {i: -i for i in range(20)}, {}]
    total = 0
    for n in range(size):
        try:
            with device:
                total += device.read(n)
        except Problem as problem:
            counts[type(problem).__name__] = counts.get(type(problem).__name__, 0) + 1
            total -= problem.code
        else:
            total += 1
        value = parse(texts[n % 8])
        if value is not None:
            total += int(value)
        try:
            total += look_up(tables, n % 25)
        except LookupError as error:
            total += error.args[0]
        try:
            [1, 2, 3][n % 4]
        except IndexError as error:
            total += len(str(error))
        if n % 8 == 0:
            try:
                total += descend(10, n // 8)
            except KeyError as error:
                total += error.args[0]
    assert device.opened == device.closed == size, "a device stayed open"
    return "%d, failed %d, %s, %d cleanups" % (total, device.failed, sorted(counts.items()), CLEANUPS[0])


repeat(main, 60000)
