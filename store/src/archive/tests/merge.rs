//! Two archives in one, and what makes them differ.

use super::{DAY, after, archive, at, files, told};
use std::fs;

const START: &str = "2026-01-15T10:00:00Z";

#[test]
fn both_in_one_with_the_text_as_it_stands() {
    let (_a, first) = archive((0..30).map(|day| after(at(START), day * DAY)));
    let (_b, second) = archive((20..40).map(|day| after(at(START), day * DAY)));
    first.compact(at("2026-02-10T00:00:00Z"), false).unwrap();
    second.compact(at("2027-02-10T00:00:00Z"), false).unwrap();
    let (mut expected, theirs) = (told(&first), told(&second));
    let difference = first.difference(&second).unwrap();
    assert_eq!((difference.left.len(), difference.right.len(), difference.both), (20, 10, 10));
    assert_eq!(difference.differing, []);
    let merged = first.merge(&second).unwrap();
    assert_eq!((merged.added, merged.existed), (10, 10));
    expected.extend(theirs.clone());
    assert_eq!(told(&first), expected);
    assert_eq!(told(&second), theirs);
    assert_eq!(first.merge(&second).unwrap().added, 0);
    assert_eq!(first.difference(&second).unwrap().right, []);
}

#[test]
fn the_same_run_with_another_content_is_told() {
    let (_a, first) = archive([at(START)]);
    let (_b, second) = archive([at(START)]);
    let path = second.root().join(&files(&second)[0]);
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("\"0.1.0\"", "\"0.1.1\"")).unwrap();
    let difference = first.difference(&second).unwrap();
    assert_eq!(difference.differing.len(), 1, "{difference:?}");
}
