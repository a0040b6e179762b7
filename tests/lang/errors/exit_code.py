# sys.exit with a number.
import sys
print("out")
def f():
    try:
        sys.exit(7)
    finally:
        print("finally runs")
f()
