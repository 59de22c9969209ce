"""What performance.md asks, one module a row; each runs alone: `python -m benchmarks.NAME`.

A benchmark is a module with `measure() -> Table`. Ours and the raw limit run in turn in the same
process and minute, because the machine is noisy and only their ratio is worth keeping.
"""
