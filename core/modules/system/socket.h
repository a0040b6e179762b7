// The module _socket, by file: addresses (socket_address.c), names of hosts and services (socket_names.c), the type
// (socket.c).
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

// A Python address of the family to the system's. False: raised. `function` is for messages.
bool socket_address_from(int family, Value v, SocketAddress *address, socklen_t *length, const char *function);
// The system's address as Python has it: ("1.2.3.4", port), (host, port, flow, scope), a path…; NONE for no address.
Value socket_address_to(const SocketAddress *address, socklen_t length);

// The exceptions of the name functions.
extern Value socket_gaierror, socket_herror;
Value socket_raise_gaierror(int code);
extern const NativeDef socket_name_functions[];
bool socket_names_init(Value module);
bool socket_constants_init(Value module);

#endif
