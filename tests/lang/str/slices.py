# Indexing and slicing of str, ASCII and not.
for s in ("", "a", "hello world", "añb😀c日本語z"):
    print(repr(s), len(s))
    print([s[i] for i in range(len(s))], [s[-i - 1] for i in range(len(s))])
    for start in (None, 0, 2, -3, 100, -100):
        for stop in (None, 1, -1, 5, 100):
            print(repr(s[start:stop]), repr(s[start:stop:2]), repr(s[stop:start:-1]))
    print(repr(s[::-1]), repr(s[::3]), repr(s[5:2]), repr(s[::-2]))
try:
    "abc"[::0]
except ValueError as e:
    print("ValueError:", e)
try:
    "abc"["a":]
except TypeError as e:
    print("TypeError:", e)
try:
    "abc"[1, 2]
except TypeError as e:
    print("TypeError:", e)
s = "日本語テキスト" * 100
print(len(s), s[0], s[350], s[-1], s[123:130], s.find("テ", 50), s.count("本"), s[699:], s.rfind("日"))
s = "".join(chr(32 + i % 90) if i % 7 else chr(0x3b1 + i % 20) for i in range(1000))
print(sum(ord(s[i]) * i for i in range(len(s))))
print(sum(ord(c) for c in s), sum(ord(c) for c in s[::-1]), "".join(reversed(s)) == s[::-1])
print(s[900:930], s.index(s[500:520]))
