// Looking at running frames; see frame_inspect.h.
#include "core/vm/frame_inspect.h"

#include "core/object/dict.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/frame_object.h"
#include "core/vm/line_trace.h"
#include "core/vm/threads.h"
#include "core/vm/trace_hooks.h"

FramePosition frame_position(size_t depth) {
  trace_show_frames();
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

typedef struct KeptCode {
  Function *function, *copy; // NULL: none was needed yet
} KeptCode;

// The frames of one thread, from its innermost one.
static bool keep_in_frames(Value *base, void *data) {
  KeptCode *kept = data;
  for (; base[-4] != EMPTY; base = frame_caller(base)) {
    if (base[-4] != from_object(kept->function)) continue;
    if (kept->copy == NULL && (kept->copy = function_copy(kept->function)) == NULL) return false;
    base[-4] = from_object(kept->copy);
  }
  return true;
}

bool vm_keep_running_code(Function *function) {
  trace_show_frames();
  trace_recording_interrupted(); // it takes functions for what they are
  KeptCode kept = {function, NULL};
  return trace_keep_code(function) && keep_in_frames(vm.base, &kept) && threads_visit_frames(keep_in_frames, &kept);
}

static Value main_dict(void) {
  Value module = dict_get_str(vm.modules, vm.names.__main__);
  return module == EMPTY ? EMPTY : object_get_attribute(module, vm.names.__dict__);
}

Value frame_globals(void) {
  FramePosition position = frame_position(0);
  return position.base == NULL ? main_dict() : frame_function(position.base)->globals;
}

bool frame_inherits_annotations(void) {
  FramePosition position = frame_position(0);
  return position.base != NULL && frame_function(position.base)->code->flags & CODE_FUTURE_ANNOTATIONS;
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

// Whether the instruction writes the register.
static bool writes(const uint32_t *words, unsigned reg) {
  uint32_t i = *words;
  const OpcodeInfo *info = &opcode_info[instruction_op(i)];
  unsigned a = instruction_a(i), b = instruction_b(i), c = instruction_c(i);
  if (info->group == GROUP_UNPACK) return reg >= a && reg < a + c;
  if (info->group == GROUP_UNPACK_STAR) return reg >= a && reg < a + c + 1 + words[1];
  if (info->a == OPERAND_W && reg == a) return true;
  return (info->b == OPERAND_W && reg == b) || (info->c == OPERAND_W && reg == c);
}

// Whether a local variable may have been assigned when the frame stands at instruction `at`: its register is written
// before, or in a loop around it. Registers are not cleared at entry, so others hold what earlier calls left.
static bool may_be_assigned(const Code *code, unsigned reg, size_t at) {
  if (reg < code->parameter_registers || reg < code->cleared_registers || code->flags & CODE_ALL_LIVE) return true;
  bool written = false;
  for (size_t n = 0; n < code->instruction_count;) {
    const uint32_t *words = code->instructions + n;
    written |= writes(words, reg);
    if (n >= at) {
      Opcode op = instruction_op(*words);
      int64_t target = op == OP_LOOP       ? (int64_t)n + instruction_sj(*words)
                       : op == OP_FOR_ITER ? (int64_t)n + (int32_t)words[1]
                                           : INT64_MAX;
      if (written && target <= (int64_t)at) return true;
    } else if (written) {
      return true;
    }
    n += opcode_info[instruction_op(*words)].words;
  }
  return false;
}

static bool put(Value dict, Value name, Value value) {
  if (value != EMPTY) return dict_set(dict, name, str_seen(value));
  return dict_delete(dict, name) >= 0;
}

bool frame_fill_locals(Value dict, const Function *function, Code *code, const Value *registers, size_t at) {
  if (!code_prepare(code)) return false;
  const Tuple *names = to_tuple(code->local_names);
  for (uint64_t n = 0; n < names->length; n++) {
    if (names->items[n] == EMPTY || to_str(names->items[n])->text[0] == '.') continue;
    const Value *variable = frame_variable(code, (Value *)(uintptr_t)registers, n, at);
    bool far = variable != registers + n;
    bool assigned = (far || may_be_assigned(code, (unsigned)n, at)) && heap_holds(*variable);
    if (!put(dict, names->items[n], assigned ? uncelled(*variable, code) : EMPTY)) return false;
  }
  const Tuple *free_names = to_tuple(code->free_names);
  for (uint64_t n = 0; n < free_names->length; n++) {
    Value value = ((const Cell *)(const void *)to_object(to_tuple(function->closure)->items[n]))->value;
    if (!put(dict, free_names->items[n], value)) return false;
  }
  return true;
}

Value frame_namespace(const Value *base) {
  const Function *function = frame_function(base);
  if (function->code->flags & CODE_NAMESPACE) return base[-1] == EMPTY ? function->globals : base[-1];
  return function->code->flags & CODE_OPTIMIZED ? EMPTY : function->globals;
}

Value frame_locals(void) {
  FramePosition position = frame_position(0);
  if (position.base == NULL) return main_dict();
  Value namespace = frame_namespace(position.base);
  if (namespace != EMPTY) return namespace;
  const Function *function = frame_function(position.base);
  Value dict = dict_new();
  size_t at = (size_t)(position.pc - function->code->instructions);
  if (dict == EMPTY || !frame_fill_locals(dict, function, function->code, position.base, at)) return EMPTY;
  return dict;
}
