"""Records sorted by keys of every kind: lambdas, tuples, methods, reversed, stable; and a merge sort in Python."""
from measured import repeat


class Record:
    def __init__(self, number, name, price, stock):
        self.number = number
        self.name = name
        self.price = price
        self.stock = stock

    def value(self):
        return self.price * self.stock

    def __lt__(self, other):
        if self.stock != other.stock:
            return self.stock < other.stock
        return self.number < other.number


def make_records(count):
    seed = 17
    records = []
    for i in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        name = "%s%s%d" % (chr(97 + seed // 65536 % 26), chr(97 + seed // 1024 % 26), seed % 50)
        records.append(Record(i, name, seed // 131072 % 997 / 4, seed // 8192 % 31))
    return records


def merge_sort(items, before):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left = merge_sort(items[:middle], before)
    right = merge_sort(items[middle:], before)
    out = []
    i = j = 0
    while i < len(left) and j < len(right):
        if before(right[j], left[i]):
            out.append(right[j])
            j += 1
        else:
            out.append(left[i])
            i += 1
    out.extend(left[i:])
    out.extend(right[j:])
    return out


def digest(records):
    result = 0
    for record in records:
        result = (result * 131 + record.number) % 1000000007
    return result


def main(size):
    records = make_records(size)
    by_name = sorted(records, key=lambda r: r.name)
    by_two = sorted(records, key=lambda r: (-r.stock, r.name))
    by_value = sorted(records, key=Record.value, reverse=True)
    own_order = sorted(records)
    merged = merge_sort(records, lambda a, b: a.price < b.price)
    by_price = sorted(records, key=lambda r: r.price)
    assert merged == by_price, "both sorts are stable"
    twice = list(by_name)
    twice.sort(key=lambda r: r.stock, reverse=True)
    assert digest(twice) != digest(by_two) or size < 3 or twice == by_two
    prices = sorted([r.price for r in records])
    names = sorted({r.name for r in records})
    return "%d %d %d %d %d %d, median %.2f, %d names, last %s" % (
        digest(by_name), digest(by_two), digest(by_value), digest(own_order), digest(merged), digest(twice),
        prices[size // 2], len(names), names[-1])


repeat(main, 20000)
