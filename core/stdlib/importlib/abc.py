"""Abstract base classes of finders and loaders."""

import abc
import _frozen_importlib as _bootstrap
import _frozen_importlib_external as _external
from _frozen_importlib_external import decode_source

__all__ = [
    "Loader", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader", "ExecutionLoader", "FileLoader",
    "SourceLoader", "ResourceReader", "Traversable", "TraversableResources"]


def __getattr__(name):
    # importlib.resources needs much of the library; few programs need it.
    if name in ("ResourceReader", "Traversable", "TraversableResources"):
        from importlib.resources import abc as resources
        return getattr(resources, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Loader(metaclass=abc.ABCMeta):
    """What makes modules of specs."""

    def create_module(self, spec):
        return None

    def load_module(self, fullname):
        if not hasattr(self, "exec_module"):
            raise ImportError
        return _bootstrap._load_module_shim(self, fullname)


class Finder(metaclass=abc.ABCMeta):
    """The old base of finders."""

    @abc.abstractmethod
    def find_module(self, fullname, path=None):
        """The loader of the module, or None."""


class MetaPathFinder(metaclass=abc.ABCMeta):
    """A finder for sys.meta_path."""

    def find_module(self, fullname, path):
        if not hasattr(self, "find_spec"):
            return None
        found = self.find_spec(fullname, path)
        return None if found is None else found.loader

    def invalidate_caches(self):
        """Nothing is cached."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """A finder that a function of sys.path_hooks makes."""

    def find_loader(self, fullname):
        found = self.find_spec(fullname) if hasattr(self, "find_spec") else None
        if found is None:
            return None, []
        return found.loader, [] if found.submodule_search_locations is None else found.submodule_search_locations

    def find_module(self, fullname):
        return self.find_loader(fullname)[0]

    def invalidate_caches(self):
        """Nothing is cached."""


class ResourceLoader(Loader):
    """A loader that reads files of packages."""

    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    """A loader that tells about modules."""

    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path="<string>"):
        return compile(data, path, "exec", dont_inherit=True)

    exec_module = _external._LoaderBasics.exec_module
    load_module = _external._LoaderBasics.load_module


class ExecutionLoader(InspectLoader):
    """A loader that knows the file of a module."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(_external.FileLoader, ResourceLoader, ExecutionLoader):
    """A loader of one file."""


class SourceLoader(_external.SourceLoader, ResourceLoader, ExecutionLoader):
    """A loader of source text."""

    def path_mtime(self, path):
        if self.path_stats.__func__ is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)["mtime"])

    def path_stats(self, path):
        if self.path_mtime.__func__ is SourceLoader.path_mtime:
            raise OSError
        return {"mtime": self.path_mtime(path)}

    def set_data(self, path, data):
        """Bytecode is not written."""


MetaPathFinder.register(_bootstrap.BuiltinImporter)
MetaPathFinder.register(_bootstrap.FrozenImporter)
MetaPathFinder.register(_external.PathFinder)
PathEntryFinder.register(_external.FileFinder)
InspectLoader.register(_bootstrap.BuiltinImporter)
InspectLoader.register(_bootstrap.FrozenImporter)
InspectLoader.register(_external.NamespaceLoader)
ExecutionLoader.register(_bootstrap.FrozenImporter)
FileLoader.register(_external.SourceFileLoader)
FileLoader.register(_external.SourcelessFileLoader)
SourceLoader.register(_external.SourceFileLoader)
