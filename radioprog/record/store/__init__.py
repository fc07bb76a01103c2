"""The store of the record: lines that are only ever added, in a folder or in a database."""
