//! The themes: embedded files, overridden file by file by another theme or by an overlay.

use crate::GenerateError;
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

static BUILT_IN: Dir<'static> = include_dir!("$QUARTERDECK_THEMES");

const MANIFEST: &str = "theme.toml";

/// The theme that has every file; others hold what differs.
const DEFAULT: &str = "default";

/// Names of the themes that are built in, the default one first.
pub fn themes() -> Vec<&'static str> {
    let name = |folder: &'static Dir<'static>| folder.path().to_str();
    let others = BUILT_IN.dirs().filter_map(name).filter(|name| *name != DEFAULT);
    std::iter::once(DEFAULT).chain(others).collect()
}

/// The files of a built-in theme that differ from the default one: an overlay. Nothing for a name that no theme has.
pub fn theme(name: &str) -> Option<BTreeMap<String, String>> {
    if name == DEFAULT {
        return Some(BTreeMap::new());
    }
    let folder = BUILT_IN.dirs().find(|folder| folder.path().to_str() == Some(name))?;
    Some(files(folder).map(|(path, text)| (path, text.to_owned())).collect())
}

/// Where a theme file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The project's overlay folder.
    Overlay,
    /// Embedded in Quarterdeck.
    BuiltIn,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Origin::Overlay => "theme overlay",
            Origin::BuiltIn => "built-in theme",
        })
    }
}

/// `theme.toml`: which files make the stylesheet and the scripts, in order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) styles: Vec<String>,
    pub(crate) head_scripts: Vec<String>,
    pub(crate) scripts: Vec<String>,
}

/// The embedded theme with an overlay laid over it.
#[derive(Debug)]
pub(crate) struct Theme<'a> {
    files: BTreeMap<Cow<'a, str>, (Origin, Cow<'a, str>)>,
    pub(crate) manifest: Manifest,
}

impl<'a> Theme<'a> {
    /// Lays `overlay` (path relative to the theme → text) over the built-in files.
    pub(crate) fn with_overlay(overlay: &'a BTreeMap<String, String>) -> Result<Self, GenerateError> {
        let mut files = built_in();
        for (path, text) in overlay {
            check_path(path)?;
            files.insert(Cow::Borrowed(path), (Origin::Overlay, Cow::Borrowed(text)));
        }
        let manifest = manifest(&files)?;
        let theme = Self { files, manifest };
        for path in theme.listed() {
            theme.text_listed(path)?;
        }
        Ok(theme)
    }

    /// Templates as (name without `templates/`, text), in order of name.
    pub(crate) fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter_map(|(path, (_, text))| path.strip_prefix("templates/").map(|name| (name, text.as_ref())))
    }

    /// Assets that no list of `theme.toml` names (pictures, fonts as text), as (path, text).
    pub(crate) fn loose_assets(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter(|(path, _)| path.starts_with("assets/") && !self.listed().any(|l| l == path.as_ref()))
            .map(|(path, (_, text))| (path.as_ref(), text.as_ref()))
    }

    /// The files of one list, joined.
    pub(crate) fn joined(&self, list: &[String]) -> Result<String, GenerateError> {
        let mut all = String::new();
        for path in list {
            all.push_str(self.text_listed(path)?);
            if !all.ends_with('\n') {
                all.push('\n');
            }
        }
        Ok(all)
    }

    /// Where that file comes from; a file of neither counts as the overlay's.
    pub(crate) fn origin(&self, path: &str) -> Origin {
        self.files.get(path).map_or(Origin::Overlay, |(origin, _)| *origin)
    }

    fn listed(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.manifest.styles, &self.manifest.head_scripts, &self.manifest.scripts];
        lists.into_iter().flatten().map(String::as_str)
    }

    fn text_listed(&self, path: &str) -> Result<&str, GenerateError> {
        let found = self.files.get(path).filter(|_| path.starts_with("assets/"));
        found.map(|(_, text)| text.as_ref()).ok_or_else(|| GenerateError::Theme {
            origin: self.origin(MANIFEST),
            file: MANIFEST.to_owned(),
            message: format!(
                "it lists `{path}`, but there is no such file; expected a file under assets/ of the theme or the overlay"
            ),
        })
    }
}

fn built_in() -> BTreeMap<Cow<'static, str>, (Origin, Cow<'static, str>)> {
    let default = BUILT_IN.get_dir(DEFAULT).into_iter().flat_map(files);
    default.map(|(path, text)| (Cow::Owned(path), (Origin::BuiltIn, Cow::Borrowed(text)))).collect()
}

