"""marshal: plain values there and back, the format's bytes, corrupt data."""
import marshal


class File:
    """A binary file over bytes."""

    def __init__(self, data=b""):
        self.data = data

    def read(self, count):
        data, self.data = self.data[:count], self.data[count:]
        return data

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def write(self, data):
        self.data += data
        return len(data)


def attempt(function, *arguments):
    try:
        print(repr(function(*arguments)))
    except Exception as error:
        print(type(error).__name__, error)


values = [None, True, False, ..., StopIteration, 0, 1, -1, 255, -(2**31), 2**31 - 1, 2**31, -(2**70), 2**60, 2**15,
          10**100, 0.0, -0.0, 2.5, -1e300, float("inf"), 1j, 2.5 - 3j, "", "a", "name", "two words" * 50, "é", "\ud800",
          "€uro \U0001f600", b"", b"bytes\0", (), (1, "a", (2.5,)), (1,) * 300, [], [1, [2, [3]]], {}, {"a": 1, 2: [3]},
          set(), {1}, frozenset(), frozenset({"x"})]
for version in range(5):
    print(version, [v for v in values if repr(marshal.loads(marshal.dumps(v, version))) != repr(v)])

print("shared references")
inner = [1]
a, b = marshal.loads(marshal.dumps([inner, inner]))
print(a is b, a)
loop = []
loop.append(loop)
back = marshal.loads(marshal.dumps(loop))
print(back[0] is back, back)

print("bytes of versions 2 and 4")
for v in (1, 2**40, -(2**31), 2.5, 1j, b"x", True, None, ...):
    print(marshal.dumps(v, 2), marshal.dumps(v))
print(marshal.dumps(2.5, 0), marshal.dumps((1, "é", [2], {3: 4}), 2), marshal.dumps({3, 1, 2}, 2))
print(marshal.dumps(bytearray(b"ab"), 2), marshal.dumps(memoryview(b"cd"), 2), marshal.version)

print("files")
file = File()
for v in (1, "abc", [2.5, {"k": (None,)}]):
    print(marshal.dump(v, file) == len(marshal.dumps(v)))
print(marshal.load(file), marshal.load(file), marshal.load(file), file.data)
attempt(marshal.load, file)
attempt(marshal.load, File(b"i\1"))


class Text(File):
    def read(self, count):
        return ""


attempt(marshal.load, Text())

print("what cannot be written")


class List(list):
    pass


deep = []
for _ in range(3000):
    deep = [deep]
for v in (object(), [object()], List(), print, int, deep):
    attempt(marshal.dumps, v)

print("corrupt data")
for data in (b"", b"i\0", b"0", b"[\1\0\0\0", b"[\1\0\0\x000", b"(\xff\xff\xff\xff", b"(\1\0\0\x000", b"r\0\0\0\0", b"\xff",
             b"l\1\0\0\0\0\0", b"l\1\0\0\0\xff\xff", b"l\0\0\0\x80", b"l\2\0\0\0\1\0\1", b"l\xff\xff\xff\x7f\1\0", b"{N0",
             b"{NN0", b"{NN", b"{[\0\0\0\0N0", b"s\xff\xff\xff\xff", b"s\1\0\0", b"u\1\0\0\0\xff", b"a\1\0\0\0\xff", b"z\xff",
             b"f\3abc", b"f\0", b"f\x031_1", b"g1234", b"<\1\0\0\x000", b"<\1\0\0\0[\0\0\0\0", b"?",
             b"I\0\0\0\0\0\0\0\1", b"\xbe\1\0\0\0r\0\0\0\0", b"\xa9\1r\0\0\0\0", b"[\1\0\0\0" * 3000):
    attempt(marshal.loads, data)
attempt(marshal.loads, "text")
attempt(marshal.dumps, 1, "x")
