// Type objects: making the built-in ones, looking attributes up in them, versions.
#include "core/object/type.h"

#include <stdlib.h>

#include "core/object/bytes.h"
#include "core/object/complex.h"
#include "core/object/dict.h"
#include "core/object/float.h"
#include "core/object/generator.h"
#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/range.h"
#include "core/object/set.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

Type *builtin_types[SHAPE_BUILTIN_COUNT];
static uint32_t last_version;

uint32_t shape_of(Value v) {
  static const uint8_t specials[] = {
      [NONE] = SHAPE_NONE,         [FALSE_VALUE] = SHAPE_BOOL,
      [TRUE_VALUE] = SHAPE_BOOL,   [NOT_IMPLEMENTED] = SHAPE_NOT_IMPLEMENTED,
      [ELLIPSIS] = SHAPE_ELLIPSIS,
  };
  if (is_object(v)) return to_object(v)->shape;
  if (is_int(v)) return SHAPE_INT;
  if (is_double(v)) return SHAPE_FLOAT;
  return specials[v & 0x0f];
}

Type *type_of(Value v) { return vm.shapes[shape_of(v)]->type; }
bool type_flag(Value v, uint32_t flag) { return (type_of(v)->flags & flag) != 0; }
Value type_shown_name(const Type *type) { return type->full_name != EMPTY ? type->full_name : type->name; }
const char *type_name(Value v) { return to_str(type_shown_name(type_of(v)))->text; }

bool type_is_subtype(Type *type, Type *base) {
  if (type == base) return true;
  if (type->mro == EMPTY) {
    for (; type; type = type->base)
      if (type == base) return true;
    return false;
  }
  Tuple *mro = to_tuple(type->mro);
  for (uint64_t i = 0; i < mro->length; i++)
    if (mro->items[i] == from_object(base)) return true;
  return false;
}

// --- look-up

#define CACHE_SIZE 512

static struct {
  Value name, value;
  uint32_t version;
} method_cache[CACHE_SIZE];

Value type_lookup(Type *type, Value name) {
  Tuple *mro = to_tuple(type->mro);
  for (uint64_t i = 0; i < mro->length; i++) {
    Value value = dict_get_str(to_type(mro->items[i])->dict, name);
    if (value != EMPTY) return value;
  }
  return EMPTY;
}

Value type_lookup_cached(Type *type, Value name) {
  size_t i = (type->version * 31u ^ (uint32_t)(name >> 4)) % CACHE_SIZE;
  if (method_cache[i].name == name && method_cache[i].version == type->version) return method_cache[i].value;
  Value value = type_lookup(type, name);
  method_cache[i].name = name;
  method_cache[i].value = value;
  method_cache[i].version = type->version;
  return value;
}

// A value in the cache is alive as long as its version is current; a name may die, and its address be used again.
static void drop_dead_names(void) {
  for (size_t i = 0; i < CACHE_SIZE; i++)
    if (method_cache[i].name != EMPTY && !heap_is_marked(method_cache[i].name)) method_cache[i].name = EMPTY;
}

static uint32_t new_version(void) {
  if (++last_version == 0) last_version = 1;
  return last_version;
}

static void change_versions(Type *type, bool refresh) {
  if (type->watched) {
    type->watched = 0;
    vm_type_changed(type);
  }
  type->version = new_version();
  if (refresh && type->flags & TYPE_HEAP) slots_refresh(type);
  // From the end, since a collection may shorten the array.
  for (uint32_t i = type->subclass_count; i > 0; i--)
    if (i <= type->subclass_count) change_versions(type_subclasses(type)[i - 1], refresh);
}

void type_attribute_changed(Type *type, Value name) { change_versions(type, slots_is_special(name)); }

// --- making types

Type *type_allocate(Type *metatype) {
  Type *type = heap_new(metatype ? metatype->root_shape : SHAPE_TYPE, HEAP_TYPE, sizeof *type);
  Shape *root = type ? shape_new_root(type) : NULL;
  if (!root) return NULL;
  type->root_shape = shape_id(root);
  type->metatype = metatype;
  type->heap_kind = HEAP_VALUES;
  type->instance_bytes = sizeof(Object);
  type->version = new_version();
  return type;
}

static bool add_subclass(Type *base, Type *type) {
  ByteArray *array = (ByteArray *)to_object(base->subclasses);
  size_t bytes = (size_t)base->subclass_count * sizeof(Type *);
  if (!array || bytes + sizeof(Type *) > array->capacity) {
    ByteArray *larger = byte_array_new(bytes * 2 + sizeof(Type *));
    if (!larger) return false;
    bytes = (size_t)base->subclass_count * sizeof(Type *); // making it may have dropped some
    if (array) memcpy(larger->data, array->data, bytes);
    base->subclasses = from_object(larger);
  }
  type_subclasses(base)[base->subclass_count++] = type;
  return true;
}

