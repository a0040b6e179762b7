// Looking at running frames; see frame_inspect.h.
#include "core/vm/frame_inspect.h"

#include "core/object/dict.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/frame_object.h"
#include "core/vm/line_trace.h"

uint32_t frame_looks;

FramePosition frame_position(size_t depth) {
  frame_looks++;
  Value *base = vm.base;
  const uint32_t *pc = vm.pc;
  for (; base[-4] != EMPTY; depth--) {
    if (depth == 0) return (FramePosition){base, pc};
    pc = frame_return_pc(base);
    base = frame_caller(base);
  }
  return (FramePosition){NULL, NULL};
}

Function *function_copy(const Function *function) {
  Function *copy = heap_new(SHAPE_FUNCTION, HEAP_FUNCTION, sizeof(Function));
  if (copy == NULL) return NULL;
  memcpy((char *)copy + sizeof(Object), (const char *)function + sizeof(Object), sizeof(Function) - sizeof(Object));
  return copy;
}

bool vm_keep_running_code(Function *function) {
  Function *copy = NULL;
  for (Value *base = vm.base; base[-4] != EMPTY; base = frame_caller(base)) {
    if (base[-4] != from_object(function)) continue;
    if (copy == NULL && (copy = function_copy(function)) == NULL) return false;
    base[-4] = from_object(copy);
  }
  return true;
}

static Value main_dict(void) {
  Value module = dict_get_str(vm.modules, vm.names.__main__);
  return module == EMPTY ? EMPTY : object_get_attribute(module, vm.names.__dict__);
}

Value frame_globals(void) {
  FramePosition position = frame_position(0);
  return position.base == NULL ? main_dict() : frame_function(position.base)->globals;
}

Value frame_builtins(void) {
  FramePosition position = frame_position(0);
  return position.base == NULL ? vm.builtins : frame_function(position.base)->builtins;
}

static Value uncelled(Value value, const Code *code) {
  return code->flags & CODE_HAS_CELLS && has_shape(value, SHAPE_CELL)
             ? ((const Cell *)(const void *)to_object(value))->value
             : value;
}

static Value function_locals(const Value *base) {
  const Function *function = frame_function(base);
  const Code *code = function->code;
  Value dict = dict_new();
  if (dict == EMPTY) return EMPTY;
  const Tuple *names = to_tuple(code->local_names);
  for (uint64_t n = 0; n < names->length; n++) {
    Value value = uncelled(base[n], code);
    if (value == EMPTY || to_str(names->items[n])->text[0] == '.') continue;
    if (!dict_set(dict, names->items[n], value)) return EMPTY;
  }
  const Tuple *free_names = to_tuple(code->free_names);
  for (uint64_t n = 0; n < free_names->length; n++) {
    Value value = ((const Cell *)(const void *)to_object(to_tuple(function->closure)->items[n]))->value;
    if (value != EMPTY && !dict_set(dict, free_names->items[n], value)) return EMPTY;
  }
  return dict;
}

static Value locals_at(const Value *base) {
  const Function *function = frame_function(base);
  if (function->code->flags & CODE_NAMESPACE) return base[-1] == EMPTY ? function->globals : base[-1];
  return function->code->flags & CODE_OPTIMIZED ? function_locals(base) : function->globals;
}

Value frame_locals(void) {
  FramePosition position = frame_position(0);
  return position.base == NULL ? main_dict() : locals_at(position.base);
}

bool frame_super_arguments(Value *type, Value *self) {
  FramePosition position = frame_position(0);
  if (position.base == NULL) {
    raise(RuntimeError, "super(): no current frame");
    return false;
  }
  const Function *function = frame_function(position.base);
  const Code *code = function->code;
  if (code->argument_count == 0 && !(code->flags & CODE_VARARGS)) {
    raise(RuntimeError, "super(): no arguments");
    return false;
  }
  *self = uncelled(position.base[0], code);
  if (*self == EMPTY) {
    raise(RuntimeError, "super(): arg[0] deleted");
    return false;
  }
  if (code->class_cell == 0) {
    raise(RuntimeError, "super(): __class__ cell not found");
    return false;
  }
  Value cell = to_tuple(function->closure)->items[code->class_cell - 1];
  *type = ((const Cell *)(const void *)to_object(cell))->value;
  if (*type == EMPTY) {
    raise(RuntimeError, "super(): empty __class__ cell");
    return false;
  }
  return true;
}

