// Assumptions: what traces take for granted without checking: that an entry of a namespace still holds the value it had
// when recorded, that a class has not changed. The object remembers that somebody cares (dict and entry flags,
// type->watched); a change calls vm_dict_changed or vm_type_changed, and every tree that relied on it is invalidated.
// Code that is running leaves at its next back edge, because the poll word is set.
//
// An entry whose value changed while watched is marked ENTRY_MUTABLE: later traces load it instead.
#include "core/trace/runtime.h"

#include "core/object/dict.h"
#include "core/vm/vm.h"

#include <stdlib.h>

static Assumption pending[ASSUMPTIONS_MAX];
static uint32_t pending_count;

void assumptions_reset(void) { pending_count = 0; }

static void watch(const Assumption *assumption) {
  if (assumption->kind == ASSUME_TYPE_VERSION) {
    ((Type *)assumption->object)->watched = 1;
    return;
  }
  Dict *dict = assumption->object;
  dict->flags |= DICT_WATCHED;
  if (assumption->entry != ASSUME_LAYOUT_ONLY) dict_entries(dict)[assumption->entry].flags |= ENTRY_WATCHED;
}

bool assume(AssumptionKind kind, void *object, uint64_t entry) {
  for (uint32_t i = 0; i < pending_count; i++)
    if (pending[i].kind == kind && pending[i].object == object && pending[i].entry == entry) return true;
  if (pending_count == ASSUMPTIONS_MAX) return false;
  pending[pending_count++] = (Assumption){kind, object, entry};
  watch(&pending[pending_count - 1]);
  return true;
}

Assumption *assumptions_take(uint32_t *count) {
  *count = pending_count;
  Assumption *list = pending_count ? malloc(pending_count * sizeof(Assumption)) : NULL;
  if (list) memcpy(list, pending, pending_count * sizeof(Assumption));
  return list;
}

// entry -1 stands for all entries of a dict.
static bool breaks(const Assumption *assumption, AssumptionKind kind, const void *object, int64_t entry) {
  return assumption->kind == kind && assumption->object == object &&
         (entry < 0 || assumption->entry == (uint64_t)entry);
}

static void broken(AssumptionKind kind, const void *object, int64_t entry) {
  for (uint32_t i = 0; i < pending_count; i++)
    if (breaks(&pending[i], kind, object, entry)) trace_recording_invalidated();
  trace_invalidate(kind, object, entry);
}

bool assumption_list_breaks(const Trace *trace, AssumptionKind kind, const void *object, int64_t entry) {
  for (uint32_t i = 0; i < trace->assumption_count; i++)
    if (breaks(&trace->assumptions[i], kind, object, entry)) return true;
  return false;
}

void vm_dict_changed(struct Dict *dict, int64_t entry) {
  if (entry >= 0) {
    DictEntry *changed = &dict_entries(dict)[entry];
    changed->flags = (changed->flags & ~(uint32_t)ENTRY_WATCHED) | ENTRY_MUTABLE;
  }
  broken(ASSUME_ENTRY_CONSTANT, dict, entry);
}

void vm_type_changed(Type *type) {
  type->watched = 0;
  broken(ASSUME_TYPE_VERSION, type, -1);
}
