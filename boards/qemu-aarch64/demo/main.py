"""A day of sensor readings: clean them, describe them, find what is periodic in them, all in plain Python.

usage: main.py [readings.csv]       (default: beside this file)

Under Martlet the program ends with what the JIT did; everything above the line "-- jit" is the same under CPython.
"""
import math
import os
import sys
import time

try:
    import jit
except ImportError:
    jit = None

POINTS = 8192           # of the FFT: the last two hours of the day are left out
STEP = 10               # seconds between readings
WIDTH = 56              # of the histogram, in characters
WARM_UP = 6.0           # seconds that the spectrum is repeated, so that the JIT has something to do
PATIENCE = 40.0         # seconds at most, on a slow machine


class Reading:
    def __init__(self, seconds, temperature, humidity, battery):
        self.seconds = seconds
        self.temperature = temperature
        self.humidity = humidity
        self.battery = battery


def parse(line):
    """A Reading, or None for a line that is broken."""
    fields = line.split(",")
    if len(fields) != 4:
        return None
    try:
        reading = Reading(int(fields[0]), float(fields[1]), float(fields[2]), float(fields[3]))
    except ValueError:
        return None
    if reading.temperature != reading.temperature:
        return None
    return reading


def read(path):
    """(the good readings, the number of broken lines)"""
    good, broken = [], 0
    with open(path) as f:
        f.readline()
        for line in f:
            reading = parse(line.rstrip("\n"))
            if reading is None or reading.seconds % STEP:
                broken += 1
            else:
                good.append(reading)
    return good, broken


def median_of_three(a, b, c):
    if a > b:
        a, b = b, a
    if c < a:
        return a
    return c if c < b else b


def without_outliers(readings, limit):
    """Readings whose temperature is near both the median of its neighbourhood and a moving average."""
    kept = [readings[0]]
    average = readings[0].temperature
    for i in range(1, len(readings) - 1):
        here = readings[i].temperature
        middle = median_of_three(readings[i - 1].temperature, here, readings[i + 1].temperature)
        if abs(here - middle) > limit or abs(here - average) > 4 * limit:
            continue
        average += 0.05 * (here - average)
        kept.append(readings[i])
    return kept


def statistics(values):
    """(mean, standard deviation, smallest, largest)"""
    total = squares = 0.0
    low = high = values[0]
    for v in values:
        total += v
        squares += v * v
        if v < low:
            low = v
        elif v > high:
            high = v
    mean = total / len(values)
    return mean, math.sqrt(squares / len(values) - mean * mean), low, high


def resample(readings, count):
    """One temperature for each step of time; gaps are filled by straight lines."""
    out = []
    i = 0
    last = len(readings) - 1
    for k in range(count):
        t = k * STEP
        while i < last and readings[i + 1].seconds <= t:
            i += 1
        a = readings[i]
        b = readings[i + 1] if i < last else a
        if b.seconds > a.seconds and t > a.seconds:
            out.append(a.temperature + (b.temperature - a.temperature) * (t - a.seconds) / (b.seconds - a.seconds))
        else:
            out.append(a.temperature)
    return out


def fft(re, im):
    """Fourier transform in place; the length is a power of two."""
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
    half = 1
    while half < n:
        angle = -math.pi / half
        cosines = [math.cos(angle * k) for k in range(half)]
        sines = [math.sin(angle * k) for k in range(half)]
        for start in range(0, n, 2 * half):
            for k in range(half):
                a = start + k
                b = a + half
                x = re[b] * cosines[k] - im[b] * sines[k]
                y = re[b] * sines[k] + im[b] * cosines[k]
                re[b] = re[a] - x
                im[b] = im[a] - y
                re[a] += x
                im[a] += y
        half *= 2


