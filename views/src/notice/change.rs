//! What differs between two standings, and what is known from then on.

use super::{Item, Standing, What};
use serde::Serialize;
use std::collections::BTreeSet;

/// One change of state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `alert`, `incident`, `gate`, `objective`.
    pub what: What,
    /// Identity: the same at the next change.
    pub key: String,
    /// How it stood; absent where it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// How it stands: `open`, `acknowledged`, `closed`; of the gate `met`, `failed`, `data missing`; of objectives `met`,
    /// `at risk`, `missed`, `not enough data`.
    pub to: String,
    /// `critical`, `warning`.
    pub severity: String,
    /// What it is called.
    pub name: String,
    /// What is the matter, one sentence.
    pub why: String,
    /// The snapshot that an alert opened with.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// Where to read what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runbook: Option<String>,
}

/// How good a state is; what is not known is never good.
fn rank(state: &str) -> u8 {
    match state {
        "closed" | "met" => 3,
        "acknowledged" => 2,
        "at risk" | "data missing" | "not enough data" => 1,
        _ => 0,
    }
}

/// Every change from `before` to `now`, and the standing that is told with it. When the archive could be read in `part`
/// only, nothing is believed to have become better: it stands as before until all can be read.
///
/// At the first time (`before` is none) only what is not good is told: there is no state that it changed from.
pub fn changes(before: Option<&Standing>, now: &Standing, part: bool) -> (Vec<Change>, Standing) {
    let none = Standing::default();
    let old = before.unwrap_or(&none);
    let keys: BTreeSet<&String> = old.0.keys().chain(now.0.keys()).collect();
    let mut told = Vec::new();
    let mut known = Standing::default();
    for key in keys {
        let (was, is) = (old.0.get(key), now.0.get(key));
        let better = |was: &Item| rank(is.map_or("closed", |is| &is.state)) > rank(&was.state);
        if let Some(was) = was.filter(|was| part && better(was)) {
            known.0.insert(key.clone(), was.clone());
            continue;
        }
        if let Some(is) = is {
            known.0.insert(key.clone(), is.clone());
        }
        let good = is.is_none_or(|is| rank(&is.state) == 3 || is.state == "not enough data");
        let change = change(key, was, is);
        told.extend(change.filter(|_| was.is_some() || !good));
    }
    told.sort_by(|a, b| (rank(&a.to), &a.severity, a.what).cmp(&(rank(&b.to), &b.severity, b.what)));
    (told, known)
}

fn change(key: &str, was: Option<&Item>, is: Option<&Item>) -> Option<Change> {
    // An alert that closed and opened again in between is another one.
    let same = |was: &Item, is: &Item| was.state == is.state && was.since == is.since;
    if was.zip(is).is_some_and(|(was, is)| same(was, is)) {
        return None;
    }
    let of = is.or(was)?;
    // An objective that is not configured any more has no state.
    if is.is_none() && !matches!(of.what, What::Alert | What::Incident) {
        return None;
    }
    Some(Change {
        what: of.what,
        key: key.to_owned(),
        from: was.map(|was| was.state.clone()),
        to: is.map_or_else(|| "closed".to_owned(), |is| is.state.clone()),
        severity: of.severity.clone(),
        name: of.name.clone(),
        why: of.why.clone(),
        since: of.since.clone(),
        runbook: of.runbook.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Item, Standing, What, changes};

    fn standing(items: &[(&str, What, &str, &str)]) -> Standing {
        let item = |(key, what, state, since): &(&str, What, &str, &str)| {
            let item = Item {
                what: *what,
                state: (*state).to_owned(),
                severity: "warning".to_owned(),
                since: (*since).to_owned(),
                name: (*key).to_owned(),
                why: "why".to_owned(),
                runbook: None,
            };
            ((*key).to_owned(), item)
        };
        Standing(items.iter().map(item).collect())
    }

    /// `gate: data missing -> met` for each change, and the gate as it is known then.
    fn told(before: Option<&Standing>, now: &Standing, part: bool) -> (Vec<String>, Standing) {
        let (changes, known) = changes(before, now, part);
        let word = |from: &Option<String>| from.clone().unwrap_or_else(|| "none".to_owned());
        (changes.iter().map(|c| format!("{}: {} -> {}", c.key, word(&c.from), c.to)).collect(), known)
    }

    #[test]
    fn only_changes_are_told_and_each_once() {
        let bad = standing(&[("a", What::Alert, "open", "1"), ("gate", What::Gate, "failed", "")]);
        let (first, known) = told(None, &bad, false);
        assert_eq!(first, ["a: none -> open", "gate: none -> failed"]);
        assert_eq!(told(Some(&known), &bad, false).0, Vec::<String>::new());
        let seen = standing(&[("a", What::Alert, "acknowledged", "1"), ("gate", What::Gate, "met", "")]);
        let (second, known) = told(Some(&known), &seen, false);
        assert_eq!(second, ["a: open -> acknowledged", "gate: failed -> met"]);
        let gone = standing(&[("gate", What::Gate, "met", "")]);
        assert_eq!(told(Some(&known), &gone, false).0, ["a: acknowledged -> closed"]);
        let again = standing(&[("a", What::Alert, "acknowledged", "2"), ("gate", What::Gate, "met", "")]);
        assert_eq!(
            told(Some(&known), &again, false).0,
            ["a: acknowledged -> acknowledged"],
            "another opening"
        );
    }

    #[test]
    fn what_was_never_told_is_told_unless_it_is_good() {
        let fine = [
            ("gate", What::Gate, "met", ""),
            ("o", What::Objective, "met", ""),
            ("p", What::Objective, "not enough data", ""),
        ];
        assert_eq!(told(None, &standing(&fine), false).0, Vec::<String>::new());
        let missing =
            standing(&[("gate", What::Gate, "data missing", ""), ("o", What::Objective, "missed", "")]);
        assert_eq!(told(None, &missing, false).0, ["o: none -> missed", "gate: none -> data missing"]);
        let (left, _) = told(Some(&standing(&fine)), &standing(&fine[..1]), false);
        assert_eq!(left, Vec::<String>::new(), "an objective that was taken out changed no state");
    }

    #[test]
    fn what_was_read_in_part_makes_nothing_better() {
        let bad = standing(&[
            ("a", What::Alert, "open", "1"),
            ("gate", What::Gate, "failed", ""),
            ("o", What::Objective, "met", ""),
        ]);
        let seems = standing(&[
            ("gate", What::Gate, "met", ""),
            ("o", What::Objective, "missed", ""),
            ("b", What::Alert, "open", "2"),
        ]);
        let (changes, known) = told(Some(&bad), &seems, true);
        assert_eq!(changes, ["b: none -> open", "o: met -> missed"], "worse is believed");
        assert_eq!(told(Some(&known), &seems, false).0, ["a: open -> closed", "gate: failed -> met"]);
    }
}
