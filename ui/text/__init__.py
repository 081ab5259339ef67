"""Words the interface forms by rule: moments, names, errors; and text positions for Qt."""
