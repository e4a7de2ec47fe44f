//! Every kind of trouble: its kind, its place, what was expected, what to do.

use crate::tests::samples;
use crate::wire::{decode, encode};
use expect_test::{Expect, expect};

const HEALTH: usize = 0;
const BENCHMARK: usize = 1;
const COVERAGE: usize = 2;
const CHAOS: usize = 3;
const FINDINGS: usize = 4;
const TESTS: usize = 5;
const CODE: usize = 6;

/// The kind of error and the diagnostic for `bytes`, without the hint that most have.
fn trouble(bytes: &[u8]) -> String {
    let error = decode(bytes).unwrap_err();
    let kind = error.kind;
    let text = error.into_diagnostic("a.json").to_string();
    let usual = " (restore the file from git, or delete it and collect again)";
    format!("{kind:?}: {}\n", text.strip_suffix(usual).unwrap_or(&text))
}

fn check(all: &[&[u8]], expected: Expect) {
    expected.assert_eq(&all.iter().map(|bytes| trouble(bytes)).collect::<String>());
}

/// Samples by number, each with one piece of its text replaced.
fn check_fields(all: &[(usize, &str, &str)], expected: Expect) {
    let changed = |(index, from, to): &(usize, &str, &str)| {
        let text = String::from_utf8(encode(&samples::all()[*index])).unwrap();
        assert!(text.contains(from), "{from} is not in\n{text}");
        trouble(text.replacen(from, to, 1).as_bytes())
    };
    expected.assert_eq(&all.iter().map(changed).collect::<String>());
}

