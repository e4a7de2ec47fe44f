//! Whether a file stands where its content says: what differs was edited or moved by hand.

use crate::layout;
use quarterdeck_model::{Diagnostic, Snapshot, SnapshotId};

/// Remarks on a file that can be read and stands in another folder, or under another name, than it should.
pub(super) fn misplaced(relative: &str, snapshot: &Snapshot, id: &SnapshotId) -> Vec<Diagnostic> {
    let expected = layout::relative(snapshot, id);
    if relative == expected {
        return Vec::new();
    }
    let (folder, name) = relative.rsplit_once('/').unwrap_or(("", relative));
    let (right_folder, right_name) = expected.rsplit_once('/').unwrap_or(("", &expected));
    let mut remarks = Vec::new();
    if folder != right_folder {
        let message = format!(
            "a {} snapshot taken at {} stands in the folder `{folder}`, `{right_folder}` was expected",
            snapshot.kind(),
            snapshot.taken_at
        );
        remarks.push(Diagnostic::warning(relative, message).hint(format!("move it to {expected}")));
    }
    if name != right_name {
        let message = format!("{}; the name `{right_name}` was expected", difference(name, right_name));
        remarks.push(Diagnostic::warning(relative, message).hint(format!(
            "if nobody meant to change it, restore it from git; else rename it to {expected}"
        )));
    }
    remarks
}

/// What about the name does not fit the content.
fn difference(name: &str, right: &str) -> String {
    let parts = |text: &str| -> Option<[String; 3]> {
        let stem = text.strip_suffix(".json")?;
        let parts: Vec<String> = stem.split('-').map(str::to_owned).collect();
        parts.try_into().ok()
    };
    let (Some(found), Some(right)) = (parts(name), parts(right)) else {
        return "the file name is not that of a snapshot".to_owned();
    };
    let wrong: Vec<&str> = ["time", "commit", "content hash"]
        .into_iter()
        .zip(found.iter().zip(&right))
        .filter(|(_, (a, b))| a != b)
        .map(|(what, _)| what)
        .collect();
    format!(
        "the content was changed after it was written: it does not match its name in {}",
        wrong.join(" and ")
    )
}
