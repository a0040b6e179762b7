"""The largest singular value of an infinite matrix's corner: calls in inner loops, int to float division."""
import sys
import time


def element(i, j):
    s = i + j
    return 1.0 / (s * (s + 1) // 2 + i + 1)


def times(v, out):
    n = len(v)
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += element(i, j) * v[j]
        out[i] = total


def transposed_times(v, out):
    n = len(v)
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += element(j, i) * v[j]
        out[i] = total


def main(size):
    u = [1.0] * size
    v = [0.0] * size
    middle = [0.0] * size
    for _ in range(10):
        times(u, middle)
        transposed_times(middle, v)
        times(v, middle)
        transposed_times(middle, u)
    uv = vv = 0.0
    for i in range(size):
        uv += u[i] * v[i]
        vv += v[i] * v[i]
    norm = (uv / vv) ** 0.5
    assert 1.2 < norm < 1.2743, "out of the known range"
    return "%.9f" % norm


def repeat(default_size):
    """argv: [size [repetitions]]. With repetitions, the seconds of each go to standard error."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else default_size
    repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    first = None
    for i in range(repetitions):
        begin = time.perf_counter()
        result = main(size)
        seconds = time.perf_counter() - begin
        if first is None:
            first = result
        assert result == first, "a repetition gave another result"
        if len(sys.argv) > 2:
            sys.stderr.write("%.6f\n" % seconds)
    print(first)


repeat(200)
