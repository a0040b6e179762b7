"""Starts a thread that imports while this module is being imported."""
import threading

names = []


def work():
    import wholesome
    names.append(wholesome.name)


thread = threading.Thread(target=work)
thread.start()
thread.join()
