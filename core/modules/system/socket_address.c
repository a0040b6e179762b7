// Addresses of sockets, between Python and the system.
#include "core/modules/path.h"
#include "core/modules/system/socket.h"
#include "core/object/bytes.h"
#include "core/object/codec.h"
#include "port/port.h"

// The text of a host argument: str (ASCII, or IDNA for others), bytes. NULL: raised.
static const char *host_text(Value v) {
  const uint8_t *data;
  size_t size;
  if (type_flag(v, TYPE_IS_STR)) {
    Value encoded = encode_str(v, "ascii", "strict");
    if (encoded == EMPTY) {
      exception_clear();
      Value arguments[] = {str_from_c("idna")};
      encoded = object_call_method(v, "encode", arguments, 1);
      if (encoded == EMPTY) return NULL;
    }
    v = encoded;
  }
  if (!type_flag(v, TYPE_IS_BYTES) && !has_shape(v, SHAPE_BYTEARRAY)) {
    raise(TypeError, "str, bytes or bytearray expected, not %T", v);
    return NULL;
  }
  if (!bytes_view(v, &data, &size)) return NULL;
  if (strlen((const char *)data) != size) {
    raise(TypeError, "host name must not contain null character");
    return NULL;
  }
  return (const char *)data;
}

// Fills in the numeric address of a host: literals and "" and "<broadcast>" without asking anybody.
static bool resolve(const char *host, int family, SocketAddress *address, socklen_t *length) {
  if (family == AF_INET && inet_pton(AF_INET, host, &address->in.sin_addr) == 1) return true;
  if (family == AF_INET6 && !strchr(host, '%') && inet_pton(AF_INET6, host, &address->in6.sin6_addr) == 1) return true;
  if (family == AF_INET && !*host) return address->in.sin_addr.s_addr = htonl(INADDR_ANY), true;
  if (family == AF_INET && (!strcmp(host, "<broadcast>") || !strcmp(host, "255.255.255.255")))
    return address->in.sin_addr.s_addr = htonl(INADDR_BROADCAST), true;
  struct addrinfo hints = {.ai_family = family, .ai_socktype = SOCK_DGRAM, .ai_flags = *host ? 0 : AI_PASSIVE};
  struct addrinfo *found = NULL;
  int error = WITHOUT_LOCK(getaddrinfo(*host ? host : NULL, *host ? NULL : "0", &hints, &found));
  if (error) return socket_raise_gaierror(error), false;
  uint16_t port = family == AF_INET6 ? address->in6.sin6_port : address->in.sin_port;
  memcpy(&address->storage, found->ai_addr, found->ai_addrlen);
  *length = found->ai_addrlen;
  if (family == AF_INET6)
    address->in6.sin6_port = port;
  else
    address->in.sin_port = port;
  freeaddrinfo(found);
  return true;
}

static bool port_number(Value v, const char *function, uint16_t *port) {
  int64_t number;
  if (!type_flag(v, TYPE_IS_INT)) return raise(TypeError, "'%T' object cannot be interpreted as an integer", v), false;
  if (!int_to_i64(v, &number) || number < 0 || number > 0xffff)
    return raise(OverflowError, "%s(): port must be 0-65535.", function), false;
  *port = htons((uint16_t)number);
  return true;
}

static bool internet_address(int family, Value v, SocketAddress *address, socklen_t *length, const char *function) {
  const char *name = family == AF_INET ? "AF_INET" : "AF_INET6";
  if (!type_flag(v, TYPE_IS_TUPLE))
    return raise(TypeError, "%s(): %s address must be tuple, not %T", function, name, v), false;
  const Tuple *tuple = to_tuple(v);
  if (family == AF_INET && tuple->length != 2)
    return raise(TypeError, "AF_INET address must be a pair (host, port)"), false;
  if (tuple->length < 2 || tuple->length > 4)
    return raise(TypeError, "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"), false;
  int64_t flow = 0, scope = 0;
  uint16_t port;
  const char *host = host_text(tuple->items[0]);
  if (!host || !port_number(tuple->items[1], function, &port)) return false;
  if (tuple->length > 2 && !i64_argument(tuple->items[2], &flow)) return false;
  if (tuple->length > 3 && !i64_argument(tuple->items[3], &scope)) return false;
  if (flow < 0 || flow > 0xfffff) return raise(OverflowError, "%s(): flowinfo must be 0-1048575.", function), false;
  address->base.sa_family = (sa_family_t)family;
  *length = family == AF_INET ? sizeof address->in : sizeof address->in6;
  if (family == AF_INET)
    address->in.sin_port = port;
  else
    address->in6.sin6_port = port;
  if (!resolve(host, family, address, length)) return false;
  if (family == AF_INET6) {
    address->in6.sin6_flowinfo = htonl((uint32_t)flow);
    if (tuple->length > 3) address->in6.sin6_scope_id = (uint32_t)scope;
  }
  return true;
}

static bool unix_address(Value v, SocketAddress *address, socklen_t *length) {
  const uint8_t *data;
  size_t size;
  Value bytes = v;
  if (type_flag(v, TYPE_IS_STR) && (bytes = encode_str(v, "utf-8", "surrogateescape")) == EMPTY) return false;
  if (!bytes_view(bytes, &data, &size)) return false;
  // A name that starts with a NUL is in Linux's abstract namespace, and NULs in it count.
  bool abstract = size > 0 && data[0] == 0;
  if (size + !abstract > sizeof address->un.sun_path) return raise(OSError, "AF_UNIX path too long"), false;
  address->un.sun_family = AF_UNIX;
  memcpy(address->un.sun_path, data, size);
  if (!abstract) address->un.sun_path[size] = 0;
  *length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size + !abstract);
  return true;
}

bool socket_address_from(int family, Value v, SocketAddress *address, socklen_t *length, const char *function) {
  memset(address, 0, sizeof *address);
  switch (family) {
  case AF_UNIX: return unix_address(v, address, length);
  case AF_INET:
  case AF_INET6: return internet_address(family, v, address, length, function);
  default: return raise(OSError, "%s(): bad family", function), false;
  }
}

Value socket_address_to(const SocketAddress *address, socklen_t length) {
  char text[INET6_ADDRSTRLEN + IF_NAMESIZE + 2];
  if (length == 0) return NONE;
  switch (address->base.sa_family) {
  case AF_INET:
    inet_ntop(AF_INET, &address->in.sin_addr, text, sizeof text);
    return tuple_pair(str_from_c(text), from_small_int(ntohs(address->in.sin_port)));
  case AF_INET6: {
    getnameinfo(&address->base, length, text, sizeof text, NULL, 0, NI_NUMERICHOST);
    Value values[] = {str_from_c(text), from_small_int(ntohs(address->in6.sin6_port)),
                      from_small_int(ntohl(address->in6.sin6_flowinfo)), from_small_int(address->in6.sin6_scope_id)};
    return values[0] == EMPTY ? EMPTY : tuple_from(values, 4);
  }
  case AF_UNIX: {
    size_t size = length - offsetof(struct sockaddr_un, sun_path);
    if (length <= offsetof(struct sockaddr_un, sun_path)) return str_new("", 0);
    if (address->un.sun_path[0] == 0) return bytes_new(address->un.sun_path, size);
    return system_name(address->un.sun_path, strnlen(address->un.sun_path, size), false);
  }
  default: {
    Value values[] = {from_small_int(address->base.sa_family),
                      bytes_new(address->base.sa_data, sizeof address->base.sa_data)};
    return values[1] == EMPTY ? EMPTY : tuple_from(values, 2);
  }
  }
}
