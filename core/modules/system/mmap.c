// The module mmap: files and devices as memory.
//
// Views of the memory (memoryviews, C code that was handed it) may outlive the mapping. So memory that was ever lent
// stays readable when the mapping is closed: other pages take its place, until the object dies.
#include "core/modules/system/posix.h"
#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/type.h"
#include "core/vm/export.h"

typedef enum Access { ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY } Access;

typedef struct Map {
  Object header; // HEAP_LEAF
  uint8_t *data; // NULL: closed, or not made
  size_t size, position;
  void *remains; // pages that took the place of a closed mapping, remains_size bytes; NULL: none
  size_t remains_size;
  int64_t offset;
  int descriptor; // a copy of the one given; -1: none
  int flags, protection;
  Access access;
  bool lent; // somebody has had its address
} Map;

static Type *map_type;

static Map *to_map(Value v) { return (Map *)(void *)to_object(v); }

// The open map; NULL: ValueError.
static Map *usable(Value v) {
  Map *map = to_map(v);
  if (map->data) return map;
  raise(ValueError, "mmap closed or invalid");
  return NULL;
}

static Map *writable(Value v) {
  Map *map = usable(v);
  if (!map || map->access != ACCESS_READ) return map;
  raise(TypeError, "mmap can't modify a readonly memory map.");
  return NULL;
}

// --- making and closing

// Ends the mapping, or has other pages take its place. Those of an earlier one, of a map that was resized, stay for
// ever.
static void unmap(Map *map) {
  if (map->data && map->lent &&
      mmap(map->data, map->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) !=
          MAP_FAILED) {
    map->remains = map->data;
    map->remains_size = map->size;
  } else if (map->data) {
    munmap(map->data, map->size);
  }
  map->data = NULL;
}

static void let_go(Map *map) {
  unmap(map);
  if (map->descriptor >= 0) close(map->descriptor);
  map->descriptor = -1;
}

static void map_finalise(Object *object) {
  Map *map = (Map *)(void *)object;
  map->lent = false;
  let_go(map);
  if (map->remains) munmap(map->remains, map->remains_size);
}

// What access means for flags and protection. False: raised.
static bool choose_access(Map *map, int *flags, int *protection, int access) {
  if (access != ACCESS_DEFAULT && (*flags != MAP_SHARED || *protection != (PROT_READ | PROT_WRITE)))
    return raise(ValueError, "mmap can't specify both access and flags, prot."), false;
  map->access = (Access)access;
  switch (access) {
  case ACCESS_READ: *protection = PROT_READ; return true;
  case ACCESS_WRITE: return true;
  case ACCESS_COPY: *flags = MAP_PRIVATE; return true;
  case ACCESS_DEFAULT:
    if (!(*protection & PROT_WRITE))
      map->access = ACCESS_READ;
    else if (!(*protection & PROT_READ))
      map->access = ACCESS_WRITE;
    return true;
  default: return raise(ValueError, "mmap invalid access parameter."), false;
  }
}

// The length of the mapping of a regular file; 0 stands for the rest of it. False: raised.
static bool choose_length(int descriptor, int64_t offset, int64_t *length) {
  struct stat info;
  if (descriptor < 0 || fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) return true;
  if (*length == 0) {
    if (info.st_size == 0) return raise(ValueError, "cannot mmap an empty file"), false;
    if (offset >= info.st_size) return raise(ValueError, "mmap offset is greater than file size"), false;
    *length = info.st_size - offset;
  } else if (offset > info.st_size || info.st_size - offset < *length) {
    return raise(ValueError, "mmap length is greater than file size"), false;
  }
  return true;
}

