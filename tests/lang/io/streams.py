"""Streams over other objects: classes derived from io's, wrappers, FileIO, openers, detach()."""
import io
import os


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


class Pieces(io.RawIOBase):
    """Gives its pieces one by one; takes what is written."""

    def __init__(self, *pieces):
        self.pieces = list(pieces)
        self.written = []

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, buffer):
        if not self.pieces:
            return 0
        piece = self.pieces.pop(0)
        taken = min(len(piece), len(buffer))
        buffer[:taken] = piece[:taken]
        if piece[taken:]:
            self.pieces.insert(0, piece[taken:])
        return taken

    def write(self, data):
        self.written.append(bytes(data))
        return len(data)


raw = Pieces(b"ab\nc", b"d\n", b"ef")
print(raw.read(2), raw.readline(), raw.readlines(), raw.read(), raw.readall(), raw.closed, raw.tell is not None)
print(attempt(raw.seek, 0), attempt(raw.tell), attempt(raw.fileno), raw.isatty(), raw.seekable(), list(Pieces(b"x\ny")))
with Pieces(b"in") as inner:
    print(inner.read(), inner.closed)
print(inner.closed, attempt(inner.read), attempt(inner.readline), attempt(inner.__enter__), attempt(list, inner), attempt(inner.flush))
print(attempt(inner._checkClosed), attempt(raw._checkSeekable), attempt(raw._checkReadable))

buffered = io.BufferedReader(Pieces(b"one\ntwo", b"\nthr", b"ee\nfour"))
print(buffered.readline(), buffered.peek(1)[:1], buffered.read1(2), buffered.read(4), buffered.readlines(), buffered.read())
print(type(buffered.raw).__name__, buffered.readable(), buffered.writable(), attempt(buffered.write, b"x"), attempt(buffered.fileno))
target = Pieces()
writer = io.BufferedWriter(target, 8)
print(writer.write(b"abc"), target.written, writer.write(b"defgh"), writer.write(b"0123456789"), writer.flush(), b"".join(target.written))
writer.write(b"tail")
writer.close()
print(b"".join(target.written), target.closed, writer.closed, attempt(writer.write, b"x"))
print(attempt(io.BufferedReader), attempt(io.BufferedWriter, Pieces(), 0), attempt(io.BufferedRandom, Pieces()))

text = io.TextIOWrapper(io.BytesIO(b"h\xc3\xa9\r\nz\rlast"), encoding="utf-8")
print(text.read(2), text.readlines(), text.encoding, text.errors, attempt(lambda: text.name), text.line_buffering)
for newline in None, "", "\n", "\r", "\r\n":
    store = io.BytesIO()
    wrapper = io.TextIOWrapper(store, encoding="ascii", newline=newline)
    wrapper.write("a\nb\r\nc")
    wrapper.flush()
    print(repr(newline), store.getvalue(), list(io.TextIOWrapper(io.BytesIO(b"a\nb\r\nc\rd"), newline=newline)))
store = io.BytesIO()
wrapper = io.TextIOWrapper(store, "cp1252", write_through=True)
print(wrapper.write("a€"), store.getvalue(), attempt(wrapper.write, "Ж"), wrapper.write_through)
print(wrapper.detach() is store, attempt(wrapper.write, "x"), attempt(wrapper.detach))
wrapper = io.TextIOWrapper(store)
wrapper.close()
print(store.closed, attempt(store.read), attempt(wrapper.read), attempt(wrapper.write, "x"), attempt(wrapper.flush))
print(attempt(io.TextIOWrapper), attempt(io.TextIOWrapper, 3), attempt(io.TextIOWrapper, store, newline="x"), attempt(io.TextIOWrapper, io.BytesIO(), encoding="nope"))
print(repr(io.TextIOWrapper(io.BytesIO(), "ascii")), repr(io.BufferedReader(Pieces())))


