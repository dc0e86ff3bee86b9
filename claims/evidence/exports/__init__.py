"""Exports of sales platforms and banks, read into sales by day. Runs only in the limited child."""
