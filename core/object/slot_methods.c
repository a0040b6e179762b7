// The visible methods of C slots: list.__len__, int.__add__ and so on. Each is a native method that calls the slot of
// the C type that self's class derives from, so that super().__len__() in a class reaches it.
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/slots.h"
#include "core/object/str.h"
#include "core/vm/vm.h"

static TypeSlots *slots_of(Value self) { return &type_native_base(type_of(self))->slots; }

static Value int_or_raised(int result) { return result < 0 ? EMPTY : from_bool(result); }
static Value none_or_raised(bool done) { return done ? NONE : EMPTY; }

static Value method_repr(Value *a, size_t count) { return (void)count, slots_of(a[0])->repr(a[0]); }
static Value method_str(Value *a, size_t count) { return (void)count, slots_of(a[0])->str(a[0]); }

static Value method_hash(Value *a, size_t count) {
  (void)count;
  int64_t hash;
  return slots_of(a[0])->hash(a[0], &hash) ? int_from_i64(hash) : EMPTY;
}

static Value method_truth(Value *a, size_t count) { return (void)count, int_or_raised(slots_of(a[0])->truth(a[0])); }

static Value method_length(Value *a, size_t count) {
  (void)count;
  int64_t length = slots_of(a[0])->length(a[0]);
  return length < 0 ? EMPTY : int_from_i64(length);
}

static Value method_iter(Value *a, size_t count) { return (void)count, slots_of(a[0])->iter(a[0]); }

static Value method_next(Value *a, size_t count) {
  (void)count;
  vm.stop_value = NONE;
  Value item = slots_of(a[0])->next(a[0]);
  if (item != EMPTY || vm_exception != EMPTY) return item;
  return vm.stop_value == NONE || vm.stop_value == EMPTY
             ? raise_value(from_object(exception_types[EXCEPTION_StopIteration]), EMPTY)
             : raise_with(EXCEPTION_StopIteration, vm.stop_value);
}

static Value method_get_item(Value *a, size_t count) { return (void)count, slots_of(a[0])->get_item(a[0], a[1]); }
static Value method_set_item(Value *a, size_t count) {
  return (void)count, none_or_raised(slots_of(a[0])->set_item(a[0], a[1], a[2]));
}
static Value method_delete_item(Value *a, size_t count) {
  return (void)count, none_or_raised(slots_of(a[0])->set_item(a[0], a[1], EMPTY));
}
static Value method_contains(Value *a, size_t count) {
  return (void)count, int_or_raised(slots_of(a[0])->contains(a[0], a[1]));
}

static Value method_get_attribute(Value *a, size_t count) {
  (void)count;
  Value name = attribute_name(a[1]);
  return name == EMPTY ? EMPTY : slots_of(a[0])->get_attribute(a[0], name);
}
static Value method_set_attribute(Value *a, size_t count) {
  (void)count;
  Value name = attribute_name(a[1]);
  return name == EMPTY ? EMPTY : none_or_raised(slots_of(a[0])->set_attribute(a[0], name, a[2]));
}
static Value method_delete_attribute(Value *a, size_t count) {
  (void)count;
  Value name = attribute_name(a[1]);
  return name == EMPTY ? EMPTY : none_or_raised(slots_of(a[0])->set_attribute(a[0], name, EMPTY));
}

static Value method_call(Value *a, size_t count) { // self, **kwargs, then *args
  CallArguments call;
  if (!call_arguments_from(&call, EMPTY, a + 2, count - 2, a[1])) return EMPTY;
  return slots_of(a[0])->call(a[0], call.args, call.count, call.keyword_names);
}

// __new__ is bound to the type in whose dict it stands: owner, class, **kwargs, then *args.
static Value method_new_instance(Value *a, size_t count) {
  Type *owner = to_type(a[0]);
  const char *name = to_str(owner->name)->text;
  if (a[1] == EMPTY) return raise(TypeError, "%s.__new__(): not enough arguments", name);
  if (!is_type(a[1])) return raise(TypeError, "%s.__new__(X): X is not a type object (%T)", name, a[1]);
  Type *type = to_type(a[1]), *native = type_native_base(type);
  if (!type_is_subtype(type, owner)) {
    const char *given = to_str(type->name)->text;
    return raise(TypeError, "%s.__new__(%s): %s is not a subtype of %s", name, given, given, name);
  }
  if (native->slots.construct != owner->slots.construct)
    return raise(TypeError, "%s.__new__(%V) is not safe, use %V.__new__()", name, type->name, native->name);
  // Types with an __init__ of their own take the arguments there.
  bool in_init = !(native->flags & (TYPE_IS_EXCEPTION | TYPE_IS_TYPE | TYPE_NEW_ARGUMENTS)) &&
                 native != builtin_types[SHAPE_OBJECT] && dict_get_str(native->dict, vm.names.__init__) != EMPTY;
  if (in_init) return native->slots.construct(type, NULL, 0, EMPTY);
  CallArguments call;
  if (!call_arguments_from(&call, EMPTY, a + 3, count - 3, a[2])) return EMPTY;
  return native->slots.construct(type, call.args, call.count, call.keyword_names);
}

