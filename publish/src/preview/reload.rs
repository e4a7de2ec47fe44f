//! Live reload within the policy `script-src 'self'; connect-src 'self'`: a script of the same origin, named in pages
//! while they are served, that asks for a number.

/// The script, from memory.
pub(super) const SCRIPT: &str = include_str!("reload.js");

/// Where the script stands below the base.
pub(super) const SCRIPT_AT: &str = "__quarterdeck/reload.js";

/// Where the number stands below the base; the script looks for it beside itself.
pub(super) const VERSION_AT: &str = "__quarterdeck/version";

/// The page with the script before the end of its body, by an address relative to `path`.
pub(super) fn with_script(mut page: Vec<u8>, path: &str, base: &str, version: u64) -> Vec<u8> {
    let depth = path.strip_prefix(base).unwrap_or_default().matches('/').count();
    let up = "../".repeat(depth);
    let tag = format!("<script defer src=\"{up}{SCRIPT_AT}\" data-version=\"{version}\"></script>\n");
    let end = b"</body";
    let body = page.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end));
    let at = body.unwrap_or(page.len());
    page.splice(at..at, tag.into_bytes());
    page
}
