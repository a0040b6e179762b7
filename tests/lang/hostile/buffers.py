"""Sequences and buffers that are resized by what indexes, fills or reads them."""
import array
import io
import itertools
import json
import re
import struct
import zlib
import binascii


def check(name, function):
    try:
        print(name, str(function())[:70])
    except Exception as error:
        print(name, type(error).__name__, str(error)[:90])


def survives(name, function):
    try:
        function()
    except Exception:
        pass
    print(name, "survived")


class Index:
    """An index that does something first."""

    def __init__(self, action, number):
        self.action, self.number = action, number

    def __index__(self):
        self.action()
        return self.number


def sequences():
    yield "list", list(range(20))
    yield "bytearray", bytearray(range(20))
    yield "array", array.array("B", range(20))


for number in 0, 15, -1, -20:
    for name, it in sequences():
        survives(f"{name} get {number}", lambda: it[Index(lambda: it.__delitem__(slice(None)), number)])
    for name, it in sequences():
        survives(f"{name} set {number}", lambda: it.__setitem__(Index(lambda: it.__delitem__(slice(None)), number), 1))
    for name, it in sequences():
        survives(f"{name} delete {number}", lambda: it.__delitem__(Index(lambda: it.__delitem__(slice(None)), number)))
    for name, it in sequences():
        survives(f"{name} slice {number}", lambda: it[Index(lambda: it.__delitem__(slice(None)), number):])
    for name, it in sequences():
        survives(f"{name} step {number}", lambda: it[::Index(lambda: it.__delitem__(slice(None)), number)])
    for name, it in sequences():
        survives(f"{name} slice set {number}", lambda: it.__setitem__(slice(Index(lambda: it.__delitem__(slice(5)), number), 18), it[:3]))
    for name, it in sequences():
        survives(f"{name} slice delete {number}", lambda: it.__delitem__(slice(Index(lambda: it.__delitem__(slice(5)), number), 18)))
    for name, it in sequences():
        survives(f"{name} extended set {number}", lambda: it.__setitem__(slice(0, Index(lambda: it.__delitem__(slice(5)), number), 2), it[:9]))
    for name, it in sequences():
        survives(f"{name} pop {number}", lambda: it.pop(Index(lambda: it.__delitem__(slice(None)), number)))
    for name, it in sequences():
        survives(f"{name} insert {number}", lambda: it.insert(Index(lambda: it.__delitem__(slice(None)), number), 1))
    for name, it in sequences():
        survives(f"{name} times {number}", lambda: it * Index(lambda: it.__delitem__(slice(None)), number))
    for name, it in sequences():
        survives(f"{name} index {number}", lambda: it.index(5, Index(lambda: it.__delitem__(slice(None)), number)))
    for name, it in sequences():
        survives(f"{name} range {number}", lambda: range(20)[Index(lambda: it.__delitem__(slice(None)), number)])
text = bytearray(b"abcabc")
for method, args in {"find": (b"c",), "count": (b"c",), "startswith": (b"c",), "index": (b"c",), "rfind": (b"c",)}.items():
    text[:] = b"abcabc" * 10
    survives(f"bytearray {method}", lambda: getattr(text, method)(*args, Index(text.clear, 2), 50))
for items in [Index(lambda: text.clear(), 65)], [65, Index(lambda: text.extend(b"x" * 999), 66)] * 5:
    text[:] = b"abc"
    survives("bytearray extend", lambda: text.extend(items))
    text[:] = b"abc"
    survives("bytearray slice", lambda: text.__setitem__(slice(1, 2), items))
    survives("bytes of", lambda: bytes(items))
    survives("bytearray of", lambda: bytearray(items))
