"""Questions, one after another: state, update, view, and the result for other programs.

A `Review` is a moment of a quiz or of an exam, which are one thing: an exam is announced, gives no hints and is read
back at the end. What an answer brings about (`happened`) is apart from the moment after it (`update`), so that it can
be stored first; whoever pulls the plug loses nothing. Nothing that was stored is taken away: an answer that is taken
back is an event more.
"""
