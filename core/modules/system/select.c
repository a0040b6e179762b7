// The module select: select, poll and epoll.
#include <math.h>

#include "core/modules/system/system.h"
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/float.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/type.h"
#include "port/port.h"

static Type *poll_type, *epoll_type;

// A time limit as milliseconds for poll, rounded up; -1: none.
static int milliseconds(double seconds) {
  double ms = ceil(seconds * 1e3);
  return seconds < 0 ? -1 : ms > INT_MAX ? INT_MAX : (int)ms;
}

// A call with a time limit that is repeated after signals with what is left of it: `left` in seconds, negative for
// none.
#define WAITING(result, limit, left, expression) \
  do { \
    double end_of_wait = (limit) < 0 ? 0 : port_monotonic() + (limit); \
    double left = (limit); \
    for (;;) { \
      (result) = WITHOUT_LOCK(expression); \
      if ((result) >= 0 || errno != EINTR || !signals_run()) break; \
      if ((limit) >= 0 && (left = end_of_wait - port_monotonic()) < 0) left = 0; \
    } \
  } while (0)

// --- select

typedef struct Watched {
  Value objects; // tuple
  int *descriptors;
  fd_set set;
} Watched;

static bool watch(Watched *watched, Value sequence, int *highest) {
  FD_ZERO(&watched->set);
  watched->descriptors = NULL;
  if (object_find_special(sequence, str_intern("__iter__", 8)) == EMPTY) {
    if (vm_exception == EMPTY) raise(TypeError, "arguments 1-3 must be sequences");
    return false;
  }
  watched->objects = tuple_from_iterable(sequence);
  if (watched->objects == EMPTY) return false;
  size_t length = to_tuple(watched->objects)->length;
  watched->descriptors = malloc((length + 1) * sizeof(int));
  if (!watched->descriptors) return raise_memory_error(), false;
  for (size_t i = 0; i < length; i++) {
    int descriptor;
    if (!descriptor_argument(to_tuple(watched->objects)->items[i], &descriptor)) return false;
    if (descriptor >= FD_SETSIZE) return raise(ValueError, "filedescriptor out of range in select()"), false;
    FD_SET(descriptor, &watched->set);
    watched->descriptors[i] = descriptor;
    if (descriptor > *highest) *highest = descriptor;
  }
  return true;
}

static Value ready(const Watched *watched, const fd_set *set) {
  Value list = list_new(0);
  for (size_t i = 0; list != EMPTY && i < to_tuple(watched->objects)->length; i++)
    if (FD_ISSET(watched->descriptors[i], set) && !list_append(list, to_tuple(watched->objects)->items[i]))
      return EMPTY;
  return list;
}

static int select_once(Watched *watched, fd_set *sets, int highest, double left) {
  for (int i = 0; i < 3; i++) sets[i] = watched[i].set;
  struct timespec spec = timespec_from(left < 0 ? 0 : left);
  struct timeval wait = {spec.tv_sec, (suseconds_t)(spec.tv_nsec / 1000)};
  return select(highest + 1, &sets[0], &sets[1], &sets[2], left < 0 ? NULL : &wait);
}

static Value select_ready(Watched *watched, int highest, double limit) {
  fd_set sets[3];
  int result;
  WAITING(result, limit, left, select_once(watched, sets, highest, left));
  if (result < 0) return system_error(EMPTY);
  Value lists[3];
  for (int i = 0; i < 3; i++)
    if ((lists[i] = ready(&watched[i], &sets[i])) == EMPTY) return EMPTY;
  return tuple_from(lists, 3);
}

static bool limit_argument(Value v, double *limit) {
  bool has;
  *limit = -1;
  if (v != EMPTY && v != NONE && !type_flag(v, TYPE_IS_INT | TYPE_IS_FLOAT))
    return raise(TypeError, "timeout must be a float or None"), false;
  return timeout_argument(v, limit, &has);
}

NATIVE(select_select) {
  Watched watched[3] = {0};
  double limit;
  int highest = -1;
  if (!limit_argument(args[3], &limit)) return EMPTY;
  if (args[3] != EMPTY && args[3] != NONE && limit < 0) return raise(ValueError, "timeout must be non-negative");
  bool done = true;
  for (int i = 0; done && i < 3; i++) done = watch(&watched[i], args[i], &highest);
  Value result = done ? select_ready(watched, highest, limit) : EMPTY;
  for (int i = 0; i < 3; i++) free(watched[i].descriptors);
  return result;
}

