"""Special methods set to None, keywords for the __init__ of derived iterators, states of partials, odd lengths and names."""
import copy
import functools
import itertools
import operator
import pickle
import struct
import weakref


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class Equal:
    def __eq__(self, other):
        return True


class Blocked(Equal):
    __eq__ = None


class Alone:
    __eq__ = None
    __lt__ = None


class Unlike(Equal):
    __ne__ = None


class NotInPlace(list):
    __iadd__ = None


print('# None instead of a method')
for left, right in ((Equal(), Alone()), (Alone(), Equal()), (Equal(), Blocked()), (Blocked(), Equal())):
    attempt(lambda: left == right)
attempt(lambda: Equal() != Unlike())
attempt(lambda: Unlike() != Equal())
attempt(lambda: Alone() < 1)
attempt(lambda: operator.iadd(NotInPlace(), [1]))

print('# derived iterators with an __init__')
for kind, arguments in ((map, (str, [1, 2])), (filter, (None, [0, 1])), (itertools.chain, ('a', 'b')),
                        (itertools.islice, ('abc', 2)), (itertools.cycle, ('ab',)), (itertools.pairwise, ('abc',)),
                        (itertools.takewhile, (bool, [1, 0])), (reversed, ('ab',)), (float, (2.5,))):
    class Plain(kind):
        pass

    class Named(kind):
        def __init__(self, *arguments, name=None):
            self.name = name

    attempt(lambda: Plain(*arguments, name=3))
    named = Named(*arguments, name=3)
    print(kind.__name__, named.name, list(itertools.islice(named, 3)) if kind is not float else named)

print('# partials')


class Derived(functools.partial):
    pass


for kind in functools.partial, Derived:
    partial = kind(divmod, 7)
    partial.note = ['n']
    for other in copy.copy(partial), copy.deepcopy(partial), pickle.loads(pickle.dumps(functools.partial(len))):
        print(type(other).__name__, other.func.__name__, other.args, other.__dict__)

print('# lengths, names, formats')
for length in -1, -2**70, 2**63, 2**70, 3:
    class Long:
        def __len__(self):
            return length

    attempt(lambda: len(Long()))
attempt(lambda: type('a\0b', (), {}))
attempt(lambda: struct.calcsize('\0'))
attempt(lambda: struct.calcsize('2\0i'))
attempt(lambda: int.from_bytes([0], 'big\0'))

print('# complex')


class Doubled(complex):
    def __complex__(self):
        return complex(2 * self.real, 1)


print(complex(Doubled(3)), complex(1, Doubled(3)))
print((1 + 2j).__getnewargs__(), b'ab'.__getnewargs__(), (2j) == 2**60, complex(2**60) == 2**60, complex(2**60) == 2**60 + 1)
print(complex(1e400) == 10**400, complex(5, 0) != 5, 2**54 + 1 == complex(2**54))


class Wrong:
    def __complex__(self):
        return 1j


attempt(lambda: complex(0, Wrong()))
first, second = itertools.tee('ab')
print(weakref.ref(first)() is first)
