"""That submissions changed, for whoever in this process waits for it: stages above, since this one lies below them."""

import threading

happened = threading.Event()
"""Set after each committed change; who takes the changes on clears it."""
