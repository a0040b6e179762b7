"""A package."""
__all__ = ["leaf", "value"]
value = 1
name_and_package = __name__, __package__


def __getattr__(name):
    if name == "lazy":
        return "made on demand"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
