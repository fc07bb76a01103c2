"""The pages, each module a part of the studio with its actions."""
