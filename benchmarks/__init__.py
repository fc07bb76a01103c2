"""Us and the peers, in the same run, on the same material: `python -m benchmarks`.

Each module beside this one that has a function ``section(plan)`` is a benchmark; it gives back a
`harness.Section`, and the results stand in ``docs/benchmarks.md``. Figures are medians of
alternating runs; only ratios of one run may be compared.
"""
