"""The learner's log, kept through anything."""
