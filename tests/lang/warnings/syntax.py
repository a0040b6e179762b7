# Warnings about source text: which, where, and what becomes of them as errors.
import warnings

sources = [
    "x is 5", "x is not 'a'", "5 is x", "x is y is 3", "x is None", "x is True", "x is ...", "x is -1", "x is (1, 2)",
    "x is []", "if x is 5: pass", "é = x is 'é'",
    "assert (x, 'yes')", "assert ()", "assert (x,\n  'on two lines')", "assert x, (1, 2)",
    "1(2)", "(1, 2)(3)", "[1, 2](3)", "[[1, 2](3)]", "'a'(b)", "f'{x}'(b)", "{}(3)", "{1}(3)", "{**a}(3)",
    "(i for i in x)(3)", "[i for i in x](3)", "(lambda: 0)(3)", "None(1)", "x(1)",
    "None[3]", "1[2]", "1.5[2]", "{1}[2]", "(lambda: 0)[2]", "(i for i in x)[0]", "...[0]", "True[0]",
    "'abc'['x']", "[1][1, 2]", "[1][1.5]", "(1, 2)[f'{s}']", "f'{s}'['a']", "b'x'[None]", "[1][[2]]", "[1][{}]",
    "[1][lambda: 0]", "[1][x]", "[1][1:2]", "[1][True]", "{}['x']", "[1][1.5] = 2", "del [1][1.5]",
    r"'\d'", r"b'\y'", r"'\d' '\q'", r"r'\d'", r"f'{x}\d'", r"f'\{x}'", "'''\n\\d'''", r"'\8'",
    "1if 2else 3", "0x1for x in y", "1or 2", "1jif x else 3", "0o7and 1", "0b1in x", "1.5is x", "1e5not in x",
    "def f():\n  try: pass\n  finally: x is 5",
    "def f():\n  class A:\n    x = [y is 7 for y in z]\n    return 1",
]
for source in sources:
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        try:
            compile(source, "f.py", "exec")
            result = "compiled"
        except SyntaxError as e:
            result = str(e)
    print(repr(source), result, sorted({(w.category.__name__, str(w.message), w.filename, w.lineno) for w in found}))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(source, "f.py", "exec")
        except SyntaxError as e:
            print("   ", e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, type(e.__context__).__name__)

# ast.parse warns of what the parser sees alone
import ast
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("always")
    tree = ast.parse(r"x is '\d'")
    print([str(w.message) for w in found])
    compile(tree, "f.py", "exec")
    print([str(w.message) for w in found])
