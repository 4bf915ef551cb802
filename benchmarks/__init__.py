"""What is measured, against floors and peers run in the same minute: ``python -m benchmarks [NAME…] [--people N…]``."""
