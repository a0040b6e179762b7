// _socket: names and numbers of hosts and services, byte order, addresses as text.
#include "core/modules/system/socket.h"
#include "core/object/bytes.h"
#include "core/object/codec.h"
#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/type.h"

Value socket_gaierror, socket_herror;
static void visit_classes(void) {
  heap_visit(socket_gaierror);
  heap_visit(socket_herror);
}

// Codes with glibc's texts, which are what Python programs on Linux know.
static const struct {
  int code;
  const char *text;
} texts[] = {{EAI_AGAIN, "Temporary failure in name resolution"},
             {EAI_BADFLAGS, "Bad value for ai_flags"},
             {EAI_FAIL, "Non-recoverable failure in name resolution"},
             {EAI_FAMILY, "ai_family not supported"},
             {EAI_MEMORY, "Memory allocation failure"},
             {EAI_NONAME, "Name or service not known"},
             {EAI_SERVICE, "Servname not supported for ai_socktype"},
             {EAI_SOCKTYPE, "ai_socktype not supported"},
             {EAI_SYSTEM, "System error"},
             {EAI_OVERFLOW, "Result too large for supplied buffer"},
             {-5, "No address associated with hostname"}};

static Value raise_pair(Value type, int code, const char *text) {
  Value args[] = {from_small_int(code), str_from_c(text)};
  Value exception = args[1] == EMPTY ? EMPTY : object_call(type, args, 2, EMPTY);
  return exception == EMPTY ? EMPTY : raise_value(exception, EMPTY);
}

Value socket_raise_gaierror(int code) {
  if (code == EAI_SYSTEM) return system_error(EMPTY);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (texts[i].code == code) return raise_pair(socket_gaierror, code, texts[i].text);
  return raise_pair(socket_gaierror, code, gai_strerror(code));
}

// A str (by IDNA when it is not ASCII), bytes or None. False: raised.
static bool name_argument(Value v, const char **text, const char *message) {
  *text = NULL;
  if (v == EMPTY || v == NONE) return true;
  if (type_flag(v, TYPE_IS_STR)) {
    Value argument = str_from_c("idna"), encoded = encode_str(v, "ascii", "strict");
    if (encoded == EMPTY) exception_clear(), encoded = object_call_method(v, "encode", &argument, 1);
    if (encoded == EMPTY) return false;
    v = encoded;
  }
  if (!type_flag(v, TYPE_IS_BYTES)) return raise(TypeError, "%s", message), false;
  *text = (const char *)((Bytes *)to_object(v))->data;
  return true;
}

// named: the canonical name was asked for (musl gives one anyhow).
static Value address_list(const struct addrinfo *found, bool named) {
  Value list = list_new(0);
  for (; list != EMPTY && found; found = found->ai_next) {
    SocketAddress address = {0};
    memcpy(&address, found->ai_addr, found->ai_addrlen);
    Value values[] = {from_small_int(found->ai_family), from_small_int(found->ai_socktype),
                      from_small_int(found->ai_protocol),
                      str_from_c(named && found->ai_canonname ? found->ai_canonname : ""),
                      socket_address_to(&address, found->ai_addrlen)};
    Value item = values[3] == EMPTY || values[4] == EMPTY ? EMPTY : tuple_from(values, 5);
    if (item == EMPTY || !list_append(list, item)) return EMPTY;
  }
  return list;
}

// getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)
NATIVE(socket_getaddrinfo) {
  const char *host, *service;
  int numbers[4] = {0, 0, 0, 0};
  Value port = args[1];
  if (!name_argument(args[0], &host, "getaddrinfo() argument 1 must be string or None")) return EMPTY;
  if (type_flag(port, TYPE_IS_INT)) port = object_str(port);
  if (port == EMPTY || !name_argument(port, &service, "Int or String expected")) return EMPTY;
  for (int i = 0; i < 4; i++)
    if (args[2 + i] != EMPTY && !int_argument(args[2 + i], &numbers[i])) return EMPTY;
  struct addrinfo hints = {
      .ai_family = numbers[0], .ai_socktype = numbers[1], .ai_protocol = numbers[2], .ai_flags = numbers[3]};
  struct addrinfo *found = NULL;
  int error = WITHOUT_LOCK(getaddrinfo(host, service, &hints, &found));
  if (error) return socket_raise_gaierror(error);
  Value list = address_list(found, numbers[3] & AI_CANONNAME);
  freeaddrinfo(found);
  return list;
}

