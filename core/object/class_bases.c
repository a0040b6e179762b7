// Assignment to a class's __bases__.
#include "core/object/class_layout.h"
#include "core/object/list.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

static bool same_layout(const Type *a, const Type *b) {
  return type_native_base((Type *)(uintptr_t)a) == type_native_base((Type *)(uintptr_t)b) &&
         a->slots_offset == b->slots_offset && (a->flags & TYPE_HAS_DICT) == (b->flags & TYPE_HAS_DICT) &&
         shape_count(vm.shapes[a->root_shape]) == shape_count(vm.shapes[b->root_shape]);
}

// The base that determines the layout, or NULL with TypeError when these cannot be the bases of type.
static Type *check_bases(Type *type, Value bases) {
  if (!type_flag(bases, TYPE_IS_TUPLE))
    return raise(TypeError, "can only assign tuple to %V.__bases__, not %T", type->name, bases), NULL;
  if (to_tuple(bases)->length == 0)
    return raise(TypeError, "can only assign non-empty tuple to %V.__bases__, not ()", type->name), NULL;
  for (uint64_t i = 0; i < to_tuple(bases)->length; i++) {
    Value item = to_tuple(bases)->items[i];
    if (!is_type(item))
      return raise(TypeError, "%V.__bases__ must be tuple of classes, not '%T'", type->name, item), NULL;
    if (type_is_subtype(to_type(item), type))
      return raise(TypeError, "a __bases__ item causes an inheritance cycle"), NULL;
  }
  Type *base = class_best_base(bases);
  if (base && !same_layout(type->base, base))
    return raise(TypeError, "__bases__ assignment: '%V' %s differs from '%V'", type_shown_name(base),
                 base == builtin_types[SHAPE_OBJECT] ? "deallocator" : "object layout", type_shown_name(type->base)),
           NULL;
  return base;
}

// Computes the MRO of type and all that derives from it anew; `before` collects the classes and their former MROs.
static bool renew_mro(Type *type, Value before) {
  Value mro = mro_compute(type);
  if (mro == EMPTY || !list_append(before, from_object(type)) || !list_append(before, type->mro)) return false;
  type->mro = mro;
  for (uint32_t i = 0; i < type->subclass_count; i++)
    if (!renew_mro(type_subclasses(type)[i], before)) return false;
  return true;
}

bool class_set_bases(Type *type, Value bases) {
  Type *base = check_bases(type, bases), *old_base = type->base;
  Value old_bases = type->bases, before = base ? list_new(0) : EMPTY;
  if (before == EMPTY) return false;
  type->bases = bases;
  type->base = base;
  if (!renew_mro(type, before)) {
    const Value *items = to_list(before)->storage->items;
    for (uint64_t i = 0; i + 1 < to_list(before)->length; i += 2) to_type(items[i])->mro = items[i + 1];
    type->bases = old_bases;
    type->base = old_base;
    return false;
  }
  type_forget_bases(type, old_bases);
  if (!type_register_bases(type)) return false;
  type_attribute_changed(type, vm.names.__getattribute__); // any special method may be another one now
  return true;
}
