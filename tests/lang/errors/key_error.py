# An uncaught KeyError shows the repr of its key.
d = {"a": {"b": 1}}
print(d["a"]["b"])
d["a"]["c é"]
