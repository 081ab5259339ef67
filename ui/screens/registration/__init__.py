"""登记稿件: from a file or pasted words to a manuscript on the route."""
