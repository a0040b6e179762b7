# Unicode: code points, escapes, encodings, case, order.
print("\x41\u00e9\U0001F600\u03b1\101\0end".encode())
print(len("é"), len("e\u0301"), len("😀"), "é" == "e\u0301", ord("😀"), chr(128512), chr(233), chr(0x10ffff).encode())
print(ascii("aé日😀\n"), repr("aé日😀\n\t\r\\'"), repr('it\'s'), repr('"'), repr('\'"'), repr("\x00\x1f\x7f\x80\xa0\xad\u200b\ue000\ud800"))
print("é".encode(), "é".encode("latin-1"), "é".encode("utf-16-le") if False else "utf-8 latin-1 ascii are enough")
print(b"\xc3\xa9".decode(), b"\xe9".decode("latin-1"), b"abc".decode("ascii"), "日本".encode("utf-8"))
def error(f, *a):
    try:
        return f(*a)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
print(error("é".encode, "ascii"))
print(error("日é".encode, "latin-1"))
print(error(b"\xff\xfe".decode))
print(error(b"a\xc3".decode))
print(error(b"\xc3(".decode))
print(error(b"\xe2\x82".decode))
print(error(b"\xed\xa0\x80".decode))
print(error(b"\xf8".decode))
print(error(b"\xc0\x80".decode))
print(error(b"abc\x80".decode, "ascii"))
print(error("a".encode, "no-such-codec"))
print(error("\ud800".encode))
print("é€".encode("ascii", "ignore"), "é€".encode("ascii", "replace"), "é€".encode("ascii", "backslashreplace"), "é€".encode("ascii", "xmlcharrefreplace"))
print(b"a\xffb".decode("utf-8", "ignore"), b"a\xffb".decode("utf-8", "replace"), ascii(b"a\xffb".decode("utf-8", "surrogateescape")), b"a\xffb".decode("utf-8", "backslashreplace"))
print(sorted(["é", "z", "a", "Z", "日", "😀", "\uffff"]), "ﬀ" > "z", max("aé日"))
print("ÀÉÎ".lower(), "àéî".upper(), "Σ".lower(), "дом".title(), "ПРИВЕТ".capitalize(), "ñ".isalpha(), "日".isalpha(), "٣".isdigit(), "\u3000".isspace(), "\xa0x\xa0".strip())
d = {"é": 1, "日本": 2, "😀": 3}
print(d, d["日" + "本"], "é" in d, [k for k in d])
print("日本語".center(9, "*"), "%5s|" % "é", "{:>4}|{:<4}|{:^5}".format("日", "é", "😀"), f"{'é':é>3}")
print("a日b日c".split("日"), "日".join("abc"), "日本日本".replace("本", "x"), "日本日本".count("日本"), "x日本".find("本"), "日本x".rfind("x"), "éa".index("a"))
変数 = 5
def ñandú(é):
    return é + 1
print(変数, ñandú(変数))
class Ünï:
    ß = 1
print(Ünï.ß, Ünï.__name__, getattr(Ünï, "ß"))
for c in "aé日😀":
    print(c, ord(c), hex(ord(c)), len(c.encode()))
print("".join(map(chr, range(0x3b1, 0x3c0))), "é" * 3, "日本"[::-1], "😀é"[1], "é" in "café", "e" in "é")
print(hash("é") == hash("\xe9"), "é" is not None, "😀" < "😁", "\ud83d" < "😀")
print("ab\u0000c", len("ab\u0000c")) if False else print(len("ab\u0000c"), "ab\0c" == "ab\u0000c", "a\0b" < "a\0c", "a\0".find("\0"))
print("\
continued", '''triple "quoted"
text''', r"raw\n\x", R'\'', "\q" == "\\q")
