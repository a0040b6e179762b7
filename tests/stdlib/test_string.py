"""string: constants, Template, Formatter, capwords."""
import string

print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.hexdigits, string.capwords("a bC  d"), string.capwords("a-b", "-"))
t = string.Template("$who likes ${what}, costs $$5")
print(t.substitute(who="A", what="b"), t.safe_substitute(who="A"), t.substitute({"who": 1}, what=2), t.get_identifiers(), t.is_valid())
for bad in lambda: t.substitute(who=1), lambda: string.Template("$ x").substitute():
    try:
        bad()
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)


class Odd(string.Formatter):
    def get_value(self, key, args, kwargs):
        return f"<{key}>" if isinstance(key, str) and key not in kwargs else super().get_value(key, args, kwargs)

    def convert_field(self, value, conversion):
        return str(value).upper() if conversion == "u" else super().convert_field(value, conversion)


f = Odd()
print(f.format("{0} {a} {b!u} {c[0]:>3} {} ".replace("{} ", ""), 1, b="x", c=[5]), f.vformat("{}-{}", (1, 2), {}), list(f.parse("a{b!r:c}d{{")))
