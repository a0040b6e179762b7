"""The import system's files: loaders of source and bytecode files, namespace packages, the finder of sys.path."""

import sys
import _imp
import posix
import _frozen_importlib as _bootstrap

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".mtb"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []
MAGIC_NUMBER = _imp.bytecode_magic
_RAW_MAGIC_NUMBER = int.from_bytes(MAGIC_NUMBER, "little")
_PYCACHE = "__pycache__"
_OPT = "opt-"
path_separators = "/"
path_sep = "/"


def _path_join(*parts):
    return "/".join([part.rstrip("/") for part in parts if part])


def _path_split(path):
    head, _, tail = path.rpartition("/")
    return head, tail


def _path_stat(path):
    return posix.stat(path)


def _path_is_mode_type(path, mode):
    try:
        return posix.stat(path).st_mode & 0o170000 == mode
    except (OSError, ValueError):
        return False


def _path_isfile(path):
    return _path_is_mode_type(path, 0o100000)


def _path_isdir(path):
    return _path_is_mode_type(path or posix.getcwd(), 0o040000)


def _path_isabs(path):
    return path.startswith("/")


def _path_abspath(path):
    return path if path.startswith("/") else _path_join(posix.getcwd(), path)


def _fspath(path):
    return path if isinstance(path, (str, bytes)) else path.__fspath__()


def cache_from_source(path, debug_override=None, *, optimization=None):
    """The path of the cached bytecode of a source file, by sys.implementation.cache_tag."""
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    head, tail = _path_split(_fspath(path))
    base, dot, rest = tail.rpartition(".")
    optimization = "" if optimization is None else str(optimization)
    if optimization and not optimization.isalnum():
        raise ValueError(f"{optimization!r} is not alphanumeric")
    name = f"{base or rest}{dot or '.'}{tag}{'.' + _OPT + optimization if optimization else ''}"
    return _path_join(head, _PYCACHE, name + BYTECODE_SUFFIXES[0])


def source_from_cache(path):
    """The path of the source file that cached bytecode belongs to."""
    if sys.implementation.cache_tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    head, name = _path_split(_fspath(path))
    head, folder = _path_split(head)
    if folder != _PYCACHE:
        raise ValueError(f"{_PYCACHE} not bottom-level directory in {path!r}")
    dots = name.count(".")
    if dots not in (2, 3):
        raise ValueError(f"expected only 2 or 3 dots in {name!r}")
    return _path_join(head, name.partition(".")[0] + SOURCE_SUFFIXES[0])


def _get_cached(filename):
    if filename.endswith(tuple(SOURCE_SUFFIXES)):
        try:
            return cache_from_source(filename)
        except NotImplementedError:
            return None
    return filename if filename.endswith(tuple(BYTECODE_SUFFIXES)) else None


def decode_source(source_bytes):
    """The text of a source file: its encoding declared or UTF-8, lines ended by a newline."""
    encoding = "utf-8-sig"
    if b"coding" in b"".join(source_bytes.split(b"\n", 2)[:2]):
        import io
        import tokenize
        encoding = tokenize.detect_encoding(io.BytesIO(source_bytes).readline)[0]
    return source_bytes.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


_unknown = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_unknown):
    """A spec of a file; without a loader, the one for the file's suffix."""
    if location is None:
        location = "<unknown>"
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = _path_abspath(_fspath(location))
    if loader is None:
        for suffixes, kind in (SOURCE_SUFFIXES, SourceFileLoader), (BYTECODE_SUFFIXES, SourcelessFileLoader):
            if location.endswith(tuple(suffixes)):
                loader = kind(name, location)
                break
        else:
            return None
    spec = _bootstrap.ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if submodule_search_locations is _unknown:
        if hasattr(loader, "is_package"):
            try:
                if loader.is_package(name):
                    spec.submodule_search_locations = []
            except ImportError:
                pass
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(_path_split(location)[0])
    return spec


class _LoaderBasics:
    """What loaders share that have get_code() and get_filename()."""

    def is_package(self, fullname):
        name = _path_split(self.get_filename(fullname))[1].rsplit(".", 1)[0]
        return name == "__init__" and fullname.rpartition(".")[2] != "__init__"

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f"cannot load module {module.__name__!r} when get_code() returns None")
        exec(code, module.__dict__)

    def load_module(self, fullname):
        return _bootstrap._load_module_shim(self, fullname)


