"""What the module sysconfig knows of how the interpreter was built. CPython's lists its makefile here; Martlet has no
extension modules, so there is nothing to build any with."""

build_time_vars = {
    "VERSION": "3.11", "LDVERSION": "3.11", "ABIFLAGS": "", "SOABI": "", "MULTIARCH": "", "EXT_SUFFIX": "", "EXE": "",
    "SHLIB_SUFFIX": ".so", "Py_DEBUG": 0, "Py_ENABLE_SHARED": 0, "Py_TRACE_REFS": 0, "WITH_DOC_STRINGS": 1,
    "WITH_PYMALLOC": 0, "HAVE_FORK": 1, "TZPATH": "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
}
