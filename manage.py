#!/usr/bin/env python3
from standfirst.cli import main

if __name__ == "__main__":
    main()
