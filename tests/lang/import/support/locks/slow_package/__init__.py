"""A package that is slow to import, and so is its module."""
import time

time.sleep(0.03)
ready = True