static Value method_get(Value *a, size_t count) {
  (void)count;
  Value object = a[1] == NONE ? EMPTY : a[1];
  if (object == EMPTY && (a[2] == EMPTY || a[2] == NONE)) return raise(TypeError, "__get__(None, None) is invalid");
  Value owner = a[2] == EMPTY ? from_object(type_of(object)) : a[2];
  return slots_of(a[0])->descriptor_get(a[0], object, owner);
}
static Value method_set(Value *a, size_t count) {
  return (void)count, none_or_raised(slots_of(a[0])->descriptor_set(a[0], a[1], a[2]));
}
static Value method_delete(Value *a, size_t count) {
  return (void)count, none_or_raised(slots_of(a[0])->descriptor_set(a[0], a[1], EMPTY));
}

static Value method_index(Value *a, size_t count) { return (void)count, slots_of(a[0])->index(a[0]); }
static Value method_float(Value *a, size_t count) { return (void)count, slots_of(a[0])->to_float(a[0]); }

#define X(c_name, symbol, method, reflected, in_place) \
  static Value method_##c_name(Value *a, size_t count) { \
    return (void)count, slots_of(a[0])->binary(BINARY_##c_name, a[0], a[1]); \
  } \
  static Value method_r##c_name(Value *a, size_t count) { \
    return (void)count, slots_of(a[0])->binary(BINARY_##c_name, a[1], a[0]); \
  } \
  static Value method_i##c_name(Value *a, size_t count) { \
    return (void)count, slots_of(a[0])->binary_in_place(BINARY_##c_name, a[0], a[1]); \
  }
BINARY_OPERATORS(X)
#undef X
#define X(c_name, symbol, method) \
  static Value method_##c_name(Value *a, size_t count) { \
    return (void)count, slots_of(a[0])->unary(UNARY_##c_name, a[0]); \
  }
UNARY_OPERATORS(X)
#undef X
#define X(c_name, symbol, method, reflected) \
  static Value method_##c_name(Value *a, size_t count) { \
    return (void)count, slots_of(a[0])->compare(a[0], a[1], COMPARE_##c_name); \
  }
COMPARE_OPERATORS(X)
#undef X

enum { ANY = -1, BINARY_METHOD = 100, REFLECTED_METHOD = 200, IN_PLACE_METHOD = 300 };

typedef struct SlotMethod {
  NativeDef def;
  uint16_t slot; // index of the pointer in TypeSlots
  int16_t kind;  // ANY, or an operator plus its form
} SlotMethod;

