//! What is said: one plain struct a page, tables, chart specifications, formatting, addresses.
