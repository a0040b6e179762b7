"""_socket: streams, datagrams, Unix sockets, time limits, addresses, errors."""
import _socket
import _thread
import os


def error_of(function, *args):
    try:
        return function(*args)
    except Exception as problem:
        return type(problem).__name__, str(problem)


def accept(server):
    descriptor, address = server._accept()
    return _socket.socket(server.family, server.type, server.proto, descriptor), address


# a TCP server in a thread of its own
server = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
server.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", 0))
server.listen()
host, port = server.getsockname()
print(host, port > 0, server.getsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR), server.family, server.type, server.proto)


def serve(count):
    for _ in range(count):
        connection, _ = accept(server)
        while data := connection.recv(1000):
            connection.sendall(data.upper())
        connection.close()
    served.release()


served = _thread.allocate_lock()
served.acquire()
_thread.start_new_thread(serve, (2,))
client = _socket.socket()
client.connect((host, port))
print(client.getpeername() == (host, port), client.send(b"hello"), client.recv(100))
client.sendall(b"x" * 100000)
received = bytearray()
while len(received) < 100000:
    received += client.recv(65536)
print(len(received), received.count(b"X"))
buffer = bytearray(10)
client.send(b"into")
print(client.recv_into(buffer), buffer, client.fileno() > 0)
client.shutdown(_socket.SHUT_WR)
print(client.recv(10))
client.close()
print(client.fileno(), error_of(client.recv, 1), repr(client))
other = _socket.socket()
print(other.connect_ex((host, port)))
other.close()
served.acquire()
server.close()

# time limits
a, b = _socket.socketpair()
print(a.gettimeout(), a.getblocking(), a.family == _socket.AF_UNIX)
a.settimeout(0.01)
print(a.gettimeout(), a.timeout, error_of(a.recv, 1))
a.setblocking(False)
print(a.gettimeout(), error_of(a.recv, 1))
a.settimeout(None)
b.send(b"later")
print(a.recv(2, _socket.MSG_PEEK), a.recv(10))
print(error_of(a.settimeout, -1), error_of(a.recv, -1), error_of(a.settimeout, "x"))
b.close()
print(a.recv(1), error_of(a.send, b"gone"))
a.close()

# datagrams
one, two = (_socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM) for _ in range(2))
one.bind(("127.0.0.1", 0))
two.bind(("127.0.0.1", 0))
print(two.sendto(b"datagram", one.getsockname()), one.recvfrom(100) == (b"datagram", two.getsockname()))
print(two.sendto(b"x", 0, one.getsockname()), one.recvfrom_into(buffer)[0])
one.close()
two.close()

# Unix sockets
path = f"/tmp/martlet-socket-{os.getpid()}"
server = _socket.socket(_socket.AF_UNIX)
server.bind(path)
server.listen(1)
client = _socket.socket(_socket.AF_UNIX)
client.connect(path)
connection, address = accept(server)
print(server.getsockname() == path, repr(address), client.send(b"unix"), connection.recv(10))
for s in (server, client, connection):
    s.close()
print(error_of(_socket.socket(_socket.AF_UNIX).connect, path))
os.unlink(path)
print(error_of(_socket.socket(_socket.AF_UNIX).connect, path), error_of(_socket.socket(_socket.AF_UNIX).bind, "x" * 200))

# addresses and names
print(_socket.inet_aton("1.2.3.4"), _socket.inet_ntoa(b"\1\2\3\4"), _socket.inet_pton(_socket.AF_INET6, "::1"),
      _socket.inet_ntop(_socket.AF_INET6, b"\0" * 15 + b"\1"))
print(_socket.htons(1), _socket.htonl(1), _socket.ntohs(256), _socket.ntohl(1 << 24))
print(_socket.getaddrinfo("127.0.0.1", 80, _socket.AF_INET, _socket.SOCK_STREAM))
print(_socket.getaddrinfo("::1", 80, 0, _socket.SOCK_STREAM)[0][4], _socket.gethostbyname("127.0.0.1"))
print(_socket.getnameinfo(("127.0.0.1", 80), _socket.NI_NUMERICHOST | _socket.NI_NUMERICSERV))
print(error_of(_socket.getaddrinfo, "127.0.0.1", "no-such-service"), issubclass(_socket.gaierror, OSError))
s = _socket.socket()
for address in ("x", ("127.0.0.1",), ("127.0.0.1", 70000), ("127.0.0.1", "80"), (1, 2), None):
    print(error_of(s.connect, address))
for call in (lambda: _socket.inet_aton("x"), lambda: _socket.inet_ntoa(b"1"), lambda: _socket.inet_pton(2, "x"),
             lambda: _socket.htons(70000), lambda: _socket.htons(-1), lambda: _socket.socket(99), lambda: s.listen("x"),
             lambda: _socket.socket(fileno=-1), lambda: s.accept_absent):
    print(error_of(call))
s.close()
