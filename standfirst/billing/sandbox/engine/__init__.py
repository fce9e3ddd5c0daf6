"""What Stripe does by itself: charges, invoices, renewals, retries, ends."""
