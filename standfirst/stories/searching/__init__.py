"""Search: how words are told apart and folded, indexed, found, marked, and put right when misspelt."""
