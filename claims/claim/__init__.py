"""A claim: who, which services, which losses; how what was typed is read; its states."""
