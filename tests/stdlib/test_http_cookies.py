"""http.cookies, mimetypes, netrc, quopri, stat, colorsys, wave."""
import colorsys
import io
import mimetypes
import stat
import tempfile
import wave
from http import HTTPStatus
from http.cookies import SimpleCookie, CookieError

c = SimpleCookie()
c["a"] = "x y"
c["a"]["path"] = "/"
c["a"]["max-age"] = 5
c.load("b=2; c=\"q\\\"r\"")
print(c.output(), c["b"].value, c["c"].value, sorted(c), c["a"].OutputString())
try:
    c["bad key"] = 1
except CookieError as error:
    print(error)
print(HTTPStatus.NOT_FOUND, HTTPStatus(200).phrase, HTTPStatus.OK == 200)
m = mimetypes.MimeTypes()
print(m.guess_type("a.html"), m.guess_type("x.tar.gz"), m.guess_extension("image/png"), m.guess_type("none.zzz"))
print(stat.filemode(0o100644), stat.S_ISDIR(0o40755), stat.S_IMODE(0o100755))
print(colorsys.rgb_to_hsv(0.2, 0.4, 0.6), colorsys.hls_to_rgb(0.5, 0.5, 0.5))
out = io.BytesIO()
with wave.open(out, "wb") as w:
    w.setnchannels(1)
    w.setsampwidth(2)
    w.setframerate(8000)
    w.writeframes(b"\1\0" * 10)
with wave.open(io.BytesIO(out.getvalue())) as w:
    print(w.getparams(), w.readframes(2))
