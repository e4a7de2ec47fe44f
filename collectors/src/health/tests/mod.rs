//! Probes against small servers on loopback.
