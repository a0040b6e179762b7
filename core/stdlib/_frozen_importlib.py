"""The import system as Python sees it: specs, the finders on sys.meta_path, loading by spec.

core/vm/import.c imports by itself as long as sys.meta_path and sys.path_hooks are as they were made here. This module is
loaded when a program looks: at a module's __spec__ or __loader__, at sys.meta_path, at importlib. Then `_describe` gives
every module its spec, and import.c calls `_describe` for each further one.
"""

import sys
import _imp


class _DeadlockError(RuntimeError):
    """Two threads wait for each other's modules, and one of these is still being found."""


class ModuleSpec:
    """What is known about a module before it is loaded."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._set_fileattr = False
        self._cached = None
        self._initializing = False

    def __repr__(self):
        arguments = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            arguments.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            arguments.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{type(self).__name__}({', '.join(arguments)})"

    def __eq__(self, other):
        fields = "name", "loader", "origin", "submodule_search_locations", "cached", "has_location"
        try:
            return all(getattr(self, field) == getattr(other, field) for field in fields)
        except AttributeError:
            return NotImplemented

    __hash__ = None

    @property
    def cached(self):
        """Where the module's bytecode is cached; None: nowhere."""
        if self._cached is None and self.origin is not None and self._set_fileattr:
            from _frozen_importlib_external import _get_cached
            self._cached = _get_cached(self.origin)
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        """The name of the package that relative imports in the module start from."""
        return self.name.rpartition(".")[0] if self.submodule_search_locations is None else self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


class BuiltinImporter:
    """Finds and loads the modules written in C."""

    _ORIGIN = "built-in"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return ModuleSpec(fullname, cls, origin=cls._ORIGIN) if _imp.is_builtin(fullname) else None

    @classmethod
    def find_module(cls, fullname, path=None):
        spec = cls.find_spec(fullname, path)
        return None if spec is None else spec.loader

    @staticmethod
    def create_module(spec):
        if not _imp.is_builtin(spec.name):
            raise ImportError(f"{spec.name!r} is not a built-in module", name=spec.name)
        return _imp.create_builtin(spec)

    @staticmethod
    def exec_module(module):
        _imp.exec_builtin(module)

    @classmethod
    def _check(cls, fullname):
        if not _imp.is_builtin(fullname):
            raise ImportError(f"{fullname!r} is not a built-in module", name=fullname)

    @classmethod
    def get_code(cls, fullname):
        cls._check(fullname)

    @classmethod
    def get_source(cls, fullname):
        cls._check(fullname)

    @classmethod
    def is_package(cls, fullname):
        cls._check(fullname)
        return False

    @classmethod
    def load_module(cls, fullname):
        return _load_module_shim(cls, fullname)


class FrozenImporter:
    """Finds and loads the modules whose bytecode is part of the program.

    On sys.meta_path it finds those that CPython freezes too. The others stand where CPython's library is on sys.path, so
    that a module of the program hides one of the same name: PathFinder asks for them there.
    """

    _ORIGIN = "frozen"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return cls._spec(fullname) if _imp.is_frozen_first(fullname) else None

    @classmethod
    def _spec(cls, fullname):
        spec = ModuleSpec(fullname, cls, origin=cls._ORIGIN, is_package=_imp.is_frozen_package(fullname))
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations = _imp.frozen_path(fullname)
        return spec

    @classmethod
    def find_module(cls, fullname, path=None):
        return cls if _imp.is_frozen(fullname) else None

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        exec(_imp.get_frozen_object(module.__spec__.name), module.__dict__)

    @classmethod
    def _check(cls, fullname):
        if not _imp.is_frozen(fullname):
            raise ImportError(f"{fullname!r} is not a frozen module", name=fullname)

    @classmethod
    def get_code(cls, fullname):
        cls._check(fullname)
        return _imp.get_frozen_object(fullname)

    @classmethod
    def get_source(cls, fullname):
        cls._check(fullname)
        file = _imp.frozen_file(fullname)
        if file is not None:
            from _frozen_importlib_external import SourceFileLoader
            try:
                return SourceFileLoader(fullname, file).get_source(fullname)
            except ImportError:
                pass
        return None

    @classmethod
    def is_package(cls, fullname):
        cls._check(fullname)
        return _imp.is_frozen_package(fullname)

    @classmethod
    def load_module(cls, fullname):
        return _load_module_shim(cls, fullname)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec made from what the loader tells."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if not origin and hasattr(loader, "get_filename"):
        from _frozen_importlib_external import spec_from_file_location
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        return spec_from_file_location(name, loader=loader, submodule_search_locations=[] if is_package else None)
    if is_package is None:
        is_package = False
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _spec_from_module(module, loader=None, origin=None):
    """The spec of a module that somebody else made."""
    spec = getattr(module, "__spec__", None)
    if spec is not None:
        return spec
    loader = getattr(module, "__loader__", None) if loader is None else loader
    location = getattr(module, "__file__", None)
    spec = ModuleSpec(module.__name__, loader, origin=origin or location or getattr(loader, "_ORIGIN", None))
    spec._set_fileattr = location is not None and origin is None
    spec.cached = getattr(module, "__cached__", None)
    path = getattr(module, "__path__", None)
    spec.submodule_search_locations = None if path is None else list(path)
    return spec


