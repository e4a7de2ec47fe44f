//! Files that hold tests, found by the conventions of their language, and the tests that they declare.
//!
//! The text is looked at line by line and never run: a test that a macro makes, or a table of cases, counts once or not at
//! all. What git ignores is not looked at.

mod conventions;
mod named;

use self::conventions::convention;
pub use self::named::Names;
use crate::error::CollectError;
use crate::paths;
use ignore::WalkBuilder;
use quarterdeck_model::payload::TestFile;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// Most bytes of a file that are looked at.
const MOST_BYTES: u64 = 16 << 20;

/// The files of tests in a folder, in the order of paths, with paths from that folder.
///
/// # Errors
/// When the folder is not there. A file that cannot be read is left out.
pub fn scan(folder: &Path) -> Result<Vec<TestFile>, CollectError> {
    if !folder.is_dir() {
        return Err(CollectError::new(folder.display().to_string(), "is no folder")
            .hint("name the folder that holds the tests, such as `--scan .`"));
    }
    let roots = paths::roots(folder);
    let walk = WalkBuilder::new(folder).require_git(false).build().filter_map(Result::ok);
    let mut files: Vec<TestFile> = walk
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .filter_map(|entry| {
            let path = paths::normalised(&entry.path().to_string_lossy(), &roots);
            counted(entry.path(), path)
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// The file with its lines and tests; nothing when it holds none and its name promises none.
fn counted(file: &Path, path: String) -> Option<TestFile> {
    let convention = convention(&path)?;
    let mut text = BufReader::new(File::open(file).ok()?.take(MOST_BYTES));
    let (mut lines, mut tests, mut line) = (0, 0, Vec::new());
    while text.read_until(b'\n', &mut line).ok()? > 0 {
        lines += 1;
        tests += convention.tests(&String::from_utf8_lossy(&line));
        line.clear();
    }
    (tests > 0 || convention.named).then_some(TestFile { path, lines, tests })
}

#[cfg(test)]
mod tests {
    use super::scan;

    const FILES: &[(&str, &str)] = &[
        (".gitignore", "node_modules\n"),
        (
            "src/lib.rs",
            "fn a() {}\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn b() {}\n    #[tokio::test]\n    async fn c() {}\n}\n",
        ),
        ("src/plain.rs", "fn a() {}\n"),
        (
            "tests/test_cart.py",
            "def test_a():\n    pass\nclass TestB:\n    async def test_b(self):\n        pass\n    def helper(self):\n        pass\n",
        ),
        (
            "web/cart.test.ts",
            "describe('cart', () => {\n  it('adds', () => {});\n  test.each([1])('%d', () => {});\n  it.skip(`x`, f)\n  const item = wait(1)\n});\n",
        ),
        ("web/__tests__/a.js", "it('a', f)\n"),
        (
            "cart/cart_test.go",
            "func TestAdd(t *testing.T) {\n}\nfunc BenchmarkAdd(b *testing.B) {\n}\nfunc helper() {}\n",
        ),
        (
            "app/src/test/java/com/acme/CartTest.java",
            "class CartTest {\n  @Test\n  void a() {}\n  @ParameterizedTest\n  void b() {}\n}\n",
        ),
        ("app/src/main/java/com/acme/Cart.java", "// @Test\nclass Cart {}\n"),
        ("node_modules/x/a.test.js", "it('a', f)\n"),
    ];

    #[test]
    fn every_convention_is_found_and_what_git_ignores_is_not() {
        let folder = tempfile::TempDir::new().unwrap();
        for (path, text) in FILES {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let found = scan(folder.path()).unwrap();
        let found: Vec<String> =
            found.iter().map(|f| format!("{} {} {}", f.path, f.lines, f.tests)).collect();
        assert_eq!(
            found,
            [
                "app/src/test/java/com/acme/CartTest.java 6 2",
                "cart/cart_test.go 5 1",
                "src/lib.rs 8 2",
                "tests/test_cart.py 7 2",
                "web/__tests__/a.js 1 1",
                "web/cart.test.ts 6 3",
            ]
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let error = scan(std::path::Path::new("/no/such")).unwrap_err().to_string();
        assert!(error.contains("/no/such: is no folder"), "{error}");
    }
}
