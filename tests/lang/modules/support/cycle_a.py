a_early = 1
import support.cycle_b
from support.cycle_b import b_value
def result():
    return support.cycle_b.seen, b_value, support.cycle_b.get_late()
a_late = "late"