def _init_module_attrs(spec, module, *, override=False):
    """Gives the module the attributes that follow from its spec."""
    def missing(name):
        return override or getattr(module, name, None) is None

    def put(name, value):
        try:
            setattr(module, name, value)
        except AttributeError:
            pass

    if missing("__name__"):
        put("__name__", spec.name)
    if missing("__loader__"):
        loader = spec.loader
        if loader is None and spec.submodule_search_locations is not None:
            from _frozen_importlib_external import NamespaceLoader
            loader = spec.loader = NamespaceLoader.__new__(NamespaceLoader)
            loader._path = spec.submodule_search_locations
            module.__file__ = None
        put("__loader__", loader)
    if missing("__package__"):
        put("__package__", spec.parent)
    put("__spec__", spec)
    if missing("__path__") and spec.submodule_search_locations is not None:
        put("__path__", spec.submodule_search_locations)
    if spec.has_location:
        if missing("__file__"):
            put("__file__", spec.origin)
        if missing("__cached__") and spec.cached is not None:
            put("__cached__", spec.cached)
    elif spec.loader is FrozenImporter:
        file = _imp.frozen_file(spec.name)
        if file is not None and missing("__file__"):
            put("__file__", file)
    return module


def module_from_spec(spec):
    """A new module with its attributes set, its code not yet run."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = type(sys)(spec.name)
    return _init_module_attrs(spec, module)


def _module_repr(module):
    """repr() of a module by its spec; None: by its attributes."""
    spec = getattr(module, "__spec__", None)
    if spec is None:
        return None
    name = "?" if spec.name is None else spec.name
    if spec.origin is None:
        return f"<module {name!r}>" if spec.loader is None else f"<module {name!r} ({spec.loader!r})>"
    return f"<module {name!r} from {spec.origin!r}>" if spec.has_location else f"<module {name!r} ({spec.origin})>"


def _load_unlocked(spec):
    """The module of the spec, made, registered and run."""
    if spec.loader is not None and not hasattr(spec.loader, "exec_module"):
        return _load_backward_compatible(spec)
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[spec.name] = module
        try:
            if spec.loader is None:
                if spec.submodule_search_locations is None:
                    raise ImportError("missing loader", name=spec.name)
            else:
                spec.loader.exec_module(module)
        except:
            sys.modules.pop(spec.name, None)
            raise
        # What the module left there is the module; it goes to the end, as if it were put there now.
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    finally:
        spec._initializing = False
    return module


_load = _load_unlocked


def _load_backward_compatible(spec):
    """For loaders that have load_module() only."""
    try:
        spec.loader.load_module(spec.name)
    except:
        if spec.name in sys.modules:
            module = sys.modules.pop(spec.name)
            sys.modules[spec.name] = module
        raise
    module = sys.modules.pop(spec.name)
    sys.modules[spec.name] = module
    if getattr(module, "__loader__", None) is None:
        module.__loader__ = spec.loader
    if getattr(module, "__package__", None) is None:
        module.__package__ = module.__name__ if hasattr(module, "__path__") else spec.name.rpartition(".")[0]
    if getattr(module, "__spec__", None) is None:
        module.__spec__ = spec
    return module


def _load_module_shim(loader, fullname):
    """load_module() for loaders that have exec_module()."""
    spec = spec_from_loader(fullname, loader)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load_unlocked(spec)


def _exec(spec, module):
    """Runs the spec's code in a module that exists: reload()."""
    name = spec.name
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name!r} not in sys.modules", name=name)
    try:
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError("missing loader", name=spec.name)
            _init_module_attrs(spec, module, override=True)
        else:
            _init_module_attrs(spec, module, override=True)
            if hasattr(spec.loader, "exec_module"):
                spec.loader.exec_module(module)
            else:
                spec.loader.load_module(name)
    finally:
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    return module