// --- poll

typedef struct Poll {
  Object header; // HEAP_VALUES
  Value events;  // dict: descriptor → mask
  Value polling; // bool
} Poll;

NATIVE(select_poll) {
  Poll *poll = instance_allocate(poll_type);
  if (!poll) return EMPTY;
  poll->polling = FALSE_VALUE;
  poll->events = dict_new();
  return poll->events == EMPTY ? EMPTY : from_object(poll);
}

static Poll *to_poll(Value v) { return (Poll *)to_object(v); }

static bool mask_argument(Value v, int otherwise, int *mask) {
  int64_t number;
  *mask = otherwise;
  if (v == EMPTY) return true;
  if (!int_index_i64(v, &number, "Python int too large to convert to C unsigned short")) return false;
  if (number < 0) return raise(ValueError, "value must be positive"), false;
  if (number > 0xffff) return raise(OverflowError, "Python int too large for C unsigned short"), false;
  *mask = (int)number;
  return true;
}

NATIVE(poll_register) {
  int descriptor, mask;
  if (!descriptor_argument(args[1], &descriptor) || !mask_argument(args[2], POLLIN | POLLPRI | POLLOUT, &mask))
    return EMPTY;
  return dict_set(to_poll(args[0])->events, from_small_int(descriptor), from_small_int(mask)) ? NONE : EMPTY;
}

NATIVE(poll_modify) {
  int descriptor, mask;
  if (!descriptor_argument(args[1], &descriptor) || !mask_argument(args[2], 0, &mask)) return EMPTY;
  Value events = to_poll(args[0])->events, key = from_small_int(descriptor);
  if (dict_get(events, key) == EMPTY) return vm_exception != EMPTY ? EMPTY : raise_os_error(ENOENT, EMPTY);
  return dict_set(events, key, from_small_int(mask)) ? NONE : EMPTY;
}

NATIVE(poll_unregister) {
  int descriptor;
  if (!descriptor_argument(args[1], &descriptor)) return EMPTY;
  int deleted = dict_delete(to_poll(args[0])->events, from_small_int(descriptor));
  if (deleted == 0) return raise_with(EXCEPTION_KeyError, from_small_int(descriptor));
  return deleted > 0 ? NONE : EMPTY;
}

static Value poll_result(const struct pollfd *entries, size_t length) {
  Value list = list_new(0);
  for (size_t i = 0; list != EMPTY && i < length; i++) {
    if (!entries[i].revents) continue;
    Value pair = tuple_pair(from_small_int(entries[i].fd), from_small_int(entries[i].revents & 0xffff));
    if (pair == EMPTY || !list_append(list, pair)) return EMPTY;
  }
  return list;
}

NATIVE(poll_poll) {
  double limit = -1;
  bool has;
  if (args[1] != EMPTY && args[1] != NONE && !type_flag(args[1], TYPE_IS_INT | TYPE_IS_FLOAT))
    return raise(TypeError, "timeout must be an integer or None");
  if (!timeout_argument(args[1], &limit, &has)) return EMPTY;
  limit = has && limit >= 0 ? limit / 1e3 : -1;
  Poll *poll_object = to_poll(args[0]);
  if (poll_object->polling == TRUE_VALUE) return raise(RuntimeError, "concurrent poll() invocation");
  size_t position = 0, length = 0;
  Value key, mask;
  int64_t room = object_length(poll_object->events);
  struct pollfd *entries = calloc((size_t)room + 1, sizeof *entries);
  if (!entries) return raise_memory_error();
  while (dict_next(poll_object->events, &position, &key, &mask))
    entries[length++] = (struct pollfd){.fd = (int)to_small_int(key), .events = (short)to_small_int(mask)};
  int result;
  poll_object->polling = TRUE_VALUE;
  WAITING(result, limit, left, poll(entries, length, milliseconds(left)));
  poll_object->polling = FALSE_VALUE;
  Value list = result < 0 ? system_error(EMPTY) : poll_result(entries, length);
  free(entries);
  return list;
}

static const NativeDef poll_methods[] = {
    {.name = "register", .signature = "self, fd, eventmask=7, /", .fn = poll_register},
    {.name = "modify", .signature = "self, fd, eventmask, /", .fn = poll_modify},
    {.name = "unregister", .signature = "self, fd, /", .fn = poll_unregister},
    {.name = "poll", .signature = "self, timeout=None, /", .fn = poll_poll},
    {.name = NULL},
};

