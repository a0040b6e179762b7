"""What the operating system offers: files, directories, the environment, processes."""
import sys
import posix
import posixpath as path
from posix import *
from posix import _exit, _have_functions

sys.modules["os.path"] = path

name = "posix"
linesep = "\n"
curdir, pardir, sep, pathsep, altsep, extsep = ".", "..", "/", ":", None, "."
defpath, devnull = path.defpath, path.devnull
error = OSError
P_WAIT, P_NOWAIT = 0, 1
P_NOWAITO = P_NOWAIT
POSIX_SPAWN_OPEN, POSIX_SPAWN_CLOSE, POSIX_SPAWN_DUP2 = 0, 1, 2
supports_bytes_environ = True

supports_dir_fd = {access, chmod, chown, link, mkdir, mkfifo, mknod, open, readlink, rename, replace, rmdir, stat,
                   symlink, unlink, utime, lstat, remove}
supports_fd = {chdir, chmod, chown, execve, listdir, pathconf, stat, statvfs, truncate, utime}
supports_effective_ids = {access}
supports_follow_symlinks = {access, chown, link, stat, utime}


# --- the environment

def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def _encode_text(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode("utf-8", "surrogateescape")


def _decode_text(value):
    return value.decode("utf-8", "surrogateescape")


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


def _get_exports_list(module):
    """The public names of a module, for socket."""
    return list(getattr(module, "__all__", None) or [name for name in dir(module) if name[0] != "_"])


_missing = object()


class _Environ:
    """The environment: changes reach the system, and so the programs started from here."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey, self.decodekey = encodekey, decodekey
        self.encodevalue, self.decodevalue = encodevalue, decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encodedkey = self.encodekey(key)
        unsetenv(encodedkey)
        try:
            del self._data[encodedkey]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return self.encodekey(key) in self._data

    def __repr__(self):
        return "environ({%s})" % ", ".join(f"{key!r}: {value!r}" for key, value in self.items())

    def __eq__(self, other):
        try:
            return dict(self.items()) == dict(other.items())
        except AttributeError:
            return NotImplemented

    __hash__ = None

    def keys(self):
        return dict(self.items()).keys()

    def values(self):
        return dict(self.items()).values()

    def items(self):
        return {key: self[key] for key in self}.items()

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def copy(self):
        return dict(self.items())

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, default=_missing):
        try:
            value = self[key]
        except KeyError:
            if default is _missing:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **keywords):
        for key, value in dict(other, **keywords).items():
            self[key] = value

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        return self.copy() | dict(other)

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        return dict(other) | self.copy()


environ = _Environ(posix.environ, _encode_text, _decode_text, _encode_text, _decode_text)
environb = _Environ(posix.environ, _check_bytes, bytes, _check_bytes, bytes)


def getenv(key, default=None):
    return environ.get(key, default)


def getenvb(key, default=None):
    return environb.get(key, default)


# --- files and directories

def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        here = b"." if isinstance(tail, bytes) else curdir
        if tail == here:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def _prune(directory):
    head, tail = path.split(directory)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def removedirs(name):
    rmdir(name)
    _prune(name)


def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    if path.split(old)[0]:
        _prune(old)


class DirEntry:
    """A name in a directory, as scandir gives it."""

    __slots__ = ("name", "path", "_directory_fd", "_type", "_inode", "_stat", "_lstat")
    _FIFO, _DIRECTORY, _FILE, _LINK = 1, 4, 8, 10

    def __init__(self, *args):
        raise TypeError("cannot create 'posix.DirEntry' instances")

    def is_symlink(self):
        if self._type:
            return self._type == DirEntry._LINK
        return self._has_mode(0o120000, False)

    def _has_mode(self, wanted, follow_symlinks):
        try:
            return self.stat(follow_symlinks=follow_symlinks).st_mode & 0o170000 == wanted
        except FileNotFoundError:
            return False

    def is_dir(self, *, follow_symlinks=True):
        if self._type and not (follow_symlinks and self._type == DirEntry._LINK):
            return self._type == DirEntry._DIRECTORY
        return self._has_mode(0o040000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        if self._type and not (follow_symlinks and self._type == DirEntry._LINK):
            return self._type == DirEntry._FILE
        return self._has_mode(0o100000, follow_symlinks)

    def stat(self, *, follow_symlinks=True):
        if follow_symlinks and self.is_symlink():
            if self._stat is None:
                self._stat = self._system_stat(True)
            return self._stat
        if self._lstat is None:
            self._lstat = self._system_stat(False)
        return self._lstat

    def _system_stat(self, follow):
        if self._directory_fd is None:
            return stat(self.path, follow_symlinks=follow)
        return stat(self.name, dir_fd=self._directory_fd, follow_symlinks=follow)

    def inode(self):
        return self._inode

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class _ScandirIterator:
    def __init__(self, directory):
        self._directory = directory
        self._entries = iter(posix._scan(directory))

    def __iter__(self):
        return self

    def __next__(self):
        name, kind, inode = next(self._entries)
        entry = object.__new__(DirEntry)
        entry.name, entry._type, entry._inode = name, kind, inode
        entry._stat = entry._lstat = entry._directory_fd = None
        if isinstance(self._directory, int):
            entry.path, entry._directory_fd = name, self._directory
        else:
            entry.path = path.join(self._directory, name)
        return entry

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path=None):
    if path is None:
        path = "."
    elif not isinstance(path, int):
        path = fspath(path)
    return _ScandirIterator(path)


def walk(top, topdown=True, onerror=None, followlinks=False):
    yield from _walk(fspath(top), topdown, onerror, followlinks)


def _is_directory(entry):
    try:
        return entry.is_dir()
    except OSError:
        return False


def _walk(top, topdown, onerror, followlinks):
    try:
        entries = list(scandir(top))
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return
    directories, others, below = [], [], []
    for entry in entries:
        if not _is_directory(entry):
            others.append(entry.name)
            continue
        directories.append(entry.name)
        if not topdown and (followlinks or not entry.is_symlink()):
            below.append(entry.path)
    if not topdown:
        for directory in below:
            yield from _walk(directory, topdown, onerror, followlinks)
        yield top, directories, others
        return
    yield top, directories, others
    for entry in directories:
        directory = path.join(top, entry)
        if followlinks or not path.islink(directory):
            yield from _walk(directory, topdown, onerror, followlinks)


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    top = fspath(top)
    before = None if follow_symlinks else stat(top, follow_symlinks=False, dir_fd=dir_fd)
    topfd = open(top, O_RDONLY | O_NONBLOCK, dir_fd=dir_fd)
    try:
        if follow_symlinks or (before.st_mode & 0o170000 == 0o040000 and path.samestat(before, stat(topfd))):
            yield from _fwalk(topfd, top, isinstance(top, bytes), topdown, onerror, follow_symlinks)
    finally:
        close(topfd)


def _fwalk(topfd, toppath, as_bytes, topdown, onerror, follow_symlinks):
    directories, others = [], []
    for entry in scandir(topfd):
        name = fsencode(entry.name) if as_bytes else entry.name
        (directories if _is_directory(entry) else others).append(name)
    if topdown:
        yield toppath, directories, others, topfd
    for name in directories:
        try:
            before = None if follow_symlinks else stat(name, dir_fd=topfd, follow_symlinks=False)
            fd = open(name, O_RDONLY | O_NONBLOCK, dir_fd=topfd)
        except OSError as problem:
            if onerror is not None:
                onerror(problem)
            continue
        try:
            if follow_symlinks or path.samestat(before, stat(fd)):
                yield from _fwalk(fd, path.join(toppath, name), as_bytes, topdown, onerror, follow_symlinks)
        finally:
            close(fd)
    if not topdown:
        yield toppath, directories, others, topfd


class _PathLikeType(type):
    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if cls is not PathLike:
            return type.__subclasscheck__(cls, subclass)
        return any("__fspath__" in base.__dict__ for base in subclass.__mro__) or type.__subclasscheck__(cls, subclass)

    def register(cls, subclass):
        return subclass


class PathLike(metaclass=_PathLikeType):
    """Objects that stand for a path: those with __fspath__."""

    def __fspath__(self):
        raise NotImplementedError

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


# --- processes

def execl(file, *args):
    execv(file, args)


def execle(file, *args):
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    execvp(file, args)


def execlpe(file, *args):
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    _execvpe(file, args)


def execvpe(file, args, env):
    _execvpe(file, args, env)


def _execvpe(file, args, env=None):
    run, rest = (execv, (args,)) if env is None else (execve, (args, env))
    if path.dirname(file):
        run(file, *rest)
        return
    saved = None
    directories = get_exec_path(env)
    if isinstance(file, bytes):
        directories = map(fsencode, directories)
    for directory in directories:
        try:
            run(path.join(directory, file), *rest)
        except (FileNotFoundError, NotADirectoryError) as problem:
            last = problem
        except OSError as problem:
            last = problem
            if saved is None:
                saved = problem
    raise saved if saved is not None else last


def get_exec_path(env=None):
    if env is None:
        env = environ
    found = env.get("PATH")
    if found is None and not isinstance(env, _Environ):
        found = env.get(b"PATH")
    if found is None:
        found = defpath
    return fsdecode(found).split(pathsep)


def _spawn(mode, file, args, env, run):
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    process = fork()
    if not process:
        try:
            if env is None:
                run(file, args)
            else:
                run(file, args, env)
        except:
            _exit(127)
    if mode == P_NOWAIT:
        return process
    while True:
        process, status = waitpid(process, 0)
        if not WIFSTOPPED(status):
            return waitstatus_to_exitcode(status)


def spawnv(mode, file, args):
    return _spawn(mode, file, args, None, execv)


def spawnve(mode, file, args, env):
    return _spawn(mode, file, args, env, execve)


def spawnvp(mode, file, args):
    return _spawn(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    return _spawn(mode, file, args, env, execvpe)


def spawnl(mode, file, *args):
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    return spawnvpe(mode, file, args[:-1], args[-1])


def popen(cmd, mode="r", buffering=-1):
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import io
    import subprocess
    if mode == "r":
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE, bufsize=buffering)
        return _ProcessFile(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE, bufsize=buffering)
    return _ProcessFile(process.stdin, process)


class _ProcessFile:
    """One end of a pipe to a process; closing it waits for the process."""

    def __init__(self, stream, process):
        self._stream = stream
        self._process = process

    def close(self):
        self._stream.close()
        status = self._process.wait()
        if status == 0:
            return None
        return status << 8 if status > 0 else status

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)
