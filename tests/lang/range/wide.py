"""Slices and ranges beyond machine ints: indices, slicing, and both together."""
big = 2**100


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


for bounds in ((None, None, None), (1, None, None), (None, -1, None), (None, None, -1), (-big, big, None),
               (big, -big, -1), (big, -big, -big), (5, 2, Index(-1)), (None, None, 2**62)):
    for length in 10, 0, 2**63 - 1, big:
        print(bounds[:2], length, slice(*bounds).indices(length))

for bounds, length in (((None, None, 0), 5), ((None,), -1), (('a',), 5), ((None, 1.5), 5), ((None, None, 'a'), 5),
                       ((1,), 2.0)):
    try:
        print(slice(*bounds).indices(length))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

wide = range(-big, big, 3)
print(wide[5:9], wide[::-1], wide[big:], wide[:-big], wide[-4::2], wide[:: big])
print(range(10)[:: 2**80], range(10)[2**80:], range(10)[-2**80:3], range(10)[::-2**80])
print(range(0, big)[1:-1][0], len(range(big, big + 7)[::2]))
try:
    len(wide)
except OverflowError as error:
    print(error)
