//! The manifest beside the data: what the site is about, its "now", and what everything is judged by.

use quarterdeck_analysis::policy::{Policy, Standing};
use quarterdeck_model::wire::light::{self, At, Fault, Kept, Read};
use quarterdeck_model::{SnapshotId, Timestamp};
use quarterdeck_views::format::Locale;

/// How addresses of pages that do not exist begin.
const NO_PAGE: &str = "no-page:";

/// The version of the manifest that is read.
const VERSION: u32 = 1;

/// The manifest, as far as the explorer needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifest {
    /// The project's name.
    pub project: String,
    /// The "now" of the build: figures are judged by it, so that they are those of the pages beside.
    pub now: Timestamp,
    /// How numbers and dates are written.
    pub locale: &'static Locale,
    /// What the present is judged by.
    pub standing: Standing,
    /// What everything else is judged by, read once it is asked for.
    pub(crate) policy: Kept,
    /// Addresses of the site's pages.
    pub routes: Routes,
    /// The data files, the oldest first.
    pub chunks: Vec<Listed>,
    /// Files of response times, loaded when they are asked for.
    pub loads: Vec<LoadFile>,
}

/// A file of response times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadFile {
    /// Its path.
    pub file: String,
    /// When its first run was.
    pub from: Option<Timestamp>,
    /// When its last run was.
    pub to: Option<Timestamp>,
}

/// What the manifest says of one data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its path.
    pub file: String,
    /// How many runs it holds.
    pub runs: usize,
    /// The time of its oldest run.
    pub from: Option<Timestamp>,
}

/// Patterns of addresses, relative to the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routes {
    /// `s/{id}.html`.
    snapshot: String,
    /// `metric/{slug}.html`.
    metric: String,
}

/// The manifest on the wire; the loader has used the rest of its fields.
struct Wire {
    version: u32,
    project: String,
    now: String,
    locale: String,
    standing: Standing,
    policy: Kept,
    routes: Routes,
    chunks: Vec<WireChunk>,
    loads: Vec<WireChunk>,
}

struct WireChunk {
    file: String,
    runs: usize,
    from: Option<String>,
    to: Option<String>,
}

impl Read for Wire {
    fn read(at: At<'_, '_>) -> Self {
        at.fields(|f| Self {
            version: f.need("version"),
            project: f.need("project"),
            now: f.need("now"),
            locale: f.or_default("locale"),
            standing: f.need("policy"),
            policy: f.need("policy"),
            routes: f.need("routes"),
            chunks: f.need("chunks"),
            loads: f.or_default("loads"),
        })
    }
}

impl Read for WireChunk {
    fn read(at: At<'_, '_>) -> Self {
        at.fields(|f| Self {
            file: f.need("file"),
            runs: f.or_default("runs"),
            from: f.need("from"),
            to: f.need("to"),
        })
    }
}

impl Read for Routes {
    fn read(at: At<'_, '_>) -> Self {
        at.fields(|f| Self { snapshot: f.need("snapshot"), metric: f.need("metric") })
    }
}

impl Manifest {
    /// Reads the manifest's JSON.
    ///
    /// # Errors
    /// One sentence for the reader: not JSON of the expected shape, another version, or a time that is none.
    pub fn read(json: &str) -> Result<Self, String> {
        let wire: Wire = light::from_str(json).map_err(|fault| unreadable(&fault))?;
        if wire.version != VERSION {
            return Err(format!(
                "The data has version {}; the explorer reads version {VERSION}",
                wire.version
            ));
        }
        let now = Timestamp::parse(&wire.now).ok_or_else(|| {
            format!("The list of data files (data/manifest…js) has no valid time at /now: {:?}", wire.now)
        })?;
        let time = |text: Option<String>| text.as_deref().and_then(Timestamp::parse);
        let listed = |chunk: WireChunk| Listed { from: time(chunk.from), file: chunk.file, runs: chunk.runs };
        let load = |load: WireChunk| LoadFile { from: time(load.from), to: time(load.to), file: load.file };
        let chunks = wire.chunks.into_iter().map(listed).collect();
        let loads = wire.loads.into_iter().map(load).collect();
        let locale = Locale::of(&wire.locale).unwrap_or_default();
        let Wire { project, standing, policy, routes, .. } = wire;
        Ok(Self { project, now, locale, standing, policy, routes, chunks, loads })
    }

    /// All that anything is judged by.
    ///
    /// # Errors
    /// One sentence for the reader: not of the expected shape.
    pub fn policy(&self) -> Result<Policy, String> {
        self.policy.read().map_err(|fault| unreadable(&fault.within("policy")))
    }
}

fn unreadable(fault: &Fault) -> String {
    format!("The list of data files (data/manifest…js) cannot be read: {fault}")
}

impl Routes {
    /// For runs that have no page: see [`Routes::is_page`].
    pub fn none() -> Self {
        Self { snapshot: format!("{NO_PAGE}{{id}}"), metric: format!("{NO_PAGE}{{slug}}") }
    }

    /// Whether an address leads to a page of the site.
    pub fn is_page(href: &str) -> bool {
        !href.starts_with(NO_PAGE)
    }

    /// The page of a snapshot.
    pub fn snapshot(&self, id: &SnapshotId) -> String {
        self.snapshot.replace("{id}", id.as_str())
    }

    /// The page of a metric.
    pub fn metric(&self, slug: &str) -> String {
        self.metric.replace("{slug}", slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_manifest_is_read_with_fields_it_does_not_need() {
        let manifest = Manifest::read(&testing::manifest()).expect("read");
        assert_eq!(manifest.project, "acme");
        assert_eq!(manifest.routes.metric("tests.failed--all"), "metric/tests.failed--all.html");
        assert_eq!(manifest.policy().as_ref(), Ok(&Policy::default()));
        assert_eq!(manifest.standing, Standing::of(&Policy::default()));
    }

    #[test]
    fn what_cannot_be_read_is_said_in_words() {
        let good = testing::manifest();
        for (bad, words) in [
            ("{".to_owned(), "cannot be read"),
            (good.replace("\"version\":1", "\"version\":2"), "version 2"),
            (good.replace("2026-11-23T07:12:00.000Z", "today"), "/now"),
            (
                good.replace("\"cadence\":{", "\"cadence\":{\"days\":1"),
                "/policy/cadence: unknown field `days`",
            ),
        ] {
            let error = Manifest::read(&bad).expect_err("refused");
            assert!(error.contains(words), "{error}");
        }
        let later = good.replace("\"baseline\":{", "\"baseline\":{\"first\":1,");
        let error = Manifest::read(&later).expect("the present can be judged").policy().expect_err("refused");
        assert!(error.ends_with("/policy/baseline: unknown field `first`"), "{error}");
    }
}
