"""The door handle: takes away what would swap code behind the door, opens it, does nothing else."""

import os
import sys
from contextlib import suppress

# What names libraries to load, or where to write down what is typed: a line in some profile is
# enough for it. OPENSSL_CONF alone gives the vault's own OpenSSL other random numbers. LD_PRELOAD
# is not here: by now it is inside, and would come back by itself.
_SWAPS = (
    *("OPENSSL_", "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "QT_LOGGING_"),
    *("GIO_MODULE_DIR", "GIO_EXTRA_MODULES", "GTK_MODULES", "GTK3_MODULES", "GTK_PATH"),
    *("GTK_EXE_PREFIX", "GTK_IM_MODULE_FILE", "GDK_PIXBUF_MODULE", "LIBGL_DRIVERS_PATH"),
    *("GBM_BACKENDS_PATH", "__EGL_VENDOR_LIBRARY", "GCONV_PATH", "XLOCALEDIR"),
    *("COVERAGE_PROCESS_", "SSLKEYLOGFILE"),
)


def main() -> int:
    """Open the door, in an environment that loads nothing but what was installed."""
    with suppress(OSError):  # python -m looks into the working folder first
        if sys.path[:1] == [os.getcwd()]:
            del sys.path[0]
    for name in [name for name in os.environ if name.startswith(_SWAPS)]:
        del os.environ[name]
    from hotline_desktop.door import main as open_door  # not before: it loads modules itself

    return open_door()


if __name__ == "__main__":
    sys.exit(main())
