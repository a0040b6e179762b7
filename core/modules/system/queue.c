// The module _queue: SimpleQueue, an unbounded queue between threads. Its state is guarded by the interpreter lock; who
// finds it empty stands in the queue's line and is parked, and put wakes the first in line.
#include "core/modules/system/system.h"
#include "core/object/dict.h"
#include "core/object/float.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/type_internal.h"
#include "port/port.h"

// Taken items are moved out of the list when there are more of them than of others, and more than this.
#define TAKEN_MAX 64
#define TIMEOUT_SECONDS_MAX 9223372036.0

typedef struct Waiter {
  Thread *thread;
  struct Waiter *next;
  bool queued;
} Waiter;

typedef struct Queue {
  Object header; // HEAP_VALUES; the waiters are on the C stacks of their threads, which the collector ignores
  Value items;   // list, the first `taken` of which are None; EMPTY: none was put yet
  Value taken;   // small int
  Waiter *first, *last;
} Queue;

static Type *queue_type;
static Value empty_class;

static void visit_roots(void) { heap_visit(empty_class); }

static Queue *to_queue(Value v) { return (Queue *)(void *)to_object(v); }

static uint64_t taken_of(const Queue *queue) {
  return queue->taken == EMPTY ? 0 : (uint64_t)to_small_int(queue->taken);
}

static uint64_t count_of(const Queue *queue) {
  return queue->items == EMPTY ? 0 : to_list(queue->items)->length - taken_of(queue);
}

static Value take_first(Queue *queue) {
  List *list = to_list(queue->items);
  uint64_t taken = taken_of(queue), left = list->length - taken - 1;
  Value *items = list->storage->items, item = items[taken];
  items[taken++] = NONE;
  if (left == 0 || (taken > TAKEN_MAX && taken > left)) {
    values_move(items, items + taken, left);
    for (uint64_t i = left; i < list->length; i++) items[i] = EMPTY;
    list->length = left;
    taken = 0;
  }
  queue->taken = from_small_int((int64_t)taken);
  return item;
}

// --- waiting

static void enqueue(Queue *queue, Waiter *waiter) {
  waiter->next = NULL;
  waiter->queued = true;
  if (queue->last)
    queue->last->next = waiter;
  else
    queue->first = waiter;
  queue->last = waiter;
}

static void dequeue(Queue *queue, Waiter *waiter) {
  if (!waiter->queued) return;
  Waiter **link = &queue->first, *before = NULL;
  while (*link != waiter) before = *link, link = &before->next;
  *link = waiter->next;
  if (queue->last == waiter) queue->last = before;
  waiter->queued = false;
}

static void wake_first(Queue *queue) {
  Waiter *waiter = queue->first;
  if (!waiter) return;
  dequeue(queue, waiter);
  threads_unpark(waiter->thread);
}

// Waits for an item. 1: there is one; 0: not within the time (negative: no limit); -1: a signal handler raised.
static int wait_item(Queue *queue, double seconds) {
  double end = seconds < 0 ? 0 : port_monotonic() + seconds;
  Waiter waiter = {.thread = threads_self()};
  int result = 1;
  while (count_of(queue) == 0) {
    double left = seconds < 0 ? -1 : end - port_monotonic();
    if (seconds >= 0 && left <= 0) {
      result = 0;
      break;
    }
    if (!waiter.queued) enqueue(queue, &waiter);
    threads_park(left);
    if (signals_run()) continue;
    result = -1;
    break;
  }
  bool woken = !waiter.queued;
  dequeue(queue, &waiter);
  // What this one was woken for is now for the next in line.
  if (result != 1 && woken && count_of(queue)) wake_first(queue);
  return result;
}

// --- methods

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)args;
  if (keyword_count(keyword_names) > 0) return raise(TypeError, "SimpleQueue() takes no keyword arguments");
  if (count > 0) return raise(TypeError, "SimpleQueue() takes no positional arguments");
  return from_object(instance_allocate(type));
}

