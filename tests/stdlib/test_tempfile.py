"""tempfile: files and directories that vanish."""
import os
import tempfile

with tempfile.TemporaryFile("w+") as file:
    print(file.write("abc"), file.seek(0), file.read())
with tempfile.NamedTemporaryFile(suffix=".txt", prefix="pre", delete=True) as file:
    name = file.name
    print(os.path.exists(name), os.path.basename(name).startswith("pre"), name.endswith(".txt"), file.write(b"x"), file.flush())
print(os.path.exists(name))
with tempfile.TemporaryDirectory(prefix="dir") as directory:
    open(os.path.join(directory, "f"), "w").close()
    os.mkdir(os.path.join(directory, "sub"))
    print(sorted(os.listdir(directory)))
print(os.path.exists(directory))
handle, path = tempfile.mkstemp(text=True)
print(os.write(handle, b"data"), os.close(handle), open(path).read(), os.stat(path).st_mode & 0o777, os.remove(path))
made = tempfile.mkdtemp(dir=tempfile.gettempdir())
print(os.path.isdir(made), oct(os.stat(made).st_mode & 0o777), os.rmdir(made), tempfile.gettempprefix())
with tempfile.SpooledTemporaryFile(max_size=10, mode="w+b") as spooled:
    spooled.write(b"12345")
    rolled = spooled._rolled
    spooled.write(b"67890abc")
    spooled.seek(0)
    print(rolled, spooled._rolled, spooled.read())
