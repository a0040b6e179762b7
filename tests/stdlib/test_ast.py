"""ast: parsing, dumping, unparsing, visitors, literal_eval."""
import ast

SOURCE = '''
@deco(1)
class C(Base, metaclass=M):
    """doc"""
    x: int = 5
    async def f(self, a, /, b=1, *c, d, **e) -> None:
        async with x as y, z:
            await g(*c, **e)
        return [i async for i in self if i]
def g():
    try:
        yield from (lambda q=1: q)()
    except* (A, B) as e:
        raise X from e
    finally:
        del a[1:2, ::3]
    match v:
        case [1, *rest] | {"k": str(x=1), **r} if rest:
            global w
            w = f"{v!r:>{10}} {{}}" 'tail'
        case _:
            pass
    while (n := n - 1) > 0 and not done or z is not None:
        a, *b = c = -1 ** ~2 @ 3
        x += 1 if y else 2
    else:
        print(*a, sep='', **{'k': b"v"})
    for i, j in x: assert i, "m"
    return {**a, 'b': {1, 2}}, (yield), ..., 1_000j, 1e300 * 1e10
'''
tree = ast.parse(SOURCE)
print(ast.dump(tree))
text = ast.unparse(tree)
print(text)
print(ast.dump(ast.parse(text)) == ast.dump(tree), ast.get_docstring(tree.body[0]), ast.get_source_segment(SOURCE, tree.body[0].body[1]))


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


class Names(ast.NodeVisitor):
    def __init__(self):
        self.names = []

    def visit_Name(self, node):
        self.names.append(node.id)


doubled = ast.fix_missing_locations(Double().visit(ast.parse("x + 21", mode="eval")))
print(eval(compile(doubled, "<d>", "eval"), {"x": 1}), len(list(ast.walk(tree))) > 100)
names = Names()
names.visit(ast.parse("a + b(c)"))
print(names.names, ast.literal_eval("{'a': [1, -2, (3, None)], b'x': {1.5}, 'c': 1+2j, 'e': set()}"))
for bad in "a", "1 + x", "f()", "[", "{1: 2, **{}}":
    try:
        print(ast.literal_eval(bad))
    except (ValueError, SyntaxError) as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
print(ast.dump(ast.parse("a", mode="eval"), indent=2, include_attributes=True), [type(n).__name__ for n in ast.iter_child_nodes(ast.parse("a=1").body[0])])
print(isinstance(ast.Constant(1), ast.Num), ast.Constant(1).n, ast.increment_lineno(ast.parse("a")).body[0].lineno, list(ast.iter_fields(ast.Name("x"))))
