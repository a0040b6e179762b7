// sys.settrace and sys.setprofile; see line_trace.h.
#include "core/vm/line_trace.h"

#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/frame_jump.h"
#include "core/vm/frame_object.h"
#include "core/vm/trace_hooks.h"

Value line_trace_switch;

static void visit_roots(void) {
  heap_visit(line_trace_switch);
  heap_visit(vm.trace_function);
  heap_visit(vm.profile_function);
  heap_visit(vm.traced_frames);
}

void line_trace_init(void) {
  line_trace_switch = exception_new(EXCEPTION_SystemError, EMPTY);
  heap_add_root(visit_roots);
}

// --- frames

static Frame *top_frame(void) {
  const List *frames = to_list(vm.traced_frames);
  return frames->length == 0 ? NULL : to_frame(frames->storage->items[frames->length - 1]);
}

static void pop_frame(void) { to_list(vm.traced_frames)->length--; }

static const Value *base_of(const Frame *frame) { return (const Value *)(uintptr_t)to_small_int(frame->place); }

static bool is_at(const Frame *frame, const Value *base) {
  return base_of(frame) == base && frame->function == base[-4] &&
         frame->code == from_object(frame_function(base)->code);
}

Value line_trace_frame(const Value *base) {
  if (vm.traced_frames == EMPTY) return EMPTY;
  const List *frames = to_list(vm.traced_frames);
  for (size_t n = frames->length; n-- > 0;) {
    const Frame *frame = to_frame(frames->storage->items[n]);
    if (is_at(frame, base) && frame->finished != TRUE_VALUE) return from_object(frame);
  }
  return EMPTY;
}

// The frames that are running when tracing starts are not told of, but have their objects.
static bool keep_running_frames(void) {
  size_t count = 0;
  while (frame_position(count).base != NULL) count++;
  vm.traced_frames = list_new(0);
  if (vm.traced_frames == EMPTY) return false;
  while (count-- > 0) {
    Frame *frame = frame_object_new(frame_position(count).base);
    if (frame == NULL) return false;
    frame->code = from_object(frame_function(frame_position(count).base)->code);
    if (!list_append(vm.traced_frames, from_object(frame))) return false;
  }
  return true;
}

// --- switching

static void update(void) {
  bool on = vm.trace_function != EMPTY || vm.profile_function != EMPTY;
  if (!on) vm.traced_frames = EMPTY;
  vm.line_tracing = on;
}

static bool at_call(void) {
  const uint32_t *pc = frame_position(0).pc;
  return pc != NULL && (*pc & 0xFF) >= OP_CALL && (*pc & 0xFF) <= OP_CALL_EX;
}

Value line_trace_set(Value trace, Value profile) {
  bool was_on = vm.trace_function != EMPTY || vm.profile_function != EMPTY;
  vm.trace_function = trace == NONE ? EMPTY : trace;
  vm.profile_function = profile == NONE ? EMPTY : profile;
  bool on = vm.trace_function != EMPTY || vm.profile_function != EMPTY;
  if (on && vm.traced_frames == EMPTY && !keep_running_frames()) return EMPTY;
  // Within a trace function the loops below it go on in the table that they are in until it returns.
  if (was_on && !vm.line_tracing) return NONE;
  update();
  if (on == was_on || !at_call()) {
    __atomic_fetch_or(&vm.trace.poll, POLL_LINE_TRACE, __ATOMIC_RELAXED);
    return NONE;
  }
  vm_exception = line_trace_switch;
  return EMPTY;
}

// --- events

// What f_lineno is at an event, besides a line.
enum { LINE_OF_INSTRUCTION = 0, LINE_OF_CALL = -1 };

// A frame that has not executed anything yet stands at its definition, a generator that goes on at its yield.
static bool is_fresh(const Code *code, size_t index) {
  return index == 0 || (code->instructions[index - 1] & 0xFF) == OP_START_GENERATOR;
}

