// What all streams have in common: errors, arguments, the methods of file objects that do not depend on text or bytes.
#include <errno.h>
#include <string.h>

#include "core/modules/io_internal.h"
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/object/warning.h"
#include "core/vm/unraisable.h"
#include "core/vm/vm.h"
#include "port/port.h"

static Value unsupported_class;

static void visit_roots(void) { heap_visit(unsupported_class); }

bool io_common_init(void) {
  heap_add_root(visit_roots);
  Value bases =
      tuple_pair(from_object(exception_types[EXCEPTION_OSError]), from_object(exception_types[EXCEPTION_ValueError]));
  Value namespace = dict_new();
  if (bases == EMPTY || namespace == EMPTY || !dict_set_c(namespace, "__module__", str_from_c("io"))) return false;
  unsupported_class =
      type_new_class(builtin_types[SHAPE_TYPE], str_intern("UnsupportedOperation", 20), bases, namespace, EMPTY);
  return unsupported_class != EMPTY;
}

Value io_error(void) {
  if (vm_exception != EMPTY) return EMPTY;
  return errno == ENOMEM ? raise_memory_error() : raise_os_error(errno, EMPTY);
}

Value io_unsupported_class(void) { return unsupported_class; }

Value io_unsupported(const char *message) {
  Value exception = object_call_1(unsupported_class, str_from_c(message));
  return exception == EMPTY ? EMPTY : raise_value(exception, EMPTY);
}

void io_set_module(Type *type) {
  type->module = str_intern("_io", 3);
  type->full_name = str_format_c("_io.%V", type->name);
}

bool io_size_argument(Value v, int64_t *size) {
  *size = -1;
  if (v == EMPTY || v == NONE) return true;
  if (!has_index(v)) {
    raise(TypeError, "argument should be integer or None, not '%T'", v);
    return false;
  }
  return index_from_value(v, EXCEPTION_OverflowError, size);
}

Value io_readlines(Value self, Value hint, ReadLine read_line) {
  int64_t limit, total = 0;
  if (!io_size_argument(hint, &limit)) return EMPTY;
  Value list = list_new(0);
  while (list != EMPTY) {
    Value line = read_line(self, -1);
    if (line == EMPTY) return EMPTY;
    int64_t length = object_length(line);
    if (length == 0) break;
    if (!list_append(list, line)) return EMPTY;
    if (limit > 0 && length > limit - total) break;
    total += length;
  }
  return list;
}

Value io_writelines(Value self, Value lines, WriteData write) {
  Value iterator = object_iter(lines);
  if (iterator == EMPTY) return EMPTY;
  Value line;
  while ((line = object_next(iterator)) != EMPTY)
    if (write(self, line) == EMPTY) return EMPTY;
  return vm_exception == EMPTY ? NONE : EMPTY;
}

static void finalise(Object *object) { file_state_release(file_state(from_object(object))); }

// An open file that it falls to this object to close has an end in Python: close() runs, and there is a warning.
static bool expect_end(FileObject *file, const FileState *state) {
  bool owns = !state->closed && (state->under != UNDER_DESCRIPTOR || state->closes_descriptor);
  return !owns || heap_add_finalisable(&file->header);
}

FileObject *file_object_new(Type *type, FileState *state, Value name, Value mode) {
  if (!state) {
    if (!(state = file_state_nothing())) return NULL;
    state->uninitialised = true;
  }
  FileObject *file = instance_allocate(type);
  if (!file) {
    file_state_release(state);
    return NULL;
  }
  file->state = from_small_int((int64_t)(uintptr_t)state);
  file->name = name;
  file->mode = mode;
  file->raw = state->raw;
  heap_on_death(&file->header, finalise);
  return expect_end(file, state) ? file : NULL;
}

