#!/usr/bin/env python3
"""Make readings.csv: one day of readings of a sensor, every ten seconds, as a logger might have left them.

usage: make_data.py [FILE]      (default: readings.csv in the current directory)

The columns are seconds since midnight, temperature in degrees, relative humidity in percent and battery voltage. The
temperature follows the day, a heater that switches with a period of 18 minutes, and noise. Some lines are broken, as by
a full disk or a loose plug, and some readings are far off. The seed is fixed and nothing but +, -, * and % on numbers is
used, so every Python on every machine makes the same file.
"""
import sys

STEP = 10
DAY = 86400
HEATER_PERIOD = 1080
SEED = 20261122


class Random:
    """A linear congruential generator: the same numbers everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return (self.state >> 33) % n

    def noise(self):
        """Roughly normal, mean 0, deviation 1: the sum of twelve uniform numbers."""
        return sum([self.below(10000) for _ in range(12)]) / 10000 - 6


def wave(t, period):
    """A smooth wave of height 1 that needs no library: two parabolas a period."""
    x = t % period / period
    return 16 * x * (0.5 - x) if x < 0.5 else -16 * (x - 0.5) * (1 - x)


def lines():
    random = Random(SEED)
    yield "seconds,temperature,humidity,battery"
    for t in range(0, DAY, STEP):
        temperature = 19.5 + 4.0 * wave(t - DAY // 3, DAY) + 0.8 * wave(t, HEATER_PERIOD) + 0.25 * random.noise()
        humidity = 55.0 - 9.0 * wave(t - DAY // 3, DAY) + 0.7 * random.noise()
        battery = 4.15 - 0.45 * t / DAY + 0.004 * random.noise()
        chance = random.below(1000)
        if chance < 8:
            temperature += 40 if chance % 2 else -60
        line = "%d,%.2f,%.1f,%.3f" % (t, temperature, humidity, battery)
        if 8 <= chance < 11:
            line = line[:random.below(len(line) - 1)]
        elif chance == 11:
            line = line.replace(",", ";")
        elif chance == 12:
            line = "%d,nan,,?" % t
        elif chance == 13:
            line = "#### sensor restarted ####"
        yield line


def main():
    with open(sys.argv[1] if len(sys.argv) > 1 else "readings.csv", "w") as f:
        for line in lines():
            f.write(line + "\n")


main()
