"""base64, binascii's users, quopri, hmac, secrets, hashlib."""
import base64
import hashlib
import hmac
import quopri
import secrets

for encode, decode in (base64.b64encode, base64.b64decode), (base64.urlsafe_b64encode, base64.urlsafe_b64decode), (base64.b32encode, base64.b32decode), (base64.b16encode, base64.b16decode), (base64.a85encode, base64.a85decode), (base64.b85encode, base64.b85decode):
    data = bytes(range(0, 250, 7))
    print(encode(data), decode(encode(data)) == data, encode(b""))
print(base64.b64decode("YQ=="), base64.encodebytes(b"x" * 60), base64.b64encode(b"\xff\xfe", b"-_"), base64.b32hexencode(b"abc"))
for bad in lambda: base64.b64decode("YQ"), lambda: base64.b64decode("Y!Q=", validate=True), lambda: base64.b32decode("1"), lambda: base64.b16decode("g0"):
    try:
        bad()
    except ValueError as error:
        print(type(error).__name__, error)
print(quopri.encodestring(b"a=b\xff \n"), quopri.decodestring(b"a=3Db=FF"))
print(hmac.new(b"k", b"msg", "sha256").hexdigest(), hmac.digest(b"k", b"m", "md5").hex(), hmac.compare_digest("a", "a"), hashlib.sha1(b"x").hexdigest())
print(len(secrets.token_bytes(8)), len(secrets.token_hex(4)), 0 <= secrets.randbelow(5) < 5, secrets.choice([1]) == 1, secrets.compare_digest(b"a", b"b"))
