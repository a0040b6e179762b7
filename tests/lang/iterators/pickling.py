"""Iterators of built-in types are copied and pickled where they stand; __setstate__ clamps; hints stay true."""
import copy
import pickle
from operator import length_hint


class Items:
    """Iterable by __getitem__ only."""

    def __init__(self, last):
        self.last = last

    def __getitem__(self, index):
        if index > self.last:
            raise IndexError
        return index * 10


def even(number):
    return number % 2 == 0


class Count:
    """Callable with state, for iter(callable, sentinel)."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        self.now += 1
        return self.now


makers = {
    'list': lambda: iter([1, 2, 3, 4]),
    'list backwards': lambda: reversed([1, 2, 3, 4]),
    'tuple': lambda: iter((1, 2, 3)),
    'tuple backwards': lambda: reversed((1, 2, 3)),
    'str': lambda: iter('aé€😀z'),
    'bytes': lambda: iter(b'abc'),
    'bytearray': lambda: iter(bytearray(b'abc')),
    'range': lambda: iter(range(3, 20, 5)),
    'range down': lambda: iter(range(2**63 - 1, 0, -2**61)),
    'wide range': lambda: iter(range(2**70, 2**70 + 3)),
    'wide range backwards': lambda: reversed(range(2**70, 2**70 + 3)),
    'dict': lambda: iter({'a': 1, 'b': 2, 'c': 3}),
    'values': lambda: iter({'a': 1, 'b': 2}.values()),
    'items': lambda: iter({'a': 1, 'b': 2}.items()),
    'dict backwards': lambda: reversed({'a': 1, 'b': 2, 'c': 3}),
    'items backwards': lambda: reversed({'a': 1, 'b': 2, 'c': 3}.items()),
    'set': lambda: iter({5}),
    'getitem': lambda: iter(Items(3)),
    'sentinel': lambda: iter(Count(), 5),
    'enumerate': lambda: enumerate('abc', 2**60),
    'zip': lambda: zip([1, 2, 3], 'xyz'),
    'zip strict': lambda: zip([1, 2], 'xy', strict=True),
    'map': lambda: map(divmod, [10, 20, 30], (3, 7, 9)),
    'filter': lambda: filter(even, range(10)),
}

print('# pickled after 0, 1, … items, until the end')
for name, make in makers.items():
    whole = list(make())
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        for passed in range(len(whole) + 1):
            iterator = make()
            for _ in range(passed):
                next(iterator)
            stored = pickle.dumps(iterator, protocol)
            assert list(iterator) == whole[passed:], name
            assert next(iterator, None) is None, name
            again = pickle.loads(stored)
            assert list(again) == whole[passed:], (name, protocol, passed)
    print(name, whole[:2])

print('# copies are independent')
for name in 'list', 'str', 'range', 'enumerate', 'dict':
    first = makers[name]()
    next(first)
    second = copy.copy(first) if name != 'enumerate' else copy.deepcopy(first)
    print(name, next(first), next(first), '|', next(second))

print('# what __reduce__ says')
iterator = iter([7, 8])
print(iterator.__reduce__()[1:])
list(iterator)
print(iterator.__reduce__()[1:])
for iterator in reversed([7, 8]), reversed((7, 8)), iter((7, 8)), iter('ab'), iter(b'ab'):
    print(iterator.__reduce__()[0].__name__, iterator.__reduce__()[1:])
    list(iterator)
    print(iterator.__reduce__()[0].__name__, iterator.__reduce__()[1:])
print(zip([], strict=True).__reduce__()[2], len(zip([]).__reduce__()))
print(iter({'k': 'v'}).__reduce__()[1], iter({4}).__reduce__()[1])

print('# __setstate__')
for index in -5, 0, 2, 99:
    for make in (lambda: iter([1, 2, 3]), lambda: iter((1, 2, 3)), lambda: iter('a€c'), lambda: iter(b'abc'),
                 lambda: iter(range(3)), lambda: reversed([1, 2, 3]), lambda: reversed((1, 2, 3)),
                 lambda: iter(Items(2))):
        iterator = make()
        iterator.__setstate__(index)
        print(index, list(iterator))
try:
    iter([]).__setstate__('1')
except TypeError as error:
    print('TypeError')


class Endless:
    def __getitem__(self, index):
        return index


iterator = iter(Endless())
iterator.__setstate__(2**63 - 3)
print(next(iterator) - 2**63, next(iterator) - 2**63)
try:
    next(iterator)
except OverflowError as error:
    print(error)

print('# subclasses keep their type')


class Numbered(enumerate):
    pass


numbered = Numbered('abc')
next(numbered)
again = pickle.loads(pickle.dumps(numbered))
print(type(again).__name__, list(again))

print('# length hints')
values = {'a': 1, 'b': 2, 'c': 3}
backwards, forwards, items = reversed(values), iter(values), iter({1, 2})
next(backwards)
print(length_hint(backwards), length_hint(forwards), length_hint(items))
values['d'] = 4
print(length_hint(backwards), length_hint(forwards))
