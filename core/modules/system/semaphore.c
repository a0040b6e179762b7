// The modules _multiprocessing and _posixshmem: semaphores and memory that processes share.
#include "core/modules/system/posix.h"
#include "core/object/dict.h"
#include "core/object/float.h"
#include "core/object/type.h"
#include "port/port.h"

enum { RECURSIVE_MUTEX, SEMAPHORE };

typedef struct SemLock {
  Object header; // HEAP_LEAF
  sem_t *handle; // NULL: not made
  int kind, most;
  int count;      // how often this process has taken it
  uint64_t owner; // the thread that took it last
  char *name;     // malloc'ed; NULL: it has none
} SemLock;

static Type *lock_type;

static SemLock *to_lock(Value v) { return (SemLock *)(void *)to_object(v); }
static bool is_mine(const SemLock *lock) { return lock->count > 0 && lock->owner == threads_current(); }

static void lock_finalise(Object *object) {
  SemLock *lock = (SemLock *)(void *)object;
  if (lock->handle) sem_close(lock->handle);
  free(lock->name);
}

static SemLock *lock_new(Type *type, int kind, int most) {
  SemLock *lock = instance_allocate(type);
  if (!lock) return NULL;
  lock->handle = NULL;
  lock->kind = kind;
  lock->most = most;
  lock->count = 0;
  lock->owner = 0;
  lock->name = NULL;
  heap_on_death(&lock->header, lock_finalise);
  return lock;
}

// Opens the semaphore; value -1: one that exists. False: raised.
static bool lock_open(SemLock *lock, Value name, int value, bool unlinks) {
  const char *text = str_text(name);
  if (!text) return false;
  if (!(lock->name = strdup(text))) return raise_memory_error(), false;
  sem_t *handle = value < 0 ? sem_open(text, 0) : sem_open(text, O_CREAT | O_EXCL, 0600, (unsigned)value);
  if (handle == SEM_FAILED) return system_error(EMPTY), false;
  lock->handle = handle;
  if (!unlinks) return true;
  // The name is of no use any more.
  free(lock->name);
  lock->name = NULL;
  return sem_unlink(text) == 0 || (system_error(EMPTY), false);
}

// SemLock(kind, value, maxvalue, name, unlink)
static Value lock_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "SemLock", .signature = "kind, value, maxvalue, name, unlink"};
  Value slots[5];
  int numbers[3];
  bool unlinks;
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  for (int n = 0; n < 3; n++)
    if (!int_argument(slots[n], &numbers[n])) return EMPTY;
  if (!flag_argument(slots[4], false, &unlinks)) return EMPTY;
  if (numbers[0] != RECURSIVE_MUTEX && numbers[0] != SEMAPHORE) return raise(ValueError, "unrecognized kind");
  SemLock *lock = lock_new(type, numbers[0], numbers[2]);
  return lock && lock_open(lock, slots[3], numbers[1] < 0 ? 0 : numbers[1], unlinks) ? from_object(lock) : EMPTY;
}

// SemLock._rebuild(handle, kind, maxvalue, name): the same in another process.
NATIVE(lock_rebuild) {
  int kind, most;
  if (!int_argument(args[2], &kind) || !int_argument(args[3], &most)) return EMPTY;
  SemLock *lock = lock_new((Type *)(void *)to_object(args[0]), kind, most);
  return lock && lock_open(lock, args[4], -1, false) ? from_object(lock) : EMPTY;
}

// Waits for the semaphore. 1: taken; 0: not within the time; -1: raised. deadline NULL: no limit.
static int wait_for(SemLock *lock, const struct timespec *deadline) {
  for (;;) {
    int status = WITHOUT_LOCK(deadline ? sem_timedwait(lock->handle, deadline) : sem_wait(lock->handle));
    if (status == 0) return 1;
    if (errno == ETIMEDOUT) return 0;
    if (errno != EINTR) return system_error(EMPTY), -1;
    if (!signals_run()) return -1;
  }
}

// acquire(block=True, timeout=None)
NATIVE(lock_acquire) {
  SemLock *lock = to_lock(args[0]);
  bool blocking, limited = args[2] != EMPTY && args[2] != NONE;
  double seconds = 0;
  if (!flag_argument(args[1], true, &blocking) || (limited && !float_argument(args[2], &seconds))) return EMPTY;
  if (lock->kind == RECURSIVE_MUTEX && is_mine(lock)) {
    lock->count++;
    return TRUE_VALUE;
  }
  int got = sem_trywait(lock->handle) == 0;
  if (!got && errno != EAGAIN && errno != EINTR) return system_error(EMPTY);
  if (!got && blocking) {
    double end = port_time() + (seconds > 0 ? seconds : 0);
    struct timespec deadline = timespec_from(end);
    got = wait_for(lock, limited ? &deadline : NULL);
  }
  if (got <= 0) return got < 0 ? EMPTY : FALSE_VALUE;
  lock->count++;
  lock->owner = threads_current();
  return TRUE_VALUE;
}

