"""The import system's classes and suffixes."""

from _frozen_importlib import BuiltinImporter, FrozenImporter, ModuleSpec
from _frozen_importlib_external import (
    BYTECODE_SUFFIXES, DEBUG_BYTECODE_SUFFIXES, EXTENSION_SUFFIXES, OPTIMIZED_BYTECODE_SUFFIXES, SOURCE_SUFFIXES,
    ExtensionFileLoader, FileFinder, NamespaceLoader, PathFinder, SourceFileLoader, SourcelessFileLoader,
    WindowsRegistryFinder)


def all_suffixes():
    """Every suffix of a file that can be imported."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