static int64_t call_line(const Code *code) {
  size_t index = (size_t)(vm.pc - code->instructions);
  return is_fresh(code, index) ? code->first_line : code_position(code, index - 1).line;
}

// Calls a trace function with the frame, `depth` calls up, which is brought up to date. EMPTY: it raised, and tracing
// is off.
static Value tell(Value function, Frame *frame, size_t depth, const char *event, int64_t line, Value argument) {
  Value exception = vm_exception;
  vm_exception = EMPTY;
  vm.line_tracing = 0;
  // As for any C function: what it calls goes above the registers of the innermost frame.
  vm.trace.top = vm.base + frame_function(vm.base)->code->register_count + FRAME_SLACK;
  Value current = frame_object(depth), name = str_intern(event, strlen(event)), result = EMPTY;
  if (line == LINE_OF_CALL) line = call_line(frame_function(vm.base)->code);
  if (line != LINE_OF_INSTRUCTION) frame->line = from_small_int(line);
  bool ready = current != EMPTY && name != EMPTY && (depth > 0 || frame_object_read_locals(frame));
  if (ready) {
    Value arguments[] = {from_object(frame), name, argument};
    frame->event = from_small_int(event[0] == 'l' ? EVENT_LINE : strcmp(event, "call") == 0 ? EVENT_CALL : EVENT_OTHER);
    result = object_call(function, arguments, 3, EMPTY);
    frame->event = EMPTY;
  }
  if (ready && depth == 0) frame_object_write_locals(frame, vm.base);
  if (result == EMPTY) vm.trace_function = vm.profile_function = EMPTY;
  update();
  if (result != EMPTY) vm_exception = exception;
  return result;
}

static bool tell_local(Frame *frame, size_t depth, const char *event, int64_t line, Value argument) {
  if (frame->trace == NONE || vm.trace_function == EMPTY) return true;
  Value result = tell(frame->trace, frame, depth, event, line, argument);
  if (result == EMPTY) return false;
  if (result != NONE) frame->trace = result;
  return true;
}

static bool tell_profile(Frame *frame, size_t depth, const char *event, int64_t line, Value argument) {
  return vm.profile_function == EMPTY || tell(vm.profile_function, frame, depth, event, line, argument) != EMPTY;
}

static bool tell_call(Frame *frame) {
  if (vm.trace_function != EMPTY) {
    Value local = tell(vm.trace_function, frame, 0, "call", LINE_OF_CALL, NONE);
    if (local == EMPTY) return false;
    frame->trace = local;
  }
  return tell_profile(frame, 0, "call", LINE_OF_CALL, NONE);
}

static bool tell_return(Frame *frame, size_t depth, Value value) {
  // The return at the end of a function has no line: what came before it has.
  int64_t line = depth > 0 || to_small_int(frame->seen) < 0 ? LINE_OF_INSTRUCTION : to_small_int(frame->seen);
  bool told = tell_local(frame, depth, "return", line, value) && tell_profile(frame, depth, "return", line, value);
  frame->finished = TRUE_VALUE;
  return told;
}

// --- lines

// The records for one instruction: lines that are passed on the way to it, then its own.
static LineReader lines_at(const Code *code, int64_t index) {
  LineReader next = line_reader(code->lines, code->line_bytes, code->first_line), found = next;
  bool exact = false;
  while (!exact && line_reader_next(&next) && next.entry.index <= index) {
    found = next;
    exact = next.entry.index == index;
  }
  return found;
}

static bool next_line_at(LineReader *reader, int64_t index) {
  LineReader next = *reader;
  return line_reader_next(&next) && next.entry.index <= index && (*reader = next, true);
}

// Whether a jump back belongs to a line that is told where it arrives: that of the loop, not that of a `continue`.
static bool is_told_at_target(const Code *code, int64_t index) {
  uint32_t line = code_position(code, (size_t)index).line;
  int64_t target = index + instruction_sj(code->instructions[index]);
  LineReader reader = lines_at(code, target);
  do {
    if (reader.entry.line == line) return true;
  } while (next_line_at(&reader, target));
  return false;
}

