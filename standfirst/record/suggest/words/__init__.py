"""General lists of English words: verbs of saying, what people are called, places, given names."""
