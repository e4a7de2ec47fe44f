//! How a language names its files of tests, and how a test begins in them.

/// One language's way.
pub(super) struct Convention {
    /// Whether the name alone says that it is a file of tests.
    pub(super) named: bool,
    language: Language,
}

#[derive(Clone, Copy)]
enum Language {
    Rust,
    Python,
    JavaScript,
    Go,
    Java,
}

/// The convention of a path; `None` when no file of that name holds tests.
pub(super) fn convention(path: &str) -> Option<Convention> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.')?;
    let within = |folder: &str| path.split('/').rev().skip(1).any(|part| part == folder);
    let (language, named, only_named) = match ending {
        // Tests stand beside the code, or in a folder of their own.
        "rs" => (Language::Rust, false, false),
        "py" => (Language::Python, stem.starts_with("test_") || stem.ends_with("_test"), true),
        "js" | "jsx" | "ts" | "tsx" | "mjs" | "cjs" | "mts" | "cts" => {
            let named = stem.ends_with(".test") || stem.ends_with(".spec") || within("__tests__");
            (Language::JavaScript, named, true)
        }
        "go" => (Language::Go, stem.ends_with("_test"), true),
        "java" => {
            let endings = ["Test", "Tests", "TestCase", "IT"];
            let named = endings.iter().any(|ending| stem.ends_with(ending)) || stem.starts_with("Test");
            (Language::Java, named, !path.contains("src/test/"))
        }
        _ => return None,
    };
    (named || !only_named).then_some(Convention { named, language })
}

impl Convention {
    /// Tests that begin on this line.
    pub(super) fn tests(&self, line: &str) -> u64 {
        let line = line.trim_start();
        let begins = |words: &[&str]| words.iter().any(|word| line.starts_with(word));
        u64::from(match self.language {
            Language::Rust => is_rust_attribute(line),
            Language::Python => begins(&["def test", "async def test"]),
            Language::JavaScript => ["it", "test"].iter().any(|word| is_call(line, word)),
            Language::Go => line.strip_prefix("func Test").is_some_and(|rest| {
                !rest.starts_with(|c: char| c.is_ascii_lowercase()) && !rest.starts_with("Main(")
            }),
            Language::Java => begins(&["@Test", "@ParameterizedTest", "@RepeatedTest", "@TestFactory"]),
        })
    }
}

/// `#[test]`, `#[tokio::test]`, `#[rstest]`, `#[test_case(…)]`.
fn is_rust_attribute(line: &str) -> bool {
    let Some(name) = line.strip_prefix("#[") else { return false };
    let name = name.split([']', '(']).next().unwrap_or_default().trim();
    ["test", "rstest", "test_case", "wasm_bindgen_test"].contains(&name.rsplit("::").next().unwrap_or(name))
}

/// `it(…`, `it.only(…`, `test.each(…`.
fn is_call(line: &str, word: &str) -> bool {
    let Some(rest) = line.strip_prefix(word) else { return false };
    let methods = [".only", ".skip", ".each", ".concurrent", ".failing", ".todo", ".fails"];
    rest.starts_with('(') || methods.iter().any(|method| rest.starts_with(method))
}
