"""The module json: dumps and loads of records, indented and sorted output, floats, escapes, errors."""
import json

from measured import repeat


def make_document(records):
    return {"version": 3, "records": [
        {"id": i, "name": "sensor \"%d\" \u00e9\u65e5" % (i % 26), "value": i * 37 % 1009 / 8, "on": i % 3 == 0,
         "tags": ["a", "b%d" % (i % 7), []], "low": -i, "big": 10 ** (i % 25), "note": None,
         "position": {"x": i % 19 - 9, "y": [1, 2.5, -3e-7]}} for i in range(records)]}


def error_of(text):
    try:
        return repr(json.loads(text))
    except ValueError as error:
        return type(error).__name__


def main(size):
    document = make_document(size)
    text = json.dumps(document)
    again = json.loads(text)
    assert again == document, "does not survive writing and reading"
    wide = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    pretty = json.dumps(document["records"][:size // 8], indent=2, sort_keys=True)
    assert json.loads(pretty) == document["records"][:size // 8]
    total = sum([record["value"] for record in json.loads(wide)["records"]])
    errors = [error_of(t) for t in ("[1, 2", "{\"a\" 1}", "tru", "[1,]", "\"abc", "{}x", "")]
    return "%d %d %d characters, total %.3f, %s" % (len(text), len(wide), len(pretty), total, errors)


repeat(main, 4000)
