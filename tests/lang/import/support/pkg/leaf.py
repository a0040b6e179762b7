from . import value
from .sub import deep
from .sub.deep import where
me = __name__, __package__, __spec__.parent
