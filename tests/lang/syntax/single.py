"""compile(..., "single"): one line, or one block; and the limit of decimal digits in a text."""
import sys


def attempt(text, mode="single"):
    try:
        compile(text, "<text>", mode)
        print(ascii(text[:30]), "is good")
    except SyntaxError as error:
        print(ascii(text[:30]), error.msg[:70], error.lineno, error.offset, error.end_lineno, error.end_offset)


for text in ("1", "1; 2", "x = y\n#c", "if x:\n  f(x)", "while x:\n  f(x)\n", "\n\n1\n\n", "def f(): pass\n",
             "1\n2", "(1\n)\n2", "x=1\n#c\n\ny=2", "f()\nxy # blah\nblah()", '"""a\n"""\n1',
             "if 1:\n pass\nx", "def f(): pass\n\nf()", "class C:\n  pass\n\n\nf()", "try: 1\nfinally: 2\n3\n"):
    attempt(text)

for limit in 4300, 1000, 0:
    sys.set_int_max_str_digits(limit)
    for digits in 900, 3000, 5000:
        attempt("-" + "1" * digits, "eval")
        attempt("x = 1\ny = " + "1" * digits, "exec")
print(eval("1" * 5000) % 1000, eval("0x" + "f" * 5000) % 1000)
