"""Functions that are called when the program ends, the last one registered first."""
import sys

__all__ = ["register", "unregister"]
_registered = []


def register(func, /, *args, **kwargs):
    """Have func(*args, **kwargs) called at the end; gives func back, so that it can be used as a decorator."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _registered.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Forget every registration of func."""
    _registered[:] = [entry for entry in _registered if not entry[0] == func]


def _clear():
    _registered.clear()


def _ncallbacks():
    return len(_registered)


def _run_exitfuncs():
    """Call what is registered. An exception is reported and does not keep the others from being called."""
    while _registered:
        func, args, kwargs = _registered.pop()
        try:
            func(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as error:
            print(f"Exception ignored in atexit callback: {func!r}", file=sys.stderr)
            sys.excepthook(type(error), error, error.__traceback__)
