// Hash objects: what the modules _md5, _sha1, _sha256, _sha512, _sha3 and _blake2 share. Each algorithm is a HashKind;
// an object holds its state inline, so that copying is copying memory. Digests are made from a copy of the state.
#ifndef MARTLET_HASH_H
#define MARTLET_HASH_H

#include "core/object/function.h"
#include "core/object/module.h"

#define HASH_DIGEST_MAX 64
#define HASH_STATE_MAX 512

typedef struct HashKind {
  const char *module, *name;
  uint16_t digest_size, block_size, state_size;
  uint16_t variable; // digest() takes the length (SHAKE)
  void (*start)(const struct HashKind *kind, void *state);
  void (*update)(void *state, const uint8_t *data, size_t size);
  void (*finish)(const struct HashKind *kind, void *state, uint8_t *digest, size_t size);
} HashKind;

typedef struct HashObject {
  Object header; // HEAP_LEAF
  const HashKind *kind;
  uint64_t size;    // of the digest
  uint64_t state[]; // kind->state_size bytes
} HashObject;

// Makes the type of a kind, with all methods. construct NULL: objects are made by a function. NULL: raised.
Type *hash_type_new(const HashKind *kind, Value (*construct)(Type *, Value *, size_t, Value));
// A started object of the kind's type. NULL: MemoryError.
HashObject *hash_new(Type *type, const HashKind *kind);
// Hashes data (EMPTY: none). False: TypeError "Strings must be encoded before hashing", …
bool hash_update(HashObject *hash, Value data);

#endif