#define INDEX(name) (offsetof(TypeSlots, name) / sizeof(void (*)(void)))
#define METHOD(name, signature, fn, slot) {{name, signature, fn, NULL, 0, 0, 0, 0, NULL}, INDEX(slot), ANY}
static const SlotMethod methods[] = {
    METHOD("__repr__", "self, /", method_repr, repr),
    METHOD("__str__", "self, /", method_str, str),
    METHOD("__hash__", "self, /", method_hash, hash),
    METHOD("__bool__", "self, /", method_truth, truth),
    METHOD("__len__", "self, /", method_length, length),
    METHOD("__iter__", "self, /", method_iter, iter),
    METHOD("__next__", "self, /", method_next, next),
    METHOD("__getitem__", "self, key, /", method_get_item, get_item),
    METHOD("__setitem__", "self, key, value, /", method_set_item, set_item),
    METHOD("__delitem__", "self, key, /", method_delete_item, set_item),
    METHOD("__contains__", "self, key, /", method_contains, contains),
    METHOD("__getattribute__", "self, name, /", method_get_attribute, get_attribute),
    METHOD("__setattr__", "self, name, value, /", method_set_attribute, set_attribute),
    METHOD("__delattr__", "self, name, /", method_delete_attribute, set_attribute),
    METHOD("__call__", "self, /, *args, **kwargs", method_call, call),
    METHOD("__new__", "self, cls=, /, *args, **kwargs", method_new_instance, construct),
    METHOD("__get__", "self, instance, owner=None, /", method_get, descriptor_get),
    METHOD("__set__", "self, instance, value, /", method_set, descriptor_set),
    METHOD("__delete__", "self, instance, /", method_delete, descriptor_set),
    METHOD("__index__", "self, /", method_index, index),
    METHOD("__float__", "self, /", method_float, to_float),
#define X(c_name, symbol, method, reflected, in_place) \
  {{method, "self, value, /", method_##c_name, NULL, 0, 0, 0, 0, NULL}, INDEX(binary), BINARY_METHOD + BINARY_##c_name}, \
      {{reflected, "self, value, /", method_r##c_name, NULL, 0, 0, 0, 0, NULL}, \
       INDEX(binary), \
       REFLECTED_METHOD + BINARY_##c_name}, \
      {{in_place, "self, value, /", method_i##c_name, NULL, 0, 0, 0, 0, NULL}, \
       INDEX(binary_in_place), \
       IN_PLACE_METHOD + BINARY_##c_name},
    BINARY_OPERATORS(X)
#undef X
#define X(c_name, symbol, method) METHOD(method, "self, /", method_##c_name, unary),
        UNARY_OPERATORS(X)
#undef X
#define X(c_name, symbol, method, reflected) METHOD(method, "self, value, /", method_##c_name, compare),
            COMPARE_OPERATORS(X)
#undef X
};
#define METHOD_COUNT (sizeof methods / sizeof *methods)

bool slots_is_wrapper(const NativeDef *def) {
  const char *p = (const char *)def;
  return p >= (const char *)methods && p < (const char *)(methods + METHOD_COUNT);
}

// A type's one `binary` function serves all operators: which of them it implements, and in which direction.
#define BIT(name) (1u << BINARY_##name)
#define ARITHMETIC (BIT(ADD) | BIT(SUB) | BIT(MUL) | BIT(DIV) | BIT(FLOORDIV) | BIT(MOD) | BIT(POW))
#define LOGIC (BIT(AND) | BIT(OR) | BIT(XOR))
static const struct {
  uint16_t shape, binary, reflected, in_place;
} operators[] = {
    {SHAPE_INT, ARITHMETIC | LOGIC | BIT(LSHIFT) | BIT(RSHIFT), ARITHMETIC | LOGIC | BIT(LSHIFT) | BIT(RSHIFT), 0},
    {SHAPE_BOOL, LOGIC, LOGIC, 0},
    {SHAPE_FLOAT, ARITHMETIC, ARITHMETIC, 0},
    {SHAPE_COMPLEX, BIT(ADD) | BIT(SUB) | BIT(MUL) | BIT(DIV) | BIT(POW),
     BIT(ADD) | BIT(SUB) | BIT(MUL) | BIT(DIV) | BIT(POW), 0},
    {SHAPE_STR, BIT(ADD) | BIT(MUL) | BIT(MOD), BIT(MUL) | BIT(MOD), 0},
    {SHAPE_BYTES, BIT(ADD) | BIT(MUL) | BIT(MOD), BIT(MUL) | BIT(MOD), 0},
    {SHAPE_BYTEARRAY, BIT(ADD) | BIT(MUL) | BIT(MOD), BIT(MUL) | BIT(MOD), BIT(ADD) | BIT(MUL)},
    {SHAPE_LIST, BIT(ADD) | BIT(MUL), BIT(MUL), BIT(ADD) | BIT(MUL)},
    {SHAPE_TUPLE, BIT(ADD) | BIT(MUL), BIT(MUL), 0},
    {SHAPE_DICT, BIT(OR), BIT(OR), BIT(OR)},
    {SHAPE_MAPPING_PROXY, BIT(OR), BIT(OR), 0},
    {SHAPE_TYPE, BIT(OR), BIT(OR), 0},
    {SHAPE_SET, LOGIC | BIT(SUB), LOGIC | BIT(SUB), LOGIC | BIT(SUB)},
    {SHAPE_FROZENSET, LOGIC | BIT(SUB), LOGIC | BIT(SUB), 0},
    {SHAPE_DICT_KEYS, LOGIC | BIT(SUB), LOGIC | BIT(SUB), 0},
    {SHAPE_DICT_ITEMS, LOGIC | BIT(SUB), LOGIC | BIT(SUB), 0},
};

static bool has_operator(Type *type, int kind) {
  unsigned op = (unsigned)kind % 100;
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    if (builtin_types[operators[i].shape] != type) continue;
    uint16_t bits = kind >= IN_PLACE_METHOD    ? operators[i].in_place
                    : kind >= REFLECTED_METHOD ? operators[i].reflected
                                               : operators[i].binary;
    return bits >> op & 1;
  }
  // A C type of a module: no telling, so all of them; each answers NotImplemented where it must.
  return type->root_shape >= SHAPE_BUILTIN_COUNT;
}

static bool is_visible(Type *type, const TypeSlots *slots, const SlotMethod *method) {
  void (*function)(void);
  memcpy(&function, (const char *)slots + method->slot * sizeof function, sizeof function);
  if (!function) return false;
  if (method->def.fn == method_truth && slots->length) return false; // containers have no __bool__
  if (method->def.fn == method_hash && slots->hash == container_unhashable) return false;
  return method->kind == ANY || has_operator(type, method->kind);
}

bool slots_add_methods(Type *type, const TypeSlots *slots) {
  for (size_t i = 0; i < METHOD_COUNT; i++) {
    const SlotMethod *method = &methods[i];
    if (!is_visible(type, slots, method)) continue;
    Value name = str_intern(method->def.name, strlen(method->def.name));
    if (dict_get_str(type->dict, name) != EMPTY) continue;
    Value self = method->slot == INDEX(construct) ? from_object(type) : EMPTY;
    Value native = native_new(&method->def, type, self, EMPTY);
    if (native == EMPTY || !dict_set(type->dict, name, native)) return false;
  }
  return true;
}
