"""Where the operator's files and the log live, by the XDG Base Directory Specification 0.8.

The only import of platformdirs. On other systems it answers with that system's own places.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs

APP = "glorywatch"


def config_file() -> Path:
    """Return the place of the configuration file: ~/.config/glorywatch/config.toml on Linux."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "config.toml"


def log_file() -> Path:
    """Return the place of the log: ~/.local/share/glorywatch/log.db on Linux."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "log.db"
