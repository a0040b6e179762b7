# sys.exit with a text: printed on stderr, status 1.
import sys
print("out")
sys.exit("the message")
