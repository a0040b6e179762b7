// The module _socket, by file: addresses (socket_address.c), names of hosts and services (socket_names.c), the type
// (socket.c), messages of several pieces and with ancillary data (socket_message.c).
#ifndef MARTLET_MODULE_SOCKET_H
#define MARTLET_MODULE_SOCKET_H

#include "core/modules/system/system.h"

typedef union SocketAddress {
  struct sockaddr base;
  struct sockaddr_in in;
  struct sockaddr_in6 in6;
  struct sockaddr_un un;
  struct sockaddr_storage storage;
} SocketAddress;

typedef struct Socket {
  Object header;  // HEAP_LEAF
  int descriptor; // -1: closed
  int family, type, protocol;
  double timeout; // seconds; negative: none (blocking); 0: non-blocking
} Socket;

static inline Socket *to_socket(Value v) { return (Socket *)to_object(v); }

// --- waiting for one

typedef struct Wait {
  const Socket *socket;
  short events; // of poll
  double end;   // port_monotonic
} Wait;

// From now on, for a socket with a time limit.
Wait socket_wait_for(const Socket *socket, short events);
// Waits until the socket is ready, when it has a time limit. False: raised.
bool socket_wait_ready(const Wait *wait);

// A call on the socket: waits for it to be ready, repeats after signals and when it was not ready after all.
#define SOCKET_CALL(result, socket, poll_events, expression) \
  do { \
    Wait wait_state = socket_wait_for(socket, poll_events); \
    (result) = -1; \
    while (socket_wait_ready(&wait_state)) { \
      (result) = WITHOUT_LOCK(expression); \
      if ((result) >= 0) break; \
      if (errno == EINTR ? !signals_run() : !((socket)->timeout > 0 && (errno == EAGAIN || errno == EWOULDBLOCK))) \
        break; \
    } \
  } while (0)

// --- addresses

// A Python address of the family to the system's. False: raised. `function` is for messages.
bool socket_address_from(int family, Value v, SocketAddress *address, socklen_t *length, const char *function);
// The system's address as Python has it: ("1.2.3.4", port), (host, port, flow, scope), a path…; NONE for no address.
Value socket_address_to(const SocketAddress *address, socklen_t length);

// --- socket_message.c: methods and functions about messages, for their NativeDefs
Value socket_sendmsg(Value *args, size_t count);
Value socket_recvmsg(Value *args, size_t count);
Value socket_recvmsg_into(Value *args, size_t count);
Value socket_CMSG_LEN(Value *args, size_t count);
Value socket_CMSG_SPACE(Value *args, size_t count);

// The exceptions of the name functions.
extern Value socket_gaierror, socket_herror;
Value socket_raise_gaierror(int code);
extern const NativeDef socket_name_functions[];
bool socket_names_init(Value module);
bool socket_constants_init(Value module);

#endif
