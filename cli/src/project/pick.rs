//! A side of a comparison by what people call it: snapshot, commit, tag, date, branch, period, `latest`.

use super::git::Git;
use crate::error::CliError;
use crate::suggest;
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::compare::side::{Side, release};
use quarterdeck_analysis::period::Period;
use quarterdeck_model::{History, Run, Timestamp};
use std::collections::BTreeSet;

/// What was asked for, found.
#[derive(Debug)]
pub(crate) struct Picked {
    /// Its runs.
    pub(crate) side: Side,
    /// What it is, in words.
    pub(crate) name: String,
    /// The commit that was named, where one was.
    pub(crate) commit: Option<String>,
    /// Whether it is one snapshot alone.
    pub(crate) is_snapshot: bool,
    /// What is not as it was asked for.
    pub(crate) remark: Option<String>,
}

impl Picked {
    fn new(history: &History, name: String, keep: impl Fn(&Run) -> bool) -> Self {
        let side = Side::newest(history, keep);
        let commit = side.newest_run().and_then(|run| history.runs.get(run as usize)?.commit.clone());
        Self { side, name, commit, is_snapshot: false, remark: None }
    }

    /// The newest run of every job.
    pub(crate) fn latest(history: &History) -> Self {
        Self::new(history, "the latest runs".to_owned(), |_| true)
    }

    /// What they are compared with when nothing is named; figures are the median of the last `k`.
    pub(crate) fn baseline(history: &History, k: usize) -> Self {
        Self::before(history, &Self::latest(history), k)
    }

    /// The same for any side.
    pub(crate) fn before(history: &History, of: &Self, k: usize) -> Self {
        let side = Side::baseline(history, &of.side, k);
        let commit = side.newest_run().and_then(|run| history.runs.get(run as usize)?.commit.clone());
        Self { side, name: "the run before of each job".to_owned(), commit, is_snapshot: false, remark: None }
    }
}

/// Finds what `text` names among the runs of `history`; weeks and quarters are those of `zone`.
///
/// # Errors
/// [`CliError::Usage`] with what could have been meant, or [`CliError::Unreadable`] when it is known and has no run.
pub(crate) fn pick(text: &str, history: &History, git: &Git, zone: &Zone) -> Result<Picked, CliError> {
    if text == "latest" || text == "now" {
        return Ok(Picked::latest(history));
    }
    if let Some(found) = of_time(text, history, zone) {
        return some_run(found, text);
    }
    if let Some(found) = of_snapshot(text, history)? {
        return Ok(found);
    }
    if let Some(found) = of_name(text, history) {
        return Ok(found);
    }
    if let Some(found) = of_commit(text, history)? {
        return Ok(found);
    }
    match git.commit(text) {
        Some(commit) => of_ancestor(text, &commit, history, git),
        None => Err(unknown(text, history)),
    }
}

/// A period (its last runs), an instant, or a day (its end in UTC).
fn of_time(text: &str, history: &History, zone: &Zone) -> Option<Picked> {
    if let Some(period) = Period::parse(text) {
        let (start, end) = period.start(zone).zip(period.end(zone))?;
        let name = format!("the last runs of {}", period.name());
        return Some(Picked::new(history, name, |run| run.taken_at >= start && run.taken_at <= end));
    }
    let day = Timestamp::parse(&format!("{text}T23:59:59.999Z"));
    let instant = day.or_else(|| Timestamp::parse(text))?;
    let name = match day {
        Some(_) => format!("the state at the end of {text}"),
        None => format!("the state at {instant}"),
    };
    Some(Picked::new(history, name, |run| run.taken_at <= instant))
}

fn some_run(found: Picked, text: &str) -> Result<Picked, CliError> {
    if found.side.is_empty() {
        return Err(CliError::Unreadable(format!("{text}: the archive has no snapshot of that time")));
    }
    Ok(found)
}

