"""The acts on a manuscript that a small form leads to: each form is data, one dialog shows all."""
