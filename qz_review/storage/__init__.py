"""The workspace on disk: the one room that knows SQL.

Import :mod:`qz_review.storage.store`; this package itself imports nothing, so that the login
window can be shown first.
"""
