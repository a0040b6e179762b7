# Hooks that belong to a thread, and what happens to exceptions that nobody can catch.
import _thread
import sys
import threading
import time


def hooks():
    return [hook is not None for hook in sys.get_asyncgen_hooks()], sys.get_coroutine_origin_tracking_depth()


sys.set_asyncgen_hooks(lambda a: None, lambda a: None)
sys.set_coroutine_origin_tracking_depth(3)
print(hooks())


def with_hooks_of_its_own():
    print(hooks())
    sys.set_asyncgen_hooks(lambda a: None)
    sys.set_coroutine_origin_tracking_depth(5)
    print(hooks())
    raise ValueError(3)


thread = threading.Thread(target=with_hooks_of_its_own)
threading.excepthook = lambda a: print(a.exc_type, a.exc_value, a.thread is thread, a.exc_traceback is not None)
thread.start()
thread.join()
print(hooks())

seen = threading.Event()


def unraisable(u):
    print(u.exc_type, u.exc_value, u.err_msg, u.object is fails)
    seen.set()


def fails():
    1 / 0


sys.unraisablehook = unraisable
_thread.start_new_thread(fails, ())
print(seen.wait(5))


class Bytes(bytes):
    def __repr__(self):
        return "mine"


print(str(Bytes(b"x")), repr(Bytes(b"x")), f"{Bytes(b'y')}", "%s" % Bytes(b"z"))
