// Bound methods and cells.
#include "core/object/dict.h"
#include "core/object/function.h"
#include "core/object/call.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

static Method *to_method(Value v) { return (Method *)to_object(v); }
static Cell *to_cell(Value v) { return (Cell *)to_object(v); }

Value method_new(Value function, Value self) {
  Method *method = heap_new(SHAPE_METHOD, HEAP_VALUES, sizeof *method);
  if (!method) return EMPTY;
  method->function = function;
  method->self = self;
  return from_object(method);
}

Value cell_new(Value value) {
  Cell *cell = heap_new(SHAPE_CELL, HEAP_VALUES, sizeof *cell);
  if (!cell) return EMPTY;
  cell->value = value;
  return from_object(cell);
}

// --- methods

static Value method_repr(Value self) {
  Method *method = to_method(self);
  Value name = object_find_attribute(method->function, vm.names.__qualname__);
  if (name == EMPTY && vm_exception == EMPTY) name = object_find_attribute(method->function, vm.names.__name__);
  if (name == EMPTY && vm_exception != EMPTY) return EMPTY;
  Value text = object_repr(method->self);
  if (text == EMPTY) return EMPTY;
  return name == EMPTY ? str_format_c("<bound method ? of %V>", text)
                       : str_format_c("<bound method %V of %V>", name, text);
}

static Value method_call(Value self, Value *args, size_t count, Value keyword_names) {
  return object_call(self, args, count, keyword_names);
}

static Value method_compare(Value self, Value other, CompareOp op) {
  if ((op != COMPARE_EQ && op != COMPARE_NE) || !has_shape(other, SHAPE_METHOD)) return NOT_IMPLEMENTED;
  Method *a = to_method(self), *b = to_method(other);
  if (a->self != b->self) return from_bool(op == COMPARE_NE);
  int equal = object_equal(a->function, b->function);
  return equal < 0 ? EMPTY : from_bool(equal == (op == COMPARE_EQ));
}

static bool method_hash(Value self, int64_t *hash) {
  if (!object_hash(to_method(self)->function, hash)) return false;
  *hash ^= (int64_t)heap_identity(to_method(self)->self);
  if (*hash == -1) *hash = -2;
  return true;
}

// Attributes of a method are those of its function, apart from its own.
static Value method_get_attribute(Value self, Value name) {
  if (type_lookup_cached(type_of(self), name) != EMPTY) {
    Value own = generic_find_attribute(self, name);
    if (own != EMPTY || vm_exception != EMPTY) return own;
  }
  return object_get_attribute(to_method(self)->function, name);
}

static bool method_set_attribute(Value self, Value name, Value value) {
  (void)value;
  return raise_attribute_error(self, name), false;
}

static Value get_function(Value self) { return to_method(self)->function; }
static Value get_self(Value self) { return to_method(self)->self; }
static Value get_doc(Value self) { return object_get_attribute(to_method(self)->function, vm.names.__doc__); }

static Value method_descriptor_get(Value self, Value object, Value owner) {
  (void)object, (void)owner; // bound already
  return self;
}

static Value method_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "method", .signature = "function, instance, /"};
  (void)type;
  Value slots[2];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  if (!type_of(slots[0])->slots.call) return raise(TypeError, "first argument must be callable");
  if (slots[1] == NONE) return raise(TypeError, "self must not be None");
  return method_new(slots[0], slots[1]);
}

// --- cells

static Value cell_repr(Value self) {
  Value value = to_cell(self)->value;
  unsigned long long address = heap_identity(self);
  if (value == EMPTY) return str_format_c("<cell at 0x%llx: empty>", address);
  return str_format_c("<cell at 0x%llx: %T object at 0x%llx>", address, value,
                      (unsigned long long)heap_identity(value));
}

static Value get_contents(Value self) {
  Value value = to_cell(self)->value;
  return value == EMPTY ? raise(ValueError, "Cell is empty") : value;
}

static bool set_contents(Value self, Value value) { return to_cell(self)->value = value, true; }

static Value cell_compare(Value self, Value other, CompareOp op) {
  if (!has_shape(other, SHAPE_CELL)) return NOT_IMPLEMENTED;
  Value a = to_cell(self)->value, b = to_cell(other)->value;
  if (a != EMPTY && b != EMPTY) return object_compare(a, b, op);
  // an empty cell comes first
  return object_compare(from_small_int(a != EMPTY), from_small_int(b != EMPTY), op);
}

static Value cell_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)type;
  if (keyword_names != EMPTY) return raise(TypeError, "cell() takes no keyword arguments");
  if (count > 1) return raise(TypeError, "cell expected at most 1 argument, got %zu", count);
  return cell_new(count == 0 ? EMPTY : args[0]);
}

// Pickled as getattr(object, name).
static Value method_reduce(Value *args, size_t count) {
  (void)count;
  const Method *method = to_method(args[0]);
  Value pair[] = {method->self, object_get_attribute(method->function, vm.names.__name__)};
  Value arguments = pair[1] == EMPTY ? EMPTY : tuple_from(pair, 2);
  Value call[] = {dict_get_c(vm.builtins, "getattr"), arguments};
  return arguments == EMPTY ? EMPTY : tuple_from(call, 2);
}

void method_init(void) {
  static const NativeDef methods[] = {{.name = "__reduce__", .signature = "self, /", .fn = method_reduce}, {0}};
  static const GetSetDef method_attributes[] = {{"__func__", get_function, NULL, NULL},
                                                {"__self__", get_self, NULL, NULL},
                                                {"__doc__", get_doc, NULL, NULL},
                                                {NULL, NULL, NULL, NULL}};
  static const GetSetDef cell_attributes[] = {{"cell_contents", get_contents, set_contents, NULL},
                                              {NULL, NULL, NULL, NULL}};
  static const TypeSlots method_slots = {.repr = method_repr,
                                         .hash = method_hash,
                                         .compare = method_compare,
                                         .call = method_call,
                                         .get_attribute = method_get_attribute,
                                         .set_attribute = method_set_attribute,
                                         .descriptor_get = method_descriptor_get,
                                         .construct = method_construct};
  static const TypeSlots cell_slots = {.repr = cell_repr, .compare = cell_compare, .construct = cell_construct};
  type_setup(SHAPE_METHOD, &method_slots, methods, method_attributes, HEAP_VALUES, sizeof(Method), NULL);
  type_setup(SHAPE_CELL, &cell_slots, NULL, cell_attributes, HEAP_VALUES, sizeof(Cell), NULL);
}
