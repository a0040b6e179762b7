// The module _socket: messages of several pieces, and what comes along with them (descriptors, credentials).
#include "core/modules/system/socket.h"

#include "core/object/bytes.h"
#include "core/object/list.h"
#include "core/object/sequence.h"

// --- room for ancillary data

// CMSG_LEN and CMSG_SPACE of a length; false: it is too long for any buffer.
static bool ancillary_length(int64_t data, size_t *with_header, size_t *with_padding) {
  if (data < 0 || data > INT_MAX - (int64_t)CMSG_SPACE(0) - (int64_t)CMSG_SPACE(1)) return false;
  *with_header = CMSG_LEN((size_t)data);
  *with_padding = CMSG_SPACE((size_t)data);
  return true;
}

static Value ancillary_answer(Value v, bool padded, const char *name) {
  int64_t length;
  size_t sizes[2];
  if (!i64_argument(v, &length)) return EMPTY;
  if (!ancillary_length(length, &sizes[0], &sizes[1])) return raise(OverflowError, "%s() argument out of range", name);
  return from_small_int((int64_t)sizes[padded]);
}
Value socket_CMSG_LEN(Value *args, size_t count) { return (void)count, ancillary_answer(args[0], false, "CMSG_LEN"); }
Value socket_CMSG_SPACE(Value *args, size_t count) {
  return (void)count, ancillary_answer(args[0], true, "CMSG_SPACE");
}

// --- the pieces

// The items of an iterable, as a list; EMPTY: raised, TypeError with the words of `complaint` when it is none.
static Value items_of(Value iterable, const char *complaint) {
  Value list = list_from_iterable(iterable);
  if (list == EMPTY && exception_matches(EXCEPTION_TypeError) && type_of(iterable)->slots.iter == NULL) {
    exception_clear();
    raise(TypeError, "%s", complaint);
  }
  return list;
}

// The memory of all buffers of a list, malloc'ed; NULL: raised.
static struct iovec *pieces_of(Value list, const char *function, bool to_fill) {
  size_t count = to_list(list)->length;
  if (count > IOV_MAX) return raise(OSError, "%s() argument 1 is too long", function), NULL;
  struct iovec *pieces = calloc(count + 1, sizeof *pieces);
  if (pieces == NULL) return raise_memory_error(), NULL;
  for (size_t n = 0; n < count && n < to_list(list)->length; n++) {
    Value item = to_list(list)->storage->items[n];
    const uint8_t *data;
    uint8_t *room;
    bool sound =
        to_fill ? bytes_view_writable(item, &room, &pieces[n].iov_len) : bytes_view(item, &data, &pieces[n].iov_len);
    if (!sound) {
      free(pieces);
      if (to_fill && exception_matches(EXCEPTION_TypeError)) {
        exception_clear();
        raise(TypeError, "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers");
      }
      return NULL;
    }
    pieces[n].iov_base = to_fill ? room : (void *)(uintptr_t)data;
  }
  return pieces;
}

// --- sending

// One (level, type, data). False: raised.
static bool ancillary_item(Value item, struct cmsghdr *header, const uint8_t **data, size_t *size) {
  static const char start[] = "[sendmsg() ancillary data items]() argument must be";
  if (!type_flag(item, TYPE_IS_TUPLE)) return raise(TypeError, "%s 3-item sequence, not %T", start, item), false;
  if (to_tuple(item)->length != 3)
    return raise(TypeError, "%s sequence of length 3, not %llu", start, (unsigned long long)to_tuple(item)->length),
           false;
  const Value *parts = to_tuple(item)->items;
  return int_argument(parts[0], &header->cmsg_level) && int_argument(parts[1], &header->cmsg_type) &&
         bytes_view(parts[2], data, size);
}

// The ancillary data of a list, malloc'ed, in the message. False: raised.
static bool add_ancillary(struct msghdr *message, Value list) {
  size_t total = 0, count = to_list(list)->length;
  uint8_t *control = NULL;
  for (size_t n = 0; n < count && n < to_list(list)->length; n++) {
    struct cmsghdr header = {0};
    const uint8_t *data;
    size_t size, length, space;
    bool sound = ancillary_item(to_list(list)->storage->items[n], &header, &data, &size);
    if (sound && (!ancillary_length((int64_t)size, &length, &space) || total + space > INT_MAX))
      sound = (raise(OSError, "ancillary data item too large"), false);
    uint8_t *grown = sound ? realloc(control, total + space) : NULL;
    if (grown == NULL) {
      if (sound) raise_memory_error();
      free(control);
      return false;
    }
    control = grown;
    memset(control + total, 0, space);
    header.cmsg_len = (__typeof__(header.cmsg_len))length;
    memcpy(control + total, &header, sizeof header);
    memcpy(control + total + CMSG_LEN(0), data, size);
    total += space;
  }
  message->msg_control = control;
  message->msg_controllen = (__typeof__(message->msg_controllen))total;
  return true;
}

