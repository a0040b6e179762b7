# C functions that look at frames see the right ones from hot loops and from functions that they inline.
import sys


def doubled(i):
    x = i * 2
    return locals()["x"] + len(locals())


def loop(n):
    total = 0
    for i in range(n):
        y = i
        total += doubled(i)
        total += locals()["y"]
    return total


def caller():
    return sys._getframe(1).f_code.co_name


def direct(n):
    found = []
    for _ in range(n):
        name = caller()
        if name not in found:
            found.append(name)
    return found


def through_map(n):
    return sorted(set(map(lambda _: caller(), range(n))))


def evaluated(n):
    total = 0
    for i in range(n):
        total += eval("i + n")
    return total


def classes(n):
    return {type("C", (), {}).__module__ for _ in range(n)}


print(loop(400))
print(direct(400))
print(through_map(300))
print(evaluated(200))
print(classes(200))
