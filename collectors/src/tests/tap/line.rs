//! One line of the protocol.

/// What a line says.
pub(super) enum Line {
    Version,
    Plan(Plan),
    Test(TestLine),
    /// The end of subtests in braces.
    Brace,
    /// Beginning of a block of YAML with that many spaces before it.
    Yaml(usize),
    BailOut(String),
    Words,
}

/// `1..3`
pub(super) struct Plan {
    pub(super) tests: u64,
    pub(super) skipped: Option<String>,
}

/// `not ok 1 - adds # todo later`
#[derive(Default)]
pub(super) struct TestLine {
    pub(super) ok: bool,
    pub(super) name: String,
    pub(super) skip: Option<String>,
    pub(super) todo: Option<String>,
    /// Subtests in braces follow.
    pub(super) opens: bool,
    pub(super) duration_s: Option<f64>,
}

/// How deep it stands (four spaces each), and what it says.
pub(super) fn line(text: &str) -> (usize, Line) {
    let text = text.trim_end();
    let inner = text.trim_start_matches(' ');
    let indent = text.len() - inner.len();
    // What a test prints may stand deep.
    let (depth, whole) = (indent / 4, indent.is_multiple_of(4) && indent < 64);
    let what = match inner {
        "---" => Line::Yaml(indent),
        "}" if whole => Line::Brace,
        _ if !whole => Line::Words,
        _ if inner.starts_with("TAP version ") => Line::Version,
        _ if inner.starts_with("Bail out!") => {
            Line::BailOut(inner.trim_start_matches("Bail out!").trim().to_owned())
        }
        _ => test(inner).map(Line::Test).or_else(|| plan(inner).map(Line::Plan)).unwrap_or(Line::Words),
    };
    (depth, what)
}

fn plan(text: &str) -> Option<Plan> {
    let (plan, rest) = text.split_once(" #").unwrap_or((text, ""));
    let tests = plan.strip_prefix("1..")?.trim().parse().ok()?;
    let skipped = (tests == 0).then(|| without(rest.trim(), "skip").unwrap_or(rest).to_owned());
    Some(Plan { tests, skipped })
}

fn test(text: &str) -> Option<TestLine> {
    let (ok, rest) = match text.strip_prefix("not ok") {
        Some(rest) => (false, rest),
        None => (true, text.strip_prefix("ok")?),
    };
    if !rest.is_empty() && !rest.starts_with(' ') {
        return None;
    }
    let rest = rest.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = rest.get(digits..).filter(|after| after.is_empty() || after.starts_with(' '));
    let rest = numbered.unwrap_or(rest).trim_start();
    let opens = rest.ends_with(" {");
    let rest = rest.strip_suffix(" {").unwrap_or(rest);
    let (name, directive) = directive(rest);
    let name = name.strip_prefix("- ").unwrap_or(name).trim().replace("\\#", "#");
    let duration_s = directive.split_whitespace().find_map(|word| seconds(word.strip_prefix("time=")?));
    let (skip, todo) = (without(directive, "skip"), without(directive, "todo"));
    Some(TestLine {
        ok,
        name: if name == "-" { String::new() } else { name },
        skip: skip.map(|why| why.trim_start_matches("-").trim().to_owned()),
        todo: todo.map(str::to_owned),
        opens,
        duration_s,
    })
}

/// The description, and what follows the first `#` that is not escaped and begins a known directive.
fn directive(text: &str) -> (&str, &str) {
    for (at, _) in text.match_indices('#') {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        let word = after.trim_start();
        let known =
            ["skip", "todo"].iter().any(|name| without(word, name).is_some()) || word.starts_with("time=");
        if known && (before.is_empty() || before.ends_with(' ')) {
            return (before, word);
        }
    }
    (text, "")
}

/// What follows a directive; `skipped` and `todo:` are written too.
fn without<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let word = text.get(..name.len()).filter(|word| word.eq_ignore_ascii_case(name))?;
    let rest = text.get(word.len()..)?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ':');
    (rest.is_empty() || rest.starts_with(' ')).then_some(rest.trim())
}

/// `12.5ms` or `1.5s`.
fn seconds(text: &str) -> Option<f64> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 1000.0),
        None => (text.strip_suffix('s')?, 1.0),
    };
    let value: f64 = number.parse().ok()?;
    (value.is_finite() && value >= 0.0).then_some(value / unit)
}
