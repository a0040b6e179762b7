"""itertools: every iterator, its arguments and messages, what it does when sources misbehave, copies of its state."""
from itertools import *
import itertools


def error(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as e:
        print(type(e).__name__, e)


def show(iterable, most=12):
    print(list(islice(iterable, most)))


print("count")
show(count()), show(count(5)), show(count(2, 3)), show(count(1.5, 0.5)), show(count(-3, -1))
print(count(), count(7), count(1, 2), count(1.0, 2), count(step=3), count(start=2), count(2**70))
big = count(2**50 - 2)
show(big, 5)
show(count(2**62, 2**62), 4)
show(count(1j, 1), 3)
error(count, "a")
error(count, 1, None)
error(count, 1, 2, 3)
error(count, begin=1)
show(count(True), 3)

print("cycle")
show(cycle("abc"), 8), show(cycle([]), 3), show(cycle([1]), 3)
error(cycle)
error(cycle, 1)
error(cycle, iterable=1)

print("repeat")
show(repeat(1), 4), show(repeat(1, 3)), show(repeat("x", -2)), show(repeat(object=2, times=2))
print(repeat(1), repeat([1], 3), repeat("a", times=0), repeat(1, -5))
print(repeat(1, 5).__length_hint__())
error(repeat(1).__length_hint__)
error(repeat)
error(repeat, 1, "a")
error(repeat, 1, 2, 3)

print("accumulate")
print(list(accumulate([1, 2, 3])), list(accumulate([])), list(accumulate([], initial=4)))
print(list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], lambda a, b: a * b, initial=10)))
print(list(accumulate("abc")), list(accumulate([1, 2], None, initial=None)), list(accumulate(iterable=[5], func=min)))
error(accumulate)
error(lambda: list(accumulate([1, "a"])))
error(accumulate, [1], 2, 3)

print("chain")
print(list(chain("ab", [1], (), {3: 4})), list(chain()), list(chain.from_iterable(["ab", "c"])))
error(lambda: list(chain([1], 2)))
error(lambda: list(chain.from_iterable([[1], 2])))
error(chain, a=1)
print(chain[int])
source = chain([1, 2], 5, [3])
print(next(source), next(source))
error(next, source)
error(next, source)

print("combinations and permutations")
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations([], 0)), list(combinations("ab", 0)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 2)))
print(list(combinations_with_replacement([], 0)), list(combinations_with_replacement("a", 3)))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations("ab", 3)), list(permutations([])))
print(list(permutations(range(4), 0)), len(list(permutations(range(6)))), sum(1 for _ in permutations(range(6), 4)))
error(combinations, "ab", -1)
error(combinations, "ab")
error(combinations, "ab", "c")
error(combinations_with_replacement, "ab", -1)
error(permutations, "ab", -1)
error(permutations, "ab", 1.0)
error(permutations, 3)
print(list(combinations(iterable="abc", r=1)))

print("product")
print(list(product("ab", [1, 2])), list(product()), list(product([], "ab")), list(product("ab", repeat=2)))
print(list(product("a", "bc", repeat=2)), list(product("ab", repeat=0)), len(list(product(range(5), repeat=4))))
error(product, "a", repeat=-1)
error(product, "a", times=2)
error(product, 1)

