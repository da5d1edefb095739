"""`python -m notifier` is `glorywatch`."""

from notifier.cli import main

main()