// mmap(fileno, length, flags=MAP_SHARED, prot=PROT_READ | PROT_WRITE, access=ACCESS_DEFAULT, offset=0)
static Value map_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "mmap", .signature = "fileno, length, flags=, prot=, access=, offset=0"};
  Value slots[6];
  int descriptor, flags = MAP_SHARED, protection = PROT_READ | PROT_WRITE, access = ACCESS_DEFAULT;
  int64_t length, offset = 0;
  if (!native_bind(&signature, args, count, keyword_names, slots) || !int_argument(slots[0], &descriptor) ||
      !i64_argument(slots[1], &length) || (slots[2] != EMPTY && !int_argument(slots[2], &flags)) ||
      (slots[3] != EMPTY && !int_argument(slots[3], &protection)) ||
      (slots[4] != EMPTY && !int_argument(slots[4], &access)) ||
      (slots[5] != EMPTY && !i64_argument(slots[5], &offset)))
    return EMPTY;
  if (length < 0) return raise(OverflowError, "memory mapped length must be positive");
  if (offset < 0) return raise(OverflowError, "memory mapped offset must be positive");
  Map *map = instance_allocate(type);
  if (!map) return EMPTY;
  memset((char *)map + sizeof map->header, 0, sizeof *map - sizeof map->header);
  map->descriptor = -1;
  heap_on_death(&map->header, map_finalise);
  if (!choose_access(map, &flags, &protection, access) || !choose_length(descriptor, offset, &length)) return EMPTY;
  if (descriptor == -1)
    flags |= MAP_ANONYMOUS;
  else if ((map->descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)) < 0)
    return system_error(EMPTY);
  void *data = mmap(NULL, (size_t)length, protection, flags, descriptor, offset);
  if (data == MAP_FAILED) return system_error(EMPTY);
  map->data = data;
  map->size = (size_t)length;
  map->offset = offset;
  map->flags = flags;
  map->protection = protection;
  return from_object(map);
}

NATIVE(map_close) {
  Map *map = to_map(args[0]);
  if (map->data && export_noted(args[0]) && export_is_needed_now(args[0]))
    return raise(BufferError, "cannot close exported pointers exist");
  let_go(map);
  return NONE;
}
NATIVE(map_enter) { return usable(args[0]) ? args[0] : EMPTY; }
NATIVE(map_exit) { return map_close(args, 1); }

static bool map_buffer(Value self, Buffer *buffer) {
  Map *map = usable(self);
  if (!map) return false;
  map->lent = true;
  *buffer = (Buffer){map->data, map->size, 'B', map->access != ACCESS_READ, self};
  return true;
}

// --- as a sequence

static int64_t map_length(Value self) {
  const Map *map = usable(self);
  return map ? (int64_t)map->size : -1;
}

// The place that an index means; -1: raised.
static int64_t place(const Map *map, Value key) {
  int64_t index;
  if (!index_from_value(key, EXCEPTION_IndexError, &index)) return -1;
  if (index < 0) index += (int64_t)map->size;
  if (map->data && index >= 0 && (size_t)index < map->size) return index;
  return raise(IndexError, "mmap index out of range"), -1;
}

static Value map_get(Value self, Value key) {
  Map *map = usable(self);
  int64_t start, stop, step, count;
  if (!map) return EMPTY;
  if (!has_shape(key, SHAPE_SLICE)) {
    if (!type_of(key)->slots.index) return raise(TypeError, "mmap indices must be integers");
    int64_t index = place(map, key);
    return index < 0 ? EMPTY : from_small_int(map->data[index]);
  }
  if (!slice_bounds(key, (int64_t)map->size, &start, &stop, &step, &count) || !usable(self)) return EMPTY;
  if (step == 1) return bytes_new(map->data + start, (size_t)count);
  Value result = bytes_new(NULL, (size_t)count);
  if (result == EMPTY) return EMPTY;
  uint8_t *out = ((Bytes *)(void *)to_object(result))->data;
  for (int64_t n = 0; n < count; n++) out[n] = map->data[start + n * step];
  return result;
}

static bool set_byte(Map *map, Value key, Value value) {
  int64_t number, index = place(map, key);
  if (index < 0) return false;
  if (!type_of(value)->slots.index) return raise(TypeError, "mmap item value must be an int"), false;
  if (!index_from_value(value, EXCEPTION_TypeError, &number)) return false;
  if (number < 0 || number > 255) return raise(ValueError, "mmap item value must be in range(0, 256)"), false;
  if (!map->data) return raise(ValueError, "mmap closed or invalid"), false;
  map->data[index] = (uint8_t)number;
  return true;
}

static bool map_set(Value self, Value key, Value value) {
  Map *map = writable(self);
  int64_t start, stop, step, count;
  const uint8_t *data;
  size_t size;
  if (!map) return false;
  bool slice = has_shape(key, SHAPE_SLICE);
  if (!slice && !type_of(key)->slots.index) return raise(TypeError, "mmap indices must be integers"), false;
  if (value == EMPTY)
    return raise(TypeError, "mmap %s deletion", slice ? "object doesn't support slice" : "doesn't support item"), false;
  if (!slice) return set_byte(map, key, value);
  if (!slice_bounds(key, (int64_t)map->size, &start, &stop, &step, &count) || !bytes_view(value, &data, &size) ||
      !usable(self))
    return false;
  if (size != (size_t)count) return raise(IndexError, "mmap slice assignment is wrong size"), false;
  if (step == 1) memmove(map->data + start, data, size);
  for (int64_t n = 0; step != 1 && n < count; n++) map->data[start + n * step] = data[n];
  return true;
}

