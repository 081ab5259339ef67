"""A docx out, over the XML that it came in with: 清样.docx and 花脸稿.docx.

``writing`` is the door.  ``package`` opens and saves, ``resolving`` takes revisions in or out,
``stream`` lays the marked document beside the source's lines, ``origins`` finds each character
in the XML, ``line_writer`` carries the edits of one line out, ``story`` those of all lines.
"""
