"""Who says what to whom, when, and what each role checks: the scheme as tables, and the engine that runs them."""
