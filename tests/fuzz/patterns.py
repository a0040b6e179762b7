"""Random regular expressions: programs that compile patterns and print all that they find in random subjects."""
import random

CHARACTERS = "aabbcxyzABZ019_ -\n.,\t"
WIDE = "éÉßẞſsSkKKiIİıσςΣǅǆǄЖж٣\u2003\u180e\x1c\x85中𝒜\u0345ͅιᾳᾼµμΐΐ"
CATEGORIES = ["\\d", "\\D", "\\s", "\\S", "\\w", "\\W"]
ODD = ["(?", "(?P", "(?P<", "(?P<a", "(?P=a)", "(?P<1>x)", "[", "[a-", "[]", "[^]", "[z-a]", "[\\d-x]", "\\", "\\8", "\\400",
       "\\x1", "\\u12", "\\q", "[\\q]", "{1}", "{2,1}", "a**", "(?i", "(?z)", "(?i-", "(?-i)", "(?i-i:a)", "(?a-u:x)", "(?(1)",
       "(?(a)x|y)", "(?(2)a|b|c)", "(?<a)", "(?<=a*)", "(?<!a|bc)", "(?#", "(?#x)", ")", "(?L)", "(?u)", "x{,}", "x{,2}", "x{1,",
       "x{}", "(?P<a>x)(?P<a>y)", "(?P>a)", "(?=", "(?!", "(?>", "(?t)", "(?s:.)(?i)", "(?(0)a)", "(?(99)a)", "[[a]",
       "[a--b]", "[a||b]", "[a&&b]", "[a~~b]", "\\b*", "^*", "$+", "(?<=(a))\\1", "(?<=\\1)(a)", "(a\\1)", "(?P<é>x)"]


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.groups = 0
        self.closed = []
        self.wide = self.random.random() < 0.4
        self.names = []

    def character(self):
        text = WIDE if self.wide and self.random.random() < 0.4 else CHARACTERS
        return self.random.choice(text)

    def literal(self):
        c = self.character()
        return "\\" + c if c in ".-" else c

    def set(self):
        items = []
        for _ in range(self.random.randint(1, 4)):
            kind = self.random.random()
            if kind < 0.5:
                c = self.character()
                items.append("\\" + c if c in "-." else c)
            elif kind < 0.8:
                low, high = sorted([self.character(), self.character()])
                items.append("\\" * (low in "-.") + low + "-" + "\\" * (high in "-.") + high)
            else:
                items.append(self.random.choice(CATEGORIES))
        return "[" + self.random.choice(["", "", "^"]) + "".join(items) + "]"

    def atom(self, depth):
        choice = self.random.random()
        if choice < 0.35 or depth <= 0:
            return self.literal()
        if choice < 0.45:
            return self.set()
        if choice < 0.52:
            return self.random.choice(CATEGORIES)
        if choice < 0.57:
            return "."
        if choice < 0.63 and self.closed:
            group = self.random.choice(self.closed)
            return f"\\{group}" if group < 10 else self.literal()
        if choice < 0.67 and self.closed:
            group = self.random.choice(self.closed)
            return f"(?({group}){self.sequence(depth - 1)}|{self.sequence(depth - 1)})"
        if choice < 0.72:
            return self.random.choice(["(?=", "(?!"]) + self.alternatives(depth - 1) + ")"
        if choice < 0.75:
            return self.random.choice(["(?<=", "(?<!"]) + self.character().replace(".", "x") + ")"
        if choice < 0.79:
            return "(?>" + self.alternatives(depth - 1) + ")"
        if choice < 0.84:
            return "(?" + self.random.choice(["i", "s", "m", "a", "-i", "i-s", ""]) + ":" + self.alternatives(depth - 1) + ")"
        if choice < 0.86:
            return self.random.choice(ODD)
        self.groups += 1
        group = self.groups
        name = f"?P<g{group}>" if self.random.random() < 0.2 else ""
        text = f"({name}{self.alternatives(depth - 1)})"
        self.closed.append(group)
        return text

    def item(self, depth):
        if self.random.random() < 0.1:
            return self.random.choice(["^", "$", "\\b", "\\B", "\\A", "\\Z"])
        text = self.atom(depth)
        if self.random.random() < 0.35:
            text += self.random.choice(["*", "+", "?", "{2}", "{1,2}", "{,3}", "{1,}"])
            text += self.random.choice(["", "", "?", "+"])
        return text

    def sequence(self, depth):
        return "".join([self.item(depth) for _ in range(self.random.randint(0 if depth < 3 else 1, 3))])

    def alternatives(self, depth):
        return "|".join([self.sequence(depth) for _ in range(self.random.choice([1, 1, 1, 2, 3]))])

    def pattern(self):
        prefix = self.random.choice(["", "", "", "(?i)", "(?m)", "(?s)", "(?a)", "(?ai)", "(?x)"])
        return prefix + self.alternatives(3)

    def subject(self):
        return "".join([self.character() for _ in range(self.random.randint(0, 12))])


PROGRAM = '''
def show(match):
    return match and (match.span(), match.groups(), match.lastindex)

for pattern, flags, subjects in cases:
    try:
        compiled = re.compile(pattern, flags)
    except re.error as error:
        print(ascii(pattern), flags, "error", ascii(str(error)), error.pos, error.lineno, error.colno)
        continue
    except (OverflowError, ValueError) as error:
        print(ascii(pattern), flags, type(error).__name__, error)
        continue
    print(ascii(pattern), compiled.flags, compiled.groups, dict(compiled.groupindex))
    for subject in subjects:
        text = ascii(subject)
        print(" ", text, show(compiled.search(subject)), show(compiled.match(subject, 1)), show(compiled.fullmatch(subject)))
        print("   ", ascii([show(match) for match in compiled.finditer(subject)]))
        print("   ", ascii(compiled.split(subject)), ascii(compiled.findall(subject, 1, 6)))
        print("   ", ascii(compiled.subn(b"<\\\\g<0>>" if isinstance(subject, bytes) else "<\\\\g<0>>", subject)))
'''


def program(seed):
    """A program that prints what sixty random patterns find."""
    lines = ["import re", "import warnings", "warnings.simplefilter('ignore')", "cases = ["]
    for number in range(60):
        generator = Generator(seed * 1000 + number)
        pattern = generator.pattern()
        subjects = [generator.subject() for _ in range(4)]
        if generator.random.random() < 0.2:
            pattern = pattern.encode("latin1", "replace")
            subjects = [subject.encode("latin1", "replace") for subject in subjects]
        lines.append(f"    ({ascii(pattern)}, {generator.random.choice([0, 0, 0, 2, 8, 16])}, {ascii(subjects)}),")
    return "\n".join(lines) + "\n]\n" + PROGRAM
