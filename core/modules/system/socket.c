// The module _socket: the type socket. With a time limit a socket is in non-blocking mode, and each call first waits
// until the socket is ready.
#include "core/modules/system/socket.h"

#include <math.h>

#include "core/object/bytes.h"
#include "core/object/float.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/type.h"
#include "core/object/warning.h"
#include "core/vm/unraisable.h"
#include "port/port.h"

static Type *socket_type;
static double default_timeout = -1;

// --- waiting for it

bool socket_wait_ready(const Wait *wait) {
  if (wait->socket->timeout <= 0) return true;
  for (;;) {
    double left = wait->end - port_monotonic();
    struct pollfd entry = {.fd = wait->socket->descriptor, .events = wait->events};
    int ready = left < 0 ? 0 : WITHOUT_LOCK(poll(&entry, 1, left > 2e6 ? INT_MAX : (int)ceil(left * 1e3)));
    if (ready > 0) return true;
    if (ready == 0) return raise(TimeoutError, "timed out"), false;
    if (errno != EINTR) return system_error(EMPTY), false;
    if (!signals_run()) return false;
  }
}

Wait socket_wait_for(const Socket *socket, short events) {
  return (Wait){socket, events, socket->timeout > 0 ? port_monotonic() + socket->timeout : 0};
}

// --- making and closing

static bool set_blocking(int descriptor, bool blocking) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags >= 0 && fcntl(descriptor, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK) >= 0;
}

static void socket_finalise(Object *object) {
  if (((Socket *)object)->descriptor >= 0) close(((Socket *)object)->descriptor);
}

// What CPython calls at the end of a socket: one that is still open is warned of.
NATIVE(socket_del) {
  Socket *self = to_socket(args[0]);
  if (self->descriptor < 0) return NONE;
  Value pending = exception_take();
  if (!warn_resource("unclosed ", args[0])) {
    if (exception_matches(EXCEPTION_Warning))
      vm_unraisable(args[0]);
    else
      exception_clear();
  }
  int descriptor = self->descriptor;
  self->descriptor = -1;
  if (descriptor >= 0) close(descriptor);
  vm_exception = pending;
  return NONE;
}

static Value socket_allocate(Type *type) {
  Socket *socket = instance_allocate(type);
  if (!socket) return EMPTY;
  socket->descriptor = -1;
  socket->timeout = -1;
  heap_on_death(&socket->header, socket_finalise);
  if (!heap_add_finalisable(&socket->header)) return EMPTY;
  return from_object(socket);
}

// Takes over a descriptor: what it is, unless said, is asked of the system. False: raised.
static bool adopt(Socket *self, Value descriptor_value) {
  int descriptor;
  SocketAddress address = {0};
  socklen_t length = sizeof address;
  if (type_flag(descriptor_value, TYPE_IS_FLOAT))
    return raise(TypeError, "integer argument expected, got float"), false;
  if (!int_argument(descriptor_value, &descriptor)) return false;
  if (descriptor < 0) return raise(ValueError, "negative file descriptor"), false;
  if (getsockname(descriptor, &address.base, &length) != 0) return system_error(EMPTY), false;
  if (self->family == -1) self->family = address.base.sa_family;
  length = sizeof self->type;
  if (self->type == -1 && getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &self->type, &length) != 0)
    return system_error(EMPTY), false;
  length = sizeof self->protocol;
  if (self->protocol == -1 && getsockopt(descriptor, SOL_SOCKET, SO_PROTOCOL, &self->protocol, &length) != 0)
    self->protocol = 0;
  self->descriptor = descriptor;
  return true;
}

// arguments: family, type, protocol, descriptor; EMPTY where not given. False: raised.
static bool initialise(Socket *self, const Value *arguments) {
  int numbers[3] = {-1, -1, -1};
  for (int i = 0; i < 3; i++)
    if (arguments[i] != EMPTY && !int_argument(arguments[i], &numbers[i])) return false;
  self->family = numbers[0];
  self->type = numbers[1];
  self->protocol = numbers[2];
  if (arguments[3] != EMPTY && arguments[3] != NONE) {
    if (!adopt(self, arguments[3])) return false;
  } else {
    if (self->family == -1) self->family = AF_INET;
    if (self->type == -1) self->type = SOCK_STREAM;
    if (self->protocol == -1) self->protocol = 0;
    int descriptor = socket(self->family, self->type | SOCK_CLOEXEC, self->protocol);
    if (descriptor < 0) return system_error(EMPTY), false;
    self->descriptor = descriptor;
  }
  bool non_blocking = self->type & SOCK_NONBLOCK;
  self->type &= ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
  self->timeout = non_blocking ? 0 : default_timeout;
  if (non_blocking || default_timeout < 0 || set_blocking(self->descriptor, false)) return true;
  return system_error(EMPTY), false;
}

