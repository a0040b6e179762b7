# re.error: messages, positions, lines and columns.
import re

PATTERNS = [
    "(", ")", "a)", "(a", "(?", "(?:", "(?P", "(?P<", "(?P<a", "(?P<>a)", "(?P<1a>x)", "(?P<a>x)(?P<a>y)", "(?P=", "(?P=a", "(?P=a)",
    "(?P=)", "(?P=1)", "(?Pa)", "(?P>a)", "(?z)", "(?<", "(?<a)", "(?<=", "(?<=a", "(?=", "(?!a", "(?>a", "(?#", "(?#a",
    "[", "[a", "[]", "[^", "[^]", "[a-", "[a-z", "[z-a]", "[\\d-x]", "[x-\\d]", "[\\x41-\\x40]", "[\\q]", "[\\8]", "[\\400]", "[\\x1]",
    "[\\u123]", "[\\U0011]", "[\\A]", "[\\N]", "[\\B]", "[b-\\x61]",
    "*", "+a", "?", "{1}", "a**", "a*+*", "a??+", "a{1}{2}", "a{2,1}", "(*a)", "(?:+)", "|*", "^*", "$+", "\\b?", "\\A{2}", "(a|*)",
    "\\", "a\\", "\\q", "\\8", "\\1", "\\10", "(a)\\2", "(a\\1)", "\\400", "\\377", "\\x", "\\x1", "\\u", "\\u12", "\\U1234567", "\\U00110000",
    "\\N", "\\Nx", "\\N{", "\\N{}", "\\c", "(?P<a>(?P=a))",
    "(?i", "(?i-", "(?i-)", "(?i-:a", "(?-", "(?-i", "(?-i)", "(?i-i:a)", "(?au)", "(?a-u:x)", "(?ua:x)", "(?L)", "(?Lu)", "(?iz)", "(?i!)",
    "(?i-z:a)", "(?i-!:a)", "(?-a:x)", "a(?i)", "(?i)a(?m)", "|(?i)a", "((?i)a)", "(?t:a)", "(?-t:a)", "(?i\\d)", "(?é)", "(?i-é:a)",
    "(?(", "(?(1", "(?(1)", "(?(1)a", "(?(1)a)", "(?(a)b)", "(?(0)a)", "(?()a)", "(?(-1)a)", "(?(1a)b)", "(a)(?(1)b|c|d)", "(?(2)a)(b)",
    "(a)?(?(1)a|b", "(?(9999999999)a)",
    "(?<=a*)", "(?<=a|bc)", "(?<!a+)b", "(?<=(a))\\1", "(?<=(a)\\1)b", "(a)(?<=\\1(b)\\2)", "(?<=(?P<x>a)(?P=x))", "(?<=(a)(?(1)b|c))",
    "(?<=a{2,3})", "(?<=a{2})b", "(?P<a\n>x)", "a\n\nb(", "ab\n(c\n[d", "(?P<a>x)\n(?P<b", "x{99999999999}", "x{4294967295}", "x{1,4294967296}",
    "é(", "日本[", "日本\\q", "(?P<日>x)(?P<日>y)", "(?P=日)",
]
for pattern in PATTERNS:
    for kind in (str, bytes):
        try:
            source = pattern if kind is str else pattern.encode("latin1")
        except UnicodeEncodeError:
            continue
        try:
            print(ascii(source), re.compile(source).groups)
        except re.error as e:
            print(ascii(source), "->", ascii(str(e)), "|", ascii(e.msg), e.pos, e.lineno, e.colno, e.pattern == source)
        except (OverflowError, ValueError) as e:
            print(ascii(source), "->", type(e).__name__, e)

print("-- flags")
for source, flags in [("a", re.L), ("a", re.A | re.U), (b"a", re.U), (b"a", re.A | re.L), (b"(?a)", re.L), ("(?a)", re.U), ("a", 1 << 12)]:
    try:
        print(ascii(source), re.compile(source, flags))
    except ValueError as e:
        print(ascii(source), type(e).__name__, e)

print("-- templates")
for template in ["\\2", "\\9", "\\g", "\\g<", "\\g<a", "\\g<>", "\\g<2>", "\\g<b>", "\\g<-1>", "\\g<1a>", "\\g<x y>", "\\400", "\\q", "\\", "a\\",
                 "\\g<9999999999>", "\\777", "é\\q", "\\gé", "\\g<é>", "a\n\\q"]:
    for call in (lambda: re.sub("(?P<a>x)", template, "x"), lambda: re.match("(?P<a>x)", "x").expand(template)):
        try:
            print(ascii(template), ascii(call()))
        except re.error as e:
            print(ascii(template), "->", ascii(str(e)), e.pos, e.lineno, e.colno, ascii(e.pattern))
        except IndexError as e:
            print(ascii(template), "-> IndexError", ascii(str(e)))

e = re.error("message", "a\nbc", 3)
print(e, e.msg, e.pattern, e.pos, e.lineno, e.colno, e.args)
e = re.error("message")
print(e, e.msg, e.pattern, e.pos, e.lineno, e.colno, re.error.__module__, re.error.__name__, issubclass(re.error, Exception))
