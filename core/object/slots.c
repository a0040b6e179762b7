// Which slots a type has: inherited ones, and those that the special methods of a class define.
#include "core/object/slots.h"

#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

typedef void (*AnyFunction)(void);
#define SLOT_COUNT (sizeof(TypeSlots) / sizeof(AnyFunction))

typedef struct SlotRule {
  uint8_t slot; // index of the pointer in TypeSlots
  AnyFunction generic;
  const char *names[SLOT_NAMES_MAX];
} SlotRule;

#define SLOT_INDEX(name) (offsetof(TypeSlots, name) / sizeof(AnyFunction))
static const SlotRule rules[] = {
#define X(slot, ...) {SLOT_INDEX(slot), (AnyFunction)slot_##slot, {__VA_ARGS__}},
    SLOT_RULES(X)
#undef X
};
#define RULE_COUNT (sizeof rules / sizeof *rules)

OperatorNames operator_names;
// Interned special method name → small int with a bit for each slot (by index) that the method feeds.
static Value special_names;
static Value abstract_name;

static void visit_roots(void) {
  heap_visit(special_names);
  heap_visit(abstract_name);
  const Value *names = (const Value *)&operator_names;
  for (size_t i = 0; i < sizeof operator_names / sizeof *names; i++) heap_visit(names[i]);
}

static Value intern(const char *text) { return str_intern(text, strlen(text)); }

static void intern_operators(void) {
#define X(c_name, symbol, method, reflected_name, in_place_name) \
  operator_names.binary[BINARY_##c_name] = intern(method); \
  operator_names.reflected[BINARY_##c_name] = intern(reflected_name); \
  operator_names.in_place[BINARY_##c_name] = intern(in_place_name);
  BINARY_OPERATORS(X)
#undef X
#define X(c_name, symbol, method) operator_names.unary[UNARY_##c_name] = intern(method);
  UNARY_OPERATORS(X)
#undef X
#define X(c_name, symbol, method, reflected_op) operator_names.compare[COMPARE_##c_name] = intern(method);
  COMPARE_OPERATORS(X)
#undef X
}

void slots_init(void) {
  heap_add_root(visit_roots);
  intern_operators();
  special_names = dict_new();
  abstract_name = intern("__abstractmethods__");
  dict_set(special_names, vm.names.__del__, from_small_int(0)); // feeds no slot but needs slots_refresh
  for (size_t r = 0; r < RULE_COUNT; r++) {
    for (size_t n = 0; n < SLOT_NAMES_MAX && rules[r].names[n]; n++) {
      Value name = intern(rules[r].names[n]);
      Value known = dict_get_str(special_names, name);
      int64_t bits = known == EMPTY ? 0 : to_small_int(known);
      dict_set(special_names, name, from_small_int(bits | (int64_t)1 << rules[r].slot));
    }
  }
}

// Abstract classes: what the module abc leaves in __abstractmethods__ keeps them from being instantiated.
static Value construct_abstract(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)args, (void)count, (void)keyword_names;
  Value names = list_from_iterable(dict_get_str(type->dict, abstract_name));
  if (names == EMPTY || !list_sort(names, EMPTY, false)) return EMPTY;
  Value joined = str_join(str_from_c(", "), to_list(names)->storage->items, to_list(names)->length);
  if (joined == EMPTY) return EMPTY;
  return raise(TypeError, "Can't instantiate abstract class %V with abstract method%s %V", type->name,
               to_list(names)->length == 1 ? "" : "s", joined);
}

static bool is_abstract(Type *type) {
  Value names = dict_get_str(type->dict, abstract_name);
  if (names == EMPTY) return false;
  int abstract = object_truth(names);
  if (abstract < 0) exception_clear();
  return abstract > 0;
}

bool slots_is_special(Value name) { return name == abstract_name || dict_get_str(special_names, name) != EMPTY; }

static AnyFunction *slot_pointers(TypeSlots *slots) { return (AnyFunction *)(void *)slots; }

void slots_inherit(Type *type) {
  Type *base = type->base;
  if (!base) return;
  AnyFunction *own = slot_pointers(&type->slots);
  const AnyFunction *inherited = slot_pointers(&base->slots);
  // Mutable containers: either they say so themselves or they have == and no hash.
  bool own_compare = type->slots.compare && type->slots.compare != base->slots.compare;
  if (type->slots.hash == container_unhashable || (own_compare && !type->slots.hash)) {
    type->slots.hash = slot_unhashable;
    dict_set(type->dict, vm.names.__hash__, NONE);
  }
  for (size_t i = 0; i < SLOT_COUNT; i++) {
    // object's construct makes plain instances: of no use to another C type.
    if (i == SLOT_INDEX(construct) && base == builtin_types[SHAPE_OBJECT]) continue;
    if (!own[i]) own[i] = inherited[i];
  }
}

// Whether a C type stands before position `end` in the MRO and defines name, so that it hides a class's definition.
static bool hidden_by_native(const Tuple *mro, uint64_t end, Value name) {
  for (uint64_t i = 0; i < end; i++) {
    Type *type = to_type(mro->items[i]);
    if (!(type->flags & TYPE_HEAP) && dict_get_str(type->dict, name) != EMPTY) return true;
  }
  return false;
}

// A bit for each slot that some special method written in Python defines for type.
static int64_t defined_slots(Type *type) {
  int64_t bits = 0;
  const Tuple *mro = to_tuple(type->mro);
  for (uint64_t i = 0; i < mro->length; i++) {
    Type *definer = to_type(mro->items[i]);
    if (!(definer->flags & TYPE_HEAP)) continue;
    size_t position = 0;
    Value name, value;
    while (dict_next(definer->dict, &position, &name, &value)) {
      if (!is_str(name) || to_str(name)->size < 5 || memcmp(to_str(name)->text, "__", 2) != 0) continue;
      Value known = dict_get_str(special_names, name);
      if (known != EMPTY && !hidden_by_native(mro, i, name)) bits |= to_small_int(known);
    }
  }
  return bits;
}

// Instances of a class that gets a __del__ when there are some already.
static bool add_finalisable(Object *object, void *type) {
  if (!shape_is_internal(object->shape) && type_is_subtype(type_of(from_object(object)), type))
    heap_add_finalisable(object);
  return vm_exception == EMPTY;
}

static void refresh_finaliser(Type *type) {
  bool had = type->flags & TYPE_FINALISER;
  Value method = type_lookup(type, vm.names.__del__);
  bool has = method != EMPTY && method != NONE;
  type->flags = (type->flags & ~(uint32_t)TYPE_FINALISER) | (has ? TYPE_FINALISER : 0);
  if (has && !had && !(type->flags & TYPE_IS_TYPE) && type->slots.construct) heap_each_object(add_finalisable, type);
}

void slots_refresh(Type *type) {
  refresh_finaliser(type);
  int64_t bits = defined_slots(type);
  TypeSlots slots = type_native_base(type)->slots;
  for (size_t r = 0; r < RULE_COUNT; r++)
    if (bits >> rules[r].slot & 1) slot_pointers(&slots)[rules[r].slot] = rules[r].generic;
  if (bits >> SLOT_INDEX(hash) & 1 && type_lookup(type, vm.names.__hash__) == NONE) slots.hash = slot_unhashable;
  if (slots.construct == object_construct && is_abstract(type)) slots.construct = construct_abstract;
  type->slots = slots;
}
