"""select and selectors: which descriptors are ready."""
import os
import select
import selectors
import socket

reader, writer = os.pipe()
print(select.select([reader], [writer], [], 0) == ([], [writer], []))
os.write(writer, b"x")
print(select.select([reader], [], [], 1) == ([reader], [], []))
poll = select.poll()
poll.register(reader, select.POLLIN)
poll.register(writer)
print(sorted(poll.poll(0)) == sorted([(reader, select.POLLIN), (writer, select.POLLOUT)]))
poll.modify(writer, 0)
poll.unregister(reader)
print(poll.poll(0))
with select.epoll() as epoll:
    epoll.register(reader, select.EPOLLIN)
    print(epoll.poll(0) == [(reader, select.EPOLLIN)], epoll.closed)
    os.read(reader, 1)
    print(epoll.poll(0.01))
for action in (lambda: select.select([-1], [], [], 0), lambda: select.select([object()], [], [], 0), lambda: select.select(3, [], []),
               lambda: select.select([], [], [], -1), lambda: select.select([], [], [], "x"), lambda: poll.unregister(reader),
               lambda: poll.poll("x"), lambda: epoll.poll()):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
left, right = socket.socketpair()
for make in selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector, selectors.DefaultSelector:
    with make() as selector:
        key = selector.register(left, selectors.EVENT_READ, "data")
        print(key.data, key.events, key.fd == left.fileno(), selector.select(0))
        right.send(b"hello")
        print([(key.fileobj is left, key.data, events) for key, events in selector.select(1)], left.recv(10))
        selector.modify(left, selectors.EVENT_READ | selectors.EVENT_WRITE, "other")
        print([(key.data, events) for key, events in selector.select(0)], len(selector.get_map()))
        try:
            selector.register(left, selectors.EVENT_READ)
        except KeyError as e:
            print("registered already")
        selector.unregister(left)
        try:
            selector.get_key(left)
        except KeyError as e:
            print("not registered", selector.select(0))
        try:
            selector.register(left, 0)
        except ValueError as e:
            print(e)
