"""Use cases: the steps in their order. Needs are named as Protocols in `ports`."""
