"""email: messages, MIME parts, parsing, headers, policies."""
import email
import email.policy
from email.header import Header, decode_header
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr, parseaddr, getaddresses, parsedate_to_datetime, quote

m = MIMEMultipart(boundary="BOUND")
m["Subject"] = "Hello"
m["From"] = "a@b.c"
m.attach(MIMEText("plain text", "plain", "us-ascii"))
m.attach(MIMEText("<p>é</p>", "html", "utf-8"))
print(m.as_string())
parsed = email.message_from_string(m.as_string())
print(parsed.is_multipart(), [part.get_content_type() for part in parsed.walk()], parsed["subject"], parsed.get_payload(1).get_payload(decode=True), parsed.get_boundary(), parsed.keys())
e = EmailMessage()
e["To"] = "Jane <jane@x.org>, bob@y.org"
e["Subject"] = "Grüße"
e.set_content("body\n")
e.add_attachment(b"data", maintype="application", subtype="octet-stream", filename="f.bin")
print(e["to"].addresses, e["subject"], e.get_body().get_content(), [a.get_filename() for a in e.iter_attachments()], e.get_content_type())
print(str(Header("é", "utf-8")), decode_header("=?utf-8?q?=C3=A9?= x"), formataddr(("A B", "a@b")), parseaddr("N <n@m>"), getaddresses(["a@b, C <c@d>"]), parsedate_to_datetime("Mon, 20 Nov 1995 19:12:08 -0500"), quote('a"b'))
raw = email.message_from_bytes(b"Subject: =?latin-1?q?caf=E9?=\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=3Db\r\n", policy=email.policy.default)
print(raw["subject"], raw.get_content(), raw.defects, raw.get_content_charset())
