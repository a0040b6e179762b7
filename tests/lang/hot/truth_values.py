# `in`, `not in` and `not` as values, sets that grow and shrink, del of items, in hot loops; their errors.
class Odd:
    def __init__(self, n):
        self.n = n

    def __bool__(self):
        if self.n == 77:
            raise ValueError("neither")
        return self.n % 2 == 1

    def __contains__(self, item):
        return item < self.n

    def __hash__(self):
        return self.n % 10

    def __eq__(self, other):
        return isinstance(other, Odd) and self.n == other.n


def membership(n):
    table, items, text = {i: i for i in range(0, n, 3)}, {1, 2, 5}, "abcdef"
    counts = [0] * 5
    for i in range(n):
        a = i in table
        b = i % 7 not in items
        c = "abcdefgh"[i % 8] in text
        d = i % 50 in Odd(25)
        counts[0] += a
        counts[1] += b
        counts[2] += c
        counts[3] += d
        if a:
            counts[4] += 1
        items.add(i % 11)
        items.discard(i % 13)
    return counts


def negations(things):
    out = ""
    for thing in things:
        no = not thing
        out += "01"[no]
        if no:
            out += "-"
    return out


def build(n):
    return len({i * i % 101 for i in range(n)}), len({Odd(i % 60) for i in range(n)}), len({str(i % 40) for i in range(n)})


def deletes(n):
    table, items = {i: -i for i in range(n)}, list(range(n))
    for i in range(0, n, 2):
        del table[i]
        del items[i // 2]
    return len(table), len(items), items[:5], sum(table)


def lengths(n):
    items, seen = set(), []
    for i in range(n):
        items.add(i // 3)
        if not items:
            seen.append(-1)
        if len(items) % 10 == 0:
            seen.append(len(items))
            items.clear()
    return len(seen), sum(seen), not items


def errors(n):
    caught = []
    table = {i: 0 for i in range(n) if i % 100 != 99}
    for i in range(n):
        try:
            del table[i]
        except KeyError as error:
            caught.append(error.args[0])
        try:
            ok = i in (5 if i == 150 else [i])
        except TypeError as error:
            caught.append(str(error))
        try:
            no = not Odd(i)
        except ValueError as error:
            caught.append(str(error))
        try:
            {x for x in [[] if i == 170 else i]}
        except TypeError as error:
            caught.append(str(error))
    return caught


print(membership(500))
print(negations([0, 1, "", "a", [], [0], None, True, False, 2.5, 0.0, (), (1,), {}, set(), {1}, Odd(1), Odd(2)] * 30))
print(build(500))
print(deletes(400))
print(lengths(700))
print(errors(300))
