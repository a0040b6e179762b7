# CPython's hashlib on _md5, _sha1, _sha256, _sha512, _sha3 and _blake2.
import _blake2
import _md5
import _sha1
import _sha256
import _sha3
import _sha512

MAKERS = [_md5.md5, _sha1.sha1, _sha256.sha224, _sha256.sha256, _sha512.sha384, _sha512.sha512, _sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512,
          _blake2.blake2b, _blake2.blake2s]
for make in MAKERS:
    h = make()
    print(h.name, h.digest_size, h.block_size, h.hexdigest())
    for size in (0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 135, 136, 143, 144, 145, 1000):
        data = bytes(i * 7 & 255 for i in range(size))
        whole = make(data)
        parts = make(data[:3])
        parts.update(bytearray(data[3:70]))
        copy = parts.copy()
        parts.update(memoryview(data)[70:])
        copy.update(b"x")
        print(" ", size, whole.hexdigest()[:32], whole.digest() == parts.digest(),
              copy.hexdigest()[-8:], len(whole.digest()), whole.digest() == whole.digest())
for make in (_sha3.shake_128, _sha3.shake_256):
    h = make(b"abc")
    print(h.name, h.digest_size, h.block_size, h.hexdigest(0), h.hexdigest(1), h.hexdigest(200), h.digest(400)[-4:].hex())
print(_md5.md5(string=b"abc", usedforsecurity=False).hexdigest(), _sha256.sha256(b"abc", usedforsecurity=True).hexdigest())

print("-- parameters of BLAKE2")
print(_blake2.BLAKE2B_SALT_SIZE, _blake2.BLAKE2S_MAX_KEY_SIZE, _blake2.blake2b.MAX_DIGEST_SIZE, _blake2.blake2s.PERSON_SIZE)
for make in (_blake2.blake2b, _blake2.blake2s):
    print(make(b"x", digest_size=5).hexdigest(), make(b"x", key=b"secret").hexdigest(), make(b"x", salt=b"salt", person=b"me").hexdigest())
    print(make(b"x", fanout=0, depth=255, leaf_size=1000, node_offset=5, node_depth=3, inner_size=7, last_node=True).hexdigest())
    print(make(b"", fanout=2, depth=2, last_node=True).hexdigest(), make(key=b"k" * make.MAX_KEY_SIZE).hexdigest()[:20])
    for keywords in ({"digest_size": 0}, {"digest_size": 65}, {"salt": b"s" * 17}, {"person": b"s" * 17}, {"fanout": 256}, {"fanout": -1}, {"depth": 0}, {"depth": 256},
                     {"leaf_size": 2 ** 32}, {"leaf_size": -1}, {"node_offset": -1}, {"node_depth": 256}, {"inner_size": 65}, {"key": b"k" * 65}, {"key": "k"}, {"nope": 1}):
        try:
            print(make(**keywords).hexdigest())
        except Exception as e:
            print(type(e).__name__, e)

print("-- errors")
for call in (lambda: _md5.md5("x"), lambda: _sha256.sha256(1), lambda: _sha3.sha3_256("x"), lambda: _blake2.blake2b("x"), lambda: _sha1.sha1().update("x"), lambda: _sha1.sha1().update(),
             lambda: _sha1.sha1().update(None), lambda: _sha3.shake_128().digest(-1), lambda: _sha3.shake_128().digest(1 << 29), lambda: _sha3.shake_128().digest(), lambda: _sha1.sha1(b"", b"")):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
