"""The command `adr` of the distribution: the engine's commands on the log that it finds, `init` and `update`."""
