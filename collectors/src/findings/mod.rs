//! Findings: one file a format; severity and class by each tool's own table, and what each tool really looked at.

mod bandit;
mod cargo_audit;
mod checkstyle;
mod clippy;
mod eslint;
mod flake8;
mod formats;
mod gitlab;
mod identity;
mod mypy;
mod npm_audit;
mod pip_audit;
mod pylint;
mod report;
mod ruff;
mod sarif;
mod semgrep;
mod tools;
mod trivy;

pub(crate) use self::formats::FORMATS;
use quarterdeck_model::payload::{Finding, FindingCount, Findings};
use std::collections::BTreeMap;

/// A payload from what was found; counts follow from the items.
pub(crate) fn payload(
    tools: Vec<quarterdeck_model::payload::ToolReport>,
    mut items: Vec<Finding>,
) -> Findings {
    identity::tell_apart(&mut items);
    items.iter_mut().for_each(|item| item.message = one_line(&item.message));
    items.sort_by(|a, b| {
        (&a.path, a.line, &a.rule, &a.identity).cmp(&(&b.path, b.line, &b.rule, &b.identity))
    });
    let counts = Findings::count_items(&items);
    Findings { tools, items, counts }
}

/// A message as one line of at most 500 characters.
fn one_line(message: &str) -> String {
    let words: Vec<&str> = message.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(500) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

/// Several reports as one: tools and items beside each other, counts added.
pub(crate) fn merge(parts: Vec<Findings>) -> Findings {
    let mut whole = Findings::default();
    let mut counts: BTreeMap<_, (u64, u64)> = BTreeMap::new();
    for part in parts {
        whole.tools.extend(part.tools);
        whole.items.extend(part.items);
        for count in part.counts {
            let sum = counts.entry((count.class, count.severity)).or_default();
            *sum = (sum.0.saturating_add(count.open), sum.1.saturating_add(count.suppressed));
        }
    }
    let row = |((class, severity), (open, suppressed))| FindingCount { class, severity, open, suppressed };
    whole.counts = counts.into_iter().map(row).collect();
    whole
}

#[cfg(test)]
mod tests;
