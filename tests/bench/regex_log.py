"""A log scanned with regular expressions: groups, alternation, findall, sub with a function, split."""
import re

from measured import repeat

LINE = re.compile(r"(?P<date>\d{4}-\d\d-\d\d) (?P<time>[\d:]+)\.(\d{3}) (?P<level>[A-Z]+) \[(?P<unit>[\w.-]+)\] (?P<text>.*)")
ADDRESS = re.compile(r"\b(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\b")
VALUE = re.compile(r"(\w+)=(-?\d+(?:\.\d+)?)")
PROBLEM = re.compile(r"timeout|refused|fail(?:ed|ure)?", re.IGNORECASE)


def make_log(lines):
    seed = 31
    levels = ["INFO", "INFO", "DEBUG", "WARN", "ERROR"]
    units = ["net.eth0", "pump-1", "valve_7", "core"]
    texts = ["link up from 10.0.%d.%d", "flow=%d.5 level=%d", "connection to 192.168.%d.%d Refused", "step %d took %d ms",
             "self test FAILED code=%d retry=%d", "Timeout after %d s, attempt %d"]
    out = []
    for i in range(lines):
        seed = (seed * 1103515245 + 12345) % 2147483648
        r = seed // 65536
        text = texts[r % 6] % (r % 256, r // 7 % 100)
        out.append("2026-11-%02d %02d:%02d:%02d.%03d %s [%s] %s" % (
            1 + i % 28, r % 24, r % 60, r // 3 % 60, r % 1000, levels[r // 5 % 5], units[r // 11 % 4], text))
    out.insert(lines // 2, "-- rotated --")
    return "\n".join(out)


def main(size):
    text = make_log(size)
    by_level, by_unit, values = {}, {}, {}
    bad = problems = addresses = 0
    for line in text.split("\n"):
        match = LINE.match(line)
        if not match:
            bad += 1
            continue
        level = match.group("level")
        by_level[level] = by_level.get(level, 0) + 1
        unit = match["unit"]
        by_unit[unit] = by_unit.get(unit, 0) + int(match[3])
        message = match.group("text")
        if PROBLEM.search(message):
            problems += 1
        for name, value in VALUE.findall(message):
            values[name] = values.get(name, 0.0) + float(value)
        found = ADDRESS.search(message)
        if found:
            addresses += sum([int(part) for part in found.groups()])
    assert bad == 1 and sum(by_level.values()) == size
    hidden = ADDRESS.sub(lambda m: "%s.%s.x.x" % (m[1], m[2]), text)
    words = len(re.split(r"[\s=\[\]]+", hidden))
    return "%s %s %s, %d problems, %d, %d, %d" % (sorted(by_level.items()), sorted(by_unit.items()), sorted(values.items()),
                                                  problems, addresses, words, len(hidden))


repeat(main, 9000)
