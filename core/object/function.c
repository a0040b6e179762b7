// Python functions: attributes, binding to instances.
#include "core/object/function.h"

#include "core/object/dict.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/code.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/vm.h"

Value function_new(Code *code, Value globals, Value closure) {
  Function *function = heap_new(SHAPE_FUNCTION, HEAP_FUNCTION, sizeof *function);
  if (!function) return EMPTY;
  function->code = code;
  function->globals = globals;
  function->builtins = vm.builtins;
  function->closure = closure;
  function->name = code->name;
  function->qualified_name = code->qualified_name;
  function->doc = code->doc;
  Value module = globals == EMPTY ? EMPTY : dict_get_str(globals, vm.names.__name__);
  function->module = module == EMPTY ? NONE : module;
  return from_object(function);
}

static void visit_function(Object *object) {
  // Every word behind the header is a Value or an object pointer.
  const Value *end = (const Value *)(const void *)((Function *)object + 1);
  for (const Value *p = (const Value *)(const void *)(object + 1); p < end; p++) heap_visit(*p);
}

static Value function_repr(Value self) {
  return str_format_c("<function %V at 0x%llx>", to_function(self)->qualified_name,
                      (unsigned long long)heap_identity(self));
}

static Value function_call(Value self, Value *args, size_t count, Value keyword_names) {
  return vm_call_function(to_function(self), args, count, keyword_names);
}

static Value function_descriptor_get(Value self, Value object, Value owner) {
  (void)owner;
  return object == EMPTY ? self : method_new(self, object);
}

// --- attributes

static Value function_get_attribute(Value self, Value name) {
  Function *function = to_function(self);
  if (function->dict != EMPTY) {
    Value own = dict_get_str(function->dict, name);
    if (own != EMPTY) return own;
  }
  return generic_get_attribute(self, name);
}

static bool function_set_attribute(Value self, Value name, Value value) {
  Function *function = to_function(self);
  Value found = type_lookup_cached(type_of(self), name);
  if (found != EMPTY && type_of(found)->slots.descriptor_set)
    return type_of(found)->slots.descriptor_set(found, self, value);
  if (value == EMPTY) {
    int deleted = function->dict == EMPTY ? 0 : dict_delete(function->dict, name);
    if (deleted == 0) raise_attribute_error(self, name);
    return deleted > 0;
  }
  if (function->dict == EMPTY && (function->dict = dict_new()) == EMPTY) return false;
  return dict_set(function->dict, name, value);
}

static Value none_if_empty(Value v) { return v == EMPTY ? NONE : v; }

static Value get_name(Value self) { return to_function(self)->name; }
static Value get_qualified_name(Value self) { return to_function(self)->qualified_name; }
static Value get_module(Value self) { return none_if_empty(to_function(self)->module); }
static Value get_doc(Value self) { return none_if_empty(to_function(self)->doc); }
static Value get_code(Value self) { return from_object(to_function(self)->code); }
static Value get_globals(Value self) { return to_function(self)->globals; }
static Value get_builtins(Value self) { return to_function(self)->builtins; }
static Value get_closure(Value self) { return none_if_empty(to_function(self)->closure); }
static Value get_defaults(Value self) { return none_if_empty(to_function(self)->defaults); }
static Value get_keyword_defaults(Value self) { return none_if_empty(to_function(self)->keyword_defaults); }

static Value get_annotations(Value self) {
  Function *function = to_function(self);
  if (function->annotations == EMPTY) function->annotations = dict_new();
  return function->annotations;
}

static Value get_dict(Value self) {
  Function *function = to_function(self);
  if (function->dict == EMPTY) function->dict = dict_new();
  return function->dict;
}

static bool set_str(Value *place, Value value, const char *attribute) {
  if (value == EMPTY || !type_flag(value, TYPE_IS_STR))
    return raise(TypeError, "%s must be set to a string object", attribute), false;
  *place = value;
  return true;
}

// Deleting and None both mean "none".
static bool set_optional(Value *place, Value value, uint32_t flag, const char *message) {
  if (value != EMPTY && value != NONE && !type_flag(value, flag)) return raise(TypeError, "%s", message), false;
  *place = value == NONE ? EMPTY : value;
  return true;
}

static bool set_name(Value self, Value value) { return set_str(&to_function(self)->name, value, "__name__"); }
static bool set_qualified_name(Value self, Value value) {
  return set_str(&to_function(self)->qualified_name, value, "__qualname__");
}
static bool set_module(Value self, Value value) { return to_function(self)->module = none_if_empty(value), true; }
static bool set_doc(Value self, Value value) { return to_function(self)->doc = none_if_empty(value), true; }
static bool set_defaults(Value self, Value value) {
  return set_optional(&to_function(self)->defaults, value, TYPE_IS_TUPLE, "__defaults__ must be set to a tuple object");
}
static bool set_keyword_defaults(Value self, Value value) {
  return set_optional(&to_function(self)->keyword_defaults, value, TYPE_IS_DICT,
                      "__kwdefaults__ must be set to a dict object");
}
static bool set_annotations(Value self, Value value) {
  return set_optional(&to_function(self)->annotations, value, TYPE_IS_DICT,
                      "__annotations__ must be set to a dict object");
}

