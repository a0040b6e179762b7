// Shapes: the tree of attribute layouts, the storage of instance attributes, and how the collector visits instances.
#include "core/object/shape.h"

#include <stdlib.h>

#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

// Up to here the parent chain is searched; longer shapes get a table.
#define CHAIN_MAX 8
// A shape with more children than this belongs to a class used like a dict: its instances become dictionaries.
#define CHILDREN_MAX 64
#define OVERFLOW_FIRST 4

Shape *shape_by_id(uint32_t id) { return vm.shapes[id]; }

static bool grow_table(void) {
  uint32_t capacity = vm.shape_capacity ? vm.shape_capacity * 2 : 256;
  Shape **shapes = realloc(vm.shapes, capacity * sizeof *shapes);
  if (!shapes) return raise_memory_error(), false;
  vm.shapes = shapes;
  vm.shape_capacity = capacity;
  return true;
}

// A shape with the next free number; NULL with MemoryError.
static Shape *new_shape(Type *type, Shape *parent, Value name, uint32_t count) {
  if (vm.shape_count == vm.shape_capacity && !grow_table()) return NULL;
  Shape *shape = heap_new(SHAPE_SHAPE, HEAP_VALUES, sizeof *shape);
  if (!shape) return NULL;
  shape->type = type;
  shape->parent = parent;
  shape->name = name;
  shape->dictionary = FALSE_VALUE;
  shape->numbers = from_small_int((int64_t)count << 32 | vm.shape_count);
  vm.shapes[vm.shape_count++] = shape;
  return shape;
}

Shape *shape_new_root(Type *type) {
  if (vm.shape_count == 0) { // number 0 is SHAPE_INVALID
    if (!grow_table()) return NULL;
    vm.shapes[vm.shape_count++] = NULL;
  }
  return new_shape(type, NULL, EMPTY, 0);
}

static int find_in_chain(Shape *shape, Value name) {
  for (; shape && shape->name != EMPTY; shape = shape->parent)
    if (shape->name == name) return (int)shape_count(shape) - 1;
  return -1;
}

static bool make_table(Shape *shape) {
  Value table = dict_new();
  if (table == EMPTY) return false;
  for (Shape *s = shape; s && s->name != EMPTY; s = s->parent)
    if (!dict_set(table, s->name, from_small_int((int64_t)shape_count(s) - 1))) return false;
  shape->table = table;
  return true;
}

int shape_find(Shape *shape, Value name) {
  if (shape->dictionary == TRUE_VALUE) shape = shape->parent; // knows the __slots__ only
  if (shape_count(shape) <= CHAIN_MAX) return find_in_chain(shape, name);
  if (shape->table == EMPTY && !make_table(shape)) {
    exception_clear();
    return find_in_chain(shape, name);
  }
  Value slot = dict_get_str(shape->table, name);
  return slot == EMPTY ? -1 : (int)to_small_int(slot);
}

static bool add_child(Shape *parent, Value key, Shape *child) {
  if (parent->children == EMPTY && (parent->children = dict_new()) == EMPTY) return false;
  return dict_set(parent->children, key, from_object(child));
}

// The one dictionary shape of a type: a child of its root under the name __dict__, which no attribute has.
static Shape *dictionary_shape(Type *type) {
  Shape *root = vm.shapes[type->root_shape];
  if (root->children != EMPTY) {
    Value known = dict_get_str(root->children, vm.names.__dict__);
    if (known != EMPTY) return (Shape *)to_object(known);
  }
  Shape *shape = new_shape(type, root, EMPTY, shape_count(root));
  if (!shape) return NULL;
  shape->dictionary = TRUE_VALUE;
  return add_child(root, vm.names.__dict__, shape) ? shape : NULL;
}

Shape *shape_add(Shape *shape, Value name) {
  if (shape->children != EMPTY) {
    Value known = dict_get_str(shape->children, name);
    if (known != EMPTY) return (Shape *)to_object(known);
    if (to_dict(shape->children)->length > CHILDREN_MAX) return dictionary_shape(shape->type);
  }
  if (shape_count(shape) >= SHAPE_SLOTS_MAX) return dictionary_shape(shape->type);
  Shape *child = new_shape(shape->type, shape, name, shape_count(shape) + 1);
  return child && add_child(shape, name, child) ? child : NULL;
}

// The word that holds the overflow array, or the dict of a dictionary instance. The inline slots follow it.
static Value *overflow_word(Object *instance, const Type *type) {
  if (type->slots_offset) return (Value *)((char *)instance + type->slots_offset);
  return (Value *)((char *)instance + heap_object_bytes(instance)) - type->inline_slots - 1;
}

