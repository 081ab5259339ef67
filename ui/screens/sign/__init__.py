"""签署: the dialog in which a step is signed, returned or taken on over a negative opinion."""
