import sys
print("main of", __name__, __package__, __spec__.name, sys.argv[1:])
