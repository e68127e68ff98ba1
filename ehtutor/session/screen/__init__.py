"""What a front end knows: blocks, prompts, answers, and the loop that shows and asks."""
