"""tarfile: archives written and read, plain and compressed."""
import io
import os
import tarfile
import tempfile


def member(name, data=b"", **fields):
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for field, value in fields.items():
        setattr(info, field, value)
    return info, io.BytesIO(data)


for mode in "w", "w:gz":
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        archive.addfile(*member("plain.txt", b"some text", mtime=1234567890, mode=0o640, uname="me"))
        archive.addfile(*member("folder", type=tarfile.DIRTYPE, mode=0o755))
        archive.addfile(*member("folder/" + "long" * 40, b"x" * 1000))
        archive.addfile(*member("link", type=tarfile.SYMTYPE, linkname="plain.txt"))
        archive.addfile(*member("ünïcode", b"u"))
    data = buffer.getvalue()
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        print([name[:20] for name in archive.getnames()])
        for info in archive:
            print(info.name[:12], info.size, oct(info.mode), info.mtime, info.isfile(), info.isdir(), info.issym(), info.linkname)
        print(archive.extractfile("plain.txt").read(), archive.extractfile("link").read(), archive.extractfile("folder"))
        print(archive.getmember("plain.txt").uname, archive.getmember("ünïcode").get_info()["name"])
        try:
            archive.getmember("none")
        except KeyError as e:
            print(e)
with tempfile.TemporaryDirectory() as folder:
    source = os.path.join(folder, "source")
    os.mkdir(source)
    for name in "a.txt", "b.txt":
        with open(os.path.join(source, name), "w") as file:
            file.write(name * 3)
    path = os.path.join(folder, "made.tar.gz")
    with tarfile.open(path, "w:gz") as archive:
        archive.add(source, "top", filter=lambda info: None if info.name.endswith("b.txt") else info)
    print(tarfile.is_tarfile(path), tarfile.is_tarfile(os.path.join(source, "a.txt")))
    with tarfile.open(path) as archive:
        print(archive.getnames())
        archive.extractall(os.path.join(folder, "target"))
    with open(os.path.join(folder, "target", "top", "a.txt")) as file:
        print(file.read())
for broken in b"", b"x" * 600:
    try:
        tarfile.open(fileobj=io.BytesIO(broken))
    except tarfile.ReadError as e:
        print("ReadError", str(e).split("\n")[0][:40])
