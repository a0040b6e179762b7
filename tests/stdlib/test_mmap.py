# mmap: files and anonymous memory as sequences of bytes and as files.
import mmap
import os
import re
import struct
import tempfile


def attempt(action, *args, **keywords):
    try:
        return action(*args, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


PAGE = mmap.PAGESIZE
print(PAGE == mmap.ALLOCATIONGRANULARITY, mmap.error is OSError, mmap.MAP_ANON == mmap.MAP_ANONYMOUS)

# --- anonymous memory
m = mmap.mmap(-1, 20)
print(repr(m), len(m), attempt(m.size), m.tell(), m.closed)
print(m.write(b"hello world"), m.tell(), m[:11], m[0], m[-1], m[4:0:-1])
m[0] = ord("J")
m[1:5] = b"ELLO"
m[11::2] = b"abcde"
print(bytes(m), m.find(b"o"), m.find(b"o", 5), m.find(b"o", 1, 3), m.rfind(b"l"), m.rfind(b"zz"), m.find(b""))
m.seek(0)
print(m.read(3), m.read_byte(), m.read(), m.read(), attempt(m.read_byte))
m.seek(-4, 2)
print(m.tell(), m.read(), m.seek(2), m.seek(3, 1), m.tell())
m.move(10, 0, 5)
print(m[:], 76 in list(m), b"L" in m)
print(m.flush(), m.flush(0, 10), m.madvise(mmap.MADV_NORMAL))
for what in ("m[20]", "m[-21]", "m['a']", "m.seek(21)", "m.seek(-1)", "m.seek(0, 5)", "m.flush(1, 100)", "m.move(15, 0, 6)",
             "m.write(b'x' * 30)", "m.__setitem__(0, 256)", "m.__setitem__(0, 'a')", "m.__setitem__(slice(0, 2), b'abc')",
             "m.__delitem__(0)", "m.__delitem__(slice(1))", "m.write_byte(300)", "m.madvise(mmap.MADV_NORMAL, 50)"):
    print(what, attempt(eval, what))
m.close()
print(repr(m), m.closed, attempt(len, m), attempt(m.read), attempt(m.__getitem__, 0), m.close())

# --- lines
m = mmap.mmap(-1, 16)
m.write(b"one\ntwo\n\nthree\0\0")
m.seek(0)
print([m.readline() for _ in range(5)])

# --- files
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "data")
    with open(path, "w+b") as file:
        print(attempt(mmap.mmap, file.fileno(), 0))
        file.write(bytes(range(256)) * (2 * PAGE // 256))
        file.flush()
        with mmap.mmap(file.fileno(), 0) as m:
            print(len(m) == 2 * PAGE, m.size() == 2 * PAGE, m[255], m[300:304])
            m[:4] = b"head"
            m.flush()
        print(m.closed)
        file.seek(0)
        print(file.read(6))
        with mmap.mmap(file.fileno(), PAGE, offset=PAGE) as m:
            print(len(m) == PAGE, m[:3], repr(m).replace(str(PAGE), "PAGE"))
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as m:
            print(m[:4], attempt(m.__setitem__, 0, 1), attempt(m.write, b"x"), attempt(m.resize, 10), m.flush())
        with mmap.mmap(file.fileno(), 10, access=mmap.ACCESS_COPY) as m:
            m[:4] = b"copy"
            print(m[:6], repr(m))
        with mmap.mmap(file.fileno(), 10, prot=mmap.PROT_READ) as m:
            print(repr(m), attempt(m.__setitem__, 0, 1))
        file.seek(0)
        print(file.read(4))
        with mmap.mmap(file.fileno(), 0) as m:
            m.resize(PAGE)
            print(len(m) == PAGE, os.path.getsize(path) == PAGE)
            m.resize(3 * PAGE)
            m[-1] = 7
            print(len(m) == 3 * PAGE, os.path.getsize(path) == 3 * PAGE, m[-2:])
        for keywords in ({"length": 4 * PAGE}, {"length": 0, "offset": 4 * PAGE}, {"length": 1, "offset": 3 * PAGE}, {"length": -1},
                         {"length": 1, "offset": -1}, {"length": 1, "access": 9}, {"length": 1, "offset": 1},
                         {"length": 1, "access": mmap.ACCESS_READ, "flags": mmap.MAP_PRIVATE}, {"length": "a"}):
            print(sorted(keywords), attempt(mmap.mmap, file.fileno(), **keywords))
    print(attempt(mmap.mmap, 9999, 10))

# --- as a buffer
m = mmap.mmap(-1, 64)
struct.pack_into("<4I", m, 0, 1, 2, 3, 4)
print(struct.unpack_from("<4I", m), bytearray(m)[:8])
m.seek(16)
m.write(b"key=value; other=thing;")
print(re.findall(rb"(\w+)=(\w+)", m))
with memoryview(m) as view:
    print(view.format, view.readonly, len(view), view[16:19].tobytes())
    view[0] = 255
    numbers = view.cast("I")
    print(numbers[1])
    print(attempt(m.close), attempt(m.resize, 128))
    numbers.release()
print(m[0])
m.close()

# --- shared with a child
m = mmap.mmap(-1, 8)
child = os.fork()
if child == 0:
    m[:5] = b"child"
    os._exit(0)
os.waitpid(child, 0)
print(m[:])


class Counted(mmap.mmap):
    """A class of our own."""

    def __new__(cls, size):
        return super().__new__(cls, -1, size)

    def total(self):
        return sum(self[:])


c = Counted(4)
c[:] = bytes([1, 2, 3, 4])
print(c.total(), type(c).__name__, isinstance(c, mmap.mmap))
