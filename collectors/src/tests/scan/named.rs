//! Which file a test case is of, by what its tool calls it.
//!
//! pytest says `tests.test_cart.TestCart`, Surefire `com.acme.CartTest`, Jest and mocha a path: as steps of a path
//! without the ending, all of them are the end of a file's path, or continue it.

use quarterdeck_model::payload::{Case, TestFile};
use std::collections::BTreeMap;

/// Files by the ends of their paths.
#[derive(Debug)]
pub struct Names {
    /// The place of the one file that ends so; `None` when several do.
    ends: BTreeMap<String, Option<usize>>,
}

impl Names {
    /// Of these files.
    pub fn of(files: &[TestFile]) -> Self {
        let mut ends: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (at, file) in files.iter().enumerate() {
            let steps = steps(&file.path);
            for from in 0..steps.len() {
                let end = steps.get(from..).unwrap_or_default().join("/");
                ends.entry(end).and_modify(|found| *found = None).or_insert(Some(at));
            }
        }
        Self { ends }
    }

    /// The place of the case's file in the list; `None` when no name of it says which, or says several.
    pub fn file_of(&self, case: &Case) -> Option<usize> {
        [&case.class, &case.suite].into_iter().find_map(|name| self.called(name))
    }

    /// The file whose path ends as the name begins, the longest such beginning first; the name may be longer than the
    /// path at its front (an absolute path), too.
    fn called(&self, name: &str) -> Option<usize> {
        let steps = steps(name);
        for length in (1..=steps.len()).rev() {
            for from in 0..=steps.len() - length {
                // A step alone is a file's name only where the name begins.
                if length == 1 && from > 0 {
                    break;
                }
                let part = steps.get(from..from + length).unwrap_or_default().join("/");
                if let Some(Some(file)) = self.ends.get(&part) {
                    return Some(*file);
                }
            }
        }
        None
    }
}

/// A path or a dotted name as steps, without the ending of a file.
fn steps(name: &str) -> Vec<&str> {
    let name = name.trim_start_matches("./");
    let endings =
        [".py", ".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts", ".go", ".java", ".rs"];
    let stem = endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    stem.split(['/', '\\', '.', ':', '$']).filter(|step| !step.is_empty()).take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::Names;
    use quarterdeck_model::payload::TestFile;

    #[test]
    fn names_of_every_tool_lead_to_their_file() {
        let paths = [
            "tests/test_cart.py",
            "app/src/test/java/com/acme/CartTest.java",
            "web/cart.test.ts",
            "a/test_same.py",
            "b/test_same.py",
        ];
        let file = |path: &&str| TestFile { path: (*path).to_owned(), lines: 1, tests: 1 };
        let names = Names::of(&paths.iter().map(file).collect::<Vec<_>>());
        for (name, expected) in [
            ("tests.test_cart.TestCart", Some(0)),
            ("test_cart", Some(0)),
            ("com.acme.CartTest", Some(1)),
            ("com.acme.CartTest$Inner", Some(1)),
            ("/srv/shop/web/cart.test.ts", Some(2)),
            ("web/cart.test.ts", Some(2)),
            ("a.test_same", Some(3)),
            ("test_same", None),
            ("quarterdeck-model", None),
            ("", None),
        ] {
            assert_eq!(names.called(name), expected, "{name}");
        }
    }
}
