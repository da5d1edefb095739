"""One spider for each kind of source; `scrapy list` names them."""
