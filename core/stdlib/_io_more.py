"""The parts of io that are rarely used: a pair of streams as one, and universal newlines on top of a decoder."""
import io


class BufferedRWPair(io.BufferedIOBase):
    """A buffered reader and a buffered writer over two raw streams."""

    def __init__(self, reader, writer, buffer_size=io.DEFAULT_BUFFER_SIZE, /):
        if not reader.readable():
            raise io.UnsupportedOperation("File or stream is not readable.")
        if not writer.writable():
            raise io.UnsupportedOperation("File or stream is not writable.")
        self._reader = io.BufferedReader(reader, buffer_size)
        self._writer = io.BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self._reader.read(size)

    def read1(self, size=-1, /):
        return self._reader.read1(size)

    def peek(self, size=0, /):
        return self._reader.peek(size)

    def readinto(self, buffer, /):
        return self._reader.readinto(buffer)

    def readinto1(self, buffer, /):
        return self._reader.readinto1(buffer)

    def write(self, data, /):
        return self._writer.write(data)

    def readable(self):
        return self._reader.readable()

    def writable(self):
        return self._writer.writable()

    def flush(self):
        return self._writer.flush()

    def close(self):
        try:
            self._writer.close()
        finally:
            self._reader.close()

    def isatty(self):
        return self._writer.isatty() or self._reader.isatty()

    @property
    def closed(self):
        return self._writer.closed


class IncrementalNewlineDecoder:
    """Turns "\\r" and "\\r\\n" into "\\n" (when `translate`) in what another decoder gives, and notes what there was."""

    _CR, _LF, _CRLF = 1, 2, 4

    def __init__(self, decoder, translate, errors="strict"):
        self.decoder = decoder
        self.translate = translate
        self.errors = errors
        self._seen = 0
        self._pending = False

    def decode(self, input, final=False):
        output = input if self.decoder is None else self.decoder.decode(input, final=final)
        if self._pending and (output or final):
            output = "\r" + output
            self._pending = False
        # What follows a "\r" at the end is not known yet.
        if output.endswith("\r") and not final:
            output = output[:-1]
            self._pending = True
        pairs = output.count("\r\n")
        self._seen |= (self._CRLF * (pairs > 0) | self._CR * (output.count("\r") > pairs)
                       | self._LF * (output.count("\n") > pairs))
        if self.translate:
            output = output.replace("\r\n", "\n").replace("\r", "\n")
        return output

    def getstate(self):
        data, flag = (b"", 0) if self.decoder is None else self.decoder.getstate()
        return data, flag << 1 | self._pending

    def setstate(self, state):
        data, flag = state
        self._pending = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((data, flag >> 1))

    def reset(self):
        self._seen = 0
        self._pending = False
        if self.decoder is not None:
            self.decoder.reset()

    @property
    def newlines(self):
        kinds = [text for bit, text in ((self._CR, "\r"), (self._LF, "\n"), (self._CRLF, "\r\n")) if self._seen & bit]
        return None if not kinds else kinds[0] if len(kinds) == 1 else tuple(kinds)


BufferedRWPair.__module__ = IncrementalNewlineDecoder.__module__ = "_io"
