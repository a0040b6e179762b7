"""A Kalman filter for a vehicle from noisy positions: small matrices in objects with operators, and by hand in floats."""
from measured import repeat


class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([[sum([a * b for a, b in zip(row, column)]) for column in columns] for row in self.rows])

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __sub__(self, other):
        return Matrix([[a - b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __mul__(self, factor):
        return Matrix([[a * factor for a in row] for row in self.rows])

    @property
    def T(self):
        return Matrix([list(column) for column in zip(*self.rows)])


def measurements(count):
    seed = 77
    at, speed = 0.0, 1.0
    out = []
    for i in range(count):
        speed += 0.01 if i // 50 % 2 else -0.01
        at += speed
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append((at, at + (seed // 65536 % 2001 - 1000) / 500))
    return out


def with_matrices(data):
    step = Matrix([[1.0, 1.0], [0.0, 1.0]])
    look = Matrix([[1.0, 0.0]])
    noise = Matrix([[0.0001, 0.0], [0.0, 0.001]])
    identity = Matrix([[1.0, 0.0], [0.0, 1.0]])
    state = Matrix([[0.0], [0.0]])
    spread = identity * 10.0
    error = 0.0
    for truth, seen in data:
        state = step @ state
        spread = step @ spread @ step.T + noise
        gain = spread @ look.T * (1.0 / ((look @ spread @ look.T).rows[0][0] + 1.3))
        state = state + gain * (seen - (look @ state).rows[0][0])
        spread = (identity - gain @ look) @ spread
        error += (state.rows[0][0] - truth) ** 2
    return error / len(data), state.rows[0][0], state.rows[1][0]


def with_floats(data):
    x = v = 0.0
    p00, p01, p11 = 10.0, 0.0, 10.0
    error = 0.0
    for truth, seen in data:
        x += v
        p00 += 2 * p01 + p11 + 0.0001
        p01 += p11
        p11 += 0.001
        scale = 1.0 / (p00 + 1.3)
        k0, k1 = p00 * scale, p01 * scale
        off = seen - x
        x += k0 * off
        v += k1 * off
        p11 -= k1 * p01
        p01 *= 1.0 - k0
        p00 *= 1.0 - k0
        error += (x - truth) ** 2
    return error / len(data), x, v


def main(size):
    data = measurements(size)
    matrices = with_matrices(data[:size // 10])
    check = with_floats(data[:size // 10])
    assert all([abs(a - b) < 1e-6 for a, b in zip(matrices, check)]), "the two ways differ"
    floats = with_floats(data)
    raw = 0.0
    for truth, seen in data:
        raw += (seen - truth) ** 2
    assert floats[0] < raw / size, "the filter does not help"
    return "%.6f %.6f %.6f" % floats


repeat(main, 25000)
