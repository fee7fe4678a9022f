"""Student self-service: its own process, full screen, with a public key and nobody's name but the adult's."""
