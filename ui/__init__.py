"""The desktop application: Qt widgets over the services of ``qz_review``; no SQL, no rules."""
