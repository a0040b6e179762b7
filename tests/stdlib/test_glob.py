"""glob, fnmatch, filecmp, linecache, fileinput."""
import filecmp
import fileinput
import fnmatch
import glob
import linecache
import os
import tempfile

print(fnmatch.fnmatch("a.py", "*.py"), fnmatch.fnmatchcase("A", "a"), fnmatch.filter(["a1", "b2", "c"], "[ab]?"), fnmatch.translate("*.t[!x]t"), glob.escape("a[1]*"), glob.has_magic("a?"))
with tempfile.TemporaryDirectory() as root:
    os.chdir(root)
    for name in "a.txt", "b.txt", "c.py", ".hidden", "d/e.txt", "d/f/g.txt":
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "w") as file:
            file.write(f"{name}\nline two\n" if name != "b.txt" else "a.txt\nline two\n")
    print(sorted(glob.glob("*")), sorted(glob.glob("**/*.txt", recursive=True)), sorted(glob.iglob("d/*")), glob.glob("[ab].txt", root_dir=root) != [], glob.glob("none*"))
    print(filecmp.cmp("a.txt", "b.txt", shallow=False), filecmp.cmp("a.txt", "c.py", shallow=False), filecmp.cmpfiles(".", "d", ["a.txt"], shallow=False))
    comparison = filecmp.dircmp(".", "d")
    print(sorted(comparison.left_only), sorted(comparison.right_only), comparison.common)
    print(repr(linecache.getline("a.txt", 2)), repr(linecache.getline("a.txt", 9)), linecache.getlines("c.py"), linecache.clearcache())
    with fileinput.input(["a.txt", "c.py"]) as lines:
        print([(fileinput.filename(), fileinput.filelineno(), line.strip()) for line in lines])
    os.chdir("/")
