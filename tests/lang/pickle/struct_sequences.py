# Tuples with named items can be pickled and copied, also what only their names reach.
import copy
import os
import pickle
import time

moment = time.gmtime(1e9)
status = os.stat("/")
uses = os.times()
for value in moment, status, uses, os.terminal_size((80, 24)):
    kind, (items, more) = value.__reduce__()
    print(kind, kind is type(value), items == tuple(value), type(more).__name__)
    for protocol in range(6):
        again = pickle.loads(pickle.dumps(value, protocol))
        print(protocol, type(again) is type(value), again == value, end=" ")
    print(copy.copy(value) == value, copy.deepcopy(value) == value)
print(moment.__reduce__())
print(pickle.loads(pickle.dumps(moment)).tm_zone, copy.deepcopy(moment).tm_gmtoff)
print(pickle.loads(pickle.dumps(status)).st_mtime_ns == status.st_mtime_ns, sorted(status.__reduce__()[1][1])[:4])

print(time.struct_time(range(9), {"tm_zone": "here", "tm_gmtoff": 7, "other": 1}).tm_zone)
print(time.struct_time(range(9)).tm_zone, time.struct_time(range(11), {"tm_zone": "x"}).tm_zone)
for arguments in (range(9), 5), (range(9), None), (range(8),), (range(12),), (5,):
    try:
        time.struct_time(*arguments)
    except TypeError as error:
        print(error)
print(time.struct_time.n_fields, time.struct_time.n_sequence_fields, time.struct_time.n_unnamed_fields)
print(os.stat_result.n_fields, os.stat_result.n_sequence_fields, os.stat_result.n_unnamed_fields)
print(time.struct_time.__match_args__, os.stat_result.__match_args__)
print(os.stat_result(range(10)))
print(time.struct_time(range(9)))

# --- static methods of builtin types
for function in str.maketrans, bytes.maketrans, bytearray.maketrans:
    print(function.__qualname__, all(pickle.loads(pickle.dumps(function, n)) == function for n in range(6)))
