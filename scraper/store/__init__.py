"""Every line of SQL of the reading half; a file per table family."""

from scraper.store.log import Log as Log
from scraper.store.log import moment as moment
from scraper.store.log import stamp as stamp
