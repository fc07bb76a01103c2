"""MEMORY: manifests, the revision ledger, approvals."""
