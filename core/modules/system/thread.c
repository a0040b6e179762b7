// The module _thread: starting threads, locks, thread-local attributes. The interpreter lock is core/vm/threads.c.
//
// The state of a lock is guarded by the interpreter lock. Who has to wait stands in the lock's queue and is parked;
// release takes the first out of the queue and wakes it, and it tries again.
#include <math.h>

#include "core/modules/system/system.h"
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/float.h"
#include "core/object/sequence.h"
#include "core/object/type_internal.h"
#include "port/port.h"
#include "port/thread.h"

typedef struct Waiter {
  Thread *thread;
  struct Waiter *next;
  bool queued;
} Waiter;

// Lock and RLock.
typedef struct Lock {
  Object header;  // HEAP_LEAF: waiters are on the C stacks of their threads
  uint64_t count; // how often it is taken; at most 1 for a Lock
  uint64_t owner; // of an RLock
  Waiter *first, *last;
} Lock;

static Type *lock_type, *rlock_type, *local_type;

static Lock *to_lock(Value v) { return (Lock *)to_object(v); }

// --- waiting

static void enqueue(Lock *lock, Waiter *waiter) {
  waiter->next = NULL;
  waiter->queued = true;
  if (lock->last)
    lock->last->next = waiter;
  else
    lock->first = waiter;
  lock->last = waiter;
}

static void dequeue(Lock *lock, Waiter *waiter) {
  if (!waiter->queued) return;
  Waiter **link = &lock->first, *before = NULL;
  while (*link != waiter) before = *link, link = &before->next;
  *link = waiter->next;
  if (lock->last == waiter) lock->last = before;
  waiter->queued = false;
}

static void wake_first(Lock *lock) {
  Waiter *waiter = lock->first;
  if (!waiter) return;
  dequeue(lock, waiter);
  threads_unpark(waiter->thread);
}

// Waits until the lock is free. 1: it is; 0: not within the time (negative: no limit); -1: a signal handler raised.
static int wait_free(Lock *lock, double seconds) {
  double end = seconds < 0 ? 0 : port_monotonic() + seconds;
  Waiter waiter = {.thread = threads_self()};
  int result = 1;
  while (lock->count) {
    double left = seconds < 0 ? -1 : end - port_monotonic();
    if (seconds >= 0 && left <= 0) {
      result = 0;
      break;
    }
    if (!waiter.queued) enqueue(lock, &waiter);
    threads_park(left);
    if (signals_run()) continue;
    result = -1;
    break;
  }
  bool woken = !waiter.queued;
  dequeue(lock, &waiter);
  // What this one was woken for is now for the next in the queue.
  if (result != 1 && woken && !lock->count) wake_first(lock);
  return result;
}

// The arguments of acquire(blocking=True, timeout=-1). False: raised.
static bool acquire_arguments(Value *args, bool *blocking, double *seconds) {
  *seconds = -1;
  if (!flag_argument(args[1], true, blocking)) return false;
  if (args[2] != EMPTY && !float_argument(args[2], seconds)) return false;
  if (!*blocking && *seconds != -1) return raise(ValueError, "can't specify a timeout for a non-blocking call"), false;
  if (*seconds < 0 && *seconds != -1) return raise(ValueError, "timeout value must be positive"), false;
  if (*seconds > 9223372036.0)
    return raise(OverflowError,
                 *seconds > 9.2e18 ? "timestamp too large to convert to C _PyTime_t" : "timeout value is too large"),
           false;
  if (!*blocking) *seconds = 0;
  return true;
}

// --- Lock

static Value lock_new(Type *type) { return from_object(instance_allocate(type)); }

NATIVE(lock_acquire) {
  Lock *lock = to_lock(args[0]);
  bool blocking;
  double seconds;
  if (!acquire_arguments(args, &blocking, &seconds)) return EMPTY;
  int got = wait_free(lock, seconds);
  if (got < 0) return EMPTY;
  if (got) lock->count = 1;
  return from_bool(got);
}

