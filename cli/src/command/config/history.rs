//! `config history`: how thresholds changed, from git and from dated entries.

use super::words::{Words, words};
use super::write;
use crate::args::{ConfigHistoryArgs, Format};
use crate::command::Outcome;
use crate::config::check::check;
use crate::config::{self, File};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use quarterdeck_analysis::policy::{Changed, Condition, Dated, Policy};
use quarterdeck_model::Timestamp;
use serde_json::json;
use std::path::Path;
use std::process::Command;

/// The configuration as one commit left it.
pub(super) struct Version {
    pub(super) commit: String,
    pub(super) at: Timestamp,
    pub(super) author: String,
    /// `None` where it cannot be read.
    pub(super) file: Option<File>,
    pub(super) text: String,
}

/// One change, in words.
struct Told {
    at: Option<Timestamp>,
    commit: String,
    author: String,
    words: Words,
}

pub(super) fn run(args: &ConfigHistoryArgs, given: Option<&Path>, printer: &Printer) -> Outcome {
    let none = || {
        CliError::Usage("no quarterdeck.toml here or in a folder above; name one with --config".to_owned())
    };
    let (path, text) = config::find_text(given)?.ok_or_else(none)?;
    let name = config::shown(&path);
    let now = config::read(&text, &name)?;
    let versions = versions(&path)?;
    for lost in versions.iter().filter(|version| version.file.is_none()) {
        let commit = short(&lost.commit);
        printer.warning(&format!("{} of {commit} cannot be read as a configuration; it is left out", name));
    }
    let told = changes(&versions, &now);
    let answer = match args.answer.format {
        Format::Human => human(&told),
        Format::Markdown => markdown(&told),
        Format::Json => as_json(&told),
    };
    printer.answer(&answer)?;
    if args.write {
        let (fresh, added) = write::dated(&text, &now, &versions)?;
        if added == 0 {
            printer.note("nothing to write: every threshold that changed has its dated entries");
        } else {
            config::read(&fresh, &name)?;
            quarterdeck_store::write::atomic(&path, fresh.as_bytes())?;
            printer.note(&format!("wrote {added} dated entries to {}", name));
        }
    }
    Ok(Exit::Done)
}

/// What git says, run in the folder of the file.
fn git(folder: &Path, args: &[&str]) -> Result<String, CliError> {
    let ran = Command::new("git").arg("-C").arg(folder).args(args).output();
    let failed = |why: String| {
        let what = args.first().copied().unwrap_or_default();
        CliError::Unreadable(format!(
            "the history of thresholds is that of the file in git, and `git {what}` says: {why}; commit the file first"
        ))
    };
    let ran = ran.map_err(|e| failed(e.to_string()))?;
    if !ran.status.success() {
        return Err(failed(String::from_utf8_lossy(&ran.stderr).trim().to_owned()));
    }
    Ok(String::from_utf8_lossy(&ran.stdout).into_owned())
}

/// Every version of the file on this branch, oldest first. A change that was merged is dated by its merge: it came into
/// force here then.
fn versions(path: &Path) -> Result<Vec<Version>, CliError> {
    let folder = config::folder(path).unwrap_or_else(|| ".".into());
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let format = "--format=%H%x1f%cI%x1f%an";
    let log = git(&folder, &["log", "--first-parent", "--reverse", format, "--", &name])?;
    let version = |line: &str| {
        let mut parts = line.split('\u{1f}');
        let (commit, at, author) = (parts.next()?, Timestamp::parse(parts.next()?)?, parts.next()?);
        // A commit that took the file away has no text: it is as if nothing was said then.
        let text = git(&folder, &["show", &format!("{commit}:./{name}")]).ok()?;
        let file = check(&text, &name).file;
        Some(Version { commit: commit.to_owned(), at, author: author.to_owned(), file, text })
    };
    Ok(log.lines().filter_map(version).collect())
}

