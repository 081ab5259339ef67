"""What every test shares: Qt without a display, and calm, repeatable generated examples."""

import os

# Before anything else: Qt reads its platform when it is first used.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import HealthCheck, settings

settings.register_profile(
    "qz-review",
    deadline=None,  # a busy machine is not a failure
    derandomize=True,  # the same change gets the same verdict
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("qz-review")
