//! Markdown notes as HTML: raw HTML off, safe links only, nothing that the page's policy would refuse.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// A ticked box of a task list.
const DONE: &str = "<span class=\"task\" role=\"img\" aria-label=\"done\">☑</span> ";
/// An empty one.
const TO_DO: &str = "<span class=\"task\" role=\"img\" aria-label=\"to do\">☐</span> ";

/// Renders a note. Raw HTML is shown as text; a link survives only with the scheme http, https or mailto or with none;
/// a picture from elsewhere becomes a link, since the site makes no request to others; the highest headings, whichever
/// they are, are of level two, below the page's own, so that no level is passed over.
pub(crate) fn to_html(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut tags = Vec::new();
    let levels = Parser::new_ext(markdown, options).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level as usize),
        _ => None,
    });
    let highest = levels.min().unwrap_or(1);
    let events = Parser::new_ext(markdown, options).map(|event| made_safe(event, &mut tags, highest));
    let mut out = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut out, events);
    out
}

/// `tags` keeps what each open link or picture was turned into, so that its end fits its start.
/// `highest` is the level of the note's own highest heading.
fn made_safe<'a>(event: Event<'a>, tags: &mut Vec<TagEnd>, highest: usize) -> Event<'a> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Heading { level, id, .. }) => Event::Start(Tag::Heading {
            level: lowered(level, highest),
            id,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lowered(level, highest))),
        // Alignment would be written as an inline style.
        Event::Start(Tag::Table(_)) => Event::Start(Tag::Table(Vec::new())),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let end = if scheme(&dest_url).is_safe() { TagEnd::Link } else { TagEnd::Emphasis };
            tags.push(end);
            match end {
                TagEnd::Link => Event::Start(Tag::Link { link_type, dest_url, title, id }),
                _ => Event::Start(Tag::Emphasis),
            }
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            start_image(tags, link_type, dest_url, title, id)
        }
        // A box that cannot be ticked here is a sign, not a control that wants a label.
        Event::TaskListMarker(done) => Event::InlineHtml(CowStr::Borrowed(if done { DONE } else { TO_DO })),
        Event::End(TagEnd::Link | TagEnd::Image) => Event::End(tags.pop().unwrap_or(TagEnd::Link)),
        other => other,
    }
}

fn start_image<'a>(
    tags: &mut Vec<TagEnd>,
    link_type: pulldown_cmark::LinkType,
    dest_url: CowStr<'a>,
    title: CowStr<'a>,
    id: CowStr<'a>,
) -> Event<'a> {
    match scheme(&dest_url) {
        Scheme::Relative => {
            tags.push(TagEnd::Image);
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        // A link inside a link is not HTML: there the picture's text has to do.
        Scheme::Web if !tags.contains(&TagEnd::Link) => {
            tags.push(TagEnd::Link);
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Scheme::Web | Scheme::Other => {
            tags.push(TagEnd::Emphasis);
            Event::Start(Tag::Emphasis)
        }
    }
}

fn lowered(level: HeadingLevel, highest: usize) -> HeadingLevel {
    let lowered = (level as usize + 2).saturating_sub(highest);
    HeadingLevel::try_from(lowered).unwrap_or(HeadingLevel::H6)
}

#[derive(Debug, PartialEq, Eq)]
enum Scheme {
    Relative,
    Web,
    Other,
}

impl Scheme {
    fn is_safe(&self) -> bool {
        *self != Scheme::Other
    }
}

/// Browsers drop tabs and line breaks inside an address and control characters before it, so they are dropped before
/// the scheme is looked at; an address that begins with `//` or `\` names another host.
fn scheme(address: &str) -> Scheme {
    let plain: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let plain = plain.to_ascii_lowercase();
    if ["http://", "https://", "mailto:"].iter().any(|s| plain.starts_with(s)) {
        return Scheme::Web;
    }
    let before_path = plain.split(['/', '?', '#']).next().unwrap_or_default();
    if before_path.contains(':') || plain.starts_with("//") || plain.contains('\\') {
        return Scheme::Other;
    }
    Scheme::Relative
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_html_is_shown_not_run() {
        let html = to_html("a <b>b</b>\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>");
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }

    #[test]
    fn links_of_other_schemes_lose_their_address() {
        for bad in [
            "javascript:alert(1)",
            "JaVa\tScript:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example/x",
            "file:///etc",
        ] {
            let html = to_html(&format!("[go](<{bad}>)"));
            assert!(!html.contains("href"), "{bad}: {html}");
            assert!(html.contains("go"), "{bad}: {html}");
        }
        for good in ["https://example.org/a:b", "mailto:a@example.org", "metric/x.html", "#part", "a?b=c:d"] {
            assert!(to_html(&format!("[go](<{good}>)")).contains("href"), "{good}");
        }
    }

    #[test]
    fn entities_do_not_hide_a_scheme() {
        let html = to_html("[go](java&#115;cript:alert(1)) [x](&#x6a;avascript:alert(1))");
        assert!(!html.contains("href"), "{html}");
    }

    #[test]
    fn remote_pictures_become_links_and_local_ones_stay() {
        let html = to_html("![far](https://example.org/a.png) ![near](a.png) ![odd](data:image/png,x)");
        assert_eq!(html.matches("<img").count(), 1, "{html}");
        assert!(html.contains("<a href=\"https://example.org/a.png\">far</a>"), "{html}");
        let badge = to_html("[![build](https://example.org/b.svg)](https://example.org/)");
        assert_eq!(badge, "<p><a href=\"https://example.org/\"><em>build</em></a></p>\n");
    }

    #[test]
    fn boxes_of_a_task_list_are_signs() {
        let html = to_html("- [ ] ask\n- [x] done\n");
        assert_eq!(html, format!("<ul>\n<li>{TO_DO}ask</li>\n<li>{DONE}done</li>\n</ul>\n"));
    }

    #[test]
    fn tables_carry_no_inline_style_and_headings_start_below_the_pages_own() {
        let html = to_html("# Top\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n");
        assert!(
            !html.contains("style") && html.contains("<h2>Top</h2>") && html.contains("<td>2</td>"),
            "{html}"
        );
    }
}
