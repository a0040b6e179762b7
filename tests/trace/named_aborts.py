# A bytecode that is not recorded ends the recording with its own reason, at once and for good.
#
# run:
# expect: run.aborts == {"IMPORT": 1, "CLASS": 1}


def imports(n):
    for i in range(n):
        import sys
        i += 1
    return i


def classes(n):
    for i in range(n):
        class Local:
            pass
    return Local.__name__


print(imports(3000), classes(3000))
