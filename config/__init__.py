"""The operator's files. `load` is the only door; everything behind it is frozen and checked."""
