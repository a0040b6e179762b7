loads = 0
loads += 1
value = "plain"
def double(x):
    return x * 2
def get():
    return value
