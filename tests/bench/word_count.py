"""Words of a long text counted in a dict: split, strip, lower case, get with a default, sorting of items."""
from measured import repeat

SYLLABLES = ["ka", "lo", "mi", "ter", "ven", "a", "os", "un", "pre", "tion", "ly", "do"]


def make_text(words):
    """Lines of ten words; a few words are frequent, most are rare."""
    seed = 1234
    lines = []
    line = []
    for i in range(words):
        seed = (seed * 1103515245 + 12345) % 2147483648
        length = 1 + seed // 65536 % 3
        word = ""
        rest = seed // 7 if seed & 1024 else seed // 2000003
        for _ in range(length):
            word += SYLLABLES[rest % 12]
            rest //= 12
        if i % 10 == 0:
            word = word.capitalize()
        if i % 7 == 3:
            word += ","
        line.append(word)
        if i % 10 == 9:
            line[-1] += "."
            lines.append(" ".join(line))
            line = []
    if line:
        lines.append(" ".join(line))
    return "\n".join(lines)


def count(text):
    counts = {}
    for line in text.split("\n"):
        for word in line.split():
            word = word.strip(".,").lower()
            counts[word] = counts.get(word, 0) + 1
    return counts


def main(size):
    text = make_text(size)
    counts = count(text)
    total = 0
    for word in counts:
        total += counts[word]
    assert total == size, "words got lost"
    lengths = {}
    for word, times in counts.items():
        lengths[len(word)] = lengths.get(len(word), 0) + times
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]
    return "%d words, %d different, %s; by length %s" % (
        total, len(counts), " ".join(["%s=%d" % item for item in best]),
        " ".join(["%d:%d" % (n, lengths[n]) for n in sorted(lengths)]))


repeat(main, 150000)
