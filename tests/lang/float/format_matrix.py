# Every kind of format specification on ints, floats and complex numbers.
def show(spec, value):
    try:
        print(repr(spec), repr(format(value, spec)))
    except Exception as error:
        print(repr(spec), type(error).__name__, error)


INT_SPECS = ["+", "08", "+08x", "#x", "#010x", "#b", "_", "_x", "_b", ",", "_d", "012,d", "013,d", "=+12,", "^10", ".2", ".2d", "c",
             "s", ",x", "n", "e", ".3g", "%", "+c", "#c", "05c", "_c", ",n", "z", "*>+10", "x<5", "X", "#X", "#o", "06,", "07,", " d",
             "\u00e9^12", "<010", "=010,"]
for spec in INT_SPECS:
    for value in [123456, -7, 0, 10**25, True]:
        show(spec, value)

FLOAT_SPECS = ["", ".2f", "10.3f", "+.3e", "010.1f", ",", "_", ".3", ".0f", "#.0f", "#.0g", "g", "#g", ".10", "%", ".1%", "n", "E", "G", "F",
               "_.2f", "020,.2f", "z.1f", "d", ".3n", "0=10", "#", ".0e", "#.0e", ".30f", ".17", ".0", ".1", "c", "+", "-", " ", "=+20",
               "012,", ".3_f", ".4", ".5", "#.3", "010,", "z", "z.0f", "^+12.3e"]
for spec in FLOAT_SPECS:
    for value in [-1234.5, 0.0, -0.0, 1e16, 1e-5, 0.1 + 0.2, 123456789.0, float("inf"), float("-inf"), float("nan"), 1e300, -0.04,
                  5e-324, 9999.5]:
        show(spec, value)

for spec in ["", ".2f", ">20", ".3", "e", "+.1f", "n", "g", "010", "=20", ",.1f", "%", "d", "#.0f", "^30.2e"]:
    for value in [1 + 2j, -0j, complex(0, -1.5), complex(float("nan"), float("inf")), 1e20 + 1j]:
        show(spec, value)
