//! Dated entries for what git knows: the oldest rule stands undated, each later one with the instant of its commit.

use super::history::Version;
use super::words::of_metric;
use crate::config::File;
use crate::error::CliError;
use quarterdeck_analysis::policy::{Dated, MetricRule, ScoreRule, Since};
use quarterdeck_model::Timestamp;
use serde::Serialize;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

/// What a rule has to be for its history to be written.
trait Entry: Clone + Serialize + Dated {
    /// Path of its list.
    const LIST: &'static [&'static str];
    fn list(file: &File) -> &[Self];
    fn words(&self) -> String;
    fn dated(&self, since: Option<Since>) -> Self;
    /// The same subject, of which nothing is demanded.
    fn ended(&self) -> Self;
}

impl Entry for MetricRule {
    const LIST: &'static [&'static str] = &["policy", "metrics"];

    fn list(file: &File) -> &[Self] {
        &file.policy.metrics
    }

    fn words(&self) -> String {
        of_metric(self)
    }

    fn dated(&self, since: Option<Since>) -> Self {
        Self { since, ..self.clone() }
    }

    fn ended(&self) -> Self {
        Self { target: None, alert: None, ..self.clone() }
    }
}

impl Entry for ScoreRule {
    const LIST: &'static [&'static str] = &["policy", "score", "rules"];

    fn list(file: &File) -> &[Self] {
        &file.policy.score.rules
    }

    fn words(&self) -> String {
        ScoreRule::words(self)
    }

    fn dated(&self, since: Option<Since>) -> Self {
        Self { since, ..self.clone() }
    }

    fn ended(&self) -> Self {
        Self { each: None, tiers: Vec::new(), cap: None, ..self.clone() }
    }
}

/// The text with the dated entries that it lacks, and how many. Comments and everything else stay as they are. Conditions
/// of the gate get none: the gate is judged for now, it keeps no old verdicts.
///
/// # Errors
/// When the text cannot be edited.
pub(super) fn dated(text: &str, now: &File, versions: &[Version]) -> Result<(String, usize), CliError> {
    let wrong = |e: toml_edit::TomlError| CliError::Config(e.to_string());
    let mut document = text.parse::<DocumentMut>().map_err(wrong)?;
    let added = of_list::<MetricRule>(&mut document, now, versions)?
        + of_list::<ScoreRule>(&mut document, now, versions)?;
    Ok((document.to_string(), added))
}

fn of_list<R: Entry>(
    document: &mut DocumentMut,
    now: &File,
    versions: &[Version],
) -> Result<usize, CliError> {
    // Only versions that said something: before, the shipped rules held, which nobody chose.
    let said: Vec<(Timestamp, &[R])> = versions
        .iter()
        .filter_map(|v| Some((v.at, v.file.as_ref()?, v.text.parse::<DocumentMut>().ok()?)))
        .filter(|(_, _, text)| list_of(text, R::LIST).is_some())
        .map(|(at, file, _)| (at, R::list(file)))
        .collect();
    let mut subjects: Vec<&R> = Vec::new();
    for rule in said.iter().flat_map(|(_, rules)| *rules).chain(R::list(now)) {
        // Two rules of one subject, or one that is dated already, were written by somebody who knows better.
        if !subjects.iter().any(|known| known.same_subject(rule)) {
            subjects.push(rule);
        }
    }
    let mut added = 0;
    for subject in subjects {
        let steps = course(subject, &said);
        let single = |rules: &[R]| rules.iter().filter(|rule| rule.same_subject(subject)).count() <= 1;
        let undated = R::list(now).iter().all(|rule| !rule.same_subject(subject) || rule.since().is_none());
        let plain = undated && single(R::list(now)) && said.iter().all(|(_, rules)| single(rules));
        if steps.len() > 1 && plain {
            added += put(document, subject, &steps, R::list(now))?;
        }
    }
    Ok(added)
}

