//! From a request to an answer: which file, which status, which headers.

use super::address::{self, Target};
use super::reload;
use crate::types;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The folder that is shown.
#[derive(Debug)]
pub(super) struct Site {
    /// Canonical.
    folder: PathBuf,
    /// `/` or `/…/`.
    base: String,
    /// Grows with every build. It begins at the clock, so that pages of an earlier server reload, too.
    pub(super) version: AtomicU64,
}

/// An answer to be written.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Body,
}

/// What it carries.
#[derive(Debug)]
pub(super) enum Body {
    Bytes(Vec<u8>),
    /// An open file and its length in bytes.
    File(File, u64),
}

impl Site {
    pub(super) fn new(folder: PathBuf, base: String) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let version = AtomicU64::new(u64::try_from(now.as_millis()).unwrap_or_default());
        Self { folder, base, version }
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The answer to `method` on `url` (path and query as sent), for `host` as the request names it.
    pub(super) fn answer(&self, method: &str, url: &str, host: Option<&str>) -> Answer {
        if !matches!(method, "GET" | "HEAD") {
            let mut answer = Answer::text(405, "only GET and HEAD are answered here\n");
            answer.headers.push(("Allow", "GET, HEAD".to_owned()));
            return answer;
        }
        // A page of another site whose name was pointed at this machine must not read what is served here.
        if !host.is_none_or(address::is_local_host) {
            return Answer::text(403, "the preview answers to localhost, 127.0.0.1 and [::1] only\n");
        }
        // Before the file is looked at: a build in between makes the page reload once more, never once too little.
        let version = self.version.load(Ordering::SeqCst);
        let path = url.split(['?', '#']).next().unwrap_or_default();
        match address::target(path, &self.base) {
            Target::Malformed => Answer::text(400, "this is not an address of a site\n"),
            Target::Outside => {
                Answer::text(404, &format!("nothing is here: the site begins at {}\n", self.base))
            }
            Target::Base => Answer::moved(&self.base),
            Target::Version => Answer::text(200, &version.to_string()),
            Target::Script => Answer::bytes(200, types::SCRIPT, reload::SCRIPT.as_bytes().to_vec()),
            Target::Inside(parts) => {
                self.file(path, &parts, version).unwrap_or_else(|| self.missing(path, version))
            }
        }
    }

    /// The file at `parts` below the folder; of a folder, its `index.html`.
    fn file(&self, path: &str, parts: &[String], version: u64) -> Option<Answer> {
        let wanted = self.inside(&self.folder.join(parts.iter().collect::<PathBuf>()))?;
        if !wanted.is_dir() {
            // An address that ends in a slash names a folder.
            return if path.ends_with('/') { None } else { self.read(200, &wanted, path, version) };
        }
        let index = self.inside(&wanted.join("index.html")).filter(|i| i.is_file())?;
        // Without the slash every relative link on the page would lead astray.
        if path.ends_with('/') {
            self.read(200, &index, path, version)
        } else {
            Some(Answer::moved(&format!("{path}/")))
        }
    }

    /// The path without links, when it exists and is within the folder.
    fn inside(&self, path: &Path) -> Option<PathBuf> {
        fs::canonicalize(path).ok().filter(|real| real.starts_with(&self.folder))
    }

    fn read(&self, status: u16, file: &Path, path: &str, version: u64) -> Option<Answer> {
        // Only plain files: opening a pipe would wait for its writer.
        let length = fs::metadata(file).ok().filter(fs::Metadata::is_file)?.len();
        let mut open = File::open(file).ok()?;
        let content_type = types::of(file);
        if content_type != types::PAGE {
            return Some(Answer::new(status, content_type, Body::File(open, length)));
        }
        let mut page = Vec::new();
        open.read_to_end(&mut page).ok()?;
        let page = reload::with_script(page, path, &self.base, version);
        Some(Answer::bytes(status, content_type, page))
    }

    /// The site's own page for what is not there, else a line of text.
    fn missing(&self, path: &str, version: u64) -> Answer {
        let own =
            self.inside(&self.folder.join("404.html")).and_then(|page| self.read(404, &page, path, version));
        own.unwrap_or_else(|| Answer::text(404, "nothing is here\n"))
    }
}

impl Answer {
    fn new(status: u16, content_type: &str, body: Body) -> Self {
        let headers = vec![
            ("Content-Type", content_type.to_owned()),
            ("Cache-Control", "no-store".to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            // Data files are classic scripts, which any site could otherwise load into its own pages.
            ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ];
        Self { status, headers, body }
    }

    fn bytes(status: u16, content_type: &str, bytes: Vec<u8>) -> Self {
        Self::new(status, content_type, Body::Bytes(bytes))
    }

    pub(super) fn text(status: u16, text: &str) -> Self {
        Self::bytes(status, types::TEXT, text.as_bytes().to_vec())
    }

    fn moved(to: &str) -> Self {
        let mut answer = Self::text(302, &format!("see {to}\n"));
        answer.headers.push(("Location", to.to_owned()));
        answer
    }
}
