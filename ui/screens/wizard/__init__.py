"""新建单位: unit, channels, people, recovery code, in four short pages."""
