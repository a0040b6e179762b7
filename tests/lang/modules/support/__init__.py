package_value = "package"
