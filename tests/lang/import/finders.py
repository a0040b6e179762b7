"""Finders and loaders of a program: sys.meta_path, sys.path_hooks, importlib.util, reload, builtins.__import__."""
import builtins
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys

SOURCES = {"memory": ("x = 1\nfrom memory.part import y\n", True), "memory.part": ("y = __name__, __package__\n", False)}
# What an installation adds of its own is not under test.
sys.meta_path[:] = [finder for finder in sys.meta_path if "distutils" not in repr(finder).lower()]
print([finder.__name__ for finder in sys.meta_path])


class Memory:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name in SOURCES:
            return importlib.util.spec_from_loader(name, cls, origin="memory", is_package=SOURCES[name][1])

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        exec(SOURCES[module.__name__][0], module.__dict__)


sys.meta_path.insert(0, Memory)
import memory
print(memory.x, memory.y, memory, memory.__spec__.parent, memory.__path__, memory.__loader__ is Memory)
print(importlib.util.find_spec("memory.part").origin, importlib.util.find_spec("not_there"))
SOURCES["memory"] = ("x = 2\n", True)
print(importlib.reload(memory).x, memory.y)
sys.meta_path.remove(Memory)

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "support")
spec = importlib.util.spec_from_file_location("leaf_alone", here + "/ns1/space/one.py")
module = importlib.util.module_from_spec(spec)
print(hasattr(module, "part"), module.__spec__ is spec, module.__name__)
spec.loader.exec_module(module)
print(module.part, spec.loader.get_source("leaf_alone"), spec.loader.is_package("leaf_alone"))
print(type(spec.loader).__name__, spec.loader.get_filename() == spec.origin, spec.has_location)

sys.path.insert(0, here + "/ns2")
print(importlib.import_module("space.two").part, importlib.import_module(".two", "space").part)
try:
    importlib.import_module(".two")
except TypeError as error:
    print(error)
try:
    importlib.reload(1)
except TypeError as error:
    print(error)
print(importlib.util.resolve_name("..b", "a.c"), importlib.util.resolve_name("b", None))


class Folder:
    def __init__(self, path):
        if path != "virtual:":
            raise ImportError
        print("hook for", path)

    def find_spec(self, name, target=None):
        print("asked for", name)
        if name == "virtual":
            return importlib.util.spec_from_loader(name, importlib.machinery.BuiltinImporter, origin="thin air") and \
                importlib.machinery.ModuleSpec(name, Memory, origin="thin air")


SOURCES["virtual"] = ("z = 3\n", False)
sys.path_hooks.insert(0, Folder)
sys.path.insert(0, "virtual:")
import virtual
print(virtual.z, virtual)
sys.path_hooks.pop(0)
sys.path.pop(0)
sys.path_importer_cache.clear()

lazy = importlib.util.spec_from_loader("lazy", importlib.util.LazyLoader(Memory))
SOURCES["lazy"] = ("print('lazy runs')\nw = 4\n", False)
module = importlib.util.module_from_spec(lazy)
sys.modules["lazy"] = module
lazy.loader.exec_module(module)
print("not yet")
print(module.w, type(module).__name__)

original = builtins.__import__


def traced(name, globals=None, locals=None, fromlist=(), level=0):
    print("import", name, fromlist, level)
    return original(name, globals, locals, fromlist, level)


builtins.__import__ = traced
import os.path as alias
from os import sep, linesep
builtins.__import__ = original
print(importlib.machinery.ModuleSpec("a.b", None), importlib.machinery.ModuleSpec("a", None, is_package=True).parent)
print(importlib.machinery.SOURCE_SUFFIXES, isinstance(spec.loader, importlib.abc.Loader))
