"""The front: answers what an audience shares from memory, before Django. Docs: docs/decisions/024-the-front.md.

`front` decides what is sent; `store` keeps the variants; `admission` reads passes; `behind` has Django's threads;
`middleware` is where Django hands over what it rendered; `running` starts it all in a web process.
"""