static Value put(Queue *queue, Value item) {
  if (queue->items == EMPTY && (queue->items = list_new(0)) == EMPTY) return EMPTY;
  if (!list_append(queue->items, item)) return EMPTY;
  wake_first(queue);
  return NONE;
}

NATIVE(method_put) { return put(to_queue(args[0]), args[1]); }

static Value get(Queue *queue, double seconds) {
  int got = wait_item(queue, seconds);
  if (got > 0) return take_first(queue);
  if (got == 0) return raise_value(empty_class, EMPTY);
  return EMPTY;
}

NATIVE(method_get) {
  bool blocking;
  double seconds = -1;
  if (!flag_argument(args[1], true, &blocking)) return EMPTY;
  if (blocking && args[2] != EMPTY && args[2] != NONE) {
    if (!type_flag(args[2], TYPE_IS_FLOAT) && index_to_int(args[2]) == EMPTY) return EMPTY;
    if (!float_argument(args[2], &seconds)) return EMPTY;
    if (seconds > TIMEOUT_SECONDS_MAX) return raise(OverflowError, "timestamp too large to convert to C _PyTime_t");
    if (!(seconds >= 0)) return raise(ValueError, "'timeout' must be a non-negative number");
  }
  return get(to_queue(args[0]), blocking ? seconds : 0);
}

NATIVE(method_get_nowait) { return get(to_queue(args[0]), 0); }
NATIVE(method_empty) { return from_bool(count_of(to_queue(args[0])) == 0); }
NATIVE(method_qsize) { return int_from_u64(count_of(to_queue(args[0]))); }

static const NativeDef methods[] = {
    {.name = "put",
     .signature = "self, /, item, block=True, timeout=None",
     .fn = method_put,
     .doc =
         DOC("Put the item on the queue.\n\nThe optional 'block' and 'timeout' arguments are ignored, as this method\n"
             "never blocks.  They are provided for compatibility with the Queue class.")},
    {.name = "put_nowait",
     .signature = "self, /, item",
     .fn = method_put,
     .doc = DOC("Put an item into the queue without blocking.")},
    {.name = "get",
     .signature = "self, /, block=True, timeout=None",
     .fn = method_get,
     .doc = DOC("Remove and return an item from the queue.")},
    {.name = "get_nowait",
     .signature = "self, /",
     .fn = method_get_nowait,
     .doc = DOC("Remove and return an item from the queue without blocking.")},
    {.name = "empty",
     .signature = "self, /",
     .fn = method_empty,
     .doc = DOC("Return True if the queue is empty, False otherwise (not reliable!).")},
    {.name = "qsize",
     .signature = "self, /",
     .fn = method_qsize,
     .doc = DOC("Return the approximate size of the queue (not reliable!).")},
    {.name = "__class_getitem__", .signature = "cls, item, /", .fn = type_class_getitem},
    {.name = NULL}};

static bool init(Value module) {
  static const TypeSlots slots = {.construct = construct};
  heap_add_root(visit_roots);
  queue_type = type_new_native("_queue", "SimpleQueue", NULL, TYPE_BASE | TYPE_WEAKREFS, &slots, methods, NULL,
                               HEAP_VALUES, sizeof(Queue));
  Value base = from_object(exception_types[EXCEPTION_Exception]), bases = tuple_from(&base, 1), names = dict_new();
  if (queue_type == NULL || bases == EMPTY || names == EMPTY ||
      !dict_set(names, vm.names.__module__, str_from_c("_queue")))
    return false;
  if (!dict_set(names, vm.names.__doc__, str_from_c("Exception raised by Queue.get(block=0)/get_nowait().")))
    return false;
  empty_class = type_new_class(builtin_types[SHAPE_TYPE], str_intern("Empty", 5), bases, names, EMPTY);
  return empty_class != EMPTY && module_add(module, "Empty", empty_class) &&
         module_add(module, "SimpleQueue", from_object(queue_type));
}

static const NativeDef functions[] = {{.name = NULL}};

const NativeModule module__queue = {
    "_queue", functions, init,
    DOC("C implementation of the Python queue module.\nThis module is an implementation "
        "detail, please do not use it directly.")};