NATIVE(socket_getnameinfo) {
  int flags;
  SocketAddress address;
  socklen_t length;
  char host[NI_MAXHOST], service[NI_MAXSERV];
  if (!type_flag(args[0], TYPE_IS_TUPLE)) return raise(TypeError, "getnameinfo() argument 1 must be a tuple");
  if (!int_argument(args[1], &flags)) return EMPTY;
  size_t items = to_tuple(args[0])->length;
  bool six = items > 2 || (items && type_flag(to_tuple(args[0])->items[0], TYPE_IS_STR) &&
                           strchr(to_str(to_tuple(args[0])->items[0])->text, ':'));
  if (!socket_address_from(six ? AF_INET6 : AF_INET, args[0], &address, &length, "getnameinfo")) return EMPTY;
  int error = WITHOUT_LOCK(getnameinfo(&address.base, length, host, sizeof host, service, sizeof service, flags));
  return error ? socket_raise_gaierror(error) : tuple_pair(str_from_c(host), str_from_c(service));
}

static bool resolve_first(const char *host, int family, SocketAddress *address, socklen_t *length) {
  struct addrinfo hints = {.ai_family = family, .ai_socktype = SOCK_STREAM}, *found = NULL;
  int error = WITHOUT_LOCK(getaddrinfo(*host ? host : "0.0.0.0", NULL, &hints, &found));
  if (error) return socket_raise_gaierror(error), false;
  memcpy(address, found->ai_addr, found->ai_addrlen);
  *length = found->ai_addrlen;
  freeaddrinfo(found);
  return true;
}

NATIVE(socket_gethostbyname) {
  const char *host;
  SocketAddress address = {0};
  socklen_t length;
  if (!name_argument(args[0], &host, "gethostbyname() argument 1 must be str, bytes or bytearray") || !host)
    return EMPTY;
  if (!resolve_first(host, AF_INET, &address, &length)) return EMPTY;
  Value pair = socket_address_to(&address, length);
  return pair == EMPTY ? EMPTY : to_tuple(pair)->items[0];
}

static Value host_entry(Value name, Value addresses) {
  Value values[] = {name, list_new(0), addresses};
  return name == EMPTY || values[1] == EMPTY || addresses == EMPTY ? EMPTY : tuple_from(values, 3);
}

NATIVE(socket_gethostbyname_ex) {
  const char *host;
  if (!name_argument(args[0], &host, "gethostbyname_ex() argument 1 must be str, bytes or bytearray") || !host)
    return EMPTY;
  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM, .ai_flags = AI_CANONNAME}, *found = NULL;
  int error = WITHOUT_LOCK(getaddrinfo(host, NULL, &hints, &found));
  if (error) return socket_raise_gaierror(error);
  Value name = str_from_c(found->ai_canonname ? found->ai_canonname : host), list = list_new(0);
  for (const struct addrinfo *entry = found; list != EMPTY && entry; entry = entry->ai_next) {
    Value pair = socket_address_to((const SocketAddress *)entry->ai_addr, entry->ai_addrlen);
    if (pair == EMPTY || !list_append(list, to_tuple(pair)->items[0])) list = EMPTY;
  }
  freeaddrinfo(found);
  return host_entry(name, list);
}

NATIVE(socket_gethostbyaddr) {
  const char *host;
  SocketAddress address = {0};
  socklen_t length;
  char name[NI_MAXHOST];
  if (!name_argument(args[0], &host, "gethostbyaddr() argument 1 must be str, bytes or bytearray") || !host)
    return EMPTY;
  if (!resolve_first(host, AF_UNSPEC, &address, &length)) return EMPTY;
  int error = WITHOUT_LOCK(getnameinfo(&address.base, length, name, sizeof name, NULL, 0, NI_NAMEREQD));
  if (error) return raise_pair(socket_herror, 1, "Unknown host");
  Value pair = socket_address_to(&address, length);
  Value list = pair == EMPTY ? EMPTY : list_from(to_tuple(pair)->items, 1);
  return host_entry(str_from_c(name), list);
}

