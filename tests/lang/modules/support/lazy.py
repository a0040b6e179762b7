def __getattr__(name):
    if name == "something":
        return "made by __getattr__"
    raise AttributeError(name)
