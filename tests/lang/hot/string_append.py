"""s += text makes a string longer in place where nobody else can see it, and only there."""
import sys


def plain(n):
    s = ""
    for i in range(n):
        s += "0123456789"
    return s


def twice(n):
    s = ""
    for i in range(n):
        s += str(i)
        if i % 3:
            s += ","
    return s


def kept(n):
    s, seen = "", []
    for i in range(n):
        s += "0123456789"
        seen.append(s)
    return seen


def aliased(n):
    s = t = "x" * 200
    for i in range(n):
        s += "ab"
        if i % 50 == 0:
            t = s
    return s, t


def handed_on(n):
    s = ""
    last = None
    for i in range(n):
        s += "abcdefghij"
        if i % 60 == 59:
            last = s
            s += "!"
    return s, last


def parameter(s, n):
    for i in range(n):
        s += "."
    return s


def restarted(n):
    parts = []
    s = ""
    for i in range(n):
        s += "abcdefghijklmnopqrstuvwxyz"
        if len(s) > 300:
            parts.append(s)
            s = ""
    return parts


def itself(n):
    s = "abc"
    for i in range(n):
        s += s
    return s


def raising(n):
    s = ""
    for i in range(n):
        try:
            s += "0123456789"
            if i % 7 == 6:
                raise ValueError(s)
        except ValueError as error:
            kept = error.args[0]
            s += "?"
            assert kept + "?" == s, i
        else:
            s += "+"
    return s


def generator(n):
    s = ""
    for i in range(n):
        s += "0123456789"
        if i % 40 == 39:
            yield s


def other_operand(n):
    class Text:
        def __radd__(self, left):
            return shared

    shared = plain(100)
    s = 1 if n < 0 else ""
    for i in range(n):
        s += Text()
        s += "x"
    return len(s), len(shared)


def empty_left(n):
    shared = plain(100)
    for i in range(n):
        s = ""
        s += shared
        s += "x"
        s += "y"
    return len(s), len(shared)


def looked_at(n):
    seen = []
    s = ""
    for i in range(n):
        s += "0123456789"
        if i % 25 == 24:
            seen.append(sys._getframe().f_locals["s"])
    return [len(text) for text in seen]


def caller_looks(n):
    def look():
        seen.append(sys._getframe(1).f_locals["s"])

    seen = []
    s = ""
    for i in range(n):
        s += "0123456789"
        if i % 25 == 24:
            look()
    return [len(text) for text in seen]


def wide(n):
    s = ""
    for i in range(n):
        s += "\u20ac" if i % 5 == 0 else "e"
    return s


def hashed(n):
    seen = {}
    s = ""
    for i in range(n):
        s += "0123456789"
        if i == 40:
            seen[s] = i
    return seen[s[:410]], s in seen, hash(s) == hash("0123456789" * n)


def switched(n):
    s = ""
    for i in range(n):
        s += "abcdefghij"
        if i == n // 2:
            t = s
            s = ""
        elif i == n // 2 + 20:
            s = t
    return len(s), len(t), s[:10] + s[-10:]


def text_and_numbers(values):
    s = values[0]
    for value in values[1:]:
        s += value
    return s


print(len(plain(3000)), plain(3000) == "0123456789" * 3000, plain(20) == plain(20))
print(len(twice(3000)), hash(twice(500)) == hash("".join(str(i) + ("," if i % 3 else "") for i in range(500))))
seen = kept(200)
print([len(s) for s in seen[::40]], all(s == "0123456789" * (k + 1) for k, s in enumerate(seen)))
s, t = aliased(320)
print(len(s), len(t), t == s[:len(t)])
s, last = handed_on(300)
print(len(s), len(last), s.startswith(last), s.count("!"))
start = plain(50)
first, second = parameter(start, 300), parameter(start, 5)
print(len(start), len(first), len(second), start == plain(50), parameter(first, 10).count("."), first.count("."))
print([len(s) for s in restarted(60)], len(itself(10)))
print(len(raising(300)), raising(30))
chunks = list(generator(200))
print([len(s) for s in chunks], all(a == b[:len(a)] for a, b in zip(chunks, chunks[1:])))
print(other_operand(200), empty_left(200), looked_at(200), caller_looks(200))
print(len(wide(400)), wide(400).count("\u20ac"), wide(400)[395:], hashed(200), switched(100))
print(text_and_numbers(["a" * 200, "b", "c"])[-3:], text_and_numbers([1, 2]), text_and_numbers([[1], [2]]))
for n in range(3):
    result = plain(100)
    copy = result
    result += "tail"
    print(len(copy), len(result), copy == plain(100))
