// Objects, types and shapes: what every object is, and the operations that work on any Value.
//
// Every heap object starts with an Object header (core/heap/heap.h) whose 32-bit `shape` indexes vm.shapes. A Shape
// belongs to one Type and, for instances of classes, says at which slot each attribute lives (a hidden class). The
// built-in types have one shape each, with the fixed numbers of BUILTIN_TYPES below, so "is exactly a list" is
// one load and one compare with SHAPE_LIST. Ints that are small, floats, None and the like have no header; shape_of()
// gives them their type's number too.
//
// Instances of Python classes: the memory layout is that of the built-in base (`object`, `list`, `BaseException`, …),
// then, at type->slots_offset, an attribute area: { ValueArray *overflow; Value slots[type->inline_slots]; }.
// Slot i < inline_slots is inline, the others are in overflow->items[i - inline_slots]. Bases of variable size
// (int, str, bytes, tuple) have the area at the very end of the object instead, slots_offset is 0, and the slots are
// those of __slots__ only: see instance_slot in core/object/shape.h. Adding an attribute moves the object
// to the child shape; deleting one, or more than SHAPE_SLOTS_MAX, moves it to a dictionary (SHAPE has `dictionary` set
// and the overflow word holds a dict).
//
// Types carry TypeSlots: C functions for each protocol. Types written in C fill them; classes written in Python inherit
// them and, when the class body (or a later assignment) defines the special method, get a generic function that calls
// it. Conversely, each slot of a C type is visible as a method (`list.__len__`) through a table in core/object/slots.c.
//
// Errors: functions that return Value return EMPTY with vm_exception set; int results use -1; bool results use false.
#ifndef MARTLET_OBJECT_H
#define MARTLET_OBJECT_H

#include "core/heap/heap.h"
#include "core/value/value.h"

