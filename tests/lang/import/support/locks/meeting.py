"""Where two threads wait for each other."""
import threading

point = threading.Barrier(2, timeout=10)
