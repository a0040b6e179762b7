// The module _sha3: SHA-3 and SHAKE (FIPS 202) on Keccak-f[1600].
#include "core/modules/data/hash.h"
#include "core/object/type.h"

typedef struct Keccak {
  uint64_t lanes[25];
  uint32_t rate;     // bytes
  uint32_t position; // bytes absorbed of the present block
  uint8_t suffix;
} Keccak;

static uint64_t rotate(uint64_t x, unsigned n) { return n ? x << n | x >> (64 - n) : x; }

static void permute(uint64_t a[25]) {
  static const uint64_t constants[24] = {
      0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
      0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
      0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
      0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
      0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};
  static const uint8_t offsets[25] = {0,  1,  62, 28, 27, 36, 44, 6,  55, 20, 3,  10, 43,
                                      25, 39, 41, 45, 15, 21, 8,  18, 2,  61, 56, 14};
  for (int round = 0; round < 24; round++) {
    uint64_t b[25], column[5];
    for (int x = 0; x < 5; x++) column[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
#pragma clang loop unroll(full)
    for (int i = 0; i < 25; i++) {
      int x = i % 5, y = i / 5;
      uint64_t lane = a[i] ^ column[(x + 4) % 5] ^ rotate(column[(x + 1) % 5], 1);
      b[y + 5 * ((2 * x + 3 * y) % 5)] = rotate(lane, offsets[i]);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < 25; i++) a[i] = b[i] ^ (~b[i / 5 * 5 + (i + 1) % 5] & b[i / 5 * 5 + (i + 2) % 5]);
    a[0] ^= constants[round];
  }
}

// Lanes are little-endian, as both ports are.
static void keccak_update(void *state, const uint8_t *data, size_t size) {
  Keccak *keccak = state;
  uint8_t *bytes = (uint8_t *)keccak->lanes;
  while (size > 0) {
    if (keccak->position == 0 && size >= keccak->rate) {
      for (uint32_t i = 0; i < keccak->rate / 8; i++) {
        uint64_t lane;
        memcpy(&lane, data + 8 * (size_t)i, 8);
        keccak->lanes[i] ^= lane;
      }
      data += keccak->rate;
      size -= keccak->rate;
      permute(keccak->lanes);
      continue;
    }
    bytes[keccak->position++] ^= *data++;
    size--;
    if (keccak->position < keccak->rate) continue;
    permute(keccak->lanes);
    keccak->position = 0;
  }
}

static void keccak_start(const HashKind *kind, void *state) {
  Keccak *keccak = state;
  *keccak = (Keccak){.rate = kind->block_size, .suffix = kind->variable ? 0x1f : 0x06};
}

static void keccak_finish(const HashKind *kind, void *state, uint8_t *digest, size_t size) {
  (void)kind;
  Keccak *keccak = state;
  uint8_t *bytes = (uint8_t *)keccak->lanes;
  bytes[keccak->position] ^= keccak->suffix;
  bytes[keccak->rate - 1] ^= 0x80;
  for (size_t done = 0; done < size || done == 0; done += keccak->rate) {
    permute(keccak->lanes);
    memcpy(digest + done, bytes, size - done < keccak->rate ? size - done : keccak->rate);
  }
}

#define KINDS(X) \
  X(sha3_224, 28, 144, false) \
  X(sha3_256, 32, 136, false) \
  X(sha3_384, 48, 104, false) X(sha3_512, 64, 72, false) X(shake_128, 0, 168, true) X(shake_256, 0, 136, true)

enum {
#define X(name, digest, rate, variable) KIND_##name,
  KINDS(X)
#undef X
      KIND_COUNT
};
static const HashKind kinds[] = {
#define X(name, digest, rate, variable) \
  {"_sha3", #name, digest, rate, sizeof(Keccak), variable, keccak_start, keccak_update, keccak_finish},
    KINDS(X)
#undef X
};
static Type *types[KIND_COUNT];

static void visit_types(void) {
  for (int i = 0; i < KIND_COUNT; i++)
    if (types[i]) heap_visit(from_object(types[i]));
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  NativeDef signature = {.signature = "data=b'', /, *, usedforsecurity=True"};
  int i = 0;
  while (types[i] != type) i++;
  signature.name = kinds[i].name;
  // The parsed signature is kept by address of its definition.
  static NativeDef signatures[KIND_COUNT];
  if (!signatures[i].name) signatures[i] = signature;
  Value bound[2];
  if (!native_bind(&signatures[i], args, count, keyword_names, bound)) return EMPTY;
  HashObject *hash = hash_new(type, &kinds[i]);
  return hash && hash_update(hash, bound[0]) ? from_object(hash) : EMPTY;
}

static bool init(Value module) {
  heap_add_root(visit_types);
  for (int i = 0; i < KIND_COUNT; i++)
    if (!(types[i] = hash_type_new(&kinds[i], construct)) || !module_add(module, kinds[i].name, from_object(types[i])))
      return false;
  return true;
}

static const NativeDef functions[] = {{0}};
const NativeModule module__sha3 = {"_sha3", functions, init, NULL};
