"""The kit of widgets: they know looks, keyboard and accessibility, and nothing of the domain
beyond the names of steps.  Setters take plain values or small frozen view data; signals are in
the past tense.  Each widget follows :class:`ui.theme.theme.Theme` by itself.
"""
