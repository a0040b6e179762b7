// Coroutine objects and the await protocol.
#include "core/object/coroutine.h"

#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/interpreter.h"

// What coroutine.__await__() gives: an iterator, which a coroutine itself is not.
typedef struct CoroutineWrapper {
  Object header; // HEAP_VALUES
  Value coroutine;
} CoroutineWrapper;
static Type *wrapper_type;

Value raise_reused_coroutine(void) { return raise(RuntimeError, "cannot reuse already awaited coroutine"); }

bool is_iterable_coroutine(Value v) {
  return has_shape(v, SHAPE_GENERATOR) && to_generator(v)->code->flags & CODE_ITERABLE_COROUTINE;
}

Value coroutine_await(Value v, bool *missing) {
  *missing = false;
  if (has_shape(v, SHAPE_COROUTINE) || is_iterable_coroutine(v)) return v;
  Value method = object_find_special(v, vm.names.__await__);
  if (method == EMPTY) {
    *missing = vm_exception == EMPTY;
    return EMPTY;
  }
  Value iterator = object_call_0(method);
  if (iterator == EMPTY) return EMPTY;
  if (has_shape(iterator, SHAPE_COROUTINE) || is_iterable_coroutine(iterator)) {
    return raise(TypeError, "__await__() returned a coroutine");
  }
  if (type_of(iterator)->slots.next == NULL) {
    return raise(TypeError, "__await__() returned non-iterator of type '%T'", iterator);
  }
  return iterator;
}

// --- where a coroutine was made

void coroutine_set_origin_depth(uint32_t depth) { vm.origin_depth = depth; }
uint32_t coroutine_origin_depth(void) { return vm.origin_depth; }

static Value origin_entry(FramePosition position) {
  const Code *code = frame_function(position.base)->code;
  LineEntry place = code_position(code, (size_t)(position.pc - code->instructions));
  Value entry[] = {code->filename, from_small_int(place.line), code->name};
  return tuple_from(entry, 3);
}

void coroutine_note_origin(Generator *coroutine) {
  coroutine->extra = NONE;
  size_t depth = 0; // the frames that called, the innermost being the coroutine's own
  while (depth < vm.origin_depth && frame_position(depth + 1).base != NULL) depth++;
  if (depth == 0) return;
  Value origin = tuple_new(depth);
  for (size_t n = 0; n < depth && origin != EMPTY; n++) {
    Value entry = origin_entry(frame_position(n + 1));
    if (entry == EMPTY) origin = EMPTY;
    if (origin != EMPTY) to_tuple(origin)->items[n] = entry;
  }
  if (origin == EMPTY) {
    exception_clear();
    return;
  }
  coroutine->extra = origin;
}

// --- the type

static Value slot_repr(Value self) {
  return str_format_c("<coroutine object %V at 0x%llx>", to_generator(self)->qualified_name,
                      (unsigned long long)heap_identity(self));
}

static Value method_send(Value *args, size_t count) {
  (void)count;
  return generator_or_stop(generator_send(args[0], args[1]));
}

static Value method_close(Value *args, size_t count) {
  (void)count;
  return generator_close(args[0]) ? NONE : EMPTY;
}

static Value method_await(Value *args, size_t count) {
  (void)count;
  CoroutineWrapper *wrapper = instance_allocate(wrapper_type);
  if (wrapper == NULL) return EMPTY;
  wrapper->coroutine = args[0];
  return from_object(wrapper);
}

static Value get_origin(Value self) { return to_generator(self)->extra; }

// --- the iterator of __await__()

static Value wrapped(Value self) { return ((const CoroutineWrapper *)(const void *)to_object(self))->coroutine; }

static Value wrapper_next(Value self) { return generator_send(wrapped(self), NONE); }
static Value wrapper_iter(Value self) { return self; }

static Value wrapper_send(Value *args, size_t count) {
  args[0] = wrapped(args[0]);
  return method_send(args, count);
}

static Value wrapper_throw(Value *args, size_t count) {
  args[0] = wrapped(args[0]);
  return generator_method_throw(args, count);
}

static Value wrapper_close(Value *args, size_t count) {
  args[0] = wrapped(args[0]);
  return method_close(args, count);
}

static void prepare_wrapper(void) {
  static const TypeSlots slots = {.iter = wrapper_iter, .next = wrapper_next};
  static const NativeDef methods[] = {
      {.name = "send", .signature = "self, arg, /", .fn = wrapper_send},
      {.name = "throw", .signature = "self, type, value=None, traceback=None, /", .fn = wrapper_throw},
      {.name = "close", .signature = "self, /", .fn = wrapper_close},
      {.name = NULL},
  };
  wrapper_type = type_new_native("builtins", "coroutine_wrapper", builtin_types[SHAPE_OBJECT], 0, &slots, methods, NULL,
                                 HEAP_VALUES, sizeof(CoroutineWrapper));
}

bool coroutine_prepare(void) {
  static const TypeSlots slots = {.repr = slot_repr};
  static const NativeDef methods[] = {
      {.name = "send", .signature = "self, arg, /", .fn = method_send},
      {.name = "throw", .signature = "self, type, value=None, traceback=None, /", .fn = generator_method_throw},
      {.name = "close", .signature = "self, /", .fn = method_close},
      {.name = "__await__", .signature = "self, /", .fn = method_await},
      {.name = NULL},
  };
  static const GetSetDef getset[] = {
      {.name = "__name__", .get = generator_get_name, .set = generator_set_name},
      {.name = "__qualname__", .get = generator_get_qualified_name, .set = generator_set_qualified_name},
      {.name = "cr_await", .get = generator_get_delegate},
      {.name = "cr_code", .get = generator_get_code},
      {.name = "cr_frame", .get = generator_get_frame},
      {.name = "cr_origin", .get = get_origin},
      {.name = "cr_running", .get = generator_get_running},
      {.name = "cr_suspended", .get = generator_get_suspended},
      {.name = NULL},
  };
  if (wrapper_type != NULL) return true;
  type_setup(SHAPE_COROUTINE, &slots, methods, getset, HEAP_GENERATOR, sizeof(Generator), NULL);
  prepare_wrapper();
  async_generator_prepare();
  return wrapper_type != NULL && vm_exception == EMPTY;
}
