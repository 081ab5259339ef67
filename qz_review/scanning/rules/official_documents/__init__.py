"""GB/T 9704—2012 党政机关公文格式, as far as the words show it."""
