"""The screens, a folder each; none imports another, the main window wires their signals."""
