"""What each call does, one family a file: a form that was read in, objects out."""
