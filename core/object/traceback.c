// Traceback objects, as Python sees them. (Their text is made in core/vm/traceback.c.)
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/type_internal.h"
#include "core/vm/code.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/vm.h"

static Traceback *to_traceback(Value v) { return (Traceback *)to_object(v); }

static Value get_next(Value self) { return to_traceback(self)->next; }

static bool set_next(Value self, Value value) {
  if (value == EMPTY) return raise(TypeError, "can't delete tb_next attribute"), false;
  if (value != NONE && !has_shape(value, SHAPE_TRACEBACK)) {
    return raise(TypeError, "expected traceback object, got '%T'", value), false;
  }
  for (Value entry = value; entry != NONE; entry = to_traceback(entry)->next) {
    if (entry == self) return raise(ValueError, "traceback loop detected"), false;
  }
  return to_traceback(self)->next = value, true;
}

static Value get_position(Value self) {
  return from_small_int(code_offset((size_t)to_small_int(to_traceback(self)->position)));
}

static Value get_line(Value self) {
  const Traceback *entry = to_traceback(self);
  if (entry->line != EMPTY) return entry->line;
  LineEntry position = code_position(to_code(entry->code), (size_t)to_small_int(entry->position));
  return from_small_int(position.line);
}

static Value get_frame(Value self) {
  Traceback *entry = to_traceback(self);
  if (entry->frame == EMPTY) {
    entry->frame = frame_of_traceback(to_code(entry->code), entry->globals, (size_t)to_small_int(entry->position));
  }
  return entry->frame;
}

static Value method_dir(Value *args, size_t count) {
  static const char *const names[] = {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"};
  (void)args, (void)count;
  Value list = list_new(0);
  for (int n = 0; n < 4 && list != EMPTY; n++) {
    if (!list_append(list, str_from_c(names[n]))) return EMPTY;
  }
  return list;
}

static Value traceback_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef def = {.name = "TracebackType", .signature = "tb_next, tb_frame, tb_lasti, tb_lineno"};
  Value a[4]; // in this order
  (void)type;
  if (!native_bind(&def, args, count, keyword_names, a)) return EMPTY;
  if (a[0] != NONE && !has_shape(a[0], SHAPE_TRACEBACK)) {
    return raise(TypeError, "expected traceback object or None, got '%T'", a[0]);
  }
  if (!has_shape(a[1], SHAPE_FRAME)) {
    return raise(TypeError, "TracebackType() argument 'tb_frame' must be frame, not %T", a[1]);
  }
  int64_t position, line;
  static const char overflow[] = "Python int too large to convert to C int";
  if (!int_index_i64(a[2], &position, overflow) || !int_index_i64(a[3], &line, overflow)) return EMPTY;
  Value code = object_get_attribute(a[1], str_intern("f_code", 6));
  Value globals = object_get_attribute(a[1], str_intern("f_globals", 9));
  Traceback *entry = heap_new(SHAPE_TRACEBACK, HEAP_VALUES, sizeof *entry);
  if (code == EMPTY || globals == EMPTY || entry == NULL) return EMPTY;
  bool inside = position >= 0 && position < code_offset(to_code(code)->instruction_count);
  entry->next = a[0];
  entry->frame = a[1];
  entry->code = code;
  entry->globals = globals;
  entry->position = from_small_int(inside ? position / CODE_WORD_BYTES : 0);
  entry->line = from_small_int(line);
  return from_object(entry);
}

void traceback_init(void) {
  static const TypeSlots slots = {.construct = traceback_construct};
  static const NativeDef methods[] = {{.name = "__dir__", .signature = "self, /", .fn = method_dir}, {.name = NULL}};
  static const GetSetDef attributes[] = {{"tb_next", get_next, set_next, NULL},
                                         {"tb_lasti", get_position, NULL, NULL},
                                         {"tb_lineno", get_line, NULL, NULL},
                                         {"tb_frame", get_frame, NULL, NULL},
                                         {NULL, NULL, NULL, NULL}};
  type_setup(SHAPE_TRACEBACK, &slots, methods, attributes, HEAP_VALUES, sizeof(Traceback), NULL);
}
