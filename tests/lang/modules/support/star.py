visible = 1
also = 2
_private = 3
