"""Loopback counterparts for tests: a web site, a mail server, a webhook receiver. They speak the real protocols.

`kit.site.Site` is a publisher, `kit.mail.Inbox` a subscriber's mail server, `kit.hooks.Hook` a
subscriber's webhook. All listen on 127.0.0.x on a port of their own, run in daemon threads and are
closed by the fixtures in `conftest.py`. Waiting is on a condition with a deadline, never a sleep.
"""
