"""What every test shares: properties are never timed, a busy machine proves nothing."""

from hypothesis import settings

settings.register_profile("claims", deadline=None)
settings.load_profile("claims")
