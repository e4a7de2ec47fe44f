//! `demo`: writes a simulated archive with a configuration beside it, ready for `build` and `serve`.

use super::Outcome;
use crate::args::{DemoArgs, Format};
use crate::demo;
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use quarterdeck_store::{Archive, write};
use serde_json::json;
use std::path::Path;

/// What `build` and `check` of a demo are told.
pub(crate) const CONFIG: &str = "# A simulated project made by `quarterdeck demo`: every page says so.
[project]
name = \"harbour-demo\"
branch = \"main\"
";

pub(super) fn run(args: &DemoArgs, printer: &Printer) -> Outcome {
    let until = now::time(&args.until, "--until")?;
    refuse_foreign(&args.out)?;
    let archive = Archive::new(args.out.join("reports/history"));
    let spinner = printer.spinner("writing simulated snapshots");
    let config = args.out.join("quarterdeck.toml");
    write::atomic(&config, CONFIG.as_bytes())?;
    let snapshots: Vec<_> = demo::snapshots(args.snapshots, args.seed, until).collect();
    let added = archive.add_all(&snapshots)?;
    spinner.finish_and_clear();
    let out = args.out.display();
    match args.answer.format {
        Format::Json => printer.answer(&json!({"folder": args.out, "snapshots": added.len()}).to_string())?,
        Format::Human | Format::Markdown => printer.answer(&format!(
            "{} simulated snapshots in {out}\nnext: cd {out} && quarterdeck build, then open reports/dashboard/index.html in a browser",
            added.len()
        ))?,
    }
    Ok(Exit::Done)
}

/// A demo never mixes with real results: the folder must be new, empty, or an earlier demo's.
fn refuse_foreign(folder: &Path) -> Result<(), CliError> {
    let used = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    let earlier = std::fs::read_to_string(folder.join("quarterdeck.toml")).is_ok_and(|text| text == CONFIG);
    if used && !earlier {
        return Err(CliError::Usage(format!(
            "{} is not empty and not an earlier demo; simulated snapshots must not mix with real ones: \
             name a new folder with --out",
            folder.display()
        )));
    }
    Ok(())
}