NATIVE(socket_gethostname) {
  char name[HOST_NAME_MAX + 1];
  return gethostname(name, sizeof name) == 0 ? system_name(name, strlen(name), false) : system_error(EMPTY);
}

NATIVE(socket_sethostname) {
  PathArgument name;
  if (!path_argument_of(args[0], "sethostname", PATH_ONLY, &name)) return EMPTY;
  return system_answer(sethostname(name.path, strlen(name.path)), EMPTY);
}

NATIVE(socket_getservbyname) {
  const char *name = str_text(args[0]), *protocol = args[1] == EMPTY ? NULL : str_text(args[1]);
  if (!name || (args[1] != EMPTY && !protocol)) return EMPTY;
  struct servent *entry = getservbyname(name, protocol);
  return entry ? from_small_int(ntohs((uint16_t)entry->s_port)) : raise(OSError, "service/proto not found");
}
NATIVE(socket_getservbyport) {
  int port;
  const char *protocol = args[1] == EMPTY ? NULL : str_text(args[1]);
  if (!int_argument(args[0], &port) || (args[1] != EMPTY && !protocol)) return EMPTY;
  if (port < 0 || port > 0xffff) return raise(OverflowError, "getservbyport: port must be 0-65535.");
  struct servent *entry = getservbyport(htons((uint16_t)port), protocol);
  return entry ? str_from_c(entry->s_name) : raise(OSError, "port/proto not found");
}
NATIVE(socket_getprotobyname) {
  const char *name = str_text(args[0]);
  if (!name) return EMPTY;
  struct protoent *entry = getprotobyname(name);
  return entry ? from_small_int(entry->p_proto) : raise(OSError, "protocol not found");
}

// --- byte order

