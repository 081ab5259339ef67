"""Look of the application: tokens, fonts, icons, style sheets, stage lines.

Start with :func:`ui.theme.theme.current_theme` (the one :class:`~ui.theme.theme.Theme` of the
running application) and the tokens of :mod:`ui.theme.tokens`.
"""
