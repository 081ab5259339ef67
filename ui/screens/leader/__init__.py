"""领导审签: a leader reads what waits for him and decides (mock-ups 07, 07b)."""
