"""qz_review: the core of the offline desktop application for 三审三校.

The core knows no Qt.  It is used by the desktop (``ui``) and by the command line
(:mod:`qz_review.cli`) through one object, :class:`qz_review.workspace.Workspace`.
"""

import os

# The matrices of the typo model are small: a second thread only spins, three times the work for
# none of the time, and takes the core that the window is painted on.  Before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