print("selecting")
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(compress("abc", [0, 1])), list(compress(data=[1], selectors=[2])))
error(compress, 1)
print(list(dropwhile(lambda x: x < 3, [1, 4, 2, 5])), list(takewhile(lambda x: x < 3, [1, 2, 4, 1])))
taking = takewhile(lambda x: x < 3, iter([1, 5, 1]))
print(list(taking), list(taking))
print(list(filterfalse(None, [0, 1, "", 2, []])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(bool, [0, 1])))
print(list(starmap(pow, [(2, 3), [3, 2], iter((4, 1))])), list(starmap(lambda *a: a, [(), (1, 2, 3)])))
error(lambda: list(starmap(pow, [2])))
error(lambda: list(takewhile(lambda x: 1 // x, [1, 0])))
error(dropwhile, 1)
error(filterfalse, None)
error(starmap, a=1)

print("islice")
print(list(islice("abcdefg", 2)), list(islice("abcdefg", 2, 4)), list(islice("abcdefg", 2, None)), list(islice("abcdefg", 0, None, 2)))
print(list(islice("abc", None)), list(islice("abc", None, None, None)), list(islice("abc", 0)), list(islice("abc", 5, 3)))
source = iter(range(10))
print(list(islice(source, 2, 5, 2)), list(source))
source = iter(range(10))
print(list(islice(source, 3, 3)), list(source))
import sys
print(list(islice("abc", sys.maxsize)), list(islice("abc", 1, sys.maxsize, sys.maxsize)))
for args in ((-1,), ("a",), (-5, 1), (1, -5), (1, "a"), ("a", 1), (0, 5, 0), (0, 5, -1), (0, 5, "a"), (2**70,), (), (1, 2, 3, 4)):
    error(islice, "abc", *args)
error(islice, "abc", stop=3)

print("pairwise and zip_longest")
print(list(pairwise("abcd")), list(pairwise("a")), list(pairwise("")))
error(pairwise)
print(list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest()), list(zip_longest("ab", "abc")), list(zip_longest("", "")))
error(zip_longest, 1)
error(zip_longest, "a", fill=1)

print("groupby")
print([(key, list(group)) for key, group in groupby("aabbbca")])
print([(key, list(group)) for key, group in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
groups = list(groupby("aab"))
print([(key, list(group)) for key, group in groups])
grouped = groupby([1, 1, 2, 2, 3])
key, group = next(grouped)
print(key, next(group), next(grouped)[0], list(group))
error(groupby)
error(lambda: [list(g) for k, g in groupby([1, 2], key=lambda x: 1 // (x - 2))])

print("tee")
a, b = tee(iter(range(5)))
print(next(a), next(a), list(b), list(a))
print(len(tee([], 0)), [list(t) for t in tee("ab", 3)])
a, b = tee(iter(range(200)))
print(sum(a), sum(b))
a = tee([1, 2])[0]
print(next(a), list(tee(a)[1]), type(a).__name__)
error(tee, [1], -1)
error(tee, 1)
error(tee, [1], "a")
again = []
first, second = tee(x for x in map(lambda n: next(again[0]) if again else n, [1, 2]))
again.append(first)
error(next, second)

print("names and repr")
print(repr(chain()).startswith("<itertools.chain object at 0x"), type(count()), chain.__module__, itertools.__name__)
error(lambda: count()[1])
error(lambda: len(chain()))
error(lambda: itertools._grouper(1, 2))


class Chain(chain):
    def __init__(self, *args, label=None):
        self.label = label


named = Chain("ab", "c", label="x")
print(list(named), named.label)

print("hostile")


class Boom:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("boom")


for make in (lambda: cycle(Boom()), lambda: accumulate(Boom()), lambda: chain(Boom()), lambda: compress("a", Boom()),
             lambda: islice(Boom(), 1), lambda: pairwise(Boom()), lambda: zip_longest("a", Boom()), lambda: groupby(Boom()),
             lambda: tee(Boom())[0], lambda: starmap(print, Boom()), lambda: filterfalse(None, Boom())):
    error(next, make())
error(product, Boom())
error(permutations, Boom())


class Recursive:
    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        next(self.user, None)
        return self.left


for make in (pairwise, lambda s: zip_longest(s, s), chain, cycle, groupby, accumulate, lambda s: islice(s, 1, 9)):
    source = Recursive()
    source.left = 4
    source.user = make(source)
    print(len(list(islice(source.user, 10))) >= 0)


class Key:
    busy = False

    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        if not Key.busy:
            Key.busy = True
            next(walker, None)
            Key.busy = False
        return self.n == other.n


walker = groupby([1, 1, 2, 3, 3, 4], Key)
print(len([k.n for k, g in walker]) > 0)
values = [1, 2, 3]
shrinking = chain(values, values)
print(next(shrinking), values.clear(), list(shrinking))

print("state")
for iterator in (count(3), count(3, 2), repeat(1), repeat(1, 3), combinations("abc", 2), permutations("ab"),
                 product("ab", "c")):
    constructor, arguments = iterator.__reduce__()
    print(constructor.__name__, type(arguments).__name__, list(islice(constructor(*arguments), 3)))
for iterator in (combinations("abcd", 2), permutations("abc", 2), product("ab", "cd"), combinations_with_replacement("abc", 2)):
    next(iterator), next(iterator)
    constructor, arguments, state = iterator.__reduce__()
    again = constructor(*arguments)
    again.__setstate__(state)
    print(arguments, state, next(again), next(iterator))
error(combinations("abc", 2).__setstate__, (1,))
error(product("ab").__setstate__, 1)
error(chain().__setstate__, 1)
error(cycle("a").__setstate__, (1,))
print(islice("abc", 1, None).__reduce__()[1][1:], dropwhile(None, "").__reduce__()[2], zip_longest("a", "bc").__reduce__()[2])