static void lock_let_go(Lock *lock) {
  lock->count = 0;
  lock->owner = 0;
  wake_first(lock);
}

NATIVE(lock_release) {
  Lock *lock = to_lock(args[0]);
  if (!lock->count) return raise(RuntimeError, "release unlocked lock");
  lock_let_go(lock);
  return NONE;
}
NATIVE(lock_exit) { return lock_release(args, 1); }
NATIVE(lock_enter) {
  Value values[] = {args[0], EMPTY, EMPTY};
  return lock_acquire(values, 3);
}
NATIVE(lock_locked) { return from_bool(to_lock(args[0])->count != 0); }

NATIVE(lock_at_fork_reinit) {
  Lock *lock = to_lock(args[0]);
  lock->count = lock->owner = 0;
  lock->first = lock->last = NULL;
  return NONE;
}

static Value lock_repr(Value self) {
  return str_format_c("<%s %T object at 0x%llx>", to_lock(self)->count ? "locked" : "unlocked", self,
                      (unsigned long long)heap_identity(self));
}

static const NativeDef lock_methods[] = {
    {.name = "acquire", .signature = "self, /, blocking=True, timeout=-1", .fn = lock_acquire},
    {.name = "acquire_lock", .signature = "self, /, blocking=True, timeout=-1", .fn = lock_acquire},
    {.name = "release", .signature = "self, /", .fn = lock_release},
    {.name = "release_lock", .signature = "self, /", .fn = lock_release},
    {.name = "locked", .signature = "self, /", .fn = lock_locked},
    {.name = "locked_lock", .signature = "self, /", .fn = lock_locked},
    {.name = "__enter__", .signature = "self, /", .fn = lock_enter},
    {.name = "__exit__", .signature = "self, /, *args", .fn = lock_exit},
    {.name = "_at_fork_reinit", .signature = "self, /", .fn = lock_at_fork_reinit},
    {.name = NULL},
};

// --- RLock

NATIVE(rlock_acquire) {
  Lock *lock = to_lock(args[0]);
  bool blocking;
  double seconds;
  if (!acquire_arguments(args, &blocking, &seconds)) return EMPTY;
  if (lock->count && lock->owner == threads_current()) return lock->count++, TRUE_VALUE;
  int got = wait_free(lock, seconds);
  if (got < 0) return EMPTY;
  if (got) lock->count = 1, lock->owner = threads_current();
  return from_bool(got);
}

NATIVE(rlock_release) {
  Lock *lock = to_lock(args[0]);
  if (!lock->count || lock->owner != threads_current()) return raise(RuntimeError, "cannot release un-acquired lock");
  if (--lock->count == 0) lock_let_go(lock);
  return NONE;
}
NATIVE(rlock_exit) { return rlock_release(args, 1); }
NATIVE(rlock_enter) {
  Value values[] = {args[0], EMPTY, EMPTY};
  return rlock_acquire(values, 3);
}
NATIVE(rlock_is_owned) {
  const Lock *lock = to_lock(args[0]);
  return from_bool(lock->count && lock->owner == threads_current());
}
NATIVE(rlock_recursion_count) {
  const Lock *lock = to_lock(args[0]);
  return from_small_int(lock->owner == threads_current() ? (int64_t)lock->count : 0);
}

// For Condition: gives the lock up whatever its count, and takes it back with that.
NATIVE(rlock_release_save) {
  Lock *lock = to_lock(args[0]);
  if (!lock->count) return raise(RuntimeError, "cannot release un-acquired lock");
  Value state = tuple_pair(from_small_int((int64_t)lock->count), int_from_u64(lock->owner));
  if (state != EMPTY) lock_let_go(lock);
  return state;
}
NATIVE(rlock_acquire_restore) {
  Lock *lock = to_lock(args[0]);
  int64_t number, owner;
  if (!type_flag(args[1], TYPE_IS_TUPLE) || to_tuple(args[1])->length != 2)
    return raise(TypeError, "acquire_restore() argument must be a pair");
  if (!i64_argument(to_tuple(args[1])->items[0], &number) || !i64_argument(to_tuple(args[1])->items[1], &owner))
    return EMPTY;
  if (wait_free(lock, -1) < 0) return EMPTY;
  lock->count = (uint64_t)number;
  lock->owner = (uint64_t)owner;
  return NONE;
}

