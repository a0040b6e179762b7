"""sysconfig: paths, schemes, variables of the build."""
import io
import sysconfig

print(sysconfig.get_python_version(), sysconfig.get_platform() == sysconfig.get_platform().lower(), sysconfig.is_python_build())
print(sorted(sysconfig.get_path_names()))
print({"posix_prefix", "posix_home", "posix_user", "nt"} <= set(sysconfig.get_scheme_names()))
print(sysconfig.get_preferred_scheme("home"), sysconfig.get_preferred_scheme("user"))
paths = sysconfig.get_paths("posix_prefix", vars={"base": "/base", "platbase": "/platform", "installed_base": "/base"})
print(paths["purelib"], paths["scripts"], paths["stdlib"], paths["data"])
print(sysconfig.get_path("scripts", "posix_home", {"base": "/home"}))
variables = sysconfig.get_config_vars()
print(variables["py_version_short"], variables["py_version_nodot"], variables["VERSION"], variables["Py_DEBUG"])
print(sysconfig.get_config_vars("VERSION", "no such variable"), sysconfig.get_config_var("HAVE_FORK"))
print(sysconfig.parse_config_h(io.StringIO("#define AB 1\n#define CD \"text\"\n/* #undef EF */\n")))
print(sysconfig.expand_makefile_vars("$(A) and ${B}", {"A": "x", "B": "y"}))
for wrong in lambda: sysconfig.get_path("nowhere"), lambda: sysconfig.get_paths("no scheme"):
    try:
        wrong()
    except KeyError as error:
        print("KeyError", error)
