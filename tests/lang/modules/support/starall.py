__all__ = ["_listed"]
_listed = "listed"
unlisted = "no"