// A line is told when it is another than before, or again after a jump back.
static bool tell_line(Frame *frame, const Code *code, int64_t index) {
  Opcode op = instruction_op(code->instructions[index]);
  if (op == OP_MAKE_CELL || (op == OP_LOOP && is_told_at_target(code, index))) return true;
  bool again = index < to_small_int(frame->previous);
  frame->previous = from_small_int(index);
  LineReader reader = lines_at(code, index);
  do {
    uint32_t line = reader.entry.line;
    if (line == 0) {
      if (op == OP_ENTER_HANDLER) frame->previous = from_small_int(INT32_MAX); // the next line is told, be it the same
      continue;
    }
    if (frame->arrives != EMPTY && line != to_small_int(frame->arrives)) continue; // it jumped over that
    if (line == to_small_int(frame->seen) && !again) continue;
    again = false;
    frame->arrives = EMPTY;
    frame->seen = from_small_int(line);
    if (frame->trace_lines == TRUE_VALUE && !tell_local(frame, 0, "line", line, NONE)) return false;
    if (frame->jump != EMPTY) break;
  } while (next_line_at(&reader, index));
  return true;
}

// --- calls of C functions, which profile functions are told of

// The C function that the call instruction at pc calls; EMPTY: it calls something else.
static Value native_callee(const uint32_t *pc, const Value *base) {
  const Value *window = base + instruction_a(*pc), *arguments = window + FRAME_HEADER;
  Opcode op = instruction_op(*pc);
  if (has_shape(*window, SHAPE_NATIVE)) return *window;
  if (!has_shape(*window, SHAPE_NATIVE_METHOD)) return EMPTY;
  bool method = op == OP_CALL_METHOD || op == OP_CALL_METHOD_KW;
  Value self = method && *arguments != EMPTY                ? *arguments
               : op != OP_CALL_EX && instruction_b(*pc) > 0 ? arguments[method]
                                                            : EMPTY;
  return self == EMPTY ? EMPTY : native_bound_to(*window, self);
}

static bool tell_native_call(Frame *frame, const uint32_t *pc, Value *base) {
  if (vm.profile_function == EMPTY || instruction_op(*pc) < OP_CALL || instruction_op(*pc) > OP_CALL_EX) return true;
  Value callee = native_callee(pc, base);
  if (callee == EMPTY) return vm_exception == EMPTY;
  frame->calling = callee;
  return tell_profile(frame, 0, "c_call", LINE_OF_INSTRUCTION, callee);
}

// The C function that the frame has called is done.
static bool tell_native_return(Frame *frame, const char *event) {
  Value callee = frame->calling;
  frame->calling = EMPTY;
  return callee == EMPTY || tell_profile(frame, 0, event, to_small_int(frame->seen), callee);
}

// --- generators

// What a generator hands out goes through those that wait for it in a `yield from`: they return, too.
static bool tell_passing(Value *base, Value value) {
  for (size_t depth = 1; frame_kind(base) == FRAME_RESUME_FROM; depth++) {
    base = frame_caller(base);
    Value frame = line_trace_frame(base);
    if (frame != EMPTY && !tell_return(to_frame(frame), depth, value)) return false;
  }
  return true;
}

// A for loop ends by StopIteration when the generator returns something.
static bool tell_generator_end(Value *base, Value value) {
  if ((frame_kind(base) != FRAME_RESUME && frame_kind(base) != FRAME_RESUME_FROM) || value == NONE) return true;
  Value caller = line_trace_frame(frame_caller(base));
  if (caller == EMPTY || to_frame(caller)->trace == NONE) return true;
  Value type = from_object(exception_types[EXCEPTION_StopIteration]), stop = object_call_1(type, value);
  Value items[] = {type, stop, NONE};
  Value argument = stop == EMPTY ? EMPTY : tuple_from(items, 3);
  return argument != EMPTY && tell_local(to_frame(caller), 1, "exception", LINE_OF_INSTRUCTION, argument);
}

