// The memory layout of the instances of a class: its base, __slots__, the number of inline attribute slots.
#include "core/object/class_layout.h"

#include "core/object/dict.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/weakref.h"
#include "core/vm/code.h"
#include "core/vm/vm.h"

// Attributes beyond these go to the overflow array.
#define INLINE_SLOTS_MAX 32
#define INLINE_SLOTS_DEFAULT 4

static uint32_t slot_names_count(const Type *type) { return shape_count(vm.shapes[type->root_shape]); }

// --- the base

// The type at or above `type` that last added something to the memory layout.
static Type *solid_base(Type *type) {
  while (type->base) {
    bool adds = type->flags & TYPE_HEAP
                    ? slot_names_count(type) > slot_names_count(type->base)
                    : type->instance_bytes != type->base->instance_bytes || type->base == builtin_types[SHAPE_OBJECT];
    if (adds && !(type->base == builtin_types[SHAPE_OBJECT] && type->instance_bytes == sizeof(Object) &&
                  !(type->flags & (TYPE_HEAP | TYPE_VARIABLE_SIZE))))
      return type;
    type = type->base;
  }
  return type;
}

bool class_fits_layout(Type *type, Type *other) {
  Type *needed = solid_base(other);
  for (Type *base = solid_base(type); base; base = base->base)
    if (base == needed) return true;
  return false;
}

bool class_same_layout(const Type *a, const Type *b) {
  return type_native_base((Type *)(uintptr_t)a) == type_native_base((Type *)(uintptr_t)b) &&
         a->slots_offset == b->slots_offset && (a->flags & TYPE_HAS_DICT) == (b->flags & TYPE_HAS_DICT) &&
         shape_count(vm.shapes[a->root_shape]) == shape_count(vm.shapes[b->root_shape]);
}

Type *class_best_base(Value bases) {
  Type *winner = NULL, *base = NULL;
  for (uint64_t i = 0; i < to_tuple(bases)->length; i++) {
    Value item = to_tuple(bases)->items[i];
    if (!is_type(item)) return raise(TypeError, "bases must be types"), NULL;
    Type *type = to_type(item);
    if (!(type->flags & TYPE_BASE))
      return raise(TypeError, "type '%V' is not an acceptable base type", type_shown_name(type)), NULL;
    Type *candidate = solid_base(type);
    if (!winner || (winner != candidate && type_is_subtype(candidate, winner))) {
      winner = candidate;
      base = type;
    } else if (!type_is_subtype(winner, candidate)) {
      return raise(TypeError, "multiple bases have instance lay-out conflict"), NULL;
    }
  }
  return base;
}

// --- __slots__

static bool base_has(const Type *type, uint32_t flag) {
  for (uint64_t i = 0; i < to_tuple(type->bases)->length; i++)
    if (to_type(to_tuple(type->bases)->items[i])->flags & flag) return true;
  return false;
}

// As CPython, which has no place for slots and the list of weak references behind items of variable number.
static bool has_items(const Type *type) { return type->flags & TYPE_VARIABLE_SIZE && !(type->flags & TYPE_IS_STR); }

// Private names are mangled as everywhere in a class body.
static Value mangle(const Type *type, Value name) {
  const char *text = to_str(name)->text;
  size_t size = to_str(name)->size;
  if (strncmp(text, "__", 2) != 0 || (size > 3 && strcmp(text + size - 2, "__") == 0)) return str_intern_value(name);
  const char *class_name = to_str(type->name)->text;
  while (*class_name == '_') class_name++;
  if (!*class_name) return str_intern_value(name);
  Value mangled = str_format_c("_%s%s", class_name, text);
  return mangled == EMPTY ? EMPTY : str_intern_value(mangled);
}

static bool add_shape(Type *type, Value name) {
  Shape *shape = shape_add(vm.shapes[type->root_shape], name);
  if (!shape) return false;
  if (shape->dictionary == TRUE_VALUE) return raise(TypeError, "too many __slots__ in '%V'", type->name), false;
  type->root_shape = shape_id(shape);
  return true;
}

