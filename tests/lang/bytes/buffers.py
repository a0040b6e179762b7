"""Views as arguments: what takes bytes-like objects, and what holds the size of one."""
import array
import binascii
import hashlib
import io
import os
import re
import struct
import zlib


def attempt(label, function, *args):
    try:
        print(label, function(*args))
    except Exception as error:
        print(label, type(error).__name__, error)


buffer = bytearray(b"abcdefgh")
flat, strided, readonly, wide = memoryview(buffer), memoryview(buffer)[::2], memoryview(b"abcd"), memoryview(
    array.array("i", [1, 2]))
matrix = memoryview(buffer).cast("B", [2, 4])
released = memoryview(buffer)
released.release()
views = {"flat": flat, "strided": strided, "readonly": readonly, "wide": wide, "matrix": matrix, "released": released}
consumers = {
    "bytes": bytes, "bytearray": bytearray, "from_bytes": lambda v: int.from_bytes(v, "little"),
    "join": lambda v: b"-".join([b"x", v]), "concat": lambda v: b"x" + v, "concat bytearray": lambda v: bytearray(b"x") + v,
    "slice": lambda v: slice_assigned(v), "in": lambda v: v in b"xabcdefgh", "find": lambda v: b"xabcdefgh".find(v),
    "startswith": lambda v: b"abcdefgh".startswith(v), "strip": lambda v: b"abcx".strip(v), "replace": lambda v: b"abcdefgh".replace(v, b"_"),
    "split": lambda v: b"xabcdefghy".split(v), "translate": lambda v: b"abc".translate(None, v), "crc32": zlib.crc32,
    "adler32": zlib.adler32, "compress": lambda v: len(zlib.compress(v)), "md5": lambda v: hashlib.md5(v).hexdigest(),
    "hexlify": binascii.hexlify, "b2a": binascii.b2a_base64, "unpack": lambda v: struct.unpack_from("<H", v),
    "iter_unpack": lambda v: list(struct.iter_unpack("<H", v)), "re": lambda v: re.search(b"[c-e]+", v).span(),
    "BytesIO": lambda v: io.BytesIO(v).getvalue(), "write": lambda v: written(v), "int": int, "int 16": lambda v: int(v, 16),
    "str": lambda v: str(v, "latin-1"), "decode": lambda v: io.BytesIO(b"").write(v), "frombytes": lambda v: array.array("B", v).tolist(),
    "array": lambda v: framed(v), "extend": lambda v: extended(v), "inplace": lambda v: inplace(v),
    "equal": lambda v: (v == b"abcdefgh", b"abcdefgh" == v, bytearray(b"abcdefgh") == v), "format": lambda v: b"%s" % v,
    "format r": lambda v: b"%b" % (v,), "eval": lambda v: len(compile(b"1", "", "eval").co_code) > 0, "percent": lambda v: b"%.3s" % (v,),
}


def slice_assigned(v):
    target = bytearray(b"12345")
    target[1:3] = v
    return target


def written(v):
    read, write = os.pipe()
    try:
        with open(write, "wb") as file:
            file.write(v)
        return os.read(read, 100)
    finally:
        os.close(read)


def framed(v):
    target = array.array("B")
    target.frombytes(v)
    return target.tolist()


def extended(v):
    target = bytearray(b"x")
    target.extend(v)
    return target


def inplace(v):
    target = bytearray(b"x")
    target += v
    return target


for name, consume in consumers.items():
    for kind, view in views.items():
        attempt(name + " " + kind, consume, view)


def filled(view):
    return io.BytesIO(b"0123456789").readinto(view), bytes(buffer), wide.tolist()


def packed(view):
    struct.pack_into("<H", view, 0, 0x4142)
    return bytes(buffer)


for kind, view in views.items():
    attempt("readinto " + kind, filled, view)
for kind in ("flat", "strided", "matrix", "released"):
    attempt("pack_into " + kind, packed, views[kind])


