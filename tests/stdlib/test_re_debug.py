# re.DEBUG prints the tree and the code of a pattern, as CPython's re/_parser.py and re/_compiler.py make them.
import re
import warnings

warnings.simplefilter("ignore")
for p in [
    "^a|b[0-9]\\w$", "(?i)abc", "a*b+?c{2,3}+", "(?P<n>x)(?P=n)(?(n)a|b)", "[a-z\\dé]", "(?=a)(?!b)(?<=c)(?<!d)", "(?>a|b)",
    "\\bword\\B\\Z\\A", ".", "(?i:ß|ſ)k", "[^a]", "", "x{0}", "(?s).*?", "[\u4e00-\u9fff\u3042]", "(?i)[a-z\u0400-\u04ff]",
    "abc|abd", "a(?:b|c)d", "(?x) a # c"]:
    print(ascii(re.compile(p, re.DEBUG)))
re.compile(b"(?L)\\w[a]",re.DEBUG)
re.compile(b"a|b",re.DEBUG|re.I)
import re._compiler
import re._constants
import re._parser
import sre_compile
import sre_constants
import sre_parse
print(re._constants.error is re.error, sre_parse.error is re.error)
print(sre_parse.parse("a+b"))
print(sre_compile.compile("a+").match("aa"))
print(sre_constants.MAXREPEAT, sre_constants.LITERAL, int(sre_constants.LITERAL), sre_constants.OPCODES[-3:])
for module in sre_parse, sre_compile:
    for pattern in "(", "a**", "[z-a]":
        try:
            module.parse(pattern) if module is sre_parse else module.compile(pattern)
        except re.error as error:
            print(error, error.pos)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    re.compile("a", re.TEMPLATE)
    re.template("b")
    re.compile("[[a]")
    re.compile("[a&&b]")
print([(warning.category.__name__, str(warning.message)) for warning in caught])
