"""The office's own rooms: what waits, what is set, who works here, what two people decide, what happened."""
