"""The registry of encodings: charmaps, escapes, UTF-7, error handlers of one's own, incremental coders."""
import codecs

def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error)

for name in "cp1252 koi8-r iso8859-15 cp437 mac-roman utf-7 unicode_escape raw_unicode_escape utf-8-sig utf-16-be cp1251".split():
    print(name, attempt("aé€Ж\n\\+~".encode, name), attempt(lambda: "aé+".encode(name).decode(name)))
print("ab€".encode("cp1252"), b"\x80\x9f".decode("cp1252"), attempt(b"\x81".decode, "cp1252"))
print("€Ж".encode("cp1252", "replace"), "€Ж".encode("cp1252", "xmlcharrefreplace"), "Ж".encode("cp1252", "backslashreplace"))
print(b"\x81a".decode("cp1252", "replace"), b"\x81a".decode("cp1252", "ignore"), b"\x81a".decode("cp1252", "backslashreplace"))
print(attempt("x".encode, "nonsense"), attempt(b"x".decode, "nonsense"), attempt("é".encode, "ascii", "nonsense"))
print(attempt("x".encode, "rot13"))
print(codecs.encode("Hello", "rot13"))
print(codecs.lookup("UTF8").name, codecs.lookup("latin-1").name, codecs.lookup("l1").name, codecs.lookup("cp1252").name)

def bracket(error):
    if isinstance(error, UnicodeEncodeError):
        return "".join("[%x]" % ord(c) for c in error.object[error.start:error.end]), error.end
    return "[%s]" % error.object[error.start:error.end].hex(), error.end
codecs.register_error("bracket", bracket)
print("aéЖb".encode("ascii", "bracket"), "aéЖb".encode("latin-1", "bracket"), "aЖb".encode("cp1252", "bracket"))
print(b"a\xffb\xc3".decode("utf-8", "bracket"), b"a\xff".decode("ascii", "bracket"), b"\x81".decode("cp1252", "bracket"))
codecs.register_error("bytes", lambda e: (b"<>", e.end))
print("é".encode("ascii", "bytes"), "Ж".encode("cp1252", "bytes"))
codecs.register_error("bad", lambda e: 3)
print(attempt("é".encode, "ascii", "bad"), attempt(b"\xff".decode, "ascii", "bad"))
codecs.register_error("far", lambda e: ("", 100))
print(attempt("é".encode, "ascii", "far"), attempt(b"\xff".decode, "ascii", "far"))
codecs.register_error("back", lambda e: ("x", -1))
print("éab".encode("ascii", "back"))
codecs.register_error("unencodable", lambda e: ("é", e.end))
print(attempt("é".encode, "ascii", "unencodable"))

for name in "strict ignore replace xmlcharrefreplace backslashreplace surrogateescape surrogatepass".split():
    handler = codecs.lookup_error(name)
    print(name, attempt(handler, UnicodeEncodeError("ascii", "aé\udc80", 1, 3, "why")),
          attempt(handler, UnicodeEncodeError("utf-8", "\udc80", 0, 1, "why")),
          attempt(handler, UnicodeDecodeError("utf-8", b"a\xed\xa0\x80", 1, 2, "why")),
          attempt(handler, UnicodeTranslateError("abc", 1, 2, "why")), attempt(handler, ValueError("x")))

for name in "utf-8 utf-16 utf-16-le utf-32 utf-7 utf-8-sig cp1252 unicode_escape".split():
    text = "hé€\U0001f600 +x\n"
    if name == "cp1252":
        text = "hé€"
    data = text.encode(name)
    decoder = codecs.getincrementaldecoder(name)()
    print(name, data, "".join(decoder.decode(data[i:i + 1]) for i in range(len(data))) + decoder.decode(b"", True) == text)
    encoder = codecs.getincrementalencoder(name)()
    print(b"".join(encoder.encode(c) for c in text) + encoder.encode("", True) == data)
print(codecs.escape_encode(b"a'\\\n\x00\xff"), codecs.escape_decode(b"a\\x41\\n\\101\\q\\\nb"), attempt(codecs.escape_decode, b"\\x4"))
print(codecs.unicode_escape_decode("\\u20ac\\x41\\101\\U0001F600\\\nz"), attempt(codecs.unicode_escape_decode, b"\\u12"), codecs.unicode_escape_decode(b"a\\u12", "strict", False))
print(codecs.raw_unicode_escape_decode(b"\\u20ac\\\\u0041\\n\xe9"), attempt(codecs.raw_unicode_escape_decode, b"\\u12"))
print(b"\\u12zz".decode("unicode_escape", "replace"), attempt(b"\\U00110000".decode, "unicode_escape"), attempt(b"a\\".decode, "unicode_escape"))
for data in b"+", b"+A", b"+AAA", b"a+!b", b"+IKw-x", b"+2D3cAA-", b"\xff", b"+ZYQ", b"+ZYR-", b"+-+-":
    print(data, attempt(codecs.utf_7_decode, data, "strict", True), attempt(codecs.utf_7_decode, data), codecs.utf_7_decode(data, "replace", True))
print(attempt(codecs.charmap_encode, "abc", "strict", {97: "x"}), codecs.charmap_encode("ab", "strict", {97: b"<A>", 98: 66}))
print(codecs.charmap_decode(b"ab", "strict", {97: "<A>", 98: 8364}), attempt(codecs.charmap_decode, b"c", "strict", {97: 1}), codecs.charmap_decode(b"\x00\x01", "replace", "x\ufffe"))
print("bücher".encode("punycode"), b"bcher-kva".decode("punycode"))
print(codecs.utf_16_ex_decode(b"\xfe\xff\x00a"), codecs.utf_16_ex_decode(b"a\x00"), codecs.utf_16_ex_decode(b"\x00a", "strict", 1))
import io
reader = codecs.getreader("cp1252")(io.BytesIO(b"a\x80\nb\n"))
print(reader.readline(), reader.read())
e = UnicodeDecodeError("x", b"abc", 0, 1, "r")
e.start, e.end, e.reason, e.object, e.encoding = 1, 3, "other", b"xyz", "enc"
print(e, e.args)
print(attempt(setattr, e, "start", "a")[0])
print(UnicodeTranslateError("a\u20ac", 1, 2, "bad"), UnicodeEncodeError("c", "ab", 0, 5, "r"))
path = "/tmp/martlet_codecs_%d" % __import__("os").getpid()
with open(path, "w", encoding="cp1252") as file:
    print(file.write("a€\nb\n"), file.write("ü"))
with open(path, "rb") as file:
    print(file.read())
with open(path, encoding="cp1252") as file:
    print(file.encoding, list(file))
__import__("os").remove(path)
print(attempt(open, "/dev/null", "r", -1, "nonsense"))