// --- epoll

typedef struct Epoll {
  Object header;      // HEAP_LEAF
  int64_t descriptor; // -1: closed
} Epoll;

static Epoll *to_epoll(Value v) { return (Epoll *)to_object(v); }

static void epoll_finalise(Object *object) {
  if (((Epoll *)object)->descriptor >= 0) close((int)((Epoll *)object)->descriptor);
}

static Value epoll_make(Type *type, int descriptor) {
  Epoll *epoll = instance_allocate(type);
  if (!epoll) {
    close(descriptor);
    return EMPTY;
  }
  epoll->descriptor = descriptor;
  heap_on_death(&epoll->header, epoll_finalise);
  return from_object(epoll);
}

static Value epoll_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef def = {.name = "epoll", .signature = "sizehint=-1, flags=0"};
  Value given[2];
  int size = -1, flags = 0;
  if (!native_bind(&def, args, count, keyword_names, given) || (given[0] != EMPTY && !int_argument(given[0], &size)) ||
      (given[1] != EMPTY && !int_argument(given[1], &flags)))
    return EMPTY;
  if (size != -1 && size <= 0) return raise(ValueError, "sizehint must be positive or -1");
  if (flags && flags != EPOLL_CLOEXEC) return raise(OSError, "invalid flags");
  int descriptor = epoll_create1(EPOLL_CLOEXEC);
  return descriptor < 0 ? system_error(EMPTY) : epoll_make(type, descriptor);
}

static bool epoll_open(Value self) {
  if (to_epoll(self)->descriptor >= 0) return true;
  return raise(ValueError, "I/O operation on closed epoll object"), false;
}

static Value control(Value *args, int operation, Value events) {
  struct epoll_event event = {.events = EPOLLIN | EPOLLPRI | EPOLLOUT};
  int descriptor;
  int64_t mask;
  if (!epoll_open(args[0]) || !descriptor_argument(args[1], &descriptor)) return EMPTY;
  if (events != EMPTY) {
    if (!i64_argument(events, &mask)) return EMPTY;
    event.events = (uint32_t)mask;
  }
  event.data.fd = descriptor;
  return system_answer(epoll_ctl((int)to_epoll(args[0])->descriptor, operation, descriptor, &event), EMPTY);
}
NATIVE(epoll_register) { return control(args, EPOLL_CTL_ADD, args[2]); }
NATIVE(epoll_modify) { return control(args, EPOLL_CTL_MOD, args[2]); }
NATIVE(epoll_unregister) { return control(args, EPOLL_CTL_DEL, EMPTY); }

NATIVE(epoll_poll) {
  double limit = -1;
  bool has;
  int most = -1, result;
  if (!epoll_open(args[0])) return EMPTY;
  if (args[1] != EMPTY && args[1] != NONE && !type_flag(args[1], TYPE_IS_INT | TYPE_IS_FLOAT))
    return raise(TypeError, "timeout must be an integer or None");
  if (!timeout_argument(args[1], &limit, &has) || (args[2] != EMPTY && !int_argument(args[2], &most))) return EMPTY;
  if (!has || limit < 0) limit = -1;
  if (most == -1) most = FD_SETSIZE - 1;
  if (most < 1) return raise(ValueError, "maxevents must be greater than 0, got %d", most);
  struct epoll_event *events = calloc((size_t)most, sizeof *events);
  if (!events) return raise_memory_error();
  int descriptor = (int)to_epoll(args[0])->descriptor;
  WAITING(result, limit, left, epoll_wait(descriptor, events, most, milliseconds(left)));
  Value list = result < 0 ? system_error(EMPTY) : list_new(0);
  for (int i = 0; list != EMPTY && i < result; i++) {
    Value pair = tuple_pair(from_small_int(events[i].data.fd), from_small_int(events[i].events));
    if (pair == EMPTY || !list_append(list, pair)) list = EMPTY;
  }
  free(events);
  return list;
}

NATIVE(epoll_close) {
  Epoll *epoll = to_epoll(args[0]);
  int descriptor = (int)epoll->descriptor;
  epoll->descriptor = -1;
  return descriptor < 0 || close(descriptor) == 0 ? NONE : system_error(EMPTY);
}
NATIVE(epoll_fileno) { return epoll_open(args[0]) ? from_small_int(to_epoll(args[0])->descriptor) : EMPTY; }
NATIVE(epoll_enter) { return epoll_open(args[0]) ? args[0] : EMPTY; }
NATIVE(epoll_exit) { return epoll_close(args, 1); }
NATIVE(epoll_fromfd) {
  int descriptor;
  return int_argument(args[1], &descriptor) ? epoll_make(epoll_type, descriptor) : EMPTY;
}
static Value epoll_closed(Value self) { return from_bool(to_epoll(self)->descriptor < 0); }

