"""A module whose body takes its time and gives the lock away."""
import time

first = 1
time.sleep(0.05)
runs = globals().get("runs", 0) + 1
last = 2
