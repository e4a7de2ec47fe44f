//! What git should know of the project: the archive is kept byte for byte, generated folders are not kept at all.

use crate::error::CliError;
use quarterdeck_store::write;
use std::path::Path;

/// Lines of `.gitattributes`, under their comment.
const ATTRIBUTES: (&str, &[&str]) = (
    "# Quarterdeck's archive is kept byte for byte: names carry the hash of the content.",
    &["/reports/history/** -text linguist-generated"],
);

/// Lines of `.gitignore`. Whatever each run writes anew would be a conflict whenever two branches collect.
const IGNORED: (&str, &[&str]) = (
    "# Made from Quarterdeck's archive, each time anew; and what an interrupted write leaves.",
    &[
        "/reports/dashboard/",
        "/reports/export/",
        "/reports/coverage/coverage_summary.txt",
        "/reports/monitoring/*alerts.*",
        "/reports/monitoring/*_cron.log",
        "/reports/monitoring/*.lock",
        "/reports/monitoring/notify.json",
        ".quarterdeck-*.tmp",
    ],
);

/// Adds the lines that are missing; gives the names of the files that changed. Outside a repository nothing is written.
pub(super) fn write(folder: &Path) -> Result<Vec<&'static str>, CliError> {
    let real = folder.canonicalize().map_err(|e| CliError::io(folder, e))?;
    if !real.ancestors().any(|above| above.join(".git").exists()) {
        return Ok(Vec::new());
    }
    let mut changed = Vec::new();
    for (name, lines) in [(".gitattributes", ATTRIBUTES), (".gitignore", IGNORED)] {
        let path = folder.join(name);
        let before = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(e) => return Err(CliError::io(&path, e)),
        };
        if let Some(after) = with(&before, lines) {
            write::atomic(&path, after.as_bytes())?;
            changed.push(name);
        }
    }
    Ok(changed)
}

/// The text with the lines that it lacks; `None` when it has them all.
fn with(text: &str, (comment, lines): (&str, &[&str])) -> Option<String> {
    let missing: Vec<&str> =
        lines.iter().copied().filter(|line| !text.lines().any(|l| l.trim() == *line)).collect();
    if missing.is_empty() {
        return None;
    }
    let gap = match text {
        "" => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    Some(format!("{text}{gap}{comment}\n{}\n", missing.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::{IGNORED, with};

    #[test]
    fn lines_are_added_once() {
        let once = with("target", IGNORED).unwrap();
        assert!(once.starts_with("target\n\n# Made"), "{once}");
        assert_eq!(with(&once, IGNORED), None);
        assert_eq!(with("/reports/dashboard/\n", IGNORED).unwrap().matches("/reports/dashboard/").count(), 1);
    }
}
