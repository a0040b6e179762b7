"""A pipeline of generators over sensor readings: filters, windows, batches, generator expressions, yield from."""
from measured import repeat


def readings(count):
    seed = 3
    for i in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        yield i, seed // 65536 % 1000


def valid(stream):
    for at, value in stream:
        if value < 950:
            yield at, value


def smoothed(stream, width):
    window = []
    total = 0
    for at, value in stream:
        window.append(value)
        total += value
        if len(window) > width:
            total -= window.pop(0)
        yield at, total / len(window)


def changes(stream, threshold):
    last = None
    for at, value in stream:
        if last is None or abs(value - last) > threshold:
            last = value
            yield at, value


def batches(stream, size):
    batch = []
    for item in stream:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def walk(tree):
    """The leaves of nested lists."""
    for node in tree:
        if isinstance(node, list):
            yield from walk(node)
        else:
            yield node


def nested(depth):
    return depth if depth < 2 else [nested(depth - 1), depth, nested(depth - 2)]


def primes():
    """All of them, by a chain of filters would be slow: by a dict of what is crossed out next."""
    crossed = {}
    n = 2
    while True:
        step = crossed.pop(n, 0)
        if step:
            at = n + step
            while at in crossed:
                at += step
            crossed[at] = step
        else:
            yield n
            crossed[n * n] = n
        n += 1


def main(size):
    kept = 0
    low, high = 1000.0, 0.0
    for batch in batches(changes(smoothed(valid(readings(size)), 5), 12.5), 16):
        kept += len(batch)
        low = min(low, min(value for _, value in batch))
        high = max(high, max(value for _, value in batch))
    squares = sum(value * value for at, value in readings(size) if at % 3 == 0)
    pairs = sum(a * b for a, b in zip((n % 17 for n in range(size)), (n % 13 for n in range(size))))
    leaves = sum(walk(nested(14)))
    generator = primes()
    last = 0
    for _ in range(size // 20):
        last = next(generator)
    assert any(value > 990 for _, value in readings(size)) or size < 200
    assert all(last % n for n in range(2, int(last ** 0.5) + 1)), "not a prime"
    return "%d kept, %.1f to %.1f, %d, %d, %d, %d" % (kept, low, high, squares, pairs, leaves, last)


repeat(main, 100000)