// --- what the interpreter calls

// The frame object of the running frame; *entered: its call was not told yet. NULL: raised.
static Frame *current_frame(const Value *base, bool *entered) {
  Frame *frame = top_frame();
  while (frame != NULL && (base_of(frame) > base || frame->finished == TRUE_VALUE)) {
    pop_frame();
    frame = top_frame();
  }
  *entered = frame == NULL || !is_at(frame, base);
  if (!*entered) return frame;
  frame = frame_object_new(base);
  if (frame == NULL) return NULL;
  const Code *code = frame_function(base)->code;
  size_t index = (size_t)(vm.pc - code->instructions);
  frame->code = from_object(code);
  if (!is_fresh(code, index)) {
    frame->seen = from_small_int(call_line(code));
    frame->previous = from_small_int((int64_t)index);
  }
  return list_append(vm.traced_frames, from_object(frame)) ? frame : NULL;
}

static bool tell_leaving(Frame *frame, Value *base, Value value, bool yields) {
  return tell_return(frame, 0, value) && (yields ? tell_passing(base, value) : tell_generator_end(base, value));
}

// The frame goes where its trace function has sent it.
static const uint32_t *jump_to(Frame *frame, const Code *code, Value *base) {
  const uint32_t *pc = code->instructions + to_small_int(frame->jump);
  if (frame->saved != EMPTY) vm.handled = base[to_small_int(frame->saved)];
  frame_jump_bind(code, base);
  frame->jump = EMPTY;
  frame->seen = from_small_int(-1);
  frame->previous = from_small_int(INT32_MAX);
  return pc;
}

const uint32_t *line_trace_step(const uint32_t *pc, Value *base) {
  if (!vm.line_tracing || (*pc & 0xFF) == OP_START_GENERATOR) return pc;
  const Code *code = frame_function(base)->code;
  bool entered;
  Frame *frame = current_frame(base, &entered);
  if (frame == NULL || (entered && !tell_call(frame)) || !tell_native_return(frame, "c_return")) return NULL;
  if (!tell_line(frame, code, pc - code->instructions)) return NULL;
  if (frame->jump != EMPTY) return jump_to(frame, code, base);
  if (frame->trace_opcodes == TRUE_VALUE && !tell_local(frame, 0, "opcode", LINE_OF_INSTRUCTION, NONE)) return NULL;
  bool told;
  switch (instruction_op(*pc)) {
  case OP_RETURN: told = tell_leaving(frame, base, base[instruction_a(*pc)], false); break;
  case OP_RETURN_NONE: told = tell_leaving(frame, base, NONE, false); break;
  case OP_YIELD: told = tell_leaving(frame, base, base[instruction_b(*pc)], true); break;
  default: told = tell_native_call(frame, pc, base); break;
  }
  return told ? pc : NULL;
}

bool line_trace_passed(Value item) {
  Value frame = line_trace_frame(vm.base);
  return frame == EMPTY || tell_leaving(to_frame(frame), vm.base, item, true);
}

void line_trace_exception(void) {
  Value frame = line_trace_frame(vm.base);
  if (frame == EMPTY || !tell_native_return(to_frame(frame), "c_exception") || to_frame(frame)->trace == NONE) return;
  Value exception = vm_exception;
  Value traceback = ((const Exception *)(const void *)to_object(exception))->traceback;
  Value items[] = {from_object(type_of(exception)), exception, traceback == EMPTY ? NONE : traceback};
  Value argument = tuple_from(items, 3);
  if (argument != EMPTY) tell_local(to_frame(frame), 0, "exception", LINE_OF_INSTRUCTION, argument);
}

void line_trace_unwound(void) {
  Value frame = line_trace_frame(vm.base);
  if (frame != EMPTY) tell_return(to_frame(frame), 0, NONE);
}
