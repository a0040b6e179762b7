_private = 1
public = 2
__dunder__ = 3