#[test]
fn not_text() {
    check(
        &[b"", b" \n\t", b"{\"schema\": \"\xff\"}", b"\xff\xfe{\0}\0"],
        expect![[r#"
        Empty: a.json, byte 0: the file is empty, JSON was expected
        Empty: a.json, byte 0: the file is empty, JSON was expected
        NotUtf8: a.json, byte 12: the file is not UTF-8 text: unexpected byte 0xFF
        NotUtf8: a.json, byte 0: the file is not UTF-8 text: unexpected byte 0xFF (it looks like UTF-16; save it as UTF-8)
    "#]],
    );
}

#[test]
fn not_json() {
    check(
        &[
            b"hello",
            b"{\"schema\": \"quarterdeck.snapshot\",\n \"version\": {\"major\": 1",
            b"{\"schema\": \"quarterdeck.snapshot\"}\n}",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
        ],
        expect![[r#"
            NotJson: a.json, line 1 column 1: the file is not JSON: expected value
            Truncated: a.json, line 2 column 23: the file ends early: inside an object
            NotJson: a.json, line 2 column 1: the file is not JSON: trailing characters
            NotJson: a.json, line 1 column 1: the file is a Git LFS pointer, not the snapshot itself (run git lfs pull)
        "#]],
    );
}

#[test]
fn conflict_markers() {
    check(
        &[
            b"{\n<<<<<<< HEAD\n \"a\": 1\n=======\n \"a\": 2\n>>>>>>> topic\n}",
            b"{\n \"a\": 1\n=======\n \"a\": 2\n>>>>>>> topic\n}",
            b"{\n \"a\": 1,\n>>>>>>> topic\n}",
        ],
        expect![[r#"
            Conflict: a.json, line 2 column 1: the file holds an unfinished git merge: a line begins with `<<<<<<<` (keep one side whole (git checkout --ours or --theirs), or restore both runs as two files)
            Conflict: a.json, line 3 column 1: the file holds an unfinished git merge: a line begins with `=======` (keep one side whole (git checkout --ours or --theirs), or restore both runs as two files)
            Conflict: a.json, line 3 column 1: the file holds an unfinished git merge: a line begins with `>>>>>>>` (keep one side whole (git checkout --ours or --theirs), or restore both runs as two files)
        "#]],
    );
}

#[test]
fn foreign() {
    check(
        &[
            b"[]",
            b"null",
            b"{\"name\": \"x\"}",
            b"{\"schema\": 3}",
            b"{\"schema\": \"other</script>\"}",
            b"{\"schema\": \"quarterdeck.published\", \"version\": {\"major\": 1, \"minor\": 0}}",
        ],
        expect![[r#"
            Foreign: a.json, at /schema: no text `schema` at the top, `"schema": "quarterdeck.snapshot"` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)
            Foreign: a.json, at /schema: no text `schema` at the top, `"schema": "quarterdeck.snapshot"` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)
            Foreign: a.json, at /schema: no text `schema` at the top, `"schema": "quarterdeck.snapshot"` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)
            Foreign: a.json, at /schema: no text `schema` at the top, `"schema": "quarterdeck.snapshot"` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)
            Foreign: a.json, at /schema: `schema` is `other</script>`, `quarterdeck.snapshot` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)
            Foreign: a.json, at /schema: `schema` is `quarterdeck.published`, `quarterdeck.snapshot` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)
        "#]],
    );
}

#[test]
fn versions() {
    let fields = [
        (CODE, "\"major\": 1", "\"major\": 2"),
        (CODE, "\"major\": 1", "\"major\": 0"),
        (CODE, "\"major\": 1", "\"major\": \"1\""),
        (CODE, "\"minor\": 0", "\"minor\": -1"),
        (CODE, "\"version\"", "\"versoin\""),
    ];
    check_fields(
        &fields,
        expect![[r#"
            NewerMajor: a.json, at /version/major: the file has format version 2.0, this program reads versions up to 1.x (update quarterdeck)
            UnknownVersion: a.json, at /version/major: there is no snapshot format version 0.0 (versions begin at 1.0; restore the file from git)
            InvalidField: a.json, at /version/major: invalid type: string "1", expected a whole number from 0 to 4294967295
            InvalidField: a.json, at /version/minor: invalid value: integer `-1`, expected a whole number from 0 to 4294967295
            InvalidField: a.json, at the top: missing field `version`
        "#]],
    );
}

#[test]
fn envelope_fields() {
    let fields = [
        (CODE, "\"kind\": \"code\"", "\"kind\": \"quality\""),
        (CODE, "\"kind\": \"code\"", "\"kind\": \"tests\""),
        (CODE, "123Z\"", "123\""),
        (CODE, "\"subject\"", "\"x\""),
        (CODE, "9f31c2a", "9F31C2A"),
        (CODE, "\"partial\"", "\"fine\""),
        (CODE, "\"line\": [", "\"row\": ["),
        (CODE, "\"subject\"", "\"subject\": \"twice\", \"subject\""),
    ];
    check_fields(
        &fields,
        expect![[r#"
            InvalidField: a.json, at /kind: `quality` is no kind of snapshot, one of health, tests, coverage, benchmark, chaos, findings, code was expected (update quarterdeck if a newer one wrote the file)
            InvalidField: a.json, at /payload: missing field `cases`
            InvalidField: a.json, at /taken_at: `2026-11-20T07:12:00.123` is no time; expected RFC 3339 with a zone, such as `2026-11-23T07:12:00.000Z`
            InvalidField: a.json, at the top: missing field `subject`
            InvalidField: a.json, at /source/commit: `9F31C2A04b6d8e1f5a7c3b9d2e4f6a8b0c1d2e3f` is no commit; expected 7 to 64 lower-case hexadecimal digits
            InvalidField: a.json, at /section/state: unknown word `fine`, expected one of `ok`, `partial`, `failed`, `empty`
            InvalidField: a.json, at /diagnostics/0/place: unknown word `row`, expected one of `line`, `byte`, `pointer`
            InvalidField: a.json, at the top: duplicate field `subject`
        "#]],
    );
}

#[test]
fn payload_fields() {
    let fields = [
        (HEALTH, "\"outcome\": \"up\"", "\"outcome\": \"good\""),
        (HEALTH, "\"status\": 200", "\"status\": 99999"),
        (BENCHMARK, "1234.5", "1e999"),
        (BENCHMARK, "1234.5", "null"),
        (COVERAGE, "[4208, 4857]", "[4858, 4857]"),
        (COVERAGE, "[4208, 4857]", "[-1, 4857]"),
        (COVERAGE, "[4208, 4857]", "[4857]"),
        (CHAOS, "81.5", "100.5"),
        (CHAOS, "\"target\": true,", ""),
        (FINDINGS, "\"class\": \"lint\"", "\"class\": \"style\""),
        (TESTS, "\"status\": \"passed\"", "\"status\": \"ok\""),
    ];
    check_fields(
        &fields,
        expect![[r#"
            InvalidField: a.json, at /payload/rounds/0/probes/0/outcome: unknown word `good`, expected one of `up`, `degraded`, `down`, `unknown`
            InvalidField: a.json, at /payload/rounds/0/probes/0/status: invalid value: integer `99999`, expected a whole number from 0 to 65535
            NotJson: a.json, line 34 column 76: the file is not JSON: number out of range
            InvalidField: a.json, at /payload/entries/0/estimate/value: invalid type: null, expected a number
            InvalidField: a.json, at /payload/totals/line: 4858 covered of 4857 in total; expected at most the total
            InvalidField: a.json, at /payload/totals/line/0: invalid value: integer `-1`, expected a whole number from 0
            InvalidField: a.json, at /payload/totals/line: invalid length 1, expected an array of length 2
            InvalidField: a.json, at /payload/experiments/0/availability_percent: 100.5 is no percentage; expected 0 to 100
            InvalidField: a.json, at /payload/experiments/0/impacts/0: missing field `target`
            InvalidField: a.json, at /payload/counts/0/class: unknown word `style`, expected one of `syntax`, `lint`, `type`, `security`, `dependency`
            InvalidField: a.json, at /payload/cases/0/status: unknown word `ok`, expected one of `passed`, `flaky`, `skipped`, `failed`, `errored`
        "#]],
    );
}

#[test]
fn an_unknown_word_of_a_newer_minor_version_asks_for_an_update() {
    let text = String::from_utf8(encode(&samples::all()[TESTS])).unwrap();
    let newer = text.replace("\"minor\": 0", "\"minor\": 4").replace("\"passed\"", "\"retried\"");
    check(
        &[newer.as_bytes()],
        expect![[r#"
            InvalidField: a.json, at /payload/cases/0/status: unknown word `retried`, expected one of `passed`, `flaky`, `skipped`, `failed`, `errored` (the file has format version 1.4, this program writes 1.1: update quarterdeck)
        "#]],
    );
}

#[test]
fn what_a_message_repeats_of_the_file_is_short_and_harmless() {
    let long = format!("\"kind\": \"a\\u001b[31m\u{202e}{}\"", "x".repeat(10_000));
    let state = format!("\"state\": \"\\n\u{2066}{}\"", "y".repeat(10_000));
    for (from, to) in [("\"kind\": \"code\"", long), ("\"state\": \"partial\"", state)] {
        let text = String::from_utf8(encode(&samples::all()[CODE])).unwrap();
        let message = decode(text.replacen(from, &to, 1).as_bytes()).unwrap_err().message;
        assert!(message.chars().count() < 600, "{message}");
        assert!(
            message.chars().all(|c| c == '…' || c == '`' || c.is_ascii_graphic() || c == ' '),
            "{message:?}"
        );
    }
}
