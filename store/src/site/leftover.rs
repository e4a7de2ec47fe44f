//! Temporary files of builds that were killed.

use crate::write;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// A younger one may be of a build that runs now.
const OLD: Duration = Duration::from_secs(3600);

/// Removes old ones from the site's own folders. One that stays does no harm: no page leads to it, and it is published
/// nowhere.
pub(super) fn remove(root: &Path, folders: &BTreeSet<&str>) {
    let all = folders.iter().map(|folder| root.join(folder)).chain([root.to_owned()]);
    for entry in all.filter_map(|folder| fs::read_dir(folder).ok()).flatten().filter_map(Result::ok) {
        let own = write::is_temporary(&entry.file_name().to_string_lossy());
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if own && age().is_some_and(|age| age > OLD) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::site::write;
    use std::collections::BTreeMap;
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    #[test]
    fn what_a_killed_build_left_hinders_nothing_and_goes_when_it_is_old() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let long_ago = SystemTime::now() - Duration::from_secs(7200);
        for name in [".quarterdeck-old.tmp", ".quarterdeck-young.tmp"] {
            fs::write(at(name), "half a pa").unwrap();
        }
        File::options().write(true).open(at(".quarterdeck-old.tmp")).unwrap().set_modified(long_ago).unwrap();
        let files = BTreeMap::from([
            ("index.html".to_owned(), b"page".to_vec()),
            ("metric/a.html".to_owned(), b"page".to_vec()),
        ]);
        write(folder.path(), &files).unwrap();
        fs::write(at("metric/.quarterdeck-old.tmp"), "half a pa").unwrap();
        let file = File::options().write(true).open(at("metric/.quarterdeck-old.tmp")).unwrap();
        file.set_modified(long_ago).unwrap();
        write(folder.path(), &files).unwrap();
        let there = [".quarterdeck-old.tmp", ".quarterdeck-young.tmp", "metric/.quarterdeck-old.tmp"]
            .map(|n| at(n).exists());
        assert_eq!(there, [false, true, false]);
    }
}
