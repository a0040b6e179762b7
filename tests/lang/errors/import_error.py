# A module that fails while it is imported: two files in the traceback.
import failing_module
