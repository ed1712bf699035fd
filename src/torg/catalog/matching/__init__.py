"""Which offers are the same product: by model number, and by title where there is nothing better."""

from torg.catalog.matching.corpus import Corpus
from torg.catalog.matching.terms import read_title
from torg.catalog.matching.titles import Match, cluster_titles, match_title

__all__ = ["Corpus", "Match", "cluster_titles", "match_title", "read_title"]
