"""A template engine: a scanner, a tree of nodes, a context of dicts, escaping, loops and conditions."""
from measured import repeat

PAGE = """<html><head><title>{{ title|upper }}</title></head><body>
{% for row in rows %}<tr class="{% if row.odd %}odd{% else %}even{% endif %}">
  <td>{{ row.number }}</td><td>{{ row.name|escape }}</td><td>{{ row.price|money }}</td>
  <td>{% for tag in row.tags %}<b>{{ tag }}</b>{% endfor %}</td></tr>
{% endfor %}<p>{{ footer|escape }}{% if missing %} never{% endif %}</p></body></html>
"""


def escape(value):
    return str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


FILTERS = {"escape": escape, "upper": lambda value: str(value).upper(), "money": lambda value: f"{value:,.2f} EUR"}


class Text:
    def __init__(self, text):
        self.text = text

    def render(self, context, out):
        out.append(self.text)


class Variable:
    def __init__(self, source):
        path, *self.filters = [part.strip() for part in source.split("|")]
        self.path = path.split(".")

    def value(self, context):
        value = context
        for name in self.path:
            value = value.get(name) if isinstance(value, dict) else getattr(value, name)
        return value

    def render(self, context, out):
        value = self.value(context)
        for name in self.filters:
            value = FILTERS[name](value)
        out.append(str(value))


class For:
    def __init__(self, name, source):
        self.name = name
        self.source = Variable(source)
        self.body = []

    def render(self, context, out):
        inner = dict(context)
        for item in self.source.value(context):
            inner[self.name] = item
            for node in self.body:
                node.render(inner, out)


class If:
    def __init__(self, source):
        self.source = Variable(source)
        self.body = self.then = []
        self.otherwise = []

    def render(self, context, out):
        for node in self.then if self.source.value(context) else self.otherwise:
            node.render(context, out)


def parse(source):
    root = For("", "")
    stack = [root]
    at = 0
    while True:
        open_at = source.find("{", at)
        while open_at >= 0 and source[open_at + 1:open_at + 2] not in ("{", "%"):
            open_at = source.find("{", open_at + 1)
        if open_at < 0:
            stack[-1].body.append(Text(source[at:]))
            assert len(stack) == 1, "a block is not closed"
            return root.body
        if open_at > at:
            stack[-1].body.append(Text(source[at:open_at]))
        if source[open_at + 1] == "{":
            end = source.index("}}", open_at)
            stack[-1].body.append(Variable(source[open_at + 2:end].strip()))
        else:
            end = source.index("%}", open_at)
            words = source[open_at + 2:end].split()
            if words[0] == "for":
                node = For(words[1], words[3])
            elif words[0] == "if":
                node = If(words[1])
            elif words[0] == "else":
                stack[-1].otherwise = stack[-1].body = []
                node = None
            else:
                stack.pop()
                node = None
            if node:
                stack[-1].body.append(node)
                stack.append(node)
        at = end + 2


class Row:
    def __init__(self, number):
        self.number = number
        self.odd = number % 2 == 1
        self.name = "Bolt <M%d> & nut \"%d\"" % (number % 12, number)
        self.price = number * 37 % 10007 / 8
        self.tags = ["t%d" % (number % k) for k in range(2, 2 + number % 4)]


def main(size):
    nodes = parse(PAGE)
    context = {"title": "parts list", "rows": [Row(n) for n in range(size)], "footer": "<end> & out", "missing": []}
    out = []
    for node in nodes:
        node.render(context, out)
    page = "".join(out)
    assert page.count("<tr ") == size and "never" not in page and "{" not in page
    digest = 0
    for word in page.split():
        digest = (digest * 31 + len(word) + ord(word[-1])) % 1000000007
    return "%d characters, digest %d, %s" % (len(page), digest, page[-40:].strip())


repeat(main, 12000)
