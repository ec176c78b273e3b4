"""`python -m jkbrief` is the same program as `jkbrief`."""

from jkbrief.cli import main

if __name__ == "__main__":
    main()
