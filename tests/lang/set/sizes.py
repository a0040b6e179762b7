# The algebra with operands of very different sizes, with holes, with dicts and their keys on the other side.
small, large = {3, 500, 7, 2.5}, set(range(1000))
for n in range(0, 1000, 3):
    large.discard(n)
table = {n: -n for n in range(1000) if n % 2}
for n in range(1, 1000, 10):
    del table[n]


def show(items):
    return sorted(items, key=str)


print(show(small - large), show(small & large), len(small | large), len(small ^ large))
print(len(large - small), show(large & small), len(large ^ small))
print(show(small - table.keys()), show(small & table.keys()), len(small | table.keys()), len(small ^ table.keys()))
print(len(table.keys() - small), show(table.keys() & small), len(large - table.keys()), len(large & table.keys()))
print(show(small.difference(table)), show(small.intersection(table)), len(small.union(table)))
print(show(frozenset(small) - large), type(frozenset(small) - large), type(small - frozenset(large)))
for name in ("difference_update", "intersection_update", "update", "symmetric_difference_update"):
    for left in (small, large):
        for right in (large, small, table, table.keys(), frozenset(large), [7, 7, 9]):
            changed = set(left)
            getattr(changed, name)(right)
            print(name, len(left), len(right), len(changed), hash(frozenset(changed)))
copy = set(large)
print(copy == large, copy is large, len(copy), 3 in copy, 4 in copy)
copy.add(3)
copy.remove(4)
print(3 in large, 4 in large, 3 in copy, 4 in copy, set(set()), large - large, large & large == large)


class Odd:
    """Equal to everything with its hash, and changes the set that it is looked up in."""

    def __init__(self, victim):
        self.victim = victim

    def __hash__(self):
        return 7

    def __eq__(self, other):
        self.victim.discard(500)
        return False


victim = {7, 500, 9, 11}
print(len({Odd(victim), 1} - victim), len(victim), show(victim & {Odd(victim)}), show(victim))