// Items are bytes of one byte here, as in CPython.
static Value map_iter(Value self) {
  const Map *map = usable(self);
  Value list = map ? list_new(0) : EMPTY;
  for (size_t n = 0; list != EMPTY && map->data && n < map->size; n++)
    if (!list_append(list, bytes_new(map->data + n, 1))) return EMPTY;
  return list == EMPTY ? EMPTY : object_iter(list);
}

// --- as a file

NATIVE(map_read) {
  Map *map = usable(args[0]);
  int64_t wanted = INT64_MAX;
  if (!map || (args[1] != EMPTY && args[1] != NONE && !i64_argument(args[1], &wanted))) return EMPTY;
  size_t left = map->position < map->size ? map->size - map->position : 0;
  if (wanted >= 0 && (size_t)wanted < left) left = (size_t)wanted;
  Value result = usable(args[0]) ? bytes_new(map->data + map->position, left) : EMPTY;
  if (result != EMPTY) map->position += left;
  return result;
}

NATIVE(map_read_byte) {
  Map *map = usable(args[0]);
  if (!map) return EMPTY;
  if (map->position >= map->size) return raise(ValueError, "read byte out of range");
  return from_small_int(map->data[map->position++]);
}

NATIVE(map_readline) {
  Map *map = usable(args[0]);
  if (!map) return EMPTY;
  size_t left = map->position < map->size ? map->size - map->position : 0;
  const uint8_t *start = map->data + map->position, *newline = left > 0 ? memchr(start, '\n', left) : NULL;
  if (newline) left = (size_t)(newline - start) + 1;
  map->position += left;
  return bytes_new(left > 0 ? start : NULL, left);
}

NATIVE(map_write) {
  const uint8_t *data;
  size_t size;
  if (!usable(args[0]) || !bytes_view(args[1], &data, &size)) return EMPTY;
  Map *map = writable(args[0]);
  if (!map) return EMPTY;
  if (map->position > map->size || map->size - map->position < size) return raise(ValueError, "data out of range");
  memmove(map->data + map->position, data, size);
  map->position += size;
  return int_from_i64((int64_t)size);
}

NATIVE(map_write_byte) {
  int64_t byte;
  if (!usable(args[0]) || !i64_argument(args[1], &byte)) return EMPTY;
  if (byte < 0) return raise(OverflowError, "unsigned byte integer is less than minimum");
  if (byte > 255) return raise(OverflowError, "unsigned byte integer is greater than maximum");
  Map *map = writable(args[0]);
  if (!map) return EMPTY;
  if (map->position >= map->size) return raise(ValueError, "write byte out of range");
  map->data[map->position++] = (uint8_t)byte;
  return NONE;
}

NATIVE(map_seek) {
  Map *map = usable(args[0]);
  int64_t distance, whence = 0;
  if (!map || !i64_argument(args[1], &distance) || (args[2] != EMPTY && !i64_argument(args[2], &whence))) return EMPTY;
  if (whence < 0 || whence > 2) return raise(ValueError, "unknown seek type");
  int64_t from = whence == 0 ? 0 : whence == 1 ? (int64_t)map->position : (int64_t)map->size, to;
  if (__builtin_add_overflow(from, distance, &to) || to < 0 || to > (int64_t)map->size)
    return raise(ValueError, "seek out of range");
  map->position = (size_t)to;
  return NONE;
}

NATIVE(map_tell) {
  const Map *map = usable(args[0]);
  return map ? int_from_i64((int64_t)map->position) : EMPTY;
}

NATIVE(map_size) {
  const Map *map = usable(args[0]);
  struct stat info;
  if (!map) return EMPTY;
  return fstat(map->descriptor, &info) == 0 ? int_from_i64(info.st_size) : system_error(EMPTY);
}

// --- searching

// A bound of find(): from the end when negative, within the map. False: raised.
static bool bound(const Map *map, Value v, int64_t *at) {
  if (v == EMPTY) return true;
  if (!i64_argument(v, at)) return false;
  int64_t size = (int64_t)map->size;
  if (*at < 0) *at += size;
  *at = *at < 0 ? 0 : *at > size ? size : *at;
  return true;
}

