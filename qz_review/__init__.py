"""qz_review: the core of the offline desktop application for 三审三校.

The core knows no Qt.  It is used by the desktop (``ui``) and by the command line
(:mod:`qz_review.cli`) through one object, :class:`qz_review.workspace.Workspace`.
"""

__version__ = "0.1.0"
