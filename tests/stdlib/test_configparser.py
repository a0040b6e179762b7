"""configparser: reading, interpolation, defaults, conversion, writing, errors."""
import configparser
import io

TEXT = """
[DEFAULT]
base = /srv
[paths]
home = %(base)s/home
log: %(home)s/log
; a comment
[types]
n = 5
f = 2.5
b = yes
many =
    one
    two
empty
"""
config = configparser.ConfigParser(allow_no_value=True)
config.read_string(TEXT)
print(config.sections(), config["paths"]["log"], config.get("paths", "home", raw=True), config.getint("types", "n"), config.getfloat("types", "f"), config.getboolean("types", "b"))
print(repr(config["types"]["many"]), config["types"]["empty"], config.get("types", "none", fallback="F"), config.has_option("types", "n"), config.has_section("x"), dict(config["paths"]))
config["new"] = {"k": "v"}
config.set("types", "n", "6")
config.remove_option("types", "many")
out = io.StringIO()
config.write(out)
print(out.getvalue())
extended = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
extended.read_string("[a]\nx = 1\n[b]\ny = ${a:x}2\nz = ${y}3\n")
print(extended["b"]["z"], list(extended.items("b")))
for bad in "key = 1\n", "[a]\n[a]\n", "[a]\nk=1\nk=2\n", "[a]\nx = %(nope)s\n", "[a]\nnonsense\n":
    try:
        other = configparser.ConfigParser()
        other.read_string(bad)
        other["a"]["x"]
    except (configparser.Error, KeyError) as error:
        print(type(error).__name__, str(error).replace("\n", "|"))