// sendmsg(buffers[, ancdata[, flags[, address]]])
Value socket_sendmsg(Value *args, size_t count) {
  (void)count;
  Socket *self = to_socket(args[0]);
  SocketAddress address;
  socklen_t length;
  int flags = 0;
  struct msghdr message = {0};
  Value buffers = items_of(args[1], "sendmsg() argument 1 must be an iterable");
  if (buffers == EMPTY || (args[3] != EMPTY && !int_argument(args[3], &flags))) return EMPTY;
  if (args[4] != EMPTY && args[4] != NONE) {
    if (!socket_address_from(self->family, args[4], &address, &length, "sendmsg")) return EMPTY;
    message.msg_name = &address;
    message.msg_namelen = length;
  }
  Value ancillary = args[2] == EMPTY ? list_new(0) : items_of(args[2], "sendmsg() argument 2 must be an iterable");
  struct iovec *pieces = ancillary == EMPTY ? NULL : pieces_of(buffers, "sendmsg", false);
  if (pieces == NULL) return EMPTY;
  message.msg_iov = pieces;
  message.msg_iovlen = (__typeof__(message.msg_iovlen))to_list(buffers)->length;
  ssize_t sent = -1;
  if (add_ancillary(&message, ancillary)) SOCKET_CALL(sent, self, POLLOUT, sendmsg(self->descriptor, &message, flags));
  int error = errno;
  free(message.msg_control);
  free(pieces);
  errno = error;
  return sent < 0 ? system_error(EMPTY) : int_from_i64(sent);
}

// --- receiving

// CMSG_NXTHDR, whose definition in musl compares signed with unsigned numbers.
static struct cmsghdr *next_header(struct msghdr *message, struct cmsghdr *header) {
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wsign-compare"
  return CMSG_NXTHDR(message, header);
#pragma clang diagnostic pop
}

// The ancillary data of a message as a list of (level, type, data). What has been cut off is left out.
static Value ancillary_list(struct msghdr *message) {
  Value list = list_new(0);
  if (message->msg_controllen == 0) return list;
  const uint8_t *end = (const uint8_t *)message->msg_control + message->msg_controllen;
  for (struct cmsghdr *header = CMSG_FIRSTHDR(message); header != NULL && list != EMPTY;
       header = next_header(message, header)) {
    const uint8_t *data = CMSG_DATA(header);
    if (header->cmsg_len < CMSG_LEN(0) || data > end) break;
    size_t size = header->cmsg_len - CMSG_LEN(0), room = (size_t)(end - data);
    Value parts[3] = {from_small_int(header->cmsg_level), from_small_int(header->cmsg_type),
                      bytes_new(data, size < room ? size : room)};
    Value item = parts[2] == EMPTY ? EMPTY : tuple_from(parts, 3);
    if (item == EMPTY || !list_append(list, item)) return EMPTY;
    if (size >= room) break;
  }
  return list;
}

// Receives into the pieces: (what the caller makes of the number of bytes, ancillary data, flags, address).
static Value receive_message(Value *args, struct iovec *pieces, size_t piece_count, Value buffer) {
  Socket *self = to_socket(args[0]);
  int64_t room = 0;
  int flags = 0;
  if ((args[2] != EMPTY && !i64_argument(args[2], &room)) || (args[3] != EMPTY && !int_argument(args[3], &flags)))
    return EMPTY;
  if (room < 0 || room > INT_MAX) return raise(ValueError, "invalid ancillary data buffer length");
  void *control = room > 0 ? malloc((size_t)room) : NULL;
  if (room > 0 && control == NULL) return raise_memory_error();
  SocketAddress address = {0};
  struct msghdr message = {0};
  ssize_t got;
  SOCKET_CALL(got, self, POLLIN,
              (message = (struct msghdr){.msg_name = &address,
                                         .msg_namelen = sizeof address,
                                         .msg_iov = pieces,
                                         .msg_iovlen = (__typeof__(message.msg_iovlen))piece_count,
                                         .msg_control = control,
                                         .msg_controllen = (__typeof__(message.msg_controllen))room},
               recvmsg(self->descriptor, &message, flags)));
  Value items[4] = {EMPTY};
  if (got < 0) {
    system_error(EMPTY);
  } else {
    items[1] = ancillary_list(&message);
    items[0] = buffer == EMPTY ? int_from_i64(got) : bytes_new(((Bytes *)to_object(buffer))->data, (size_t)got);
    items[2] = from_small_int(message.msg_flags);
    items[3] = socket_address_to(&address, message.msg_namelen < sizeof address ? message.msg_namelen : sizeof address);
  }
  free(control);
  return items[0] == EMPTY || items[1] == EMPTY || items[3] == EMPTY ? EMPTY : tuple_from(items, 4);
}

// recvmsg(bufsize[, ancbufsize[, flags]])
Value socket_recvmsg(Value *args, size_t count) {
  (void)count;
  int64_t size;
  if (!i64_argument(args[1], &size)) return EMPTY;
  if (size < 0) return raise(ValueError, "negative buffer size in recvmsg()");
  Value buffer = bytes_new(NULL, (size_t)size);
  if (buffer == EMPTY) return EMPTY;
  struct iovec piece = {((Bytes *)to_object(buffer))->data, (size_t)size};
  return receive_message(args, &piece, 1, buffer);
}

// recvmsg_into(buffers[, ancbufsize[, flags]])
Value socket_recvmsg_into(Value *args, size_t count) {
  (void)count;
  Value buffers = items_of(args[1], "recvmsg_into() argument 1 must be an iterable");
  struct iovec *pieces = buffers == EMPTY ? NULL : pieces_of(buffers, "recvmsg_into", true);
  if (pieces == NULL) return EMPTY;
  Value result = receive_message(args, pieces, to_list(buffers)->length, EMPTY);
  free(pieces);
  return result;
}
