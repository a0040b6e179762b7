# Patterns for sequences and mappings: which classes count.
import collections
import collections.abc


def kind(value):
    match value:
        case [*_]:
            return 'sequence'
        case {}:
            return 'mapping'
        case _:
            return 'neither'


class Sequence(collections.abc.Sequence):
    def __getitem__(self, index):
        return index

    def __len__(self):
        return 42


class Mapping(collections.abc.Mapping):
    def __getitem__(self, key):
        return key

    def __len__(self):
        return 1

    def __iter__(self):
        return iter(['key'])


class Plain:
    def __len__(self):
        return 0


class Child(Plain):
    pass


print([kind(v) for v in (Sequence(), Mapping(), Plain(), Child(), collections.deque(), collections.OrderedDict(),
                         range(2), memoryview(b''), 'str', b'bytes', bytearray(), {1}, iter([]), vars(Plain))])
match Sequence():
    case [x, *_, y]:
        print(x, y)
match Mapping():
    case {'key': value}:
        print(value)
match Mapping():
    case {'key': 1, 'two': 2}:  # more keys than there are
        print('two')
    case {**rest}:
        print('rest', rest)
collections.abc.Sequence.register(Plain)
print(kind(Plain()), kind(Child()))


class Other:
    pass


collections.abc.MutableMapping.register(Other)
print(kind(Other()))
Other.__len__ = lambda self: 0


class Both(collections.UserDict, collections.abc.Sequence):
    pass


class BothTheOtherWay(collections.abc.Sequence, collections.UserDict):
    __getitem__ = collections.UserDict.__getitem__


print(kind(Both()), kind(BothTheOtherWay()), kind(type('U', (collections.UserList,), {})()))
try:
    class Wrong(metaclass=__import__('abc').ABCMeta):
        __abc_tpflags__ = 3 << 5
except TypeError as error:
    print(error)
