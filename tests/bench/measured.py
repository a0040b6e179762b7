"""What every benchmark program ends with: its size and repetitions from the command line, its seconds to standard error."""
import sys
import time


def repeat(main, default_size):
    """argv: [size [repetitions]]. main(size) checks its own result and returns it as a line of text, which is printed
    once. With repetitions, the seconds of each go to standard error: wall clock, then processor."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else default_size
    repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    processor = getattr(time, "process_time", time.time)
    wall = getattr(time, "perf_counter", time.time)
    first = None
    for _ in range(repetitions):
        begin, used = wall(), processor()
        result = main(size)
        seconds, used = wall() - begin, processor() - used
        if first is None:
            first = result
        assert result == first, "a repetition gave another result"
        if len(sys.argv) > 2:
            sys.stderr.write("%.6f %.6f\n" % (seconds, used))
    print(first)
