//! Tests of the live load run.
