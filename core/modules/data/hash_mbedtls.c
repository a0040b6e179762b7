// The modules _md5, _sha1, _sha256 and _sha512, on mbedTLS.
#include <mbedtls/md5.h>
#include <mbedtls/sha1.h>
#include <mbedtls/sha256.h>
#include <mbedtls/sha512.h>

#include "core/modules/data/hash.h"

// --- the algorithms. None of mbedTLS' functions fails in software.

static void md5_start(const HashKind *kind, void *state) {
  (void)kind;
  mbedtls_md5_init(state);
  mbedtls_md5_starts_ret(state);
}
static void md5_update(void *state, const uint8_t *data, size_t size) { mbedtls_md5_update_ret(state, data, size); }
static void md5_finish(const HashKind *kind, void *state, uint8_t *digest, size_t size) {
  (void)kind;
  (void)size;
  mbedtls_md5_finish_ret(state, digest);
}

static void sha1_start(const HashKind *kind, void *state) {
  (void)kind;
  mbedtls_sha1_init(state);
  mbedtls_sha1_starts_ret(state);
}
static void sha1_update(void *state, const uint8_t *data, size_t size) { mbedtls_sha1_update_ret(state, data, size); }
static void sha1_finish(const HashKind *kind, void *state, uint8_t *digest, size_t size) {
  (void)kind;
  (void)size;
  mbedtls_sha1_finish_ret(state, digest);
}

// mbedTLS writes the whole digest of the longer variant.
static void sha256_start(const HashKind *kind, void *state) {
  mbedtls_sha256_init(state);
  mbedtls_sha256_starts_ret(state, kind->digest_size == 28);
}
static void sha256_update(void *state, const uint8_t *data, size_t size) {
  mbedtls_sha256_update_ret(state, data, size);
}
static void sha256_finish(const HashKind *kind, void *state, uint8_t *digest, size_t size) {
  (void)kind;
  uint8_t whole[32];
  mbedtls_sha256_finish_ret(state, whole);
  memcpy(digest, whole, size);
}

static void sha512_start(const HashKind *kind, void *state) {
  mbedtls_sha512_init(state);
  mbedtls_sha512_starts_ret(state, kind->digest_size == 48);
}
static void sha512_update(void *state, const uint8_t *data, size_t size) {
  mbedtls_sha512_update_ret(state, data, size);
}
static void sha512_finish(const HashKind *kind, void *state, uint8_t *digest, size_t size) {
  (void)kind;
  uint8_t whole[64];
  mbedtls_sha512_finish_ret(state, whole);
  memcpy(digest, whole, size);
}

// --- the modules. name, family, digest bytes, block bytes, module, name of the type
#define HASHES(X) \
  X(md5, md5, 16, 64, "_md5", "MD5Type") \
  X(sha1, sha1, 20, 64, "_sha1", "SHA1Type") \
  X(sha224, sha256, 28, 64, "_sha256", "SHA224Type") \
  X(sha256, sha256, 32, 64, "_sha256", "SHA256Type") \
  X(sha384, sha512, 48, 128, "_sha512", "SHA384Type") \
  X(sha512, sha512, 64, 128, "_sha512", "SHA512Type")

#define X(name, family, digest, block, module, type_name) \
  static const HashKind kind_##name = { \
      module, #name,          digest,          block,          sizeof(mbedtls_##family##_context), \
      false,  family##_start, family##_update, family##_finish}; \
  static Type *type_##name; \
  static void visit_##name(void) { heap_visit(from_object(type_##name)); } \
  static Value name##_new(Value *args, size_t count) { \
    (void)count; \
    HashObject *hash = hash_new(type_##name, &kind_##name); \
    return hash && hash_update(hash, args[0]) ? from_object(hash) : EMPTY; \
  } \
  static bool init_##name(Value module_object) { \
    if (!(type_##name = hash_type_new(&kind_##name, NULL))) return false; \
    heap_add_root(visit_##name); \
    return module_add(module_object, type_name, from_object(type_##name)); \
  }
HASHES(X)
#undef X

#define FUNCTION(hash) \
  {.name = #hash, .signature = "string=b'', *, usedforsecurity=True", .fn = hash##_new, .effects = EFFECT_ANY}

static const NativeDef md5_functions[] = {FUNCTION(md5), {0}};
static const NativeDef sha1_functions[] = {FUNCTION(sha1), {0}};
static const NativeDef sha256_functions[] = {FUNCTION(sha224), FUNCTION(sha256), {0}};
static const NativeDef sha512_functions[] = {FUNCTION(sha384), FUNCTION(sha512), {0}};
static bool init_both_256(Value module) { return init_sha224(module) && init_sha256(module); }
static bool init_both_512(Value module) { return init_sha384(module) && init_sha512(module); }

const NativeModule module__md5 = {"_md5", md5_functions, init_md5, NULL};
const NativeModule module__sha1 = {"_sha1", sha1_functions, init_sha1, NULL};
const NativeModule module__sha256 = {"_sha256", sha256_functions, init_both_256, NULL};
const NativeModule module__sha512 = {"_sha512", sha512_functions, init_both_512, NULL};
