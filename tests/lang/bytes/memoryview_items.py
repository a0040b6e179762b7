"""memoryview: formats, items, slices, assignment, comparison, hashing, attributes."""
import array


def attempt(label, function, *args):
    try:
        print(label, function(*args))
    except Exception as error:
        print(label, type(error).__name__, error)


def put(view, key, value):
    view[key] = value
    return view.tolist()


def attributes(label, view):
    print(label, view.format, view.itemsize, view.ndim, view.shape, view.strides, view.suboffsets, view.nbytes,
          view.readonly, view.c_contiguous, view.f_contiguous, view.contiguous, len(view))


data = bytes(range(1, 25))
attributes("bytes", memoryview(data))
attributes("empty", memoryview(b""))
attributes("bytearray", memoryview(bytearray(data)))
for code in "bBuhHiIlLqQfd":
    items = "ab\u20ac" if code == "u" else [1, 2, 3]
    attributes("array " + code, memoryview(array.array(code, items)))

# every native format, read and written
for code in "bBhHiIlLqQnNPfd?c":
    for prefix in ("", "@"):
        view = memoryview(bytearray(data)).cast(prefix + code)
        print(prefix + code, view.format, view.itemsize, view.tolist() if code not in "fd" else len(view))
limits = [0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, -32769, 65535, 65536, 2**31 - 1, 2**31, -2**31,
          -2**31 - 1, 2**32 - 1, 2**32, 2**63 - 1, 2**63, -2**63, -2**63 - 1, 2**64 - 1, 2**64, 2**200, -2**200]


class Index:
    def __index__(self):
        return 7


class Bad:
    def __index__(self):
        raise KeyError("bad")


for code in "bBhHiIlLqQnNP":
    view = memoryview(bytearray(8)).cast(code)
    for number in limits:
        attempt("%s %d" % (code, number), lambda: put(view, 0, number)[0])
    for value in (1.5, "1", None, b"x", Index(), Bad(), True):
        attempt("%s %s" % (code, type(value).__name__), lambda: put(view, 0, value)[0])
for code in "fd":
    view = memoryview(bytearray(8)).cast(code)
    for value in (1.5, -0.0, float("inf"), 1e300, 3, 2**2000, "1", None, Index(), b"1"):
        attempt("%s %s" % (code, type(value).__name__), lambda: put(view, 0, value)[0])
view = memoryview(bytearray(2)).cast("?")
for value in (True, 0, 2, "", "x", None, []):
    attempt("? %r" % (value,), lambda: put(view, 0, value))
view = memoryview(bytearray(2)).cast("c")
for value in (b"x", b"xy", b"", "x", 3, bytearray(b"x")):
    attempt("c %r" % (value,), lambda: put(view, 1, value))
wide = memoryview(array.array("u", "abc"))
attempt("w get", lambda: wide[0])
attempt("w put", put, wide, 0, "x")
attempt("w list", wide.tolist)
attempt("w bytes", lambda: wide.tobytes())
attempt("w cast", lambda: wide.cast("B").tolist())
attempt("w cast", wide.cast, "h")
attempt("w equal", lambda: wide == wide)

# indices
view = memoryview(bytearray(b"abcdef"))
for key in (0, -1, 5, 6, -7, 2**70, Index(), Bad(), "1", 1.0, None, (), (1,), (-1,), (6,), (1, 2), (slice(1),),
            (slice(1), slice(2)), (1, slice(1)), ..., ("a",)):
    attempt("get %s" % (type(key).__name__ if isinstance(key, (Index, Bad)) else key,), lambda: view[key])
    attempt("put %s" % (type(key).__name__ if isinstance(key, (Index, Bad)) else key,), put, view, key, 65)
attempt("delete", view.__delitem__, 0)
attempt("delete slice", view.__delitem__, slice(1, 2))
attempt("read-only", put, memoryview(b"abc"), 0, 1)
attempt("read-only delete", memoryview(b"abc").__delitem__, 0)
attempt("read-only copy", put, view.toreadonly(), 0, 1)

# slices
for part in (slice(None), slice(1, 3), slice(None, None, 2), slice(None, None, -1), slice(5, 1, -2), slice(4, 2),
             slice(-3, None), slice(0, 100, 5), slice(3, None, 7), slice(None, None, -9)):
    piece = view[part]
    attributes(part, piece)
    print(piece.tolist(), piece.tobytes(), piece.hex(), bytes(piece), piece.obj is view.obj)
attempt("step 0", lambda: view[::0])
print(view[::2][::-1][1:].tolist(), view[::-1][::-1] == view, view[::-1][::2].strides)
shorts = memoryview(array.array("h", range(10)))
attributes("shorts", shorts[8:1:-3])
print(shorts[8:1:-3].tolist(), shorts[::2].tobytes(), shorts[::2].hex(":", 2))
for order in (None, "C", "F", "A", "X", "", "CC", 1):
    attempt("tobytes %r" % (order,), shorts[::4].tobytes, order)

print(view[3::2**70].tolist(), view[::-2**70].tolist())

# assigning slices
def assign(target, part, source):
    view = memoryview(target)
    view[part] = source
    return target


