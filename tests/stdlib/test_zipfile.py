"""zipfile: archives written, read and refused."""
import io
import os
import tempfile
import zipfile

buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w") as archive:
    archive.writestr("plain.txt", "stored text")
    archive.writestr(zipfile.ZipInfo("dated.txt", (2020, 2, 3, 4, 5, 6)), b"bytes", zipfile.ZIP_DEFLATED)
    archive.writestr("folder/deflated.txt", "ab" * 5000, zipfile.ZIP_DEFLATED, 9)
    with archive.open("streamed", "w") as file:
        file.write(b"one ")
        file.write(b"two")
    archive.comment = b"a comment"
data = buffer.getvalue()
print(zipfile.is_zipfile(io.BytesIO(data)), zipfile.is_zipfile(io.BytesIO(b"no archive")))
with zipfile.ZipFile(io.BytesIO(data)) as archive:
    print(archive.namelist(), archive.comment, archive.testzip())
    for info in archive.infolist():
        print(info.filename, info.file_size, info.compress_type, hex(info.CRC), info.is_dir(), info.compress_size < 100)
    print(archive.read("plain.txt"), archive.getinfo("dated.txt").date_time, len(archive.read("folder/deflated.txt")))
    with archive.open("streamed") as file:
        print(file.read(2), file.seekable(), file.seek(4), file.read(), file.readable())
    with io.TextIOWrapper(archive.open("plain.txt")) as file:
        print(list(file))
    path = zipfile.Path(archive)
    print(sorted(p.name for p in path.iterdir()), (path / "folder" / "deflated.txt").read_text()[:4], (path / "none").exists())
    for action in (lambda: archive.read("none"), lambda: archive.writestr("x", "y"), lambda: archive.open("plain.txt", "x")):
        try:
            action()
        except Exception as e:
            print(type(e).__name__, e)
with zipfile.ZipFile(io.BytesIO(data)) as archive, tempfile.TemporaryDirectory() as folder:
    archive.extractall(folder)
    print(sorted(os.listdir(folder)), os.path.getsize(os.path.join(folder, "folder", "deflated.txt")))
    name = os.path.join(folder, "made.zip")
    with zipfile.ZipFile(name, "x", zipfile.ZIP_DEFLATED) as made:
        made.write(os.path.join(folder, "plain.txt"), "renamed.txt")
    with zipfile.ZipFile(name, "a") as made:
        made.writestr("added", "more")
    with zipfile.ZipFile(name) as made:
        print(made.namelist(), made.read("renamed.txt"), made.read("added"))
for broken in data[:-30], data[:10], b"", data.replace(b"stored text", b"forged text"):
    try:
        with zipfile.ZipFile(io.BytesIO(broken)) as archive:
            print(archive.testzip(), archive.read("plain.txt"))
    except zipfile.BadZipFile as e:
        print("BadZipFile", e)
