# binascii: every function, with messages.
import binascii


def attempt(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


DATA = [b"", b"a", b"ab", b"abc", b"\x00\xff\x80", bytes(range(256)), b"hello world\n", b"x" * 45, b"x" * 46]
for data in DATA:
    for function in (binascii.hexlify, binascii.b2a_base64, binascii.b2a_uu, binascii.b2a_qp, binascii.crc32):
        print(function.__name__, attempt(function, data))
    print(attempt(binascii.crc_hqx, data, 0), attempt(binascii.crc_hqx, data, 0x1234), binascii.crc32(data, 0xffffffff), binascii.crc32(data, -1), binascii.crc32(data, 1 << 40))
    print(binascii.a2b_base64(binascii.b2a_base64(data)) == data, binascii.unhexlify(binascii.hexlify(data)) == data, binascii.a2b_qp(binascii.b2a_qp(data, istext=False)) == data)
    print(attempt(binascii.b2a_uu, data, backtick=True), binascii.b2a_base64(data, newline=False))
    if len(data) <= 45:
        print(binascii.a2b_uu(binascii.b2a_uu(data)) == data, binascii.a2b_uu(binascii.b2a_uu(data, backtick=True)) == data)
print(binascii.hexlify(b"abcdef", "-"), binascii.hexlify(b"abcdef", b":", 2), binascii.b2a_hex(data=b"abcdef", sep="_", bytes_per_sep=-4), attempt(binascii.hexlify, b"ab", "--"))
for text in ["", "61", "6A6b", "6", "6g", "zz", "é1", b"61 62", bytearray(b"6162"), 5, None, memoryview(b"ff")]:
    print(repr(text)[:30] if not isinstance(text, memoryview) else "view", attempt(binascii.unhexlify, text))
for text in ["", "YQ==", "YQ=", "YQ", "Y", "YWI=", "YWJj", "YWJj\n", "Y W J j", "YWJj=", "=YQ==", "YQ==YQ==", "YQ=Q=", "YQ==x", "A===", "AB===", "ABC=D", "YWJjZ", "YWJjZA", "!!!!", "é",
             "\xff" and "YW\x00Jj", "====", "Y=Q=", "YWJj====", b"YWJj"]:
    print(ascii(text), attempt(binascii.a2b_base64, text), attempt(binascii.a2b_base64, text, strict_mode=True))
for text in [b"", b"#86)C", b"#86)C\n", b"#86)C    \n", b"#86)Cx", b"#86", b"!80\n", b"!8\x7f\n", b" \n", b"`\n", b"M", "#86)C"]:
    print(text, attempt(binascii.a2b_uu, text))
for text in [b"", b"a=20b", b"a=\nb", b"a=\r\nb", b"a=", b"a=zz", b"a==b", b"a=4", b"a=4\n", b"a_b", b"=e9=E9", b"a \n", b"=\r", b"=3D=3d", "a=20"]:
    print(text, attempt(binascii.a2b_qp, text), attempt(binascii.a2b_qp, text, header=True))
for data in [b"a b\tc", b"line \nnext\t\nend ", b"a\r\nb \r\n", b"=", b"\x01\x7f\xff", b"." , b".\n.", b"..", b"a_b c", b"x" * 80, b"x" * 75 + b"\n", b"x" * 76, b"=" * 30, b"a\rb", b" ", b"\t", b"x" * 74 + b"  \n", b"\n\n"]:
    for flags in ({}, {"quotetabs": True}, {"istext": False}, {"header": True}, {"quotetabs": True, "header": True, "istext": False}):
        print(data[:12], flags, binascii.b2a_qp(data, **flags))
for call in (lambda: binascii.hexlify("a"), lambda: binascii.b2a_base64("a"), lambda: binascii.crc32("a"), lambda: binascii.b2a_uu("a"), lambda: binascii.b2a_qp("a"), lambda: binascii.crc32(b"", "x"),
             lambda: binascii.a2b_base64(1), lambda: binascii.crc_hqx(b""), lambda: binascii.hexlify()):
    print(attempt(call))
print(binascii.Error.__mro__, binascii.Incomplete.__mro__, binascii.Error.__module__)
