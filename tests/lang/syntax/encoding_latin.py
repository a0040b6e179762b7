#!/usr/bin/env python3
# -*- coding: latin-1 -*-
# A program in Latin-1.
print(ascii("é"), len("éè"), ascii(eval("'é'")))
