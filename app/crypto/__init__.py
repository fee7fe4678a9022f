"""Keys, key slots, sealing and signing. Imports no other package of the program."""
