//! The built dashboard, embedded as bytes.
