//! The page around every page. It is rendered once per folder depth and menu entry with markers where title, description
//! and body belong, and then only spliced: at thousands of permalinks the layout costs a copy each, not a rendering.

use crate::GenerateError;
use crate::assets::Assets;
use crate::engine::{Engine, insert};
use crate::site::short_hash;
use quarterdeck_views::page::Shell;
use std::sync::{Arc, PoisonError, RwLock};
use tera::Context;

const TEMPLATE: &str = "layout.html";

/// What a page may load and do: nothing inline, nothing from elsewhere. It holds on `file:` as well as under http.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// Every layout rendered so far, by the frame it was rendered for.
pub(crate) struct Layouts<'a> {
    engine: &'a Engine<'a>,
    assets: &'a Assets,
    rendered: RwLock<Vec<(Shell, Arc<Layout>)>>,
}

impl<'a> Layouts<'a> {
    /// None rendered yet.
    pub(crate) fn new(engine: &'a Engine<'a>, assets: &'a Assets) -> Self {
        Self { engine, assets, rendered: RwLock::new(Vec::new()) }
    }

    /// A whole page: its frame around its finished body.
    pub(crate) fn page(&self, mut shell: Shell, body: &str) -> Result<String, GenerateError> {
        let title = std::mem::take(&mut shell.title);
        let description = std::mem::take(&mut shell.description);
        shell.path.clear();
        let texts = [escape(&title), escape(&description), body.to_owned()];
        Ok(self.of(shell)?.splice(&texts))
    }

    fn of(&self, shell: Shell) -> Result<Arc<Layout>, GenerateError> {
        // A panic while holding the lock cannot leave the list half-written, so a poisoned lock is still good.
        let known =
            |all: &[(Shell, Arc<Layout>)]| all.iter().find(|(s, _)| *s == shell).map(|(_, l)| Arc::clone(l));
        if let Some(layout) = known(&self.rendered.read().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(layout);
        }
        let layout = Arc::new(Layout::render(self.engine, self.assets, &shell)?);
        self.rendered.write().unwrap_or_else(PoisonError::into_inner).push((shell, Arc::clone(&layout)));
        Ok(layout)
    }
}

/// A place in the layout that differs from page to page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Title = 0,
    Description = 1,
    Body = 2,
}

/// A rendered layout: pieces of text, each with the slot that follows it; the last piece has none.
#[derive(Debug)]
struct Layout {
    pieces: Vec<(String, Option<Slot>)>,
}

impl Layout {
    fn render(engine: &Engine<'_>, assets: &Assets, shell: &Shell) -> Result<Self, GenerateError> {
        let mut context = Context::new();
        insert(&mut context, TEMPLATE, "shell", shell)?;
        insert(&mut context, TEMPLATE, "assets", assets)?;
        context.insert("root", &shell.root);
        context.insert("policy", POLICY);
        context.insert("decimal", &quarterdeck_views::format::locale().decimal.to_string());
        // Names from data stand in the frame: a marker that depends on all of them cannot be among them.
        let secret = short_hash([format!("{shell:?}").as_bytes()]);
        let marker = |name: &str| format!("slot-{secret}-{name}-");
        let markers = [("title", Slot::Title), ("description", Slot::Description), ("body", Slot::Body)]
            .map(|(name, slot)| (name, marker(name), slot));
        for (name, marker, _) in &markers {
            context.insert(*name, marker);
        }
        let layout = Self { pieces: cut(&engine.render(TEMPLATE, &context)?, &markers) };
        let bodies = layout.pieces.iter().filter(|(_, slot)| *slot == Some(Slot::Body)).count();
        if bodies == 1 {
            return Ok(layout);
        }
        Err(engine.complain(
            TEMPLATE,
            format!("expected {{{{ body | safe }}}} exactly once, found it {bodies} times"),
        ))
    }

    fn splice(&self, texts: &[String; 3]) -> String {
        let text = |slot: &Option<Slot>| slot.map_or("", |s| texts[s as usize].as_str());
        let length = self.pieces.iter().map(|(piece, slot)| piece.len() + text(slot).len()).sum();
        let mut page = String::with_capacity(length);
        for (piece, slot) in &self.pieces {
            page.push_str(piece);
            page.push_str(text(slot));
        }
        page
    }
}

/// Cuts rendered text at every marker.
fn cut(text: &str, markers: &[(&str, String, Slot)]) -> Vec<(String, Option<Slot>)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let next = |rest: &str| {
        let found =
            markers.iter().filter_map(|(_, m, slot)| rest.find(m.as_str()).map(|at| (at, m.len(), *slot)));
        found.min_by_key(|(at, _, _)| *at)
    };
    while let Some((at, length, slot)) = next(rest) {
        pieces.push((rest[..at].to_owned(), Some(slot)));
        rest = &rest[at + length..];
    }
    pieces.push((rest.to_owned(), None));
    pieces
}

/// Text escaped for HTML content and quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// The same, added to what is there.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match after.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "&#39;",
        });
        rest = after.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;
    use std::collections::BTreeMap;

    fn page(layout: &str, shell: Shell) -> Result<String, GenerateError> {
        let overlay = BTreeMap::from([("templates/layout.html".to_owned(), layout.to_owned())]);
        let theme = Theme::with_overlay(&overlay)?;
        let engine = Engine::new(&theme)?;
        let assets = Assets {
            style: "s.css".to_owned(),
            head_script: "h.js".to_owned(),
            script: "p.js".to_owned(),
            dashboard: None,
        };
        Layouts::new(&engine, &assets).page(shell, "<p>slot-0-body-</p>")
    }

    fn shell() -> Shell {
        Shell { title: "a <b>".to_owned(), project: "slot-000000000000-body-".to_owned(), ..Shell::default() }
    }

    #[test]
    fn title_is_escaped_and_body_is_not() {
        let text =
            page("<title>{{ title }}</title>{{ shell.project }}|{{ body | safe }}|", shell()).expect("page");
        assert_eq!(text, "<title>a &lt;b&gt;</title>slot-000000000000-body-|<p>slot-0-body-</p>|");
    }

    #[test]
    fn a_layout_without_a_body_is_refused() {
        let error = page("<title>{{ title }}</title>", shell()).expect_err("no body").to_string();
        assert!(error.contains("theme overlay file templates/layout.html"), "{error}");
        assert!(error.contains("{{ body | safe }} exactly once, found it 0 times"), "{error}");
    }

    #[test]
    fn a_template_that_does_not_parse_is_named_with_its_place() {
        let error = page("a\nb {{ shell. }}", shell()).expect_err("syntax").to_string();
        assert!(error.contains("templates/layout.html, line 2 column "), "{error}");
        let error = page("a\n{{ body | nope }}", shell()).expect_err("filter").to_string();
        assert!(error.contains("templates/layout.html, line 2") && error.contains("nope"), "{error}");
        let error = page("{{ body | safe }}\n{{ shell.nope }}", shell()).expect_err("field").to_string();
        assert!(error.contains("templates/layout.html, line 2") && error.contains("nope"), "{error}");
    }
}
