"""The sentences of the errors, a file a topic; ``ui.text.error_texts`` joins them.

A sentence says what happened, that nothing was lost where one could fear it, and what to do.
``{name}`` stands for a fact of the error.
"""
