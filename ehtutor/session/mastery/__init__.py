"""What answers add up to: of one learner, and of a class."""
