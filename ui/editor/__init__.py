"""The text page: a manuscript's text with its marks, shown on paper and edited in place.

The truth is an immutable tuple of :class:`~ui.editor.marked_lines.EditLine`; the Qt document is
a picture of it.  Every edit makes new lines (:mod:`ui.editor.edits`), undo puts old ones back,
and :mod:`ui.editor.projection` brings the document in line with them.
"""
