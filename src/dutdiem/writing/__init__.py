"""Writes documents in the layout of Decree 30/2020/NĐ-CP. Pure Python."""
