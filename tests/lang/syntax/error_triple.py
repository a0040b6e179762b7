x = '''never closed
abc
