# open, the methods of files, StringIO, BytesIO, os, os.path, sys: results and messages.
def check(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)

import io, os, sys
directory = "/tmp/martlet-test-%d" % os.getpid()
os.mkdir(directory)
os.chdir(directory)
with open("t", "w") as f:
    f.write("abc\ndéf\r\nx")

def rt():
    with open("a","w") as f:
        n=f.write("héllo\n"); f.writelines(["a\n","b\n","c"]); p=f.tell()
    with open("a") as f: a=f.read()
    with open("a") as f: b=f.readlines()
    with open("a") as f: c=[f.read(2),f.readline(),f.read(1),f.tell(),f.readline(2),f.read(),f.read()]
    with open("a") as f: d=[l for l in f]
    with open("a") as f: f.seek(7); e=f.read()
    with open("a","a") as f: f.write("Z"); q=f.tell()
    with open("a","rb") as f: g=f.read()
    return n,p,a,b,c,d,e,q,g,f.closed
def nl():
    open("n","wb").write(b"a\r\nb\rc\nd")
    r=[]
    for n in (None,"","\n","\r","\r\n"):
        with open("n",newline=n) as f: r.append(f.readlines())
        with open("n",newline=n) as f: r.append(f.read())
        with open("n",newline=n) as f: r.append([f.read(2),f.read(2),f.read(3)])
        with open("m","w",newline=n) as f: f.write("x\ny\n")
        r.append(open("m","rb").read())
    return r
def enc():
    r=[]
    for e in ("utf-8","latin-1","utf-16","utf-32-be","utf-8-sig","ascii"):
        try:
            with open("e","w",encoding=e) as f: f.write("aé\n"); f.write("b\n")
            r.append(open("e","rb").read())
            with open("e",encoding=e) as f: r.append([f.readline(), f.read()])
        except UnicodeError as x: r.append(str(x))
    with open("e","wb") as f: f.write(b"a\xffb\n")
    for h in ("strict","replace","ignore","surrogateescape","backslashreplace"):
        try: r.append(open("e",errors=h).read())
        except UnicodeDecodeError as x: r.append((str(x),x.start,x.end,x.reason,x.encoding,x.object))
    try: open("e","w",encoding="ascii").write("é")
    except UnicodeEncodeError as x: r.append((str(x),x.start,x.end,x.reason,x.encoding,x.object))
    return r
def binr():
    with open("b","wb") as f: n=f.write(bytes(range(256))*100); m=f.write(bytearray(b"xy")); f.write(memoryview(b"z"))
    with open("b","rb") as f:
        a=[f.read(3), f.tell(), f.seek(-3,2), f.read(), f.seek(10), f.read(2), f.seek(2,1), f.read(1), f.readline()[:4], f.peek(2)[:2]]
        b=bytearray(4); c=f.readinto(b)
    return n,m,a,b,c,os.path.getsize("b")
def sio():
    s=io.StringIO("héllo\nworld\n"); r=[s.read(2),s.tell(),s.readline(),s.read(),s.read(),s.seek(1),s.write("EE"),s.getvalue(),s.seek(0,2),s.write("end"),s.getvalue(),s.tell(),s.seek(0),s.readlines(),s.truncate(3),s.getvalue(),s.closed]
    s=io.StringIO(); print("a",1,file=s); print("b",end="",file=s); r.append(s.getvalue()); r.append([x for x in io.StringIO("a\nb")])
    with io.StringIO() as t: t.write("q"); r.append(t.getvalue())
    s=io.StringIO(); s.seek(3); s.write("x"); r.append(s.getvalue()); r.append(s.writable())
    return r
def bio():
    s=io.BytesIO(b"hello\nworld"); r=[s.read(2),s.tell(),s.readline(),s.read(),s.seek(1),s.write(b"EE"),s.getvalue(),s.seek(0,2),s.write(b"end"),s.getvalue(),s.tell(),s.seek(0),s.readlines(),s.truncate(3),s.getvalue(),s.closed, bytes(s.getbuffer())]
    s=io.BytesIO(); s.seek(3); s.write(b"x"); r.append(s.getvalue()); b=bytearray(2); s.seek(0); r.append(s.readinto(b)); return r
def upd():
    open("u","w").write("hello world")
    with open("u","r+") as f: a=f.read(5); f.seek(0); f.write("J"); f.seek(0); b=f.read(); f.seek(0,2); f.write("!"); f.truncate()
    with open("u","w+") as f: f.write("abc"); f.seek(1); c=f.read(); f.seek(0); f.truncate(2)
    with open("u","a+") as f: f.write("Z"); f.seek(0); d=f.read()
    with open("u","rb+") as f: f.read(1); f.write(b"Q"); f.seek(0); e=f.read()
    return a,b,c,d,e
