"""The report's figures, one a file; a module with a ``CHART`` is found by the registry."""
