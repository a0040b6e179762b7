// Calling any callable from C.
#include "core/object/call.h"

#include "core/object/dict.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

static size_t names_count(Value keyword_names) { return keyword_names == EMPTY ? 0 : to_tuple(keyword_names)->length; }

bool call_raise_depth(const char *where) {
  return raise(RecursionError, "maximum recursion depth exceeded%s", where), false;
}

Value *call_arguments_reserve(CallArguments *call, size_t total) {
  if (total <= CALL_LOCAL) return call->args = call->local;
  ValueArray *array = value_array_new(total + CALL_SPARE);
  return call->args = array ? array->items : NULL;
}

bool call_arguments_prepend(CallArguments *call, Value first, const Value *args, size_t count, Value keyword_names) {
  size_t total = count + names_count(keyword_names);
  if (!call_arguments_reserve(call, total + 1)) return false;
  call->args[0] = first;
  values_move(call->args + 1, args, total);
  call->count = count + 1;
  call->keyword_names = keyword_names;
  return true;
}

bool call_arguments_from(CallArguments *call, Value first, const Value *args, size_t count, Value keywords) {
  size_t named = keywords == EMPTY ? 0 : to_dict(keywords)->length;
  size_t start = first != EMPTY;
  if (!call_arguments_reserve(call, start + count + named)) return false;
  if (start) call->args[0] = first;
  values_move(call->args + start, args, count);
  call->count = start + count;
  call->keyword_names = EMPTY;
  if (!named) return true;
  if ((call->keyword_names = tuple_new(named)) == EMPTY) return false;
  size_t position = 0;
  Value name, value;
  for (size_t i = 0; i < named && dict_next(keywords, &position, &name, &value); i++) {
    to_tuple(call->keyword_names)->items[i] = name;
    call->args[call->count + i] = value;
  }
  return true;
}

// native_call binds in place and needs spare room behind the arguments: calls from C do it on a copy.
static Value call_native(Native *native, const Value *args, size_t count, Value keyword_names) {
  CallArguments call;
  size_t total = count + names_count(keyword_names);
  size_t room = total + native->total + 1;
  if (room <= CALL_LOCAL + CALL_SPARE) {
    call.args = call.local;
  } else {
    ValueArray *array = value_array_new(room);
    if (!array) return EMPTY;
    call.args = array->items;
  }
  values_move(call.args, args, total);
  return native_call(native, call.args, count, keyword_names);
}

static Value call_method_object(Method *method, const Value *args, size_t count, Value keyword_names) {
  CallArguments call;
  if (!call_arguments_prepend(&call, method->self, args, count, keyword_names)) return EMPTY;
  return object_call(method->function, call.args, call.count, keyword_names);
}

Value object_call(Value callee, Value *args, size_t count, Value keyword_names) {
  switch (shape_of(callee)) {
  case SHAPE_FUNCTION: return vm_call_function(to_function(callee), args, count, keyword_names);
  case SHAPE_NATIVE:
  case SHAPE_NATIVE_METHOD: return call_native(to_native(callee), args, count, keyword_names);
  case SHAPE_METHOD: return call_method_object((Method *)to_object(callee), args, count, keyword_names);
  default: break;
  }
  Type *type = type_of(callee);
  if (!type->slots.call) return raise(TypeError, "'%T' object is not callable", callee);
  if (!call_enter(" while calling a Python object")) return EMPTY;
  Value result = type->slots.call(callee, args, count, keyword_names);
  call_leave();
  return result;
}

Value object_call_0(Value callee) { return object_call(callee, NULL, 0, EMPTY); }
Value object_call_1(Value callee, Value a) { return object_call(callee, &a, 1, EMPTY); }

Value object_call_2(Value callee, Value a, Value b) {
  Value args[] = {a, b};
  return object_call(callee, args, 2, EMPTY);
}

Value object_call_3(Value callee, Value a, Value b, Value c) {
  Value args[] = {a, b, c};
  return object_call(callee, args, 3, EMPTY);
}

Value call_found(Value found, Value *args, size_t count) {
  uint32_t shape = shape_of(found);
  if (shape == SHAPE_FUNCTION) return vm_call_function(to_function(found), args, count, EMPTY);
  if (shape == SHAPE_NATIVE_METHOD) return call_native(to_native(found), args, count, EMPTY);
  Type *type = type_of(found);
  if (type->slots.descriptor_get) {
    found = type->slots.descriptor_get(found, args[0], from_object(type_of(args[0])));
    if (found == EMPTY) return EMPTY;
  }
  return object_call(found, args + 1, count - 1, EMPTY);
}

Value call_special(Value name, Value *args, size_t count) {
  Value method = type_lookup_cached(type_of(args[0]), name);
  return method == EMPTY ? EMPTY : call_found(method, args, count);
}

Value object_call_method(Value v, const char *name, Value *args, size_t count) {
  Value key = str_intern(name, strlen(name));
  if (key == EMPTY) return EMPTY;
  Type *type = type_of(v);
  if (!type->slots.get_attribute) {
    // Without an attribute of the instance in front of it, a plain method is called without being bound.
    Value found = type_lookup_cached(type, key);
    uint32_t shape = found == EMPTY ? 0 : shape_of(found);
    bool own = is_object(v) && instance_get(v, key) != EMPTY;
    if ((shape == SHAPE_FUNCTION || shape == SHAPE_NATIVE_METHOD) && !own) {
      CallArguments call;
      if (!call_arguments_prepend(&call, v, args, count, EMPTY)) return EMPTY;
      return call_found(found, call.args, call.count);
    }
  }
  Value method = object_get_attribute(v, key);
  return method == EMPTY ? EMPTY : object_call(method, args, count, EMPTY);
}
