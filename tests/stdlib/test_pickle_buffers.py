# PickleBuffer: buffers that pickles of protocol 5 leave out, or take in.
import array
import pickle
import weakref
from pickle import PickleBuffer


def attempt(action, *args, **keywords):
    try:
        return action(*args, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


data = bytearray(b"some bytes")
buffer = PickleBuffer(data)
with memoryview(buffer) as view:
    print(bytes(view), view.readonly, view.format)
    view[0] = ord("S")
raw = buffer.raw()
print(type(raw).__name__, bytes(raw), raw.format, raw.readonly, raw.obj is data)
print(bytes(buffer), len(bytes(buffer)), weakref.ref(buffer)() is buffer)
numbers = array.array("i", [1, 2, 3])
with memoryview(PickleBuffer(numbers)) as view, PickleBuffer(numbers).raw() as raw:
    print(view.format, view.tolist(), raw.format, len(raw) == 3 * numbers.itemsize)
print(attempt(PickleBuffer, 5), attempt(PickleBuffer, "text"))
print(attempt(PickleBuffer(memoryview(data)[::2]).raw))
buffer.release()
buffer.release()
print(attempt(buffer.raw), attempt(memoryview, buffer))


class Block:
    """Its bytes travel beside the pickle."""

    def __init__(self, content):
        self.content = content

    def __reduce_ex__(self, protocol):
        return Block, (PickleBuffer(self.content) if protocol >= 5 else bytes(self.content),)


for content in b"read only", bytearray(b"to be changed"):
    kept = []
    text = pickle.dumps(Block(content), 5, buffer_callback=kept.append)
    print(len(kept), bytes(kept[0].raw()), content in text)
    again = pickle.loads(text, buffers=kept)
    print(type(again.content).__name__, bytes(again.content))
    again = pickle.loads(text, buffers=[b"others"])
    print(again.content)
    print(attempt(pickle.loads, text), attempt(pickle.loads, text, buffers=[]))
    text = pickle.dumps(Block(content), 5)
    again = pickle.loads(text)
    print(type(again.content).__name__, again.content, content in text)
    print(pickle.loads(pickle.dumps(Block(content), 4)).content)
print(attempt(pickle.dumps, PickleBuffer(b"x"), 4))
print(pickle.Pickler.__name__.strip("_"), issubclass(pickle.PicklingError, pickle.PickleError))
