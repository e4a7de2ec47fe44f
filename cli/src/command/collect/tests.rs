//! Test results, and the health of the suite that gave them.

use super::asked::Asked;
use super::stamp::Stamped;
use super::{Outcome, files, keep};
use crate::args::{Format, TestsArgs};
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_analysis::suite::Suite;
use quarterdeck_collectors::tests::scan::{Names, scan};
use quarterdeck_collectors::{Request, collect};
use quarterdeck_model::payload::{Case, TestFile, TestFiles};
use quarterdeck_model::{Kind, Payload};
use serde_json::{Value, json};
use std::path::Path;

/// Collects the reports named, and looks at the files of tests when that is asked for.
pub(super) fn run(args: &TestsArgs, project: &Project, printer: &Printer) -> Outcome {
    match &args.scan {
        Some(folder) => scanned(folder, args, project, printer),
        None => files::run(Kind::Tests, &args.collect_one(), project, printer),
    }
}

/// With the files: what is stored says how many there are and which are large, and the answer has a plan.
fn scanned(folder: &Path, args: &TestsArgs, project: &Project, printer: &Printer) -> Outcome {
    let mut stamped = Stamped::new(&args.stamp, project)?;
    let found = from_root(scan(folder)?, folder, project.root());
    let (mut cases, mut exit, mut answer) = (Vec::new(), Exit::Done, None);
    if !args.from.is_empty() {
        let request = Request {
            kind: Kind::Tests,
            paths: args.from.clone(),
            format: files::named(&args.format),
            strict: args.strict,
            root: project.root().to_owned(),
            now: stamped.moment(),
        };
        let mut collected = collect(&request)?;
        stamped = stamped.asked(Asked::read(&request));
        if let Payload::Tests(tests) = &mut collected.payload {
            cases.clone_from(&tests.cases);
            tests.files = Some(files(&found, args.large));
        }
        let (kept, report) = keep(collected, &stamped, printer)?;
        (exit, answer) = (kept, Some(report));
    }
    let suite = suite(&found, &cases, args.shards);
    match stamped.answer {
        Format::Json => {
            let collected = answer.map(|text| serde_json::from_str(&text).unwrap_or(Value::Null));
            printer.answer(&json!({"collected": collected, "suite": as_json(&suite)}).to_string())?;
        }
        Format::Human | Format::Markdown => {
            let report = quarterdeck_views::plain::suite(&suite, args.large);
            let text = [answer.unwrap_or_default(), report].join("\n");
            printer.answer(text.trim())?;
        }
    }
    Ok(exit)
}

/// With paths from the root of the project where the folder is within it: reports name files and modules from there.
fn from_root(mut found: Vec<TestFile>, folder: &Path, root: &Path) -> Vec<TestFile> {
    let (Ok(folder), Ok(root)) = (folder.canonicalize(), root.canonicalize()) else { return found };
    let Ok(inner) = folder.strip_prefix(root) else { return found };
    let above: String = inner.components().map(|c| format!("{}/", c.as_os_str().to_string_lossy())).collect();
    found.iter_mut().for_each(|file| file.path.insert_str(0, &above));
    found
}

fn suite(found: &[TestFile], cases: &[Case], shards: u32) -> Suite {
    let names = Names::of(found);
    Suite::of(found, cases, shards as usize, |case| names.file_of(case))
}

fn files(found: &[TestFile], limit: u64) -> TestFiles {
    let mut large: Vec<TestFile> = found.iter().filter(|file| file.lines > limit).cloned().collect();
    large.sort_by(|a, b| b.lines.cmp(&a.lines).then_with(|| a.path.cmp(&b.path)));
    TestFiles { files: found.len() as u64, limit, large }
}

fn as_json(suite: &Suite) -> Value {
    let file = |timed: &quarterdeck_analysis::suite::TimedFile| {
        json!({"path": timed.file.path, "lines": timed.file.lines, "tests": timed.file.tests,
            "seconds": timed.seconds, "most_shards": timed.most_shards})
    };
    let slow = |(case, seconds): &(Case, f64)| json!({"suite": case.suite, "class": case.class, "name": case.name, "seconds": seconds});
    let unit = |at: &usize| suite.units.get(*at).map(|unit| unit.name.as_str());
    let shard = |shard: &quarterdeck_analysis::shards::Shard| json!({"seconds": shard.seconds, "units": shard.units.iter().filter_map(unit).collect::<Vec<_>>()});
    let plan = &suite.plan;
    let planned = json!({"total_s": plan.total_s, "makespan_s": plan.makespan_s, "ideal_s": plan.ideal_s,
        "untimed_units": plan.untimed, "shards": plan.shards.iter().map(shard).collect::<Vec<_>>()});
    // Without a run nothing is planned.
    let planned = (!suite.units.is_empty()).then_some(planned);
    json!({
        "files": suite.files.iter().map(file).collect::<Vec<_>>(),
        "slowest": suite.slowest.iter().take(100).map(slow).collect::<Vec<_>>(),
        "plan": planned,
    })
}
