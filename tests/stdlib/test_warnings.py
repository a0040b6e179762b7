"""warnings: filters, catching, formats, the registry."""
import io
import sys
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("one")
    warnings.warn("two", DeprecationWarning, stacklevel=1)
    warnings.warn(UserWarning("three"))
print([(w.category.__name__, str(w.message), w.filename.endswith("test_warnings.py"), w.lineno > 0) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error", RuntimeWarning)
    try:
        warnings.warn("fatal", RuntimeWarning)
    except RuntimeWarning as error:
        print("raised", error)
    warnings.filterwarnings("ignore", message="quiet.*")
    warnings.warn("quiet please")
out, sys.stderr = sys.stderr, io.StringIO()
warnings.simplefilter("default")
for _ in range(2):
    warnings.warn("shown once")
text, sys.stderr = sys.stderr.getvalue(), out
print(text.count("UserWarning: shown once"), text.splitlines()[-1].strip())
print(warnings.formatwarning("m", UserWarning, "f.py", 3, "line"), end="")
with warnings.catch_warnings(record=True) as caught:
    warnings.resetwarnings()
    warnings.filterwarnings("error", category=SyntaxWarning)
    for bad in lambda: warnings.filterwarnings("odd"), lambda: warnings.warn("x", int), lambda: warnings.simplefilter("never"):
        try:
            bad()
        except Exception as error:
            print(type(error).__name__, error)


def deprecated():
    warnings.warn("old", DeprecationWarning, stacklevel=2)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    deprecated()
print(caught[0].lineno, caught[0].category)