#define SIGNATURE "family=-1, type=-1, proto=-1, fileno=None"
NATIVE(socket_init) { return initialise(to_socket(args[0]), args + 1) ? NONE : EMPTY; }

static Value socket_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "socket", .signature = SIGNATURE};
  Value self = socket_allocate(type), arguments[4];
  if (self == EMPTY || has_python_init(type)) return self;
  if (!native_bind(&signature, args, count, keyword_names, arguments)) return EMPTY;
  return initialise(to_socket(self), arguments) ? self : EMPTY;
}

NATIVE(socket_close) {
  Socket *self = to_socket(args[0]);
  int descriptor = self->descriptor;
  self->descriptor = -1;
  // One that the other side has reset is closed all the same.
  if (descriptor < 0 || WITHOUT_LOCK(close(descriptor)) == 0 || errno == ECONNRESET) return NONE;
  return system_error(EMPTY);
}

NATIVE(socket_detach) {
  Socket *self = to_socket(args[0]);
  int descriptor = self->descriptor;
  self->descriptor = -1;
  return from_small_int(descriptor);
}

NATIVE(socket_fileno) { return from_small_int(to_socket(args[0])->descriptor); }

// --- time limits

NATIVE(socket_setblocking) {
  Socket *self = to_socket(args[0]);
  bool blocking;
  if (!flag_argument(args[1], true, &blocking)) return EMPTY;
  if (!set_blocking(self->descriptor, blocking)) return system_error(EMPTY);
  self->timeout = blocking ? -1 : 0;
  return NONE;
}

static bool limit_argument(Value v, double *limit) {
  *limit = -1;
  if (v == NONE) return true;
  if (is_double(v) || type_flag(v, TYPE_IS_FLOAT)) {
    if (!float_argument(v, limit)) return false;
  } else {
    int64_t whole;
    if (!i64_argument(v, &whole)) return false;
    *limit = (double)whole;
  }
  if (isnan(*limit)) return raise(ValueError, "Invalid value NaN (not a number)"), false;
  if (*limit < 0) return raise(ValueError, "Timeout value out of range"), false;
  return *limit <= 9e9 || (raise(OverflowError, "timeout doesn't fit into C timeval"), false);
}

NATIVE(socket_settimeout) {
  Socket *self = to_socket(args[0]);
  double limit;
  if (!limit_argument(args[1], &limit)) return EMPTY;
  if (!set_blocking(self->descriptor, limit < 0)) return system_error(EMPTY);
  self->timeout = limit;
  return NONE;
}

static Value limit_value(double limit) { return limit < 0 ? NONE : from_double(limit); }
NATIVE(socket_gettimeout) { return limit_value(to_socket(args[0])->timeout); }
NATIVE(socket_getblocking) { return from_bool(to_socket(args[0])->timeout != 0); }

// --- names and connections

static bool address_argument(Socket *self, Value v, SocketAddress *address, socklen_t *length, const char *function) {
  return socket_address_from(self->family, v, address, length, function);
}

NATIVE(socket_bind) {
  Socket *self = to_socket(args[0]);
  SocketAddress address;
  socklen_t length;
  if (!address_argument(self, args[1], &address, &length, "bind")) return EMPTY;
  return system_answer(bind(self->descriptor, &address.base, length), EMPTY);
}

NATIVE(socket_listen) {
  int backlog = SOMAXCONN < 128 ? SOMAXCONN : 128;
  if (args[1] != EMPTY && !int_argument(args[1], &backlog)) return EMPTY;
  return system_answer(listen(to_socket(args[0])->descriptor, backlog < 0 ? 0 : backlog), EMPTY);
}

