"""The browser's side: the script that stands for Stripe.js, and the frames it opens."""
