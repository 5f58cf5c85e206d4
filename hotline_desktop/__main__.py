"""The door handle: opens the door and does nothing else."""

import sys

from hotline_desktop.door import main

if __name__ == "__main__":
    sys.exit(main())