void file_object_set_state(Value self, FileState *state) {
  FileObject *file = (FileObject *)to_object(self);
  state->before = file_state(self);
  file->state = from_small_int((int64_t)(uintptr_t)state);
  // The former object may be in the middle of a call that C code is waiting for.
  file->raw = file->raw == EMPTY ? state->raw : tuple_pair(state->raw == EMPTY ? NONE : state->raw, file->raw);
  if (!expect_end(file, state)) exception_clear(); // then it is closed without a warning
}

bool file_object_detach(Value self) {
  if (file_check_open(self) == EMPTY) return false;
  FileState *nothing = file_state_nothing(), *old = file_state(self);
  if (!nothing) return false;
  nothing->detached = true;
  if (!file_flush(old) || !raw_flush(old)) {
    file_state_release(nothing);
    return io_error(), false;
  }
  file_object_set_state(self, nothing);
  return true;
}

// Raises ValueError for a file that cannot be used.
static Value raise_closed(const FileState *state, Value self) {
  if (state->uninitialised) return raise(ValueError, "I/O operation on uninitialized object");
  if (!state->detached) return raise(ValueError, "I/O operation on closed file.");
  bool text = type_is_subtype(type_of(self), builtin_types[SHAPE_TEXT_FILE]);
  return raise(ValueError, text ? "underlying buffer has been detached" : "raw stream has been detached");
}

Value file_check_open(Value self) {
  FileState *state = file_state(self);
  if (!state->closed && state->under == UNDER_DESCRIPTOR) return self;
  int closed = raw_is_closed(state);
  return closed < 0 ? EMPTY : closed ? raise_closed(state, self) : self;
}

Value file_iter(Value self) { return file_check_open(self); }

Value file_method_enter(Value *args, size_t count) {
  (void)count;
  return file_check_open(args[0]);
}

// --- closing

static bool is_file(Value v) {
  Type *type = is_object(v) ? type_of(v) : NULL;
  return type != NULL &&
         (type_is_subtype(type, builtin_types[SHAPE_TEXT_FILE]) ||
          type_is_subtype(type, builtin_types[SHAPE_BINARY_FILE]) || type_is_subtype(type, binary_writer_type()) ||
          type_is_subtype(type, binary_random_type()) || type_is_subtype(type, file_io_type()));
}

// A FileIO of the file's descriptor, as something to be named in a message.
static Value bottom(Value file) {
  while (file_state(file)->under != UNDER_DESCRIPTOR) file = file_state(file)->raw;
  FileState *state = file_state(file);
  OpenMode mode = {
      .reading = !state->writable, .appending = state->appending, .updating = state->readable && state->writable};
  state->references++;
  Value shown = file_io_new(state, ((FileObject *)to_object(file))->name, io_binary_mode(&mode));
  return shown == EMPTY ? file : shown;
}

// The warning that `self` has been forgotten with its descriptor open.
static void warn_unclosed(Value self) {
  const FileState *state = file_state(self);
  while (state->under != UNDER_DESCRIPTOR && is_file(state->raw)) state = file_state(state->raw);
  if (state->closed || state->under != UNDER_DESCRIPTOR || !state->closes_descriptor) return;
  if (warn_resource("unclosed file ", self)) return;
  if (exception_matches(EXCEPTION_Warning)) {
    Value warning = exception_take(), file = bottom(self);
    vm_exception = warning;
    vm_unraisable(file);
  }
  exception_clear();
}

Value file_method_close(Value *args, size_t count) {
  (void)count;
  FileState *state = file_state(args[0]);
  if (state->uninitialised || state->detached) return raise_closed(state, args[0]);
  if (state->finalising) {
    state->finalising = false;
    warn_unclosed(args[0]);
    state = file_state(args[0]);
  }
  if (!file_close(state)) return io_error();
  if (!(type_of(args[0])->flags & TYPE_FINALISER)) heap_withdraw_finalisable(to_object(args[0]));
  return NONE;
}

void io_close_forgotten(Value self) {
  Value closed = object_find_attribute(self, str_intern("closed", 6));
  if (closed != EMPTY && object_truth(closed) == 0) object_call_method(self, "close", NULL, 0);
  exception_clear();
}

