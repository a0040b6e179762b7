from .plain import loads
value = "other %d" % loads