void type_drop_dead_subclasses(Type *type) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < type->subclass_count; i++)
    if (heap_is_marked(from_object(type_subclasses(type)[i]))) type_subclasses(type)[kept++] = type_subclasses(type)[i];
  type->subclass_count = kept;
}

bool type_leads_to(Type *from, const Type *to) {
  if (from == to) return true;
  for (uint32_t i = 0; i < from->subclass_count; i++)
    if (type_leads_to(type_subclasses(from)[i], to)) return true;
  return false;
}

bool type_register_bases(Type *type) {
  Tuple *bases = to_tuple(type->bases), *mro = to_tuple(type->mro);
  for (uint64_t i = 0; i < bases->length; i++) {
    Type *base = to_type(bases->items[i]);
    if (!type_leads_to(type, base) && !add_subclass(base, type)) return false;
  }
  if (type->metatype == NULL || type->metatype == builtin_types[SHAPE_TYPE]) return true;
  // A metaclass's mro() may name classes that are no bases: their changes matter, too.
  for (uint64_t i = 0; i < mro->length; i++) {
    Type *other = to_type(mro->items[i]);
    if (!type_leads_to(other, type) && !type_leads_to(type, other) && !add_subclass(other, type)) return false;
  }
  return true;
}

void type_forget_bases(Type *type, Value bases) {
  for (uint64_t i = 0; i < to_tuple(bases)->length; i++) {
    Type *base = to_type(to_tuple(bases)->items[i]);
    uint32_t kept = 0;
    for (uint32_t n = 0; n < base->subclass_count; n++)
      if (type_subclasses(base)[n] != type) type_subclasses(base)[kept++] = type_subclasses(base)[n];
    base->subclass_count = kept;
  }
}

static void visit_type(Object *object) {
  Type *type = (Type *)object;
  const Value values[] = {type->name,
                          type->qualified_name,
                          type->full_name,
                          type->module,
                          type->dict,
                          type->bases,
                          type->mro,
                          type->subclasses,
                          from_object(type->base),
                          from_object(type->metatype),
                          vm.shapes ? from_object(vm.shapes[type->root_shape]) : EMPTY};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) heap_visit(values[i]);
}

// Step one: the objects, so that anything at all can be allocated and asked for its type.
static void allocate_builtin_types(void) {
  static const struct {
    uint8_t base;
    uint32_t flags;
  } info[] = {{0, 0},
#define X(c_name, name, base, flags) {SHAPE_##base, flags},
              BUILTIN_TYPES(X)
#undef X
  };
  for (uint32_t shape = 1; shape < SHAPE_BUILTIN_COUNT; shape++) {
    Type *type = builtin_types[shape] = type_allocate(NULL);
    // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): at start-up there is memory
    type->flags = info[shape].flags;
    type->base = shape == SHAPE_OBJECT ? NULL : builtin_types[info[shape].base];
  }
  for (uint32_t shape = 1; shape < SHAPE_BUILTIN_COUNT; shape++)
    builtin_types[shape]->metatype = builtin_types[SHAPE_TYPE];
  static const uint32_t sequences[] = {SHAPE_LIST, SHAPE_TUPLE, SHAPE_RANGE, SHAPE_MEMORYVIEW};
  for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) builtin_types[sequences[i]]->flags |= TYPE_SEQUENCE;
  builtin_types[SHAPE_DICT]->flags |= TYPE_MAPPING;
  builtin_types[SHAPE_MAPPING_PROXY]->flags |= TYPE_MAPPING;
}

// Step two: names, dicts and MROs.
static void name_builtin_types(void) {
  static const char *const names[] = {NULL,
#define X(c_name, name, base, flags) name,
                                      BUILTIN_TYPES(X)
#undef X
  };
  for (uint32_t shape = 1; shape < SHAPE_BUILTIN_COUNT; shape++) {
    Type *type = builtin_types[shape];
    type->name = type->qualified_name = str_intern(names[shape], strlen(names[shape]));
    type->module = str_intern("builtins", 8);
    type->dict = dict_new();
    Value base = from_object(type->base);
    type->bases = tuple_from(&base, type->base ? 1 : 0);
    type->mro = mro_compute(type);
    type_register_bases(type);
  }
}

