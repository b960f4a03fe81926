"""An article's lead, unless there is a reason to leave it: the default method."""