class SourceLoader(_LoaderBasics):
    """Loads source that get_data() reads."""

    def path_mtime(self, path):
        raise OSError

    def path_stats(self, path):
        return {"mtime": self.path_mtime(path)}

    def set_data(self, path, data):
        """Bytecode is never written by an import."""

    def _cache_bytecode(self, source_path, cache_path, data):
        return self.set_data(cache_path, data)

    def get_source(self, fullname):
        path = self.get_filename(fullname)
        try:
            source = self.get_data(path)
        except OSError as error:
            raise ImportError("source not available through get_data()", name=fullname) from error
        return decode_source(source)

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, "exec", dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class FileLoader:
    """A loader of one file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def _check_name(self, name):
        if name is None:
            return self.name
        if name != self.name:
            raise ImportError(f"loader for {self.name} cannot handle {name}", name=name)
        return name

    def load_module(self, fullname=None):
        return _bootstrap._load_module_shim(self, self._check_name(fullname))

    def get_filename(self, fullname=None):
        self._check_name(fullname)
        return self.path

    def get_data(self, path):
        with open(path, "rb") as file:
            return file.read()

    def get_resource_reader(self, module):
        from importlib.readers import FileReader
        return FileReader(self)


class SourceFileLoader(FileLoader, SourceLoader):
    """Loads a module from its source file."""

    def path_stats(self, path):
        status = _path_stat(path)
        return {"mtime": status.st_mtime, "size": status.st_size}


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """Loads a module from its bytecode file."""

    def get_code(self, fullname):
        return _imp.load_bytecode(self.get_filename(fullname), fullname)

    def get_source(self, fullname):
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """Extension modules cannot be loaded: everything that Martlet has of C is built in."""

    def create_module(self, spec):
        raise ImportError("dynamic module does not define module export function", name=self.name, path=self.path)

    def exec_module(self, module):
        raise ImportError("extension modules are not supported", name=self.name, path=self.path)

    def is_package(self, fullname):
        return False

    def get_code(self, fullname):
        return None

    def get_source(self, fullname):
        return None


class _NamespacePath:
    """__path__ of a namespace package: found anew when the parent's path changes."""

    def __init__(self, name, path, path_finder):
        self._name = name
        self._path = path
        self._last_parent_path = tuple(self._get_parent_path())
        self._path_finder = path_finder

    def _find_parent_path_names(self):
        parent, dot, _ = self._name.rpartition(".")
        return (parent, "__path__") if dot else ("sys", "path")

    def _get_parent_path(self):
        module, attribute = self._find_parent_path_names()
        return getattr(sys.modules[module], attribute)

    def _recalculate(self):
        parent_path = tuple(self._get_parent_path())
        if parent_path != self._last_parent_path:
            spec = self._path_finder(self._name, parent_path)
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = spec.submodule_search_locations
            self._last_parent_path = parent_path
        return self._path

    def __iter__(self):
        return iter(self._recalculate())

    def __getitem__(self, index):
        return self._recalculate()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._recalculate())

    def __repr__(self):
        return f"_NamespacePath({self._path!r})"

    def __contains__(self, item):
        return item in self._recalculate()

    def append(self, item):
        self._path.append(item)


class NamespaceLoader:
    """Loads packages without a file: every folder of that name on the path."""

    def __init__(self, name, path, path_finder):
        self._path = _NamespacePath(name, path, path_finder)

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        return _bootstrap._load_module_shim(self, fullname)

    def get_resource_reader(self, module):
        from importlib.readers import NamespaceReader
        return NamespaceReader(self._path)


_NamespaceLoader = NamespaceLoader


class FileFinder:
    """Finds modules in one folder."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]
        self.path = _path_abspath(path or ".") if path and path != "." else posix.getcwd()

    def invalidate_caches(self):
        """Nothing is remembered about the folder's files."""

    def find_spec(self, fullname, target=None):
        tail = fullname.rpartition(".")[2]
        base = _path_join(self.path, tail)
        is_folder = _path_isdir(base)
        if is_folder:
            for suffix, loader in self._loaders:
                path = _path_join(base, "__init__" + suffix)
                if _path_isfile(path):
                    return self._get_spec(loader, fullname, path, [base], target)
        for suffix, loader in self._loaders:
            if _path_isfile(base + suffix):
                return self._get_spec(loader, fullname, base + suffix, None, target)
        if is_folder:
            spec = _bootstrap.ModuleSpec(fullname, None)
            spec.submodule_search_locations = [base]
            return spec
        return None

    def _get_spec(self, loader, fullname, path, locations, target):
        return spec_from_file_location(
            fullname, path, loader=loader(fullname, path), submodule_search_locations=locations)

    def find_loader(self, fullname):
        spec = self.find_spec(fullname)
        return (None, []) if spec is None else (spec.loader, spec.submodule_search_locations or [])

    def find_module(self, fullname):
        return self.find_loader(fullname)[0]

    @classmethod
    def path_hook(cls, *loader_details):
        """A function for sys.path_hooks."""
        def path_hook_for_FileFinder(path):
            if not _path_isdir(path):
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return f"FileFinder({self.path!r})"


