"""Streams: the abstract base classes over the types of _io, and what is too rarely used to be written in C."""
import abc
import _io
from _io import (DEFAULT_BUFFER_SIZE, BlockingIOError, BufferedRandom, BufferedReader, BufferedWriter, BytesIO, FileIO,
                 StringIO, TextIOWrapper, UnsupportedOperation, open, open_code, text_encoding)

__all__ = ["BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO",
           "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom", "TextIOBase",
           "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END"]

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2


class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    """The base of all streams: what does not depend on the kind of data."""


class RawIOBase(_io._RawIOBase, IOBase):
    """Streams of bytes without a buffer: readinto() and write() are one call of the system each."""


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    """Streams of bytes that read() and write() completely."""


class TextIOBase(_io._TextIOBase, IOBase):
    """Streams of text."""


RawIOBase.register(FileIO)
for _class in BytesIO, BufferedReader, BufferedWriter, BufferedRandom:
    BufferedIOBase.register(_class)
for _class in StringIO, TextIOWrapper:
    TextIOBase.register(_class)
del _class


def __getattr__(name):
    if name in ("BufferedRWPair", "IncrementalNewlineDecoder"):
        import _io_more
        return getattr(_io_more, name)
    if name == "OpenWrapper":
        import warnings
        warnings.warn("OpenWrapper is deprecated, use open instead", DeprecationWarning, stacklevel=2)
        return open
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