fresh = lambda: bytearray(b"0123456789")
attempt("same", assign, fresh(), slice(2, 5), b"abc")
attempt("short", assign, fresh(), slice(2, 5), b"ab")
attempt("long", assign, fresh(), slice(2, 5), b"abcd")
attempt("strided", assign, fresh(), slice(None, None, 2), b"abcde")
attempt("reversed", assign, fresh(), slice(None, None, -1), b"abcdefghij")
attempt("both", assign, fresh(), slice(None, None, 2), memoryview(b"abcdefghij")[::-2])
attempt("empty", assign, fresh(), slice(3, 3), b"")
attempt("int", assign, fresh(), slice(0, 1), 5)
attempt("str", assign, fresh(), slice(0, 1), "a")
attempt("list", assign, fresh(), slice(0, 1), [1])
attempt("other format", assign, fresh(), slice(0, 4), array.array("b", b"abcd"))
attempt("bool format", assign, fresh(), slice(0, 4), memoryview(b"abcd").cast("?"))
attempt("at sign", assign, fresh(), slice(0, 4), memoryview(b"abcd").cast("@B"))
attempt("shape", assign, fresh(), slice(0, 4), memoryview(b"abcd").cast("B", [2, 2]))
numbers = array.array("i", range(6))
attempt("ints", assign, numbers, slice(1, 3), array.array("i", [-1, -2]))
attempt("ints from bytes", assign, numbers, slice(1, 3), bytes(8))
for target, source in ((slice(0, 6), slice(4, 10)), (slice(4, 10), slice(0, 6)), (slice(None), slice(None, None, -1)),
                       (slice(0, 10, 2), slice(0, 5)), (slice(0, 5), slice(0, 10, 2))):
    buffer = fresh()
    view = memoryview(buffer)
    view[target] = view[source]
    print("overlap", target, source, buffer)

# comparison is by value
pairs = [
    (memoryview(b"abc"), b"abc"), (memoryview(b"abc"), bytearray(b"abc")), (memoryview(b"abc"), b"abd"),
    (memoryview(b"abc"), "abc"), (memoryview(b"abc"), [97, 98, 99]), (memoryview(b"abc"), memoryview(b"abcd")),
    (memoryview(array.array("i", [1, 2])), memoryview(array.array("q", [1, 2]))),
    (memoryview(array.array("i", [1, 2])), array.array("d", [1, 2])),
    (memoryview(array.array("i", [1, 2])), bytes([1, 2])),
    (memoryview(array.array("i", [1, 2])), array.array("i", [1, 2]).tobytes()),
    (memoryview(array.array("b", [-1])), memoryview(array.array("B", [255]))),
    (memoryview(array.array("f", [0.1])), memoryview(array.array("d", [0.1]))),
    (memoryview(array.array("d", [0.0])), memoryview(array.array("d", [-0.0]))),
    (memoryview(b"a").cast("c"), memoryview(b"a")), (memoryview(b"\1\0").cast("?"), memoryview(b"\1\0")),
    (memoryview(b"\1\0").cast("?"), memoryview(b"\2\0").cast("?")),
    (memoryview(b"abcdef")[::2], b"ace"), (memoryview(b"abcdef")[::-1], memoryview(b"fedcba")),
    (memoryview(b""), b""), (memoryview(b"").cast("i"), memoryview(b"").cast("d")),
    (memoryview(b"\1\2").cast("B", [2, 1]), memoryview(b"\1\2")), (memoryview(b"a").cast("@B"), memoryview(b"a")),
]
for left, right in pairs:
    print(left == right, left != right, right == left, right != left)
nan = memoryview(array.array("d", [float("nan")]))
print(nan == nan, nan != nan, nan[:0] == nan[:0])
attempt("order", lambda: memoryview(b"a") < memoryview(b"b"))
attempt("order bytes", lambda: memoryview(b"a") >= b"b")
print(b"abc" == memoryview(b"abc"), bytearray(b"abc") == memoryview(b"abc"))
print(bytearray(b"\1\0") == memoryview(array.array("h", [1])), memoryview(array.array("h", [1])) == bytearray(b"\1\0"))

# hashing
attempt("hash", lambda: hash(memoryview(b"abc")) == hash(b"abc"))
attempt("hash strided", lambda: hash(memoryview(b"abcdef")[::2]) == hash(b"ace"))
for code in "bBc?hi":
    attempt("hash " + code, lambda: hash(memoryview(b"abcdefgh").cast(code)) == hash(b"abcdefgh"))
attempt("hash writable", hash, memoryview(bytearray(b"abc")))
attempt("hash of writable", hash, memoryview(bytearray(b"abc")).toreadonly())
kept = memoryview(b"abc")
hash(kept)
kept.release()
print(hash(kept) == hash(b"abc"))

# iteration, membership
print(list(memoryview(b"abc")), list(memoryview(array.array("d", [1.5, 2]))), list(memoryview(b"abcdef")[::-2]))
print(98 in memoryview(b"abc"), 100 in memoryview(b"abc"), "b" in memoryview(b"abc"), 2.0 in memoryview(b"\2"))
print(list(reversed(memoryview(b"abc"))), type(iter(memoryview(b""))).__name__, bool(memoryview(b"")))
walk = iter(memoryview(bytearray(b"abc")))
print(next(walk), list(walk), next(walk, "end"))
print(*memoryview(b"abc"), [*map(chr, memoryview(b"xyz"))], sum(memoryview(b"\1\2\3")), max(memoryview(b"\1\2\3")))
match memoryview(b"ab"):
    case [first, second]:
        print("matched", first, second)

# making
attempt("no argument", lambda: memoryview())
attempt("int", memoryview, 1)
attempt("str", memoryview, "a")
attempt("list", memoryview, [1])
print(memoryview(object=b"abc").tobytes(), repr(memoryview(b""))[:13], type(memoryview(b"").obj))
