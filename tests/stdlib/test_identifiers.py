# Names beyond ASCII (PEP 3131): which characters they may have, and NFKC, by which two spellings are one name.
import zlib

total, accepted = 0, 0
for code in [*range(0x80, 0xD800), *range(0xE000, 0x18000), *range(0x18000, 0x110000, 0x1FF), *range(0xE0100, 0xE01F0)]:
    for source in chr(code), "a" + chr(code):
        try:
            compile(source, "source", "eval")
            result = "name"
            accepted += 1
        except SyntaxError as error:
            result = ascii((error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset))
        total = zlib.crc32(result.encode(), total)
        if source.isidentifier() != (result == "name"):
            print("isidentifier", ascii(source), result)
print(accepted, "%08x" % total)

ﬁnger = 1
print(finger, "\ufb01nger" in globals(), "finger" in globals())


class Thing:
    Ångström = 2
    __ǆ = 3

    def ᵃᵇᶜ(self, *, ª=4):
        return self.__dž, ª


print([ascii(name) for name in sorted(vars(Thing)) if not name.endswith("__")])
thing = Thing()
print(thing.Ångström, thing.abc(), thing.abc(a=5), thing.abc(ᵃ=6))
print(hasattr(thing, "\u212bngstr\u00f6m"), hasattr(thing, "\u00c5ngstr\u00f6m"))
setattr(thing, "\ufb02y", 7)
print([ascii(name) for name in vars(thing)])
try:
    print(thing.ﬂy)
except AttributeError as error:
    print(ascii(str(error)))
thing.ﬂy = 8
print([ascii(name) for name in vars(thing)])
print(f"{ﬁnger} {ﬁnger=}", [ſ for s in "ab" if s], (lambda ℌ: H)(9))


def function():
    global ﬁnger
    ﬁnger = 10
    Ĳ = 11
    def inner():
        nonlocal IJ
        IJ += 1
    inner()
    return Ĳ, sorted(locals())


print(function(), finger)
import sys as ﬃ
print(ffi is ﬃ)
from math import ｓｉｎ
print(sin(0))
match [1, 2]:
    case [ᵢ, *ᵣ]:
        print(i, r)
ᵁᵒﬀ = {**{"a": 1}}
try:
    1 / 0
except ZeroDivisionError as ᴱ:
    print(ᴱ)
print("E" in globals())
𝐝𝐞𝐟 = 5
print(globals()["def"])
exec("\\ufb01x = 12".encode().decode("unicode_escape"))
print(fix)