/// What changed from one version to the next, then what is not committed, then what dated entries will or did bring.
fn changes(versions: &[Version], now: &File) -> Vec<Told> {
    let readable: Vec<(&Version, &File)> =
        versions.iter().filter_map(|v| Some((v, v.file.as_ref()?))).collect();
    let mut out = Vec::new();
    for pair in readable.windows(2) {
        let [(_, old), (version, new)] = pair else { continue };
        let (commit, author) = (short(&version.commit), &version.author);
        let told =
            |words| Told { at: Some(version.at), commit: commit.clone(), author: author.clone(), words };
        out.extend(differences(&old.policy, &new.policy, version.at).into_iter().map(told));
    }
    let unsigned =
        |at, commit: &str, words| Told { at, commit: commit.to_owned(), author: String::new(), words };
    if let Some((version, last)) = readable.last() {
        let words = differences(&last.policy, &now.policy, version.at).into_iter();
        out.extend(words.map(|words| unsigned(None, "not committed", words)));
    }
    let ends = (Timestamp::from_millis(FIRST_MS), Timestamp::from_millis(LAST_MS));
    if let (Some(from), Some(until)) = ends {
        for change in now.policy.threshold_changes(from, until) {
            let words = words(&change.of);
            // An entry that was written from git tells nothing new.
            if !out.iter().any(|told| told.at == Some(change.at) && told.words == words) {
                out.push(unsigned(Some(change.at), "dated entry", words));
            }
        }
    }
    // Those without a date are the newest.
    out.sort_by_key(|told| (told.at.is_none(), told.at));
    out
}

/// The years 0000 to 9999.
const FIRST_MS: i64 = -62_167_219_200_000;
const LAST_MS: i64 = 253_402_300_799_999;

/// What two policies say otherwise of `at`.
fn differences(old: &Policy, new: &Policy, at: Timestamp) -> Vec<Words> {
    let mut out = Vec::new();
    let metrics = pairs(old.rules_at(at), new.rules_at(at));
    out.extend(metrics.map(|(o, n)| words(&Changed::Metric(o, n))));
    let score = pairs(old.score_rules_at(at), new.score_rules_at(at));
    out.extend(score.map(|(o, n)| words(&Changed::Score(o, n))));
    let conditions =
        |policy: &'_ Policy| policy.conditions_at(at).into_iter().map(|(_, c)| c.clone()).collect();
    let (old_gate, new_gate): (Vec<Condition>, Vec<Condition>) = (conditions(old), conditions(new));
    let gate = pairs(old_gate.iter().collect(), new_gate.iter().collect());
    out.extend(gate.map(|(o, n)| words(&Changed::Gate(o, n))));
    out.retain(|told| told.old != told.new);
    out
}

/// Old and new entry of each subject: the first of the old with the first of the new, and so on.
fn pairs<'p, R: Dated>(
    old: Vec<&'p R>,
    new: Vec<&'p R>,
) -> std::vec::IntoIter<(Option<&'p R>, Option<&'p R>)> {
    let mut rest = old;
    let mut out = Vec::new();
    for entry in new {
        let before = rest.iter().position(|other| other.same_subject(entry)).map(|at| rest.remove(at));
        out.push((before, Some(entry)));
    }
    out.extend(rest.into_iter().map(|gone| (Some(gone), None)));
    out.into_iter()
}

fn short(commit: &str) -> String {
    commit.chars().take(10).collect()
}

fn day(told: &Told) -> String {
    told.at.map(|at| at.to_string().chars().take(10).collect()).unwrap_or_else(|| "-".to_owned())
}

fn human(told: &[Told]) -> String {
    if told.is_empty() {
        return "no threshold ever changed".to_owned();
    }
    let line = |t: &Told| {
        let author = if t.author.is_empty() { String::new() } else { format!("  {}", t.author) };
        format!(
            "{:<10}  {:<13}{author}\n    {}: {} → {}",
            day(t),
            t.commit,
            t.words.what,
            t.words.old,
            t.words.new
        )
    };
    quarterdeck_views::text::visible_lines(&told.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn markdown(told: &[Told]) -> String {
    let cell = |text: &str| quarterdeck_views::text::visible(text).replace('|', "\\|");
    let head = "| date | commit | author | threshold | old | new |\n|---|---|---|---|---|---|\n".to_owned();
    told.iter().fold(head, |text, t| {
        let cells =
            [&day(t), &t.commit, &t.author, &t.words.what, &t.words.old, &t.words.new].map(|text| cell(text));
        format!("{text}| {} |\n", cells.join(" | "))
    })
}

fn as_json(told: &[Told]) -> String {
    let row = |t: &Told| {
        json!({
            "at": t.at.map(|at| at.to_string()), "commit": t.commit, "author": t.author,
            "threshold": t.words.what, "old": t.words.old, "new": t.words.new,
        })
    };
    json!({ "changes": told.iter().map(row).collect::<Vec<_>>() }).to_string()
}