NATIVE(socket_accept) {
  Socket *self = to_socket(args[0]);
  SocketAddress address = {0};
  socklen_t length = sizeof address;
  int descriptor;
  SOCKET_CALL(descriptor, self, POLLIN,
              (length = sizeof address, accept4(self->descriptor, &address.base, &length, SOCK_CLOEXEC)));
  if (descriptor < 0) return system_error(EMPTY);
  Value from = socket_address_to(&address, length);
  return from == EMPTY ? EMPTY : tuple_pair(from_small_int(descriptor), from);
}

// The error number of a connection attempt, 0: connected, -1: raised.
static int connect_to(Socket *self, const SocketAddress *address, socklen_t length) {
  if (WITHOUT_LOCK(connect(self->descriptor, &address->base, length)) == 0) return 0;
  int error = errno;
  bool waits = error == EINTR ? self->timeout != 0 : error == EINPROGRESS && self->timeout > 0;
  if (error == EINTR && !signals_run()) return -1;
  if (!waits) return error;
  Wait wait = socket_wait_for(self, POLLOUT);
  if (self->timeout > 0) {
    if (!socket_wait_ready(&wait)) return -1;
  } else {
    struct pollfd entry = {.fd = self->descriptor, .events = POLLOUT};
    int ready;
    BLOCKING(ready, poll(&entry, 1, -1));
    if (ready < 0) return vm_exception != EMPTY ? -1 : errno;
  }
  length = sizeof error;
  return getsockopt(self->descriptor, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? error : errno;
}

NATIVE(socket_connect) {
  Socket *self = to_socket(args[0]);
  SocketAddress address;
  socklen_t length;
  if (!address_argument(self, args[1], &address, &length, "connect")) return EMPTY;
  int error = connect_to(self, &address, length);
  return error == 0 ? NONE : error < 0 ? EMPTY : raise_os_error(error, EMPTY);
}

NATIVE(socket_connect_ex) {
  Socket *self = to_socket(args[0]);
  SocketAddress address;
  socklen_t length;
  if (!address_argument(self, args[1], &address, &length, "connect_ex")) return EMPTY;
  int error = connect_to(self, &address, length);
  if (error < 0 && exception_matches(EXCEPTION_TimeoutError)) return exception_clear(), from_small_int(EAGAIN);
  return error < 0 ? EMPTY : from_small_int(error);
}

static Value name_of(Value self, int (*ask)(int, struct sockaddr *, socklen_t *)) {
  SocketAddress address = {0};
  socklen_t length = sizeof address;
  if (ask(to_socket(self)->descriptor, &address.base, &length) != 0) return system_error(EMPTY);
  return socket_address_to(&address, length);
}
NATIVE(socket_getsockname) { return name_of(args[0], getsockname); }
NATIVE(socket_getpeername) { return name_of(args[0], getpeername); }

NATIVE(socket_shutdown) {
  int how;
  return int_argument(args[1], &how) ? system_answer(shutdown(to_socket(args[0])->descriptor, how), EMPTY) : EMPTY;
}

// --- options

NATIVE(socket_setsockopt) {
  int level, option, number;
  const uint8_t *data;
  size_t size;
  if (!int_argument(args[1], &level) || !int_argument(args[2], &option)) return EMPTY;
  int descriptor = to_socket(args[0])->descriptor;
  if (type_flag(args[3], TYPE_IS_INT)) {
    if (!int_argument(args[3], &number)) return EMPTY;
    return system_answer(setsockopt(descriptor, level, option, &number, sizeof number), EMPTY);
  }
  if (args[3] == NONE) {
    int64_t length = 0;
    if (args[4] != EMPTY && !i64_argument(args[4], &length)) return EMPTY;
    // NOLINTNEXTLINE(clang-analyzer-unix.StdCLibraryFunctions): what AF_ALG asks for
    return system_answer(setsockopt(descriptor, level, option, NULL, (socklen_t)length), EMPTY);
  }
  if (!bytes_view(args[3], &data, &size)) return EMPTY;
  return system_answer(setsockopt(descriptor, level, option, data, (socklen_t)size), EMPTY);
}

NATIVE(socket_getsockopt) {
  int level, option, number = 0, size = 0;
  char buffer[1024];
  if (!int_argument(args[1], &level) || !int_argument(args[2], &option) ||
      (args[3] != EMPTY && !int_argument(args[3], &size)))
    return EMPTY;
  int descriptor = to_socket(args[0])->descriptor;
  if (size == 0) {
    socklen_t length = sizeof number;
    if (getsockopt(descriptor, level, option, &number, &length) != 0) return system_error(EMPTY);
    return from_small_int(number);
  }
  if (size < 0 || size > (int)sizeof buffer) return raise(OSError, "getsockopt buflen out of range");
  socklen_t length = (socklen_t)size;
  if (getsockopt(descriptor, level, option, buffer, &length) != 0) return system_error(EMPTY);
  return bytes_new(buffer, length);
}

// --- receiving

static Value receive(Value *args, bool with_address) {
  Socket *self = to_socket(args[0]);
  SocketAddress address = {0};
  socklen_t length = 0;
  int64_t size;
  int flags = 0;
  ssize_t got;
  if (!i64_argument(args[1], &size) || (args[2] != EMPTY && !int_argument(args[2], &flags))) return EMPTY;
  if (size < 0) return raise(ValueError, "negative buffersize in %s", with_address ? "recvfrom" : "recv");
  Value buffer = bytes_new(NULL, (size_t)size);
  if (buffer == EMPTY) return EMPTY;
  uint8_t *data = ((Bytes *)to_object(buffer))->data;
  SOCKET_CALL(got, self, POLLIN,
              (length = sizeof address, recvfrom(self->descriptor, data, (size_t)size, flags,
                                                 with_address ? &address.base : NULL, with_address ? &length : NULL)));
  if (got < 0) return system_error(EMPTY);
  if (got < size) buffer = bytes_new(data, (size_t)got);
  if (!with_address || buffer == EMPTY) return buffer;
  Value from = socket_address_to(&address, length);
  return from == EMPTY ? EMPTY : tuple_pair(buffer, from);
}
NATIVE(socket_recv) { return receive(args, false); }
NATIVE(socket_recvfrom) { return receive(args, true); }

// recv_into(buffer, nbytes=0, flags=0)
static Value receive_into(Value *args, bool with_address) {
  Socket *self = to_socket(args[0]);
  SocketAddress address = {0};
  socklen_t length = 0;
  uint8_t *data;
  size_t room;
  int64_t size = 0;
  int flags = 0;
  ssize_t got;
  const char *argument = with_address ? "recvfrom_into() argument 1" : "recv_into() argument 1";
  if (!bytes_view_to_fill(args[1], argument, &data, &room) || (args[2] != EMPTY && !i64_argument(args[2], &size)) ||
      (args[3] != EMPTY && !int_argument(args[3], &flags)))
    return EMPTY;
  const char *function = with_address ? "recvfrom_into" : "recv_into";
  if (size < 0) return raise(ValueError, "negative buffersize in %s", function);
  if (size == 0) size = (int64_t)room;
  if ((size_t)size > room) return raise(ValueError, "nbytes is greater than the length of the buffer");
  SOCKET_CALL(got, self, POLLIN,
              (length = sizeof address, recvfrom(self->descriptor, data, (size_t)size, flags,
                                                 with_address ? &address.base : NULL, with_address ? &length : NULL)));
  if (got < 0) return system_error(EMPTY);
  if (!with_address) return int_from_i64(got);
  Value from = socket_address_to(&address, length);
  return from == EMPTY ? EMPTY : tuple_pair(int_from_i64(got), from);
}
NATIVE(socket_recv_into) { return receive_into(args, false); }
NATIVE(socket_recvfrom_into) { return receive_into(args, true); }

// --- sending

NATIVE(socket_send) {
  Socket *self = to_socket(args[0]);
  const uint8_t *data;
  size_t size;
  int flags = 0;
  ssize_t sent;
  if (!bytes_view(args[1], &data, &size) || (args[2] != EMPTY && !int_argument(args[2], &flags))) return EMPTY;
  SOCKET_CALL(sent, self, POLLOUT, send(self->descriptor, data, size, flags));
  return sent < 0 ? system_error(EMPTY) : int_from_i64(sent);
}

// The time limit is for all of it together.
NATIVE(socket_sendall) {
  Socket *self = to_socket(args[0]);
  const uint8_t *data;
  size_t size;
  int flags = 0;
  if (!bytes_view(args[1], &data, &size) || (args[2] != EMPTY && !int_argument(args[2], &flags))) return EMPTY;
  Wait wait = socket_wait_for(self, POLLOUT);
  while (size > 0) {
    if (!socket_wait_ready(&wait)) return EMPTY;
    ssize_t sent = WITHOUT_LOCK(send(self->descriptor, data, size, flags));
    if (sent >= 0) {
      data += sent;
      size -= (size_t)sent;
    } else if (errno != EINTR && !(self->timeout > 0 && errno == EAGAIN)) {
      return system_error(EMPTY);
    }
    if (!signals_run()) return EMPTY;
  }
  return NONE;
}

// sendto(data, [flags,] address)
NATIVE(socket_sendto) {
  Socket *self = to_socket(args[0]);
  SocketAddress address;
  socklen_t length;
  const uint8_t *data;
  size_t size;
  int flags = 0;
  ssize_t sent;
  Value to = args[3] == EMPTY ? args[2] : args[3];
  if (!bytes_view(args[1], &data, &size) || (args[3] != EMPTY && !int_argument(args[2], &flags)) ||
      !address_argument(self, to, &address, &length, "sendto"))
    return EMPTY;
  SOCKET_CALL(sent, self, POLLOUT, sendto(self->descriptor, data, size, flags, &address.base, length));
  return sent < 0 ? system_error(EMPTY) : int_from_i64(sent);
}

// --- the type

static Value socket_repr(Value self) {
  const Socket *s = to_socket(self);
  return str_format_c("<socket object, fd=%d, family=%d, type=%d, proto=%d>", s->descriptor, s->family, s->type,
                      s->protocol);
}
static Value get_family(Value self) { return from_small_int(to_socket(self)->family); }
static Value get_type(Value self) { return from_small_int(to_socket(self)->type); }
static Value get_protocol(Value self) { return from_small_int(to_socket(self)->protocol); }
static Value get_timeout(Value self) { return limit_value(to_socket(self)->timeout); }

#define PLAIN(function_name, text) {.name = #function_name, .signature = text, .fn = socket_##function_name}
static const NativeDef methods[] = {
    {.name = "__init__", .signature = "self, " SIGNATURE, .fn = socket_init},
    {.name = "__del__", .signature = "self, /", .fn = socket_del},
    {.name = "_accept", .signature = "self, /", .fn = socket_accept},
    PLAIN(bind, "self, address, /"),
    PLAIN(close, "self, /"),
    PLAIN(connect, "self, address, /"),
    PLAIN(connect_ex, "self, address, /"),
    PLAIN(detach, "self, /"),
    PLAIN(fileno, "self, /"),
    PLAIN(getblocking, "self, /"),
    PLAIN(getpeername, "self, /"),
    PLAIN(getsockname, "self, /"),
    PLAIN(getsockopt, "self, level, option, buffersize=0, /"),
    PLAIN(gettimeout, "self, /"),
    PLAIN(listen, "self, backlog=128, /"),
    PLAIN(recv, "self, bufsize, flags=0, /"),
    PLAIN(recv_into, "self, buffer, nbytes=0, flags=0"),
    PLAIN(recvfrom, "self, bufsize, flags=0, /"),
    PLAIN(recvfrom_into, "self, buffer, nbytes=0, flags=0"),
    PLAIN(send, "self, data, flags=0, /"),
    PLAIN(sendall, "self, data, flags=0, /"),
    PLAIN(sendto, "self, data, flags_or_address, address=, /"),
    PLAIN(setblocking, "self, flag, /"),
    PLAIN(setsockopt, "self, level, option, value, optlen=, /"),
    PLAIN(settimeout, "self, timeout, /"),
    PLAIN(shutdown, "self, how, /"),
#ifdef CONFIG_SOCKET_MESSAGES
    PLAIN(recvmsg, "self, bufsize, ancbufsize=0, flags=0, /"),
    PLAIN(recvmsg_into, "self, buffers, ancbufsize=0, flags=0, /"),
    PLAIN(sendmsg, "self, buffers, ancdata=, flags=0, address=None, /"),
#endif
    {.name = NULL},
};
static const GetSetDef attributes[] = {{"family", get_family, NULL, NULL},
                                       {"type", get_type, NULL, NULL},
                                       {"proto", get_protocol, NULL, NULL},
                                       {"timeout", get_timeout, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};

// --- functions of the module

NATIVE(socket_socketpair) {
  int numbers[3] = {AF_UNIX, SOCK_STREAM, 0}, ends[2];
  for (int i = 0; i < 3; i++)
    if (args[i] != EMPTY && args[i] != NONE && !int_argument(args[i], &numbers[i])) return EMPTY;
  if (socketpair(numbers[0], numbers[1] | SOCK_CLOEXEC, numbers[2], ends) != 0) return system_error(EMPTY);
  Value pair[2];
  for (int i = 0; i < 2; i++) {
    pair[i] = socket_allocate(socket_type);
    if (pair[i] == EMPTY) return EMPTY;
    Socket *s = to_socket(pair[i]);
    *s = (Socket){s->header, ends[i], numbers[0], numbers[1], numbers[2], default_timeout};
    if (default_timeout >= 0) set_blocking(ends[i], false);
  }
  return tuple_pair(pair[0], pair[1]);
}

// Module functions named close and dup work on descriptors.
NATIVE(module_close) {
  int descriptor;
  if (!int_argument(args[0], &descriptor)) return EMPTY;
  return close(descriptor) == 0 || errno == ECONNRESET ? NONE : system_error(EMPTY);
}
NATIVE(module_dup) {
  int descriptor;
  if (!int_argument(args[0], &descriptor)) return EMPTY;
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  return copy < 0 ? system_error(EMPTY) : from_small_int(copy);
}
NATIVE(module_getdefaulttimeout) { return limit_value(default_timeout); }
NATIVE(module_setdefaulttimeout) { return limit_argument(args[0], &default_timeout) ? NONE : EMPTY; }

static const NativeDef functions[] = {
    PLAIN(socketpair, "family=None, type=1, proto=0, /"),
#ifdef CONFIG_SOCKET_MESSAGES
    PLAIN(CMSG_LEN, "length, /"),
    PLAIN(CMSG_SPACE, "length, /"),
#endif
    {.name = "close", .signature = "fd, /", .fn = module_close},
    {.name = "dup", .signature = "fd, /", .fn = module_dup},
    {.name = "getdefaulttimeout", .signature = "", .fn = module_getdefaulttimeout},
    {.name = "setdefaulttimeout", .signature = "timeout, /", .fn = module_setdefaulttimeout},
    {.name = NULL},
};

#define CONSTANTS(X) \
  X(AF_UNSPEC) \
  X(AF_INET) \
  X(AF_INET6) \
  X(AF_UNIX) \
  X(AF_PACKET) \
  X(AF_NETLINK) \
  X(AF_CAN) \
  X(SOCK_STREAM) \
  X(SOCK_DGRAM) \
  X(SOCK_RAW) X(SOCK_RDM) X(SOCK_SEQPACKET) X(SOCK_CLOEXEC) X(SOCK_NONBLOCK) X(SO_DEBUG) X(SO_ACCEPTCONN) \
      X(SO_REUSEADDR) X(SO_REUSEPORT) X(SO_KEEPALIVE) X(SO_DONTROUTE) X(SO_BROADCAST) X(SO_LINGER) X(SO_OOBINLINE) X( \
          SO_SNDBUF) X(SO_RCVBUF) X(SO_SNDLOWAT) X(SO_RCVLOWAT) X(SO_SNDTIMEO) X(SO_RCVTIMEO) X(SO_ERROR) X(SO_TYPE) \
          X(SO_PROTOCOL) X(SO_DOMAIN) X(SO_PASSCRED) X(SO_PEERCRED) X(SO_BINDTODEVICE) X(SO_PRIORITY) X(SO_MARK) X( \
              SOMAXCONN) X(SCM_RIGHTS) X(MSG_OOB) X(MSG_PEEK) X(MSG_DONTROUTE) X(MSG_DONTWAIT) X(MSG_EOR) X(MSG_TRUNC) \
              X(MSG_CTRUNC) X(MSG_WAITALL) X(MSG_NOSIGNAL) X(MSG_CMSG_CLOEXEC) X(MSG_ERRQUEUE) X(MSG_CONFIRM) X( \
                  MSG_MORE) X(MSG_FASTOPEN) X(SOL_SOCKET) X(SOL_IP) X(SOL_TCP) X(IPPROTO_IP) X(IPPROTO_ICMP) \
                  X(IPPROTO_IGMP) X(IPPROTO_TCP) X(IPPROTO_UDP) X(IPPROTO_IPV6) X(IPPROTO_ICMPV6) X(IPPROTO_RAW) X( \
                      IPPROTO_NONE) X(IP_TOS) X(IP_TTL) X(IP_HDRINCL) X(IP_OPTIONS) X(IP_MULTICAST_IF) \
                      X(IP_MULTICAST_TTL) X(IP_MULTICAST_LOOP) X(IP_ADD_MEMBERSHIP) X(IP_DROP_MEMBERSHIP) X( \
                          IP_TRANSPARENT) X(IPV6_V6ONLY) X(IPV6_JOIN_GROUP) X(IPV6_LEAVE_GROUP) X(IPV6_MULTICAST_HOPS) \
                          X(IPV6_MULTICAST_IF) X( \
                              IPV6_MULTICAST_LOOP) X(IPV6_UNICAST_HOPS) X(TCP_NODELAY) \
                              X(TCP_MAXSEG) X(TCP_CORK) X(TCP_KEEPIDLE) X(TCP_KEEPINTVL) X(TCP_KEEPCNT) X(TCP_SYNCNT) \
                                  X(TCP_LINGER2) X(TCP_DEFER_ACCEPT) X(TCP_WINDOW_CLAMP) X(TCP_INFO) X(TCP_QUICKACK) \
                                      X(TCP_FASTOPEN) \
                                          X(TCP_CONGESTION) X(TCP_USER_TIMEOUT) X(SHUT_RD) X(SHUT_WR) X(SHUT_RDWR) \
                                              X(EAI_AGAIN) X(EAI_BADFLAGS) X(EAI_FAIL) X(EAI_FAMILY) X(EAI_MEMORY) \
                                                  X(EAI_NONAME) X(EAI_SERVICE) X(EAI_SOCKTYPE) X(EAI_SYSTEM) \
                                                      X(EAI_OVERFLOW) X(AI_PASSIVE) X(AI_CANONNAME) X(AI_NUMERICHOST) \
                                                          X(AI_NUMERICSERV) X(AI_ALL) X(AI_V4MAPPED) X(AI_ADDRCONFIG) \
                                                              X(NI_NUMERICHOST) X(NI_NUMERICSERV) X(NI_NAMEREQD) \
                                                                  X(NI_NOFQDN) X(NI_DGRAM)

bool socket_constants_init(Value module) {
  static const NamedNumber numbers[] = {
#define X(name) {#name, name},
      CONSTANTS(X)
#undef X
          {"INADDR_ANY", 0},
      {"INADDR_BROADCAST", 0xffffffff},
      {"INADDR_LOOPBACK", 0x7f000001},
      {"INADDR_NONE", 0xffffffff},
      {"INADDR_UNSPEC_GROUP", 0xe0000000},
      {"INADDR_ALLHOSTS_GROUP", 0xe0000001},
      {"INADDR_MAX_LOCAL_GROUP", 0xe00000ff},
      {"IPPORT_RESERVED", 1024},
      {"IPPORT_USERRESERVED", 5000},
      {"EAI_NODATA", -5},
      {"EAI_ADDRFAMILY", -9},
      {NULL, 0}};
  return module_add_numbers(module, numbers) && module_add(module, "has_ipv6", TRUE_VALUE);
}

static void visit_type(void) { heap_visit(from_object(socket_type)); }

static bool init(Value module) {
  static const TypeSlots slots = {.repr = socket_repr, .construct = socket_construct};
  heap_add_root(visit_type);
  socket_type =
      type_new_native("_socket", "socket", NULL, TYPE_BASE, &slots, methods, attributes, HEAP_LEAF, sizeof(Socket));
  return socket_type && module_add(module, "socket", from_object(socket_type)) &&
         module_add(module, "SocketType", from_object(socket_type)) &&
         module_add_functions(module, "_socket", socket_name_functions) && socket_names_init(module);
}

const NativeModule module__socket = {"_socket", functions, init, DOC("Sockets; use socket instead.")};
