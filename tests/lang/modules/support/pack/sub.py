where = "pack.sub"
from ..plain import value as parent_value
from .. import other
