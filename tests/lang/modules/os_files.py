"""os: files, directories, descriptors, processes, the environment, errors."""
import errno
import os
import stat


def error_of(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except OSError as problem:
        return type(problem).__name__, problem.errno, problem.strerror, problem.filename, problem.filename2, str(problem)
    except Exception as problem:
        return type(problem).__name__, str(problem)


top = f"/tmp/martlet-os-test-{os.getpid()}"
os.mkdir(top)
os.chdir(top)

# errors
for name in ("ENOENT", "EAGAIN", "EDEADLOCK", "ENOTSUP", "EINTR"):
    print(name, getattr(errno, name), errno.errorcode[getattr(errno, name)])
print(len(errno.errorcode))
print(error_of(os.stat, "absent"))
print(error_of(os.rename, "absent", "other"))
print(error_of(os.link, "absent", "other"))
print(error_of(os.listdir, "absent"))
print(error_of(os.mkdir, top)[:3])
print(error_of(os.open, "absent", os.O_RDONLY))
print(error_of(os.close, 99999))
print(error_of(os.kill, 0x7fffffff, 0)[:3])
print(error_of(os.stat, 1.5))
print(error_of(os.listdir, 1.5))
print(error_of(os.unlink, 3))
print(error_of(os.stat, "a\0b"))
print(error_of(os.read, 1 << 40, 1))
print(error_of(os.dup2, 99999, 5)[:3])

# descriptors
fd = os.open("file", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o640)
print(stat.filemode(os.stat("file").st_mode & ~0o022), os.get_inheritable(fd))
print(os.write(fd, b"hello world"), os.lseek(fd, 0, os.SEEK_SET), os.read(fd, 5), os.pread(fd, 3, 8))
print(os.pwrite(fd, b"HE", 0), os.writev(fd, [b"12", bytearray(b"34")]), os.fstat(fd).st_size)
copy = os.dup(fd)
os.set_inheritable(copy, True)
print(os.get_inheritable(copy), os.lseek(copy, 0, 1))
os.ftruncate(fd, 4)
buffers = [bytearray(2), bytearray(5)]
os.lseek(fd, 0, 0)
print(os.readv(fd, buffers), buffers)
os.close(copy)
os.close(fd)
r, w = os.pipe()
print(os.write(w, b"pipe"), os.read(r, 100), os.get_blocking(r))
os.set_blocking(r, False)
print(error_of(os.read, r, 1)[:3])
os.close(w)
print(os.read(r, 1))
os.close(r)

# paths
os.symlink("file", "link")
os.link("file", "hard")
os.makedirs("a/b/c")
with open("a/b/inner", "w") as f:
    f.write("x")
print(sorted(os.listdir()), sorted(os.listdir(b"."))[0], os.readlink("link"), os.readlink(b"link"))
print(os.stat("file").st_nlink, os.path.islink("link"), os.path.samefile("file", "hard"))
print(stat.S_ISLNK(os.lstat("link").st_mode), stat.S_ISLNK(os.stat("link", follow_symlinks=False).st_mode))
with os.scandir() as entries:
    for entry in sorted(entries, key=lambda e: e.name):
        print(entry, entry.path, entry.is_dir(), entry.is_file(), entry.is_file(follow_symlinks=False),
              entry.is_symlink(), entry.stat().st_size if entry.is_file() else None, os.fspath(entry))
for row in os.walk("."):
    print(row[0], sorted(row[1]), sorted(row[2]))
for row in os.walk("a", topdown=False):
    print(row)
for row in os.fwalk("a"):
    print(row[:3], stat.S_ISDIR(os.fstat(row[3]).st_mode))
directory = os.open("a", os.O_RDONLY)
print(os.listdir(directory), stat.S_ISREG(os.stat("b/inner", dir_fd=directory).st_mode))
os.close(directory)
os.utime("file", ns=(1_000_000_001, 2_000_000_002))
info = os.stat("file")
print(info.st_atime_ns, info.st_mtime_ns, info.st_atime, info.st_mtime, info[8], info.st_size == info[6])
os.utime("file", (3, 4.5))
print(os.stat("file").st_mtime_ns, len(info), isinstance(info, tuple))
os.chmod("file", 0o400)
print(stat.filemode(os.stat("file").st_mode))
os.truncate("hard", 1) if os.getuid() == 0 else None
os.rename("hard", "harder")
os.replace("harder", "file")
os.removedirs("a/b/c") if not os.path.exists("a/b/inner") else os.rmdir("a/b/c")
print(sorted(os.listdir("a")), os.access("file", os.R_OK), os.access("absent", os.F_OK))
print(os.umask(0o022) >= 0, os.umask(0o022))
os.mkfifo("fifo")
print(stat.S_ISFIFO(os.stat("fifo").st_mode))
print(os.getcwd() == top, os.getcwdb() == top.encode(), os.path.basename(os.getcwd())[:15])

# processes
process = os.fork()
if process == 0:
    os._exit(7)
process, status = os.waitpid(process, 0)
print(os.WIFEXITED(status), os.WEXITSTATUS(status), os.waitstatus_to_exitcode(status))
print(os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 3"), os.spawnv(os.P_WAIT, "/bin/sh", ["sh", "-c", "kill -9 $$"]))
process = os.posix_spawn("/bin/sh", ["sh", "-c", "exit $CODE"], {"CODE": "5"})
print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
print(error_of(os.execv, "/absent", ["x"])[:4], error_of(os.execv, "/bin/sh", []))
print(error_of(os.execvp, "surely-absent-program", ["x"])[:2])
print(error_of(os.waitpid, -1, 0)[:3])
print(os.system("exit 4") >> 8, os.getppid() > 0, os.getpid() == os.getpgid(0) or True)

# the environment
os.environ["MARTLET_TEST"] = "value"
print(os.environ["MARTLET_TEST"], os.environb[b"MARTLET_TEST"], os.getenv("MARTLET_TEST"), "MARTLET_TEST" in os.environ)
print(os.spawnlp(os.P_WAIT, "sh", "sh", "-c", 'test "$MARTLET_TEST" = value'))
print(os.environ.pop("MARTLET_TEST"), os.environ.get("MARTLET_TEST"), os.getenvb(b"MARTLET_TEST", b"no"))
try:
    os.environ["x"] = 1
except TypeError as problem:
    print(problem)
try:
    os.environ["MARTLET_TEST"]
except KeyError as problem:
    print(repr(problem))

# the rest
print(os.terminal_size((80, 24)), os.terminal_size((80, 24)).columns)
print(error_of(os.terminal_size, (1,)))
print(len(os.urandom(5)), len(os.getrandom(3)), os.cpu_count() > 0, os.sysconf("SC_PAGESIZE") >= 4096)
print(error_of(os.sysconf, "SC_ABSENT"), os.strerror(2), os.uname().sysname, os.uname()[0])
print(os.fsencode("a\udcff"), ascii(os.fsdecode(b"a\xff")), os.fspath("x"), error_of(os.fspath, 3))
print(isinstance("x", os.PathLike), issubclass(os.DirEntry, os.PathLike))
print(os.major(os.makedev(7, 8)), os.minor(os.makedev(7, 8)), os.device_encoding(0) if hasattr(os, "absent") else None)

os.chdir("/")
for directory, _, files in os.walk(top, topdown=False):
    for name in files:
        os.remove(os.path.join(directory, name))
    os.rmdir(directory)
print(os.path.exists(top))
