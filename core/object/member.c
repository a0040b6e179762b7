// Descriptors made by the system: attributes that C functions provide (getset_descriptor), names in __slots__
// (member_descriptor); and the read-only view of a class's namespace.
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/sequence.h"
#include "core/object/shape.h"
#include "core/object/str.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

typedef struct GetSet { // SHAPE_GETSET or field_shape, HEAP_VALUES
  Object header;
  Value def; // the GetSetDef's address as a small int: not an object, kept from the collector's eyes
  Value owner;
} GetSet;

typedef struct Member { // SHAPE_MEMBER, HEAP_VALUES
  Object header;
  Value name;
  Value owner;
  Value slot; // small int
} Member;

static GetSet *to_getset(Value v) { return (GetSet *)to_object(v); }
static Member *to_member(Value v) { return (Member *)to_object(v); }
static const GetSetDef *getset_def(Value v) { return (const GetSetDef *)(uintptr_t)to_small_int(to_getset(v)->def); }

static bool check_object(const char *name, Value owner, Value object) {
  if (type_is_subtype(type_of(object), to_type(owner))) return true;
  raise(TypeError, "descriptor '%s' for '%V' objects doesn't apply to a '%T' object", name, to_type(owner)->name,
        object);
  return false;
}

// --- getset

// Types whose read-only attributes are plain C fields in CPython, which has other words for them.
static bool is_field_type(const Type *type) {
  static const uint8_t shapes[] = {SHAPE_RANGE,       SHAPE_SLICE,  SHAPE_COMPLEX,  SHAPE_METHOD,
                                   SHAPE_FUNCTION,    SHAPE_CODE,   SHAPE_PROPERTY, SHAPE_STATICMETHOD,
                                   SHAPE_CLASSMETHOD, SHAPE_MODULE, SHAPE_SUPER};
  for (size_t i = 0; i < sizeof shapes; i++)
    if (builtin_types[shapes[i]] == type) return true;
  return false;
}

// Another shape of the type member_descriptor, for what is a field in CPython: 0 until there is one.
static uint32_t field_shape;

static uint32_t getset_shape(const GetSetDef *def, const Type *owner) {
  if (!is_field_type(owner) || (def->set != NULL && def->set != readonly_member)) return SHAPE_GETSET;
  if (field_shape == 0) {
    const Shape *shape = shape_new_root(builtin_types[SHAPE_MEMBER]);
    if (shape == NULL) return SHAPE_INVALID;
    field_shape = shape_id(shape);
  }
  return field_shape;
}

Value getset_new(const GetSetDef *def, Type *owner) {
  uint32_t shape = getset_shape(def, owner);
  if (shape == SHAPE_INVALID) return EMPTY;
  GetSet *getset = heap_new(shape, HEAP_VALUES, sizeof *getset);
  if (!getset) return EMPTY;
  getset->def = from_small_int((int64_t)(uintptr_t)def);
  getset->owner = from_object(owner);
  return from_object(getset);
}

static Value getset_get(Value self, Value object, Value owner) {
  (void)owner;
  if (object == EMPTY) return self;
  if (!check_object(getset_def(self)->name, to_getset(self)->owner, object)) return EMPTY;
  return getset_def(self)->get(object);
}

static bool getset_set(Value self, Value object, Value value) {
  const GetSetDef *def = getset_def(self);
  if (!check_object(def->name, to_getset(self)->owner, object)) return false;
  if (def->set) return def->set(object, value);
  if (is_field_type(to_type(to_getset(self)->owner))) return raise(AttributeError, "readonly attribute"), false;
  raise(AttributeError, "attribute '%s' of '%V' objects is not writable", def->name,
        type_shown_name(to_type(to_getset(self)->owner)));
  return false;
}

static Value getset_repr(Value self) {
  return str_format_c("<attribute '%s' of '%V' objects>", getset_def(self)->name,
                      to_type(to_getset(self)->owner)->name);
}

static Value getset_name(Value self) { return str_from_c(getset_def(self)->name); }
static Value getset_owner(Value self) { return to_getset(self)->owner; }
static Value getset_doc(Value self) { return getset_def(self)->doc ? str_from_c(getset_def(self)->doc) : NONE; }

// --- members

static bool is_field(Value self) { return !has_shape(self, SHAPE_MEMBER); }

Value member_new(Value name, Type *owner, int slot) {
  Member *member = heap_new(SHAPE_MEMBER, HEAP_VALUES, sizeof *member);
  if (!member) return EMPTY;
  member->name = name;
  member->owner = from_object(owner);
  member->slot = from_small_int(slot);
  return from_object(member);
}

bool member_is_of(Value v, const Type *owner) {
  return has_shape(v, SHAPE_MEMBER) && to_member(v)->owner == from_object(owner);
}

int member_slot(Value self) { return (int)to_small_int(to_member(self)->slot); }

static Value *member_place(Value self, Value object) {
  return instance_slot(to_object(object), type_of(object), (int)to_small_int(to_member(self)->slot));
}

static Value member_get(Value self, Value object, Value owner) {
  if (object == EMPTY) return self;
  if (is_field(self)) return getset_get(self, object, owner);
  Member *member = to_member(self);
  if (!check_object(to_str(member->name)->text, member->owner, object)) return EMPTY;
  Value value = *member_place(self, object);
  return value == EMPTY ? raise_attribute_error(object, member->name) : value;
}

static bool member_set(Value self, Value object, Value value) {
  if (is_field(self)) return getset_set(self, object, value);
  Member *member = to_member(self);
  if (!check_object(to_str(member->name)->text, member->owner, object)) return false;
  Value *place = member_place(self, object);
  if (value == EMPTY && *place == EMPTY) return raise_with(EXCEPTION_AttributeError, member->name), false;
  *place = value;
  return true;
}

