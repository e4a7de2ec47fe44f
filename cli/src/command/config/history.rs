//! `config history`: how thresholds changed, from git and from dated entries.

use super::write;
use crate::args::{ConfigHistoryArgs, Format};
use crate::command::Outcome;
use crate::config::check::check;
use crate::config::{self, File};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use quarterdeck_analysis::policy::{Changed, Condition, MetricRule, Policy, ScoreRule};
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
    what: String,
    old: String,
    new: String,
}

pub(super) fn run(args: &ConfigHistoryArgs, given: Option<&Path>, printer: &Printer) -> Outcome {
    let none = || {
        CliError::Usage("no quarterdeck.toml here or in a folder above; name one with --config".to_owned())
    };
    let (path, text) = config::find_text(given)?.ok_or_else(none)?;
    let now = config::read(&text, &path.display().to_string())?;
    let versions = versions(&path)?;
    for lost in versions.iter().filter(|version| version.file.is_none()) {
        let commit = short(&lost.commit);
        printer.warning(&format!(
            "{} of {commit} cannot be read as a configuration; it is left out",
            path.display()
        ));
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
            config::read(&fresh, &path.display().to_string())?;
            quarterdeck_store::write::atomic(&path, fresh.as_bytes())?;
            printer.note(&format!("wrote {added} dated entries to {}", path.display()));
        }
    }
    Ok(Exit::Done)
}

/// What git says, run in the folder of the file.
fn git(folder: &Path, args: &[&str]) -> Result<String, CliError> {
    let ran = Command::new("git").arg("-C").arg(folder).args(args).output();
    let failed = |why: String| CliError::Unreadable(format!("git {}: {why}", args.join(" ")));
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
        out.extend(differences(&old.policy, &new.policy, version.at).into_iter().map(|told| Told {
            at: Some(version.at),
            commit: short(&version.commit),
            author: version.author.clone(),
            ..told
        }));
    }
    if let Some((version, last)) = readable.last() {
        let told = differences(&last.policy, &now.policy, version.at);
        out.extend(told.into_iter().map(|told| Told { commit: "not committed".to_owned(), ..told }));
    }
    let ends = (Timestamp::from_millis(-62_167_219_200_000), Timestamp::from_millis(253_402_300_799_999));
    if let (Some(from), Some(until)) = ends {
        out.extend(now.policy.threshold_changes(from, until).into_iter().map(|change| Told {
            at: Some(change.at),
            commit: "dated entry".to_owned(),
            ..words(&change.of)
        }));
    }
    // Those without a date are the newest.
    out.sort_by_key(|told| (told.at.is_none(), told.at));
    out
}

/// What two policies say otherwise of `at`.
fn differences(old: &Policy, new: &Policy, at: Timestamp) -> Vec<Told> {
    let mut out = Vec::new();
    out.extend(
        pairs(old.rules_at(at), new.rules_at(at), same_metric).map(|(o, n)| words(&Changed::Metric(o, n))),
    );
    let score = pairs(old.score_rules_at(at), new.score_rules_at(at), same_score);
    out.extend(score.map(|(o, n)| words(&Changed::Score(o, n))));
    let gate = pairs(old.conditions_at(at), new.conditions_at(at), same_condition);
    out.extend(gate.map(|(o, n)| words(&Changed::Gate(o, n))));
    out.retain(|told| told.old != told.new);
    out
}

pub(super) fn same_metric(a: &MetricRule, b: &MetricRule) -> bool {
    (&a.metric, &a.job, &a.labels) == (&b.metric, &b.job, &b.labels)
}

pub(super) fn same_score(a: &ScoreRule, b: &ScoreRule) -> bool {
    (&a.metric, &a.job) == (&b.metric, &b.job)
}

fn same_condition(a: &Condition, b: &Condition) -> bool {
    let plain = |c: &Condition| (c.score.is_some(), c.no_alert.is_some(), c.collected);
    plain(a) == plain(b) && (&a.metric, &a.job, &a.labels) == (&b.metric, &b.job, &b.labels)
}

