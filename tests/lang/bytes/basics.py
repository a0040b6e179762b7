# bytes and bytearray.
b = b"hello\x00\xff"
print(b, len(b), b[0], b[-1], b[1:3], b[::-1], list(b[:3]), b"l" in b, 104 in b, 300 in [300])
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(5)), bytes((65, 66)))
print(b"a" + b"b", b"ab" * 2, b"a" == b"a", b"a" < b"b", b"a" != "a", b"" == b"", hash(b"a") == hash(b"a"), bool(b""), bool(b"0"))
print(b"Hello".upper(), b"Hello".lower(), b" x ".strip(), b"a,b".split(b","), b"a b".split(), b"-".join([b"a", b"b"]), b"abc".find(b"c"), b"abc".replace(b"b", b"XX"))
print(b"abc".startswith(b"a"), b"abc".endswith((b"x", b"c")), b"abcabc".count(b"bc"), b"abc".index(b"b"), b"abc".rfind(b"z"), b"ab".hex(), bytes.fromhex("61 62ff"), b"abc".find(99))
print(b"a\nb\r\nc".splitlines(), b"a-b".partition(b"-"), b"5".zfill(3), b"ab".center(6, b"*"), b"ab".ljust(4), b"12".isdigit(), b"ab".isalpha(), b"ab cd".title())
print(b"%d %s %x" % (5, b"ab", 255), b"abc".decode(), b"\xc3\xa9".decode("utf-8"), b"abc".hex("-"), b"abc".removeprefix(b"a"), b"abc".translate(bytes(range(256))))
print(rb"\n", b"\x41\101\n", b'it\'s', b"multi" b"ple", b"""tri
ple""", Rb"\x", bR"\y")
for x in b"ab":
    print(x, type(x).__name__)
print(sorted(b"hello"), max(b"abc"), sum(b"abc"), tuple(b"ab"), {b"k": 1}[b"k"], b"a" in {b"a"})
a = bytearray(b"abc")
a[0] = 120
a.append(100)
a.extend(b"ef")
a += b"g"
print(a, len(a), a[0], a[1:3], bytes(a), a == b"xbcdefg", a.pop(), a.pop(0), a)
a[1:3] = b"12345"
del a[0]
print(a, a.find(b"3"), a.decode(), bytearray(3), bytearray([1, 2]), a.upper(), b"x" + a, a + b"x", type(a + b"").__name__, type(b"" + a).__name__)
a.insert(1, 65)
a.reverse()
a.remove(65)
print(a, a.copy(), a * 2, 49 in a, a.index(b"4"))
a.clear()
print(a, bool(a))
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
print(error(lambda: b"abc"[5]))
print(error(lambda: b"abc"["a"]))
print(error(lambda: b"a" + "a"))
print(error(lambda: b"a" < "a"))
print(error(lambda: bytes([256])))
print(error(lambda: bytes([-1])))
print(error(lambda: bytes(["a"])))
print(error(lambda: bytes("a")))
print(error(lambda: bytes(-1)))
print(error(lambda: bytes(1.5)))
print(error(lambda: b"abc".find("a")))
print(error(lambda: "a" in b"abc"))
print(error(lambda: 300 in b"abc"))
print(error(lambda: b"".join(["a"])))
print(error(lambda: b",".join([1])))
print(error(lambda: bytes.fromhex("6")))
print(error(lambda: bytes.fromhex("zz")))
print(error(lambda: bytearray(b"a").append(256)))
print(error(lambda: bytearray().pop()))
print(error(lambda: b"abc".index(b"z")))
print(error(lambda: b"a".foo))
print(error(lambda: hash(bytearray())))
def assign():
    b"abc"[0] = 1
print(error(assign))
