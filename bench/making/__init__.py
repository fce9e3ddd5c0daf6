"""A publication of any size, made by plan: the same number gives the same story and the same reader, each time."""
