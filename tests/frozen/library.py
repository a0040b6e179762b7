"""Every module that a board must have is in the program: nothing is found on sys.path, and each module does something."""
import sys

if sys.implementation.name != "cpython":
    sys.path.clear()


def check(name, use):
    """Prints what use makes of the module."""
    __import__(name)
    print(name, use(sys.modules[name]))


check("sys", lambda m: m.byteorder)
check("os", lambda m: m.path.join("a", "b"))
check("io", lambda m: m.StringIO("a\nb").readlines())
check("time", lambda m: m.strftime("%Y-%m-%d", m.gmtime(86400)))
check("time", lambda m: tuple(m.strptime("30 Nov 00", "%d %b %y")))
check("math", lambda m: m.comb(10, 3))
check("cmath", lambda m: m.sqrt(-4))
check("struct", lambda m: m.unpack("<hI", m.pack("<hI", -2, 7)))
check("array", lambda m: m.array("d", [1, 2.5]).tobytes().hex())
check("collections", lambda m: (m.Counter("abca").most_common(1), m.deque([1, 2, 3], 2), m.namedtuple("P", "x y")(1, 2),
                                m.OrderedDict(a=1), m.defaultdict(int)["k"], m.ChainMap({"a": 1}, {"b": 2})["b"]))
check("collections.abc", lambda m: issubclass(list, m.MutableSequence))
check("itertools", lambda m: list(m.pairwise("abc")))
check("functools", lambda m: m.reduce(lambda a, b: a * b, range(1, 6)))
check("operator", lambda m: m.itemgetter(1, 0)("ab"))
check("random", lambda m: m.Random(3).randrange(10 ** 6))
check("re", lambda m: m.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"))
check("json", lambda m: m.loads(m.dumps({"a": [1, None, 2.5]}, indent=1)))
check("string", lambda m: m.Template("$a-${b}").substitute(a=1, b=2))
check("enum", lambda m: m.Enum("Colour", "RED GREEN").GREEN.value)
check("dataclasses", lambda m: m.asdict(m.make_dataclass("P", [("x", int), ("y", int, 5)])(1)))
check("typing", lambda m: m.get_args(m.Union[int, m.List[str], None]))
check("types", lambda m: m.SimpleNamespace(a=1))
check("abc", lambda m: m.ABC.__subclasscheck__(int))
check("contextlib", lambda m: m.nullcontext(3).__enter__())
check("copy", lambda m: m.deepcopy([[1], {2: [3]}]))
check("heapq", lambda m: m.nsmallest(2, [5, 1, 4]))
check("bisect", lambda m: m.bisect([1, 3, 5], 4))
check("datetime", lambda m: m.datetime(2024, 2, 28, 23) + m.timedelta(hours=25))
check("datetime", lambda m: m.datetime.strptime("3 Mar 2021 +0200", "%d %b %Y %z").isoformat())
check("binascii", lambda m: m.crc32(b"martlet"))
check("base64", lambda m: m.b85encode(b"martlet"))
check("hashlib", lambda m: m.sha256(b"martlet").hexdigest()[:16])
check("hmac", lambda m: m.new(b"key", b"text", "sha1").hexdigest()[:16])
check("zlib", lambda m: m.decompress(m.compress(b"abc" * 100)) == b"abc" * 100)
check("errno", lambda m: m.errorcode[m.ENOENT])
check("signal", lambda m: m.Signals(2).name)
check("gc", lambda m: m.isenabled())
check("weakref", lambda m: list(m.WeakValueDictionary({1: m}).values())[0] is m)
check("traceback", lambda m: m.format_exception_only(ValueError("bad")))
check("queue", lambda m: m.LifoQueue().empty())
check("select", lambda m: m.select([], [], [], 0))
check("_thread", lambda m: m.allocate_lock().locked())


def threads(module):
    got = []
    thread = module.Thread(target=got.append, args=[1])
    thread.start()
    thread.join()
    return got


def socket_pair(module):
    here, there = module.socketpair()
    with here, there:
        here.sendall(b"hello")
        return there.recv(10)


def event_loop(module):
    async def twice(number):
        await module.sleep(0.001)
        return number * 2

    async def main():
        return await module.gather(twice(1), twice(2))

    return module.run(main())


def warn(module):
    with module.catch_warnings(record=True) as caught:
        module.simplefilter("always")
        module.warn("careful")
    return [(str(warning.message), warning.category.__name__) for warning in caught]


check("threading", threads)
check("socket", socket_pair)
check("asyncio", event_loop)
check("warnings", warn)

# A warning that is shown, with its line.
import io
import warnings
warnings.simplefilter("always")
sys.stderr = io.StringIO()
warnings.warn("shown")
print(sys.stderr.getvalue().rpartition("/")[2])
sys.stderr = sys.__stderr__

# A traceback through a frozen module has its lines.
import json
import traceback
try:
    json.loads("[1")
except ValueError as error:
    print([(frame.name, frame.lineno > 0) for frame in traceback.extract_tb(error.__traceback__)])

# Modules that ordinary programs import besides.
check("logging", lambda m: m.getLevelName(30))
check("subprocess", lambda m: m.list2cmdline(["a b", "c"]))
check("inspect", lambda m: m.signature(lambda a, *, b=1: 0))
check("linecache", lambda m: m.getline("nowhere", 1))
check("textwrap", lambda m: m.fill("a b c", 3))
check("keyword", lambda m: m.iskeyword("def"))
check("locale", lambda m: m.getlocale is not None)
check("calendar", lambda m: m.isleap(2024))
check("selectors", lambda m: m.EVENT_READ)
check("contextvars", lambda m: m.ContextVar("v", default=3).get())
check("concurrent.futures", lambda m: m.ThreadPoolExecutor(1).submit(pow, 2, 5).result())