static Value rlock_repr(Value self) {
  const Lock *lock = to_lock(self);
  return str_format_c("<%s %T object owner=%llu count=%llu at 0x%llx>", lock->count ? "locked" : "unlocked", self,
                      (unsigned long long)lock->owner, (unsigned long long)lock->count,
                      (unsigned long long)heap_identity(self));
}

static Value rlock_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)args;
  if (type == rlock_type && (count || keyword_count(keyword_names)))
    return raise(TypeError, "RLock() takes no arguments");
  return lock_new(type);
}

static const NativeDef rlock_methods[] = {
    {.name = "acquire", .signature = "self, /, blocking=True, timeout=-1", .fn = rlock_acquire},
    {.name = "release", .signature = "self, /", .fn = rlock_release},
    {.name = "__enter__", .signature = "self, /", .fn = rlock_enter},
    {.name = "__exit__", .signature = "self, /, *args", .fn = rlock_exit},
    {.name = "_is_owned", .signature = "self, /", .fn = rlock_is_owned},
    {.name = "_recursion_count", .signature = "self, /", .fn = rlock_recursion_count},
    {.name = "_release_save", .signature = "self, /", .fn = rlock_release_save},
    {.name = "_acquire_restore", .signature = "self, state, /", .fn = rlock_acquire_restore},
    {.name = "_at_fork_reinit", .signature = "self, /", .fn = lock_at_fork_reinit},
    {.name = NULL},
};

// --- _local: each thread sees attributes of its own

typedef struct Local {
  Object header; // HEAP_VALUES
  Value dicts;   // dict: number of the thread → dict
  Value args, keywords;
} Local;

// All of them, weakly, so that a thread that ends can take its dicts along.
static struct {
  Value *items;
  size_t count, capacity;
} locals;

static void drop_dead_locals(void) {
  size_t kept = 0;
  for (size_t i = 0; i < locals.count; i++)
    if (heap_is_marked(locals.items[i])) locals.items[kept++] = locals.items[i];
  locals.count = kept;
}

static void thread_ended(uint64_t thread) {
  Value number = int_from_u64(thread);
  for (size_t i = 0; i < locals.count; i++) {
    if (dict_delete(((Local *)to_object(locals.items[i]))->dicts, number) < 0) exception_clear();
  }
}

static bool note_local(Value local) {
  if (locals.count == locals.capacity) {
    size_t capacity = locals.capacity ? 2 * locals.capacity : 16;
    Value *items = realloc(locals.items, capacity * sizeof *items);
    if (!items) return raise_memory_error(), false;
    locals.items = items;
    locals.capacity = capacity;
  }
  locals.items[locals.count++] = local;
  return true;
}

static Value local_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  bool any = count || keyword_count(keyword_names);
  if (any && !has_python_init(type)) return raise(TypeError, "Initialization arguments are not supported");
  Local *local = instance_allocate(type);
  if (!local) return EMPTY;
  Value self = from_object(local);
  local->dicts = dict_new();
  local->args = tuple_from(args, count);
  local->keywords = keyword_count(keyword_names) ? dict_new() : EMPTY;
  if (local->dicts == EMPTY || local->args == EMPTY) return EMPTY;
  for (size_t i = 0; i < keyword_count(keyword_names); i++)
    if (!dict_set(local->keywords, to_tuple(keyword_names)->items[i], args[count + i])) return EMPTY;
  // The first thread's __init__ is called as for any class.
  Value dict = dict_new();
  if (dict == EMPTY || !dict_set(local->dicts, int_from_u64(threads_current()), dict) || !note_local(self))
    return EMPTY;
  return self;
}