static const NativeDef epoll_methods[] = {
    {.name = "register", .signature = "self, fd, eventmask=7", .fn = epoll_register},
    {.name = "modify", .signature = "self, fd, eventmask", .fn = epoll_modify},
    {.name = "unregister", .signature = "self, fd", .fn = epoll_unregister},
    {.name = "poll", .signature = "self, timeout=None, maxevents=-1", .fn = epoll_poll},
    {.name = "close", .signature = "self, /", .fn = epoll_close},
    {.name = "fileno", .signature = "self, /", .fn = epoll_fileno},
    {.name = "fromfd", .signature = "cls, fd, /", .fn = epoll_fromfd},
    {.name = "__enter__", .signature = "self, /", .fn = epoll_enter},
    {.name = "__exit__", .signature = "self, /, *args", .fn = epoll_exit},
    {.name = NULL},
};
static const GetSetDef epoll_attributes[] = {{"closed", epoll_closed, NULL, NULL}, {NULL, NULL, NULL, NULL}};

static void visit_types(void) {
  heap_visit(from_object(poll_type));
  heap_visit(from_object(epoll_type));
}

static const NativeDef functions[] = {
    {.name = "select", .signature = "rlist, wlist, xlist, timeout=None, /", .fn = select_select},
    {.name = "poll", .signature = "", .fn = select_poll},
    {.name = NULL},
};

static bool init(Value module) {
  static const NamedNumber numbers[] = {{"POLLIN", POLLIN},
                                        {"POLLPRI", POLLPRI},
                                        {"POLLOUT", POLLOUT},
                                        {"POLLERR", POLLERR},
                                        {"POLLHUP", POLLHUP},
                                        {"POLLNVAL", POLLNVAL},
                                        {"POLLRDNORM", POLLRDNORM},
                                        {"POLLRDBAND", POLLRDBAND},
                                        {"POLLWRNORM", POLLWRNORM},
                                        {"POLLWRBAND", POLLWRBAND},
                                        {"POLLMSG", POLLMSG},
                                        {"POLLRDHUP", POLLRDHUP},
                                        {"PIPE_BUF", PIPE_BUF},
                                        {"EPOLLIN", EPOLLIN},
                                        {"EPOLLOUT", EPOLLOUT},
                                        {"EPOLLPRI", EPOLLPRI},
                                        {"EPOLLERR", EPOLLERR},
                                        {"EPOLLHUP", EPOLLHUP},
                                        {"EPOLLRDHUP", EPOLLRDHUP},
                                        {"EPOLLET", EPOLLET},
                                        {"EPOLLONESHOT", EPOLLONESHOT},
                                        {"EPOLLEXCLUSIVE", EPOLLEXCLUSIVE},
                                        {"EPOLLRDNORM", EPOLLRDNORM},
                                        {"EPOLLRDBAND", EPOLLRDBAND},
                                        {"EPOLLWRNORM", EPOLLWRNORM},
                                        {"EPOLLWRBAND", EPOLLWRBAND},
                                        {"EPOLLMSG", EPOLLMSG},
                                        {"EPOLL_CLOEXEC", EPOLL_CLOEXEC},
                                        {NULL, 0}};
  static const TypeSlots poll_slots = {0}, epoll_slots = {.construct = epoll_construct};
  heap_add_root(visit_types);
  poll_type = type_new_native("select", "poll", NULL, 0, &poll_slots, poll_methods, NULL, HEAP_VALUES, sizeof(Poll));
  epoll_type = poll_type ? type_new_native("select", "epoll", NULL, 0, &epoll_slots, epoll_methods, epoll_attributes,
                                           HEAP_LEAF, sizeof(Epoll))
                         : NULL;
  return epoll_type && module_add_numbers(module, numbers) && module_add(module, "epoll", from_object(epoll_type)) &&
         module_add(module, "error", from_object(exception_types[EXCEPTION_OSError]));
}

const NativeModule module_select = {"select", functions, init, DOC("Waiting for files: select, poll, epoll.")};
