# sys, time and os.
# args: one two three
import sys, time, os
print(sys.argv[0], sys.argv[1:], len(sys.argv))
print(sys.version_info[:2] == (3, 11), sys.version_info >= (3, 5), sys.version_info.major, sys.maxsize, sys.byteorder, sys.maxunicode)
print(isinstance(sys.path, list), isinstance(sys.modules, dict), isinstance(sys.version, str), isinstance(sys.platform, str), sys.platform, sys.getrecursionlimit())
print(sys.stdin.__class__.__name__ != "", sys.stdout is not sys.stderr, isinstance(sys.implementation.name, str), sys.float_info.max, sys.float_info.epsilon, isinstance(sys.executable, str))
print(sys.intern("a") == "a", sys.getrefcount is not None if hasattr(sys, "getrefcount") else True)
a = time.time()
b = time.perf_counter()
c = time.monotonic()
time.sleep(0.01)
print(time.time() > a, time.perf_counter() - b >= 0.009, time.monotonic() > c, isinstance(a, float), a > 1.6e9, time.process_time() >= 0, isinstance(time.perf_counter_ns(), int), isinstance(time.time_ns(), int))
try:
    time.sleep(-1)
except ValueError as e:
    print("ValueError:", e)
try:
    time.sleep("a")
except TypeError as e:
    print("TypeError:", e)
print(os.getcwd() == os.path.dirname(os.path.abspath(__file__)), os.sep, os.linesep == "\n", os.name)
print(os.path.join("a", "b"), os.path.join("a/", "b", "/c"), os.path.basename("/x/y.py"), os.path.dirname("/x/y.py"), os.path.splitext("a.tar.gz"), os.path.exists("."), os.path.isdir("."), os.path.isfile(__file__))
print("HOME" in os.environ or True, os.environ.get("NOT_SET_ANYWHERE"), os.getenv("NOT_SET_ANYWHERE", "default"), isinstance(os.getpid(), int))
name = "/tmp/martlet-test-%d" % os.getpid()
os.mkdir(name)
with open(os.path.join(name, "f"), "w") as f:
    f.write("x")
print(os.listdir(name), os.path.getsize(name + "/f"), os.stat(name + "/f").st_size)
os.rename(name + "/f", name + "/g")
print(os.path.exists(name + "/f"), os.path.exists(name + "/g"))
os.remove(name + "/g")
os.rmdir(name)
print(os.path.exists(name))
for bad in (lambda: os.listdir("/no/such"), lambda: os.remove("/no/such"), lambda: os.stat("/no/such"), lambda: os.mkdir("/no/such/dir")):
    try:
        bad()
    except OSError as e:
        print(type(e).__name__, e, e.errno, e.filename)
try:
    sys.exit()
except SystemExit as e:
    print("SystemExit", e.code)
try:
    sys.exit("message")
except SystemExit as e:
    print("SystemExit", e.code)
try:
    sys.exit(3)
except SystemExit as e:
    print("SystemExit", e.code)
