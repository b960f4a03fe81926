"""The state kept outside the disk: snapshots in the operator's own chat."""