class Upper(io.TextIOWrapper):
    def __init__(self, *args, extra=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.extra = extra

    def write(self, text):
        return super().write(text.upper())


store = io.BytesIO()
upper = Upper(store, extra=5, encoding="utf-8")
print("made", file=upper, flush=True)
print(store.getvalue(), upper.extra, isinstance(upper, io.TextIOBase), isinstance(upper, io.IOBase))

# Abstract classes and what belongs to them.
for made in io.StringIO(), io.BytesIO(), open(os.devnull), open(os.devnull, "rb"), open(os.devnull, "wb"), open(os.devnull, "rb", 0), raw, buffered:
    print(type(made).__name__, [isinstance(made, base) for base in (io.IOBase, io.RawIOBase, io.BufferedIOBase, io.TextIOBase)])
print([base.__name__ for base in io.TextIOWrapper.__mro__], [base.__name__ for base in io.FileIO.__mro__])

# FileIO, openers, names.
path = f"/tmp/martlet_io_{os.getpid()}"
file = io.FileIO(path, "w+")
print(file.write(b"hello\nworld"), file.seek(2), file.read(3), file.tell(), file.readall(), file.mode, file.closefd, file.seek(0))
print(file.readline(), file.readlines(), repr(file).replace(path, "P"), file.close(), repr(file), file.closed)
print(attempt(file.read), attempt(io.FileIO, path, "rw"), attempt(io.FileIO, path, "z"), attempt(io.FileIO))
calls = []


def opener(name, flags):
    calls.append((name == path, flags & os.O_CREAT != 0, flags & os.O_WRONLY != 0))
    return os.open(name, flags, 0o600) if hasattr(os, "O_CLOEXEC") else os.open(name, flags)


with open(path, "w", opener=opener) as file:
    file.write("by opener")
with open(path, opener=opener) as file:
    print(calls, file.read())
print(attempt(open, path, opener=lambda name, flags: "x"), attempt(open, path, opener=lambda name, flags: -1))
with open(path, "r+b", buffering=0) as file:
    print(type(file).__name__, file.read(2), file.write(b"!!"), file.seek(0), file.read())
with open(path, "r+") as file:
    print(file.mode, file.buffer.mode, type(file.buffer).__name__, file.buffer.read(2), file.read(3))
with open(path, "rb") as file:


    kept = io.TextIOWrapper(file, encoding="ascii")
    print(kept.read(), kept.name == path, kept.buffer is file, kept.detach() is file, file.closed)
raw = open(path, "rb").detach()
print(type(raw).__name__, raw.read())
print(io.open_code(path).read(), io.text_encoding("x"), io.text_encoding(None), open(path, encoding="locale").encoding.lower())
os.remove(path)

pair = io.BufferedRWPair(Pieces(b"in\nput"), target := Pieces())
print(pair.readline(), pair.read(), pair.write(b"out"), pair.flush(), target.written, pair.close(), pair.closed)
decoder = io.IncrementalNewlineDecoder(None, translate=True)
print(repr(decoder.decode("a\r")), repr(decoder.decode("\nb\rc\n")), decoder.newlines, repr(decoder.decode("\r", final=True)))


class Full(io.BufferedIOBase):
    def read(self, size=-1):
        return b"x" * min(size, 5)


buffer = bytearray(3)
print(Full().readinto(buffer), buffer, attempt(Full().write, b""), attempt(Full().detach), attempt(io.TextIOBase().read), io.TextIOBase().encoding)


class Broken(Pieces):
    def write(self, data):
        raise OSError("no room")

    def readinto(self, buffer):
        return 1000000


broken = io.BufferedWriter(Broken())
broken.write(b"x")
print(attempt(broken.flush), attempt(io.BufferedReader(Broken()).read, 1))
print(attempt(io.TextIOWrapper(Broken(), write_through=True).write, "x"))
for newline in None, "", "\n", "\r", "\r\n":
    memory = io.StringIO("a\nb\r\nc\rd", newline=newline)
    print(repr(newline), repr(memory.getvalue()), memory.readlines(), memory.write("x\ny"), repr(memory.getvalue()))


class Named(io.StringIO):
    def __init__(self, name):
        super().__init__("start ")
        self.name = name

    def write(self, text):
        return super().write(text * 2)


named = Named("n")
print("x", file=named)
print(named.name, repr(named.getvalue()), isinstance(named, io.TextIOBase), attempt(io.StringIO, 3), attempt(io.StringIO, newline=3), attempt(io.BytesIO, "x"))