static bool has_attributes(const Type *type) {
  return type->slots_offset || (type->flags & (TYPE_HEAP | TYPE_VARIABLE_SIZE)) == (TYPE_HEAP | TYPE_VARIABLE_SIZE);
}

Value *instance_slot(Object *instance, const Type *type, int slot) {
  Value *area = overflow_word(instance, type);
  if (slot < type->inline_slots) return area + 1 + slot;
  ValueArray *overflow = (ValueArray *)to_object(*area);
  slot -= type->inline_slots;
  return overflow && (uint64_t)slot < overflow->capacity ? &overflow->items[slot] : NULL;
}

Value instance_get(Value instance, Value name) {
  Object *object = to_object(instance);
  Shape *shape = vm.shapes[object->shape];
  Type *type = shape->type;
  if (!has_attributes(type)) return EMPTY;
  int slot = shape_find(shape, name);
  if (slot >= 0) {
    Value *place = instance_slot(object, type, slot);
    return place ? *place : EMPTY;
  }
  return shape->dictionary == TRUE_VALUE ? dict_get_str(*overflow_word(object, type), name) : EMPTY;
}

// Makes room for an overflow slot; NULL: raised.
static Value *grow_overflow(Object *object, const Type *type, int slot) {
  Value *area = overflow_word(object, type);
  ValueArray *old = (ValueArray *)to_object(*area);
  uint64_t needed = (uint64_t)(slot - type->inline_slots) + 1;
  uint64_t capacity = old ? old->capacity * 2 : OVERFLOW_FIRST;
  while (capacity < needed) capacity *= 2;
  ValueArray *array = value_array_new(capacity);
  if (!array) return NULL;
  if (old) memcpy(array->items, old->items, old->capacity * sizeof(Value));
  *overflow_word(object, type) = from_object(array);
  return &array->items[needed - 1];
}

// The names of slots first.. of a shape in order of addition; returns their number.
static uint32_t attribute_names(Shape *shape, uint32_t first, Value *names) {
  uint32_t count = shape_count(shape);
  for (; shape && shape->name != EMPTY; shape = shape->parent) {
    uint32_t slot = shape_count(shape) - 1;
    if (slot >= first) names[slot - first] = shape->name;
  }
  return count > first ? count - first : 0;
}

// Moves the attributes into a dict; EMPTY: raised.
static Value to_dictionary(Object *object, Type *type) {
  Shape *shape = vm.shapes[object->shape];
  if (shape->dictionary == TRUE_VALUE) return *overflow_word(object, type);
  Shape *target = dictionary_shape(type);
  Value dict = target ? dict_new() : EMPTY;
  if (dict == EMPTY) return EMPTY;
  Value names[SHAPE_SLOTS_MAX];
  uint32_t first = shape_count(vm.shapes[type->root_shape]);
  uint32_t count = attribute_names(shape, first, names);
  for (uint32_t i = 0; i < count; i++) {
    Value *place = instance_slot(object, type, (int)(first + i));
    if (place && *place != EMPTY && !dict_set(dict, names[i], *place)) return EMPTY;
  }
  for (uint32_t i = first; i < type->inline_slots; i++) *instance_slot(object, type, (int)i) = EMPTY;
  *overflow_word(object, type) = dict;
  object->shape = shape_id(target);
  return dict;
}

static bool set_new_attribute(Object *object, Type *type, Shape *shape, Value name, Value value) {
  Shape *child = shape_add(shape, name);
  if (!child) return false;
  if (child->dictionary == TRUE_VALUE) {
    Value dict = to_dictionary(object, type);
    return dict != EMPTY && dict_set(dict, name, value);
  }
  int slot = (int)shape_count(child) - 1;
  Value *place = instance_slot(object, type, slot);
  if (!place && !(place = grow_overflow(object, type, slot))) return false;
  *place = value;
  object->shape = shape_id(child);
  return true;
}

bool instance_set(Value instance, Value name, Value value) {
  Object *object = to_object(instance);
  Shape *shape = vm.shapes[object->shape];
  Type *type = shape->type;
  int slot = shape_find(shape, name);
  if (slot >= 0) {
    *instance_slot(object, type, slot) = value;
    return true;
  }
  if (shape->dictionary == TRUE_VALUE) return dict_set(*overflow_word(object, type), name, value);
  return set_new_attribute(object, type, shape, name, value);
}

