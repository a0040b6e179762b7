# Random floats: text in all forms, rounding, division, parts.
import math
seed=99
def rnd():
    global seed
    seed=(seed*6364136223846793005+1442695040888963407)&((1<<64)-1)
    return seed>>32
def dbl():
    k=rnd()%8
    if k==0: return rnd()/7.0
    if k==1: return math.ldexp((rnd()<<21)+(rnd()>>11), rnd()%2000-1060)
    if k==2: return float(rnd()%1000)/100
    if k==3: return math.ldexp(1.0, rnd()%2098-1074)
    if k==4: return -math.ldexp(rnd(), -40)
    if k==5: return float(rnd()*rnd())
    if k==6: return rnd()%100000/10.0**(rnd()%12)
    return (rnd()-2**31)/1e3
specs=['.3f','e','.10g','g','%','.0f',',.2f','020.4f','+.1e','#.0g','.17g','>30','_','.5','.12','.1','n','E','G','z.1f','015,.3f']
def attempt(f):
    try: return f()
    except Exception as e: return type(e).__name__+':'+str(e)
for i in range(40):
    a = dbl()
    b = dbl()
    print(repr(a),repr(b),a.hex(),hash(a), format(a,specs[i%len(specs)]))
    print(attempt(lambda:a//b),attempt(lambda:a%b),attempt(lambda:divmod(a,b)),float(repr(a))==a,float.fromhex(a.hex())==a)
    print(attempt(lambda:round(a,rnd()%20-5)),attempt(lambda:round(a,2)),attempt(lambda:round(a)),attempt(lambda:int(a)) , math.floor(a),math.ceil(a))
    print(a.as_integer_ratio(), a<int(a),a==int(a),attempt(lambda:(int(a)*3+1)>a*3), '%.3f %g %e %r' % (a,a,a,a))
    print(math.frexp(a),math.modf(a),math.ulp(a),math.nextafter(a,b),math.copysign(a,b),attempt(lambda:math.fmod(a,b)),attempt(lambda:math.remainder(a,b)))
    print(math.hypot(a/4,b/4),math.hypot(a/8,b/8,a/16-b/16),math.dist((a/4,b/4),(b/4,a/4)),attempt(lambda:math.fsum([a,b,-a,1e-3,b/3])))
