"""zipimport: modules and packages in zip archives on sys.path."""
import importlib
import os
import pkgutil
import sys
import tempfile
import traceback
import zipfile
import zipimport

folder = tempfile.mkdtemp()
archive = os.path.join(folder, "library.zip")


def shown(text):
    return str(text).replace(folder, "FOLDER").replace(os.path.dirname(__file__), "HERE")


with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
    file.writestr("plain.py", "'''Its text.'''\nvalue = 42\n\n\ndef fail():\n    return value / 0\n")
    file.writestr("package/__init__.py", "from .inner import name\n")
    file.writestr("package/inner.py", "name = __name__\n")
    file.writestr("package/data.txt", "some data")
    file.writestr("broken.py", "x = = 1\n")
    file.writestr("inside/within.py", "place = __file__\n")
    file.writestr("old.pyc", b"\x01\x02\x03\x04" + bytes(20))

sys.path.insert(0, archive)
sys.path.insert(1, os.path.join(archive, "inside"))
sys.path.insert(2, os.path.join(folder, "is not there"))

import plain
import package
import within

print(plain.__doc__, plain.value, shown(plain.__file__), type(plain.__loader__).__name__, shown(plain.__spec__.origin))
print(package.name, shown(package.__path__), package.__spec__.submodule_search_locations == package.__path__)
print(shown(within.place))
print(pkgutil.get_data("package", "data.txt"))
print(sorted(name for _, name, _ in pkgutil.iter_modules([archive]) if name != "old"))
try:
    plain.fail()
except ZeroDivisionError:
    print(shown(traceback.format_exc()))
try:
    import broken
except SyntaxError as error:
    print(shown(error.filename), error.lineno, error.msg)
for name in "old", "nothing":
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(type(error).__name__, shown(error))

importer = zipimport.zipimporter(archive)
print(shown(repr(importer)), shown(importer.archive), repr(importer.prefix))
print(importer.get_data("package/data.txt"))
print(importer.is_package("package"), importer.is_package("plain"), importer.find_spec("nothing"))
print(importer.get_source("plain").splitlines()[1], shown(importer.get_filename("plain")))
for wrong in os.path.join(folder, "missing.zip"), folder, __file__:
    try:
        zipimport.zipimporter(wrong)
    except zipimport.ZipImportError as error:
        print(str(error).split(":")[0])
try:
    importer.get_data("missing")
except OSError as error:
    print(error.args)
with zipfile.ZipFile(archive, "a") as file:
    file.writestr("later.py", "when = 'later'\n")
importlib.invalidate_caches()
import later
print(later.when)
