# sys.exit() and raise SystemExit(0) are success.
import sys
try:
    raise SystemExit
finally:
    print("done")
