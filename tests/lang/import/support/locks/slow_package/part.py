"""Needs the whole package."""
import time
from slow_package import ready

time.sleep(0.03)
part_ready = ready
