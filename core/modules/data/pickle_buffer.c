// The module _pickle: PickleBuffer, the memory of an object that a pickle of protocol 5 leaves to the program.
// Everything else of that name is what CPython's pickle has in Python.
#include <string.h>

#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/memoryview.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/vm/export.h"
#include "core/vm/vm.h"

typedef struct PickleBuffer {
  Object header; // HEAP_VALUES
  Value view;    // a memoryview; EMPTY: released
} PickleBuffer;

static Type *buffer_type;

static PickleBuffer *to_buffer(Value v) { return (PickleBuffer *)(void *)to_object(v); }

// The view; NULL: ValueError.
static MemoryView *usable(Value self) {
  Value view = to_buffer(self)->view;
  if (view != EMPTY) return view_check(view) ? to_view(view) : NULL;
  raise(ValueError, "operation forbidden on released PickleBuffer object");
  return NULL;
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "PickleBuffer", .signature = "object, /"};
  Value object;
  if (!native_bind(&signature, args, count, keyword_names, &object)) return EMPTY;
  if (!is_bytes_like(object)) return raise(TypeError, "a bytes-like object is required, not '%T'", object);
  Value view = object_call_1(from_object(builtin_types[SHAPE_MEMORYVIEW]), object);
  PickleBuffer *buffer = view == EMPTY ? NULL : instance_allocate(type);
  if (!buffer) return EMPTY;
  buffer->view = view;
  return from_object(buffer);
}

// Its items as bytes in a row. False: raised.
static bool flat(Value self, Buffer *buffer) {
  const MemoryView *view = usable(self);
  if (!view) return false;
  if (!view_is_contiguous(view, false) && !view_is_contiguous(view, true))
    return raise(BufferError, "cannot extract raw buffer from non-contiguous buffer"), false;
  *buffer = (Buffer){view_at(view), view_bytes(view), 'B', view->read_only != TRUE_VALUE, view->holder};
  return true;
}

static bool slot_buffer(Value self, Buffer *buffer) {
  if (!flat(self, buffer)) return false;
  const MemoryView *view = to_view(to_buffer(self)->view);
  if (view_dimensions(view) == 1) buffer->code = (char)to_small_int(view->code);
  return true;
}

static Value method_raw(Value *args, size_t count) {
  (void)count;
  Buffer buffer;
  if (!flat(args[0], &buffer)) return EMPTY;
  return memoryview_of(to_view(to_buffer(args[0])->view)->owner, &buffer);
}

static Value method_release(Value *args, size_t count) {
  (void)count;
  to_buffer(args[0])->view = EMPTY;
  return NONE;
}

// Pickler, dumps and the others: the classes and functions of pickle itself.
static Value module_attribute(Value *args, size_t count) {
  (void)count;
  static const char *const in_python[] = {"Pickler", "Unpickler", "dump", "dumps", "load", "loads"};
  static const char *const errors[] = {"PickleError", "PicklingError", "UnpicklingError"};
  const char *name = str_text(args[0]);
  if (!name) return EMPTY;
  Value pickle = dict_get_c(vm.modules, "pickle"), found = EMPTY;
  for (size_t i = 0; pickle != EMPTY && i < 6; i++)
    if (strcmp(name, in_python[i]) == 0) found = object_find_attribute(pickle, str_format_c("_%s", name));
  for (size_t i = 0; pickle != EMPTY && i < 3; i++)
    if (strcmp(name, errors[i]) == 0) found = object_find_attribute(pickle, args[0]);
  if (found != EMPTY || vm_exception != EMPTY) return found;
  return raise(AttributeError, "module '_pickle' has no attribute %R", args[0]);
}

static void visit_type(void) { heap_visit(from_object(buffer_type)); }

static bool init(Value module) {
  static const TypeSlots slots = {.construct = construct, .buffer = slot_buffer};
  static const NativeDef methods[] = {{.name = "raw", .signature = "self, /", .fn = method_raw},
                                      {.name = "release", .signature = "self, /", .fn = method_release},
                                      {.name = NULL}};
  heap_add_root(visit_type);
  buffer_type = type_new_native("pickle", "PickleBuffer", NULL, TYPE_BASE | TYPE_WEAKREFS, &slots, methods, NULL,
                                HEAP_VALUES, sizeof(PickleBuffer));
  return buffer_type && module_add(module, "PickleBuffer", from_object(buffer_type));
}

static const NativeDef functions[] = {{.name = "__getattr__", .signature = "name, /", .fn = module_attribute},
                                      {.name = NULL}};

const NativeModule module__pickle = {"_pickle", functions, init, NULL};
