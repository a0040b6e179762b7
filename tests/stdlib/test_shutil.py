"""shutil: copying, moving and removing trees, archives, which."""
import os
import shutil
import tempfile

with tempfile.TemporaryDirectory() as root:
    os.chdir(root)
    os.makedirs("a/b")
    for name, text in ("a/x.txt", "x"), ("a/b/y.py", "yy"), ("a/z.pyc", "z"):
        with open(name, "w") as file:
            file.write(text)
    print(shutil.copy("a/x.txt", "copy.txt"), shutil.copyfile("copy.txt", "copy2"), open("copy2").read(), shutil.copy2("copy2", "a"))
    print(shutil.copytree("a", "t", ignore=shutil.ignore_patterns("*.pyc")), sorted(os.listdir("t")), sorted(os.listdir("t/b")))
    print(shutil.move("t", "u"), os.path.exists("t"), shutil.move("copy2", "u/moved"), sorted(os.listdir("u")))
    print(shutil.rmtree("u"), os.path.exists("u"), shutil.rmtree("none", ignore_errors=True))
    for action in lambda: shutil.copyfile("copy.txt", "copy.txt"), lambda: shutil.copytree("a", "a"), lambda: shutil.rmtree("none"):
        try:
            action()
        except OSError as error:
            print(type(error).__name__)
    usage = shutil.disk_usage(".")
    print(usage.total > 0, usage._fields, os.path.basename(shutil.which("sh")), shutil.which("no such program"), shutil.get_terminal_size((5, 6)).__class__.__name__)
    with open("copy.txt") as source, open("out", "w") as target:
        shutil.copyfileobj(source, target)
    print(open("out").read(), shutil.chown.__name__)
    os.chdir("/")
