//! Addresses: the base of the site, and what a request's path names below it.

use super::reload;
use crate::PublishError;
use std::net::IpAddr;
use std::path::{Component, Path};

/// What a path names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Not a path, or not one that can name a file of a site.
    Malformed,
    /// Not below the base.
    Outside,
    /// The base without its slash.
    Base,
    /// The number that live reload compares.
    Version,
    /// The script of live reload.
    Script,
    /// A file or folder: its parts below the site's folder, decoded.
    Inside(Vec<String>),
}

/// Checks a base and ends it with a slash.
pub(super) fn base(text: &str) -> Result<String, PublishError> {
    let refuse = |why| Err(PublishError::Base { base: text.to_owned(), why });
    let Some(rest) = text.strip_prefix('/') else { return refuse("it does not begin with a slash") };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    if rest.is_empty() {
        return if text == "/" { Ok("/".to_owned()) } else { refuse("a part of it is empty") };
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
    for part in rest.split('/') {
        match part {
            "" => return refuse("a part of it is empty"),
            "." | ".." => return refuse("it has a part `.` or `..`"),
            _ if !part.chars().all(plain) => {
                return refuse("it has characters other than letters, digits, `-`, `_`, `.` and `~`");
            }
            _ => {}
        }
    }
    Ok(format!("/{rest}/"))
}

/// What `path` (as sent, without its query) names below `base`.
pub(super) fn target(path: &str, base: &str) -> Target {
    if !path.starts_with('/') {
        return Target::Malformed;
    }
    let Some(rest) = path.strip_prefix(base) else {
        let bare = base.strip_suffix('/').unwrap_or(base);
        return if path == bare { Target::Base } else { Target::Outside };
    };
    match rest {
        reload::VERSION_AT => return Target::Version,
        reload::SCRIPT_AT => return Target::Script,
        "" => return Target::Inside(Vec::new()),
        _ => {}
    }
    let parts = rest.strip_suffix('/').unwrap_or(rest).split('/');
    parts
        .map(|part| decoded(part).filter(|p| is_name(p)))
        .collect::<Option<Vec<_>>>()
        .map_or(Target::Malformed, Target::Inside)
}

/// Whether `part` is one plain file name on this system, and not a hidden one (`.git`, say).
fn is_name(part: &str) -> bool {
    let mut components = Path::new(part).components();
    let one = matches!((components.next(), components.next()), (Some(Component::Normal(_)), None));
    one && !part.contains(['/', '\\', '\0']) && (!part.starts_with('.') || part == ".well-known")
}

/// Percent-decoding (RFC 3986); `None` for a broken escape and for what is not UTF-8.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = part.bytes();
    let mut out = Vec::with_capacity(part.len());
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut digit = || bytes.next().and_then(|b| char::from(b).to_digit(16));
        let (high, low) = (digit()?, digit()?);
        out.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(out).ok()
}

/// Whether a `Host` header names this machine by its loopback name or address, with any port.
pub(super) fn is_local_host(host: &str) -> bool {
    let port = |p: &str| p.is_empty() || p.bytes().all(|b| b.is_ascii_digit());
    let name = match host.strip_prefix('[') {
        Some(v6) => match v6.split_once(']') {
            Some((name, rest)) if rest.is_empty() || rest.strip_prefix(':').is_some_and(port) => name,
            _ => return false,
        },
        None => host.split_once(':').filter(|(_, p)| port(p)).map_or(host, |(name, _)| name),
    };
    let name = name.trim_end_matches('.');
    let local = name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost");
    local || name.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback())
}
