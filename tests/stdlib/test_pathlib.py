"""pathlib: pure paths, and files in a temporary directory."""
import os
import pathlib
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath

p = PurePosixPath("/usr/lib/python3.tar.gz")
print(p.name, p.stem, p.suffix, p.suffixes, p.parent, list(p.parents), p.parts, p.anchor, p.root, repr(p))
print(p / "x", p.with_name("y"), p.with_suffix(".zip"), p.with_stem("q"), p.relative_to("/usr"), p.is_relative_to("/etc"), p.match("*.gz"), p.joinpath("a", "/b"))
print(PurePosixPath("a/./b//c/"), PurePosixPath("a") < PurePosixPath("b"), PurePosixPath("a/b") == PurePosixPath("a//b"), p.as_uri(), PurePosixPath("a").is_absolute(), os.fspath(p))
w = PureWindowsPath("C:\\Users\\x.txt")
print(w.drive, w.root, w.parts, w.as_posix(), PureWindowsPath("a") == PureWindowsPath("A"))
with tempfile.TemporaryDirectory() as name:
    root = Path(name)
    (root / "d" / "e").mkdir(parents=True)
    file = root / "d" / "f.txt"
    print(file.write_text("hello\n"), file.read_text(), file.exists(), file.is_file(), file.is_dir(), file.stat().st_size, file.write_bytes(b"ab"), file.read_bytes())
    (root / "g.py").touch()
    print(sorted(str(x.relative_to(root)) for x in root.rglob("*")), sorted(x.name for x in root.glob("*.py")), sorted(x.name for x in root.iterdir()))
    moved = file.rename(root / "moved")
    link = root / "link"
    link.symlink_to(moved)
    print(moved.name, file.exists(), link.is_symlink(), link.resolve() == moved.resolve(), os.readlink(link) == str(moved), moved.samefile(link))
    with moved.open("a") as out:
        out.write("more")
    print(moved.read_text(), [moved.unlink(), moved.unlink(missing_ok=True)])
    for action in (root / "none").read_text, (root / "d").mkdir, (root / "d").rmdir:
        try:
            action()
        except OSError as error:
            print(type(error).__name__, error.errno)
print(Path("~x").parts, Path(".").resolve() == Path.cwd(), Path("a", "b").as_posix())
for bad in lambda: p.with_name(""), lambda: p.relative_to("/etc"), lambda: Path("/").with_suffix(".x"):
    try:
        bad()
    except ValueError as error:
        print(error)
