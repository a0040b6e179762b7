// Asynchronous execution in the interpreter: GET_AWAITABLE, GET_AITER, GET_ANEXT, and the special methods of `with`.
#include "core/object/coroutine.h"
#include "core/object/type.h"
#include "core/vm/interpreter.h"

static Value special_name(unsigned which) {
  const Value names[] = {[SPECIAL_ENTER] = vm.names.__enter__,
                         [SPECIAL_EXIT] = vm.names.__exit__,
                         [SPECIAL_AENTER] = vm.names.__aenter__,
                         [SPECIAL_AEXIT] = vm.names.__aexit__};
  return names[which];
}

Value special_function(Value receiver, unsigned which) {
  Value method = type_lookup_cached(type_of(receiver), special_name(which));
  return method != EMPTY && has_shape(method, SHAPE_FUNCTION) ? method : EMPTY;
}

Value special_method(Value receiver, unsigned which) {
  Value method = object_find_special(receiver, special_name(which));
  if (method != EMPTY || vm_exception != EMPTY) return method;
  return raise(TypeError, "'%T' object does not support the %scontext manager protocol%s", receiver,
               which >= SPECIAL_AENTER ? "asynchronous " : "",
               which == SPECIAL_EXIT    ? " (missed __exit__ method)"
               : which == SPECIAL_AEXIT ? " (missed __aexit__ method)"
                                        : "");
}

Value awaitable_of(Value value, AwaitPlace place) {
  bool missing;
  Value iterator = coroutine_await(value, &missing);
  if (iterator == EMPTY) {
    if (!missing) return EMPTY;
    if (place == AWAIT_EXPRESSION) return raise(TypeError, "object %T can't be used in 'await' expression", value);
    return raise(TypeError, "'async with' received an object from %s that does not implement __await__: %T",
                 place == AWAIT_ENTER ? "__aenter__" : "__aexit__", value);
  }
  if (has_shape(iterator, SHAPE_COROUTINE) && to_generator(iterator)->delegate != EMPTY) {
    return raise(RuntimeError, "coroutine is being awaited already");
  }
  return iterator;
}

Value async_iterator_of(Value iterable) {
  if (has_shape(iterable, SHAPE_ASYNC_GENERATOR)) return iterable;
  Value method = object_find_special(iterable, vm.names.__aiter__);
  if (method == EMPTY) {
    if (vm_exception != EMPTY) return EMPTY;
    return raise(TypeError, "'async for' requires an object with __aiter__ method, got %T", iterable);
  }
  Value iterator = object_call_0(method);
  if (iterator == EMPTY || type_lookup_cached(type_of(iterator), vm.names.__anext__) != EMPTY) return iterator;
  return raise(TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %T",
               iterator);
}

// The TypeError for what __anext__ returned, caused by what is pending.
static Value raise_invalid_next(Value awaitable) {
  Value cause = exception_take();
  raise(TypeError, "'async for' received an invalid object from __anext__: %T", awaitable);
  Exception *error = (Exception *)to_object(vm_exception);
  if (cause != EMPTY) {
    error->cause = error->context = cause;
    error->suppress_context = TRUE_VALUE;
  }
  return EMPTY;
}

Value async_next_of(Value iterator) {
  if (has_shape(iterator, SHAPE_ASYNC_GENERATOR)) return async_generator_next(iterator);
  Value method = object_find_special(iterator, vm.names.__anext__);
  if (method == EMPTY) {
    if (vm_exception != EMPTY) return EMPTY;
    return raise(TypeError, "'async for' requires an iterator with __anext__ method, got %T", iterator);
  }
  Value awaitable = object_call_0(method);
  if (awaitable == EMPTY) return EMPTY;
  bool missing;
  Value result = coroutine_await(awaitable, &missing);
  if (result != EMPTY) return result;
  if (missing) raise(TypeError, "object %T can't be used in 'await' expression", awaitable);
  return raise_invalid_next(awaitable);
}

Value yield_from_iterator(Value value, const Value *base) {
  if (!has_shape(value, SHAPE_COROUTINE)) return object_iter(value);
  if (frame_function(base)->code->flags & (CODE_COROUTINE | CODE_ITERABLE_COROUTINE)) return value;
  return raise(TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
}
