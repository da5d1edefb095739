"""The whole job against a bundled local newsroom: no network, no accounts, no waiting.

    acts.toml ── acts.load ──> newsroom (HTTP on loopback)
                                   ^── crawl … relay (the daemon's own pass) ──> letterbox
    stage.play sets the clock, act by act; programme shows it

Only the clock is not real: `now` is an argument everywhere, so two years pass in seconds.
"""
