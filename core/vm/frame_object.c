// Frame objects; see frame_object.h.
#include "core/vm/frame_object.h"

#include "core/object/dict.h"
#include "core/object/generator.h"
#include "core/object/int.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/frame_jump.h"
#include "core/vm/line_trace.h"
#include "core/vm/trace_hooks.h"

static void prepare_type(void);

static Frame *frame_new(Code *code, Value globals, Value builtins, size_t index) {
  prepare_type();
  Frame *frame = heap_new(SHAPE_FRAME, HEAP_VALUES, sizeof(Frame));
  if (frame == NULL) return NULL;
  frame->code = from_object(code);
  frame->globals = globals;
  frame->builtins = builtins;
  frame->index = from_small_int((int64_t)index);
  frame->trace = NONE;
  frame->trace_lines = TRUE_VALUE;
  frame->trace_opcodes = frame->finished = FALSE_VALUE;
  frame->seen = frame->previous = from_small_int(-1);
  return frame;
}

static bool is_frame(const Frame *frame, Value *base) {
  if (frame->finished == TRUE_VALUE) return false;
  if (frame->generator != EMPTY) return base[-1] == frame->generator;
  if (frame->place == EMPTY) return from_object(frame_function(base)->code) == frame->code;
  return (uint64_t)(uintptr_t)base == (uint64_t)to_small_int(frame->place) && base[-4] == frame->function;
}

// Where the frame stands now; base NULL: it is not running. *depth: how many calls up it is.
static FramePosition find(Frame *frame, size_t *depth) {
  trace_show_frames();
  Value *base = vm.base;
  const uint32_t *pc = vm.pc;
  for (*depth = 0; base[-4] != EMPTY; ++*depth) {
    if (is_frame(frame, base)) {
      Value index = from_small_int(pc - frame_function(base)->code->instructions);
      if (index != frame->index) frame->line = EMPTY;
      frame->index = index;
      return (FramePosition){base, pc};
    }
    pc = frame_return_pc(base);
    base = frame_caller(base);
  }
  return (FramePosition){NULL, NULL};
}

Frame *frame_object_new(const Value *base) {
  Function *function = frame_function(base);
  Frame *frame = frame_new(function->code, function->globals, function->builtins, 0);
  if (frame == NULL) return NULL;
  frame->place = from_small_int((int64_t)(uintptr_t)base);
  frame->function = base[-4];
  Value namespace = frame_namespace(base);
  if (namespace != EMPTY) frame->locals = namespace;
  return frame;
}

// The object of a running frame: the one that tracing keeps, or a new one.
static Value object_at(FramePosition position) {
  Value kept = line_trace_frame(position.base);
  Frame *frame = kept == EMPTY ? frame_object_new(position.base) : to_frame(kept);
  if (frame == NULL) return EMPTY;
  frame->index = from_small_int(position.pc - frame_function(position.base)->code->instructions);
  frame->line = EMPTY;
  return from_object(frame);
}

static Value get_locals(Value self);

Value frame_object(size_t depth) {
  FramePosition position = frame_position(depth);
  if (position.base == NULL) return raise(ValueError, "call stack is not deep enough");
  Value frame = object_at(position);
  if (depth > 0 || frame == EMPTY) return frame;
  // the innermost frame may be handed out of its function: what it would no longer know then
  FramePosition caller = frame_position(1);
  if (caller.base != NULL && (to_frame(frame)->back = object_at(caller)) == EMPTY) return EMPTY;
  return get_locals(frame) != EMPTY ? frame : EMPTY;
}

Value frame_of_generator(Value value) {
  const Generator *generator = to_generator(value);
  if (generator->state == GENERATOR_FINISHED) return NONE;
  Frame *frame = frame_new(generator->code, generator->function->globals, generator->function->builtins,
                           (size_t)generator->resume);
  if (frame == NULL) return EMPTY;
  frame->generator = value;
  return from_object(frame);
}

Value frame_of_traceback(Code *code, Value globals, size_t index) {
  Value builtins = is_dict(globals) ? dict_get_str(globals, vm.names.__builtins__) : EMPTY;
  Frame *frame = frame_new(code, globals, builtins != EMPTY && is_dict(builtins) ? builtins : vm.builtins, index);
  if (frame != NULL && code->flags & CODE_NAMESPACE && strcmp(to_str(code->name)->text, "<module>") == 0) {
    frame->locals = globals;
  }
  return frame == NULL ? EMPTY : from_object(frame);
}

