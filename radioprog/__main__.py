"""``python -m radioprog`` is the command ``radioprog``."""

from radioprog.cli.app import main

if __name__ == "__main__":
    main()