// name in C, name in Python, built-in base in C (all single inheritance), flags
#define BUILTIN_TYPES(X) \
  X(OBJECT, "object", OBJECT, TYPE_BASE) \
  X(TYPE, "type", OBJECT, TYPE_BASE | TYPE_WEAKREFS | TYPE_IS_TYPE) \
  X(INT, "int", OBJECT, TYPE_BASE | TYPE_IS_INT | TYPE_VARIABLE_SIZE) \
  X(BOOL, "bool", INT, TYPE_IS_INT) \
  X(FLOAT, "float", OBJECT, TYPE_BASE | TYPE_IS_FLOAT) \
  X(NONE, "NoneType", OBJECT, 0) \
  X(ELLIPSIS, "ellipsis", OBJECT, 0) \
  X(NOT_IMPLEMENTED, "NotImplementedType", OBJECT, 0) \
  X(STR, "str", OBJECT, TYPE_BASE | TYPE_IS_STR | TYPE_VARIABLE_SIZE) \
  X(BYTES, "bytes", OBJECT, TYPE_BASE | TYPE_IS_BYTES | TYPE_VARIABLE_SIZE) \
  X(BYTEARRAY, "bytearray", OBJECT, TYPE_BASE) \
  X(LIST, "list", OBJECT, TYPE_BASE | TYPE_IS_LIST) \
  X(TUPLE, "tuple", OBJECT, TYPE_BASE | TYPE_IS_TUPLE | TYPE_VARIABLE_SIZE) \
  X(DICT, "dict", OBJECT, TYPE_BASE | TYPE_IS_DICT) \
  X(SET, "set", OBJECT, TYPE_BASE | TYPE_WEAKREFS | TYPE_IS_SET) \
  X(FROZENSET, "frozenset", OBJECT, TYPE_BASE | TYPE_WEAKREFS | TYPE_IS_SET) \
  X(RANGE, "range", OBJECT, 0) \
  X(SLICE, "slice", OBJECT, 0) \
  X(COMPLEX, "complex", OBJECT, TYPE_BASE) \
  X(FUNCTION, "function", OBJECT, TYPE_WEAKREFS) \
  X(NATIVE, "builtin_function_or_method", OBJECT, TYPE_WEAKREFS) \
  X(METHOD, "method", OBJECT, TYPE_WEAKREFS) \
  X(NATIVE_METHOD, "method_descriptor", OBJECT, 0) \
  X(CODE, "code", OBJECT, TYPE_WEAKREFS) \
  X(CELL, "cell", OBJECT, 0) \
  X(GENERATOR, "generator", OBJECT, TYPE_WEAKREFS) \
  X(COROUTINE, "coroutine", OBJECT, TYPE_WEAKREFS) \
  X(ASYNC_GENERATOR, "async_generator", OBJECT, TYPE_WEAKREFS) \
  X(MODULE, "module", OBJECT, TYPE_BASE | TYPE_WEAKREFS) \
  X(PROPERTY, "property", OBJECT, TYPE_BASE) \
  X(STATICMETHOD, "staticmethod", OBJECT, TYPE_BASE) \
  X(CLASSMETHOD, "classmethod", OBJECT, TYPE_BASE) \
  X(SUPER, "super", OBJECT, TYPE_BASE) \
  X(MEMBER, "member_descriptor", OBJECT, 0) \
  X(GETSET, "getset_descriptor", OBJECT, 0) \
  X(MAPPING_PROXY, "mappingproxy", OBJECT, 0) \
  X(TRACEBACK, "traceback", OBJECT, 0) \
  X(FRAME, "frame", OBJECT, 0) \
  X(LIST_ITERATOR, "list_iterator", OBJECT, 0) \
  X(LIST_REVERSE_ITERATOR, "list_reverseiterator", OBJECT, 0) \
  X(TUPLE_ITERATOR, "tuple_iterator", OBJECT, 0) \
  X(STR_ITERATOR, "str_iterator", OBJECT, 0) \
  X(BYTES_ITERATOR, "bytes_iterator", OBJECT, 0) \
  X(RANGE_ITERATOR, "range_iterator", OBJECT, 0) \
  X(DICT_KEY_ITERATOR, "dict_keyiterator", OBJECT, 0) \
  X(DICT_VALUE_ITERATOR, "dict_valueiterator", OBJECT, 0) \
  X(DICT_ITEM_ITERATOR, "dict_itemiterator", OBJECT, 0) \
  X(DICT_KEYS, "dict_keys", OBJECT, 0) \
  X(DICT_VALUES, "dict_values", OBJECT, 0) \
  X(DICT_ITEMS, "dict_items", OBJECT, 0) \
  X(SET_ITERATOR, "set_iterator", OBJECT, 0) \
  X(SEQUENCE_ITERATOR, "iterator", OBJECT, 0) \
  X(CALLABLE_ITERATOR, "callable_iterator", OBJECT, 0) \
  X(ENUMERATE, "enumerate", OBJECT, TYPE_BASE) \
  X(ZIP, "zip", OBJECT, TYPE_BASE) \
  X(MAP, "map", OBJECT, TYPE_BASE) \
  X(FILTER, "filter", OBJECT, TYPE_BASE) \
  X(REVERSED, "reversed", OBJECT, TYPE_BASE) \
  X(MEMORYVIEW, "memoryview", OBJECT, TYPE_WEAKREFS) \
  X(IO_BASE, "_IOBase", OBJECT, TYPE_BASE) \
  X(RAW_IO_BASE, "_RawIOBase", IO_BASE, TYPE_BASE) \
  X(BUFFERED_IO_BASE, "_BufferedIOBase", IO_BASE, TYPE_BASE) \
  X(TEXT_IO_BASE, "_TextIOBase", IO_BASE, TYPE_BASE) \
  X(TEXT_FILE, "TextIOWrapper", TEXT_IO_BASE, TYPE_BASE | TYPE_WEAKREFS) \
  X(BINARY_FILE, "BufferedReader", BUFFERED_IO_BASE, TYPE_BASE | TYPE_WEAKREFS) \
  X(STRING_IO, "StringIO", TEXT_IO_BASE, TYPE_BASE | TYPE_WEAKREFS) \
  X(BYTES_IO, "BytesIO", BUFFERED_IO_BASE, TYPE_BASE | TYPE_WEAKREFS) \
  X(BASE_EXCEPTION, "BaseException", OBJECT, TYPE_BASE | TYPE_IS_EXCEPTION) \
  /* memory of the VM itself, never visible to Python */ \
  X(VALUE_ARRAY, "<array>", OBJECT, 0) \
  X(BYTE_ARRAY, "<bytes>", OBJECT, 0) \
  X(SHAPE, "<shape>", OBJECT, 0)

