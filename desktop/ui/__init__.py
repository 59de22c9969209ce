"""Windows: Qt widgets on services, jobs and domain."""