// One item of __slots__. False: raised.
static bool add_slot(Type *type, Value name, bool *has_dict, bool *has_weakrefs) {
  if (!type_flag(name, TYPE_IS_STR)) return raise(TypeError, "__slots__ items must be strings, not '%T'", name), false;
  const char *text = to_str(name)->text;
  if (strcmp(text, "__weakref__") == 0) {
    if (*has_weakrefs || has_items(type)) {
      raise(TypeError, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
      return false;
    }
    return *has_weakrefs = true;
  }
  if (strcmp(text, "__dict__") == 0) {
    if (*has_dict) return raise(TypeError, "__dict__ slot disallowed: we already got one"), false;
    return *has_dict = true;
  }
  Value identifier = object_call_method(name, "isidentifier", NULL, 0);
  if (identifier == EMPTY) return false;
  if (identifier != TRUE_VALUE) return raise(TypeError, "__slots__ must be identifiers"), false;
  if ((name = mangle(type, name)) == EMPTY) return false;
  int slot = shape_find(vm.shapes[type->root_shape], name);
  if (member_is_of(dict_get_str(type->dict, name), type)) return true; // named twice
  if (dict_get_str(type->dict, name) != EMPTY)
    return raise(ValueError, "%R in __slots__ conflicts with class variable", name), false;
  if (slot < 0) {
    if (!add_shape(type, name)) return false;
    slot = (int)slot_names_count(type) - 1;
  }
  Value member = member_new(name, type, slot);
  return member != EMPTY && dict_set(type->dict, name, member);
}

static bool add_slots(Type *type, Value slots, bool *has_dict, bool *has_weakrefs) {
  Value names = type_flag(slots, TYPE_IS_STR) ? tuple_from(&slots, 1) : tuple_from_iterable(slots);
  if (names == EMPTY) return false;
  if (to_tuple(names)->length > 0 && (has_items(type) || type->flags & TYPE_IS_TYPE))
    return raise(TypeError, "nonempty __slots__ not supported for subtype of '%V'", type->base->name), false;
  for (uint64_t i = 0; i < to_tuple(names)->length; i++)
    if (!add_slot(type, to_tuple(names)->items[i], has_dict, has_weakrefs)) return false;
  return true;
}

// The slots of the base come first, in its order.
static bool inherit_slots(Type *type) {
  Value names[SHAPE_SLOTS_MAX];
  uint32_t count = slot_names_count(type->base);
  for (Shape *shape = vm.shapes[type->base->root_shape]; shape->name != EMPTY; shape = shape->parent)
    names[shape_count(shape) - 1] = shape->name;
  for (uint32_t i = 0; i < count; i++)
    // NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): the shapes name every slot
    if (!add_shape(type, names[i])) return false;
  return true;
}

// --- inline slots

// The number of different attributes of self that the code stores: STORE_ATTR to register 0.
static unsigned count_stored_attributes(Code *code) {
  Value names[INLINE_SLOTS_MAX];
  unsigned count = 0;
  for (uint32_t i = 0; i < code->instruction_count && count < INLINE_SLOTS_MAX;) {
    uint32_t word = code->instructions[i];
    Opcode op = instruction_op(word);
    if (op == OP_STORE_ATTR && instruction_a(word) == 0) {
      Value name = code_name(code, code->instructions[i + 1] >> 16);
      if (name == EMPTY) {
        exception_clear();
        return count;
      }
      unsigned known = 0;
      while (known < count && names[known] != name) known++;
      if (known == count) names[count++] = name;
    }
    i += opcode_info[op].words;
  }
  return count;
}

static unsigned inline_slot_count(const Type *type) {
  const Type *base = type->base;
  Value init = dict_get_str(type->dict, vm.names.__init__);
  unsigned inherited = base->flags & TYPE_HEAP ? base->inline_slots : 0;
  unsigned count = inherited;
  if (init != EMPTY && has_shape(init, SHAPE_FUNCTION))
    count += count_stored_attributes(to_function(init)->code);
  else if (!inherited)
    count = INLINE_SLOTS_DEFAULT;
  if (count > INLINE_SLOTS_MAX) count = INLINE_SLOTS_MAX;
  uint32_t slots = slot_names_count(type);
  return count < slots || !type_has_dict(type) ? slots : count;
}

// --- __dict__ and __weakref__ of instances

static Value get_dict(Value self) { return instance_dict(self); }

static bool set_dict(Value self, Value value) {
  if (value == EMPTY) value = dict_new();
  if (value == EMPTY) return false;
  if (!type_flag(value, TYPE_IS_DICT))
    return raise(TypeError, "__dict__ must be set to a dictionary, not a '%T'", value), false;
  return instance_set_dict(self, value);
}

static Value get_weakref(Value self) {
  WeakRef *first = weakref_first(self);
  return first ? from_object(first) : NONE;
}

static const GetSetDef dict_attribute = {"__dict__", get_dict, set_dict, DOC("dictionary for instance variables")};
static const GetSetDef weakref_attribute = {"__weakref__", get_weakref, NULL,
                                            DOC("list of weak references to the object")};

static bool add_descriptor(Type *type, const GetSetDef *def) {
  Value name = str_intern(def->name, strlen(def->name));
  if (name == EMPTY) return false;
  if (dict_get_str(type->dict, name) != EMPTY) return true;
  Value descriptor = getset_new(def, type);
  return descriptor != EMPTY && dict_set(type->dict, name, descriptor);
}

bool type_add_instance_dict(Type *type) {
  type->flags |= TYPE_HAS_DICT;
  type->slots_offset = (uint16_t)(type->instance_bytes - sizeof(Value));
  return add_descriptor(type, &dict_attribute);
}

bool class_set_layout(Type *type) {
  Type *base = type->base;
  Type *native = type_native_base(base);
  type->heap_kind = type->flags & TYPE_IS_TYPE ? HEAP_TYPE : HEAP_INSTANCE;
  type->instance_bytes = native->instance_bytes;
  Value slots = dict_get_str(type->dict, vm.names.__slots__);
  bool inherited_dict = base_has(type, TYPE_HAS_DICT), has_dict = inherited_dict || slots == EMPTY;
  bool inherited_weakrefs = base_has(type, TYPE_WEAKREFS);
  bool has_weakrefs = inherited_weakrefs || (slots == EMPTY && !has_items(type));
  if (!inherit_slots(type)) return false;
  if (slots != EMPTY && !add_slots(type, slots, &has_dict, &has_weakrefs)) return false;
  if (has_weakrefs) type->flags |= TYPE_WEAKREFS;
  if (has_weakrefs && !inherited_weakrefs && !add_descriptor(type, &weakref_attribute)) return false;
  if (type->flags & TYPE_IS_TYPE) return true; // have their own dict, as modules
  if (native == builtin_types[SHAPE_MODULE]) {
    if (slot_names_count(type) == 0) return true;
    has_dict = inherited_dict = false;
  }
  if (has_dict) type->flags |= TYPE_HAS_DICT;
  if (has_dict && !inherited_dict && !add_descriptor(type, &dict_attribute)) return false;
  if (type->flags & TYPE_VARIABLE_SIZE) {
    type->inline_slots = (uint16_t)slot_names_count(type);
    return true;
  }
  type->slots_offset = native->slots_offset ? native->slots_offset : (uint16_t)((native->instance_bytes + 7) & ~7);
  type->inline_slots = (uint16_t)inline_slot_count(type);
  type->instance_bytes = (uint16_t)(type->slots_offset + (1 + type->inline_slots) * sizeof(Value));
  return true;
}
