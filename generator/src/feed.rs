//! `feed.atom`: changes of state as an Atom feed (RFC 4287).
//!
//! Identifiers are `urn:uuid:` of a hash of the project and of what changed (RFC 9562, version 8), so that they are the same
//! in every build and on every machine. Without an address of the site links are relative to the feed itself.

use crate::layout::escape;
use crate::site::Files;
use quarterdeck_views::Context;
use quarterdeck_views::feed::{Entry, Feed};
use quarterdeck_views::routes;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Writes the feed; `address` is where the site is published, empty for not known.
pub(crate) fn write(files: &mut Files, context: &Context<'_>, address: &str) {
    files.add(routes::FEED, atom(&Feed::of(context), address));
}

fn atom(feed: &Feed, address: &str) -> String {
    let slash = if address.is_empty() || address.ends_with('/') { "" } else { "/" };
    let base = format!("{address}{slash}");
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n");
    element(&mut out, "id", &urn(&feed.project, "feed"));
    element(&mut out, "title", &feed.title);
    element(&mut out, "updated", &feed.updated);
    // Writing to a String cannot fail.
    let _ = writeln!(out, "<author><name>{}</name></author>", escape(&feed.project));
    out.push_str("<generator>Quarterdeck</generator>\n");
    if !address.is_empty() {
        link(&mut out, "self", "application/atom+xml", &format!("{base}{}", routes::FEED));
    }
    link(&mut out, "alternate", "text/html", &format!("{base}{}", routes::ALERTS));
    for entry in &feed.entries {
        push(&mut out, &feed.project, entry, &base);
    }
    out.push_str("</feed>\n");
    out
}

fn push(out: &mut String, project: &str, entry: &Entry, base: &str) {
    out.push_str("<entry>\n");
    element(out, "id", &urn(project, &entry.key));
    element(out, "title", &entry.title);
    element(out, "updated", &entry.updated);
    let _ = writeln!(out, "<category term=\"{}\"/>", escape(entry.category));
    link(out, "alternate", "text/html", &format!("{base}{}", entry.href));
    let _ = writeln!(out, "<content type=\"text\">{}</content>", escape(&entry.text));
    out.push_str("</entry>\n");
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "<{name}>{}</{name}>", escape(text));
}

fn link(out: &mut String, relation: &str, media: &str, href: &str) {
    let _ = writeln!(out, "<link rel=\"{relation}\" type=\"{media}\" href=\"{}\"/>", escape(href));
}

/// A UUID of version 8 from the SHA-256 of project and key.
fn urn(project: &str, key: &str) -> String {
    let mut hash = Sha256::new();
    for part in ["quarterdeck feed", project, key] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}
