# sub, subn, split, findall, finditer: empty matches, templates, functions.
import re

for pattern, text in [("x*", "abxd"), ("b*", "abb"), ("(?=a)", "aba"), ("", "abc"), ("a|", "banana"), ("\\b", "two words"), ("^", "a\nb"),
                      ("(?m)^", "a\nb\n"), ("$", "a\n"), ("(?m)$", "a\nb\n"), ("(a)|(b)", "abc"), ("(a)|b", "ab"), ("()", "ab"), ("(,)\\s*", "a, b,c"),
                      ("\\W+", "Words, words, words."), ("é*", "aéébé"), ("(?<=,)", "a,b,"), ("[^,]*", "a,,b"), (".*", "abc"), ("(.*?)", "ab")]:
    print(ascii(pattern), ascii(text))
    print("  sub", ascii(re.sub(pattern, "-", text)), ascii(re.subn(pattern, "<\\g<0>>", text, 2)), ascii(re.sub(pattern, "-", text, count=1)))
    print("  split", ascii(re.split(pattern, text)), ascii(re.split(pattern, text, 1)), ascii(re.split(pattern, text, maxsplit=-1)))
    print("  findall", ascii(re.findall(pattern, text)), [m.span() for m in re.finditer(pattern, text)])

print("-- templates")
for template in ["\\1", "\\g<1>", "\\g<w>\\g<0>", "\\n\\t\\\\\\a\\b\\f\\r\\v", "\\0", "\\07", "\\008", "\\101", "\\1010", "\\.\\-", "\\g<1>0", "\\g<01>", "a\\1b\\2c",
                 "é\\1", "\\2", "\\x".replace("x", "/")]:
    print(ascii(template), ascii(re.sub("(?P<w>\\w)(,)?", template, "a,b")))
print(re.sub(b"(.)", b"\\1\\1\\377", b"ab"), re.sub(b"a", b"\\n", bytearray(b"banana")))
print(re.sub("(a)|(b)", "[\\1\\2]", "abc"))

print("-- functions")
print(re.sub("\\d+", lambda m: str(int(m.group()) * 2), "a1b22c333"))
print(re.subn("(?P<x>[aeiou])", lambda m: m["x"].upper(), "education", count=3))
print(re.sub("x*", lambda m: f"<{m.start()}>", "axxb"), re.sub("a", lambda m: None, "banana"))
print(re.sub(b"a", lambda m: b"<" + m[0] + b">", bytearray(b"banana")), re.sub("é", str.__class__ and (lambda m: "e"), "été"))
print(re.sub("a", "x", "banana", -1), re.sub("a", lambda m: "x", "banana", -1), re.subn("q", "x", "banana"), re.subn("q", len, "banana"))


class Repl:
    def __call__(self, match):
        return match.group().upper()


print(re.sub("b", Repl(), "abc"))


def failing(match):
    raise KeyError(match.group())


for call in (lambda: re.sub("a", failing, "banana"), lambda: re.sub("a", lambda m: 1, "banana"), lambda: re.sub("a", lambda m: b"x", "xa"),
             lambda: re.sub("a", b"x", "banana"), lambda: re.sub(b"a", "x", b"banana"), lambda: re.sub("q", b"x", "banana"),
             lambda: re.sub("a", 1, "banana"), lambda: re.sub("a", "x", b"banana"), lambda: re.sub("a", "x", 5), lambda: re.sub("a", "x", "b", "c"),
             lambda: re.split("a", b"b"), lambda: re.findall("a", 5), lambda: re.finditer("a", 5), lambda: re.sub("a"), lambda: re.sub(b"a", lambda m: "x", b"a")):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)

print("-- iterators")
it = re.finditer("[a-z]", "a1b2")
print(iter(it) is it, next(it), next(it), next(it, None), next(it, None), type(it).__name__)
print(re.compile("a").findall("banana", 2), re.compile("a").findall("banana", 2, 4), [m.start() for m in re.compile("a").finditer("banana", 2)])
print([m.group() for m in re.finditer(r"(?:é|ü)+|\d", "éü1é2ü")])

print("-- escape")
print(ascii(re.escape("".join(map(chr, range(128))))), re.escape(b"a.b\xff*"), re.escape("é-_ "))

print("-- Scanner")
scanner = re.Scanner([
    (r"[a-zA-Z_]\w*", lambda scanner, token: ("name", token)),
    (r"\d+\.\d*", lambda scanner, token: float(token)),
    (r"\d+", lambda scanner, token: int(token)),
    (r"=|\+|-|\*|/", "operator"),
    (r"\s+", None),
])
print(scanner.scan("sum = 3*foo + 312.50+bar !"))
print(re.Scanner([("(a)(b)", "x"), ("(c)", lambda s, t: s.match.span())]).scan("abcab"))
