# The program names an encoding that there is not.
# coding: klingon
print(1)
