"""Keys: one Ed25519 pair a person, sealed with the password, never written in the open."""
