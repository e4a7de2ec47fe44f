//! Real git: jobs that collect at the same time, none of whose results may be lost.

use super::Append;
use crate::git::testing::{Remote, git, races, write};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Barrier;

fn to(repository: &Path) -> Append {
    Append { repository: repository.to_owned(), remote: "origin".to_owned(), branch: "data".to_owned() }
}

fn one(folder: &Path, path: &str) -> BTreeMap<String, PathBuf> {
    write(folder, path, path);
    BTreeMap::from([(path.to_owned(), folder.join(path))])
}

/// Eight writers, each with a clone as its `clone(index)`, two results each.
fn eight_writers(remote: &Remote, clone: impl Fn(usize) -> PathBuf) {
    let clones: Vec<PathBuf> = (0..8).map(clone).collect();
    let together = Barrier::new(8);
    std::thread::scope(|scope| {
        for (writer, clone) in clones.iter().enumerate() {
            let (together, results) = (&together, remote.site("results", &[]));
            scope.spawn(move || {
                together.wait();
                for run in 0..2 {
                    let files = one(&results, &format!("tests/2026/11/{writer}-{run}.json"));
                    assert_eq!(to(clone).add(&files, &BTreeMap::new()).unwrap().added, 1);
                }
            });
        }
    });
    let paths = remote.paths("data");
    let expected: Vec<String> =
        (0..8).flat_map(|w| (0..2).map(move |r| format!("tests/2026/11/{w}-{r}.json"))).collect();
    assert_eq!(paths, expected);
    assert_eq!(remote.says(&["rev-list", "--count", "data"]).trim(), "16");
}

#[test]
fn eight_jobs_at_once_lose_nothing() {
    for _ in 0..races(1) {
        let remote = Remote::new();
        eight_writers(&remote, |n| remote.clone(&format!("shallow-{n}"), &["--depth=1"]));
    }
}

#[test]
fn nor_do_eight_in_one_clone() {
    let remote = Remote::new();
    for kind in [&["--depth=1"][..], &[]] {
        let clone = remote.clone(&format!("shared-{}", kind.len()), kind);
        eight_writers(&remote, |_| clone.clone());
        remote.says(&["update-ref", "-d", "refs/heads/data"]);
    }
}

#[test]
fn what_is_there_stays_as_it_is() {
    let remote = Remote::new();
    let clone = remote.clone("clone", &[]);
    let begin = BTreeMap::from([(".gitattributes".to_owned(), b"*.json -text\n".to_vec())]);
    to(&clone).add(&one(&remote.site("a", &[]), "a.json"), &begin).unwrap();
    let again = to(&clone).add(&one(&remote.site("a", &[]), "a.json"), &begin).unwrap();
    assert_eq!((again.commit, again.added), (None, 0));
    let other = remote.site("b", &[("a.json", "another content")]);
    let files = BTreeMap::from([("a.json".to_owned(), other.join("a.json"))]);
    assert_eq!(to(&clone).add(&files, &begin).unwrap().added, 0);
    assert_eq!(remote.says(&["show", "data:a.json"]), "a.json");
    assert_eq!(remote.paths("data"), [".gitattributes", "a.json"]);
    assert_eq!(git(&clone, &["status", "--porcelain"]), "");
}
