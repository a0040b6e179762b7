"""Tools for those who import by themselves."""

import sys
import _imp
from _frozen_importlib import _find_spec, _resolve_name, module_from_spec, spec_from_loader
from _frozen_importlib_external import (
    _RAW_MAGIC_NUMBER, MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache, spec_from_file_location)


def source_hash(source_bytes):
    """The hash of a source file's bytes that hash-based caches carry."""
    return _imp.source_hash(_RAW_MAGIC_NUMBER, source_bytes)


def resolve_name(name, package):
    """The absolute name of a name that may be relative to package."""
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    return _resolve_name(name[level:], package, level)


def _spec_of_loaded(name):
    module = sys.modules[name]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError(f"{name}.__spec__ is not set") from None
    if spec is None:
        raise ValueError(f"{name}.__spec__ is None")
    return spec


def _find_spec_from_path(name, path=None):
    return _spec_of_loaded(name) if name in sys.modules else _find_spec(name, path)


def find_spec(name, package=None):
    """The spec of a module, which is not imported; its parent packages are."""
    fullname = resolve_name(name, package) if name.startswith(".") else name
    if fullname in sys.modules:
        return _spec_of_loaded(fullname)
    parent_name = fullname.rpartition(".")[0]
    path = None
    if parent_name:
        parent = __import__(parent_name, fromlist=["__path__"])
        try:
            path = parent.__path__
        except AttributeError as error:
            raise ModuleNotFoundError(
                f"__path__ attribute not found on {parent_name!r} while trying to find {fullname!r}",
                name=fullname) from error
    return _find_spec(fullname, path)


class _ModuleToLoad:
    """with _ModuleToLoad(name) as module: registers a module, and takes it away again if its code fails."""

    def __init__(self, name):
        self._name = name

    def __enter__(self):
        self._module = sys.modules.get(self._name)
        self._is_reload = self._name in sys.modules
        if not self._is_reload:
            self._module = type(sys)(self._name)
            self._module.__initializing__ = True
            sys.modules[self._name] = self._module
        return self._module

    def __exit__(self, *exception):
        self._module.__initializing__ = False
        if exception[0] is not None and not self._is_reload:
            sys.modules.pop(self._name, None)


_module_to_load = _ModuleToLoad


def _deprecated(function, before, after):
    def wrapper(*args, **kwargs):
        import warnings
        warnings.warn("The import system now takes care of this automatically; "
                      "this decorator is slated for removal in Python 3.12", DeprecationWarning, stacklevel=2)
        before_result = before(*args, **kwargs) if before else None
        module = function(*args, **kwargs)
        if after:
            after(module, before_result, *args)
        return module
    for name in "__module__", "__name__", "__qualname__", "__doc__":
        setattr(wrapper, name, getattr(function, name))
    wrapper.__wrapped__ = function
    return wrapper


def set_package(fxn):
    """Sets __package__ on the module that a loader returns."""
    def after(module, _, *args):
        if getattr(module, "__package__", None) is None:
            name = module.__name__
            module.__package__ = name if hasattr(module, "__path__") else name.rpartition(".")[0]
    return _deprecated(fxn, None, after)


def set_loader(fxn):
    """Sets __loader__ on the module that a loader returns."""
    def after(module, _, self, *args):
        if getattr(module, "__loader__", None) is None:
            module.__loader__ = self
    return _deprecated(fxn, None, after)


class _LazyModule(type(sys)):
    """A module whose code runs when one of its attributes is used."""

    def __getattribute__(self, attribute):
        module_type = type(sys)
        names = module_type.__getattribute__(self, "__dict__")
        spec = module_type.__getattribute__(self, "__spec__")
        self.__class__ = module_type
        before = spec.loader_state["__dict__"]
        changed = {name: value for name, value in names.items() if name not in before or before[name] is not value}
        loader = spec.loader_state["loader"]
        spec.loader = loader
        module_type.__setattr__(self, "__loader__", loader)
        loader.exec_module(self)
        if spec.name in sys.modules and sys.modules[spec.name] is not self:
            raise ValueError(f"module object for {spec.name!r} substituted in sys.modules during a lazy load")
        names.update(changed)
        return getattr(self, attribute)

    def __delattr__(self, attribute):
        self.__getattribute__(attribute)
        delattr(self, attribute)


class LazyLoader:
    """Wraps a loader, so that a module's code runs at its first use."""

    @staticmethod
    def __check_eager_loader(loader):
        if not hasattr(loader, "exec_module"):
            raise TypeError("loader must define exec_module()")

    @classmethod
    def factory(cls, loader):
        """Makes lazy loaders of a kind of loader."""
        cls.__check_eager_loader(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self.__check_eager_loader(loader)
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__spec__.loader_state = {"__dict__": module.__dict__.copy(), "loader": self.loader}
        module.__class__ = _LazyModule