typedef enum BuiltinShape {
  SHAPE_INVALID,
#define X(c_name, name, base, flags) SHAPE_##c_name,
  BUILTIN_TYPES(X)
#undef X
      SHAPE_BUILTIN_COUNT // shapes of classes are numbered from here on
} BuiltinShape;

// Whether objects of the shape are memory of the VM itself.
static inline bool shape_is_internal(uint32_t shape) {
  return shape == SHAPE_VALUE_ARRAY || shape == SHAPE_BYTE_ARRAY || shape == SHAPE_SHAPE;
}

enum TypeFlags {
  TYPE_BASE = 1 << 0,          // Python classes may derive from it
  TYPE_HEAP = 1 << 1,          // made by a class statement or type(): attributes can be set
  TYPE_VARIABLE_SIZE = 1 << 2, // instances of subclasses keep their attributes behind the last word
  TYPE_HAS_DICT = 1 << 3,      // instances may get arbitrary attributes (no __slots__ all the way up)
  TYPE_WEAKREFS = 1 << 4,      // instances accept weak references
  TYPE_NEW_ARGUMENTS = 1 << 5, // C type: construct gets the arguments even when a class overrides the type's __init__
  TYPE_FINALISER = 1 << 6,     // the class or a base defines __del__
  // "is an instance of the built-in type or a subclass", inherited
  TYPE_IS_TYPE = 1 << 8,
  TYPE_IS_INT = 1 << 9,
  TYPE_IS_FLOAT = 1 << 10,
  TYPE_IS_STR = 1 << 11,
  TYPE_IS_BYTES = 1 << 12,
  TYPE_IS_LIST = 1 << 13,
  TYPE_IS_TUPLE = 1 << 14,
  TYPE_IS_DICT = 1 << 15,
  TYPE_IS_SET = 1 << 16,
  TYPE_IS_EXCEPTION = 1 << 17,
};

// Operators. name in C, symbol, special method, reflected method, in-place method
#define BINARY_OPERATORS(X) \
  X(ADD, "+", "__add__", "__radd__", "__iadd__") \
  X(SUB, "-", "__sub__", "__rsub__", "__isub__") \
  X(MUL, "*", "__mul__", "__rmul__", "__imul__") \
  X(DIV, "/", "__truediv__", "__rtruediv__", "__itruediv__") \
  X(FLOORDIV, "//", "__floordiv__", "__rfloordiv__", "__ifloordiv__") \
  X(MOD, "%", "__mod__", "__rmod__", "__imod__") \
  X(POW, "** or pow()", "__pow__", "__rpow__", "__ipow__") \
  X(LSHIFT, "<<", "__lshift__", "__rlshift__", "__ilshift__") \
  X(RSHIFT, ">>", "__rshift__", "__rrshift__", "__irshift__") \
  X(AND, "&", "__and__", "__rand__", "__iand__") \
  X(OR, "|", "__or__", "__ror__", "__ior__") \
  X(XOR, "^", "__xor__", "__rxor__", "__ixor__") \
  X(MATMUL, "@", "__matmul__", "__rmatmul__", "__imatmul__")
typedef enum BinaryOp {
#define X(c_name, symbol, method, reflected, in_place) BINARY_##c_name,
  BINARY_OPERATORS(X)
#undef X
      BINARY_COUNT
} BinaryOp;