// --- attributes

// The instruction where the frame stands; -1: a generator that has not started.
static int64_t current_index(Value self) {
  Frame *frame = to_frame(self);
  size_t depth;
  if (frame->place == EMPTY && frame->generator == EMPTY) return to_small_int(frame->index);
  if (find(frame, &depth).base == NULL && frame->generator != EMPTY) {
    const Generator *generator = to_generator(frame->generator);
    if (generator->state == GENERATOR_CREATED) return -1;
    if (generator->state == GENERATOR_SUSPENDED) frame->index = from_small_int((int64_t)generator->resume);
  }
  return to_small_int(frame->index);
}

static Value get_line(Value self) {
  const Code *code = to_code(to_frame(self)->code);
  int64_t index = current_index(self);
  if (to_frame(self)->line != EMPTY) return to_frame(self)->line;
  return from_small_int(index < 0 ? code->first_line : code_position(code, (size_t)index).line);
}

static Value get_last_instruction(Value self) {
  int64_t index = current_index(self);
  return from_small_int(index < 0 ? -1 : code_offset((size_t)index));
}

static Value get_locals(Value self) {
  Frame *frame = to_frame(self);
  Code *code = to_code(frame->code);
  size_t depth;
  FramePosition position = find(frame, &depth);
  if (position.base != NULL && frame->place == EMPTY) {
    Value namespace = frame_namespace(position.base);
    if (namespace != EMPTY) return namespace;
  }
  if (frame->locals != EMPTY && code->flags & CODE_NAMESPACE) return frame->locals;
  if (frame->locals == EMPTY && (frame->locals = dict_new()) == EMPTY) return EMPTY;
  const Function *function = position.base != NULL ? frame_function(position.base) : NULL;
  const Value *registers = position.base;
  if (function == NULL && frame->generator != EMPTY) {
    const Generator *generator = to_generator(frame->generator);
    if (generator->state == GENERATOR_CREATED || generator->state == GENERATOR_SUSPENDED) {
      function = generator->function;
      registers = generator->registers;
    }
  }
  size_t at = (size_t)to_small_int(frame->index);
  if (function != NULL && !frame_fill_locals(frame->locals, function, code, registers, at)) return EMPTY;
  return frame->locals;
}

static bool has_own_locals(const Frame *frame) {
  return frame->locals != EMPTY && to_code(frame->code)->flags & CODE_OPTIMIZED;
}

bool frame_object_read_locals(Frame *frame) {
  return !has_own_locals(frame) || get_locals(from_object(frame)) != EMPTY;
}

static void write_variable(const Code *code, Value *variable, Value value) {
  if (code->flags & CODE_HAS_CELLS && heap_holds(*variable) && has_shape(*variable, SHAPE_CELL))
    ((Cell *)(void *)to_object(*variable))->value = value;
  else
    *variable = str_seen(value);
}

void frame_object_write_locals(const Frame *frame, Value *base) {
  if (!has_own_locals(frame) || frame->function != base[-4]) return;
  const Function *function = frame_function(base);
  const Code *code = function->code;
  const Tuple *names = to_tuple(code->local_names), *free_names = to_tuple(code->free_names);
  size_t at = (size_t)to_small_int(frame->index);
  for (uint64_t n = 0; n < names->length; n++) {
    if (names->items[n] == EMPTY || to_str(names->items[n])->text[0] == '.') continue;
    Value value = dict_get_str(frame->locals, names->items[n]);
    if (value != EMPTY) write_variable(code, frame_variable(code, base, n, at), value);
  }
  for (uint64_t n = 0; n < free_names->length; n++) {
    Value value = dict_get_str(frame->locals, free_names->items[n]);
    if (value != EMPTY) ((Cell *)(void *)to_object(to_tuple(function->closure)->items[n]))->value = value;
  }
}

static Value get_back(Value self) {
  size_t depth;
  FramePosition position = find(to_frame(self), &depth);
  if (position.base == NULL) return to_frame(self)->back == EMPTY ? NONE : to_frame(self)->back;
  position = frame_position(depth + 1);
  return position.base == NULL ? NONE : object_at(position);
}

