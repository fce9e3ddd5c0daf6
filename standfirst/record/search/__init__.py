"""Search of the record: what an entry holds, how it is asked, and the two databases' own ways to find it."""
