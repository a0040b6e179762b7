// The module _blake2: BLAKE2b and BLAKE2s with all their parameters, on libb2's portable implementation.
#include <blake2.h>
#include <stdio.h>

#include "core/modules/data/hash.h"
#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

// States are started by construct.
static void start(const HashKind *kind, void *state) {
  (void)kind;
  (void)state;
}
static void update_b(void *state, const uint8_t *data, size_t size) { blake2b_update(state, data, size); }
static void update_s(void *state, const uint8_t *data, size_t size) { blake2s_update(state, data, size); }
static void finish_b(const HashKind *kind, void *state, uint8_t *digest, size_t size) {
  (void)kind;
  blake2b_final(state, digest, size);
}
static void finish_s(const HashKind *kind, void *state, uint8_t *digest, size_t size) {
  (void)kind;
  blake2s_final(state, digest, size);
}

static const HashKind kind_b = {"_blake2", "blake2b", 64, 128, sizeof(blake2b_state), false, start, update_b, finish_b};
static const HashKind kind_s = {"_blake2", "blake2s", 32, 64, sizeof(blake2s_state), false, start, update_s, finish_s};
static Type *type_b, *type_s;

static void visit_types(void) {
  if (type_b) heap_visit(from_object(type_b));
  if (type_s) heap_visit(from_object(type_s));
}

// --- parameters

enum {
  DATA,
  DIGEST_SIZE,
  KEY,
  SALT,
  PERSON,
  FANOUT,
  DEPTH,
  LEAF_SIZE,
  NODE_OFFSET,
  NODE_DEPTH,
  INNER_SIZE,
  LAST_NODE,
  USED_FOR_SECURITY,
  PARAMETER_COUNT
};
#define SIGNATURE \
  "data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, " \
  "node_depth=0, inner_size=0, last_node=False, usedforsecurity=True"

typedef struct Parameters {
  uint64_t digest_size, fanout, depth, leaf_size, node_offset, node_depth, inner_size;
  const uint8_t *key, *salt, *person;
  size_t key_size, salt_size, person_size;
  int last_node;
} Parameters;

static bool get_int(Value v, int64_t absent, const char *overflow, int64_t *result) {
  *result = absent;
  return v == EMPTY || int_index_i64(v, result, overflow);
}

// A parameter that is too large for its field raises ValueError unless `overflow` says how it overflows.
static bool get_bounded(Value v, int64_t absent, int64_t low, int64_t high, const char *message, uint64_t *result) {
  int64_t i;
  if (!get_int(v, absent, "Python int too large to convert to C long", &i)) return false;
  if (i < low || i > high) return raise(ValueError, "%s", message), false;
  *result = (uint64_t)i;
  return true;
}

static bool get_unsigned(Value v, uint64_t limit, const char *name, uint64_t *result) {
  *result = 0;
  if (v == EMPTY) return true;
  int64_t i;
  if (!int_index_i64(v, &i, "int too big to convert")) return false;
  if (i < 0) return raise(ValueError, "value must be positive"), false;
  *result = (uint64_t)i;
  if (*result > limit) return raise(OverflowError, "%s is too large", name), false;
  return true;
}

static bool get_bytes(Value v, size_t limit, const char *name, const uint8_t **data, size_t *size) {
  *data = NULL;
  *size = 0;
  if (v == EMPTY) return true;
  if (!bytes_view(v, data, size)) return false;
  if (*size > limit) return raise(ValueError, "maximum %s length is %zu bytes", name, limit), false;
  return true;
}

static bool get_parameters(const HashKind *kind, const Value *bound, Parameters *p) {
  bool wide = kind == &kind_b;
  char message[64];
  snprintf(message, sizeof message, "digest_size must be between 1 and %d bytes", kind->digest_size);
  if (!get_bounded(bound[DIGEST_SIZE], kind->digest_size, 1, kind->digest_size, message, &p->digest_size) ||
      !get_bytes(bound[SALT], wide ? 16 : 8, "salt", &p->salt, &p->salt_size) ||
      !get_bytes(bound[PERSON], wide ? 16 : 8, "person", &p->person, &p->person_size) ||
      !get_bounded(bound[FANOUT], 1, 0, 255, "fanout must be between 0 and 255", &p->fanout) ||
      !get_bounded(bound[DEPTH], 1, 1, 255, "depth must be between 1 and 255", &p->depth) ||
      !get_unsigned(bound[LEAF_SIZE], UINT32_MAX, "leaf_size", &p->leaf_size) ||
      !get_unsigned(bound[NODE_OFFSET], wide ? UINT64_MAX : 0xffffffffffff, "node_offset", &p->node_offset) ||
      !get_bounded(bound[NODE_DEPTH], 0, 0, 255, "node_depth must be between 0 and 255", &p->node_depth))
    return false;
  snprintf(message, sizeof message, "inner_size must be between 0 and is %d", kind->digest_size);
  if (!get_bounded(bound[INNER_SIZE], 0, 0, kind->digest_size, message, &p->inner_size) ||
      !get_bytes(bound[KEY], kind->digest_size, "key", &p->key, &p->key_size))
    return false;
  p->last_node = bound[LAST_NODE] == EMPTY ? 0 : object_truth(bound[LAST_NODE]);
  return p->last_node >= 0;
}

