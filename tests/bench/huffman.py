"""Huffman codes: a heap in Python, a tree of tuples, bits as strings and as numbers."""
from measured import repeat


def push(heap, item):
    heap.append(item)
    at = len(heap) - 1
    while at > 0:
        parent = (at - 1) // 2
        if heap[parent] <= item:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = item


def pop(heap):
    last = heap.pop()
    if not heap:
        return last
    top = heap[0]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= len(heap):
            break
        if child + 1 < len(heap) and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= last:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = last
    return top


def make_text(size):
    seed = 21
    out = []
    for _ in range(size):
        seed = (seed * 1103515245 + 12345) % 2147483648
        a = seed // 65536 % 64
        b = seed // 1024 % 64
        out.append(chr(48 + min(a, b)))
    return "".join(out)


def make_codes(text):
    """Character to string of bits. Ties are broken by the order in which nodes were made."""
    counts = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    heap = []
    nodes = []
    for c in sorted(counts):
        push(heap, (counts[c], len(nodes)))
        nodes.append(c)
    while len(heap) > 1:
        a = pop(heap)
        b = pop(heap)
        push(heap, (a[0] + b[0], len(nodes)))
        nodes.append((a[1], b[1]))
    codes = {}

    def assign(number, prefix):
        node = nodes[number]
        if isinstance(node, str):
            codes[node] = prefix or "0"
        else:
            assign(node[0], prefix + "0")
            assign(node[1], prefix + "1")

    assign(heap[0][1], "")
    return codes


def encode(text, codes):
    """The bits as bytes, and how many bits there are."""
    numbers = {c: (int(bits, 2), len(bits)) for c, bits in codes.items()}
    out = bytearray()
    bits = count = total = 0
    for c in text:
        code, length = numbers[c]
        bits = bits << length | code
        count += length
        total += length
        while count >= 8:
            count -= 8
            out.append(bits >> count)
            bits &= (1 << count) - 1
    if count:
        out.append(bits << 8 - count)
    return bytes(out), total


def decode(data, total, codes):
    by_bits = {bits: c for c, bits in codes.items()}
    out = []
    bits = ""
    for i in range(total):
        bits += "1" if data[i >> 3] >> 7 - (i & 7) & 1 else "0"
        c = by_bits.get(bits)
        if c is not None:
            out.append(c)
            bits = ""
    return "".join(out)


def main(size):
    text = make_text(size)
    codes = make_codes(text)
    data, total = encode(text, codes)
    assert decode(data, total, codes) == text, "does not survive coding"
    digest = 0
    for b in data:
        digest = (digest * 257 + b) % 1000000007
    return "%d characters, %d codes, %d bits, digest %d" % (len(text), len(codes), total, digest)


repeat(main, 70000)
