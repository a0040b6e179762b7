"""Write bytecode files for image_fuzzer to start from: one for each small file, and for each statement of a module, of FILES.

usage: martlet tests/fuzz/image_seeds.py FOLDER FILE...
"""
import ast
import hashlib
import os
import sys

import _imp

LONGEST = 4096  # bytes of an image


def write_seed(folder, source):
    """Compile a text and keep the image if it is small."""
    try:
        code = _imp.compile_module(source.encode(), "seed")
    except (SyntaxError, ValueError):
        return
    image = _imp.write_image([("", "seed", code, 0)], False)
    if len(image) <= LONGEST:
        with open(os.path.join(folder, "seed-" + hashlib.sha1(image).hexdigest()), "wb") as file:
            file.write(image)


def main(folder, paths):
    for path in paths:
        try:
            with open(path, encoding="utf-8") as file:
                source = file.read()
            tree = ast.parse(source)
        except (SyntaxError, ValueError):
            continue
        write_seed(folder, source)
        lines = source.split("\n")
        for statement in tree.body:
            first = min([statement.lineno] + [node.lineno for node in getattr(statement, "decorator_list", [])])
            write_seed(folder, "\n".join(lines[first - 1:statement.end_lineno]))


main(sys.argv[1], sys.argv[2:])