static void copy(uint8_t *to, const uint8_t *from, size_t size) {
  if (size) memcpy(to, from, size);
}

static void start_b(blake2b_state *state, const Parameters *p) {
  blake2b_param parameters = {.digest_length = (uint8_t)p->digest_size,
                              .key_length = (uint8_t)p->key_size,
                              .fanout = (uint8_t)p->fanout,
                              .depth = (uint8_t)p->depth,
                              .leaf_length = (uint32_t)p->leaf_size,
                              .node_offset = p->node_offset,
                              .node_depth = (uint8_t)p->node_depth,
                              .inner_length = (uint8_t)p->inner_size};
  copy(parameters.salt, p->salt, p->salt_size);
  copy(parameters.personal, p->person, p->person_size);
  blake2b_init_param(state, &parameters);
  state->last_node = (uint8_t)p->last_node;
}

static void start_s(blake2s_state *state, const Parameters *p) {
  blake2s_param parameters = {.digest_length = (uint8_t)p->digest_size,
                              .key_length = (uint8_t)p->key_size,
                              .fanout = (uint8_t)p->fanout,
                              .depth = (uint8_t)p->depth,
                              .leaf_length = (uint32_t)p->leaf_size,
                              .node_depth = (uint8_t)p->node_depth,
                              .inner_length = (uint8_t)p->inner_size};
  memcpy(parameters.node_offset, &p->node_offset, sizeof parameters.node_offset); // little-endian
  copy(parameters.salt, p->salt, p->salt_size);
  copy(parameters.personal, p->person, p->person_size);
  blake2s_init_param(state, &parameters);
  state->last_node = (uint8_t)p->last_node;
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature_b = {.name = "blake2b", .signature = SIGNATURE};
  static const NativeDef signature_s = {.name = "blake2s", .signature = SIGNATURE};
  bool wide = type == type_b;
  Value bound[PARAMETER_COUNT];
  Parameters parameters;
  if (!native_bind(wide ? &signature_b : &signature_s, args, count, keyword_names, bound) ||
      !get_parameters(wide ? &kind_b : &kind_s, bound, &parameters))
    return EMPTY;
  HashObject *hash = hash_new(type, wide ? &kind_b : &kind_s);
  if (!hash) return EMPTY;
  hash->size = parameters.digest_size;
  if (wide)
    start_b((blake2b_state *)(void *)hash->state, &parameters);
  else
    start_s((blake2s_state *)(void *)hash->state, &parameters);
  if (parameters.key_size > 0) {
    uint8_t block[BLAKE2B_BLOCKBYTES] = {0};
    memcpy(block, parameters.key, parameters.key_size);
    hash->kind->update(hash->state, block, hash->kind->block_size);
  }
  return hash_update(hash, bound[DATA]) ? from_object(hash) : EMPTY;
}

static bool add_constants(Value module, Type *type, const char *prefix, int salt, int digest) {
  const struct {
    const char *name;
    int value;
  } constants[] = {{"SALT_SIZE", salt}, {"PERSON_SIZE", salt}, {"MAX_KEY_SIZE", digest}, {"MAX_DIGEST_SIZE", digest}};
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
    char name[40];
    snprintf(name, sizeof name, "%s_%s", prefix, constants[i].name);
    Value value = from_small_int(constants[i].value);
    if (!module_add(module, name, value) || !dict_set_c(type->dict, constants[i].name, value)) return false;
  }
  return true;
}

static bool init(Value module) {
  heap_add_root(visit_types);
  return (type_b = hash_type_new(&kind_b, construct)) && (type_s = hash_type_new(&kind_s, construct)) &&
         module_add(module, "blake2b", from_object(type_b)) && module_add(module, "blake2s", from_object(type_s)) &&
         add_constants(module, type_b, "BLAKE2B", 16, 64) && add_constants(module, type_s, "BLAKE2S", 8, 32);
}

static const NativeDef functions[] = {{0}};
const NativeModule module__blake2 = {"_blake2", functions, init, DOC("_blake2b provides BLAKE2b for hashlib\n")};
