"""The sandbox: a small payment provider of our own, a process with a hosted page, for trying out and for tests."""