static Value get_code(Value self) { return to_frame(self)->code; }
static Value get_globals(Value self) { return to_frame(self)->globals; }
static Value get_builtins(Value self) { return to_frame(self)->builtins; }
static Value get_trace(Value self) { return to_frame(self)->trace; }
static Value get_trace_lines(Value self) { return to_frame(self)->trace_lines; }
static Value get_trace_opcodes(Value self) { return to_frame(self)->trace_opcodes; }

// A trace function sends the frame to another line: it goes on there when the function returns.
static bool set_line(Value self, Value value) {
  Frame *frame = to_frame(self);
  int64_t line;
  if (value == EMPTY) return raise(AttributeError, "cannot delete attribute"), false;
  if (!is_int(value) && !has_shape(value, SHAPE_INT)) return raise(ValueError, "lineno must be an integer"), false;
  int64_t event = frame->event == EMPTY ? EVENT_CALL : to_small_int(frame->event); // CPython says so of any frame
  if (event == EVENT_CALL) return raise(ValueError, "can't jump from the 'call' trace event of a new frame"), false;
  if (event != EVENT_LINE) return raise(ValueError, "can only jump from a 'line' trace event"), false;
  if (!int_index_i64(value, &line, "lineno out of range")) return false;
  FrameJump jump;
  if (!frame_jump_find(to_code(frame->code), (uint32_t)to_small_int(frame->index), line, &jump)) return false;
  frame->jump = from_small_int(jump.index);
  frame->saved = jump.saved < 0 ? EMPTY : from_small_int(jump.saved);
  frame->arrives = frame->line = from_small_int(jump.line);
  return true;
}

static bool set_trace(Value self, Value value) { return to_frame(self)->trace = value == EMPTY ? NONE : value, true; }

static bool set_flag(Value *flag, Value value) {
  if (value == EMPTY || !is_bool(value)) return raise(TypeError, "attribute value type must be bool"), false;
  *flag = value;
  return true;
}
static bool set_trace_lines(Value self, Value value) { return set_flag(&to_frame(self)->trace_lines, value); }
static bool set_trace_opcodes(Value self, Value value) { return set_flag(&to_frame(self)->trace_opcodes, value); }

static Value method_clear(Value *args, size_t count) {
  (void)count;
  Frame *frame = to_frame(args[0]);
  size_t depth;
  if (find(frame, &depth).base != NULL) return raise(RuntimeError, "cannot clear an executing frame");
  if (frame->generator != EMPTY && !generator_close(frame->generator)) return EMPTY;
  if (!(to_code(frame->code)->flags & CODE_NAMESPACE)) frame->locals = EMPTY;
  return NONE;
}

static Value slot_repr(Value self) {
  const Code *code = to_code(to_frame(self)->code);
  return str_format_c("<frame at 0x%llx, file %R, line %V, code %V>", (unsigned long long)heap_identity(self),
                      code->filename, get_line(self), code->name);
}

// Fills in the type when the first object is made.
static void prepare_type(void) {
  static bool prepared;
  if (prepared) return;
  prepared = true;
  static const TypeSlots slots = {.repr = slot_repr};
  static const NativeDef methods[] = {{.name = "clear", .signature = "self, /", .fn = method_clear}, {.name = NULL}};
  static const GetSetDef getset[] = {
      {.name = "f_code", .get = get_code},
      {.name = "f_lineno", .get = get_line, .set = set_line},
      {.name = "f_lasti", .get = get_last_instruction},
      {.name = "f_globals", .get = get_globals},
      {.name = "f_locals", .get = get_locals},
      {.name = "f_builtins", .get = get_builtins},
      {.name = "f_back", .get = get_back},
      {.name = "f_trace", .get = get_trace, .set = set_trace},
      {.name = "f_trace_lines", .get = get_trace_lines, .set = set_trace_lines},
      {.name = "f_trace_opcodes", .get = get_trace_opcodes, .set = set_trace_opcodes},
      {.name = NULL},
  };
  type_setup(SHAPE_FRAME, &slots, methods, getset, HEAP_VALUES, sizeof(Frame), NULL);
}