int instance_delete(Value instance, Value name) {
  Object *object = to_object(instance);
  Type *type = type_of(instance);
  if (!has_attributes(type)) return 0;
  if (shape_find(vm.shapes[object->shape], name) < 0 && vm.shapes[object->shape]->dictionary != TRUE_VALUE) return 0;
  Value dict = to_dictionary(object, type);
  return dict == EMPTY ? -1 : dict_delete(dict, name);
}

Value instance_dict(Value instance) { return to_dictionary(to_object(instance), type_of(instance)); }

bool instance_set_dict(Value instance, Value dict) {
  Object *object = to_object(instance);
  Type *type = type_of(instance);
  if (to_dictionary(object, type) == EMPTY) return false;
  *overflow_word(object, type) = dict;
  return true;
}

bool instance_set_type(Value instance, Type *type) {
  Object *object = to_object(instance);
  if (to_dictionary(object, type_of(instance)) == EMPTY) return false;
  Shape *shape = dictionary_shape(type);
  if (!shape) return false;
  object->shape = shape_id(shape);
  return !(type->flags & TYPE_FINALISER) || heap_add_finalisable(object);
}

Value instance_attribute_names(Value instance) {
  Object *object = to_object(instance);
  Shape *shape = vm.shapes[object->shape];
  Type *type = shape->type;
  if (!has_attributes(type)) return list_new(0);
  if (shape->dictionary == TRUE_VALUE) return list_from_iterable(*overflow_word(object, type));
  Value names[SHAPE_SLOTS_MAX];
  uint32_t count = attribute_names(shape, shape_count(vm.shapes[type->root_shape]), names);
  return list_from(names, count);
}

static void *allocate(Type *type, size_t bytes) {
  Object *object = heap_new(type->root_shape, type->heap_kind, bytes);
  if (__builtin_expect(type->flags & TYPE_FINALISER, 0) && object && !heap_add_finalisable(object)) return NULL;
  return object;
}

void *instance_allocate(Type *type) { return allocate(type, type->instance_bytes); }

void *instance_allocate_variable(Type *type, size_t bytes) {
  if (!(type->flags & TYPE_HEAP)) return heap_new(type->root_shape, type->heap_kind, bytes);
  // The area ends with the last granule, however much the size is rounded up.
  return allocate(type, ((bytes + 7) & ~(size_t)7) + (1 + (size_t)type->inline_slots) * sizeof(Value));
}

Value instance_new(Type *type) { return from_object(instance_allocate(type)); }

// Instances of classes: the part that the built-in base knows how to visit, then Values: what C types of this kind add
// to their base (collections.defaultdict to dict) and the attribute area.
static void visit_instance(Object *object) {
  heap_visit(from_object(vm.shapes[object->shape]));
  Type *type = vm.shapes[object->shape]->type;
  Type *native = type;
  while (native->flags & TYPE_HEAP || native->heap_kind == HEAP_INSTANCE) native = native->base;
  Value *first = (Value *)(object + 1);
  Value *end = (Value *)((char *)object + heap_object_bytes(object));
  if (native->heap_kind != HEAP_VALUES) {
    if (native->heap_kind != HEAP_LEAF) heap_visit_as(native->heap_kind, object);
    first = native->flags & TYPE_VARIABLE_SIZE ? overflow_word(object, type)
                                               : (Value *)((char *)object + ((native->instance_bytes + 7) & ~7));
  }
  for (Value *p = first; p < end; p++) heap_visit(*p);
}

// The types written in C live for ever. Classes, and with them their shapes, live as long as somebody knows them: each
// instance visits its shape, and so its class.
static void visit_native_shapes(void) {
  for (uint32_t i = 1; i < vm.shape_count; i++)
    if (vm.shapes[i] && !(vm.shapes[i]->type->flags & TYPE_HEAP)) heap_visit(from_object(vm.shapes[i]));
}

// The numbers of dead shapes are not used again: inline caches and machine code may still compare with them.
static void drop_dead_shapes(void) {
  for (uint32_t i = 1; i < vm.shape_count; i++)
    if (vm.shapes[i] && !heap_is_marked(from_object(vm.shapes[i]))) vm.shapes[i] = NULL;
  for (uint32_t i = 1; i < vm.shape_count; i++)
    if (vm.shapes[i] && vm.shapes[i]->type->root_shape == i) type_drop_dead_subclasses(vm.shapes[i]->type);
}

void shape_init(void) {
  heap_set_visitor(HEAP_INSTANCE, visit_instance);
  heap_add_root(visit_native_shapes);
  heap_add_weak(drop_dead_shapes);
}