static bool set_dict(Value self, Value value) {
  if (value == EMPTY) return raise(TypeError, "cannot delete __dict__"), false;
  if (!type_flag(value, TYPE_IS_DICT))
    return raise(TypeError, "__dict__ must be set to a dictionary, not a '%T'", value), false;
  to_function(self)->dict = value;
  return true;
}

static bool set_code(Value self, Value value) {
  if (value == EMPTY || !has_shape(value, SHAPE_CODE))
    return raise(TypeError, "__code__ must be set to a code object"), false;
  Function *function = to_function(self);
  uint64_t wanted = to_code(value)->free_count;
  uint64_t closed = function->closure == EMPTY ? 0 : to_tuple(function->closure)->length;
  if (wanted != closed) {
    raise(ValueError, "%V() requires a code object with %llu free vars, not %llu", function->name,
          (unsigned long long)closed, (unsigned long long)wanted);
    return false;
  }
  if (!vm_keep_running_code(function)) return false;
  function->code = to_code(value);
  return true;
}

// --- construction

static bool check_closure(const Code *code, Value closure) {
  if (closure == EMPTY || closure == NONE) {
    if (code->free_count == 0) return true;
    return raise(TypeError, "arg 5 (closure) must be tuple"), false;
  }
  if (!type_flag(closure, TYPE_IS_TUPLE)) {
    raise(TypeError, "arg 5 (closure) must be None or tuple");
    return false;
  }
  const Tuple *cells = to_tuple(closure);
  if (cells->length != code->free_count) {
    raise(ValueError, "%V requires closure of length %u, not %zu", code->name, (unsigned)code->free_count,
          (size_t)cells->length);
    return false;
  }
  for (uint64_t n = 0; n < cells->length; n++) {
    if (has_shape(cells->items[n], SHAPE_CELL)) continue;
    return raise(TypeError, "arg 5 (closure) expected cell, found %T", cells->items[n]), false;
  }
  return true;
}

Value function_builtins(Value globals) {
  Value builtins = dict_get_str(globals, vm.names.__builtins__);
  if (builtins != EMPTY && has_shape(builtins, SHAPE_MODULE)) builtins = module_dict(builtins);
  return builtins != EMPTY && type_flag(builtins, TYPE_IS_DICT) ? builtins : vm.builtins;
}

static Value function_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef def = {.name = "function",
                                .signature = "code, globals, name=None, argdefs=None, closure=None"};
  Value a[5]; // in this order
  (void)type;
  if (!native_bind(&def, args, count, keyword_names, a)) return EMPTY;
  if (!has_shape(a[0], SHAPE_CODE)) return raise(TypeError, "function() argument 'code' must be code, not %T", a[0]);
  if (!type_flag(a[1], TYPE_IS_DICT)) {
    return raise(TypeError, "function() argument 'globals' must be dict, not %T", a[1]);
  }
  if (a[2] != EMPTY && a[2] != NONE && !type_flag(a[2], TYPE_IS_STR)) {
    return raise(TypeError, "arg 3 (name) must be None or string");
  }
  if (a[3] != EMPTY && a[3] != NONE && !type_flag(a[3], TYPE_IS_TUPLE)) {
    return raise(TypeError, "arg 4 (defaults) must be None or tuple");
  }
  Code *code = to_code(a[0]);
  if (!code_prepare(code) || !check_closure(code, a[4])) return EMPTY;
  Value closure = a[4] == NONE || code->free_count == 0 ? EMPTY : a[4];
  Value function = function_new(code, a[1], closure);
  if (function == EMPTY) return EMPTY;
  to_function(function)->builtins = function_builtins(a[1]);
  if (a[2] != EMPTY && a[2] != NONE) to_function(function)->name = a[2];
  if (a[3] != EMPTY && a[3] != NONE) to_function(function)->defaults = a[3];
  return function;
}

void function_init(void) {
  static const GetSetDef attributes[] = {{"__name__", get_name, set_name, NULL},
                                         {"__qualname__", get_qualified_name, set_qualified_name, NULL},
                                         {"__module__", get_module, set_module, NULL},
                                         {"__doc__", get_doc, set_doc, NULL},
                                         {"__code__", get_code, set_code, NULL},
                                         {"__globals__", get_globals, NULL, NULL},
                                         {"__builtins__", get_builtins, NULL, NULL},
                                         {"__closure__", get_closure, NULL, NULL},
                                         {"__defaults__", get_defaults, set_defaults, NULL},
                                         {"__kwdefaults__", get_keyword_defaults, set_keyword_defaults, NULL},
                                         {"__annotations__", get_annotations, set_annotations, NULL},
                                         {"__dict__", get_dict, set_dict, NULL},
                                         {NULL, NULL, NULL, NULL}};
  static const TypeSlots slots = {.repr = function_repr,
                                  .call = function_call,
                                  .get_attribute = function_get_attribute,
                                  .set_attribute = function_set_attribute,
                                  .descriptor_get = function_descriptor_get,
                                  .construct = function_construct};
  heap_set_visitor(HEAP_FUNCTION, visit_function);
  type_setup(SHAPE_FUNCTION, &slots, NULL, attributes, HEAP_FUNCTION, sizeof(Function), NULL);
  method_init();
}
