#: make check              all tests
