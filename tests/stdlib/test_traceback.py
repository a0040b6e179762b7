"""traceback: formatting, stacks, summaries, chains."""
import io
import sys
import traceback


def inner(x):
    return 1 / x


def outer():
    try:
        inner(0)
    except ZeroDivisionError as error:
        raise ValueError("outer") from error


try:
    outer()
except ValueError as error:
    text = traceback.format_exc()
    print(text.replace(__file__, "F"))
    print([(f.name, f.lineno, f.line) for f in traceback.extract_tb(error.__traceback__)])
    print(traceback.format_exception_only(error), traceback.format_exception_only(type(error), error))
    summary = traceback.TracebackException.from_exception(error)
    print(summary.exc_type.__name__, str(summary), summary.__cause__.exc_type.__name__, len(summary.stack), "".join(summary.format(chain=False)).count("\n"))
    out = io.StringIO()
    traceback.print_exception(error, limit=1, file=out, chain=False)
    print(out.getvalue().replace(__file__, "F"))
print([f.name for f in traceback.extract_stack()], traceback.format_list([("f.py", 1, "fn", "code")]))
try:
    compile("x = (", "<s>", "exec")
except SyntaxError as error:
    print("".join(traceback.format_exception_only(error)))
try:
    raise KeyError("k") from None
except KeyError:
    print(traceback.format_exc().splitlines()[-1], sys.exc_info()[0].__name__)
