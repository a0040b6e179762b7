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
        except BaseException as error:
            _report(func, error.with_traceback(error.__traceback__.tb_next))


def _report(func, error):
    """Say that a callback has failed: to sys.unraisablehook if the program has its own, else on standard error."""
    message = "Exception ignored in atexit callback"
    if sys.unraisablehook is not sys.__unraisablehook__:
        arguments = type(sys.implementation)(exc_type=type(error), exc_value=error, exc_traceback=error.__traceback__,
                                             err_msg=message, object=func)
        sys.unraisablehook(arguments)
    elif sys.stderr is not None:
        print(f"{message}: {func!r}", file=sys.stderr)
        error.__context__ = error.__cause__ = None
        sys.__excepthook__(type(error), error, error.__traceback__)