/// Every file of a theme: path inside it, text.
fn files(theme: &'static Dir<'static>) -> impl Iterator<Item = (String, &'static str)> {
    let mut folders = vec![theme];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        found.extend(folder.files());
    }
    found.into_iter().filter_map(|file| {
        let inside = file.path().strip_prefix(theme.path()).ok()?.to_str()?;
        Some((inside.replace('\\', "/"), file.contents_utf8()?))
    })
}

fn manifest(files: &BTreeMap<Cow<'_, str>, (Origin, Cow<'_, str>)>) -> Result<Manifest, GenerateError> {
    let (origin, text) = files.get(MANIFEST).map_or((Origin::BuiltIn, ""), |(o, t)| (*o, t.as_ref()));
    toml::from_str(text).map_err(|e| GenerateError::Theme {
        origin,
        file: MANIFEST.to_owned(),
        message: format!("expected the lists styles, head_scripts and scripts: {e}"),
    })
}

/// Overlay paths become file names of the site, so only plain relative ones under the known folders pass.
fn check_path(path: &str) -> Result<(), GenerateError> {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    let known = path == MANIFEST
        || path == "README.md"
        || path.starts_with("assets/")
        || (path.starts_with("templates/") && path.ends_with(".html"));
    if known && path.split('/').all(plain) {
        return Ok(());
    }
    Err(GenerateError::Theme {
        origin: Origin::Overlay,
        file: path.to_owned(),
        message:
            "unexpected path; expected theme.toml, templates/<name>.html or assets/<name>, in ASCII letters, \
                  digits, '-', '_' and '.' (rename or remove the file)"
                .to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlay(path: &str, text: &str) -> BTreeMap<String, String> {
        BTreeMap::from([(path.to_owned(), text.to_owned())])
    }

    #[test]
    fn built_in_theme_fits_together() {
        let none = BTreeMap::new();
        let theme = Theme::with_overlay(&none).expect("built-in theme");
        assert!(theme.templates().any(|(name, _)| name == "layout.html"));
        assert!(theme.joined(&theme.manifest.styles).expect("styles").contains("--chart-1"));
        let loose: Vec<_> = theme.loose_assets().map(|(path, _)| path).collect();
        assert_eq!(loose, ["assets/icon.svg"], "every built-in style and script is listed in theme.toml");
    }

    #[test]
    fn built_in_themes_are_the_default_one_and_what_differs_from_it() {
        assert_eq!(themes(), [DEFAULT, "high-contrast"]);
        let contrast = theme("high-contrast").expect("a theme");
        assert_eq!(contrast.keys().collect::<Vec<_>>(), ["assets/tokens.css"]);
        assert!(theme("default").is_some_and(|files| files.is_empty()) && theme("nope").is_none());
    }

    #[test]
    fn overlay_replaces_one_file_and_adds_others() {
        let files = overlay("assets/tokens.css", ":root{--bg:red}");
        let theme = Theme::with_overlay(&files).expect("overlay");
        let css = theme.joined(&theme.manifest.styles).expect("styles");
        assert!(css.starts_with(":root{--bg:red}\n") && !css.contains("#0f2eda"));
        let files = overlay("assets/logo.svg", "<svg/>");
        let theme = Theme::with_overlay(&files).expect("overlay");
        assert!(theme.loose_assets().any(|asset| asset == ("assets/logo.svg", "<svg/>")));
    }

    #[test]
    fn paths_that_could_escape_are_refused_by_name() {
        for path in
            ["../x.css", "assets/../../x", "/etc/passwd", "templates/x.txt", "assets/a b", "x", "assets//x"]
        {
            let files = overlay(path, "");
            let error = Theme::with_overlay(&files).expect_err(path).to_string();
            assert!(error.contains(path) && error.contains("expected"), "{error}");
        }
    }

    #[test]
    fn a_manifest_that_lists_a_missing_file_is_refused() {
        let files = overlay("theme.toml", "styles=[\"assets/mine.css\"]\nhead_scripts=[]\nscripts=[]\n");
        let error = Theme::with_overlay(&files).expect_err("missing").to_string();
        assert!(
            error.contains("theme overlay file theme.toml") && error.contains("assets/mine.css"),
            "{error}"
        );
        let files = overlay("theme.toml", "styles = 3");
        let error = Theme::with_overlay(&files).expect_err("bad").to_string();
        assert!(error.contains("line 1") && error.contains("expected the lists"), "{error}");
    }
}
