kind = "subpackage"
