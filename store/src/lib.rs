//! Where snapshots are kept: archive layout, atomic writes, reading, import.
