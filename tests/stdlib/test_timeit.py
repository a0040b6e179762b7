"""timeit, keyword, token, tokenize."""
import io
import keyword
import timeit
import token
import tokenize

print(timeit.timeit("x += 1", "x = 0", number=100) > 0, len(timeit.repeat("pass", number=1, repeat=3)), timeit.Timer(lambda: None).timeit(5) >= 0, timeit.Timer("a").autorange.__name__)
print(keyword.iskeyword("for"), keyword.iskeyword("match"), keyword.issoftkeyword("match"), len(keyword.kwlist), token.tok_name[token.NAME], token.ISTERMINAL(3))
SOURCE = "def f(a, *b):  # note\n    return a@b + 'x' \\\n        -1.5e3\n\nf(\n1)\n"
for item in tokenize.generate_tokens(io.StringIO(SOURCE).readline):
    print(tokenize.tok_name[item.type], tokenize.tok_name[item.exact_type], repr(item.string), item.start, item.end)
tokens = [(t.type, t.string) for t in tokenize.tokenize(io.BytesIO(SOURCE.encode()).readline)]
print(tokens[0], tokenize.untokenize(tokens)[:20], tokenize.detect_encoding(io.BytesIO(b"# coding: latin-1\n").readline)[0])
for bad in "(\n", "'''x", "if 1:\n  a\n b\n":
    try:
        list(tokenize.generate_tokens(io.StringIO(bad).readline))
    except (tokenize.TokenError, IndentationError) as error:
        print(type(error).__name__, error.args[0])
