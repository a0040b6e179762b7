"""uuid: fields, forms, name-based and random ones."""
import uuid

u = uuid.UUID("{12345678-1234-5678-1234-567812345678}")
print(u, repr(u), u.hex, u.int, u.urn, u.fields, u.bytes, u.version, u.variant, u.time_low, u.bytes_le)
print(uuid.UUID(int=5), uuid.UUID(bytes=b"a" * 16) > u, uuid.UUID(hex="12345678123456781234567812345678") == u, hash(u) == hash(uuid.UUID(str(u))), uuid.UUID(int=0, version=4))
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "http://x"), uuid.uuid4().version, uuid.uuid4() != uuid.uuid4(), uuid.NAMESPACE_OID)
for bad in {"hex": "x"}, {"int": 1 << 128}, {"bytes": b"a"}, {}:
    try:
        uuid.UUID(**bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
