# Files that nobody closed: they are flushed and closed at their end, and a ResourceWarning says so.
import gc
import io
import sys
import warnings


def forgotten(make):
    """What is said about a file that make() opens and nobody keeps."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")

        def deeper(n):
            if n:
                return deeper(n - 1)
            make()
        deeper(20)
        gc.collect()
        gc.collect()
    for warning in caught:
        print(warning.category.__name__, warning.message, type(warning.source).__name__)
    if not caught:
        print("nothing")


def close(file):
    file.close()


def enter(file):
    with file:
        pass


null = "/dev/null"
forgotten(lambda: open(null))
forgotten(lambda: open(null, "w", encoding="latin-1"))
forgotten(lambda: open(null, "rb"))
forgotten(lambda: open(null, "wb"))
forgotten(lambda: open(null, "r+b"))
forgotten(lambda: open(null, "rb", buffering=0))
forgotten(lambda: io.FileIO(null, "w"))
forgotten(lambda: io.BufferedReader(io.FileIO(null)).fileno and None)

print("--- these are closed")
forgotten(lambda: close(open(null)))
forgotten(lambda: enter(open(null, "rb")))
forgotten(lambda: open(1, "w", closefd=False))
forgotten(lambda: io.BytesIO(b"x"))
forgotten(lambda: io.TextIOWrapper(io.BytesIO(b"x")))

print("--- classes of our own")


class File(io.FileIO):
    """Says when it is closed."""

    def close(self):
        print("close", self.closed)
        super().close()


class Source(io.RawIOBase):
    """A stream written in Python."""

    def readable(self):
        return True

    def writable(self):
        return True

    def write(self, data):
        print("write", bytes(data))
        return len(data)

    def close(self):
        print("close", self.closed)
        super().close()


forgotten(lambda: File(null))
forgotten(lambda: close(File(null)))
forgotten(Source)
forgotten(lambda: io.BufferedWriter(Source()).write(b"buffered") and None)


class Broken(io.BytesIO):
    """Its close() fails, which nobody hears of."""

    def close(self):
        raise ValueError("close")


forgotten(Broken)

print("--- a warning that is an error")
with warnings.catch_warnings():
    warnings.simplefilter("error")
    seen = []
    sys.unraisablehook = lambda args: seen.append((args.exc_type, str(args.exc_value), repr(args.object)))
    open(null, "w") and None
    gc.collect()
    gc.collect()
    sys.unraisablehook = sys.__unraisablehook__
print(seen)

print("--- by hand")
file = open(null)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    file.__del__()
    file.__del__()
print([str(w.message) for w in caught], file.closed)
stream = io.StringIO("text")
stream.__del__()
print(stream.closed)
