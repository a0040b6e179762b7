// sys.settrace and sys.setprofile; see line_trace.h.
#include "core/vm/line_trace.h"

#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/frame_object.h"
#include "core/vm/trace_hooks.h"

Value line_trace_switch;
static JitMode jit_mode_before;

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

static bool is_at(const Frame *frame, const Value *base) { return base_of(frame) == base; }

Value line_trace_frame(const Value *base) {
  if (vm.traced_frames == EMPTY) return EMPTY;
  const List *frames = to_list(vm.traced_frames);
  for (size_t n = frames->length; n-- > 0;) {
    const Frame *frame = to_frame(frames->storage->items[n]);
    if (is_at(frame, base) && frame->code == from_object(frame_function(base)->code) && frame->finished != TRUE_VALUE)
      return from_object(frame);
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
  if (on && !vm.line_tracing && vm.jit_mode != JIT_OFF) jit_mode_before = vm.jit_mode, vm.jit_mode = JIT_OFF;
  if (!on && jit_mode_before != JIT_OFF) vm.jit_mode = jit_mode_before, jit_mode_before = JIT_OFF;
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

// A frame that has not executed anything yet stands at its definition, a generator that goes on at its yield.
static void show_call_line(Frame *frame, const Code *code) {
  size_t index = (size_t)(vm.pc - code->instructions);
  bool fresh = index == 0 || (code->instructions[index - 1] & 0xFF) == OP_START_GENERATOR;
  frame->line = from_small_int(fresh ? code->first_line : code_position(code, index - 1).line);
}

// Calls a trace function with the frame, which is brought up to date. EMPTY: it raised, and tracing is off.
static Value tell(Value function, Frame *frame, const char *event, Value argument) {
  Value exception = vm_exception;
  vm_exception = EMPTY;
  vm.line_tracing = 0;
  // As for any C function: what it calls goes above the frame's registers.
  vm.trace.top = vm.base + frame_function(vm.base)->code->register_count + FRAME_SLACK;
  Value current = frame_object(0), name = str_intern(event, strlen(event)), result = EMPTY;
  if (event[0] == 'c') show_call_line(frame, frame_function(vm.base)->code);
  if (current != EMPTY && name != EMPTY) {
    Value arguments[] = {from_object(frame), name, argument};
    result = object_call(function, arguments, 3, EMPTY);
  }
  if (result == EMPTY) vm.trace_function = vm.profile_function = EMPTY;
  update();
  if (result != EMPTY) vm_exception = exception;
  return result;
}

static bool tell_local(Frame *frame, const char *event, Value argument) {
  if (frame->trace == NONE || vm.trace_function == EMPTY) return true;
  Value result = tell(frame->trace, frame, event, argument);
  if (result == EMPTY) return false;
  if (result != NONE) frame->trace = result;
  return true;
}

static bool tell_profile(Frame *frame, const char *event, Value argument) {
  return vm.profile_function == EMPTY || tell(vm.profile_function, frame, event, argument) != EMPTY;
}

static bool tell_call(Frame *frame) {
  if (vm.trace_function != EMPTY) {
    Value local = tell(vm.trace_function, frame, "call", NONE);
    if (local == EMPTY) return false;
    frame->trace = local;
  }
  return tell_profile(frame, "call", NONE);
}

static bool tell_return(Frame *frame, Value value) {
  frame->finished = TRUE_VALUE;
  return tell_local(frame, "return", value) && tell_profile(frame, "return", value);
}

// A line is told when it is another than before, or again after a jump back.
static bool tell_line(Frame *frame, const Code *code, int64_t index) {
  if ((code->instructions[index] & 0xFF) == OP_LOOP) return true; // where it jumps to is told
  int64_t previous = to_small_int(frame->previous), line = code_position(code, (size_t)index).line;
  frame->previous = from_small_int(index);
  if (line == 0 || (line == to_small_int(frame->seen) && index > previous)) return true;
  frame->seen = from_small_int(line);
  return frame->trace_lines != TRUE_VALUE || tell_local(frame, "line", NONE);
}

// The frame object of the running frame; *entered: its call was not told yet. NULL: raised.
static Frame *current_frame(const Value *base, bool *entered) {
  Frame *frame = top_frame();
  while (frame != NULL && (base_of(frame) > base || frame->finished == TRUE_VALUE)) {
    pop_frame();
    frame = top_frame();
  }
  *entered = frame == NULL || !is_at(frame, base) || frame->code != from_object(frame_function(base)->code);
  if (!*entered) return frame;
  frame = frame_object_new(base);
  if (frame == NULL) return NULL;
  frame->code = from_object(frame_function(base)->code);
  return list_append(vm.traced_frames, from_object(frame)) ? frame : NULL;
}

bool line_trace_step(const uint32_t *pc, Value *base) {
  if (!vm.line_tracing || (*pc & 0xFF) == OP_START_GENERATOR) return true;
  const Code *code = frame_function(base)->code;
  bool entered;
  Frame *frame = current_frame(base, &entered);
  if (frame == NULL || (entered && !tell_call(frame))) return false;
  if (!tell_line(frame, code, pc - code->instructions)) return false;
  if (frame->trace_opcodes == TRUE_VALUE && !tell_local(frame, "opcode", NONE)) return false;
  switch (*pc & 0xFF) {
  case OP_RETURN: return tell_return(frame, base[instruction_a(*pc)]);
  case OP_RETURN_NONE: return tell_return(frame, NONE);
  case OP_YIELD: return tell_return(frame, base[instruction_b(*pc)]);
  default: return true;
  }
}

void line_trace_exception(void) {
  Value frame = line_trace_frame(vm.base);
  if (frame == EMPTY || to_frame(frame)->trace == NONE) return;
  Value exception = vm_exception;
  Value traceback = ((const Exception *)(const void *)to_object(exception))->traceback;
  Value items[] = {from_object(type_of(exception)), exception, traceback == EMPTY ? NONE : traceback};
  Value argument = tuple_from(items, 3);
  if (argument != EMPTY) tell_local(to_frame(frame), "exception", argument);
}

void line_trace_unwound(void) {
  Value frame = line_trace_frame(vm.base);
  if (frame != EMPTY) tell_return(to_frame(frame), NONE);
}