# what holds the size
def change(label, owner, *changes):
    for number, action in enumerate(changes):
        try:
            action(owner)
            print(label, number, "done", len(owner))
        except BufferError as error:
            print(label, number, error, len(owner))


held = bytearray(b"0123456789")
view = memoryview(held)[2:4]
resizes = (lambda b: b.append(1), lambda b: b.extend(b"12"), lambda b: b.pop(), lambda b: b.insert(0, 1), lambda b: b.remove(48),
           lambda b: b.clear(), lambda b: b.__delitem__(0), lambda b: b.__delitem__(slice(0, 2)),
           lambda b: b.__delitem__(slice(0, 9, 2)), lambda b: b.__setitem__(slice(0, 2), b"abc"),
           lambda b: b.__setitem__(slice(0, 2), b""), lambda b: b.__iadd__(b"x"), lambda b: b.__imul__(2),
           lambda b: b.__setitem__(slice(0, 2), b"ab"), lambda b: b.__setitem__(0, 48), lambda b: b.reverse(), lambda b: b.extend(b""),
           lambda b: b.__iadd__(b""))
change("held", held, *resizes)
print(held, bytes(view))
again = memoryview(view)
view.release()
change("held by a second view", held, lambda b: b.append(1))
with again:
    change("held in with", held, lambda b: b.append(1))
change("released", held, lambda b: b.append(1), lambda b: b.clear())

numbers = array.array("i", range(5))
view = memoryview(numbers)
change("array", numbers, lambda a: a.append(1), lambda a: a.extend([1]), lambda a: a.pop(), lambda a: a.insert(0, 1),
       lambda a: a.remove(3), lambda a: a.__delitem__(slice(0, 2)), lambda a: a.__delitem__(slice(0, 5, 2)),
       lambda a: a.__setitem__(slice(0, 1), array.array("i", [1, 2])), lambda a: a.frombytes(bytes(4)), lambda a: a.__iadd__(a),
       lambda a: a.__imul__(2), lambda a: a.__setitem__(0, 9), lambda a: a.byteswap(), lambda a: a.byteswap(), lambda a: a.reverse())
view.release()
change("array released", numbers, lambda a: a.append(1), lambda a: a.pop(0))

file = io.BytesIO(b"0123456789")
view = file.getbuffer()
print(view.format, view.readonly, view.shape)
view[2:4] = b"ab"
attempt("getvalue", file.getvalue)
attempt("write", file.write, b"x")
attempt("truncate", file.truncate, 2)
attempt("close", file.close)
view.release()
attempt("write", file.write, b"x")
attempt("getvalue", file.getvalue)
attempt("close", file.close)
attempt("closed", file.getbuffer)


target = bytearray(b"abcdefgh")


def keeps(target):
    view = memoryview(target)
    yield 1
    yield bytes(view)


walk = keeps(target)
next(walk)
attempt("held by a generator", target.append, 1)
print(next(walk))
walk.close()
attempt("closed generator", target.append, 1)


class Holder:
    pass


holder = Holder()
holder.views = [memoryview(target)]
attempt("held by an attribute", target.append, 1)
holder.views.pop()
attempt("popped", target.append, 1)
held = memoryview(target)
attempt("held by a closure", (lambda: (target.append(1), held)))
held.release()
for byte in memoryview(bytearray(b"ab")):
    print(byte)


# a view that is gone holds nothing
def through_a_view(target):
    view = memoryview(target)
    view[0] = 1
    return sum(view[1:3])


for _ in range(100):
    target = bytearray(10)
    through_a_view(target)
    target.append(1)
    data = bytes(memoryview(target)[:4])
    del target[:4]
    target += memoryview(data)[1:]
    assert len(target) == 10
view = memoryview(target)
del view
target.append(2)
view = memoryview(target)
view = None
target.append(3)
print(len(target))


def generator(target):
    for _ in range(3):
        data = bytes(memoryview(target)[:2])
        del target[:2]
        yield data


target = bytearray(b"abcdefgh")
for data in generator(target):
    target.extend(data)
print(target)