/// Old and new entry of each subject: the first of the old with the first of the new, and so on.
fn pairs<'p, R>(
    old: Vec<&'p R>,
    new: Vec<&'p R>,
    same: impl Fn(&R, &R) -> bool,
) -> std::vec::IntoIter<(Option<&'p R>, Option<&'p R>)> {
    let mut rest = old;
    let mut out = Vec::new();
    for entry in new {
        let before = rest.iter().position(|other| same(other, entry)).map(|at| rest.remove(at));
        out.push((before, Some(entry)));
    }
    out.extend(rest.into_iter().map(|gone| (Some(gone), None)));
    out.into_iter()
}

fn words(changed: &Changed<'_>) -> Told {
    let (what, old, new) = match changed {
        Changed::Metric(old, new) => {
            let subject = |r: &MetricRule| subject(&r.metric, r.job.as_deref(), &r.labels);
            (old.or(*new).map(subject), old.map(of_metric), new.map(of_metric))
        }
        Changed::Score(old, new) => {
            let subject = |r: &ScoreRule| {
                format!("score by {}", subject(&r.metric, r.job.as_deref(), &Default::default()))
            };
            (old.or(*new).map(subject), old.map(ScoreRule::words), new.map(ScoreRule::words))
        }
        Changed::Gate(old, new) => {
            let subject = |c: &Condition| {
                let metric = c.metric.as_deref().unwrap_or_default();
                format!("gate {}", subject(metric, c.job.as_deref(), &c.labels)).trim_end().to_owned()
            };
            (old.or(*new).map(subject), old.map(of_condition), new.map(of_condition))
        }
    };
    let side =
        |words: Option<String>| words.filter(|w| !w.is_empty()).unwrap_or_else(|| "nothing".to_owned());
    let what = what.unwrap_or_default();
    Told { at: None, commit: String::new(), author: String::new(), what, old: side(old), new: side(new) }
}

fn subject(metric: &str, job: Option<&str>, labels: &std::collections::BTreeMap<String, String>) -> String {
    let job = job.map(|job| format!(" of {job}")).unwrap_or_default();
    let labels: String = labels.iter().map(|(key, value)| format!(" {key}={value}")).collect();
    format!("{metric}{job}{labels}")
}

/// What is demanded, by whom it is felt and after how many.
pub(super) fn of_metric(rule: &MetricRule) -> String {
    let target = rule.target.map(|limit| format!("target {limit}"));
    let alert = rule.alert.map(|limit| {
        let severity = serde_json::to_value(rule.severity).ok();
        let severity = severity.as_ref().and_then(|word| word.as_str()).unwrap_or_default().to_owned();
        let after = rule.open_after.map(|n| format!(", after {n}")).unwrap_or_default();
        format!("alert {limit} ({severity}{after})")
    });
    target.into_iter().chain(alert).collect::<Vec<_>>().join(", ")
}

fn of_condition(condition: &Condition) -> String {
    let undated = Condition { since: None, ..condition.clone() };
    let table = toml::Table::try_from(&undated).unwrap_or_default();
    let parts = table.iter().filter(|(key, _)| !["metric", "job", "labels"].contains(&key.as_str()));
    let parts = parts
        .map(|(key, value)| format!("{key} {}", value.as_str().map_or(value.to_string(), ToOwned::to_owned)));
    parts.collect::<Vec<_>>().join(", ")
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
        format!("{:<10}  {:<13}{author}\n    {}: {} → {}", day(t), t.commit, t.what, t.old, t.new)
    };
    quarterdeck_views::text::visible_lines(&told.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn markdown(told: &[Told]) -> String {
    let cell = |text: &str| quarterdeck_views::text::visible(text).replace('|', "\\|");
    let head = "| date | commit | author | threshold | old | new |\n|---|---|---|---|---|---|\n".to_owned();
    told.iter().fold(head, |text, t| {
        let cells = [&day(t), &t.commit, &t.author, &t.what, &t.old, &t.new].map(|text| cell(text));
        format!("{text}| {} |\n", cells.join(" | "))
    })
}

fn as_json(told: &[Told]) -> String {
    let row = |t: &Told| {
        json!({
            "at": t.at.map(|at| at.to_string()), "commit": t.commit, "author": t.author,
            "threshold": t.what, "old": t.old, "new": t.new,
        })
    };
    json!({ "changes": told.iter().map(row).collect::<Vec<_>>() }).to_string()
}
