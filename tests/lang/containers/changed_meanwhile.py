"""Containers whose items change them meanwhile, and calls of __hash__ and __eq__ that must not be repeated."""


class Clears:
    """Empties a list whenever it is compared or asked for its index."""

    def __init__(self, victim):
        self.victim = victim

    def __eq__(self, other):
        self.victim.clear()
        return NotImplemented

    def __index__(self):
        self.victim.clear()
        return 42


print('# lists that lose their items while they are compared')
one, two, three = [], [], []
one.append(Clears(two))
two.append(Clears(one))
print(one == two, one, two)
three.append(Clears(three))
print(three == [1], three != [1])

print('# bytes of a list that shrinks or grows')
items = []
items += [Clears(items), Clears(items)]
print(bytes(items), items)


class Grows:
    def __index__(self):
        if len(growing) < 20:
            growing.append(7)
        return 9


growing = [Grows(), Grows()]
growing.append(Grows())
print(bytes(growing))

print('# one hash, one comparison')


class Counted:
    def __init__(self, number):
        self.number, self.hashes, self.comparisons = number, 0, 0

    def __hash__(self):
        self.hashes += 1
        return self.number

    def __eq__(self, other):
        self.comparisons += 1
        return self.number == other.number


first, second = Counted(5), Counted(5)
table = {first: 'first'}
print(table.setdefault(second, 'second'), first.hashes, second.hashes, first.comparisons + second.comparisons)
third = Counted(6)
print(table.setdefault(third), third.hashes, list(table.values()))
keys = [Counted(n) for n in range(12)]
table = dict.fromkeys(keys)
for make in (set, frozenset, dict.fromkeys, dict, lambda d: dict.fromkeys(set(d), 1),
             lambda d: dict.fromkeys(frozenset(d))):
    print(len(make(table)), sum(key.hashes for key in keys))
print(dict.fromkeys({'a': 1}, 2), dict.fromkeys({3}, 4), type(dict.fromkeys((), 1)).__name__)

print('# constructors of subclasses that take more')


class Named(list):
    def __new__(cls, items, name=None):
        self = super().__new__(cls, items)
        self.name = name
        return self


named = Named([1, 2], name='n')
print(named, named.name)
for arguments in (lambda: list(iterable=()), lambda: list(()).__init__(iterable=())):
    try:
        arguments()
    except TypeError as error:
        print(error)
print(tuple.__itemsize__, bytes.__itemsize__, list.__itemsize__, object.__basicsize__ > 0)