def lines():
    with open("l","w") as f:
        for i in range(5000): f.write("line %d é\n" % i)
    n=0; t=0
    for l in open("l"): n+=1; t+=len(l)
    with open("l") as f: h=f.readlines(100)
    return n,t,len(h),len(open("l").read()),sum(1 for _ in open("l","rb"))
def paths():
    os.makedirs("d1/d2/d3",exist_ok=True); open("d1/a.txt","w").close(); open("d1/d2/b.txt","w").close()
    w=[(a.replace(os.getcwd(),""),sorted(b),sorted(c)) for a,b,c in os.walk("d1")]
    r=[sorted(os.listdir("d1")), w, os.path.isfile("d1/a.txt"), os.path.getsize("d1/a.txt"), os.path.abspath("d1").endswith("/d1"), sorted(e.name for e in os.scandir("d1") if e.is_dir())]
    os.rename("d1/a.txt","d1/c.txt"); os.remove("d1/c.txt"); os.remove("d1/d2/b.txt"); os.removedirs("d1/d2/d3"); r.append(os.path.exists("d1"))
    return r
def envs():
    os.environ["H5X"]="é1"; r=[os.environ["H5X"],os.getenv("H5X"),"H5X" in os.environ, os.system('test "$H5X" = é1')]; del os.environ["H5X"]; r.append(os.environ.get("H5X")); return r
def dirs():
    d=os.getcwd(); os.chdir("/"); e=os.getcwd(); os.chdir(d); return d==directory,e,os.getpid()>1,os.cpu_count()>0
def sysm():
    return sys.platform, sys.byteorder, sys.maxsize, sys.maxunicode, sys.version_info[:2], sys.version_info>=(3,8), sys.version_info.major, sys.getrecursionlimit(), sys.getdefaultencoding(), sys.intern("a") is sys.intern("a"), sys.exc_info(), sys.float_info.max, sys.float_info.epsilon, sys.hash_info.width, sys.argv[1:], "sys" in sys.modules, sys.modules["sys"] is sys, sys.stdout.name, sys.stdin.encoding, isinstance(sys.path,list), sys.flags.optimize, sys.getsizeof(5)>0, sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits

