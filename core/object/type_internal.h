// What the files that make up the type machinery share; not for use outside core/object.
#ifndef MARTLET_TYPE_INTERNAL_H
#define MARTLET_TYPE_INTERNAL_H

#include "core/object/array.h"
#include "core/object/type.h"

// --- type.c
// The nearest type at or above `type` that is written in C.
static inline Type *type_native_base(Type *type) {
  while (type->flags & TYPE_HEAP) type = type->base;
  return type;
}
// Allocates an empty type object of a metatype with a root shape of its own; NULL: raised.
Type *type_allocate(Type *metatype);
static inline Type **type_subclasses(const Type *type) {
  return (Type **)(void *)((ByteArray *)(uintptr_t)type->subclasses)->data;
}
// After marking: takes the dead out.
void type_drop_dead_subclasses(Type *type);
// Enters type among the direct subclasses of each of its bases.
bool type_register_bases(Type *type);
// Whether `to` is `from` or among the subclasses of subclasses… of it; that graph has no cycles.
bool type_leads_to(Type *from, const Type *to);
// Takes type out of the lists of direct subclasses of these bases.
void type_forget_bases(Type *type, Value bases);
// After a change of the attribute `name` of type: new versions, and slots where name is a special method.
void type_attribute_changed(Type *type, Value name);
// Fills a C type: slots, methods, attributes.
void type_fill(Type *type, const TypeSlots *slots, const NativeDef *methods, const GetSetDef *getset, const char *doc);
// True for attributes that the generic code may store in instances of type.
static inline bool type_has_dict(const Type *type) { return (type->flags & TYPE_HAS_DICT) != 0; }

// --- protocol.c
// Whether v, of another type, says by its __class__ that it is an instance of cls: 1, 0, -1.
int object_claims_class(Value v, Type *cls);
// What type.__subclasscheck__ answers: by the classes themselves, or by the __bases__ of objects that pass for classes.
// 1, 0, -1.
int object_derives(Value v, Value cls);

// --- mro.c: the C3 linearisation as a tuple; EMPTY with TypeError.
Value mro_compute(Type *type);
// The same, or what a mro() of the type's metaclass says; that is Python code, which may do anything with the type, so
// its layout, slots and a preliminary MRO must be there.
Value mro_resolve(Type *type);
bool mro_is_custom(const Type *type);
// An MRO for the time in which the real one is asked for.
Value mro_preliminary(Type *type);

// --- class.c
// The metaclass for a class with these bases: the most derived one. NULL with TypeError.
Type *class_metatype(Type *metatype, Value bases);
// Whether the str can be the name of a class. False: UnicodeEncodeError or ValueError.
bool class_check_name(Value name);

// --- class_bases.c
// Assignment to __bases__. False: TypeError, nothing changed.
bool class_set_bases(Type *type, Value bases);

// --- slots.c
void slots_init(void);
// Fills the NULL slots of a C type from its base.
void slots_inherit(Type *type);
// Sets all slots of a class from the special methods that its MRO defines.
void slots_refresh(Type *type);
// Whether changing this attribute may change a slot.
bool slots_is_special(Value name);
// Puts the visible methods of the slots that a C type fills into its dict.
bool slots_add_methods(Type *type, const TypeSlots *slots);
// Whether def is one of these visible methods.
bool slots_is_wrapper(const NativeDef *def);
// --- slot_construct.c: calls __new__
Value slot_construct(Type *type, Value *args, size_t count, Value keyword_names);

// --- type_call.c
Value type_call(Value self, Value *args, size_t count, Value keyword_names);

// --- attribute.c
// Raises AttributeError with its name and obj filled in. Always EMPTY.
Value raise_attribute_error(Value object, Value name);
// The look-up of types: through the metatype and the type's own MRO. EMPTY without exception when absent.
Value type_find_attribute(Value self, Value name);
bool type_set_attribute(Value self, Value name, Value value);
Value generic_find_attribute(Value v, Value name);
Value generic_get_attribute(Value v, Value name);
bool generic_set_attribute(Value v, Value name, Value value);
// An exact, interned str for an attribute name; EMPTY with TypeError.
Value attribute_name(Value name);

// --- reduce.c: methods of object
Value object_reduce_method(Value *args, size_t count);
Value object_reduce_ex_method(Value *args, size_t count);
Value object_getstate_method(Value *args, size_t count);

// --- call.c
// Calls an attribute found on the type of self as a method of self, count further arguments (args[0] is self).
Value call_found(Value found, Value *args, size_t count);
// Looks a special method up on the type of args[0] and calls it with count arguments, self included. EMPTY without
// exception: there is none.
Value call_special(Value name, Value *args, size_t count);

// --- member.c
// The descriptor of an attribute that C functions provide.
Value getset_new(const GetSetDef *def, Type *owner);
// The descriptor of a name in __slots__, which is in slot number `slot` of the instances of owner.
Value member_new(Value name, Type *owner, int slot);

// Contents of the types, by file.
void base_object_init(void);
void type_object_init(void);
void singletons_init(void);
void descriptors_init(void);
void members_init(void);
void super_init(void);
void generic_alias_init(void);
void method_init(void);
void native_init(void);
void traceback_init(void);

#endif
