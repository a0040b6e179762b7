"""Imports circle_b, which imports this one."""
import meeting

meeting.point.wait()
import circle_b
done = True
