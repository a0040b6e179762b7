"""pprint: width, depth, nesting, recursion, dataclasses."""
import collections
import dataclasses
import pprint

data = {"numbers": list(range(30)), "nested": {"a": [1, {"b": (1,)}], "text": "word " * 25}, "set": {3}}
pprint.pprint(data)
pprint.pprint(data, width=40, depth=2, compact=True)
print(pprint.pformat({"b": 1, "a": 2}), pprint.pformat({"b": 1, "a": 2}, sort_dicts=False), pprint.saferepr([1, "x"]))
loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.isreadable([1]), pprint.pformat(loop)[:20])
pprint.pprint(collections.OrderedDict(a=1, b=[2] * 30))
pprint.pprint(collections.Counter("mississippi"))
pprint.pprint(b"bytes " * 20)


@dataclasses.dataclass
class Point:
    x: int
    names: list


pprint.pprint(Point(1, ["long name %d" % i for i in range(8)]))
pprint.pp({"z": 1, "a": 2}, underscore_numbers=True)
