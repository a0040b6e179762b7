#include "core/modules/system/fork.h"

#include "core/modules/io.h"
#include "core/object/list.h"
#include "core/trace/trace.h"
#include "core/vm/import.h"
#include "core/vm/unraisable.h"

// Lists of callables; EMPTY until the first is registered.
static struct {
  Value before, after_in_child, after_in_parent;
} hooks;

static void visit_hooks(void) {
  heap_visit(hooks.before);
  heap_visit(hooks.after_in_child);
  heap_visit(hooks.after_in_parent);
}

static bool make_lists(void) {
  if (hooks.before != EMPTY) return true;
  heap_add_root(visit_hooks);
  return (hooks.before = list_new(0)) != EMPTY && (hooks.after_in_child = list_new(0)) != EMPTY &&
         (hooks.after_in_parent = list_new(0)) != EMPTY;
}

static bool check(Value callable, const char *name) {
  if (callable == EMPTY || callable == NONE || type_of(callable)->slots.call) return true;
  return raise(TypeError, "'%s' must be callable, not %T", name, callable), false;
}

static bool add(Value list, Value callable) {
  return callable == EMPTY || callable == NONE || list_append(list, callable);
}

bool fork_register(Value before, Value after_in_child, Value after_in_parent) {
  if (before == EMPTY && after_in_child == EMPTY && after_in_parent == EMPTY)
    return raise(TypeError, "At least one argument is required."), false;
  return check(before, "before") && check(after_in_child, "after_in_child") &&
         check(after_in_parent, "after_in_parent") && make_lists() && add(hooks.before, before) &&
         add(hooks.after_in_child, after_in_child) && add(hooks.after_in_parent, after_in_parent);
}

// A hook that raises is reported and does not keep the others from running.
static void run(Value list, bool latest_first) {
  if (list == EMPTY) return;
  size_t length = to_list(list)->length;
  for (size_t i = 0; i < length && i < to_list(list)->length; i++) {
    Value hook = to_list(list)->storage->items[latest_first ? to_list(list)->length - 1 - i : i];
    if (object_call_0(hook) == EMPTY) vm_unraisable(hook);
  }
}

bool fork_before(void) {
  run(hooks.before, true);
  io_flush_all();
  threads_before_fork();
  return true;
}

void fork_after_in_parent(void) {
  threads_after_fork(false);
  run(hooks.after_in_parent, false);
}

void fork_in_child_before_exec(void) { threads_after_fork(true); }

void fork_after_in_child(void) {
  threads_after_fork(true);
  import_locks_after_fork();
  trace_after_fork();
  signals_after_fork();
  run(hooks.after_in_child, false);
}
