"""A backup is one file with everything a publication cannot make anew, and it restores into either database."""
