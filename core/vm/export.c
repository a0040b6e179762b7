#include "core/vm/export.h"

#include "core/object/memoryview.h"
#include "core/object/tuple.h"
#include "core/vm/liveness.h"
#include "core/vm/vm.h"
#include "core/vm/trace_hooks.h"

void export_visit_needed(Code *code, const Value *registers, size_t index) {
  if (code->record != NULL) return; // never ran
  unsigned variables = code_variable_registers(code);
  if (variables < code->parameter_registers) variables = code->parameter_registers;
  heap_visit_conservatively(registers, variables);
  RegisterSet live = live_registers(code, index);
  for (unsigned reg = variables; reg < code->register_count; reg++)
    if (register_set_has(&live, reg)) heap_visit_conservatively(&registers[reg], 1);
}

static void visit_roots(void) {
  // All of the VM but the machine's side of it: what exits of traces left there is not needed.
  const Value *words = (const Value *)(const void *)&vm.thread;
  heap_visit_conservatively(words, (size_t)((const Value *)(const void *)(&vm + 1) - words));
  heap_visit(vm_exception);
  trace_show_frames();
  const uint32_t *pc = vm.pc;
  for (Value *base = vm.base; base[-4] != EMPTY; base = frame_caller(base)) {
    Code *code = frame_function(base)->code;
    heap_visit(base[-4]);
    heap_visit(base[-1]);
    size_t index = (size_t)(pc - code->instructions);
    if (index < code->instruction_count) export_visit_needed(code, base, index);
    pc = frame_return_pc(base);
  }
}

typedef struct Search {
  Value owner;
  bool found;
} Search;

static void look_at(Object *object, void *context) {
  Search *search = context;
  if (object->shape == SHAPE_MEMORYVIEW && ((MemoryView *)(void *)object)->owner == search->owner) search->found = true;
}

bool export_is_needed_now(Value owner) {
  if (!export_noted(owner)) return false;
  Search search = {owner, false};
  vm.stop_value = EMPTY;
  heap_each_rooted(visit_roots, look_at, &search);
  if (!search.found) to_object(owner)->gc &= (uint8_t)~HEAP_EXPORTED;
  return search.found;
}

bool export_is_needed(Value owner) {
  static uint32_t vain;
  if (!export_noted(owner)) return false;
  vain++;
  if (vain > EXPORT_CHECKS && (vain & (vain - 1)) != 0 && !heap_collection_is_near()) {
    to_object(owner)->gc &= (uint8_t)~HEAP_EXPORTED;
    return false;
  }
  if (!export_is_needed_now(owner)) return false;
  vain = 0;
  return true;
}
