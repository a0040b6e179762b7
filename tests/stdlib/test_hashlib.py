# CPython's hashlib and hmac on our hash modules.
import hashlib
import hmac

for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name, b"message")
    length = (20,) if name.startswith("shake") else ()
    print(name, h.name, h.block_size, h.digest_size, h.hexdigest(*length))
    direct = getattr(hashlib, name)(b"mess")
    direct.update(b"age")
    print("  ", direct.hexdigest(*length) == h.hexdigest(*length), direct.copy().digest(*length) == h.digest(*length))
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"):
    print(name, hmac.new(b"key", b"message", name).hexdigest(), hmac.new(b"k" * 200, b"message", getattr(hashlib, name)).hexdigest()[:16])
mac = hmac.new(b"key", digestmod="sha256")
mac.update(b"mess")
other = mac.copy()
mac.update(b"age")
print(mac.name, mac.digest_size, mac.block_size, mac.hexdigest() == hmac.new(b"key", b"message", "sha256").hexdigest(), other.hexdigest() == mac.hexdigest())
print(hmac.compare_digest(mac.digest(), hmac.digest(b"key", b"message", "sha256")), hmac.compare_digest("a", "b"))
for call in (lambda: hashlib.new("nope"), lambda: hmac.new(b"key"), lambda: hmac.new("key", b"", "md5"), lambda: hashlib.md5("x")):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__)
