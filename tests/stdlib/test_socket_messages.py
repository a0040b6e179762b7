# sendmsg, recvmsg, recvmsg_into: messages of several pieces, and what travels along with them.
import array
import os
import socket
import struct


def attempt(action, *args):
    try:
        return action(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


header = socket.CMSG_LEN(0)
print(socket.CMSG_LEN(5) - header, socket.CMSG_SPACE(4) >= socket.CMSG_LEN(4), socket.CMSG_SPACE(8) % struct.calcsize("N"))
print(attempt(socket.CMSG_LEN, -1), attempt(socket.CMSG_SPACE, 1 << 40), attempt(socket.CMSG_LEN, "a"))

a, b = socket.socketpair()
print(a.sendmsg([b"one ", bytearray(b"two "), memoryview(b"three")]), b.recvmsg(100))
print(a.sendmsg(iter([b"x", b"yz"])), b.recvmsg(2), b.recv(10))
first, second = bytearray(3), bytearray(5)
a.sendmsg([b"abcdefg"])
print(b.recvmsg_into([first, second]), first, second)
print(attempt(a.sendmsg, 5), attempt(a.sendmsg, [5]), attempt(a.sendmsg, [b"x"], 7), attempt(a.sendmsg, [b"x"], [(1, 2)]))
print(attempt(b.recvmsg, -1), attempt(b.recvmsg, 1, -1), attempt(b.recvmsg_into, 5), attempt(b.recvmsg_into, [b"fixed"]))

# --- open files
reader, writer = os.pipe()
message = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [reader, writer]))]
print(a.sendmsg([b"files"], message))
data, ancillary, flags, address = b.recvmsg(10, socket.CMSG_SPACE(2 * 4))
numbers = array.array("i")
for level, kind, content in ancillary:
    print(level == socket.SOL_SOCKET, kind == socket.SCM_RIGHTS, len(content))
    numbers.frombytes(content)
print(data, flags & ~socket.MSG_CMSG_CLOEXEC, address, len(numbers), all(n not in (reader, writer) for n in numbers))
os.write(numbers[1], b"through the copy")
print(os.read(reader, 100))
for number in (*numbers, reader, writer):
    os.close(number)

read_end, write_end = os.pipe()
socket.send_fds(a, [b"by name"], [write_end])
data, descriptors, flags, _ = socket.recv_fds(b, 100, 4)
os.write(descriptors[0], b"again")
print(data, len(descriptors), os.read(read_end, 10))
for number in (*descriptors, read_end, write_end):
    os.close(number)

# --- room for less than was sent
read_end, write_end = os.pipe()
socket.send_fds(a, [b"no room"], [read_end, write_end])
data, ancillary, flags, _ = b.recvmsg(20)
print(data, ancillary, bool(flags & socket.MSG_CTRUNC))
os.close(read_end)
os.close(write_end)

# --- datagrams with addresses
one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
two = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
one.bind(("127.0.0.1", 0))
two.bind(("127.0.0.1", 0))
print(one.sendmsg([b"da", b"ta"], [], 0, two.getsockname()))
data, ancillary, flags, address = two.recvmsg(3)
print(data, ancillary, bool(flags & socket.MSG_TRUNC), address == one.getsockname())
two.settimeout(0.05)
print(attempt(two.recvmsg, 10))
two.setblocking(False)
print(attempt(two.recvmsg, 10))
for s in a, b, one, two:
    s.close()
print(attempt(a.sendmsg, [b"closed"]))
