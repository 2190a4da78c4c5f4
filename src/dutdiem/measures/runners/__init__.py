"""What runs the one SQL text: DuckDB in this process, or Apache Spark on many machines. Both give the same rows."""
