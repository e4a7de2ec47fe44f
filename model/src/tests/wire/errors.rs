//! Every kind of trouble: its kind, its place, what was expected, what to do.

use crate::tests::samples;
use crate::wire::{decode, encode};
use expect_test::{Expect, expect};

fn check(bytes: impl AsRef<[u8]>, expected: Expect) {
    let error = decode(bytes.as_ref()).unwrap_err();
    let kind = error.kind;
    let found = error.into_diagnostic("a.json");
    expected.assert_eq(&format!("{kind:?}\n{found}"));
}

/// The sample of the kind at `index`, with one piece of its text replaced.
fn check_field(index: usize, from: &str, to: &str, expected: Expect) {
    let text = String::from_utf8(encode(&samples::all()[index])).unwrap();
    assert!(text.contains(from), "{from} is not in\n{text}");
    check(text.replacen(from, to, 1), expected);
}

#[test]
fn not_text() {
    check(
        "",
        expect![[r#"
        Empty
        a.json, byte 0: the file is empty, JSON was expected (restore the file from git, or delete it and collect again)"#]],
    );
    check(
        " \n\t",
        expect![[r#"
        Empty
        a.json, byte 0: the file is empty, JSON was expected (restore the file from git, or delete it and collect again)"#]],
    );
    check(
        b"{\"schema\": \"\xff\"}",
        expect![[r#"
        NotUtf8
        a.json, byte 12: the file is not UTF-8 text: unexpected byte 0xFF (restore the file from git, or delete it and collect again)"#]],
    );
    check(
        b"\xff\xfe{\0}\0",
        expect![[r#"
        NotUtf8
        a.json, byte 0: the file is not UTF-8 text: unexpected byte 0xFF (it looks like UTF-16; save it as UTF-8)"#]],
    );
}

#[test]
fn not_json() {
    check(
        "hello",
        expect![[r#"
        NotJson
        a.json, line 1 column 1: the file is not JSON: expected value (restore the file from git, or delete it and collect again)"#]],
    );
    check(
        "{\"schema\": \"quarterdeck.snapshot\",\n \"version\": {\"major\": 1",
        expect![[r#"
        Truncated
        a.json, line 2 column 23: the file ends early: EOF while parsing an object (restore the file from git, or delete it and collect again)"#]],
    );
    check(
        "{\"schema\": \"quarterdeck.snapshot\"}\n}",
        expect![[r#"
        NotJson
        a.json, line 2 column 1: the file is not JSON: trailing characters (restore the file from git, or delete it and collect again)"#]],
    );
    check(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
        expect![[r#"
        NotJson
        a.json, line 1 column 1: the file is a Git LFS pointer, not the snapshot itself (run git lfs pull)"#]],
    );
}

#[test]
fn conflict_markers() {
    check(
        "{\n<<<<<<< HEAD\n \"a\": 1\n=======\n \"a\": 2\n>>>>>>> topic\n}",
        expect![[r#"
        Conflict
        a.json, line 2 column 1: the file holds an unfinished git merge: a line begins with `<<<<<<<` (keep one side whole (git checkout --ours or --theirs), or restore both runs as two files)"#]],
    );
    check(
        "{\n \"a\": 1\n=======\n \"a\": 2\n>>>>>>> topic\n}",
        expect![[r#"
        Conflict
        a.json, line 3 column 1: the file holds an unfinished git merge: a line begins with `=======` (keep one side whole (git checkout --ours or --theirs), or restore both runs as two files)"#]],
    );
    check(
        "{\n \"a\": 1,\n>>>>>>> topic\n}",
        expect![[r#"
        Conflict
        a.json, line 3 column 1: the file holds an unfinished git merge: a line begins with `>>>>>>>` (keep one side whole (git checkout --ours or --theirs), or restore both runs as two files)"#]],
    );
}

#[test]
fn foreign() {
    check(
        "[]",
        expect![[r#"
        Foreign
        a.json, at /schema: no text `schema` at the top, `"schema": "quarterdeck.snapshot"` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)"#]],
    );
    check(
        "null",
        expect![[r#"
        Foreign
        a.json, at /schema: no text `schema` at the top, `"schema": "quarterdeck.snapshot"` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)"#]],
    );
    check(
        "{\"name\": \"x\"}",
        expect![[r#"
        Foreign
        a.json, at /schema: no text `schema` at the top, `"schema": "quarterdeck.snapshot"` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)"#]],
    );
    check(
        "{\"schema\": 3}",
        expect![[r#"
        Foreign
        a.json, at /schema: no text `schema` at the top, `"schema": "quarterdeck.snapshot"` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)"#]],
    );
    check(
        "{\"schema\": \"other</script>\"}",
        expect![[r#"
        Foreign
        a.json, at /schema: `schema` is `other</script>`, `quarterdeck.snapshot` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)"#]],
    );
    check(
        "{\"schema\": \"quarterdeck.published\", \"version\": {\"major\": 1, \"minor\": 0}}",
        expect![[r#"
            Foreign
            a.json, at /schema: `schema` is `quarterdeck.published`, `quarterdeck.snapshot` was expected (move files that are not snapshots out of the archive, or import them with quarterdeck import)"#]],
    );
}

#[test]
fn versions() {
    check_field(
        6,
        "\"major\": 1",
        "\"major\": 2",
        expect![[r#"
            NewerMajor
            a.json, at /version/major: the file has format version 2.0, this program reads versions up to 1.x (update quarterdeck)"#]],
    );
    check_field(
        6,
        "\"major\": 1",
        "\"major\": 0",
        expect![[r#"
        UnknownVersion
        a.json, at /version/major: there is no snapshot format version 0.0 (versions begin at 1.0; restore the file from git)"#]],
    );
    check_field(
        6,
        "\"major\": 1",
        "\"major\": \"1\"",
        expect![[r#"
            InvalidField
            a.json, at /version/major: invalid type: string "1", expected u32 (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        6,
        "\"minor\": 0",
        "\"minor\": -1",
        expect![[r#"
            InvalidField
            a.json, at /version/minor: invalid value: integer `-1`, expected u32 (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        6,
        "\"version\"",
        "\"versoin\"",
        expect![[r#"
            InvalidField
            a.json, at the top: missing field `version` (restore the file from git, or delete it and collect again)"#]],
    );
}

#[test]
fn envelope_fields() {
    check_field(
        6,
        "\"kind\": \"code\"",
        "\"kind\": \"quality\"",
        expect![[r#"
        InvalidField
        a.json, at /kind: `quality` is no kind of snapshot, one of health, tests, coverage, benchmark, chaos, findings, code was expected (update quarterdeck if a newer one wrote the file)"#]],
    );
    check_field(
        6,
        "\"kind\": \"code\"",
        "\"kind\": \"tests\"",
        expect![[r#"
        InvalidField
        a.json, at /payload: missing field `cases` (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        6,
        "123Z\"",
        "123\"",
        expect![[r#"
        InvalidField
        a.json, at /taken_at: `2026-11-20T07:12:00.123` is no time; expected RFC 3339 with a zone, such as `2026-11-23T07:12:00.000Z` (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        6,
        "\"subject\"",
        "\"x\"",
        expect![[r#"
        InvalidField
        a.json, at the top: missing field `subject` (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        6,
        "9f31c2a",
        "9F31C2A",
        expect![[r#"
        InvalidField
        a.json, at /source/commit: `9F31C2A04b6d8e1f5a7c3b9d2e4f6a8b0c1d2e3f` is no commit; expected 7 to 64 lower-case hexadecimal digits (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        6,
        "\"partial\"",
        "\"fine\"",
        expect![[r#"
        InvalidField
        a.json, at /section/state: unknown variant `fine`, expected one of `ok`, `partial`, `failed`, `empty` (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        6,
        "\"line\": [",
        "\"row\": [",
        expect![[r#"
        InvalidField
        a.json, at /diagnostics/0/place: unknown variant `row`, expected one of `line`, `byte`, `pointer` (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        6,
        "\"subject\"",
        "\"subject\": \"twice\", \"subject\"",
        expect![[r#"
        InvalidField
        a.json, at the top: duplicate field `subject` (restore the file from git, or delete it and collect again)"#]],
    );
}

#[test]
fn payload_fields() {
    check_field(
        0,
        "\"outcome\": \"up\"",
        "\"outcome\": \"good\"",
        expect![[r#"
        InvalidField
        a.json, at /payload/rounds/0/probes/0/outcome: unknown variant `good`, expected one of `up`, `degraded`, `down`, `unknown` (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        0,
        "\"status\": 200",
        "\"status\": 99999",
        expect![[r#"
        InvalidField
        a.json, at /payload/rounds/0/probes/0/status: invalid value: integer `99999`, expected u16 (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        1,
        "1234.5",
        "1e999",
        expect![[r#"
        NotJson
        a.json, line 34 column 76: the file is not JSON: number out of range (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        1,
        "1234.5",
        "null",
        expect![[r#"
        InvalidField
        a.json, at /payload/entries/0/estimate/value: invalid type: null, expected f64 (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        2,
        "[4208, 4857]",
        "[4858, 4857]",
        expect![[r#"
        InvalidField
        a.json, at /payload/totals/line: 4858 covered of 4857 in total; expected at most the total (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        2,
        "[4208, 4857]",
        "[-1, 4857]",
        expect![[r#"
        InvalidField
        a.json, at /payload/totals/line/0: invalid value: integer `-1`, expected u64 (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        2,
        "[4208, 4857]",
        "[4857]",
        expect![[r#"
        InvalidField
        a.json, at /payload/totals/line: invalid length 1, expected an array of length 2 (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        3,
        "81.5",
        "100.5",
        expect![[r#"
        InvalidField
        a.json, at /payload/experiments/0/availability_percent: 100.5 is no percentage; expected 0 to 100 (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        3,
        "\"target\": true,",
        "",
        expect![[r#"
        InvalidField
        a.json, at /payload/experiments/0/impacts/0: missing field `target` (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        4,
        "\"class\": \"lint\"",
        "\"class\": \"style\"",
        expect![[r#"
        InvalidField
        a.json, at /payload/counts/0/class: unknown variant `style`, expected one of `syntax`, `lint`, `type`, `security`, `dependency` (restore the file from git, or delete it and collect again)"#]],
    );
    check_field(
        5,
        "\"status\": \"passed\"",
        "\"status\": \"ok\"",
        expect![[r#"
        InvalidField
        a.json, at /payload/cases/0/status: unknown variant `ok`, expected one of `passed`, `flaky`, `skipped`, `failed`, `errored` (restore the file from git, or delete it and collect again)"#]],
    );
}

#[test]
fn an_unknown_word_of_a_newer_minor_version_asks_for_an_update() {
    let text = String::from_utf8(encode(&samples::all()[5])).unwrap();
    let newer = text.replace("\"minor\": 0", "\"minor\": 4").replace("\"passed\"", "\"retried\"");
    check(
        newer,
        expect![[r#"
        InvalidField
        a.json, at /payload/cases/0/status: unknown variant `retried`, expected one of `passed`, `flaky`, `skipped`, `failed`, `errored` (the file has format version 1.4, this program writes 1.0: update quarterdeck)"#]],
    );
}
