//! A small strict reader of our own pages: every tag closed in order, every attribute quoted, nothing inline.

use std::collections::BTreeSet;

const VOID: [&str; 9] = ["meta", "link", "br", "hr", "img", "input", "wbr", "col", "source"];

/// What a page holds that tests ask about.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Values of `href` and `src`, unescaped.
    pub(crate) links: Vec<String>,
    /// Values of `id`.
    pub(crate) ids: BTreeSet<String>,
    /// Text outside tags, unescaped.
    pub(crate) text: String,
    /// Names of elements, in order.
    pub(crate) elements: Vec<String>,
}

/// Reads a page, or says what is wrong with it and where.
pub(crate) fn read(html: &str) -> Result<Page, String> {
    let mut page = Page::default();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text(&mut page, &rest[..at])?;
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<!doctype html>") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix("</") {
            let (name, after) = after.split_once('>').ok_or("unclosed end tag")?;
            let expected = open.pop().ok_or_else(|| format!("</{name}> closes nothing"))?;
            if expected != name {
                return Err(format!("</{name}> closes <{expected}>, before {:?}", start(after)));
            }
            rest = after;
        } else {
            rest = element(&mut page, &mut open, &rest[1..])?;
        }
    }
    text(&mut page, rest)?;
    if open.is_empty() { Ok(page) } else { Err(format!("never closed: {open:?}")) }
}

fn element<'a>(page: &mut Page, open: &mut Vec<String>, rest: &'a str) -> Result<&'a str, String> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).ok_or("unclosed tag")?;
    let name = rest[..end].to_owned();
    if name.is_empty() || name == "style" {
        return Err(format!("stray `<` or inline style before {:?}", start(rest)));
    }
    let (attributes, closed, after) = attributes(&rest[end..])?;
    for (key, value) in &attributes {
        attribute(page, &name, key, value)?;
    }
    if name == "script" && !(attributes.iter().any(|(k, _)| k == "src") && after.starts_with("</script>")) {
        return Err(format!("inline script {:?}", start(after)));
    }
    let in_svg = name == "svg" || open.iter().any(|o| o == "svg");
    if closed && !in_svg {
        return Err(format!("<{name}/> outside SVG"));
    }
    if !closed && !VOID.contains(&name.as_str()) {
        open.push(name.clone());
    }
    page.elements.push(name);
    Ok(after)
}

fn attribute(page: &mut Page, element: &str, key: &str, value: &str) -> Result<(), String> {
    if key == "style" || key.starts_with("on") {
        return Err(format!("inline {key} on <{element}>"));
    }
    if matches!(key, "href" | "src") {
        page.links.push(unescape(value)?);
    }
    if key == "id" && !page.ids.insert(value.to_owned()) {
        return Err(format!("id {value:?} twice"));
    }
    Ok(())
}

type Attributes = Vec<(String, String)>;

fn attributes(mut rest: &str) -> Result<(Attributes, bool, &str), String> {
    let mut all: Attributes = Vec::new();
    loop {
        let trimmed = rest.trim_start();
        if let Some(after) = trimmed.strip_prefix("/>") {
            return Ok((all, true, after));
        }
        if let Some(after) = trimmed.strip_prefix('>') {
            return Ok((all, false, after));
        }
        if trimmed.len() == rest.len() {
            return Err(format!("no space before attribute {:?}", start(rest)));
        }
        let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
        let end = trimmed.find(|c| !name(c)).ok_or("unclosed tag")?;
        let key = trimmed[..end].to_owned();
        if key.is_empty() || all.iter().any(|(k, _)| *k == key) {
            return Err(format!("bad or double attribute before {:?}", start(trimmed)));
        }
        rest = &trimmed[end..];
        let mut value = String::new();
        let quote = rest.chars().nth(1).filter(|q| rest.starts_with('=') && matches!(q, '"' | '\''));
        if let Some(quote) = quote {
            let (found, after) = rest[2..].split_once(quote).ok_or("unclosed attribute")?;
            value = found.to_owned();
            unescape(found)?;
            rest = after;
        } else if rest.starts_with('=') {
            return Err(format!("unquoted attribute {key}{:?}", start(rest)));
        }
        if value.contains('<') {
            return Err(format!("raw `<` in attribute {key}={value:?}"));
        }
        all.push((key, value));
    }
}

fn text(page: &mut Page, raw: &str) -> Result<(), String> {
    page.text.push_str(&unescape(raw)?);
    Ok(())
}

/// Text of a page with its entities read.
pub(crate) fn unescape(raw: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (entity, after) =
            rest[at + 1..].split_once(';').ok_or_else(|| format!("bare & in {:?}", start(raw)))?;
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" | "#39" | "#x27" => '\'',
            "#x2F" => '/',
            "nbsp" => '\u{a0}',
            "thinsp" => '\u{2009}',
            "middot" => '·',
            other => return Err(format!("unexpected entity &{other};")),
        });
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn start(text: &str) -> String {
    text.chars().take(80).collect()
}

#[test]
fn the_reader_refuses_what_pages_must_not_hold() {
    for bad in [
        "<p>a",
        "<p>a</div>",
        "<p class=x>a</p>",
        "<p style=\"a\">a</p>",
        "<p onclick=\"a\">a</p>",
        "<script>a</script>",
        "<style>a</style>",
        "<b id=\"a\"></b><b id=\"a\"></b>",
        "<p>a & b</p>",
    ] {
        assert!(read(bad).is_err(), "{bad}");
    }
    let page =
        read("<!doctype html><p id=\"a\">x &amp; y<br><a href=\"z.html?a&amp;b\">z</a></p>").expect("good");
    assert_eq!((page.text.as_str(), page.links[0].as_str()), ("x & yz", "z.html?a&b"));
}
