"""doctest: examples in docstrings and text."""
import contextlib
import doctest
import io


def good(x):
    """
    >>> good(2)
    4
    >>> print("a\\nb")
    a
    b
    >>> good("x")
    Traceback (most recent call last):
        ...
    TypeError: can't multiply sequence by non-int of type 'str'
    >>> list(range(20)) # doctest: +ELLIPSIS
    [0, 1, ..., 19]
    """
    return x * x


def bad():
    """
    >>> 1 + 1
    3
    """


finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner(verbose=False)
out = io.StringIO()
for function in good, bad:
    for test in finder.find(function, globs={"good": good}):
        print(test.name, len(test.examples), runner.run(test, out=out.write))
print("Expected:" in out.getvalue(), runner.summarize(verbose=False) if False else runner.tries, runner.failures)
parser = doctest.DocTestParser()
print([(e.source, e.want) for e in parser.get_examples(">>> x = 1\n>>> x\n1\n>>> if x:\n...     2\n2\n")])
print(doctest.script_from_examples(">>> a\n1\ntext\n"))
checker = doctest.OutputChecker()
print(checker.check_output("a...z\n", "abcz\n", doctest.ELLIPSIS), checker.check_output("a  b\n", "a b\n", doctest.NORMALIZE_WHITESPACE), checker.check_output("1\n", "2\n", 0))
