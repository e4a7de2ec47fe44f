//! Coverage: the totals, and a line a file.

use crate::format::{UNKNOWN, date_time, fixed};
use crate::text::plural;
use crate::text::{Shown, visible};
use quarterdeck_model::payload::{Count, Counts, Coverage};
use quarterdeck_model::{Section, Snapshot};
use std::fmt::Write as _;

/// Most files listed; of more, those with the most uncovered lines.
const MOST_FILES: usize = 1000;
/// Widest path.
const WIDEST: usize = 100;

/// The totals, and a line a file in the order of paths. A run without figures says why.
pub fn coverage(snapshot: &Snapshot, coverage: &Coverage) -> String {
    let mut out = heading(snapshot);
    let kinds: Vec<(&str, Count)> =
        coverage.totals.named().into_iter().filter_map(|(name, count)| Some((name, count?))).collect();
    for (name, count) in &kinds {
        let _ = writeln!(out, "{name:<12} {:>8}  {} of {}", percent(*count), count.covered, count.total);
    }
    if kinds.is_empty() {
        out.push_str("nothing is known\n");
        return out;
    }
    files(&coverage.files, &kinds, &mut out);
    out
}

fn heading(snapshot: &Snapshot) -> String {
    let collector = &snapshot.collector;
    let short = |hash: &String| hash.chars().take(10).collect::<String>();
    let commit = snapshot.source.commit.as_ref().map(short).unwrap_or_else(|| UNKNOWN.to_owned());
    let branch = snapshot.source.branch.as_deref().unwrap_or(UNKNOWN);
    let mut out = format!(
        "Coverage of {}, {}\ncommit {commit}, branch {}, job {}, read as {}\n",
        visible(&snapshot.subject),
        date_time(snapshot.taken_at),
        visible(branch),
        visible(&collector.job),
        visible(&collector.format),
    );
    let Section { state, reasons } = &snapshot.section;
    let _ = writeln!(out, "state {}", state.as_str());
    for reason in reasons {
        let _ = writeln!(out, "  {}", visible(reason));
    }
    out.push('\n');
    out
}

fn files(files: &[quarterdeck_model::payload::FileCoverage], kinds: &[(&str, Count)], out: &mut String) {
    let mut shown: Vec<_> = files.iter().collect();
    if shown.len() > MOST_FILES {
        let missing = |counts: &Counts| counts.line.map_or(0, |line| line.total.saturating_sub(line.covered));
        shown.sort_by_key(|file| std::cmp::Reverse(missing(&file.counts)));
        shown.truncate(MOST_FILES);
        shown.sort_by(|a, b| a.path.cmp(&b.path));
    }
    let paths: Vec<String> = shown.iter().map(|file| Shown::cut(&file.path, WIDEST).text).collect();
    let width = paths.iter().map(|path| path.chars().count()).max().unwrap_or(0).max(4);
    let _ = write!(out, "\n{:<width$}", "file");
    for (name, _) in kinds {
        let _ = write!(out, "  {name:>20}");
    }
    out.push('\n');
    for (file, path) in shown.iter().zip(&paths) {
        let pad = width.saturating_sub(path.chars().count());
        let _ = write!(out, "{path}{:pad$}", "");
        for (name, _) in kinds {
            let count = file.counts.named().into_iter().find(|(other, _)| other == name).and_then(|(_, c)| c);
            let text =
                count.map_or(UNKNOWN.to_owned(), |c| format!("{} {}/{}", percent(c), c.covered, c.total));
            let _ = write!(out, "  {text:>20}");
        }
        out.push('\n');
    }
    if files.len() > shown.len() {
        let more = files.len() - shown.len();
        let _ = writeln!(
            out,
            "… and {}, in which fewer lines are not covered",
            plural(more, "more file", "more files")
        );
    }
}

fn percent(count: Count) -> String {
    count.percent().map_or_else(|| UNKNOWN.to_owned(), |percent| format!("{} %", fixed(percent, 1)))
}

#[cfg(test)]
mod tests {
    use super::coverage;
    use quarterdeck_model::payload::{Count, Counts, Coverage, FileCoverage};
    use quarterdeck_model::{Collector, Labels, Payload, Section, SectionState, Snapshot, Source, Timestamp};

    fn snapshot(section: Section, payload: Coverage) -> Snapshot {
        Snapshot {
            taken_at: Timestamp::parse("2026-01-02T03:04:05Z").unwrap(),
            subject: "shop".to_owned(),
            source: Source { commit: Some("0a1b2c3d4e5f".to_owned()), branch: None, dirty: None },
            collector: Collector {
                job: "coverage".to_owned(),
                version: "0.1.0".to_owned(),
                tool: "lcov".to_owned(),
                tool_version: None,
                format: "lcov".to_owned(),
                simulated: false,
                configuration: None,
                from: Vec::new(),
            },
            labels: Labels::none(),
            section,
            payload: Payload::Coverage(payload),
            diagnostics: Vec::new(),
            unknown: Default::default(),
        }
    }

    #[test]
    fn totals_and_files_stand_in_columns() {
        let counts = |covered, total, branch| Counts {
            line: Some(Count { covered, total }),
            branch,
            ..Counts::default()
        };
        let file = |path: &str, counts| FileCoverage { path: path.to_owned(), counts };
        let covered = Coverage {
            totals: counts(3, 4, Some(Count { covered: 0, total: 0 })),
            files: vec![file("src/a.rs", counts(3, 4, None)), file("ü\u{1b}[31m", counts(0, 0, None))],
        };
        let text = coverage(&snapshot(Section::ok(), covered.clone()), &covered);
        expect_test::expect![[r#"
            Coverage of shop, 2 Jan 2026 03:04 UTC
            commit 0a1b2c3d4e, branch —, job coverage, read as lcov
            state ok

            line           75.0 %  3 of 4
            branch              —  0 of 0

            file                           line                branch
            src/a.rs                 75.0 % 3/4                     —
            ü⟨U+001B⟩[31m                 — 0/0                     —
        "#]]
        .assert_eq(&text);
    }

    #[test]
    fn a_run_that_failed_says_why_and_gives_no_figure() {
        let failed = Section::because(SectionState::Failed, "a.info ends in the middle");
        let text = coverage(&snapshot(failed, Coverage::default()), &Coverage::default());
        expect_test::expect![[r#"
            Coverage of shop, 2 Jan 2026 03:04 UTC
            commit 0a1b2c3d4e, branch —, job coverage, read as lcov
            state failed
              a.info ends in the middle

            nothing is known
        "#]]
        .assert_eq(&text);
    }
}
