try:
    eval("[[(j := i) for i in range(2)] for j in range(2)]")
except SyntaxError as error:
    print(error)
try:
    eval("[[[(j := i) for i in range(2)] for k in range(2)] for j in range(2)]")
except SyntaxError as error:
    print(error)
