"""urllib.parse: splitting, joining, quoting, queries."""
from urllib.parse import *

u = urlparse("https://user:pw@host.example:8080/path;par?q=1&r=a%20b#frag")
print(u, u.username, u.password, u.hostname, u.port, u.geturl(), urlsplit("//h/p?x").netloc, urlunsplit(("s", "h", "/p", "q", "f")))
for part in "g", "../g", "/g", "?y", "#s", "//x/y", "http:g", "./../g/.", "":
    print(part, urljoin("http://a/b/c/d;p?q", part))
print(quote("a b/ü?&"), quote("a/b", safe=""), quote_plus("a b&c"), unquote("a%20%C3%BC%2"), unquote_plus("a+b"), unquote_to_bytes("%ff"), quote_from_bytes(b"\xff"))
print(urlencode({"a": 1, "b": "x y", "c": [1, 2]}), urlencode([("a", [1, 2])], doseq=True), parse_qs("a=1&a=2&b=&c", keep_blank_values=True), parse_qsl("x=1;y=2&z=%41"))
print(urldefrag("http://x/y#z"), urlsplit("http://[::1]:80/").hostname, urlparse(b"http://b/c").path, u._replace(path="/q").geturl())
for bad in "http://[x", "http://h:99999/":
    try:
        urlsplit(bad).port
    except ValueError as error:
        print(error)