static Value find(Value *args, bool backwards) {
  Map *map = usable(args[0]);
  const uint8_t *data;
  size_t size;
  if (!map) return EMPTY;
  int64_t start = (int64_t)map->position, stop = (int64_t)map->size;
  if (!bytes_view(args[1], &data, &size) || !bound(map, args[2], &start) || !bound(map, args[3], &stop) ||
      !usable(args[0]))
    return EMPTY;
  if (stop - start < (int64_t)size) return from_small_int(-1);
  if (!backwards) {
    const uint8_t *found = memmem(map->data + start, (size_t)(stop - start), data, size);
    return from_small_int(found ? found - map->data : -1);
  }
  for (int64_t at = stop - (int64_t)size; at >= start; at--)
    if (memcmp(map->data + at, data, size) == 0) return from_small_int(at);
  return from_small_int(-1);
}
NATIVE(map_find) { return find(args, false); }
NATIVE(map_rfind) { return find(args, true); }

// --- the mapping itself

// flush([offset[, size]])
NATIVE(map_flush) {
  Map *map = usable(args[0]);
  if (!map) return EMPTY;
  int64_t offset = 0, size = (int64_t)map->size;
  if ((args[1] != EMPTY && !i64_argument(args[1], &offset)) || (args[2] != EMPTY && !i64_argument(args[2], &size)))
    return EMPTY;
  if (offset < 0 || size < 0 || offset > (int64_t)map->size || (int64_t)map->size - offset < size)
    return raise(ValueError, "flush values out of range");
  if (map->access == ACCESS_READ || map->access == ACCESS_COPY) return NONE;
  return system_answer(WITHOUT_LOCK(msync(map->data + offset, (size_t)size, MS_SYNC)), EMPTY);
}

NATIVE(map_move) {
  Map *map = writable(args[0]);
  int64_t numbers[3]; // to, from, count
  if (!map) return EMPTY;
  for (int n = 0; n < 3; n++)
    if (!i64_argument(args[n + 1], &numbers[n])) return EMPTY;
  int64_t size = (int64_t)map->size;
  for (int n = 0; n < 3; n++)
    if (numbers[n] < 0 || numbers[n] > size) return raise(ValueError, "source, destination, or count out of range");
  if (size - numbers[0] < numbers[2] || size - numbers[1] < numbers[2])
    return raise(ValueError, "source, destination, or count out of range");
  if (!usable(args[0])) return EMPTY;
  memmove(map->data + numbers[0], map->data + numbers[1], (size_t)numbers[2]);
  return NONE;
}

NATIVE(map_resize) {
  Map *map = usable(args[0]);
  int64_t size;
  if (!map || !i64_argument(args[1], &size)) return EMPTY;
  if (export_noted(args[0]) && export_is_needed_now(args[0]))
    return raise(BufferError, "mmap can't resize with extant buffers exported.");
  if (map->access != ACCESS_WRITE && map->access != ACCESS_DEFAULT)
    return raise(TypeError, "mmap can't resize a readonly or copy-on-write memory map.");
  if (size < 0 || INT64_MAX - size < map->offset) return raise(ValueError, "new size out of range");
  if (map->descriptor >= 0 && ftruncate(map->descriptor, map->offset + size) != 0) return system_error(EMPTY);
  // Memory that was lent cannot go elsewhere.
  void *data = map->lent ? mmap(NULL, (size_t)size, map->protection, map->flags, map->descriptor, map->offset)
                         : mremap(map->data, map->size, (size_t)size, MREMAP_MAYMOVE);
  if (data == MAP_FAILED) return system_error(EMPTY);
  if (map->lent) {
    if (map->flags & MAP_ANONYMOUS) memcpy(data, map->data, map->size < (size_t)size ? map->size : (size_t)size);
    unmap(map);
    map->lent = false;
  }
  map->data = data;
  map->size = (size_t)size;
  return NONE;
}

// madvise(option[, start[, length]])
NATIVE(map_madvise) {
  Map *map = usable(args[0]);
  int option;
  int64_t start = 0;
  if (!map || !int_argument(args[1], &option) || (args[2] != EMPTY && !i64_argument(args[2], &start))) return EMPTY;
  int64_t length = (int64_t)map->size;
  if (args[3] != EMPTY && !i64_argument(args[3], &length)) return EMPTY;
  if (start < 0 || start >= (int64_t)map->size) return raise(ValueError, "madvise start out of bounds");
  if (length < 0) return raise(ValueError, "madvise length invalid");
  if (INT64_MAX - start < length) return raise(OverflowError, "madvise length too large");
  if (start + length > (int64_t)map->size) length = (int64_t)map->size - start;
  return system_answer(madvise(map->data + start, (size_t)length, option), EMPTY);
}

