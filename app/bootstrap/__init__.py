"""The only place that knows everybody: wires store, services, jobs and windows into processes."""
