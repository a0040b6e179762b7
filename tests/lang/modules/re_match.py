# What patterns match, and what Match and Pattern objects tell of it.
import re


def show(match):
    return match and (match.span(), match.groups(), match.lastindex, match.lastgroup)


CASES = [
    ("abc", ["abc", "xabcy", "ab"]),
    ("a|ab", ["ab"]),
    ("(a)|(b)", ["a", "b"]),
    ("(a(b)?)+", ["abaab"]),
    ("((a)(b)c)d", ["abcd"]),
    ("(?P<x>a)(?P<y>b)?", ["a", "ab"]),
    ("(a*)*", ["aa", ""]),
    ("(a|b*)*c", ["abbc"]),
    ("a{2,3}", ["a", "aa", "aaaa"]),
    ("a{,2}b", ["aaab"]),
    ("a{2}?", ["aaa"]),
    ("a*?b", ["aab"]),
    ("a++b", ["aab"]),
    ("a*+a", ["aaa"]),
    ("(?>a*)a", ["aaa"]),
    ("(?:ab){2,}", ["ababab"]),
    ("x{,}y{a}", ["xxy{a}"]),
    ("a{1", ["a{1"]),
    ("[abc]+", ["xcab"]),
    ("[^abc]+", ["abxyc"]),
    ("[]a]+", ["a]b"]),
    ("[^]a]+", ["a]b"]),
    ("[a-]+", ["-a-b"]),
    ("[\\w-]+", ["a-b c"]),
    ("[\\]\\\\^]+", ["^]\\x"]),
    ("[\\d\\s]+", ["a1 2b"]),
    ("[^\\W\\d]+", ["12ab34"]),
    ("\\bfoo\\b", ["a foo b", "afoo"]),
    ("\\Boo\\B", ["fooo", "oo"]),
    ("\\B", ["", "a", " "]),
    ("\\b", ["", "a"]),
    ("^a", ["a", "b\na"]),
    ("a$", ["a", "a\n", "a\nb"]),
    ("(?m)^b", ["a\nb"]),
    ("(?m)a$", ["a\nb"]),
    ("(?m)^", ["a\n"]),
    ("\\Aa\\Z", ["a", "a\n"]),
    (".+", ["a\nb", "\n"]),
    ("(?s).+", ["a\nb"]),
    ("(a)\\1", ["aa", "ab"]),
    ("(?P<q>['\"]).*?(?P=q)", ["x'a\"b'y"]),
    ("(a)?(?(1)b|c)", ["ab", "c", "ac"]),
    ("(?P<n>a)?(?(n)b)", ["ab", "x"]),
    ("a(?=b)", ["ab", "ac"]),
    ("a(?!b)", ["ab", "ac"]),
    ("(?<=a)b", ["ab", "cb"]),
    ("(?<!a)b", ["ab", "cb"]),
    ("(?<=ab|cd)x", ["abx", "cdx", "ax"]),
    ("(a)(?<=\\1)b", ["ab"]),
    ("(?=(a))a", ["a"]),
    ("(?i)AbC", ["aBc"]),
    ("(?i:a)b", ["Ab", "AB"]),
    ("(?i)a(?-i:b)", ["Ab", "AB"]),
    ("(?x) a  b # comment\n c", ["abc"]),
    ("(?x)[ a]\\ b", [" b"]),
    ("(?#comment)a(?#x)+", ["aa"]),
    ("\\x41\\101\\u0042\\U00000043\\n\\t\\0", ["AABC\n\t\0"]),
    ("\\.\\*\\-\\@", [".*-@"]),
    ("a\0b", ["a\0b"]),
    ("", ["", "a"]),
    ("(|a)+", ["aa"]),
    ("(?:a|b|)*", ["abc"]),
    ("(?s:.)(?-s:.)", ["\na", "\n\n"]),
    ("(?:(?:x?)*)*y", ["xxy"]),
    ("()(a)?()", ["a", ""]),
    ("a{70000}|b{3,70000}c", ["bbbbc"]),
]
for pattern, subjects in CASES:
    for subject in subjects:
        compiled = re.compile(pattern)
        print(ascii(pattern), ascii(subject), show(compiled.search(subject)), show(compiled.match(subject)),
              show(compiled.fullmatch(subject)))

print("-- positions")
p = re.compile("^b|(?<=a)c|d$|\\be")
for args in [("ab", 1), ("ac", 1), ("de", 0, 1), ("xe", 1), ("ac", -5), ("ac", 5), ("ac", 2, 1), ("acd", 0, 99)]:
    print(args, p.search(*args), p.match(*args), p.fullmatch(*args))
m = re.compile("b").search("abc", 1, 3)
print(m.pos, m.endpos, m.string, m.re.pattern)
print(p.search(string="ab", pos=1, endpos=2))
m = re.search("(?P<é>ü)(x)?", "aäüb")
print(m.span(), m.start("é"), m.end(1), m.span(2), m.regs, m["é"], m[0], m.group(1, "é", 2))

print("-- Match")
m = re.match("(?P<first>\\w+) (\\w+)?(?P<last>!)?", "hello world")
print(m, m.group(), m.group(0), m.group(1), m.group("first"), m.group(1, 2, 3))
print(m.groups(), m.groups("-"), m.groupdict(), m.groupdict(default=0))
print(m[1], m["last"], m.lastindex, m.lastgroup, m.start(3), bool(m))
print(m.expand("\\2-\\1-\\g<first>-\\g<3>\\n"), m.__copy__() is m, m.__deepcopy__({}) is m)
for bad in (4, -1, "nope", None, 1.5, 10 ** 30, "é"):
    for function in (m.group, m.start, m.end, m.span, m.__getitem__):
        try:
            print(function(bad))
        except Exception as e:
            print(function.__name__, type(e).__name__, e)
print(re.match("a" * 60, "a" * 60))
print(type(m).__name__, type(m).__module__, isinstance(m, re.Match), re.Match[str])
try:
    m.string = 1
except AttributeError as e:
    print("AttributeError")

print("-- Pattern")
p = re.compile("(?P<a>x)(y)(?P<b>z)", re.I)
print(p, p.pattern, p.flags, p.groups, p.groupindex, type(p.groupindex).__name__)
print(p == re.compile("(?P<a>x)(y)(?P<b>z)", re.I), p == re.compile("(?P<a>x)(y)(?P<b>z)"), p != p, p == 1)
print(hash(p) == hash(re.compile("(?P<a>x)(y)(?P<b>z)", re.I)), p.__copy__() is p, p.__deepcopy__({}) is p)
print(re.compile(b"a", re.A | re.M), re.compile("x" * 300).__repr__() == "re.compile(" + repr("x" * 300)[:200] + ")")
print(re.compile(p) is p, re.compile("q") is re.compile("q"), re.Pattern[bytes])
print(re.compile(b"(a)(b)?").match(b"ab").groups(), re.match(b"[\\x80-\\xff]+", b"\x80\xfe!"))
print(re.match(b"\\w+", bytearray(b"abc-")).group(), re.search(b"b", memoryview(b"abc")).span())
scanner = re.compile("a|").scanner("aba")
print(scanner.match(), scanner.match(), scanner.match(), scanner.pattern)
print([scanner.search() for _ in range(5)])
for call in (lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match("a", 1), lambda: re.compile(1),
             lambda: re.compile(p, re.I), lambda: re.match("a", None), lambda: p.match(), lambda: p.match("a", "b"),
             lambda: re.compile("a", "b"), lambda: re.compile([])):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
