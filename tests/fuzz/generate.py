"""Random programs that get hot: the same seed gives the same program.

A program has a few classes, functions, globals and lists, and loops over them. Every operation is one that CPython defines
exactly; errors that a random expression may raise are caught and counted. At the end of each function its variables are
printed, so that a wrong value shows close to where it arose.
"""
import random

INTS = ["0", "1", "-1", "2", "3", "7", "-5", "10", "255", "1 << 20", "(1 << 49) - 3", "-(1 << 50)", "(1 << 62)", "(1 << 63) - 5", "1 << 70"]
FLOATS = ["0.0", "-0.0", "0.5", "-1.5", "3.25", "1e10", "1e300", "float('inf')", "float('nan')"]
OTHERS = ["None", "True", "False", "'a'", "'xyz'", "''", "(1, 2)", "[1, 2, 3]"]
ARITHMETIC = ["+", "+", "+", "-", "-", "*", "*", "//", "%", "&", "|", "^"]
COMPARE = ["<", "<=", ">", ">=", "==", "!="]


class Generator:
    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.out, self.depth = [], 0
        self.functions = []

    def pick(self, *choices):
        return self.dice.choice(choices)

    def chance(self, percent):
        return self.dice.randrange(100) < percent

    def line(self, text):
        self.out.append("    " * self.depth + text)

    def constant(self):
        roll = self.dice.randrange(100)
        if roll < 70:
            return self.dice.choice(INTS[:9]) if self.chance(85) else self.dice.choice(INTS)
        return self.dice.choice(FLOATS) if roll < 94 else self.dice.choice(OTHERS)

    def atom(self, names):
        roll = self.dice.randrange(100)
        if roll < 22 and "i" in names:
            return "i"
        if roll < 60 and names:
            return self.dice.choice(names)
        if roll < 75:
            return self.constant()
        if roll < 83:
            return f"l[{self.dice.choice(names)} % 5]" if names and self.chance(50) else f"l[{self.dice.randrange(-5, 5)}]"
        if roll < 91:
            return f"o.{self.pick('x', 'y', 'k')}"
        if roll < 95:
            return self.pick("G", "H")
        return f"len({self.pick('l', 's')})"

    def expression(self, names, depth=2):
        roll = self.dice.randrange(100)
        if depth == 0 or roll < 30:
            return self.atom(names)
        a, b = self.expression(names, depth - 1), self.expression(names, depth - 1)
        if roll < 70:
            return f"({a} {self.dice.choice(ARITHMETIC)} {b})"
        if roll < 74:
            return f"({a} {self.pick('<<', '>>')} {self.dice.randrange(0, 12)})"
        if roll < 80:
            return f"({a} if {self.condition(names, 1)} else {b})"
        if roll < 86 and self.functions:
            return f"{self.dice.choice(self.functions)}({a}, {b})"
        if roll < 91:
            return f"o.{self.pick('get', 'add')}({a})"
        if roll < 94:
            return f"{self.pick('min', 'max')}({a}, {b})"
        if roll < 97:
            return f"abs({a})"
        return f"-({a})"

    def condition(self, names, depth=2):
        roll = self.dice.randrange(100)
        if roll < 60 or depth == 0:
            return f"{self.expression(names, 1)} {self.dice.choice(COMPARE)} {self.expression(names, 1)}"
        if roll < 75:
            return f"({self.condition(names, depth - 1)}) {self.pick('and', 'or')} ({self.condition(names, depth - 1)})"
        if roll < 85:
            return f"i % {self.dice.randrange(2, 9)} == {self.dice.randrange(0, 3)}" if "i" in names else "True"
        if roll < 92:
            return f"not ({self.condition(names, depth - 1)})"
        return f"isinstance({self.atom(names)}, {self.pick('int', 'float', '(int, float)', 'str')})"

    def statement(self, names, loops):
        roll = self.dice.randrange(100)
        target = self.dice.choice([n for n in names if n not in ("i", "j", "q")])
        if roll < 38:
            self.line(f"{target} = {self.expression(names)}")
        elif roll < 50:
            self.line(f"{target} {self.pick('+', '-', '*', '+', '-')}= {self.expression(names, 1)}")
        elif roll < 57:
            self.line(f"l[{self.expression(names, 1)} % 5] = {self.expression(names, 1)}")
        elif roll < 63:
            self.line(f"o.{self.pick('x', 'y')} = {self.expression(names, 1)}")
        elif roll < 77:
            self.line(f"if {self.condition(names)}:")
            self.block(names, loops, self.dice.randrange(1, 3))
            if self.chance(50):
                self.line("else:")
                self.block(names, loops, self.dice.randrange(1, 3))
        elif roll < 81:
            self.line(f"a, b = b, {self.expression(names, 1)}")
        elif roll < 84:
            self.line("try:")
            self.block(names, loops, 1)
            self.line(f"except {self.pick('ZeroDivisionError', 'TypeError', '(TypeError, OverflowError)')}:")
            self.block(names, loops, 1)
        elif roll < 87 and loops < 2:
            variable = "jq"[loops - 1] if loops else "i"
            self.line(f"for {variable} in range({self.dice.randrange(0, 7)}):")
            self.block(names + [variable], loops + 1, 2, fresh=variable)
        elif roll < 89:
            self.line(f"if i == {self.dice.randrange(50, 400)}:" if "i" in names else "if True:")
            self.depth += 1
            self.line(self.pick("l.append(1)", "o = C(2, 0.5)", "o = D(1, 2)", "o.z = 5", "C.k += 1", "change()", "l = [1.5, 2, 3, 4, 5]", "l[0] = None", "l.pop()", "s += 'x'", f"{target} = 0.5", f"{target} = 1"))
            self.depth -= 1
        elif roll < 91:
            self.line(self.pick("continue", "break") if loops and self.chance(25) else f"s = s[-20:] + str(i)[-1]" if "i" in names else "pass")
        elif roll < 94:
            self.line(f"{target} = {target} & 0xffff if isinstance({target}, int) else 1")
        else:
            self.line(f"{target} = {self.constant()}")

    def block(self, names, loops, count, fresh=None):
        self.depth += 1
        for _ in range(count):
            self.statement(names, loops)
        self.depth -= 1

    def small_function(self, number):
        name = f"f{number}"
        self.line(f"def {name}(p, r):")
        self.depth += 1
        if self.chance(60):
            self.line(f"if {self.pick('p', 'r')} {self.dice.choice(COMPARE[:6])} {self.constant()}:")
            self.depth += 1
            self.line(f"return {self.pick('p', 'r')} {self.dice.choice(ARITHMETIC)} {self.dice.choice(INTS[:6])}")
            self.depth -= 1
        calls = f" + {self.dice.choice(self.functions)}(r, {self.dice.choice(INTS[:6])})" if self.functions and self.chance(40) else ""
        self.line(f"return p {self.dice.choice(ARITHMETIC)} {self.pick('r', 'p', '1', '0.5')}{calls}")
        self.depth -= 1
        self.functions.append(name)

    def machine(self):
        """Classes whose methods call each other several frames deep, with branches, and a chooser with a loop of its own."""
        kinds = self.dice.randrange(2, 5)
        self.line("class Part:")
        self.depth += 1
        self.line("def __init__(self, m, n): self.m, self.n, self.on, self.box = m, n, True, []")
        self.line("def ready(self): return self.on and len(self.box) > 0")
        self.line("def step(self): return self.work(self.take())")
        self.line("def take(self):")
        self.line("    v = self.box[0]")
        self.line("    del self.box[0]")
        self.line("    return v")
        self.line("def send(self, k, v):")
        self.line("    self.m.sent += 1")
        self.line("    p = self.m.parts[k % len(self.m.parts)]")
        self.line("    if len(p.box) < 9: p.put(v)")
        self.line("    return p.n")
        self.line("def put(self, v): self.box.append(v)")
        self.depth -= 1
        for k in range(kinds):
            self.line(f"class Part{k}(Part):")
            self.depth += 1
            self.line("def work(self, v):")
            self.depth += 1
            names = ["v", "self.n"]
            for _ in range(self.dice.randrange(1, 4)):
                self.line(f"if {self.pick('v', 'self.n', 'self.m.sent')} % {self.dice.randrange(2, 6)} == {self.dice.randrange(0, 2)}:")
                self.depth += 1
                self.line(self.pick(f"self.n = cut({self.pick('self.n', 'v')} + {self.dice.randrange(1, 9)})", f"self.send({self.dice.randrange(0, 9)}, v + 1)",
                                    f"return self.send({self.dice.randrange(0, 9)}, v * 2 % 1000)", "self.on = not self.on", f"v = v {self.pick('+', '-', '^')} {self.dice.randrange(0, 99)}"))
                self.depth -= 1
                if self.chance(40):
                    self.line("else:")
                    self.line(f"    {self.pick('self.n += 1', 'self.on = True', f'v = helper(v, {self.dice.randrange(0, 5)})')}")
            self.line(f"return self.send({self.pick('v', 'self.n', 'self.m.sent')}, v)")
            self.depth -= 1
            if self.chance(40):
                self.line(f"def ready(self): return {self.pick('True', 'self.n % 3 != 0', 'len(self.box) > 1')} and len(self.box) > 0")
            if self.chance(40):
                self.line("def put(self, v):")
                self.line(f"    {self.pick('self.box.append(v)', 'self.box.insert(0, v)', 'self.box[:0] = [v]')}")
            self.depth -= 1
        self.line("def helper(v, k):")
        self.line(f"    if v % {self.dice.randrange(2, 5)} == k: return v + k")
        self.line("    t = v")
        self.line(f"    for x in range({self.dice.randrange(0, 5)}): t += x * k")
        self.line("    return t % 1000")
        self.line("class Machine:")
        self.depth += 1
        self.line("def __init__(self):")
        self.line("    self.sent = 0")
        parts = ", ".join(f"Part{self.dice.randrange(kinds)}(self, {k})" for k in range(self.dice.randrange(2, 6)))
        self.line(f"    self.parts = [{parts}]")
        self.line("    for i, p in enumerate(self.parts): p.box = list(range(i, i + 3))")
        self.line("def choose(self):")
        self.line("    best = None")
        self.line("    for p in self.parts:")
        self.line(f"        if p.ready() and (best is None or p.n {self.pick('<', '>', '<=')} best.n): best = p")
        self.line("    return best")
        self.line("def run(self, n):")
        self.line("    c = t = 0")
        self.line("    while c < n:")
        self.line("        c += 1")
        self.line("        p = self.choose()")
        self.line("        if p is None:")
        self.line(f"            for p in self.parts: p.on = True; p.box = [c % {self.dice.randrange(2, 9)}, c]")
        self.line("            continue")
        self.line("        t = (t * 3 + p.step()) % 100003")
        self.line("    return t, self.sent, [(p.n, p.on, p.box[:3]) for p in self.parts]")
        self.depth -= 1
        for n in (self.dice.randrange(50, 300), self.dice.randrange(300, 1200)):
            self.line(f"print(Machine().run({n}))")

    def hot_function(self, number):
        self.line(f"def run{number}(n):")
        self.depth += 1
        self.line("global G")
        self.line(f"a, b, c, d = {self.constant()}, {self.constant()}, 1, {self.pick('0.5', '2', '0')}")
        self.line(f"l = [1, 2, 3, {self.constant()}, {self.pick('5', '0.25')}]")
        self.line(f"o = {self.pick('C', 'D')}({self.constant()}, 3)")
        self.line("s, errors = 'ab', 0")
        header = self.dice.randrange(3)
        if header == 0:
            self.line("for i in range(n):")
        elif header == 1:
            self.line(f"for i in range(n, {self.pick('0', '-n')}, {self.pick('-1', '-2', '-3')}):")
        else:
            self.line("i = 0")
            self.line("while i < n:")
            self.depth += 1
            self.line("i += 1")
            self.depth -= 1
        self.depth += 1
        self.line("try:")
        self.block(["a", "b", "c", "d", "i"], 1, self.dice.randrange(2, 7))
        self.line("except (TypeError, ZeroDivisionError, OverflowError, IndexError, AttributeError, MemoryError):")
        self.depth += 1
        self.line("errors += 1")
        self.line(self.pick("a = 1", "b = 2", "a, b = 1, 0.5", "l = [1, 2, 3, 4, 5]; a = 3", "a = b = c = d = 1"))
        self.depth -= 1
        self.line("a, b, c, d = cut(a), cut(b), cut(c), cut(d)")
        self.line("if i % 8 == 0: o.x, o.y = cut(o.x), cut(o.y); l = [cut(v) for v in l][:9]; G = cut(G)")
        self.depth -= 1
        self.line(f"print({number}, show(a), show(b), show(c), show(d), [show(v) for v in l], show(o.x), show(o.y), s[-9:], errors, show(G))")
        self.depth -= 1

    def program(self):
        self.out = PRELUDE.strip("\n").split("\n")
        if self.chance(55):
            self.machine()
        for k in range(self.dice.randrange(1, 4)):
            self.small_function(k)
        count = self.dice.randrange(1, 4)
        for k in range(count):
            self.hot_function(k)
        for k in range(count):
            self.line(f"run{k}({self.dice.randrange(300, 900)})")
            if self.chance(40):
                self.line(f"run{k}({self.dice.randrange(30, 300)})")
        return "\n".join(self.out) + "\n"


PRELUDE = """
class C:
    k = 3
    def __init__(self, x, y):
        self.x, self.y = x, y
    def get(self, v):
        return self.x if v else self.y
    def add(self, v):
        self.y = self.y + v
        return self.y
class D(C):
    def __init__(self, x, y):
        self.y = y
        self.x = x
    def get(self, v):
        return self.k
G, H = 1, 2.5
def change():
    global H
    H = 2 if isinstance(H, float) else 0.75
def cut(v):
    if isinstance(v, int):
        return v if -1 << 80 < v < 1 << 80 else 1
    if isinstance(v, (str, list, tuple)):
        return v[:3]
    return v
def show(v):
    return 'obj' if isinstance(v, C) else repr(v)[:60]
"""


def program(seed):
    return Generator(seed).program()
