# Source text in other encodings (PEP 263), as bytes and as files; and the modules that read such files.
import importlib
import io
import linecache
import os
import sys
import tempfile
import tokenize
import traceback

SOURCES = {
    "plain": b'print("\xc3\xa9")\n', "mark": b'\xef\xbb\xbfprint(ascii("\xc3\xa9"))\n',
    "mark_utf8": b'\xef\xbb\xbf# coding: utf-8\nprint(ascii("\xc3\xa9"))\n',
    "mark_latin": b"\xef\xbb\xbf# coding: latin-1\nx=1\n", "mark_second": b"\xef\xbb\xbf\n# coding: latin-1\nx=1\n",
    "mark_unknown": b"\xef\xbb\xbf# coding: foo\n", "unknown": b"# coding: foo\nx=1\n",
    "unknown_second": b"\n# coding: foo\nx=1\n", "third": b"\n\n# coding: foo\nprint(1)\n",
    "latin": b'# -*- coding: latin-1 -*-\nprint(ascii("\xe9"))\n', "latin_dashed": b'# coding: latin-1-unix\nprint(ascii("\xe9"))\n',
    "upper": b'# coding: ISO-8859-1\nprint(ascii("\xe9"))\n', "utf_8": b'# coding: UTF_8\nprint(ascii("\xc3\xa9"))\n',
    "utf8_dashed": b'# coding: utf-8-unix\nprint(ascii("\xc3\xa9"))\n', "utf8_sig": b'# coding: utf-8-sig\nprint(ascii("\xc3\xa9"))\n',
    "iso15": b'#!/bin/x\n# vim: set fileencoding=iso-8859-15 :\nprint(ascii("\xa4"))\n',
    "cp1252": b'# coding=cp1252\nprint(ascii("\x80"))\n', "cp1252_bad": b'# coding=cp1252\nprint("\x81")\n',
    "ascii_bad": b'# coding: ascii\nprint("\xe9")\n', "koi8": b'# coding: koi8-r\nprint(ascii("\xc1"))\n',
    "mac": b'# coding: mac-roman\nprint(ascii("\x8e"))\n', "utf7": b'# coding: utf-7\nprint(ascii("+AOk-"))\n',
    "utf16": b"# coding: utf-16\nx=1\n", "no_text": b"# coding: hex\nx=1\n",
    "null": b"x=1\0\n", "wide": "x=1\n".encode("utf-16"), "returns": b'# coding: latin-1\rprint(ascii("\xe9"))\r',
    "both": b'# coding: latin-1\r\nprint(ascii("\xe9"))\r\n', "formfeed": b'\x0c# coding: latin-1\nprint(ascii("\xe9"))\n',
    "indented": b'   # coding: latin-1\nprint(ascii("\xe9"))\n', "close": b'#coding:latin-1\nprint(ascii("\xe9"))\n',
    "far": b'# coding:   latin-1\nprint(ascii("\xe9"))\n', "two": b'# coding: latin-1\n# coding: foo\nprint(ascii("\xe9"))\n',
    "in_code": b"x = 1 # coding: foo\nprint(x)\n", "in_string": b'"""\n# coding: foo\n"""\nprint(2)\n',
    "after_code": b"x = 1\n# coding: foo\nprint(x)\n", "long": b"# coding: " + b"a" * 100 + b"\n",
    "name": b"# coding: latin-1\n\xe9 = 1\nprint(ascii(list(k for k in globals() if k > 'z')))\n",
    "error": b'# coding: latin-1\nx = "\xe9" 1\n', "dots": b"# coding: ..\n", "no_name": b"# coding: \nprint(3)\n",
}


def show(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        print(type(error).__name__, ascii(error.args).replace(directory, "DIR"))


directory = tempfile.mkdtemp()
sys.path.insert(0, directory)
sys.dont_write_bytecode = True
for name, source in SOURCES.items():
    print(name, end=": ")
    code = show(compile, source, "F", "exec")
    if code:
        exec(code, {})
    with open(os.path.join(directory, "source_" + name + ".py"), "wb") as file:
        file.write(source)
    show(importlib.import_module, "source_" + name)
    show(exec, bytearray(source), {})
show(eval, b"# coding: latin-1\n'\xe9'.encode()")
print(ascii(eval(b"# coding: latin-1\n'\xe9'")))

# A str is past that.
exec("# coding: foo\nprint('str')")
try:
    exec("\ufeffx = 1\n")
except SyntaxError as error:
    print(error.msg, error.offset)
show(compile, "'\ud800'", "F", "eval")

for name in "latin", "iso15", "mark", "plain", "cp1252":
    path = os.path.join(directory, "source_" + name + ".py")
    with tokenize.open(path) as file:
        print(file.encoding, ascii(file.read()))
    print(ascii(linecache.getline(path, 2)))
print(tokenize.detect_encoding(io.BytesIO(SOURCES["koi8"]).readline))

# The line that a traceback shows.
path = os.path.join(directory, "source_raises.py")
with open(path, "wb") as file:
    file.write(b'# coding: latin-1\ndef f():\n    raise ValueError("\xe9", {}["\xe8"])\n')
import source_raises
try:
    source_raises.f()
except KeyError:
    print(ascii(traceback.format_exc().replace(directory, "DIR").replace(os.path.dirname(__file__), "HERE")))
for name in os.listdir(directory):
    os.unlink(os.path.join(directory, name))
os.rmdir(directory)
