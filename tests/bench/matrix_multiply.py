"""Matrices as lists of lists: three nested loops, by index and by zip, transposition, powers, a determinant."""
from measured import repeat


def make(n, seed):
    rows = []
    for _ in range(n):
        row = []
        for _ in range(n):
            seed = (seed * 1103515245 + 12345) % 2147483648
            row.append((seed // 65536 % 200 - 100) / 64)
        rows.append(row)
    return rows


def multiply(a, b):
    n, m, p = len(a), len(b), len(b[0])
    result = []
    for i in range(n):
        row = [0.0] * p
        left = a[i]
        for k in range(m):
            factor = left[k]
            right = b[k]
            for j in range(p):
                row[j] += factor * right[j]
        result.append(row)
    return result


def transpose(a):
    return [list(row) for row in zip(*a)]


def multiply_by_columns(a, b):
    columns = transpose(b)
    return [[sum([x * y for x, y in zip(row, column)]) for column in columns] for row in a]


def determinant(a):
    """By elimination with the largest pivot."""
    a = [list(row) for row in a]
    n = len(a)
    product = 1.0
    for k in range(n):
        best = k
        for i in range(k + 1, n):
            if abs(a[i][k]) > abs(a[best][k]):
                best = i
        if best != k:
            a[k], a[best] = a[best], a[k]
            product = -product
        pivot = a[k][k]
        product *= pivot
        for i in range(k + 1, n):
            factor = a[i][k] / pivot
            row, top = a[i], a[k]
            for j in range(k, n):
                row[j] -= factor * top[j]
    return product


def main(size):
    a, b = make(size, 1), make(size, 2)
    c = multiply(a, b)
    assert c == multiply_by_columns(a, b), "both ways add in the same order, exactly"
    trace = total = 0.0
    for i in range(size):
        trace += c[i][i]
        for x in c[i]:
            total += x
    part = [row[:20] for row in a[:20]]
    return "%.6f %.6f %.9e" % (trace, total, determinant(part))


repeat(main, 100)
