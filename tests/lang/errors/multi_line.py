# The line number of a call written over several lines.
def f(a, b):
    return a + b
x = f(
    1,
    f(2,
      "x"),
)
