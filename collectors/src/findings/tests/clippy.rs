//! Messages of cargo and of rustc itself.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "bare-error.jsonl",
        "partial clippy: clippy partial for syntax+lint [high lint E0425 a.rs:2 \"cannot find \
         value `y` in this scope\"]; because rustc stopped at an error",
    ),
    (
        "bare.jsonl",
        "ok clippy: clippy ok for syntax+lint [low lint unused_imports a.rs:1 \"unused import: \
         `std::fs`\"]",
    ),
    ("clean.jsonl", "ok clippy: clippy ok for syntax+lint []"),
    (
        "cut-off.jsonl",
        "partial clippy: clippy partial for syntax+lint [low lint clippy::needless_return \
         src/lib.rs:3 \"unneeded `return` statement\"]; because the build was cut off before it \
         finished",
    ),
    (
        "denied.jsonl",
        "partial clippy: clippy partial for syntax+lint [high lint \
         clippy::literal_string_with_formatting_args src/lib.rs:4 \"this looks like a formatting \
         argument\"]; because the build failed: later crates were not looked at",
    ),
    (
        "duplicates.jsonl",
        "ok clippy: clippy ok for syntax+lint [low lint clippy::needless_return \
         src/lib.rs:3 \"unneeded `return` statement\", low lint clippy::needless_return \
         src/lib.rs:3 \"unneeded `return` statement\", low lint unused_variables \
         src/main.rs:2 \"unused variable: `x`\"]",
    ),
    (
        "failed-then-built.jsonl",
        "partial clippy: clippy partial for syntax+lint [low lint clippy::needless_return \
         src/lib.rs:3 \"unneeded `return` statement\"]; because the build failed: later crates \
         were not looked at",
    ),
    (
        "failed.jsonl",
        "partial clippy: clippy partial for syntax+lint [low lint clippy::needless_return \
         src/lib.rs:3 \"unneeded `return` statement\", high lint E0308 src/lib.rs:9 \"mismatched \
         types\", high syntax syntax src/lib.rs:12 \"expected `;`, found `}`\"]; because the \
         build failed: later crates were not looked at",
    ),
    ("levels.jsonl", "ok clippy: clippy ok for syntax+lint [high syntax syntax src/lib.rs:1 \"it broke\"]"),
    (
        "mixed-text.jsonl",
        "partial clippy: clippy partial for syntax+lint [low lint clippy::needless_return \
         src/lib.rs:3 \"unneeded `return` statement\"]; because 2 records were left out; the \
         first: line 4: holds a message of cargo behind other text; it was left out; Warning line \
         4: holds a message of cargo behind other text; it was left out; Warning line 5: is no \
         message of cargo or rustc: invalid type: integer `3`, expected a string at line 1 column \
         49",
    ),
    (
        "no-message.jsonl",
        "(looks like nothing) error: holds no message of cargo; expected one JSON object a line \
         (run cargo clippy with --message-format=json and keep its standard output)",
    ),
    (
        "nothing-compiled.jsonl",
        "empty clippy: clippy empty for syntax+lint []; because the build compiled nothing",
    ),
    (
        "one.jsonl",
        "ok clippy: clippy ok for syntax+lint [low lint clippy::needless_return \
         src/lib.rs:3 \"unneeded `return` statement\", low lint unused_variables \
         src/main.rs:2 \"unused variable: `x`\"]",
    ),
    (
        "truncated.jsonl",
        "partial clippy: clippy partial for syntax+lint [low lint clippy::needless_return \
         src/lib.rs:3 \"unneeded `return` statement\"]; because the build was cut off before it \
         finished; Warning line 3: is no message of cargo or rustc: EOF while parsing a value at \
         line 1 column 216",
    ),
    (
        "without-place.jsonl",
        "partial clippy: clippy partial for syntax+lint [low lint clippy::multiple_crate_versions \
         :? \"multiple versions for dependency `syn`: 1.0.109, 2.0.90\"]; because the build \
         failed: later crates were not looked at",
    ),
    ("zero.jsonl", "empty clippy: clippy empty for syntax+lint []; because the build compiled nothing"),
];

#[test]
fn every_fixture_gives_what_its_tool_means() {
    super::check("clippy", ROWS);
}
