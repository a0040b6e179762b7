#include "core/modules/data/hash.h"

#include <stdlib.h>

#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/str.h"
#include "core/object/type.h"

static HashObject *to_hash(Value v) { return (HashObject *)(void *)to_object(v); }

HashObject *hash_new(Type *type, const HashKind *kind) {
  HashObject *hash = heap_new(type->root_shape, HEAP_LEAF, sizeof *hash + kind->state_size);
  if (!hash) return NULL;
  hash->kind = kind;
  hash->size = kind->digest_size;
  kind->start(kind, hash->state);
  return hash;
}

bool hash_update(HashObject *hash, Value data) {
  const uint8_t *bytes;
  size_t size;
  if (data == EMPTY) return true;
  if (type_flag(data, TYPE_IS_STR)) return raise(TypeError, "Strings must be encoded before hashing"), false;
  if (!bytes_view(data, &bytes, &size)) {
    if (exception_matches(EXCEPTION_TypeError)) {
      exception_clear();
      raise(TypeError, "object supporting the buffer API required");
    }
    return false;
  }
  hash->kind->update(hash->state, bytes, size);
  return true;
}

// --- methods

// The digest of `size` bytes, written to out.
static void digest_into(const HashObject *hash, uint8_t *out, size_t size) {
  uint64_t state[HASH_STATE_MAX / 8];
  memcpy(state, hash->state, hash->kind->state_size);
  hash->kind->finish(hash->kind, state, out, size);
}

// The length that digest() was asked for. False: raised.
static bool digest_size(const HashObject *hash, Value *args, size_t *size) {
  *size = hash->size;
  if (!hash->kind->variable) return true;
  int64_t length;
  if (!int_index_i64(args[1], &length, "Python int too large to convert to C unsigned long")) return false;
  if (length < 0) return raise(ValueError, "value must be positive"), false;
  if (length >= 1 << 29) return raise(ValueError, "length is too large"), false;
  *size = (size_t)length;
  return true;
}

static Value method_digest(Value *args, size_t count) {
  (void)count;
  size_t size;
  if (!digest_size(to_hash(args[0]), args, &size)) return EMPTY;
  Value digest = bytes_new(NULL, size);
  if (digest == EMPTY) return EMPTY;
  digest_into(to_hash(args[0]), ((Bytes *)(void *)to_object(digest))->data, size);
  return digest;
}

static Value method_hexdigest(Value *args, size_t count) {
  static const char digits[] = "0123456789abcdef";
  Value digest = method_digest(args, count);
  if (digest == EMPTY) return EMPTY;
  const Bytes *bytes = (const Bytes *)(const void *)to_object(digest);
  StrBuilder text = STR_BUILDER_INIT;
  for (size_t i = 0; i < bytes->size; i++) {
    char pair[2] = {digits[bytes->data[i] >> 4], digits[bytes->data[i] & 15]};
    str_builder_add(&text, pair, 2);
  }
  return str_builder_finish(&text);
}

static Value method_update(Value *args, size_t count) {
  (void)count;
  return hash_update(to_hash(args[0]), args[1]) ? NONE : EMPTY;
}

static Value method_copy(Value *args, size_t count) {
  (void)count;
  const HashObject *hash = to_hash(args[0]);
  size_t bytes = sizeof *hash + hash->kind->state_size;
  HashObject *copy = heap_new(hash->header.shape, HEAP_LEAF, bytes);
  if (!copy) return EMPTY;
  memcpy(&copy->kind, &hash->kind, bytes - sizeof hash->header);
  return from_object(copy);
}

static Value get_name(Value self) { return str_from_c(to_hash(self)->kind->name); }
static Value get_digest_size(Value self) { return from_small_int((int64_t)to_hash(self)->size); }
static Value get_block_size(Value self) { return from_small_int(to_hash(self)->kind->block_size); }

#define METHODS(length) \
  {{.name = "digest", \
    .signature = "self" length ", /", \
    .fn = method_digest, \
    .effects = EFFECT_READS_HEAP, \
    .doc = DOC("Return the digest value as a bytes object.")}, \
   {.name = "hexdigest", \
    .signature = "self" length ", /", \
    .fn = method_hexdigest, \
    .effects = EFFECT_READS_HEAP, \
    .doc = DOC("Return the digest value as a string of hexadecimal digits.")}, \
   {.name = "update", \
    .signature = "self, obj, /", \
    .fn = method_update, \
    .effects = EFFECT_ANY, \
    .doc = DOC("Update this hash object's state with the provided string.")}, \
   {.name = "copy", \
    .signature = "self, /", \
    .fn = method_copy, \
    .effects = EFFECT_READS_HEAP, \
    .doc = DOC("Return a copy of the hash object.")}, \
   {0}}

Type *hash_type_new(const HashKind *kind, Value (*construct)(Type *, Value *, size_t, Value)) {
  static const NativeDef methods[] = METHODS("");
  static const NativeDef variable_methods[] = METHODS(", length");
  static const GetSetDef attributes[] = {{.name = "name", .get = get_name},
                                         {.name = "digest_size", .get = get_digest_size},
                                         {.name = "block_size", .get = get_block_size},
                                         {0}};
  TypeSlots slots = {.construct = construct};
  return type_new_native(kind->module, kind->name, builtin_types[SHAPE_OBJECT], 0, &slots,
                         kind->variable ? variable_methods : methods, attributes, HEAP_LEAF,
                         sizeof(HashObject) + kind->state_size);
}