static bool unsigned_argument(Value v, const char *name, int bits, uint32_t *number) {
  int64_t value;
  if (!type_flag(v, TYPE_IS_INT)) return raise(TypeError, "'%T' object cannot be interpreted as an integer", v), false;
  if (!int_to_i64(v, &value)) return raise(OverflowError, "%s: int larger than %d bits", name, bits), false;
  if (value < 0)
    return raise(OverflowError, "%s: can't convert negative Python int to C %d-bit unsigned integer", name, bits),
           false;
  if (value >> bits)
    return raise(OverflowError, "%s: Python int too large to convert to C %d-bit unsigned integer", name, bits), false;
  *number = (uint32_t)value;
  return true;
}
#define ORDER_FUNCTION(name, bits) \
  NATIVE(socket_##name) { \
    uint32_t number; \
    return unsigned_argument(args[0], #name, bits, &number) ? from_small_int(name((uint##bits##_t)number)) : EMPTY; \
  }
ORDER_FUNCTION(htons, 16)
ORDER_FUNCTION(ntohs, 16)
ORDER_FUNCTION(htonl, 32)
ORDER_FUNCTION(ntohl, 32)

// --- addresses as text

NATIVE(socket_inet_aton) {
  struct in_addr address;
  const char *text = str_text(args[0]);
  if (!text) return EMPTY;
  return inet_aton(text, &address) ? bytes_new(&address, sizeof address)
                                   : raise(OSError, "illegal IP address string passed to inet_aton");
}
NATIVE(socket_inet_ntoa) {
  const uint8_t *data;
  size_t size;
  char text[INET_ADDRSTRLEN];
  if (!bytes_view(args[0], &data, &size)) return EMPTY;
  if (size != 4) return raise(OSError, "packed IP wrong length for inet_ntoa");
  return str_from_c(inet_ntop(AF_INET, data, text, sizeof text));
}
NATIVE(socket_inet_pton) {
  int family;
  uint8_t packed[16];
  const char *text = str_text(args[1]);
  if (!int_argument(args[0], &family) || !text) return EMPTY;
  int status = inet_pton(family, text, packed);
  if (status < 0) return system_error(EMPTY);
  return status ? bytes_new(packed, family == AF_INET ? 4 : 16)
                : raise(OSError, "illegal IP address string passed to inet_pton");
}
NATIVE(socket_inet_ntop) {
  int family;
  const uint8_t *data;
  size_t size;
  char text[INET6_ADDRSTRLEN];
  if (!int_argument(args[0], &family) || !bytes_view(args[1], &data, &size)) return EMPTY;
  if (family != AF_INET && family != AF_INET6) return raise(ValueError, "unknown address family %d", family);
  if (size != (family == AF_INET ? 4 : 16)) return raise(ValueError, "invalid length of packed IP address string");
  return inet_ntop(family, data, text, sizeof text) ? str_from_c(text) : system_error(EMPTY);
}

// --- interfaces

NATIVE(socket_if_nameindex) {
  struct if_nameindex *all = if_nameindex();
  if (!all) return system_error(EMPTY);
  Value list = list_new(0);
  for (const struct if_nameindex *entry = all; list != EMPTY && entry->if_index; entry++) {
    Value pair = tuple_pair(from_small_int(entry->if_index), str_from_c(entry->if_name));
    if (pair == EMPTY || !list_append(list, pair)) list = EMPTY;
  }
  if_freenameindex(all);
  return list;
}
NATIVE(socket_if_nametoindex) {
  PathArgument name;
  if (!path_argument_of(args[0], "if_nametoindex", PATH_ONLY, &name)) return EMPTY;
  unsigned index = if_nametoindex(name.path);
  return index ? from_small_int(index) : raise(OSError, "no interface with this name");
}
NATIVE(socket_if_indextoname) {
  int64_t index;
  char name[IF_NAMESIZE];
  if (!i64_argument(args[0], &index)) return EMPTY;
  return if_indextoname((unsigned)index, name) ? str_from_c(name) : system_error(EMPTY);
}

#define PLAIN(function_name, text) {.name = #function_name, .signature = text, .fn = socket_##function_name}
const NativeDef socket_name_functions[] = {
    PLAIN(getaddrinfo, "host, port, family=0, type=0, proto=0, flags=0"),
    PLAIN(getnameinfo, "sockaddr, flags, /"),
    PLAIN(gethostbyname, "host, /"),
    PLAIN(gethostbyname_ex, "host, /"),
    PLAIN(gethostbyaddr, "host, /"),
    PLAIN(gethostname, ""),
    PLAIN(sethostname, "name, /"),
    PLAIN(getservbyname, "servicename, protocolname=, /"),
    PLAIN(getservbyport, "port, protocolname=, /"),
    PLAIN(getprotobyname, "name, /"),
    PLAIN(htons, "x, /"),
    PLAIN(ntohs, "x, /"),
    PLAIN(htonl, "x, /"),
    PLAIN(ntohl, "x, /"),
    PLAIN(inet_aton, "ip_addr, /"),
    PLAIN(inet_ntoa, "packed_ip, /"),
    PLAIN(inet_pton, "af, ip, /"),
    PLAIN(inet_ntop, "af, packed_ip, /"),
    PLAIN(if_nameindex, ""),
    PLAIN(if_nametoindex, "if_name, /"),
    PLAIN(if_indextoname, "if_index, /"),
    {.name = NULL},
};

static Value error_class(const char *name) {
  Value base = from_object(exception_types[EXCEPTION_OSError]), namespace = dict_new();
  if (namespace == EMPTY || !dict_set_c(namespace, "__module__", str_from_c("socket"))) return EMPTY;
  return type_new_class(builtin_types[SHAPE_TYPE], str_from_c(name), tuple_from(&base, 1), namespace, EMPTY);
}

bool socket_names_init(Value module) {
  heap_add_root(visit_classes);
  socket_gaierror = error_class("gaierror");
  socket_herror = socket_gaierror == EMPTY ? EMPTY : error_class("herror");
  return socket_herror != EMPTY && module_add(module, "gaierror", socket_gaierror) &&
         module_add(module, "herror", socket_herror) &&
         module_add(module, "error", from_object(exception_types[EXCEPTION_OSError])) &&
         module_add(module, "timeout", from_object(exception_types[EXCEPTION_TimeoutError])) &&
         socket_constants_init(module);
}
