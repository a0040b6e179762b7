"""A JSON parser and writer in plain Python: strings, dicts, lists, recursion by methods."""
from measured import repeat


class JsonError(Exception):
    def __init__(self, message, position):
        super().__init__("%s at %d" % (message, position))
        self.position = position


ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Parser:
    def __init__(self, text):
        self.text = text
        self.at = 0
        self.end = len(text)

    def fail(self, message):
        raise JsonError(message, self.at)

    def space(self):
        text, at, end = self.text, self.at, self.end
        while at < end and text[at] in " \t\n\r":
            at += 1
        self.at = at

    def parse(self):
        value = self.value()
        self.space()
        if self.at != self.end:
            self.fail("extra text")
        return value

    def value(self):
        self.space()
        if self.at >= self.end:
            self.fail("unexpected end")
        c = self.text[self.at]
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        if c == "-" or "0" <= c <= "9":
            return self.number()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        self.fail("unexpected " + repr(c))

    def expect(self, c):
        self.space()
        if self.at >= self.end or self.text[self.at] != c:
            self.fail("expected " + repr(c))
        self.at += 1

    def more(self, close):
        """After an element: whether a comma and another element follow."""
        self.space()
        if self.at < self.end:
            c = self.text[self.at]
            self.at += 1
            if c == ",":
                return True
            if c == close:
                return False
            self.at -= 1
        self.fail("expected , or " + close)

    def empty(self, close):
        self.at += 1
        self.space()
        if self.at < self.end and self.text[self.at] == close:
            self.at += 1
            return True
        return False

    def object(self):
        result = {}
        if self.empty("}"):
            return result
        while True:
            self.space()
            key = self.string()
            self.expect(":")
            result[key] = self.value()
            if not self.more("}"):
                return result

    def array(self):
        result = []
        if self.empty("]"):
            return result
        while True:
            result.append(self.value())
            if not self.more("]"):
                return result

    def string(self):
        self.expect('"')
        text, at, end = self.text, self.at, self.end
        start = at
        parts = []
        while True:
            if at >= end:
                self.fail("unterminated string")
            c = text[at]
            if c == '"':
                parts.append(text[start:at])
                self.at = at + 1
                return "".join(parts)
            if c == "\\":
                parts.append(text[start:at])
                at += 1
                if at >= end:
                    self.fail("unterminated string")
                c = text[at]
                if c == "u":
                    parts.append(chr(int(text[at + 1:at + 5], 16)))
                    at += 4
                elif c in ESCAPES:
                    parts.append(ESCAPES[c])
                else:
                    self.fail("bad escape")
                start = at + 1
            at += 1

    def number(self):
        text, at, end = self.text, self.at, self.end
        start = at
        real = False
        if text[at] == "-":
            at += 1
        while at < end:
            c = text[at]
            if c in ".eE+-":
                real = True
            elif not "0" <= c <= "9":
                break
            at += 1
        self.at = at
        return float(text[start:at]) if real else int(text[start:at])


def write(value, out):
    if value is None:
        out.append("null")
    elif value is True or value is False:
        out.append("true" if value else "false")
    elif isinstance(value, (int, float)):
        out.append(repr(value))
    elif isinstance(value, str):
        write_string(value, out)
    elif isinstance(value, list):
        out.append("[")
        for i, item in enumerate(value):
            if i:
                out.append(",")
            write(item, out)
        out.append("]")
    else:
        out.append("{")
        first = True
        for key, item in value.items():
            if not first:
                out.append(",")
            first = False
            write_string(key, out)
            out.append(":")
            write(item, out)
        out.append("}")


def write_string(text, out):
    quoted = ['"']
    for c in text:
        if c == '"' or c == "\\":
            quoted.append("\\" + c)
        elif c < " ":
            quoted.append("\\u%04x" % ord(c))
        else:
            quoted.append(c)
    quoted.append('"')
    out.append("".join(quoted))


def make_document(records):
    """A document with all kinds of values, from a small random generator of its own."""
    seed = 42
    out = ["{ \"version\": 3,\n \"records\": ["]
    for i in range(records):
        seed = (seed * 1103515245 + 12345) % 2147483648
        comma = "," if i + 1 < records else ""
        out.append('\n  {"id": %d, "name": "sensor \\"%c\\" \u00e9\\u65e5", "value": %d.%02d, "on": %s, "tags": ["a", "b%d", []], "low": -%d, "exp": 1.5e%d, "note": null, "pos": {"x": %d, "y": [1, 2.5, -3]}}%s'
                   % (i, 97 + seed % 26, seed % 1000, seed // 1000 % 100, "true" if seed & 4096 else "false", seed % 7, seed % 99, seed % 20 - 10, seed % 640, comma))
    out.append("]}")
    return "".join(out)


def error_of(text):
    try:
        return Parser(text).parse()
    except JsonError as error:
        return str(error)


def main(size):
    text = make_document(size)
    document = Parser(text).parse()
    out = []
    write(document, out)
    again = "".join(out)
    assert Parser(again).parse() == document, "does not survive writing and reading"
    total = sum([record["value"] * (1 if record["on"] else -1) for record in document["records"]])
    errors = [error_of(t) for t in ("[1, 2", "{\"a\" 1}", "tru", "[1,]", "\"abc", "{}x", "")]
    return "%d characters, %d again, total %.2f, last %s, %s" % (len(text), len(again), total, document["records"][-1], errors)


repeat(main, 3000)
