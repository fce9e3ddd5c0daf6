"""A local Stripe that keeps state: what the real SDK and a real browser talk to in the demo and in tests.

It knows nothing of Standfirst and needs nothing but Python. `objects/` holds what Stripe's objects look like, `api/`
what each call does, `engine/` what Stripe does by itself as time passes. Rules come from docs.stripe.com; each says
from which page.
"""
