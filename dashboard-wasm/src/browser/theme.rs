//! The theme that the reader chose, kept for every page of the site.

use gloo::storage::{LocalStorage, Storage as _};
use gloo::utils::document_element;

/// The key in the browser's storage; the pages' own script uses the same.
const KEY: &str = "quarterdeck.theme";

/// Light, dark, or what the system says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// In the order of the switch.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// As it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// As the switch says.
    pub fn label(self) -> &'static str {
        match self {
            Theme::System => "System",
            Theme::Light => "Light",
            Theme::Dark => "Dark",
        }
    }

    /// Reads [`Theme::name`]; anything else is the system's.
    pub fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

/// The theme kept by an earlier visit.
pub fn kept() -> Theme {
    if !storage_allowed() {
        return Theme::System;
    }
    LocalStorage::get::<String>(KEY).map(|name| Theme::parse(&name)).unwrap_or_default()
}

/// Keeps a theme, where the browser lets us.
pub fn keep(theme: Theme) {
    if storage_allowed() {
        // A full or read-only storage keeps nothing: the theme then lasts for this page.
        let _ = LocalStorage::set(KEY, theme.name());
    }
}

/// Shows a theme: the stylesheet follows `data-theme` of the root element.
pub fn apply(theme: Theme) {
    let root = document_element();
    // Attributes of the root element can always be set.
    let _ = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        fixed => root.set_attribute("data-theme", fixed.name()),
    };
}

/// Whether the page has a switch already.
pub fn page_has_switch() -> bool {
    let found = document_element().query_selector("[data-theme-switch]:not([hidden])");
    found.ok().flatten().is_some()
}

/// Browsers may forbid storage altogether; asking gloo would then end the program.
fn storage_allowed() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_pages_script() {
        for (theme, name) in [(Theme::System, "system"), (Theme::Light, "light"), (Theme::Dark, "dark")] {
            assert_eq!((theme.name(), Theme::parse(name)), (name, theme));
        }
        assert_eq!(Theme::parse("sepia"), Theme::System);
    }
}