// The dict of the running thread, made and set up at its first use. EMPTY: raised.
static Value local_dict(Value self) {
  Local *local = (Local *)to_object(self);
  Value number = int_from_u64(threads_current());
  Value dict = dict_get(local->dicts, number);
  if (dict != EMPTY || vm_exception != EMPTY) return dict;
  dict = dict_new();
  if (dict == EMPTY || !dict_set(local->dicts, number, dict)) return EMPTY;
  if (!has_python_init(type_of(self))) return dict;
  Value init = object_get_attribute(self, vm.names.__init__);
  Value *items = to_tuple(local->args)->items;
  CallArguments call;
  if (init != EMPTY && call_arguments_from(&call, EMPTY, items, to_tuple(local->args)->length, local->keywords) &&
      object_call(init, call.args, call.count, call.keyword_names) != EMPTY)
    return dict;
  Value exception = exception_take();
  dict_delete(local->dicts, number);
  vm_exception = exception;
  return EMPTY;
}

static Value local_get(Value self, Value name) {
  Value dict = local_dict(self);
  if (dict == EMPTY) return EMPTY;
  if (str_equal(name, vm.names.__dict__)) return dict;
  Value found = type_lookup_cached(type_of(self), name);
  Type *found_type = found == EMPTY ? NULL : type_of(found);
  if (found_type && found_type->slots.descriptor_set && found_type->slots.descriptor_get)
    return found_type->slots.descriptor_get(found, self, from_object(type_of(self)));
  Value own = dict_get_str(dict, name);
  if (own != EMPTY) return own;
  if (!found_type) return raise_attribute_error(self, name);
  if (found_type->slots.descriptor_get)
    return found_type->slots.descriptor_get(found, self, from_object(type_of(self)));
  return found;
}

static bool local_set(Value self, Value name, Value value) {
  Value dict = local_dict(self);
  if (dict == EMPTY) return false;
  if (str_equal(name, vm.names.__dict__))
    return raise(AttributeError, "'%T' object attribute '__dict__' is read-only", self), false;
  Value found = type_lookup_cached(type_of(self), name);
  if (found != EMPTY && type_of(found)->slots.descriptor_set)
    return type_of(found)->slots.descriptor_set(found, self, value);
  if (value != EMPTY) return dict_set(dict, name, value);
  int deleted = dict_delete(dict, name);
  if (deleted == 0) raise_attribute_error(self, name);
  return deleted > 0;
}

// --- functions

NATIVE(thread_start_new_thread) {
  if (!type_of(args[0])->slots.call) return raise(TypeError, "first arg must be callable");
  if (!type_flag(args[1], TYPE_IS_TUPLE)) return raise(TypeError, "2nd arg must be a tuple");
  if (args[2] != EMPTY && !type_flag(args[2], TYPE_IS_DICT))
    return raise(TypeError, "optional 3rd arg must be a dictionary");
  uint64_t number = threads_start(args[0], args[1], args[2]);
  return number ? int_from_u64(number) : EMPTY;
}

NATIVE(thread_allocate_lock) { return lock_new(lock_type); }
NATIVE(thread_exit) { return raise_value(from_object(exception_types[EXCEPTION_SystemExit]), EMPTY); }
NATIVE(thread_get_ident) { return int_from_u64(threads_current()); }
NATIVE(thread_get_native_id) { return int_from_i64(port_thread_number()); }
NATIVE(thread_count) { return from_small_int((int64_t)threads_count()); }

