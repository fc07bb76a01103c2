"""The product on a system without the calls that only POSIX has."""
