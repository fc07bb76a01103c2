"""What must outlive all that is made: manifests, verdicts, the revision ledger, what was aired."""
