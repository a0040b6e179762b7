"""Building and slicing of strings: concatenation in loops, reversal, search, replacement, ciphers, padding."""
from measured import repeat

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def make_lines(count):
    seed = 5
    lines = []
    for i in range(count):
        line = ""
        for _ in range(8 + i % 5):
            seed = (seed * 1103515245 + 12345) % 2147483648
            at = seed // 65536 % 23
            line += LETTERS[at:at + 1 + seed // 1000 % 3]
            if seed & 4096:
                line += " "
        lines.append(line)
    return lines


def shift(text, by):
    """Caesar's cipher."""
    out = ""
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - 97 + by) % 26 + 97)
        out += c
    return out


def is_palindrome(text):
    return text == text[::-1]


def longest_palindrome(text):
    best = ""
    for middle in range(len(text)):
        for low, high in ((middle, middle), (middle, middle + 1)):
            while low >= 0 and high < len(text) and text[low] == text[high]:
                low -= 1
                high += 1
            if high - low - 1 > len(best):
                best = text[low + 1:high]
    return best


def run_lengths(text):
    out = []
    i = 0
    while i < len(text):
        end = i + 1
        while end < len(text) and text[end] == text[i]:
            end += 1
        out.append(text[i] if end - i == 1 else text[i] + str(end - i))
        i = end
    return "".join(out)


def wrap(text, width):
    lines = []
    while len(text) > width:
        cut = text.rfind(" ", 0, width + 1)
        if cut <= 0:
            cut = width
        lines.append(text[:cut].ljust(width) + "|")
        text = text[cut:].lstrip()
    lines.append(text.ljust(width) + "|")
    return lines


def main(size):
    digest = 0
    longest = ""
    vowels = 0
    for line in make_lines(size):
        secret = shift(line, 11)
        assert shift(secret, -11) == line, "the cipher does not come back"
        pal = longest_palindrome(line)
        assert is_palindrome(pal)
        if len(pal) > len(longest):
            longest = pal
        line = line.replace("mno", "<M>").replace(" ", "_").upper()
        packed = run_lengths(line.strip("_"))
        head, _, tail = packed.partition("_")
        for vowel in "AEIOU":
            vowels += packed.count(vowel)
        words = secret.split(" ")
        title = "-".join([word[:1].upper() + word[1:] for word in words if word])
        for row in wrap(title.replace("-", " "), 12):
            digest = (digest * 31 + len(row.rstrip(" |")) + row.find("a")) % 1000000007
        if title.startswith("X") or title.endswith("z"):
            digest += len(head) * 3 + len(tail)
    return "%d %d %s" % (digest, vowels, longest)


repeat(main, 6000)
