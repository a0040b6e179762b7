"""difflib: matching blocks, unified and context diffs, close matches."""
import difflib

a, b = "one\ntwo\nthree\nfour\n".splitlines(True), "ore\ntree\nfour\nemu\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "before", "after")), "".join(difflib.context_diff(a, b, "x", "y", n=1)), "".join(difflib.ndiff(a, b)))
m = difflib.SequenceMatcher(None, "private Thread currentThread;", "private volatile Thread currentThread;")
print(round(m.ratio(), 3), m.quick_ratio() >= m.ratio(), m.get_matching_blocks(), m.get_opcodes(), m.find_longest_match())
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("x", ["y"]))
print(list(difflib.restore(difflib.ndiff(a, b), 1)) == a, list(m.get_grouped_opcodes(2)))
print(difflib.HtmlDiff().make_table(["a"], ["b"])[:60].strip())
