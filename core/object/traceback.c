// Traceback objects, as Python sees them. (Their text is made in core/vm/traceback.c.)
#include "core/object/str.h"
#include "core/object/type_internal.h"
#include "core/vm/code.h"
#include "core/vm/vm.h"

static Traceback *to_traceback(Value v) { return (Traceback *)to_object(v); }

static Value get_next(Value self) { return to_traceback(self)->next; }
static bool set_next(Value self, Value value) {
  if (value == EMPTY || (value != NONE && !has_shape(value, SHAPE_TRACEBACK)))
    return raise(TypeError, "expected traceback object or None, got '%T'", value == EMPTY ? NONE : value), false;
  return to_traceback(self)->next = value, true;
}
static Value get_position(Value self) { return to_traceback(self)->position; }
static Value get_code(Value self) { return to_traceback(self)->code; }
static Value get_globals(Value self) { return to_traceback(self)->globals; }

static Value get_line(Value self) {
  Traceback *entry = to_traceback(self);
  LineEntry position = code_position(to_code(entry->code), (size_t)to_small_int(entry->position));
  return from_small_int(position.line);
}

// The frame is gone by the time anybody asks: what is left of it is the traceback entry itself, which answers f_code,
// f_globals and f_lineno.
static Value get_frame(Value self) { return self; }

void traceback_init(void) {
  static const GetSetDef attributes[] = {{"tb_next", get_next, set_next, NULL}, {"tb_lasti", get_position, NULL, NULL},
                                         {"tb_lineno", get_line, NULL, NULL},   {"tb_frame", get_frame, NULL, NULL},
                                         {"f_code", get_code, NULL, NULL},      {"f_globals", get_globals, NULL, NULL},
                                         {"f_lineno", get_line, NULL, NULL},    {NULL, NULL, NULL, NULL}};
  type_setup(SHAPE_TRACEBACK, NULL, NULL, attributes, HEAP_VALUES, sizeof(Traceback), NULL);
}
