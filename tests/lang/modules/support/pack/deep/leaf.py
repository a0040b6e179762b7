here = "leaf in " + __name__
from ... import package_value as up
from ..sub import where
from . import leaf