def _get_supported_file_loaders():
    return [(SourceFileLoader, SOURCE_SUFFIXES), (SourcelessFileLoader, BYTECODE_SUFFIXES)]


_path_hook = FileFinder.path_hook(*_get_supported_file_loaders())


def _zip_hook(path):
    """A zipimporter for a zip archive or a folder in one. CPython's module for that is loaded when there is a file."""
    file = path
    while file and not _path_isdir(file):
        if _path_isfile(file):
            from zipimport import zipimporter
            return zipimporter(path)
        file = file.rpartition("/")[0]
    raise ImportError("not a Zip file", path=path)


def _unpack_uint32(data):
    return int.from_bytes(data, "little")


_unpack_uint16 = _unpack_uint32


def _classify_pyc(data, name, exc_details):
    """CPython's bytecode files are none of Martlet's."""
    raise ImportError(f"bad magic number in {name!r}: {data[:4]!r}", **exc_details)


def _fix_up_module(namespace, name, pathname, cpathname=None):
    """Gives a module that was made without a spec its spec, loader and file."""
    loader = namespace.get("__loader__") or SourceFileLoader(name, pathname)
    if not namespace.get("__spec__"):
        namespace["__spec__"] = spec_from_file_location(name, pathname, loader=loader)
    namespace.update(__loader__=loader, __file__=pathname, __cached__=cpathname)


class PathFinder:
    """Finds modules on sys.path or a package's __path__, through sys.path_hooks."""

    @staticmethod
    def invalidate_caches():
        for name, finder in list(sys.path_importer_cache.items()):
            if finder is None or not _path_isabs(name):
                del sys.path_importer_cache[name]
            elif hasattr(finder, "invalidate_caches"):
                finder.invalidate_caches()

    @staticmethod
    def _path_hooks(path):
        for hook in sys.path_hooks:
            try:
                return hook(path)
            except ImportError:
                continue
        return None

    @classmethod
    def _path_importer_cache(cls, path):
        if path == "":
            try:
                path = posix.getcwd()
            except FileNotFoundError:
                return None
        try:
            return sys.path_importer_cache[path]
        except KeyError:
            sys.path_importer_cache[path] = None  # for what the hooks import
            finder = sys.path_importer_cache[path] = cls._path_hooks(path)
            return finder

    @classmethod
    def _find(cls, fullname, path, target):
        """The spec, or the folders of a namespace package. Frozen modules stand where CPython's library is."""
        folders = []
        frozen = _imp.find_frozen(fullname)
        for entry in path:
            if not isinstance(entry, str):
                continue
            if frozen and _imp.is_library(entry):
                return _bootstrap.FrozenImporter._spec(fullname), folders
            finder = cls._path_importer_cache(entry)
            if finder is None:
                continue
            if hasattr(finder, "find_spec"):
                spec = finder.find_spec(fullname, target)
            elif hasattr(finder, "find_loader"):
                loader, portions = finder.find_loader(fullname)
                spec = _bootstrap.ModuleSpec(fullname, loader)
                if loader is not None:
                    spec = _bootstrap.spec_from_loader(fullname, loader)
                spec.submodule_search_locations = portions or spec.submodule_search_locations
            else:
                loader = finder.find_module(fullname)
                spec = None if loader is None else _bootstrap.spec_from_loader(fullname, loader)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec, folders
            if spec.submodule_search_locations is None:
                raise ImportError("spec missing loader")
            folders.extend(spec.submodule_search_locations)
        return (_bootstrap.FrozenImporter._spec(fullname) if frozen else None), folders

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        spec, folders = cls._find(fullname, sys.path if path is None else path, target)
        if spec is None and folders:
            spec = _bootstrap.ModuleSpec(fullname, None)
            spec.submodule_search_locations = _NamespacePath(fullname, folders, cls.find_spec)
        return spec

    @classmethod
    def find_module(cls, fullname, path=None):
        spec = cls.find_spec(fullname, path)
        return None if spec is None else spec.loader

    @staticmethod
    def find_distributions(*args, **kwargs):
        from importlib.metadata import MetadataPathFinder
        return MetadataPathFinder.find_distributions(*args, **kwargs)


class WindowsRegistryFinder:
    """Nothing: there is no registry."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None
