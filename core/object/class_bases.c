// Assignment to a class's __bases__.
#include "core/object/class_layout.h"
#include "core/object/list.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

// An assignment that is under way has set `base` and not yet the MRO, which the metaclass is asked for.
static bool derives_by_layout(const Type *type, const Type *base) {
  while (type && type != base) type = type->base;
  return type != NULL;
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
    if (type_is_subtype(to_type(item), type) || derives_by_layout(to_type(item), type) ||
        type_leads_to(type, to_type(item)))
      return raise(TypeError, "a __bases__ item causes an inheritance cycle"), NULL;
  }
  Type *base = class_best_base(bases);
  if (base && !class_same_layout(type->base, base))
    return raise(TypeError, "__bases__ assignment: '%V' %s differs from '%V'", type_shown_name(base),
                 base == builtin_types[SHAPE_OBJECT] ? "deallocator" : "object layout", type_shown_name(type->base)),
           NULL;
  return base;
}

// Computes the MRO of type and all that derives from it anew; `changes` collects the classes, their new and their
// former MROs. A mro() of a metaclass may assign to __bases__ itself: the latest assignment counts.
static bool renew_mro(Type *type, Value changes) {
  Value former = type->mro, mro = mro_resolve(type);
  if (mro == EMPTY) return false;
  if (type->mro != former) return true;
  if (!list_append(changes, from_object(type)) || !list_append(changes, mro) || !list_append(changes, former))
    return false;
  type->mro = mro;
  Value subclasses = list_new(0);
  for (uint32_t i = 0; subclasses != EMPTY && i < type->subclass_count; i++)
    if (!list_append(subclasses, from_object(type_subclasses(type)[i]))) return false;
  for (uint64_t i = 0; subclasses != EMPTY && i < to_list(subclasses)->length; i++)
    if (!renew_mro(to_type(to_list(subclasses)->storage->items[i]), changes)) return false;
  return subclasses != EMPTY;
}

static void undo(Value changes) {
  const Value *items = to_list(changes)->storage->items;
  for (uint64_t i = 0; i + 2 < to_list(changes)->length; i += 3)
    if (to_type(items[i])->mro == items[i + 1]) to_type(items[i])->mro = items[i + 2];
}

bool class_set_bases(Type *type, Value bases) {
  Type *base = check_bases(type, bases), *old_base = type->base;
  Value old_bases = type->bases, changes = base ? list_new(0) : EMPTY;
  if (changes == EMPTY) return false;
  type->bases = bases;
  type->base = base;
  if (!renew_mro(type, changes)) {
    undo(changes);
    if (type->bases == bases) {
      type->bases = old_bases;
      type->base = old_base;
    }
    return false;
  }
  if (type->bases != bases) return true;
  type_forget_bases(type, old_bases);
  if (!type_register_bases(type)) return false;
  type_attribute_changed(type, vm.names.__getattribute__); // any special method may be another one now
  return true;
}
