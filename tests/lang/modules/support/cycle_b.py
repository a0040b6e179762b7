import support.cycle_a as a
seen = (hasattr(a, "a_early"), hasattr(a, "a_late"))
b_value = "b"
def get_late():
    return a.a_late
