"""The signed archive of a manuscript as one PDF, and the sheets of single steps."""