// --- frame objects

Frame *frame_object_new(const Value *base) {
  Frame *frame = heap_new(SHAPE_FRAME, HEAP_VALUES, sizeof(Frame));
  if (frame == NULL) return NULL;
  frame->trace = NONE;
  frame->trace_lines = TRUE_VALUE;
  frame->trace_opcodes = frame->finished = FALSE_VALUE;
  frame->base = from_small_int(base - vm.stack);
  frame->seen = frame->previous = from_small_int(-1);
  return frame;
}

bool frame_object_refresh(Frame *frame, const Value *base, const uint32_t *pc, Value back) {
  const Function *function = frame_function(base);
  size_t index = (size_t)(pc - function->code->instructions);
  frame->code = from_object(function->code);
  frame->line = from_small_int(code_position(function->code, index).line);
  frame->last_index = from_small_int((int64_t)(index * sizeof(uint32_t)));
  frame->globals = function->globals;
  frame->builtins = function->builtins;
  frame->back = back;
  frame->locals = locals_at(base);
  return frame->locals != EMPTY;
}

// The callers' objects are made along with it, outermost first.
Value frame_object(size_t depth) {
  size_t last = depth;
  while (frame_position(last).base != NULL) last++;
  if (last == depth) return raise(ValueError, "call stack is not deep enough");
  Value back = NONE;
  for (size_t n = last; n-- > depth;) {
    FramePosition position = frame_position(n);
    Value kept = line_trace_frame(position.base);
    Frame *frame = kept == EMPTY ? frame_object_new(position.base) : to_frame(kept);
    if (frame == NULL || !frame_object_refresh(frame, position.base, position.pc, back)) return EMPTY;
    back = from_object(frame);
  }
  return back;
}

static Value get_code(Value self) { return to_frame(self)->code; }
static Value get_line(Value self) { return to_frame(self)->line; }
static Value get_globals(Value self) { return to_frame(self)->globals; }
static Value get_locals(Value self) { return to_frame(self)->locals; }
static Value get_builtins(Value self) { return to_frame(self)->builtins; }
static Value get_back(Value self) { return to_frame(self)->back; }

static Value get_last_index(Value self) { return to_frame(self)->last_index; }
static Value get_trace(Value self) { return to_frame(self)->trace; }
static bool set_trace(Value self, Value value) { return to_frame(self)->trace = value == EMPTY ? NONE : value, true; }

static bool set_flag(Value *flag, Value value) {
  int truth = value == EMPTY ? 0 : object_truth(value);
  if (truth >= 0) *flag = from_bool(truth);
  return truth >= 0;
}

static Value get_trace_lines(Value self) { return to_frame(self)->trace_lines; }
static bool set_trace_lines(Value self, Value value) { return set_flag(&to_frame(self)->trace_lines, value); }
static Value get_trace_opcodes(Value self) { return to_frame(self)->trace_opcodes; }
static bool set_trace_opcodes(Value self, Value value) { return set_flag(&to_frame(self)->trace_opcodes, value); }

static Value slot_repr(Value self) {
  const Code *code = to_code(to_frame(self)->code);
  return str_format_c("<frame at 0x%llx, file '%V', line %V, code %V>", (unsigned long long)heap_identity(self),
                      code->filename, to_frame(self)->line, code->name);
}

void frame_init(void) {
  static const TypeSlots slots = {.repr = slot_repr};
  static const NativeDef methods[] = {{.name = NULL}};
  static const GetSetDef getset[] = {
      {.name = "f_code", .get = get_code},
      {.name = "f_lineno", .get = get_line},
      {.name = "f_globals", .get = get_globals},
      {.name = "f_locals", .get = get_locals},
      {.name = "f_builtins", .get = get_builtins},
      {.name = "f_back", .get = get_back},
      {.name = "f_lasti", .get = get_last_index},
      {.name = "f_trace", .get = get_trace, .set = set_trace},
      {.name = "f_trace_lines", .get = get_trace_lines, .set = set_trace_lines},
      {.name = "f_trace_opcodes", .get = get_trace_opcodes, .set = set_trace_opcodes},
      {.name = NULL},
  };
  type_setup(SHAPE_FRAME, &slots, methods, getset, HEAP_VALUES, sizeof(Frame), NULL);
}
