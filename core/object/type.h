// Types and classes: making them, looking attributes up in them.
#ifndef MARTLET_TYPE_H
#define MARTLET_TYPE_H

#include "core/object/function.h"

typedef struct Property {
  Object header; // HEAP_VALUES
  Value getter, setter, deleter, doc, name;
  Value doc_of_getter; // TRUE_VALUE: doc is the getter's own, another getter brings another one
} Property;

// What the classes of sequences and mappings are for match statements, beside TypeFlags: inherited from the first class
// in the MRO that has one of them. collections.abc sets them by __abc_tpflags__ and by registering.
enum CollectionFlags { TYPE_SEQUENCE = 1 << 20, TYPE_MAPPING = 1 << 21, TYPE_COLLECTION = 3 << 20 };

// staticmethod and classmethod
typedef struct Wrapper {
  Object header; // HEAP_VALUES
  Value callable;
} Wrapper;

// An attribute backed by a C field or C functions.
typedef struct GetSetDef {
  const char *name;
  Value (*get)(Value self);
  bool (*set)(Value self, Value value); // NULL: read-only
  const char *doc;
} GetSetDef;

// The name that messages show: see type_name.
Value type_shown_name(const Type *type);
static inline Type *to_type(Value v) { return (Type *)(uintptr_t)v; }
static inline bool is_type(Value v) { return is_object(v) && to_object(v)->kind == HEAP_TYPE; }

// Looks name (interned str) up along the MRO. EMPTY: absent, no exception.
Value type_lookup(Type *type, Value name);
// The same through the global method cache.
Value type_lookup_cached(Type *type, Value name);
// Declares a built-in type's contents. Called by each type's *_init; methods ends with a NULL name, so does getset.
// A method whose first parameter is named `cls` becomes a classmethod, one without `self` or `cls` in front a
// staticmethod. A name may carry the type's name in front ("list.append"). Special methods of filled slots (__len__,
// __getitem__, …) need not be listed: they are made from the slots. A type that fills compare but not hash is
// unhashable. A type whose methods list "__init__" gets its construct slot called without arguments when a class
// derived from it has an __init__ of its own, and its __init__ when that calls super().__init__(…). The slots are
// copied. instance_bytes: size of the fixed part.
void type_setup(BuiltinShape shape, const TypeSlots *slots, const NativeDef *methods, const GetSetDef *getset,
                HeapKind kind, size_t instance_bytes, const char *doc);
// A C type outside BUILTIN_TYPES (for modules), deriving from base.
Type *type_new_native(const char *module, const char *name, Type *base, uint32_t flags, const TypeSlots *slots,
                      const NativeDef *methods, const GetSetDef *getset, HeapKind kind, size_t instance_bytes);
// Gives the instances of a C type arbitrary attributes and __dict__. The type's kind is HEAP_INSTANCE, and its
// structure ends with a word for them, which the type itself leaves alone. False: raised.
bool type_add_instance_dict(Type *type);
// The function of a method {"__class_getitem__", "cls, item, /"}: makes a types.GenericAlias.
Value type_class_getitem(Value *args, size_t count);
// The class statement: type(name, bases, namespace) with metaclass calculation done by the caller.
Value type_new_class(Type *metatype, Value name, Value bases, Value namespace, Value keywords);
// __build_class__(function, name, *bases, metaclass=…, **keywords)
Value build_class(Value *args, size_t count, Value keyword_names);
// Allocate an instance for a construct slot: `type` may be the built-in type or any class derived from it. Zeroed
// behind the header; the kind, shape and the attribute area of classes are taken care of. NULL with MemoryError.
// _variable is for bases of variable size (str, bytes, int, tuple): `bytes` is what the object itself needs, header
// included.
void *instance_allocate(Type *type);
void *instance_allocate_variable(Type *type, size_t bytes);
// object.__new__ as a construct slot: classes whose construct is this one (and whose get_attribute is generic) are
// plain.
Value object_construct(Type *type, Value *args, size_t count, Value keyword_names);
// Allocates an instance of a class with an attribute area (object.__new__). EMPTY with MemoryError.
Value instance_new(Type *type);
// The instance slot that a member_descriptor (a name in __slots__) stands for.
int member_slot(Value member);
// Whether v (which may be EMPTY) is the descriptor of a name in owner's own __slots__.
bool member_is_of(Value v, const Type *owner);
void type_init(void);

// --- super.c
// The object that a super was made with; EMPTY: none.
Value super_object(Value super);
// What an attribute of a super bound to an instance is, not bound yet; EMPTY: absent, or not of this kind.
Value super_find_method(Value super, Value name);

#endif