def _find_spec(name, path, target=None):
    """The spec that the first finder of sys.meta_path gives; None: no finder knows the module."""
    if sys.meta_path is None:
        raise ImportError("sys.meta_path is None, Python is likely shutting down")
    already = name in sys.modules
    for finder in sys.meta_path:
        try:
            find_spec = finder.find_spec
        except AttributeError:
            if not hasattr(finder, "find_module"):
                continue
            loader = finder.find_module(name, path)
            spec = None if loader is None else spec_from_loader(name, loader)
        else:
            spec = find_spec(name, path, target)
        if spec is None:
            continue
        if already or name not in sys.modules:
            return spec
        # The parent's import brought the module along.
        own = getattr(sys.modules[name], "__spec__", None)
        return spec if own is None else own
    return None


def _find_and_load_unlocked(name, path):
    """What import.c calls when somebody has changed how modules are found; the parent is imported."""
    spec = _find_spec(name, path)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return _load_unlocked(spec)


def _verbose_message(message, *args, verbosity=1):
    if sys.flags.verbose >= verbosity:
        print("#", message.format(*args), file=sys.stderr)


def _sanity_check(name, package, level):
    if not isinstance(name, str):
        raise TypeError(f"module name must be str, not {type(name)}")
    if level < 0:
        raise ValueError("level must be >= 0")
    if level > 0:
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        if not package:
            raise ImportError("attempted relative import with no known parent package")
    if not name and level == 0:
        raise ValueError("Empty module name")


def _resolve_name(name, package, level):
    """The absolute name of one that is relative to package."""
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{name}" if name else parts[0]


def _gcd_import(name, package=None, level=0):
    """The module of that name, imported if it is not yet."""
    _sanity_check(name, package, level)
    if level > 0:
        name = _resolve_name(name, package, level)
    return _imp.import_module(name)


__import__ = __import__

_FROM_SOURCE, _FROM_BYTECODE = 3, 4  # _imp.module_origin()
_FROM_C, _FROM_FROZEN = 1, 2


def _describe(module):
    """Gives a module that import.c has made its __spec__ and __loader__."""
    names = module.__dict__
    name, origin = names["__name__"], _imp.module_origin(module)
    if origin == _FROM_C:
        spec = ModuleSpec(name, BuiltinImporter, origin="built-in")
    elif origin == _FROM_FROZEN:
        spec = ModuleSpec(name, FrozenImporter, origin="frozen")
        spec.submodule_search_locations = names.get("__path__")
    else:
        kind = SourceFileLoader if origin == _FROM_SOURCE else SourcelessFileLoader
        file = names["__file__"]
        spec = ModuleSpec(name, kind(name, file), origin=file)
        spec._set_fileattr = True
        spec.submodule_search_locations = names.get("__path__")
    names["__spec__"] = spec
    names["__loader__"] = spec.loader


def _describe_main(main):
    names = main.__dict__
    names.setdefault("__spec__", None)
    if "__loader__" not in names:
        file = names.get("__file__")
        names["__loader__"] = BuiltinImporter if file is None else SourceFileLoader("__main__", file)


def _find_main(name):
    """For `martlet -m name`: the code, the package, the file and the spec of what runs as __main__."""
    parent = name.rpartition(".")[0]
    path = None
    if parent:
        parent_module = _imp.import_module(parent)
        try:
            path = parent_module.__path__
        except AttributeError:
            raise ModuleNotFoundError(
                f"__path__ attribute not found on {parent!r} while trying to find {name!r}", name=name) from None
    spec = _find_spec(name, path)
    if spec is None:
        return f"No module named {name}"
    if spec.submodule_search_locations is not None:
        if name == "__main__" or name.endswith(".__main__"):
            return "Cannot use package as __main__ module"
        _imp.import_module(name)
        main = _find_main(name + ".__main__")
        return f"{main}; {name!r} is a package and cannot be directly executed" if isinstance(main, str) else main
    if spec.loader is None or not hasattr(spec.loader, "get_code"):
        return f"{name!r} is a namespace package and cannot be executed"
    code = spec.loader.get_code(name)
    if code is None:
        return f"No code object available for {name}"
    file = spec.origin if spec.has_location else _imp.frozen_file(name) if spec.loader is FrozenImporter else None
    return code, spec.parent, file, spec


def _setup():
    """Installs the finders and describes the modules that there are."""
    global SourceFileLoader, SourcelessFileLoader
    import _frozen_importlib_external as external
    SourceFileLoader, SourcelessFileLoader = external.SourceFileLoader, external.SourcelessFileLoader
    sys.meta_path = [BuiltinImporter, FrozenImporter, external.PathFinder]
    sys.path_hooks = [external._zip_hook, external._path_hook]
    sys.path_importer_cache = {}
    _imp.install(sys.modules[__name__], (*sys.meta_path, *sys.path_hooks, external.FileFinder))
    for module in list(sys.modules.values()):
        if type(module) is type(sys) and _imp.module_origin(module):
            _describe(module)
    if "__main__" in sys.modules:
        _describe_main(sys.modules["__main__"])