/// The rules of one subject in the order in which they came: the first without an instant when it is the oldest that is
/// known, those that changed with theirs. `None` is a rule that was taken away.
fn course<'v, R: Entry>(
    subject: &R,
    said: &[(Timestamp, &'v [R])],
) -> Vec<(Option<Timestamp>, Option<&'v R>)> {
    let mut out: Vec<(Option<Timestamp>, Option<&R>)> = Vec::new();
    for (index, (at, rules)) in said.iter().enumerate() {
        let rule = rules.iter().find(|rule| rule.same_subject(subject));
        let words = |rule: Option<&R>| rule.map(Entry::words);
        match out.last() {
            None if rule.is_some() => out.push(((index > 0).then_some(*at), rule)),
            Some((_, last)) if words(*last) != words(rule) => out.push((Some(*at), rule)),
            _ => {}
        }
    }
    out
}

/// Writes the steps of one subject: the entry that stands there becomes the last step, the others are added.
fn put<R: Entry>(
    document: &mut DocumentMut,
    subject: &R,
    steps: &[(Option<Timestamp>, Option<&R>)],
    now: &[R],
) -> Result<usize, CliError> {
    let since = |at: &Option<Timestamp>| at.and_then(|at| Since::parse(&at.to_string()).ok());
    let standing = now.iter().position(|rule| rule.same_subject(subject));
    // What is in the file now may be newer than the last commit; then the last commit's rule is one more old one.
    let newest = standing.and_then(|at| now.get(at)).map(Entry::words);
    let kept = steps.last().is_some_and(|(_, rule)| rule.map(Entry::words) == newest) && newest.is_some();
    let Some(list) = list_of_mut(document, R::LIST) else { return Ok(0) };
    let old = if kept { steps.len() - 1 } else { steps.len() };
    if newest.is_some() && !kept {
        return Ok(0);
    }
    if let (true, Some(at), Some((Some(begin), _))) = (kept, standing, steps.last()) {
        set_since(list, at, &begin.to_string());
    }
    let mut before = subject;
    for (at, rule) in steps.iter().take(old) {
        let entry = rule.map_or_else(|| before.ended(), Clone::clone).dated(since(at));
        before = rule.unwrap_or(before);
        push(list, &entry)?;
    }
    Ok(old)
}

fn list_of<'d>(document: &'d DocumentMut, path: &[&str]) -> Option<&'d Item> {
    path.iter().try_fold(document.as_item(), |item, key| item.get(key))
}

fn list_of_mut<'d>(document: &'d mut DocumentMut, path: &[&str]) -> Option<&'d mut Item> {
    path.iter().try_fold(document.as_item_mut(), |item, key| item.get_mut(key))
}

fn set_since(list: &mut Item, at: usize, since: &str) {
    match list {
        Item::ArrayOfTables(tables) => {
            tables.get_mut(at).map(|table| table.insert("since", toml_edit::value(since)));
        }
        Item::Value(Value::Array(array)) => {
            let table = array.get_mut(at).and_then(Value::as_inline_table_mut);
            table.map(|table| table.insert("since", since.into()));
        }
        _ => {}
    }
}

/// Adds an entry at the end of the list, in the way in which the list is written.
fn push<R: Entry>(list: &mut Item, entry: &R) -> Result<(), CliError> {
    let keys = keys(entry).map_err(|why| CliError::Unreadable(format!("a rule cannot be written: {why}")))?;
    match list {
        Item::ArrayOfTables(tables) => push_table(tables, keys.into_iter().collect()),
        Item::Value(Value::Array(array)) => array.push(keys.into_iter().collect::<InlineTable>()),
        _ => {}
    }
    Ok(())
}

/// The keys of an entry, what it is about first.
fn keys<R: Entry>(entry: &R) -> Result<Vec<(String, Value)>, String> {
    let table = toml::Table::try_from(entry).map_err(|e| e.to_string())?;
    let first = ["metric", "job", "labels", "since"];
    let rank = |key: &str| first.iter().position(|known| *known == key).unwrap_or(first.len());
    let mut keys: Vec<_> = table.into_iter().collect();
    keys.sort_by_key(|(key, _)| rank(key));
    let read = |(key, value): (String, toml::Value)| {
        let value = value.to_string().parse::<Value>().map_err(|e| e.to_string())?;
        Ok((key, value))
    };
    keys.into_iter().map(read).collect()
}

fn push_table(tables: &mut ArrayOfTables, mut table: Table) {
    let position = tables.iter().filter_map(Table::position).max();
    table.set_position(position);
    table.decor_mut().set_prefix("\n");
    tables.push(table);
}
