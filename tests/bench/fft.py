"""Fast Fourier transform: complex numbers and recursion, then pairs of floats in place; both ways and back."""
import math

from measured import repeat


def recursive(values):
    n = len(values)
    if n == 1:
        return values
    even = recursive(values[0::2])
    odd = recursive(values[1::2])
    out = [0j] * n
    half = n // 2
    for k in range(half):
        angle = -2 * math.pi * k / n
        turned = complex(math.cos(angle), math.sin(angle)) * odd[k]
        out[k] = even[k] + turned
        out[k + half] = even[k] - turned
    return out


def in_place(re, im, direction):
    n = len(re)
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j |= bit
        if i < j:
            re[i], re[j] = re[j], re[i]
            im[i], im[j] = im[j], im[i]
    width = 2
    while width <= n:
        angle = direction * 2 * math.pi / width
        half = width // 2
        for k in range(half):
            c, s = math.cos(angle * k), math.sin(angle * k)
            for i in range(k, n, width):
                j = i + half
                tr = c * re[j] - s * im[j]
                ti = c * im[j] + s * re[j]
                re[j] = re[i] - tr
                im[j] = im[i] - ti
                re[i] += tr
                im[i] += ti
        width *= 2


def main(size):
    signal = [math.sin(0.1 * i) + 0.5 * math.sin(0.37 * i + 1) + (i % 7) / 7 for i in range(size)]
    re, im = list(signal), [0.0] * size
    in_place(re, im, -1)
    spectrum = recursive([complex(x, 0.0) for x in signal[:size // 4]])
    power = 0.0
    best, peak = 0, 0.0
    for k in range(1, size // 2):
        p = re[k] * re[k] + im[k] * im[k]
        power += p
        if p > peak:
            best, peak = k, p
    coarse = max([(abs(spectrum[k]), k) for k in range(1, size // 8)])[1]
    in_place(re, im, 1)
    worst = 0.0
    for i in range(size):
        worst = max(worst, abs(re[i] / size - signal[i]), abs(im[i] / size))
    assert worst < 1e-9, "does not come back"
    return "%d %d %.6f %.6f" % (best, coarse, power, peak)


repeat(main, 16384)
