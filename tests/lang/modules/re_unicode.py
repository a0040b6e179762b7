# Character classes, ignoring case, flags: on str with and without ASCII, and on bytes.
import re

SAMPLE = "aZ09_ \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x7f\x80\x85\xa0\xaa\xb2\xb5éßẞſKkıİǅ٣Ⅷ½中\u1680\u180e\u2003\u2028\u200b\u3000𝟘𝒜\U0010ffff\ud800"
for category in ["\\d", "\\D", "\\s", "\\S", "\\w", "\\W", "[\\d]", "[^\\d]", "[\\s]", "[^\\s]", "[\\w]", "[\\W\\d]", "[\\S\\n]", "."]:
    for flags in (0, re.A):
        print(category, flags, ascii("".join(re.findall(category, SAMPLE, flags))))
        print("  ascii only", ascii("".join(re.findall(category, "".join(map(chr, range(128))), flags))))
    data = bytes(range(256))
    print("  bytes", b"".join(re.findall(category.encode(), data)))
    print("  scoped", ascii(re.findall(".(?a:" + category + ")" + category, SAMPLE)))

print("-- ignoring case")
LETTERS = "kKKsSſiIıİßẞσςΣµμΜǄǅǆᾳᾼΐΐﬅﬆåÅÅЖжſtst𐐀𐐨ꭰᎠაᲐÿŸ"
for letter in sorted(set(LETTERS)):
    print(ascii(letter), ascii(re.findall(letter, LETTERS, re.I)), ascii(re.findall(letter, LETTERS, re.I | re.A)),
          ascii(re.findall("[" + letter + "]", LETTERS, re.I)), ascii(re.findall("[^" + letter + "]", LETTERS, re.I)),
          re.findall(letter, "kKsSiI", re.I))
for charset in ["[a-z]", "[A-Z]", "[^a-z]", "[i-k]", "[à-þ]", "[À-Þ]", "[\u0100-\u017f]", "[ᾰ-ᾼ]", "[^\u0100-\uffff]", "[@-z]"]:
    for flags in (re.I, re.I | re.A):
        print(charset, flags, ascii(re.findall(charset, LETTERS, flags)), re.findall(charset, "@az[kKsSiI`", flags))
print(re.findall(b"[a-c]k\xe9", b"AK\xe9ak\xc9", re.I), re.findall(b"[a-c]\xe9", b"A\xe9", re.I | re.L))
print(re.findall(r"(?i)(\w)\1", "aAbBéÉab"), re.findall(r"(\w)(?i:\1)", "aAbBéÉab"))

print("-- boundaries")
for text in ["é a1", "中文 x", "a-b_c", "", "-"]:
    for pattern in ["\\b", "\\B", "(?a)\\b", "(?a)\\B", "(?a:\\b)", "(?a:\\B)x*"]:
        print(ascii(text), pattern, [m.start() for m in re.finditer(pattern, text)])

print("-- positions")
text = "aé中𝒜b" * 30
for m in list(re.finditer("中.b|é", text))[::7]:
    print(m.span(), ascii(m.group()), text[m.start():m.end()] == m.group())
p = re.compile("𝒜")
print(p.search(text, 70).span(), p.search(text, 70, 73), p.search(text, 70, 74).span(), len(p.split(text)))
print(ascii(re.sub("[^\\x00-\\x7f]", lambda m: f"{ord(m[0]):x}", "aé中𝒜b")), re.search("\ud800", "a\ud800b").span())
print(re.search("[\ud800-\udfff]+", "a\ud83d\ude00b").span(), re.findall("[é-ü]", "abc"), re.findall("[^é]", "abc"), re.search("é", "abc"))
print(re.search("(?<=é|b)c", "abc"), re.search("é?b", "ab"), re.search("(é)?b", "ab").groups(), re.search("[éa]", "a"), re.search("a|é", "ba"))

print("-- flags")
for flags in (re.I, re.I | re.M, re.NOFLAG, re.RegexFlag(0), re.RegexFlag(1 << 20), re.I | (1 << 20), ~re.I, re.I & re.M, re.I ^ re.M, re.I | 1, re.U, re.T, re.DEBUG):
    print(repr(flags), str(flags), int(flags), f"{flags}", bool(flags), "%d" % flags)
print(re.I.name, (re.I | re.M).name, re.I.value, re.RegexFlag["I"], re.RegexFlag.I is re.I, re.RegexFlag(2) is re.I, type(2 | re.I) is re.RegexFlag)
print(list(re.I | re.M), re.M in re.I | re.M, re.X in re.I | re.M, re.I == 2, hash(re.I) == hash(2), re.I + 1, len(re.RegexFlag), list(re.RegexFlag))
try:
    re.I | 2.0
except TypeError as e:
    print(e)
for source, flags in [("(?i)a", 0), ("(?x) (?i) a", 0), ("(?imsx)a", 0), ("a", re.I | re.X), ("(?a)a", 0), ("(?u)a", 0)]:
    print(source, re.compile(source, flags).flags, re.compile(source, flags))
