"""What all tests share."""

from hypothesis import settings

# A deadline for one example measures the machine; the run as a whole is timed by CI.
settings.register_profile("timeline", deadline=None)
settings.load_profile("timeline")
