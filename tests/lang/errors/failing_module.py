# Imported by import_error.
def f():
    raise ValueError("inside the module")
f()
