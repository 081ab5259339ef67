"""设置: the unit, the route, looks, habits, backups, the ledger."""
