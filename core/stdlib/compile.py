"""python -m compile FILE... [-o OUT]: compiles modules to bytecode files.

Each FILE.py becomes FILE.mtb beside it; of a folder, every module in it and below. With -o, the one FILE becomes OUT.
import takes NAME.mtb where there is no NAME.py.
"""

import os
import sys
import _imp


def compile_file(path, output=None):
    """Writes the bytecode of the source file at path to output, or beside it. Returns output."""
    output = output or os.path.splitext(path)[0] + ".mtb"
    with open(path, "rb") as file:
        code = _imp.compile_module(file.read(), path)
    image = _imp.write_image([("", os.path.basename(path), code, 0)])
    # Whole or not at all: another program may be running the old one.
    temporary = f"{output}.{os.getpid()}"
    with open(temporary, "wb") as file:
        file.write(image)
    os.rename(temporary, output)
    return output


def sources(path):
    """The source files that path stands for, a file or a folder."""
    if not os.path.isdir(path):
        return [path]
    found = []
    for name in sorted(os.listdir(path)):
        full = os.path.join(path, name)
        if os.path.isdir(full) or name.endswith(".py"):
            found += sources(full)
    return found


def main(arguments):
    output = None
    if "-o" in arguments:
        at = arguments.index("-o")
        output = "".join(arguments[at + 1:at + 2])
        del arguments[at:at + 2]
    if not arguments or arguments[0] in ("-h", "--help") or (output is not None and len(arguments) > 1):
        print("usage: martlet -m compile FILE... [-o OUT]", file=sys.stderr)
        return 2
    status = 0
    for argument in arguments:
        for path in sources(argument):
            try:
                compile_file(path, output)
            except (OSError, SyntaxError) as error:
                print(f"{path}: {type(error).__name__}: {error}", file=sys.stderr)
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
