//! What surrounds every page: title, navigation, banners, provenance.

use serde::Serialize;

/// The frame of a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Shell {
    /// The project's name.
    pub project: String,
    /// The document title: `Line coverage · acme-core`.
    pub title: String,
    /// One sentence for `<meta name="description">`.
    pub description: String,
    /// `""` at the root, `"../"` one folder down: what assets are found by.
    pub root: String,
    /// This page's own address from the root.
    pub path: String,
    /// The main navigation.
    pub nav: Vec<NavItem>,
    /// Whether any data is simulated.
    pub simulated: bool,
    /// What must be said above everything: simulated data, unreadable files. Empty for nothing.
    pub banners: Vec<Banner>,
    /// `main @ 9f31c2a, 23 Nov 2026 07:12 UTC (2 h ago)`.
    pub provenance: String,
    /// The page of that snapshot; empty without one.
    pub provenance_href: String,
    /// When the newest snapshot was taken, RFC 3339; empty without one. The browser compares it with its own clock.
    pub newest: String,
    /// When the page was built, written out.
    pub generated: String,
    /// The same, RFC 3339.
    pub generated_iso: String,
    /// Quarterdeck's version.
    pub version: String,
}

/// One item of the navigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// `Alerts`.
    pub label: &'static str,
    /// A count beside it; 0 shows none.
    pub count: usize,
    /// Where it leads.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
}

/// A line above everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// `simulated`, `problems`, `stale` or `empty`.
    pub kind: &'static str,
    /// What it says.
    pub text: String,
    /// Where to read more; empty for nowhere.
    pub href: String,
}
