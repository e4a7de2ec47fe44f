//! How a folder of files reaches its readers: a local preview server on loopback.
