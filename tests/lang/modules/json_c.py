# CPython's json package on _json: values, messages and positions, hooks, options.
import json
from json import decoder, encoder, scanner

print(scanner.c_make_scanner is not None, encoder.c_make_encoder is not None, decoder.scanstring is decoder.c_scanstring)
TEXTS = [
    "null", "true", "false", "0", "-0", "1", "-12", "123456789012345678901234567890", "1.5", "-0.0", "1e5", "1E+2", "1e-7", "1.25e300", "1e400", "0.1",
    "3.141592653589793", "2.2250738585072014e-308", "123456789.123456789", "0.000001", '"abc"', '""', '"\\n\\t\\"\\\\\\/\\b\\f\\r"', '"\\u00e9\\ud83d\\ude00\\ud800x\\udc00"',
    '"é中😀"', "[]", "[ ]", "{}", "{ }", "[1, 2, [3, []], {}]", '{"a": 1, "b": {"c": [true, null]}, "a": 2}', " \n\t\r[1 ,\n2 ] ", "NaN", "Infinity", "-Infinity",
    '[NaN, -Infinity]', "1.", "1.e5", "01", "-", "+1", "1e", "1e+", ".5", "nul", "nan", "tru", "[", "[1", "[1,", "[1,]", "[1 2]", "[,1]", "]", "{", '{"a"', '{"a":', '{"a":1',
    '{"a":1,', '{"a":1,}', '{"a" 1}', '{a:1}', "{1:2}", '{"a":1 "b":2}', '{"a":}', '"', '"abc', '"\\', '"\\x"', '"\\u12"', '"\\u12G4"', '"\\u123', '"\\u1234', '"\n"', '"a\tb"', '"a\x00b"', "",
    "  ", "1 2", "[1] x", "[1,\n  2,\n  x]", '["é中", \n"😀", y]', "'a'", '{"é": 1, é}', "\ufeff1", '["\\ud83d\\u0041", "\\ud83d"]', '"\\ud83d\\', '"\\ud83d\\ude0', "--1", "-Inf", "[1.5.2]", "\x0b1",
]
for text in TEXTS:
    try:
        print(ascii(text), ascii(json.loads(text)))
    except json.JSONDecodeError as e:
        print(ascii(text), "->", ascii(str(e)), "|", ascii(e.msg), e.pos, e.lineno, e.colno)
print(json.loads('"a\tb\nc"', strict=False), json.loads(b'{"a": "\xc3\xa9"}'), json.loads('{"\\u0061": 1}'))
for bad in (1, None, [], b"\xff\xfe\xfd"):
    try:
        print(json.loads(bad))
    except Exception as e:
        print(type(e).__name__, e)

print("-- hooks")
print(json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())))
print(json.loads('{"a": {"b": 1}, "c": 2}', object_pairs_hook=lambda pairs: pairs))
print(json.loads("[1, 1.5, -2e3, NaN, -Infinity]", parse_int=lambda s: "i" + s, parse_float=lambda s: "f" + s, parse_constant=lambda s: "c" + s))
print(json.JSONDecoder().raw_decode("[1] rest"), json.JSONDecoder().raw_decode("x 12 y", 2))
keys = [list(d)[0] for d in json.loads('[{"key": 1}, {"key": 2}]')]
print(keys[0] is keys[1], decoder.scanstring('xx"abc\\u0041" rest', 3), decoder.scanstring('é"é", ', 2))
for call in (lambda: decoder.scanstring("abc", 10), lambda: decoder.scanstring(1, 2), lambda: decoder.scanstring("abc", 1), lambda: decoder.scanstring('a\nb"', 0),
             lambda: json.JSONDecoder().scan_once("1", -1), lambda: json.JSONDecoder().scan_once("1", 1), lambda: json.JSONDecoder().scan_once(1, 1),
             lambda: json.loads("[" * 100000), lambda: json.loads('{"a":' * 100000), lambda: json.JSONDecoder().scan_once("1")):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)

print("-- dumps")


class Int(int):
    def __repr__(self):
        return "no"


class Str(str):
    pass


class Dict(dict):
    def items(self):
        return [("own", 1)]


class Number(float):
    def __repr__(self):
        return "no"


for value in [None, True, False, 0, -1, 10 ** 30, 1.5, 1e100, 1e16, -0.0, 5e-324, "a", "é中😀\ud800\x00\x1f\x7f\"\\/\b\f\n\r\t", [], (), {}, [1, [2, (3,)]], {"a": 1, "b": [None]},
              {1: 2, 1.5: 3, None: 4, True: 5, False: 6, "é": 7, 10 ** 20: 8}, Int(5), Str("x"), Dict(a=2), Number(2.5), {Int(3): 1, Number(1.5): 2, Str("k"): 3}, float("nan"), [float("inf"), -float("inf")]]:
    print(ascii(json.dumps(value)), ascii(json.dumps(value, ensure_ascii=False)), ascii(json.dumps(value, separators=(",", ":"))))
    print("  ", ascii(json.dumps(value, indent=1)))
print(json.dumps({"b": 1, "a": [{"d": 1, "c": 2}]}, sort_keys=True), json.dumps({(1, 2): 3, "a": 1, (): 0}, skipkeys=True))
print(json.dumps({3: 1, "2": 2, 1: 3}), json.dumps([1, {2}, 3], default=sorted), json.dumps({"x": {1, 2}}, default=list, sort_keys=True))
loop = []
loop.append(loop)
ring = {}
ring["a"] = [ring]
deep = []
for _ in range(100000):
    deep = [deep]


class Odd:
    pass


odd = Odd()
for call in (lambda: json.dumps({1, 2}), lambda: json.dumps(Odd), lambda: json.dumps(loop), lambda: json.dumps(ring), lambda: json.dumps({(1,): 2}), lambda: json.dumps({b"a": 2}),
             lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps([1.0, float("inf")], allow_nan=False), lambda: json.dumps({float("inf"): 1}, allow_nan=True),
             lambda: json.dumps({1: 1, "a": 2}, sort_keys=True), lambda: json.dumps(odd, default=lambda o: o), lambda: json.dumps(odd, default=lambda o: 1 / 0), lambda: json.dumps(deep),
             lambda: json.dumps(1j), lambda: json.dumps(b"x"), lambda: json.encoder.encode_basestring(1), lambda: json.encoder.encode_basestring_ascii(b""),
             lambda: encoder.c_make_encoder(1, None, None, None, ":", ",", False, False, True), lambda: encoder.c_make_encoder(None, None, None, None, 1, ",", False, False, True)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
shared = [1]
print(json.dumps([shared, shared]), json.encoder.encode_basestring("é\"\n"), json.encoder.encode_basestring_ascii("é\"\x7f"))
print("".join(json.JSONEncoder(indent=None).iterencode([1, {"a": (2,)}])), json.JSONEncoder(separators=(", ", "= ")).encode({"a": 1}))


class Custom(json.JSONEncoder):
    def default(self, o):
        return {"odd": True} if isinstance(o, Odd) else super().default(o)


print(json.dumps([odd], cls=Custom), json.dumps(odd, cls=Custom, indent=2))
import io
out = io.StringIO()
json.dump({"a": [1, 2.5, "x"]}, out)
print(out.getvalue(), json.load(io.StringIO('{"b": [1]}')))
