"""html and html.parser."""
import html
from html.parser import HTMLParser

print(html.escape("<a href='x'>&\"</a>"), html.escape("'\"", quote=False), html.unescape("&lt;&amp;&eacute;&#8364;&#x41;&notit;&unknown; &nbsp;|&copy"))


class Shower(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print("start", tag, attrs, self.getpos())

    def handle_endtag(self, tag):
        print("end", tag)

    def handle_startendtag(self, tag, attrs):
        print("empty", tag, attrs)

    def handle_data(self, data):
        print("data", repr(data))

    def handle_comment(self, data):
        print("comment", data)

    def handle_decl(self, decl):
        print("decl", decl)

    def handle_entityref(self, name):
        print("entity", name)

    def handle_charref(self, name):
        print("char", name)


parser = Shower()
parser.feed("<!DOCTYPE html><p class=a id='b c' checked>Hi &amp; <br/>there<!-- c -->\n<script>if (a<b) {}</script></p>")
parser.close()
raw = Shower(convert_charrefs=False)
raw.feed("x &lt; &#62; <b")
raw.feed(">y</b>")