#define UNARY_OPERATORS(X) X(NEG, "-", "__neg__") X(POS, "+", "__pos__") X(INVERT, "~", "__invert__")
typedef enum UnaryOp {
#define X(c_name, symbol, method) UNARY_##c_name,
  UNARY_OPERATORS(X)
#undef X
      UNARY_COUNT
} UnaryOp;

#define COMPARE_OPERATORS(X) \
  X(LT, "<", "__lt__", GT) \
  X(LE, "<=", "__le__", GE) \
  X(EQ, "==", "__eq__", EQ) X(NE, "!=", "__ne__", NE) X(GT, ">", "__gt__", LT) X(GE, ">=", "__ge__", LE)
typedef enum CompareOp {
#define X(c_name, symbol, method, reflected) COMPARE_##c_name,
  COMPARE_OPERATORS(X)
#undef X
      COMPARE_COUNT
} CompareOp;

typedef struct Type Type;

// The memory of an object that others may read and write in place: a run of items of one type.
typedef struct Buffer {
  uint8_t *data;
  size_t size; // bytes
  char code;   // letter of the items (core/object/native_item.h)
  bool writable;
  Value holder; // the object that keeps the memory: the one asked, or storage that it has now
} Buffer;

// The protocols of a type; NULL: not supported (inherited slots are copied down when a type is made ready).
typedef struct TypeSlots {
  Value (*repr)(Value self);
  Value (*str)(Value self);
  bool (*hash)(Value self, int64_t *hash);                 // never -1 in *hash (as CPython); false: raised
  Value (*compare)(Value self, Value other, CompareOp op); // may return NOT_IMPLEMENTED
  int (*truth)(Value self);                                // 1, 0, -1
  int64_t (*length)(Value self);                           // -1: raised
  Value (*iter)(Value self);
  Value (*next)(Value self); // EMPTY without vm_exception: exhausted
  Value (*get_item)(Value self, Value key);
  bool (*set_item)(Value self, Value key, Value value);       // value EMPTY: delete
  int (*contains)(Value self, Value item);                    // 1, 0, -1
  Value (*get_attribute)(Value self, Value name);             // whole look-up; NULL: the generic one
  bool (*set_attribute)(Value self, Value name, Value value); // value EMPTY: delete; NULL: the generic one
  Value (*call)(Value self, Value *args, size_t count, Value keyword_names); // see core/object/function.h
  Value (*binary)(BinaryOp op, Value left, Value right); // self may be on either side; may return NOT_IMPLEMENTED
  Value (*binary_in_place)(BinaryOp op, Value left, Value right);                 // NOT_IMPLEMENTED: try binary
  Value (*unary)(UnaryOp op, Value self);                                         // NOT_IMPLEMENTED: unsupported
  Value (*descriptor_get)(Value self, Value object, Value owner);                 // object EMPTY: through the class
  bool (*descriptor_set)(Value self, Value object, Value value);                  // value EMPTY: delete
  Value (*construct)(Type *type, Value *args, size_t count, Value keyword_names); // __new__ (and __init__ for C types)
  Value (*index)(Value self);                                                     // __index__: an int
  Value (*to_float)(Value self);
  bool (*buffer)(Value self, Buffer *buffer); // the memory of a bytes-like object; not memoryview's. False: raised
} TypeSlots;

struct Type {
  Object header;        // kind HEAP_TYPE; its shape is that of its metaclass
  Value name;           // str
  Value qualified_name; // str
  Value full_name;      // of types of C modules: "collections.deque", as messages show it; EMPTY for others
  Value module;         // str
  Value dict;           // DictObject: the class namespace
  Value bases;          // tuple of types
  Value mro;            // tuple of types, this one first
  Value subclasses;     // a ByteArray of pointers to the direct subclasses, which do not keep them alive; or EMPTY
  Type *base;           // the base that determines the memory layout; NULL for object
  Type *metatype;
  uint32_t flags;      // TypeFlags
  uint32_t version;    // changes whenever a look-up on this type could change; unique over all types, never 0
  uint32_t root_shape; // shape of a fresh instance
  uint32_t subclass_count;
  uint16_t instance_bytes; // fixed part of an instance, attribute area included
  uint16_t slots_offset;   // where the attribute area starts; 0: instances have none
  uint16_t inline_slots;
  uint8_t heap_kind; // HeapKind of instances
  uint8_t watched;   // a trace or inline cache relies on `version`: a change must call vm_type_changed
  TypeSlots slots;
};

