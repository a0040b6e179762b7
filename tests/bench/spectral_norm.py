"""The largest singular value of an infinite matrix's corner: calls in inner loops, int to float division."""
from measured import repeat


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


repeat(main, 200)
