// Weak proxies: objects that pass every operation on to their target.
#include "core/modules/weakref.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

// What v stands for: the target of a proxy, else v. EMPTY: raised.
static Value unwrap(Value v) {
  if (!is_weak_proxy(v)) return v;
  Value target = to_weakref(v)->target;
  return target == EMPTY ? raise(ReferenceError, "weakly-referenced object no longer exists") : target;
}

static Value proxy_repr(Value self) {
  Value target = to_weakref(self)->target;
  if (target == EMPTY) target = NONE;
  return str_format_c("<weakproxy at 0x%llx to %T at 0x%llx>", (unsigned long long)heap_identity(self), target,
                      (unsigned long long)heap_identity(target));
}

static Value proxy_str(Value self) {
  Value target = unwrap(self);
  return target == EMPTY ? EMPTY : object_str(target);
}

static Value proxy_compare(Value self, Value other, CompareOp op) {
  Value a = unwrap(self), b = a == EMPTY ? EMPTY : unwrap(other);
  return b == EMPTY ? EMPTY : object_compare(a, b, op);
}

static int proxy_truth(Value self) {
  Value target = unwrap(self);
  return target == EMPTY ? -1 : object_truth(target);
}

static int64_t proxy_length(Value self) {
  Value target = unwrap(self);
  return target == EMPTY ? -1 : object_length(target);
}

static Value proxy_iter(Value self) {
  Value target = unwrap(self);
  return target == EMPTY ? EMPTY : object_iter(target);
}

static Value proxy_next(Value self) {
  Value target = unwrap(self);
  if (target == EMPTY) return EMPTY;
  if (!type_of(target)->slots.next)
    return raise(TypeError, "Weakref proxy referenced a non-iterator '%T' object", target);
  return object_next(target);
}

static Value proxy_get_item(Value self, Value key) {
  Value target = unwrap(self);
  return target == EMPTY || (key = unwrap(key)) == EMPTY ? EMPTY : object_get_item(target, key);
}

static bool proxy_set_item(Value self, Value key, Value value) {
  Value target = unwrap(self);
  return target != EMPTY && object_set_item(target, key, value);
}

static int proxy_contains(Value self, Value item) {
  Value target = unwrap(self);
  return target == EMPTY ? -1 : object_contains(target, item);
}

static Value proxy_get_attribute(Value self, Value name) {
  Value target = unwrap(self);
  return target == EMPTY ? EMPTY : object_get_attribute(target, name);
}

static bool proxy_set_attribute(Value self, Value name, Value value) {
  Value target = unwrap(self);
  return target != EMPTY && object_set_attribute(target, name, value);
}

static Value proxy_call(Value self, Value *args, size_t count, Value keyword_names) {
  Value target = unwrap(self);
  return target == EMPTY ? EMPTY : object_call(target, args, count, keyword_names);
}

static Value proxy_binary(BinaryOp op, Value left, Value right) {
  if ((left = unwrap(left)) == EMPTY || (right = unwrap(right)) == EMPTY) return EMPTY;
  return object_binary(op, left, right);
}

static Value proxy_binary_in_place(BinaryOp op, Value left, Value right) {
  if ((left = unwrap(left)) == EMPTY || (right = unwrap(right)) == EMPTY) return EMPTY;
  return object_binary_in_place(op, left, right);
}

static Value proxy_unary(UnaryOp op, Value self) {
  Value target = unwrap(self);
  return target == EMPTY ? EMPTY : object_unary(op, target);
}

static Value proxy_index(Value self) {
  Value target = unwrap(self);
  return target == EMPTY ? EMPTY : index_to_int(target);
}

// --- operations that are methods

static Value forward(Value *args, const char *name, size_t count) {
  Value target = unwrap(args[0]);
  if (target == EMPTY || (count > 0 && (args[1] = unwrap(args[1])) == EMPTY)) return EMPTY;
  return object_call_method(target, name, args + 1, count);
}

// name, arguments besides self: those of both proxy types, and those of ProxyType alone (as in CPython).
#define FORWARDED(X) X(__abs__, 0) X(__int__, 0) X(__float__, 0) X(__divmod__, 1) X(__rdivmod__, 1)
#define FORWARDED_PLAIN(X) X(__bytes__, 0) X(__reversed__, 0)
#define X(special, arguments) \
  static Value method_##special(Value *args, size_t count) { return (void)count, forward(args, #special, arguments); }
FORWARDED(X)
FORWARDED_PLAIN(X)
#undef X

#define SIGNATURE_0 "self, /"
#define SIGNATURE_1 "self, other, /"
#define X(special, arguments) {.name = #special, .signature = SIGNATURE_##arguments, .fn = method_##special},
static const NativeDef callable_methods[] = {FORWARDED(X){.name = NULL}};
static const NativeDef plain_methods[] = {FORWARDED(X) FORWARDED_PLAIN(X){.name = NULL}};
#undef X

static const TypeSlots plain_slots = {.repr = proxy_repr,
                                      .str = proxy_str,
                                      .hash = container_unhashable,
                                      .compare = proxy_compare,
                                      .truth = proxy_truth,
                                      .length = proxy_length,
                                      .iter = proxy_iter,
                                      .next = proxy_next,
                                      .get_item = proxy_get_item,
                                      .set_item = proxy_set_item,
                                      .contains = proxy_contains,
                                      .get_attribute = proxy_get_attribute,
                                      .set_attribute = proxy_set_attribute,
                                      .binary = proxy_binary,
                                      .binary_in_place = proxy_binary_in_place,
                                      .unary = proxy_unary,
                                      .index = proxy_index};

bool weak_proxy_init(void) {
  TypeSlots callable_slots = plain_slots;
  callable_slots.call = proxy_call;
  weak_types.proxy = type_new_native("weakref", "ProxyType", NULL, 0, &plain_slots, plain_methods, NULL, HEAP_WEAKREF,
                                     sizeof(WeakRef));
  weak_types.callable_proxy = type_new_native("weakref", "CallableProxyType", NULL, 0, &callable_slots,
                                              callable_methods, NULL, HEAP_WEAKREF, sizeof(WeakRef));
  return weak_types.proxy && weak_types.callable_proxy;
}
