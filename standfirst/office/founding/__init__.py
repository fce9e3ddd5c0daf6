"""From an empty database to a publication of one's own: `standfirst init`."""