static void intern_names(void) {
#define NAME(text) vm.names.text = str_intern(#text, sizeof #text - 1);
#include "core/vm/names.def"
#undef NAME
}

void types_init(void) {
  heap_set_visitor(HEAP_TYPE, visit_type);
  heap_add_weak(drop_dead_names);
  allocate_builtin_types();
  shape_init();
  intern_names();
  name_builtin_types();
  slots_init();
  base_object_init();
  type_init();
  native_init();
  str_init();
  tuple_init();
  dict_init();
  int_init();
  float_init();
  complex_init();
  bytes_init();
  bytearray_init();
  memoryview_init();
  list_init();
  set_init();
  range_init();
  iterators_init();
  lazy_iterators_init();
  function_init();
  exception_init();
  module_init();
  generator_init();
  code_init();
  for (uint32_t shape = 1; shape < SHAPE_BUILTIN_COUNT; shape++) slots_inherit(builtin_types[shape]);
}

void type_init(void) {
  type_object_init();
  singletons_init();
  descriptors_init();
  members_init();
  super_init();
  generic_alias_init();
}

// --- contents

static bool first_parameter_is(const char *signature, const char *name) {
  size_t length = strlen(name);
  return strncmp(signature, name, length) == 0 && (signature[length] == ',' || signature[length] == 0);
}

static Value method_object(const NativeDef *def, Type *owner) {
  if (first_parameter_is(def->signature, "self")) return native_new(def, owner, EMPTY, EMPTY);
  bool of_class = first_parameter_is(def->signature, "cls");
  Wrapper *wrapper = heap_new(of_class ? SHAPE_CLASSMETHOD : SHAPE_STATICMETHOD, HEAP_VALUES, sizeof *wrapper);
  if (!wrapper) return EMPTY;
  wrapper->callable =
      of_class ? native_new(def, builtin_types[SHAPE_TYPE], EMPTY, EMPTY) : native_new(def, NULL, EMPTY, EMPTY);
  return from_object(wrapper);
}

void type_fill(Type *type, const TypeSlots *slots, const NativeDef *methods, const GetSetDef *getset, const char *doc) {
  if (slots) type->slots = *slots;
  for (const NativeDef *def = methods; def && def->name; def++) {
    const char *dot = strrchr(def->name, '.');
    dict_set_c(type->dict, dot ? dot + 1 : def->name, method_object(def, type));
  }
  for (const GetSetDef *def = getset; def && def->name; def++) dict_set_c(type->dict, def->name, getset_new(def, type));
  if (slots) slots_add_methods(type, slots);
  if (doc || dict_get_str(type->dict, vm.names.__doc__) == EMPTY)
    dict_set(type->dict, vm.names.__doc__, doc ? str_from_c(doc) : NONE);
  slots_inherit(type);
}

void type_setup(BuiltinShape shape, const TypeSlots *slots, const NativeDef *methods, const GetSetDef *getset,
                HeapKind kind, size_t instance_bytes, const char *doc) {
  Type *type = builtin_types[shape];
  type->heap_kind = (uint8_t)kind;
  type->instance_bytes = (uint16_t)instance_bytes;
  type_fill(type, slots, methods, getset, doc);
}

Type *type_new_native(const char *module, const char *name, Type *base, uint32_t flags, const TypeSlots *slots,
                      const NativeDef *methods, const GetSetDef *getset, HeapKind kind, size_t instance_bytes) {
  Type *type = type_allocate(builtin_types[SHAPE_TYPE]);
  if (!type) return NULL;
  if (!base) base = builtin_types[SHAPE_OBJECT];
  type->base = base;
  type->flags = flags | (base->flags & ~(uint32_t)(TYPE_BASE | 0xff)) | (base->flags & TYPE_VARIABLE_SIZE);
  type->slots_offset = base->slots_offset; // exceptions have an attribute area
  type->flags |= base->flags & TYPE_HAS_DICT;
  type->heap_kind = (uint8_t)kind;
  type->instance_bytes = (uint16_t)instance_bytes;
  type->name = type->qualified_name = str_intern(name, strlen(name));
  type->module = str_intern(module, strlen(module));
  if (strcmp(module, "builtins") != 0) type->full_name = str_format_c("%s.%s", module, name);
  type->dict = dict_new();
  Value base_value = from_object(base);
  type->bases = tuple_from(&base_value, 1);
  type->mro = mro_compute(type);
  if (type->mro == EMPTY || !type_register_bases(type)) return NULL;
  type_fill(type, slots, methods, getset, NULL);
  return type;
}
