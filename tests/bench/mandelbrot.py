"""The Mandelbrot set: float recurrences and a loop with two ends."""
from measured import repeat

LIMIT = 50


def rows(size):
    """Per row of the picture: how many points never escape, and the sum of the rounds of the others."""
    out = []
    for y in range(size):
        ci = 2.0 * y / size - 1.0
        inside = 0
        rounds = 0
        for x in range(size):
            cr = 2.0 * x / size - 1.5
            zr = zi = tr = ti = 0.0
            n = 0
            while n < LIMIT and tr + ti <= 4.0:
                zi = 2.0 * zr * zi + ci
                zr = tr - ti + cr
                tr = zr * zr
                ti = zi * zi
                n += 1
            if n == LIMIT:
                inside += 1
            else:
                rounds += n
        out.append((inside, rounds))
    return out


def main(size):
    points = rows(size)
    inside = sum([p[0] for p in points])
    rounds = sum([p[1] for p in points])
    assert 0.3 < inside / (size * size) < 0.5, "the area is about 1.5 of 4"
    digest = 0
    for a, b in points:
        digest = (digest * 31 + a * 7 + b) % 1000000007
    return "%d inside, %d rounds, digest %d" % (inside, rounds, digest)


repeat(main, 250)
