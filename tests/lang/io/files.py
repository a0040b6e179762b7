# Reading and writing files.
import os
name = "/tmp/martlet-io-%d.txt" % os.getpid()
f = open(name, "w")
print(f.write("first\n"), f.write("sécond 日\n"), f.writelines(["third\n", "no newline"]), f.closed, f.name == name, f.mode)
f.close()
print(f.closed)
try:
    f.write("x")
except ValueError as e:
    print("ValueError:", e)
with open(name) as f:
    print(repr(f.read()))
    print(repr(f.read()))
with open(name) as f:
    print(repr(f.read(3)), repr(f.read(5)), repr(f.readline()), repr(f.readline()), repr(f.readline(3)), repr(f.readline()), repr(f.readline()))
with open(name) as f:
    print(f.readlines())
with open(name) as f:
    for i, line in enumerate(f):
        print(i, line.rstrip())
print([l.strip() for l in open(name)], sum(len(l) for l in open(name)), max(open(name), key=len))
with open(name, "rb") as f:
    print(f.read(8), f.readline(), list(f))
with open(name, "ab") as f:
    print(f.write(b"\nappended\r\n\xff"))
with open(name, "rb") as f:
    print(f.read()[-15:], f.tell(), f.seek(0), f.read(2), f.seek(-3, 2), f.read(), f.seek(2), f.seek(1, 1), f.read(1))
with open(name, encoding="latin-1") as f:
    print(repr(f.read()[-4:]))
try:
    open(name).read()
except UnicodeDecodeError as e:
    print("UnicodeDecodeError:", e)
with open(name, "w", newline="") as f:
    f.write("a\nb\r\nc\rd")
print([l for l in open(name)], [l for l in open(name, newline="")])
with open(name, "a") as f:
    f.write("+more")
print(repr(open(name).read()))
with open(name, "r+") as f:
    f.write("XY")
print(repr(open(name).read()))
with open(name, "w+") as f:
    f.write("0123456789")
    f.seek(3)
    print(f.read(4), f.tell())
    f.truncate(5)
print(open(name).read())
try:
    open(name, "x")
except FileExistsError as e:
    print("FileExistsError:", e.errno, e.strerror)
for bad in (lambda: open("/no/such/file"), lambda: open("/tmp"), lambda: open("/tmp", "w"), lambda: open(name, "q"), lambda: open(name, "rw"), lambda: open(name).write("x"),
            lambda: open(name, "w").read(), lambda: open(5.5), lambda: open(name, "rb").write(b""), lambda: open(name, "wb").write("text"), lambda: open(name, "w").write(b"bytes"), lambda: open(name, "rb", encoding="utf-8"), lambda: open("")):
    try:
        bad()
        print("no error")
    except Exception as e:
        print(type(e).__name__ + ":", str(e))
os.remove(name)
import io
s = io.StringIO("a\nb\nc")
print(s.readline(), list(s), s.getvalue(), s.seek(0), s.read(1), s.tell())
s = io.StringIO()
s.write("x" * 3)
s.write("é")
print(s.getvalue(), s.tell())
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.read(), b.getvalue())
b = io.BytesIO()
b.write(b"12")
b.write(bytes([255]))
print(b.getvalue(), len(b.getvalue()))
