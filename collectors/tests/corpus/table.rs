//! The table of expected figures, and that of the differences that are known and explained.

use crate::{corpus, read};
use quarterdeck_collectors::Collected;
use quarterdeck_model::{Kind, Payload};
use std::collections::BTreeSet;
use std::path::Path;

/// One expected figure.
struct Expected {
    file: String,
    metric: String,
    value: String,
    tool: String,
}

/// A folder of the corpus: the kind and format of its files (`auto` tells each), and the tools whose figures are to be agreed with.
pub(crate) struct Folder {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) format: &'static str,
    pub(crate) tools: &'static [&'static str],
}

/// A figure that is not ours, with the reason: `folder/file` or `folder/`, metric or `*`, why.
struct Difference {
    file: &'static str,
    metric: &'static str,
    why: &'static str,
}

/// What stands in one file of `differences/`: figures that differ, or that we do not have.
fn differences(table: &'static str) -> Vec<Difference> {
    let rows = table.lines().skip(1).map(|line| line.splitn(3, '\t').collect::<Vec<_>>());
    rows.map(|row| match row.as_slice() {
        [file, metric, why] => Difference { file, metric, why },
        other => panic!("differences: {other:?} has no three columns"),
    })
    .collect()
}

impl Difference {
    fn covers(&self, row: &Expected) -> bool {
        let file =
            if self.file.ends_with('/') { row.file.starts_with(self.file) } else { row.file == self.file };
        file && (self.metric == "*" || self.metric == row.metric)
    }
}

fn expected(corpus: &Path) -> Vec<Expected> {
    let text = std::fs::read_to_string(corpus.join("EXPECTED.tsv")).unwrap();
    let rows = text.lines().skip(1).filter_map(|line| {
        let mut fields = line.split('\t').map(ToOwned::to_owned);
        Some(Expected {
            file: fields.next()?,
            metric: fields.next()?,
            value: fields.next()?,
            tool: fields.next()?,
        })
    });
    rows.collect()
}

/// What a payload says of a metric of the table; `None` when we have no such figure.
pub(crate) type Figure = fn(&Payload, &str) -> Option<f64>;

/// Compares every row of these folders with the figure taken from what we read. One that differs, or that we do not
/// have, must stand in the table of differences; one there that agrees is told too, all of them at once.
pub(crate) fn agree(folders: &[Folder], least: usize, figure: Figure, table: &'static str) {
    let Some(corpus) = corpus() else { return };
    let (known, mut used) = (differences(table), BTreeSet::new());
    let (mut compared, mut wrong) = (0, Vec::new());
    let mut last: Option<(String, Collected)> = None;
    for row in expected(&corpus) {
        let of = |folder: &&Folder| row.file.split('/').next() == Some(folder.name);
        let Some(folder) = folders.iter().find(of).filter(|f| f.tools.contains(&row.tool.as_str())) else {
            continue;
        };
        if last.as_ref().is_none_or(|(file, _)| *file != row.file) {
            let collected = read(
                folder.kind,
                Some(folder.format).filter(|name| *name != "auto"),
                &corpus.join(&row.file),
            );
            last = Some((row.file.clone(), collected));
        }
        let Some((_, collected)) = &last else { continue };
        let ours = figure(&collected.payload, &row.metric);
        let theirs: Option<f64> = row.value.parse().ok();
        let same = ours.zip(theirs).is_some_and(|(a, b)| (a - b).abs() <= 1e-6 * b.abs().max(1.0));
        let excuse = known.iter().position(|difference| difference.covers(&row));
        match (same, excuse) {
            (true, _) => compared += 1,
            (false, Some(excuse)) => {
                used.insert(excuse);
            }
            (false, None) => wrong.push(format!(
                "{} {}: {} says {}, we say {ours:?} ({:.150})",
                row.file,
                row.metric,
                row.tool,
                row.value,
                format!("{:?}", collected.section)
            )),
        }
    }
    println!("{compared} figures agree");
    assert!(wrong.is_empty(), "{} figures differ, {compared} agree:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared >= least, "only {compared} figures were compared");
    for (at, Difference { file, metric, why }) in known.iter().enumerate() {
        assert!(used.contains(&at), "{file} {metric} agrees now, or is not in the corpus ({why})");
    }
}