NATIVE(map_sizeof) { return from_small_int((int64_t)sizeof(Map)); }

static Value map_repr(Value self) {
  static const char *const names[] = {"ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"};
  const Map *map = to_map(self);
  if (!map->data) return str_format_c("<%s closed=True>", "mmap.mmap");
  return str_format_c("<%s closed=False, access=%s, length=%lld, pos=%lld, offset=%lld>", "mmap.mmap",
                      names[map->access], (long long)map->size, (long long)map->position, (long long)map->offset);
}

static Value get_closed(Value self) { return from_bool(!to_map(self)->data); }

#define METHOD(text, arguments) {.name = #text, .signature = arguments, .fn = map_##text}
static const NativeDef methods[] = {
    METHOD(close, "self, /"),
    METHOD(find, "self, sub, start=, end=, /"),
    METHOD(flush, "self, offset=, size=, /"),
    METHOD(madvise, "self, option, start=, length=, /"),
    METHOD(move, "self, dest, src, count, /"),
    METHOD(read, "self, n=None, /"),
    METHOD(read_byte, "self, /"),
    METHOD(readline, "self, /"),
    METHOD(resize, "self, newsize, /"),
    METHOD(rfind, "self, sub, start=, end=, /"),
    METHOD(seek, "self, pos, whence=0, /"),
    METHOD(size, "self, /"),
    METHOD(tell, "self, /"),
    METHOD(write, "self, bytes, /"),
    METHOD(write_byte, "self, byte, /"),
    {.name = "__enter__", .signature = "self, /", .fn = map_enter},
    {.name = "__exit__", .signature = "self, /, *args", .fn = map_exit},
    {.name = "__sizeof__", .signature = "self, /", .fn = map_sizeof},
    {.name = NULL},
};
static const GetSetDef attributes[] = {{"closed", get_closed, NULL, NULL}, {NULL, NULL, NULL, NULL}};

#define CONSTANTS(X) \
  X(ACCESS_DEFAULT) \
  X(ACCESS_READ) \
  X(ACCESS_WRITE) \
  X(ACCESS_COPY) \
  X(PROT_READ) \
  X(PROT_WRITE) X(PROT_EXEC) X(MAP_SHARED) X(MAP_PRIVATE) X(MAP_DENYWRITE) X(MAP_EXECUTABLE) X(MAP_ANON) \
      X(MAP_ANONYMOUS) X(MAP_POPULATE) X(MAP_STACK) X(MADV_NORMAL) X(MADV_RANDOM) X(MADV_SEQUENTIAL) X(MADV_WILLNEED) \
          X(MADV_DONTNEED) X(MADV_REMOVE) X(MADV_DONTFORK) X(MADV_DOFORK) X(MADV_HWPOISON) X(MADV_MERGEABLE) \
              X(MADV_UNMERGEABLE) X(MADV_HUGEPAGE) X(MADV_NOHUGEPAGE) X(MADV_DONTDUMP) X(MADV_DODUMP) X(MADV_FREE)

static void visit_type(void) { heap_visit(from_object(map_type)); }

static bool init(Value module) {
  static const NamedNumber numbers[] = {
#define X(name) {#name, name},
      CONSTANTS(X)
#undef X
          {NULL, 0}};
  static const TypeSlots slots = {.repr = map_repr,
                                  .construct = map_construct,
                                  .length = map_length,
                                  .get_item = map_get,
                                  .set_item = map_set,
                                  .iter = map_iter,
                                  .buffer = map_buffer};
  heap_add_root(visit_type);
  map_type = type_new_native("mmap", "mmap", NULL, TYPE_BASE | TYPE_WEAKREFS, &slots, methods, attributes, HEAP_LEAF,
                             sizeof(Map));
  int64_t page = sysconf(_SC_PAGESIZE);
  return map_type && module_add(module, "mmap", from_object(map_type)) && module_add_numbers(module, numbers) &&
         module_add(module, "PAGESIZE", from_small_int(page)) &&
         module_add(module, "ALLOCATIONGRANULARITY", from_small_int(page)) &&
         module_add(module, "error", from_object(exception_types[EXCEPTION_OSError]));
}

const NativeModule module_mmap = {"mmap", NULL, init, NULL};
