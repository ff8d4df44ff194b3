"""Benchmarks: `make bench` prints a table and writes bench/results.json.

Each topic runs in a process of its own (`python -m bench.<topic>`) and prints what it
measured as JSON; bench.run starts them in order and judges the figures.
"""
