"""Referrals, letters, bundles: the wizard, the register, the stick, the ledger."""
