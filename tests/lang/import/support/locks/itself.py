"""Looks at itself while it is being imported."""
import sys
import itself

seen = itself is sys.modules["itself"]
try:
    itself.later
except AttributeError as error:
    message = str(error)
try:
    from itself import never
except ImportError as error:
    import_message = str(error).partition(" (/")[0]
later = 1