text[:] = b"abc"
survives("bytearray item", lambda: text.__setitem__(2, Index(text.clear, 65)))
survives("bytearray append", lambda: text.append(Index(text.clear, 65)))
survives("bytearray extended by itself", lambda: text.extend(text))
survives("bytearray join", lambda: text.join([text, text]))
numbers = array.array("i", range(10))
survives("array item", lambda: numbers.__setitem__(9, Index(lambda: numbers.__delitem__(slice(None)), 1)))
survives("array extend", lambda: numbers.extend(numbers))
survives("array extend list", lambda: numbers.extend(Index(lambda: numbers.pop(), 1) for n in range(5)))
survives("array fromlist", lambda: numbers.fromlist([Index(lambda: numbers.pop(), 1)] * 5))
check("array grows in its loop", lambda: len([numbers.append(1) for n in itertools.islice(numbers, 50)]))

# while a view is open, nothing is resized
text = bytearray(b"abcdef")
view = memoryview(text)
for name in "clear", "pop", "append", "extend", "insert", "__iadd__", "__delitem__", "__imul__":
    args = {"append": (65,), "extend": (b"xyz",), "insert": (0, 65), "__iadd__": (b"x",), "__delitem__": (0,), "__imul__": (3,)}
    check(f"exported {name}", lambda: getattr(text, name)(*args.get(name, ())))
check("view released by index", lambda: view[Index(view.release, 1)])
view = memoryview(text)
check("view released by index, set", lambda: view.__setitem__(Index(view.release, 1), 65))
view = memoryview(text)
check("view released by value", lambda: view.__setitem__(1, Index(view.release, 65)))
view = memoryview(text)
check("view released by slice", lambda: view[Index(view.release, 1):] is view)
check("released view", lambda: view.tolist())
check("released view again", lambda: (view.release(), len(view)))
view = memoryview(bytearray(24))
check("cast", lambda: view.cast("d")[Index(lambda: None, 2)])
check("cast too large", lambda: view.cast("B", [5, 5]))
check("cast of many", lambda: view.cast("B", [1] * 65))
check("cast zero", lambda: view.cast("B", [0, 24]))
check("view hash", lambda: hash(view))
with view:
    check("nested", lambda: bytes(memoryview(memoryview(view))))
check("after with", lambda: bytes(view))
numbers = array.array("i", [1, 2, 3])
view = memoryview(numbers)
check("array exported", lambda: numbers.append(1))
view.release()
check("array free again", lambda: numbers.append(1))
stream = io.BytesIO(b"abc")
view = stream.getbuffer()
check("BytesIO exported", lambda: stream.write(b"x" * 100))
check("BytesIO close", lambda: stream.close())
view.release()
check("BytesIO free", lambda: stream.write(b"x" * 100))


# struct
class Shrinks:
    def __index__(self):
        try:
            place.clear()
        except BufferError:
            pass
        return 1


place = bytearray(16)
survives("pack_into", lambda: struct.pack_into("4i", place, 0, 1, Shrinks(), 3, 4))
survives("pack_into offset", lambda: struct.pack_into("i", place, Shrinks(), 1))
check("unpack_from", lambda: struct.unpack_from("4i", place, Shrinks()))
survives("iter_unpack", lambda: (lambda b: [b.clear() for x in struct.iter_unpack("i", b)])(bytearray(16)))
check("huge count", lambda: struct.calcsize("99999999999999999999i"))
check("huge size", lambda: struct.calcsize("4611686018427387904i"))
check("many", lambda: struct.pack("1000000i", *[0] * 5))
survives("huge pad", lambda: struct.pack("9223372036854775807x"))


# json
class Keys(dict):
    def items(self):
        self.clear()
        return [(1, 2), 3]


class Grows(dict):
    def items(self):
        return iter([("a", self)])


class Key(str):
    def __eq__(self, other):
        held.clear()
        return True

    def __hash__(self):
        return 1


class Number(int):
    def __repr__(self):
        return 5