Value file_method_del(Value *args, size_t count) {
  (void)count;
  FileState *state = file_state(args[0]);
  if (state->closed && state->under == UNDER_DESCRIPTOR) return NONE;
  // A binary file below a text file, or a view of one that is in use.
  if (state->references > 1 && !type_is_subtype(type_of(args[0]), builtin_types[SHAPE_TEXT_FILE])) return NONE;
  state->finalising = true;
  io_close_forgotten(args[0]);
  file_state(args[0])->finalising = false;
  return NONE;
}

// --- the other methods

Value file_method_flush(Value *args, size_t count) {
  (void)count;
  if (file_check_open(args[0]) == EMPTY) return EMPTY;
  FileState *state = file_state(args[0]);
  return file_flush(state) && raw_flush(state) ? NONE : io_error();
}

Value file_method_fileno(Value *args, size_t count) {
  (void)count;
  FileState *state = file_state(args[0]);
  if (file_check_open(args[0]) == EMPTY) return EMPTY;
  if (state->under != UNDER_DESCRIPTOR) return object_call_method(state->raw, "fileno", NULL, 0);
  return from_small_int(state->descriptor);
}

Value file_method_isatty(Value *args, size_t count) {
  (void)count;
  FileState *state = file_state(args[0]);
  if (file_check_open(args[0]) == EMPTY) return EMPTY;
  if (state->under != UNDER_DESCRIPTOR) return object_call_method(state->raw, "isatty", NULL, 0);
  return from_bool(port_is_terminal(state->descriptor));
}

Value file_method_readable(Value *args, size_t count) {
  (void)count;
  return file_check_open(args[0]) == EMPTY ? EMPTY : from_bool(file_state(args[0])->readable);
}

Value file_method_writable(Value *args, size_t count) {
  (void)count;
  return file_check_open(args[0]) == EMPTY ? EMPTY : from_bool(file_state(args[0])->writable);
}

Value file_method_seekable(Value *args, size_t count) {
  (void)count;
  FileState *state = file_state(args[0]);
  if (file_check_open(args[0]) == EMPTY) return EMPTY;
  if (state->under != UNDER_DESCRIPTOR) return object_call_method(state->raw, "seekable", NULL, 0);
  return from_bool(port_seek(state->descriptor, 0, 1) >= 0);
}

Value file_method_truncate(Value *args, size_t count) {
  (void)count;
  FileState *state = file_state(args[0]);
  int64_t size;
  if (file_check_open(args[0]) == EMPTY) return EMPTY;
  if (!state->writable) return io_unsupported("truncate");
  if (!file_flush(state)) return io_error();
  if (args[1] == EMPTY || args[1] == NONE) {
    size = file_tell(state);
  } else if (!index_from_value(args[1], EXCEPTION_OverflowError, &size)) {
    return EMPTY;
  }
  if (raw_truncate(state, size) != 0) return io_error();
  return int_from_i64(size);
}

Value file_get_closed(Value self) {
  FileState *state = file_state(self);
  if (state->uninitialised || state->detached) return raise_closed(state, self);
  int closed = raw_is_closed(state);
  return closed < 0 ? EMPTY : from_bool(closed);
}

// An attribute of the object, or of what is underneath.
static Value own_or_under(Value self, Value own, const char *name) {
  FileState *state = file_state(self);
  if (own != EMPTY) return own;
  if (state->raw != EMPTY) return object_get_attribute(state->raw, str_intern(name, strlen(name)));
  return raise(AttributeError, "'%T' object has no attribute '%s'", self, name);
}

Value file_get_name(Value self) { return own_or_under(self, ((FileObject *)to_object(self))->name, "name"); }
Value file_get_mode(Value self) { return own_or_under(self, ((FileObject *)to_object(self))->mode, "mode"); }

bool file_set_name(Value self, Value value) {
  ((FileObject *)to_object(self))->name = value;
  return true;
}

bool file_set_mode(Value self, Value value) {
  ((FileObject *)to_object(self))->mode = value;
  return true;
}
