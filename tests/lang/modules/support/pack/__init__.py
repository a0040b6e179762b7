from .. import package_value
from . import sub
from .sub import where
exported = "exported " + where