NATIVE(lock_release) {
  SemLock *lock = to_lock(args[0]);
  if (lock->kind == RECURSIVE_MUTEX) {
    if (!is_mine(lock)) return raise(AssertionError, "attempt to release recursive lock not owned by thread");
    if (lock->count > 1) {
      lock->count--;
      return NONE;
    }
  } else {
    int value;
    if (sem_getvalue(lock->handle, &value) != 0) return system_error(EMPTY);
    if (value >= lock->most) return raise(ValueError, "semaphore or lock released too many times");
  }
  if (sem_post(lock->handle) != 0) return system_error(EMPTY);
  lock->count--;
  return NONE;
}

NATIVE(lock_enter) {
  Value arguments[3] = {args[0], EMPTY, EMPTY};
  return lock_acquire(arguments, 3);
}
NATIVE(lock_exit) { return lock_release(args, 1); }
NATIVE(lock_count) { return from_small_int(to_lock(args[0])->count); }
NATIVE(lock_is_mine) { return from_bool(is_mine(to_lock(args[0]))); }
NATIVE(lock_get_value) {
  int value;
  if (sem_getvalue(to_lock(args[0])->handle, &value) != 0) return system_error(EMPTY);
  return from_small_int(value < 0 ? 0 : value);
}
NATIVE(lock_is_zero) {
  int value;
  if (sem_getvalue(to_lock(args[0])->handle, &value) != 0) return system_error(EMPTY);
  return from_bool(value <= 0);
}
NATIVE(lock_after_fork) {
  to_lock(args[0])->count = 0;
  return NONE;
}

static Value get_handle(Value self) { return int_from_u64((uint64_t)(uintptr_t)to_lock(self)->handle); }
static Value get_kind(Value self) { return from_small_int(to_lock(self)->kind); }
static Value get_most(Value self) { return from_small_int(to_lock(self)->most); }
static Value get_name(Value self) { return to_lock(self)->name ? str_from_c(to_lock(self)->name) : NONE; }

static const NativeDef methods[] = {
    {.name = "acquire", .signature = "self, /, block=True, timeout=None", .fn = lock_acquire},
    {.name = "release", .signature = "self, /", .fn = lock_release},
    {.name = "__enter__", .signature = "self, /", .fn = lock_enter},
    {.name = "__exit__", .signature = "self, /, *args", .fn = lock_exit},
    {.name = "_count", .signature = "self, /", .fn = lock_count},
    {.name = "_is_mine", .signature = "self, /", .fn = lock_is_mine},
    {.name = "_get_value", .signature = "self, /", .fn = lock_get_value},
    {.name = "_is_zero", .signature = "self, /", .fn = lock_is_zero},
    {.name = "_after_fork", .signature = "self, /", .fn = lock_after_fork},
    {.name = "_rebuild", .signature = "cls, handle, kind, maxvalue, name, /", .fn = lock_rebuild},
    {.name = NULL},
};
static const GetSetDef attributes[] = {{"handle", get_handle, NULL, NULL},
                                       {"kind", get_kind, NULL, NULL},
                                       {"maxvalue", get_most, NULL, NULL},
                                       {"name", get_name, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};

NATIVE(module_sem_unlink) {
  const char *name = str_text(args[0]);
  return name ? system_answer(sem_unlink(name), EMPTY) : EMPTY;
}

static void visit_type(void) { heap_visit(from_object(lock_type)); }

static bool init_semaphores(Value module) {
  static const TypeSlots slots = {.construct = lock_construct};
  heap_add_root(visit_type);
  lock_type = type_new_native("_multiprocessing", "SemLock", NULL, TYPE_BASE, &slots, methods, attributes, HEAP_LEAF,
                              sizeof(SemLock));
  Value flags = dict_new();
  static const char *const truths[] = {"HAVE_SEM_OPEN", "HAVE_SEM_TIMEDWAIT", "HAVE_SEM_UNLINK"};
  for (size_t n = 0; flags != EMPTY && n < sizeof truths / sizeof truths[0]; n++)
    if (!dict_set(flags, str_from_c(truths[n]), from_small_int(1))) return false;
  return lock_type && dict_set(lock_type->dict, str_intern("SEM_VALUE_MAX", 13), from_small_int(INT_MAX)) &&
         module_add(module, "SemLock", from_object(lock_type)) && module_add(module, "flags", flags);
}

static const NativeDef functions[] = {{.name = "sem_unlink", .signature = "name, /", .fn = module_sem_unlink},
                                      {.name = NULL}};

const NativeModule module__multiprocessing = {"_multiprocessing", functions, init_semaphores,
                                              DOC("Semaphores that processes share.")};

// --- _posixshmem

NATIVE(shared_open) {
  int flags, mode = 0777;
  const char *name = str_text(args[0]);
  if (!name || !int_argument(args[1], &flags) || (args[2] != EMPTY && !int_argument(args[2], &mode))) return EMPTY;
  int descriptor;
  BLOCKING(descriptor, shm_open(name, flags, (mode_t)mode));
  return descriptor < 0 ? system_error(args[0]) : from_small_int(descriptor);
}

NATIVE(shared_unlink) {
  const char *name = str_text(args[0]);
  return name ? system_answer(shm_unlink(name), args[0]) : EMPTY;
}

static const NativeDef shared_functions[] = {
    {.name = "shm_open", .signature = "path, flags, mode=511", .fn = shared_open},
    {.name = "shm_unlink", .signature = "path", .fn = shared_unlink},
    {.name = NULL},
};

const NativeModule module__posixshmem = {"_posixshmem", shared_functions, NULL, DOC("POSIX shared memory module")};
