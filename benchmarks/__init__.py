"""Measurements that print figures, with the digests of what was measured."""
