"""json: dumping, loading, hooks, errors, the encoder."""
import io
import json

data = {"b": [1, 2.5, None, True], "a": {"é": "ü\n\"\\", "n": -0.0}, "big": 10**20}
print(json.dumps(data), json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")), json.dumps(data, indent=2))
print(json.loads('{"x": [1, 2e3, "\\u00e9\\ud83d\\ude00", null, true], "y": {}}'), json.loads("[NaN, -Infinity]"), json.loads(b'"bytes"'), json.loads("1.5", parse_float=str), json.loads('{"a":1}', object_pairs_hook=list), json.loads('{"a": 1}', object_hook=lambda d: len(d)))
for bad in "", "{", "[1,]", '{"a" 1}', '"abc', "nul", "[1] x", '{"a":1,}', '"\x01"', "\\":
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as error:
        print(error, error.lineno, error.colno, error.pos)


class Encoder(json.JSONEncoder):
    def default(self, o):
        return sorted(o) if isinstance(o, set) else super().default(o)


print(json.dumps({"s": {2, 1}}, cls=Encoder), json.dumps([object], default=lambda o: o.__name__), json.dumps({1: 2, None: 3, True: 4, 1.5: 5}), list(json.JSONEncoder().iterencode([1, {"a": 2}])))
for bad in (lambda: json.dumps({1, 2}), lambda: json.dumps({(1,): 1}), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.loads(5)):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as error:
    print(error)
out = io.StringIO()
json.dump([1], out)
print(out.getvalue(), json.load(io.StringIO("[2]")), json.JSONDecoder().raw_decode("[1] rest"), json.dumps("</é>"), json.dumps((1,), indent="\t"), json.dumps({"a": 1, (2,): 3}, skipkeys=True))