static Value member_name(Value self) { return is_field(self) ? getset_name(self) : to_member(self)->name; }
static Value member_doc(Value self) { return is_field(self) ? getset_doc(self) : NONE; }

static Value member_repr(Value self) {
  return str_format_c("<member '%V' of '%V' objects>", member_name(self), to_type(to_member(self)->owner)->name);
}

static Value member_owner(Value self) { return to_member(self)->owner; }

// --- mappingproxy: a Wrapper around a dict

static Value target(Value self) { return ((Wrapper *)to_object(self))->callable; }

static Value proxy_repr(Value self) { return str_format_c("mappingproxy(%R)", target(self)); }
static Value proxy_str(Value self) { return object_str(target(self)); }
static int64_t proxy_length(Value self) { return object_length(target(self)); }
static Value proxy_iter(Value self) { return object_iter(target(self)); }
static Value proxy_get_item(Value self, Value key) { return object_get_item(target(self), key); }
static int proxy_contains(Value self, Value key) { return object_contains(target(self), key); }
static Value proxy_compare(Value self, Value other, CompareOp op) {
  return object_compare(target(self), has_shape(other, SHAPE_MAPPING_PROXY) ? target(other) : other, op);
}
static Value proxy_binary(BinaryOp op, Value left, Value right) {
  if (op != BINARY_OR) return NOT_IMPLEMENTED;
  return object_binary(op, has_shape(left, SHAPE_MAPPING_PROXY) ? target(left) : left,
                       has_shape(right, SHAPE_MAPPING_PROXY) ? target(right) : right);
}

static Value proxy_binary_in_place(BinaryOp op, Value left, Value right) {
  (void)right;
  if (op != BINARY_OR) return NOT_IMPLEMENTED;
  return raise(TypeError, "'|=' is not supported by %T; use '|' instead", left);
}

static Value proxy_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "mappingproxy", .signature = "mapping"};
  Value mapping;
  if (!native_bind(&signature, args, count, keyword_names, &mapping)) return EMPTY;
  if (!type_of(mapping)->slots.get_item || type_flag(mapping, TYPE_IS_LIST | TYPE_IS_TUPLE))
    return raise(TypeError, "mappingproxy() argument must be a mapping, not %T", mapping);
  Wrapper *proxy = instance_allocate(type);
  if (!proxy) return EMPTY;
  proxy->callable = mapping;
  return from_object(proxy);
}

static Value proxy_keys(Value *a, size_t count) {
  return (void)count, object_call_method(target(a[0]), "keys", NULL, 0);
}
static Value proxy_values(Value *a, size_t count) {
  return (void)count, object_call_method(target(a[0]), "values", NULL, 0);
}
static Value proxy_items(Value *a, size_t count) {
  return (void)count, object_call_method(target(a[0]), "items", NULL, 0);
}
static Value proxy_copy(Value *a, size_t count) {
  return (void)count, object_call_method(target(a[0]), "copy", NULL, 0);
}
static Value proxy_reversed(Value *a, size_t count) {
  return (void)count, object_call_method(target(a[0]), "__reversed__", NULL, 0);
}
static Value proxy_get(Value *a, size_t count) {
  (void)count;
  return object_call_method(target(a[0]), "get", a + 1, a[2] == EMPTY ? 1 : 2);
}

static void proxy_init(void) {
  static const NativeDef methods[] = {
      {.name = "keys", .signature = "self, /", .fn = proxy_keys},
      {.name = "values", .signature = "self, /", .fn = proxy_values},
      {.name = "items", .signature = "self, /", .fn = proxy_items},
      {.name = "copy", .signature = "self, /", .fn = proxy_copy},
      {.name = "get", .signature = "self, key, default=None, /", .fn = proxy_get},
      {.name = "__reversed__", .signature = "self, /", .fn = proxy_reversed},
      {.name = "__class_getitem__", .signature = "cls, item, /", .fn = type_class_getitem},
      {.name = NULL}};
  static const TypeSlots slots = {.repr = proxy_repr,
                                  .str = proxy_str,
                                  .length = proxy_length,
                                  .iter = proxy_iter,
                                  .get_item = proxy_get_item,
                                  .contains = proxy_contains,
                                  .compare = proxy_compare,
                                  .binary = proxy_binary,
                                  .binary_in_place = proxy_binary_in_place,
                                  .construct = proxy_construct};
  type_setup(SHAPE_MAPPING_PROXY, &slots, methods, NULL, HEAP_VALUES, sizeof(Wrapper), NULL);
}

void members_init(void) {
  static const GetSetDef getset_attributes[] = {{"__name__", getset_name, NULL, NULL},
                                                {"__objclass__", getset_owner, NULL, NULL},
                                                {"__doc__", getset_doc, NULL, NULL},
                                                {NULL, NULL, NULL, NULL}};
  static const GetSetDef member_attributes[] = {{"__name__", member_name, NULL, NULL},
                                                {"__objclass__", member_owner, NULL, NULL},
                                                {"__doc__", member_doc, NULL, NULL},
                                                {NULL, NULL, NULL, NULL}};
  static const TypeSlots getset_slots = {
      .repr = getset_repr, .descriptor_get = getset_get, .descriptor_set = getset_set};
  static const TypeSlots member_slots = {
      .repr = member_repr, .descriptor_get = member_get, .descriptor_set = member_set};
  type_setup(SHAPE_GETSET, &getset_slots, NULL, getset_attributes, HEAP_VALUES, sizeof(GetSet), NULL);
  type_setup(SHAPE_MEMBER, &member_slots, NULL, member_attributes, HEAP_VALUES, sizeof(Member), NULL);
  proxy_init();
}
