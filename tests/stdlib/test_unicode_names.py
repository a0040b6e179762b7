# Characters by name: in literals, in patterns, in codecs.
import re


def show(function, *arguments):
    try:
        print(ascii(function(*arguments)))
    except SyntaxError as error:
        print(ascii(error.msg), error.lineno, error.offset, error.end_lineno, error.end_offset)
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


print(ascii("\N{EM DASH}\N{snowman}\N{LATIN SMALL LETTER GHA}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{HANGUL SYLLABLE GA}"))
print(ascii(f"\N{DIGIT ONE}{1:\N{SPACE}>4}{{\N{DIGIT TWO}}}"), f'a\\N{1}', fr"\N{1}", rb"\N{", b"\N{SPACE}", r"\N{x}")
for source in [r'"\N"', r'"\N{"', r'"\N{}"', r'"\Nx"', r'"\N{foo}"', r'"\N{KEYCAP DIGIT ONE}"', r'"ab\N{SPACE"',
               r'"ab\N{DIGIT ONE} \N{zz} x"', r'f"\N{foo}"', r'f"\N{"', r'f"\N"', r'f"\N{a"', r'f"\N{SPACE}{1}"',
               r'"\N{LATIN SMALL LETTER É}"', r'"é\N{zz}"', r'f"{1!r:\N{foo}}"', r'f"{1:\N}"', '"\\N{a\nb}"',
               '"""\\N{a\nb}"""', r'"x\N{sp', r'"\N{space}"', r'"\N{%s}"' % ("x" * 300), r'f"\N{DIGIT ONE}{{"',
               r'f"{\N{SPACE}}"', r'"\N {SPACE}"', r'"\N{ SPACE}"', r'"\N{SPACE }"', r'"\N{SPA' '\\' 'CE}"']:
    show(lambda: compile(source + "\n", "source", "eval") and eval(source))

for data in [rb"\N{DIGIT ONE}x", rb"\N{", rb"\N", rb"\N{}", rb"\N{zz}", rb"a\N{zz}b\N{DIGIT TWO}",
             rb"\N{KEYCAP DIGIT ONE}", rb"\N{SPACE"]:
    for errors in "strict", "replace", "ignore", "backslashreplace":
        show(data.decode, "unicode_escape", errors)
for text in ["abc", "\u00e9\u4e00\uac00", "\x80\u0378\ud800\U0010ffff", "\U0001f600!"]:
    show(text.encode, "ascii", "namereplace")
    show(text.encode, "latin-1", "namereplace")
    show(text.encode, "utf-8", "namereplace")
    show(text.encode, "cp1252", "namereplace")

for pattern in [r"\N{DIGIT ONE}+", r"[\N{DIGIT ONE}-\N{DIGIT FIVE}]+", r"\N", r"\N{", r"\N{}", r"\N{zz}",
                r"\N{KEYCAP DIGIT ONE}", r"[\N{zz}]", r"[\N]", r"a\Nb", r"\N{DIGIT ONE", r"x\N{EM DASH}?y", rb"\N{SPACE}"]:
    show(lambda: re.findall(pattern, "x1115\N{EM DASH}y" if isinstance(pattern, str) else b"x"))
show(lambda: re.sub("b", r"\N{DIGIT ONE}", "abc"))
