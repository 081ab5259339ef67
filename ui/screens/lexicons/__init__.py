"""词库: the layered lists, their categories, trying them on a text, and their history."""
