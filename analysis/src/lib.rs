//! What the figures mean: score, metric states, alerts, baseline, compare and gate.
