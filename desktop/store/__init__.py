"""The only room with SQL, and the only one that knows the engine."""
