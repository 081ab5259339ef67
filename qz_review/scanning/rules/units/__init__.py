"""Legal units of measurement (法定计量单位)."""
