# A side trace that arrives back at the loop header with everything that the loop's body needs in its registers jumps to
# the body: nothing is boxed and nothing is checked again.
#
# run:
# expect: run.side_traces >= 1
# expect: run.links_to_body >= 1
# expect: run.sides[0].links_to_body
# expect: run.sides[0].parent == run.sides[0].link
# expect: run.sides[0].count("BOX_") == 0


def alternate(n):
    a = 0
    for i in range(n):
        if i & 1:
            a += i
        else:
            a -= 3
    return a


print(alternate(30000))
