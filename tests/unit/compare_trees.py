"""Compare the parser's tree with CPython's, node for node and place for place.

usage: compare_trees.py SYNTAX_TOOL FILE...   Places inside of f-strings are not compared (3.11's own are unreliable).
"""
import ast
import re
import subprocess
import sys

OPS = {name: i for i, name in enumerate(
    "Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor BitAnd FloorDiv".split())}
UNARY = {"Invert": 0, "Not": 1, "UAdd": 2, "USub": 3}
BOOL = {"And": 0, "Or": 1}
COMPARE = {name: i for i, name in enumerate("Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn".split())}
NAMES = {"arguments": "Arguments", "arg": "Arg", "keyword": "Keyword", "alias": "Alias", "withitem": "WithItem",
         "match_case": "MatchCase", "comprehension": "Comprehension"}
NODE_OPTIONAL_NAMES = {"module", "asname", "rest", "name", "arg"}
SKIP = {"type_comment", "kind", "ctx", "type_ignores"}


def hexfloat(x):
    return "%s" % x.hex()


def constant(value):
    if value is None or value is True or value is False:
        return str(value)
    if value is Ellipsis:
        return "Ellipsis"
    if isinstance(value, int):
        return "int:%x" % value if value < 2 ** 63 else "big"
    if isinstance(value, float):
        return "float:" + repr(value)
    if isinstance(value, complex):
        return "imaginary:" + repr(value.imag)
    if isinstance(value, bytes):
        return "bytes:" + value.hex()
    return "str:" + value.encode("utf-8", "surrogatepass").hex()


def dump(node, out, quiet=False):
    if node is None:
        out.append("-")
        return
    kind = type(node).__name__
    out.append("(" + NAMES.get(kind, kind))
    if hasattr(node, "lineno"):
        out.append(" @" if quiet else " %d:%d-%d:%d" % (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset))
    else:
        out.append(" @")
    ctx = getattr(node, "ctx", None)
    if ctx is not None:
        out.append({"Load": "", "Store": " store", "Del": " delete"}[type(ctx).__name__])
    quiet = quiet or kind == "JoinedStr"
    for field in node._fields:
        if field in SKIP:
            continue
        value = getattr(node, field)
        out.append(" " + field + "=")
        if kind == "Constant":
            out.append(constant(value))
        elif kind == "MatchSingleton":
            out.append("(Constant @ value=" + constant(value) + ")")
        elif field == "ops":
            out.append(",".join(str(COMPARE[type(op).__name__]) for op in value))
        elif field == "op":
            table = {"UnaryOp": UNARY, "BoolOp": BOOL}.get(kind, OPS)
            out.append(str(table[type(value).__name__]))
        elif isinstance(value, list):
            out.append("[")
            for i, item in enumerate(value):
                out.append(" " if i else "")
                if isinstance(item, str):
                    out.append(item)
                else:
                    dump(item, out, quiet)
            out.append("]")
        elif isinstance(value, ast.AST):
            dump(value, out, quiet)
        elif value is None:
            out.append("-")
        else:
            out.append(str(value))
    out.append(")")


NO_PLACE = "Module|Arguments|WithItem|MatchCase|Comprehension"


def normalise(text):
    """Bring the tool's text to the form above."""
    text = re.sub(r"\((%s) \d+:\d+-\d+:\d+" % NO_PLACE, r"(\1 @", text)
    text = re.sub(r"\(MatchSingleton ([\d:-]+) value=\(Constant [\d:-]+", r"(MatchSingleton \1 value=(Constant @", text)
    text = re.sub(r"(float|imaginary):([-+.0-9a-fxp]+|inf)", lambda m: m[1] + ":" + repr(
        float("inf") if m[2] == "inf" else float.fromhex(m[2])), text)
    text = re.sub(r"big:\w+", "big", text)
    out, depth, inside = [], 0, []
    for piece in re.split(r"(\(\w+ [\d:-]+|\(|\))", text):
        if piece.startswith("("):
            depth += 1
            if inside:
                piece = re.sub(r" [\d:-]+$", " @", piece)
            if piece.startswith("(JoinedStr"):
                inside.append(depth)
        elif piece == ")":
            if inside and inside[-1] == depth:
                inside.pop()
            depth -= 1
        out.append(piece)
    return "".join(out)


def main():
    tool, bad = sys.argv[1], 0
    for path in sys.argv[2:]:
        with open(path, "rb") as file:
            source = file.read()
        try:
            tree = ast.parse(source)
        except SyntaxError as error:
            print(path, "refused by CPython:", error)
            continue
        out = []
        dump(tree, out)
        expected = "".join(out)
        run = subprocess.run([tool, "dump", path], capture_output=True)
        actual = normalise(run.stdout.decode("utf-8", "surrogateescape").rstrip("\n"))
        if expected != actual:
            bad += 1
            i = next((i for i, (a, b) in enumerate(zip(expected, actual)) if a != b), min(len(expected), len(actual)))
            print(f"{path}: differs\n  CPython {expected[max(0, i - 120):i + 80]}\n  ours    {actual[max(0, i - 120):i + 80]}")
            sys.stdout.write(run.stderr.decode()[:500])
    print(f"{len(sys.argv) - 2} files, {bad} differ")
    return 1 if bad else 0


sys.exit(main())