NATIVE(thread_interrupt_main) {
  int number = SIGINT;
  if (args[0] != EMPTY && !int_argument(args[0], &number)) return EMPTY;
  if (number < 1 || number >= SIGNALS_MAX) return raise(ValueError, "signal number out of range");
  struct sigaction action;
  if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN && action.sa_handler != SIG_DFL)
    signals_trip(number);
  return NONE;
}

NATIVE(thread_stack_size) {
  static int64_t current;
  int64_t size = 0, before = current;
  if (args[0] != EMPTY && !i64_argument(args[0], &size)) return EMPTY;
  if (size < 0) return raise(ValueError, "size must be 0 or a positive value");
  if (size && size < 32768) return raise(ValueError, "size not valid: %lld bytes", (long long)size);
  if (args[0] != EMPTY) {
    current = size;
    threads_set_stack_bytes((size_t)size);
  }
  return int_from_i64(before);
}

static void release_sentinel(Value lock) { lock_let_go(to_lock(lock)); }
NATIVE(thread_set_sentinel) {
  Value lock = lock_new(lock_type);
  if (lock != EMPTY) threads_on_end(lock, release_sentinel);
  return lock;
}

static const NativeDef functions[] = {
    {.name = "start_new_thread", .signature = "function, args, kwargs=None, /", .fn = thread_start_new_thread},
    {.name = "start_new", .signature = "function, args, kwargs=None, /", .fn = thread_start_new_thread},
    {.name = "allocate_lock", .signature = "", .fn = thread_allocate_lock},
    {.name = "allocate", .signature = "", .fn = thread_allocate_lock},
    {.name = "exit", .signature = "", .fn = thread_exit},
    {.name = "exit_thread", .signature = "", .fn = thread_exit},
    {.name = "interrupt_main", .signature = "signum=2, /", .fn = thread_interrupt_main},
    {.name = "get_ident", .signature = "", .fn = thread_get_ident, .effects = EFFECT_READS_HEAP},
    {.name = "get_native_id", .signature = "", .fn = thread_get_native_id},
    {.name = "_count", .signature = "", .fn = thread_count},
    {.name = "stack_size", .signature = "size=0, /", .fn = thread_stack_size},
    {.name = "_set_sentinel", .signature = "", .fn = thread_set_sentinel},
    {.name = NULL},
};

static void visit_types(void) {
  heap_visit(from_object(lock_type));
  heap_visit(from_object(rlock_type));
  heap_visit(from_object(local_type));
}

static bool init(Value module) {
  static const TypeSlots lock_slots = {.repr = lock_repr};
  static const TypeSlots rlock_slots = {.repr = rlock_repr, .construct = rlock_construct};
  static const TypeSlots local_slots = {
      .construct = local_construct, .get_attribute = local_get, .set_attribute = local_set};
  heap_add_root(visit_types);
  heap_add_weak(drop_dead_locals);
  threads_add_end_callback(thread_ended);
  lock_type =
      type_new_native("_thread", "lock", NULL, TYPE_WEAKREFS, &lock_slots, lock_methods, NULL, HEAP_LEAF, sizeof(Lock));
  rlock_type = lock_type ? type_new_native("_thread", "RLock", NULL, TYPE_BASE | TYPE_WEAKREFS, &rlock_slots,
                                           rlock_methods, NULL, HEAP_LEAF, sizeof(Lock))
                         : NULL;
  local_type = rlock_type ? type_new_native("_thread", "_local", NULL, TYPE_BASE, &local_slots, NULL, NULL, HEAP_VALUES,
                                            sizeof(Local))
                          : NULL;
  return local_type && module_add(module, "LockType", from_object(lock_type)) &&
         module_add(module, "RLock", from_object(rlock_type)) &&
         module_add(module, "_local", from_object(local_type)) &&
         module_add(module, "error", from_object(exception_types[EXCEPTION_RuntimeError])) &&
         module_add(module, "TIMEOUT_MAX", from_double(9223372036.0));
}

const NativeModule module__thread = {"_thread", functions, init, DOC("Threads and locks; use threading instead.")};
