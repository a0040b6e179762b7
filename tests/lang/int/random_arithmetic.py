# All operations on random ints of all sizes, their results folded into a hash that is printed now and then.
seed=12345
def rnd():
    global seed
    seed=(seed*6364136223846793005+1442695040888963407)&((1<<64)-1)
    return seed>>33
def big(bits):
    n=0
    k=rnd()%bits+1
    while k>0:
        n = (n << 31) | rnd()
        k -= 31
    return n if rnd()&1 else -n
h=0
def add(*a):
    global h
    for x in a:
        if isinstance(x,int): h=(h*1000003+hash(x)) & 0xffffffffffffffff
        else:
            for c in repr(x): h=(h*1000003+ord(c)) & 0xffffffffffffffff
def num():
    r=rnd()%6
    if r==0: return big(6)
    if r==1: return big(64)
    if r==2: return big(200)
    if r==3: return (1<<(rnd()%130))-(rnd()%3)
    if r==4: return -(1<<(rnd()%130))+(rnd()%3)
    return big(2000)
def attempt(f):
    try: return f()
    except Exception as e: return type(e).__name__+str(e)
for i in range(300):
    a = num()
    b = num()
    add(i,a+b,a-b,a*b,a&b,a|b,a^b,~a,-a,abs(a))
    add(attempt(lambda:a//b),attempt(lambda:a%b),attempt(lambda:divmod(a,b)))
    add(attempt(lambda:(a/b).hex()))
    s=rnd()%200
    add(a<<s,a>>s,a<b,a<=b,a==b,a!=b,a>b,a>=b,hash(a))
    add(str(a),hex(a),oct(a),bin(a),attempt(lambda:repr(float(a))))
    add(int(str(a)),int(hex(a),16),int(oct(a),0),int(bin(a),2))
    add(a.bit_length(),a.bit_count() if a else 0)
    n=(a.bit_length()+8)//8
    add(a.to_bytes(n,'big',signed=True),int.from_bytes(a.to_bytes(n,'little',signed=True),byteorder='little',signed=True)==a)
    f=(a%(1<<60))/(1<<(rnd()%60))
    add(a<f,a==f,a>f,f<a,f!=a,a>=f)
    add(round(a,-(rnd()%8)))
    if i % 50 == 0:
        print(i, h)
    add(attempt(lambda:pow(a,rnd()%20)), attempt(lambda:pow(a,abs(b)%1000,s-100)), attempt(lambda:pow(a,-3,s+1)))
print(h)
