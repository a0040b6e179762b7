"""gzip, zipfile, tarfile."""
import gzip
import io
import os
import tarfile
import tempfile
import zipfile

data = b"some text, " * 1000
packed = gzip.compress(data, mtime=0)
print(len(packed) < 100, gzip.decompress(packed) == data, gzip.decompress(packed + gzip.compress(b"!")) == data + b"!")
with gzip.open(io.BytesIO(packed), "rt") as file:
    print(file.readline()[:22], file.seek(0), file.read(9))
try:
    gzip.decompress(b"not gzip")
except OSError as error:
    print(error)
store = io.BytesIO()
with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("a.txt", "hello")
    z.writestr("d/b.bin", data)
    with z.open("c", "w") as file:
        file.write(b"streamed")
with zipfile.ZipFile(store) as z:
    print(z.namelist(), z.read("a.txt"), z.getinfo("d/b.bin").file_size, z.testzip(), z.open("c").read(4), zipfile.is_zipfile(store))
    try:
        z.read("none")
    except KeyError as error:
        print(error)
with tempfile.TemporaryDirectory() as root:
    os.makedirs(f"{root}/t/sub")
    with open(f"{root}/t/x", "wb") as file:
        file.write(b"x" * 1000)
    for mode in "w", "w:gz":
        with tarfile.open(f"{root}/a.tar", mode) as tar:
            tar.add(f"{root}/t", "t")
            info = tarfile.TarInfo("made")
            info.size = 3
            tar.addfile(info, io.BytesIO(b"abc"))
        with tarfile.open(f"{root}/a.tar") as tar:
            print(sorted(tar.getnames()), tar.extractfile("made").read(), tar.getmember("t/x").size, tar.getmember("t").isdir())
            tar.extractall(f"{root}/out", filter="data") if hasattr(tarfile, "data_filter") else tar.extractall(f"{root}/out")
        print(sorted(os.listdir(f"{root}/out/t")))
