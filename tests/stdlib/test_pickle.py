"""pickle and pickletools: protocols, classes, hooks, errors."""
import collections
import datetime
import io
import pickle
import pickletools


class Plain:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.__dict__ == other.__dict__


class State(Plain):
    def __getstate__(self):
        return {"y": self.x * 2}

    def __setstate__(self, state):
        self.x = state["y"]


class Reduced:
    def __reduce__(self):
        return int, ("42",)


Pair = collections.namedtuple("Pair", "a b")
shared = [1]
objects = [None, True, 1, -(1 << 70), 1.5, "é", b"b", bytearray(b"x"), (1, (2,)), [shared, shared], {"k": {1, 2}}, frozenset([3]), Plain([1]), Pair(1, 2), collections.OrderedDict(a=1), datetime.date(2020, 1, 2), range(3), len, Plain, 1 + 2j, collections.deque([1]), None]
for protocol in range(6):
    back = pickle.loads(pickle.dumps(objects, protocol))
    print(protocol, back[:-1] == objects[:-1], back[9][0] is back[9][1], pickle.loads(pickle.dumps(State(2), protocol)).x, pickle.loads(pickle.dumps(Reduced(), protocol)))
loop = []
loop.append(loop)
print(pickle.loads(pickle.dumps(loop))[0][0].__class__)
for bad in lambda: pickle.loads(b""), lambda: pickle.dumps(open("/dev/null")):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__)


class Persistent(pickle.Pickler):
    def persistent_id(self, obj):
        return "P" if isinstance(obj, Plain) else None


class Unpersistent(pickle.Unpickler):
    def persistent_load(self, pid):
        return "loaded " + pid


out = io.BytesIO()
Persistent(out).dump([1, Plain(2)])
print(Unpersistent(io.BytesIO(out.getvalue())).load())
text = io.StringIO()
pickletools.dis(pickle.dumps([1, "a", {"k": 2.5}], 2), out=text)
print(text.getvalue(), len(pickletools.optimize(pickle.dumps(objects[:8], 2))))