/// A snapshot by the beginning of its identifier, which is a time.
fn of_snapshot(text: &str, history: &History) -> Result<Option<Picked>, CliError> {
    let text = text.strip_suffix(".json").unwrap_or(text);
    let time =
        text.get(..9).is_some_and(|t| t.ends_with('T') && t.bytes().take(8).all(|b| b.is_ascii_digit()));
    let ids = (0u32..).zip(&history.runs).filter(|(_, run)| run.id.as_str().starts_with(text));
    let found: Vec<(u32, &Run)> = ids.collect();
    let exact = found.iter().find(|(_, run)| run.id.as_str() == text).copied();
    let one = exact.or(if let ([one], true) = (found.as_slice(), time) { Some(*one) } else { None });
    if let Some((index, run)) = one {
        let name = format!("snapshot {}", run.id);
        let side = Side::run(history, index);
        return Ok(Some(Picked { side, name, commit: run.commit.clone(), is_snapshot: true, remark: None }));
    }
    if time && found.len() > 1 {
        let ids: Vec<&str> = found.iter().take(5).map(|(_, run)| run.id.as_str()).collect();
        return Err(CliError::Usage(format!(
            "{text}: {} snapshots begin so; name one of them: {}",
            found.len(),
            ids.join(", ")
        )));
    }
    Ok(None)
}

/// A branch, or a release that runs are labelled with.
fn of_name(text: &str, history: &History) -> Option<Picked> {
    let branch = Picked::new(history, format!("branch {text}"), |run| run.branch.as_deref() == Some(text));
    let tagged = Picked::new(history, format!("release {text}"), |run| release(run) == Some(text));
    [branch, tagged].into_iter().find(|found| !found.side.is_empty())
}

/// A commit by the beginning of its hash.
fn of_commit(text: &str, history: &History) -> Result<Option<Picked>, CliError> {
    let hex = (4..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit());
    if !hex {
        return Ok(None);
    }
    let text = text.to_ascii_lowercase();
    let known = history.runs.iter().filter_map(|run| run.commit.as_deref());
    let commits: BTreeSet<&str> = known.filter(|commit| commit.starts_with(&text)).collect();
    let mut found = commits.iter().copied();
    match (found.next(), found.next()) {
        (Some(commit), None) => Ok(Some(at_commit(history, commit))),
        (Some(_), Some(_)) => {
            let some: Vec<&str> = commits.iter().take(5).map(|c| c.get(..12).unwrap_or(c)).collect();
            Err(CliError::Usage(format!("{text}: several commits begin so: {}", some.join(", "))))
        }
        _ => Ok(None),
    }
}

fn at_commit(history: &History, commit: &str) -> Picked {
    let short = commit.get(..10).unwrap_or(commit);
    Picked::new(history, format!("commit {short}"), |run| run.commit.as_deref() == Some(commit))
}

/// A commit that git knows: its runs, else those of the nearest commit before it that has any.
fn of_ancestor(text: &str, commit: &str, history: &History, git: &Git) -> Result<Picked, CliError> {
    let measured: BTreeSet<&str> = history.runs.iter().filter_map(|run| run.commit.as_deref()).collect();
    let line = git.ancestors(commit);
    let Some(nearest) = line.iter().find(|commit| measured.contains(commit.as_str())) else {
        let short = commit.get(..10).unwrap_or(commit);
        return Err(CliError::Unreadable(format!(
            "{text} is commit {short}: the archive has no snapshot of it or of any commit before it"
        )));
    };
    let found = at_commit(history, nearest);
    let name = if *nearest == *commit { format!("{text} ({})", found.name) } else { found.name.clone() };
    let remark = (*nearest != *commit).then(|| {
        format!(
            "there is no snapshot of {text}; the nearest commit before it that has one is taken: {}",
            found.name
        )
    });
    Ok(Picked { name, remark, ..found })
}

fn unknown(text: &str, history: &History) -> CliError {
    let branches = history.runs.iter().filter_map(|run| run.branch.clone());
    let tags = history.runs.iter().filter_map(release);
    let names: BTreeSet<String> = branches.chain(tags.map(str::to_owned)).collect();
    let nearest = suggest::nearest(text, names.iter().map(String::as_str));
    CliError::Usage(format!(
        "`{text}` names nothing in the archive or in git{}; expected a snapshot, commit, tag, branch, date (2026-11-20), \
         instant (RFC 3339), week (2026-W47), quarter (2026-Q4) or `latest`",
        suggest::did_you_mean(&nearest)
    ))
}
