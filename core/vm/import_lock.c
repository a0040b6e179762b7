// Locks of modules: one thread imports a module, the others that want it wait. See import_internal.h.
#include "core/object/call.h"
#include "core/object/int.h"
#include "core/object/str.h"
#include "core/vm/import.h"
#include "core/vm/import_internal.h"
#include "core/vm/threads.h"

// A thread that waits for the lock of a module.
typedef struct Waiting {
  Thread *thread;
  Value name;
  struct Waiting *next;
} Waiting;

// Both lists live on the C stacks of their threads, where the collector finds the names.
static struct {
  ImportLock *held;
  Waiting *waiting;
} locks;

static ImportLock *lock_of(Value name) {
  for (ImportLock *lock = locks.held; lock != NULL; lock = lock->next) {
    if (lock->name == name || str_equal(lock->name, name)) return lock;
  }
  return NULL;
}

// The thread that holds the name's lock and is not `thread`; NULL: there is none.
static Thread *holder(Value name, const Thread *thread) {
  const ImportLock *lock = lock_of(name);
  return lock == NULL || lock->owner == thread ? NULL : lock->owner;
}

// Whether the owner waits, over any number of threads, for a lock that this thread holds.
static bool would_deadlock(const Thread *owner) {
  for (size_t steps = 0; owner != NULL && steps <= threads_count(); steps++) {
    if (owner == threads_self()) return true;
    const Waiting *entry = locks.waiting;
    while (entry != NULL && entry->thread != owner) entry = entry->next;
    owner = entry == NULL ? NULL : holder(entry->name, owner);
  }
  return false;
}

ImportWait import_lock_wait(Value name) {
  Thread *self = threads_self(), *owner;
  // Threads that the end of the process has stopped never let go.
  if (holder(name, self) == NULL || vm.shutting_down) return IMPORT_FREE;
  Waiting entry = {self, name, locks.waiting};
  locks.waiting = &entry;
  ImportWait result = IMPORT_FREE;
  while (result == IMPORT_FREE && (owner = holder(name, self)) != NULL) {
    if (would_deadlock(owner)) {
      result = IMPORT_DEADLOCK;
    } else {
      threads_park(-1);
      if (!signals_run()) result = IMPORT_INTERRUPTED;
    }
  }
  Waiting **link = &locks.waiting;
  while (*link != &entry) link = &(*link)->next;
  *link = entry.next;
  return result;
}

// _frozen_importlib._DeadlockError.
static void raise_deadlock(Value name) {
  Value system = import_system();
  Value kind = system == EMPTY ? EMPTY : object_get_attribute(system, str_intern("_DeadlockError", 14));
  Value message = kind == EMPTY ? EMPTY
                                : str_format_c("deadlock detected by _ModuleLock(%R) at %lld", name,
                                               (long long)(uintptr_t)lock_of(name));
  Value exception = message == EMPTY ? EMPTY : object_call(kind, &message, 1, EMPTY);
  if (exception != EMPTY) vm_exception = exception;
}

bool import_lock_enter(ImportLock *lock, Value name) {
  ImportWait got = import_lock_wait(name);
  if (got == IMPORT_DEADLOCK) raise_deadlock(name);
  if (got != IMPORT_FREE) return false;
  *lock = (ImportLock){name, EMPTY, threads_self(), locks.held};
  locks.held = lock;
  return true;
}

void import_lock_leave(ImportLock *lock) {
  ImportLock **link = &locks.held;
  while (*link != lock) link = &(*link)->next;
  *link = lock->next;
  if (lock_of(lock->name) != NULL) return; // the module imports itself once more
  for (const Waiting *entry = locks.waiting; entry != NULL; entry = entry->next) {
    if (str_equal(entry->name, lock->name)) threads_unpark(entry->thread);
  }
}

void import_lock_running(Value name, Value module) {
  ImportLock *lock = lock_of(name);
  if (lock != NULL) lock->module = module;
}

bool import_is_loading(Value module) {
  for (const ImportLock *lock = locks.held; lock != NULL; lock = lock->next) {
    if (lock->module == module) return true;
  }
  return false;
}

void import_locks_after_fork(void) {
  const Thread *self = threads_self();
  for (ImportLock **link = &locks.held; *link != NULL;) {
    if ((*link)->owner == self)
      link = &(*link)->next;
    else
      *link = (*link)->next;
  }
  locks.waiting = NULL;
}
