//! The page around every page. It is rendered once per folder depth and menu entry with markers where title and body
//! belong, and then only spliced: at thousands of permalinks the layout costs a copy each, not a rendering.

use crate::GenerateError;
use crate::engine::Engine;
use tera::Context;

const TEMPLATE: &str = "layout.html";

/// Marks no project name can contain by accident: private-use characters of Unicode around a word.
const TITLE: &str = "\u{F5DA}quarterdeck-title\u{F5DB}";
const BODY: &str = "\u{F5DA}quarterdeck-body\u{F5DB}";

/// A rendered layout: text around the places of title and body.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Before the body, cut at each place of the title.
    before: Vec<String>,
    /// After the body, cut at each place of the title.
    after: Vec<String>,
}

impl Layout {
    /// Renders the layout with that context and cuts it at its markers.
    pub(crate) fn render(engine: &Engine<'_>, context: &Context) -> Result<Self, GenerateError> {
        let mut context = context.clone();
        context.insert("title", TITLE);
        context.insert("body", BODY);
        let text = engine.render(TEMPLATE, &context)?;
        let cut = |part: &str| part.split(TITLE).map(str::to_owned).collect();
        match text.split(BODY).collect::<Vec<_>>().as_slice() {
            [before, after] => Ok(Self { before: cut(before), after: cut(after) }),
            parts => {
                let found = parts.len().saturating_sub(1);
                let message = format!("expected {{{{ body | safe }}}} exactly once, found it {found} times");
                Err(engine.complain(TEMPLATE, message))
            }
        }
    }

    /// One page. `title` is plain text and is escaped here; `body` is finished HTML.
    pub(crate) fn page(&self, title: &str, body: &str) -> String {
        let title = escape(title);
        let fixed: usize = self.before.iter().chain(&self.after).map(|part| part.len() + title.len()).sum();
        let mut page = String::with_capacity(fixed + body.len());
        join(&mut page, &self.before, &title);
        page.push_str(body);
        join(&mut page, &self.after, &title);
        page
    }
}

fn join(page: &mut String, parts: &[String], between: &str) {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            page.push_str(between);
        }
        page.push_str(part);
    }
}

/// Escapes text for HTML content and double-quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
