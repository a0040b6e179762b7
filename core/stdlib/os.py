"""What the operating system offers: files, directories, the environment, the process."""
import sys
import posix
import posixpath as path
from posix import (F_OK, O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY, R_OK, SEEK_CUR, SEEK_END,
                   SEEK_SET, W_OK, X_OK, _exit, access, chdir, chmod, close, cpu_count, fspath, getcwd, getpid, getppid,
                   isatty, listdir, lseek, mkdir, open, putenv, read, readlink, remove, rename, replace, rmdir, stat,
                   stat_result, strerror, symlink, system, unlink, unsetenv, urandom, write)

sys.modules["os.path"] = path

name = "posix"
linesep = "\n"
curdir, pardir, sep, pathsep, altsep, extsep = ".", "..", "/", ":", None, "."
defpath, devnull = path.defpath, path.devnull
error = OSError


class _Environ(dict):
    """The environment: changes reach the system, and so the programs started from here."""

    def __setitem__(self, key, value):
        for text in (key, value):
            if not isinstance(text, str):
                raise TypeError(f"str expected, not {type(text).__name__}")
        putenv(key, value)
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        if key not in self:
            raise KeyError(key)
        unsetenv(key)
        dict.__delitem__(self, key)

    def setdefault(self, key, value=None):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        value = dict.pop(self, key, *default)
        unsetenv(key)
        return value

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def clear(self):
        for key in list(self):
            del self[key]

    def copy(self):
        return dict(self)

    def __repr__(self):
        return "environ(" + dict.__repr__(self) + ")"


environ = _Environ(posix.environ)


def getenv(key, default=None):
    return environ.get(key, default)


def lstat(path):
    return stat(path, follow_symlinks=False)


def fstat(fd):
    return stat(fd)


def getcwdb():
    return fsencode(getcwd())


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def fdopen(fd, mode="r", *args, **kwargs):
    import io
    return io.open(fd, mode, *args, **kwargs)


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        makedirs(head, exist_ok=exist_ok)
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


class DirEntry:
    """A name in a directory, as scandir gives it."""

    def __init__(self, directory, name):
        self.name = name
        self.path = path.join(directory, name)

    def is_dir(self, *, follow_symlinks=True):
        return posix._kind(self.path, follow_symlinks) == 2

    def is_file(self, *, follow_symlinks=True):
        return posix._kind(self.path, follow_symlinks) == 1

    def is_symlink(self):
        return posix._kind(self.path, False) == 4

    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)

    def inode(self):
        return lstat(self.path).st_ino

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan:
    def __init__(self, directory):
        self._directory = directory
        self._names = iter(listdir(directory))

    def __iter__(self):
        return self

    def __next__(self):
        return DirEntry(self._directory, next(self._names))

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._names = iter(())


def scandir(path="."):
    return _Scan(path)


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        names = listdir(top)
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return
    directories, files = [], []
    for entry in names:
        (directories if path.isdir(path.join(top, entry)) else files).append(entry)
    if topdown:
        yield top, directories, files
    for entry in directories:
        below = path.join(top, entry)
        if followlinks or not path.islink(below):
            yield from walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, directories, files


class _PathLikeType(type):
    def __instancecheck__(cls, instance):
        return hasattr(type(instance), "__fspath__")

    def __subclasscheck__(cls, subclass):
        return hasattr(subclass, "__fspath__")


class PathLike(metaclass=_PathLikeType):
    """Objects that stand for a path: those with __fspath__."""

    def __fspath__(self):
        raise NotImplementedError
