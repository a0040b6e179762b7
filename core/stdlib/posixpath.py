"""os.path: operations on path names."""
import posix

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False

fspath = posix.fspath


def _slash(path):
    return b"/" if isinstance(path, bytes) else "/"


def normcase(s):
    return fspath(s)


def isabs(s):
    s = fspath(s)
    return s.startswith(_slash(s))


def join(a, *p):
    result = fspath(a)
    slash = _slash(result)
    for part in p:
        if not isinstance(part, (str, bytes)):
            try:
                part = fspath(part)
            except TypeError:
                raise TypeError("join() argument must be str, bytes, or os.PathLike object, not "
                                f"{type(part).__name__!r}") from None
        if type(part) is not type(result) and isinstance(part, str) != isinstance(result, str):
            raise TypeError("Can't mix strings and bytes in path components")
        if part.startswith(slash):
            result = part
        elif not result or result.endswith(slash):
            result += part
        else:
            result += slash + part
    return result


def split(p):
    p = fspath(p)
    slash = _slash(p)
    cut = p.rfind(slash) + 1
    head, tail = p[:cut], p[cut:]
    stripped = head.rstrip(slash)
    return (stripped or head), tail


def basename(p):
    p = fspath(p)
    return p[p.rfind(_slash(p)) + 1:]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = fspath(p)
    dot = b"." if isinstance(p, bytes) else "."
    start = p.rfind(_slash(p)) + 1
    name = p[start:]
    cut = name.rfind(dot)
    # Leading dots belong to the name.
    if cut <= 0 or not name[:cut].strip(dot):
        return p, p[:0]
    return p[:start + cut], name[cut:]


def splitdrive(p):
    p = fspath(p)
    return p[:0], p


def exists(path):
    return _kind(path, True) != 0


def lexists(path):
    return _kind(path, False) != 0


def isfile(path):
    return _kind(path, True) == 1


def isdir(s):
    return _kind(s, True) == 2


def islink(path):
    return _kind(path, False) == 4


def ismount(path):
    try:
        here, above = posix.stat(path), posix.stat(join(path, ".."))
    except OSError:
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def _kind(path, follow):
    if isinstance(path, int):
        try:
            mode = posix.stat(path).st_mode & 0o170000
        except OSError:
            return 0
        return {0o100000: 1, 0o040000: 2}.get(mode, 3)
    try:
        return posix._kind(path, follow)
    except ValueError:
        return 0


def getsize(filename):
    return posix.stat(filename).st_size


def getmtime(filename):
    return posix.stat(filename).st_mtime


def getatime(filename):
    return posix.stat(filename).st_atime


def getctime(filename):
    return posix.stat(filename).st_ctime


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    return samestat(posix.stat(f1), posix.stat(f2))


def normpath(path):
    path = fspath(path)
    slash = _slash(path)
    dot = b"." if isinstance(path, bytes) else "."
    if not path:
        return dot
    # Two leading slashes (not three) may mean something to the system and stay.
    root = path[:0]
    if path.startswith(slash):
        root = slash * 2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else slash
    parts = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dot * 2 or (not root and not parts) or (parts and parts[-1] == dot * 2):
            parts.append(part)
        elif parts:
            parts.pop()
    return (root + slash.join(parts)) or dot


def abspath(path):
    path = fspath(path)
    if not isabs(path):
        here = posix.getcwd()
        path = join(here.encode("utf-8", "surrogateescape") if isinstance(path, bytes) else here, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    resolved = posix._realpath(filename)
    if resolved is not None:
        return resolved
    if strict:
        posix.stat(filename)
    # What exists is resolved, the rest is taken as it is.
    path = abspath(filename)
    head, tail = split(path)
    while head and head != path:
        resolved = posix._realpath(head)
        if resolved is not None:
            return normpath(join(resolved, tail))
        head, name = split(head)
        tail = join(name, tail)
    return path


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = fspath(path)
    there = [part for part in abspath(path).split(sep) if part]
    here = [part for part in abspath(curdir if start is None else start).split(sep) if part]
    same = 0
    while same < len(here) and same < len(there) and here[same] == there[same]:
        same += 1
    return sep.join([pardir] * (len(here) - same) + there[same:]) or curdir


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    paths = [fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    absolute = isabs(paths[0])
    if any(isabs(path) != absolute for path in paths):
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split(sep) if part and part != curdir] for path in paths]
    low, high = min(split_paths), max(split_paths)
    same = 0
    while same < len(low) and low[same] == high[same]:
        same += 1
    return (sep if absolute else "") + sep.join(low[:same])


def expanduser(path):
    path = fspath(path)
    if path != "~" and not path.startswith("~/"):
        return path
    import os
    home = os.environ.get("HOME")
    if home is None:
        return path
    return (home.rstrip(sep) + path[1:]) or sep


def expandvars(path):
    path = fspath(path)
    if "$" not in path:
        return path
    import os
    result, at = [], 0
    while True:
        dollar = path.find("$", at)
        if dollar < 0:
            return "".join(result) + path[at:]
        result.append(path[at:dollar])
        end = dollar + 1
        if path[end:end + 1] == "{":
            close = path.find("}", end)
            name, end = (path[end + 1:close], close + 1) if close >= 0 else ("", end)
        else:
            while end < len(path) and (path[end].isalnum() or path[end] == "_") and path[end].isascii():
                end += 1
            name = path[dollar + 1:end]
        result.append(os.environ[name] if name in os.environ else path[dollar:end])
        at = end
