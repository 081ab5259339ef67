"""Work off the GUI thread: one runner, two lanes, replies on the GUI thread."""