def spectrum(samples):
    """Amplitudes of the frequencies 0 .. n/2, after taking out the mean and fading in and out."""
    n = len(samples)
    mean = sum(samples) / n
    re = [(samples[k] - mean) * (0.5 - 0.5 * math.cos(2 * math.pi * k / n)) for k in range(n)]
    im = [0.0] * n
    fft(re, im)
    return [4 / n * math.sqrt(re[k] * re[k] + im[k] * im[k]) for k in range(n // 2)]


def peaks(amplitudes, least, count):
    """The strongest local maxima from index `least` on, as (amplitude, index)."""
    found = []
    for k in range(least, len(amplitudes) - 1):
        a = amplitudes[k]
        if amplitudes[k - 1] < a >= amplitudes[k + 1]:
            found.append((a, k))
    found.sort(reverse=True)
    return found[:count]


def histogram(values, low, high, rows):
    counts = [0] * rows
    scale = rows / (high - low)
    for v in values:
        k = int((v - low) * scale)
        counts[k if k < rows else rows - 1] += 1
    most = max(counts)
    for k in range(rows):
        bar = "#" * round(counts[k] * WIDTH / most)
        print("  %5.1f %s" % (low + k / scale, (bar + " " + str(counts[k])).strip()))


def describe(name, unit, values):
    print("%-12s mean %6.2f  deviation %5.2f  from %6.2f to %6.2f %s" % ((name,) + statistics(values) + (unit,)))


def analyse(path):
    """Print everything about the file; returns the samples, for the comparison of speed."""
    readings, broken = read(path)
    kept = without_outliers(readings, 5.0)
    print("%d readings, %d broken lines, %d outliers" % (len(readings), broken, len(readings) - len(kept)))
    temperatures = [r.temperature for r in kept]
    describe("temperature", "C", temperatures)
    describe("humidity", "%", [r.humidity for r in kept])
    describe("battery", "V", [r.battery for r in kept])
    samples = resample(kept, POINTS)
    print("strongest periods under two hours:")
    for amplitude, k in peaks(spectrum(samples), POINTS * STEP // 7200, 3):
        print("  %6.1f minutes, amplitude %.2f" % (POINTS * STEP / k / 60, amplitude))
    print("temperatures:")
    low, high = statistics(temperatures)[2:]
    histogram(temperatures, low, high, 14)
    return samples


def seconds_of(work, argument, seconds, ready):
    """The least time of a run, over runs that together take some seconds, and longer until ready() or PATIENCE."""
    best = math.inf
    begin = now = time.perf_counter()
    while now - begin < seconds or (not ready() and now - begin < PATIENCE):
        start = time.perf_counter()
        work(argument)
        now = time.perf_counter()
        best = min(best, now - start)
    return best


def compiled_enough():
    """Whether the JIT has had time to make loops and branches of them fast, and to use what it knew at a branch."""
    s = jit.stats()
    return s["root_traces"] >= 2 and s["side_traces"] >= 1 and s["guards_from_facts"] >= 1


def settle(work, argument, limit):
    """Repeats the work until the JIT, which compiles beside it, has asked for nothing new for three seconds."""
    begin = changed = time.perf_counter()
    before = None
    while time.perf_counter() - changed < 3.0 and time.perf_counter() - begin < limit:
        work(argument)
        stats = jit.stats()
        now = (stats["codegen_requests"], stats["root_traces"], stats["side_traces"])
        if now != before:
            before = now
            changed = time.perf_counter()


def report_jit(samples):
    """What the JIT did so far, and what it gains on the spectrum."""
    mode = jit.mode()
    settle(spectrum, samples, 60.0)
    compiled = seconds_of(spectrum, samples, WARM_UP, compiled_enough)
    jit.set_mode("off")
    interpreted = seconds_of(spectrum, samples, 0.2, lambda: True)
    jit.set_mode(mode)
    s = jit.stats()
    print("-- jit")
    print("root traces %d, side traces %d, exits %d, links to a loop's body %d" % (s["root_traces"], s["side_traces"], s["exits"], s["links_to_body"]))
    print("guards recorded %d, emitted %d, guards from facts %d" % (s["guards_recorded"], s["guards_emitted"], s["guards_from_facts"]))
    print("arena bytes %d, fact bytes %d, trace buffer bytes %d, heap bytes %d" % (s["arena_bytes"], s["fact_bytes"], s["trace_buffer_bytes_max"], s["heap_bytes_max"]))
    print("codegen requests %d in %d ms, codegen peak kB %d" % (s["codegen_requests"], s["codegen_ms"], s["codegen_peak_kb"]))
    print("speed: FFT of %d points in %.3f s interpreted, %.3f s compiled: %.1f times" % (POINTS, interpreted, compiled, interpreted / compiled))


def main():
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "readings.csv")
    samples = analyse(sys.argv[1] if len(sys.argv) > 1 else beside)
    if jit is not None:
        report_jit(samples)


main()
