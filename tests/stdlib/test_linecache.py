"""linecache: lines of files, of modules with a loader, what is cached and when it is read again."""
import linecache
import os
import tempfile

with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False, encoding="utf-8") as file:
    file.write("first\nsecond é\nlast without newline")
name = file.name
print([linecache.getline(name, n) for n in range(0, 5)])
print(linecache.getlines(name), name in linecache.cache)
with open(name, "w") as file:
    file.write("changed and longer than before\n")
print(linecache.getline(name, 1))
linecache.checkcache(name)
print(name in linecache.cache, linecache.getline(name, 1))
with open(name, "wb") as file:
    file.write("# coding: latin-1\né\n".encode("latin-1"))
linecache.checkcache()
print(linecache.getlines(name))
os.unlink(name)
linecache.checkcache(name)
print(name in linecache.cache, linecache.getlines(name), linecache.getline(name, 1) == "")
linecache.clearcache()
print(len(linecache.cache))


class Loader:
    """A loader with a source of its own."""

    def get_source(self, name):
        return f"source of {name}\nline 2\n"


space = {"__name__": "lazy", "__loader__": Loader()}
print(linecache.lazycache("<lazy>", space), linecache.lazycache("lazy.py", space), linecache.lazycache("x", {}))
print(linecache.getlines("lazy.py"), linecache.getline("lazy.py", 2), linecache.updatecache("<none>"))
print(linecache.getline("no such file", 1) == "")
