"""The sample that `dutdiem demo` makes its home from: country, documents and figures."""