held = {}
check("json items", lambda: json.dumps(Keys(a=1)))
check("json endless", lambda: json.dumps(Grows(a=1)))
check("json endless unchecked", lambda: json.dumps(Grows(a=1), check_circular=False))
check("json default", lambda: json.dumps(object(), default=lambda o: o))
check("json default deep", lambda: json.dumps(object(), default=lambda o: [o]))
check("json default clears", lambda: (lambda l: json.dumps(l, default=lambda o: l.clear()))([object()] * 9))
survives("json default clears dict", lambda: (lambda d: json.dumps(d, default=lambda o: d.clear()))({1: object(), 2: 3, 4: 5}))
check("json int", lambda: json.dumps(Number(1)))
check("json key int", lambda: json.dumps({Number(1): Number(2)}))
check("json sort", lambda: json.dumps({Key("a"): 1, Key("b"): 2}, sort_keys=True))
check("json deep", lambda: json.loads("[" * 100000))
check("json deep dict", lambda: json.loads('{"a":' * 100000))
check("json deep out", lambda: json.dumps((lambda f: f(f, 100000))(lambda f, n: __import__("functools").reduce(lambda a, b: [a], range(n), 1))))
check("json hook", lambda: json.loads('[{"a": {"a": 1}}]', object_hook=lambda d: d.clear() or d))
check("json pairs", lambda: json.loads('{"a": 1}', object_pairs_hook=lambda p: p.clear() or p))
check("json float", lambda: json.loads("[1.5]", parse_float=lambda s: held.clear()))
check("json digits", lambda: len(str(json.loads("1" * 5000))))
check("json separators", lambda: json.dumps([1, 2], separators=(1, 2)))
check("json indent", lambda: json.dumps([1], indent=-5))
check("json strings", lambda: json.loads('"' + "\\ud800" * 3 + '"').encode("utf-8", "surrogatepass"))


# re
class Text(str):
    def __len__(self):
        return 10**9

    def __getitem__(self, key):
        return ""


changing = bytearray(b"ab" * 50)
survives("re sub clears", lambda: re.sub(b"a", lambda m: changing.clear() or b"x", changing)[:4])
changing[:] = b"ab" * 50
survives("re finditer clears", lambda: [changing.clear() for m in re.finditer(b"a", changing)])
changing = bytearray(b"ab" * 50)
match = re.search(b"b", changing)
survives("re match resized", changing.clear)
survives("re group of resized", lambda: match.group())
check("re str subclass", lambda: re.findall("b+", Text("abbb")))
survives("re sub str subclass", lambda: re.sub(Text("b"), Text("c"), Text("abb")))
check("re split", lambda: re.split("b", Text("abb")))
check("re template", lambda: re.sub("(a)", r"\g<9>", "a"))
check("re returns", lambda: re.sub("a", lambda m: 5, "a"))
survives("re nested", lambda: len(re.compile("(" * 3000 + ")" * 3000).pattern))
check("re repeat", lambda: re.compile("a{99999999999}"))
check("re many groups", lambda: re.compile("(a)" * 2000).groups)
check("re lookbehind", lambda: re.compile("(?<=a*)b"))
survives("re flags", lambda: re.compile("a", 1 << 40))
survives("re position", lambda: re.compile("a").match("aaa", -5, 10**30))
check("re index", lambda: re.compile("a").match("aaa").group(Index(lambda: None, 0)))
check("re group huge", lambda: re.match("a", "a").group(10**30))

# others that take buffers
check("zlib", lambda: zlib.decompress(zlib.compress(bytearray(b"x" * 1000)), bufsize=Index(changing.clear, 1))[:3])
check("zlib garbage", lambda: zlib.decompress(b"x" * 100))
check("zlib bomb limit", lambda: len(zlib.decompressobj().decompress(zlib.compress(b"x" * 10**6), 10)))
check("binascii", lambda: binascii.unhexlify(memoryview(b"zz")))
check("crc", lambda: binascii.crc32(memoryview(bytearray(b"abc"))[::2]))
check("int from bytes", lambda: int.from_bytes([Index(changing.clear, 300)], "big"))
check("int to bytes", lambda: (1).to_bytes(Index(changing.clear, -1), "big"))
check("readinto", lambda: (lambda b: io.BytesIO(b"abc").readinto(memoryview(b)))(b"xyz"))
check("str from buffer", lambda: str(memoryview(b"abc"), "utf-8"))
check("translate", lambda: "abc".translate({97: 0x110000}))
check("maketrans", lambda: str.maketrans({Key("ab"): 1}))
check("encode", lambda: "abc".encode(Text("utf-8")))