check(lambda: (open("t","q")))
check(lambda: (open("t","rw")))
check(lambda: (open("t","rtb")))
check(lambda: (open("t","rb",encoding="x")))
check(lambda: (open("t","rb",errors="x")))
check(lambda: (open("t","rb",newline="x")))
check(lambda: (open("t",newline="x")))
check(lambda: (open(1.5)))
check(lambda: (open("/tmp")))
check(lambda: (open("nope")))
check(lambda: (open("t","x")))
check(lambda: (open("t")))
check(lambda: (open("t","rb")))
check(lambda: (open("t3","wb+")))
check(lambda: (open("t2","wb")))
check(lambda: (open("t2","w",encoding="latin-1")))
check(lambda: (open("t","")))
check(lambda: (open("t","rU")))
check(lambda: (open("t",encoding="xx")))
check(lambda: (open("t","rr")))
check(lambda: (open("t","r+t")))
check(lambda: (open("t",mode=1)))
check(lambda: (open("t",encoding=1)))
check(lambda: (open("t").write("a")))
check(lambda: (open("t2","w").read()))
check(lambda: (open("t2","w").readline()))
check(lambda: (open("t2","wb").read()))
check(lambda: (open("t","rb").write(b"a")))
check(lambda: (open("t2","w").write(1)))
check(lambda: (open("t2","wb").write("a")))
check(lambda: (open("t2","w").writelines(5)))
check(lambda: (open("t").read("a")))
check(lambda: (open("t").seek(1,1)))
check(lambda: (open("t").seek(-1)))
check(lambda: (open("t","rb").seek(-1)))
check(lambda: (open("t","rb").seek(0,5)))
check(lambda: (open("t").seek(0,2)))
check(lambda: (open("t").fileno()>2))
check(lambda: (open("t").isatty()))
check(lambda: (next(open("t2"))))
check(lambda: (list(open("t2","w"))))
check(lambda: ([(f.close(), f.read()) for f in [open("t")]]))
check(lambda: ([(f.close(), f.write(b"")) for f in [open("t2","wb")]]))
check(lambda: ([(f.close(), iter(f)) for f in [open("t")]]))
check(lambda: ([(f.close(), f.__enter__()) for f in [open("t")]]))
check(lambda: ([(f.close(), f.closed, repr(f)) for f in [open("t")]]))
check(lambda: ([(f.close(), next(f)) for f in [io.StringIO("a")]]))
check(lambda: ([(f.close(), f.read()) for f in [io.BytesIO(b"a")]]))
check(lambda: (io.StringIO(1)))
check(lambda: (io.BytesIO("a")))
check(lambda: (io.StringIO("abc").write(1)))
check(lambda: (io.BytesIO(b"abc").write("a")))
check(lambda: (io.StringIO("abc").seek(-1)))
check(lambda: (io.StringIO("abc").seek(1,1)))
check(lambda: (io.StringIO("abc").seek(0,2)))
check(lambda: (io.BytesIO(b"abc").seek(-1)))
check(lambda: (io.BytesIO(b"abc").seek(-1,2)))
check(lambda: (io.BytesIO(b"abc").seek(0,7)))
check(lambda: (io.StringIO("abc").fileno()))
check(lambda: (io.StringIO("abc").truncate(-1)))
check(lambda: (io.StringIO("abc").read("x")))
check(lambda: (open("t").name,open("t").mode,open("t","rb").mode,open("t","rb+").mode,open("t2","ab").mode))
check(lambda: (open("t").encoding,open("t").errors,open("t").newlines,open("t").line_buffering))
check(lambda: (open("t",encoding="utf8").encoding))
check(lambda: (open("t").buffer))
check(lambda: (open("t").truncate()))
check(lambda: (open("t","r",-1,"ascii").read()))
check(lambda: (open(b"t").name))
check(lambda: (open(99)))
check(lambda: (open(-1)))
check(lambda: (open("t",buffering=0)))
check(lambda: (open("a\0b")))
check(lambda: (io.open is open))
check(lambda: (type(io.StringIO()),type(io.BytesIO())))
check(lambda: (io.DEFAULT_BUFFER_SIZE))
check(lambda: (io.UnsupportedOperation))
check(lambda: (print("a",file=open("t2","wb"))))
check(lambda: (open("t2",closefd=False)))
check(lambda: (rt()))
check(lambda: (nl()))
check(lambda: (enc()))
check(lambda: (binr()))
check(lambda: (sio()))
check(lambda: (bio()))
check(lambda: (upd()))
check(lambda: (lines()))
check(lambda: (paths()))
check(lambda: (envs()))
check(lambda: (dirs()))
check(lambda: (sysm()))
check(lambda: (os.listdir("nope")))
check(lambda: (os.mkdir("/tmp")))
check(lambda: (os.mkdir("/nope/x")))
check(lambda: (os.makedirs("/tmp")))
check(lambda: (os.rmdir("nope")))
check(lambda: (os.remove("nope")))
check(lambda: (os.unlink("nope")))
check(lambda: (os.stat("nope")))
check(lambda: (os.chdir("nope")))
check(lambda: (os.open("nope",0)))
check(lambda: (os.read(99,1)))
check(lambda: (os.environ["NOPE"]))
check(lambda: (os.environ.get("NOPE")))
check(lambda: (os.getenv("NOPE","d")))
check(lambda: (os.environ.__setitem__("A",1)))
check(lambda: (os.fspath(1)))
check(lambda: (os.path.join("a",1)))
check(lambda: (os.path.join(1,"a")))
check(lambda: (os.path.basename(1)))
check(lambda: (os.path.getsize("nope")))
check(lambda: (os.path.normpath("//a/./b/../c/"), os.path.normpath(""), os.path.normpath("a/../.."), os.path.normpath("/../a"), os.path.normpath("///a")))
check(lambda: (os.path.splitext("a.b/c"), os.path.splitext(".bashrc"), os.path.splitext("a.tar.gz"), os.path.splitext("..a"), os.path.splitext("a.")))
check(lambda: (os.path.split("/a/b/"), os.path.split("/"), os.path.split("a"), os.path.split("//a")))
check(lambda: (os.path.commonpath(["/a/b","/a/c"]), os.path.commonprefix(["abc","abd"]), os.path.relpath("/a/b","/a/c"), os.path.relpath("/a/b/c","/a")))
check(lambda: (os.path.expandvars("$HOME/x") == os.environ["HOME"] + "/x", os.path.isabs("/a"), os.path.splitdrive("/a"), os.path.expanduser("~") == os.environ["HOME"]))
check(lambda: (os.system("exit 3")))
check(lambda: (os.stat("/tmp").st_mode, os.path.exists("/tmp"), os.path.isdir("/tmp"), os.path.isfile("/tmp"), os.path.exists("nope")))
check(lambda: (len(os.urandom(5)), os.urandom(-1)))
check(lambda: (os.strerror(2), os.name, os.sep, os.linesep, os.curdir, os.devnull, os.pathsep, os.extsep, os.altsep))
check(lambda: (os.access("/tmp",os.R_OK)))
check(lambda: (os.readlink("/tmp")))
check(lambda: (os.path.join("a","/b","c"), os.path.join("a/","b"), os.path.join("","b"), os.path.join("a","b",""), os.path.dirname("/a/b"),os.path.dirname("/a"),os.path.dirname("a"),os.path.dirname("//a")))
check(lambda: ([os.remove(name) for name in os.listdir(".")] and os.chdir("/")))
check(lambda: (os.rmdir(directory)))
