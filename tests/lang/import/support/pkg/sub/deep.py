from .. import value
where = __name__, __package__, value
