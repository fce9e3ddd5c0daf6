"""What each object of Stripe looks like, one family a file. Pure: values in, a new object out."""