// The built-in type objects by shape number (SHAPE_INT → int).
extern Type *builtin_types[SHAPE_BUILTIN_COUNT];

// The number that identifies v's type (and attribute layout): header shape, or SHAPE_INT/FLOAT/BOOL/NONE/… .
uint32_t shape_of(Value v);
Type *type_of(Value v);
static inline bool has_shape(Value v, uint32_t shape) { return is_object(v) && to_object(v)->shape == shape; }
// Whether v is an instance of a type with the flag (TYPE_IS_…), subclasses included. Small ints and bools are
// TYPE_IS_INT, doubles TYPE_IS_FLOAT.
bool type_flag(Value v, uint32_t flag);
// The name of v's type as a C string that lives as long as the type, for messages: with the module in front if it is
// a type of a C module.
const char *type_name(Value v);
bool type_is_subtype(Type *type, Type *base);

// Generic protocols; each does what the Python operation of the same name does.
Value object_repr(Value v);               // a str
Value object_str(Value v);                // a str
Value object_format(Value v, Value spec); // format(v, spec): a str
bool object_hash(Value v, int64_t *hash);
Value object_compare(Value a, Value b, CompareOp op);
// What is done when a's own method has answered NotImplemented: b is asked, then comes identity or TypeError.
Value object_compare_declined(Value a, Value b, CompareOp op);
int object_equal(Value a, Value b); // identity or ==; 1, 0, -1
int object_truth(Value v);          // 1, 0, -1
int64_t object_length(Value v);     // -1: raised
Value object_iter(Value v);
Value object_next(Value iterator); // EMPTY without vm_exception: exhausted
Value object_get_item(Value v, Value key);
bool object_set_item(Value v, Value key, Value value); // value EMPTY: delete
int object_contains(Value container, Value item);
Value object_get_attribute(Value v, Value name);
bool object_set_attribute(Value v, Value name, Value value); // value EMPTY: delete
// Like getattr(v, name, None) without AttributeError: EMPTY without vm_exception when absent.
Value object_find_attribute(Value v, Value name);
// A special method looked up on the type, bound; EMPTY without vm_exception when absent.
Value object_find_special(Value v, Value name);
Value object_binary(BinaryOp op, Value a, Value b);
Value object_binary_in_place(BinaryOp op, Value a, Value b);
// What is done when a's own Python method has answered NotImplemented: b is asked, then comes the TypeError.
Value object_binary_declined(BinaryOp op, Value a, Value b, bool in_place);
Value object_power(Value base, Value exponent, Value modulus);
Value object_unary(UnaryOp op, Value v);
int object_is_instance(Value v, Value type_or_tuple); // 1, 0, -1
int object_is_subclass(Value v, Value type_or_tuple);
// Calls callee from C: count positional values, then the values of keyword_names (a tuple of str, or EMPTY), all in
// args. A Python callee runs in a nested interpreter loop.
Value object_call(Value callee, Value *args, size_t count, Value keyword_names);
Value object_call_0(Value callee);
Value object_call_1(Value callee, Value a);
Value object_call_2(Value callee, Value a, Value b);
Value object_call_3(Value callee, Value a, Value b, Value c);
// Calls method `name` of v with count arguments.
Value object_call_method(Value v, const char *name, Value *args, size_t count);

// Prepares the built-in types: two steps, since type objects need str, tuple and dict to be usable.
void types_init(void);

#endif
