//! Every case has an identity of its own, the same whatever the order of the file.

use super::{read, told};
use crate::tests::merge;
use expect_test::expect;

#[test]
fn equal_names_are_numbered() {
    let text = "<testsuite name='s'><testcase name='b' time='1'/><testcase name='a' time='2'/>\
                <testcase name='b' time='3'><failure/></testcase></testsuite>";
    expect![[r#"
        ok · junit
        passed: s |  | a 2 s
        passed: s |  | b 1 s
        failed: s |  | b #1 3 s
    "#]]
    .assert_eq(&told(text));
}

#[test]
fn a_name_that_comes_again_in_pytest_is_a_rerun() {
    let text = "<testsuites name='pytest tests'><testsuite name='pytest' tests='5'>\
                <testcase classname='m' name='shaky' time='1'/><testcase classname='m' name='shaky' time='2'/>\
                <testcase classname='m' name='bad'/><testcase classname='m' name='bad'><failure message='x'/></testcase>\
                <testcase classname='m' name='good' time='1'/></testsuite></testsuites>";
    expect![[r#"
        ok · pytest
        failed: pytest | m | bad ×2 ? s "x"
        passed: pytest | m | good 1 s
        flaky: pytest | m | shaky ×2 2 s
    "#]]
    .assert_eq(&told(text));
}

#[test]
fn several_files_keep_every_case() {
    let one = read("<testsuite name='s' time='1'><testcase name='b'/></testsuite>").unwrap().payload;
    let two = read("<testsuite name='s' time='1'><testcase name='a'/><testcase name='b'/></testsuite>")
        .unwrap()
        .payload;
    let merged = merge(vec![one.clone(), two]);
    let names: Vec<_> = merged.cases.iter().map(|c| (c.name.as_str(), c.occurrence)).collect();
    assert_eq!(names, [("a", 0), ("b", 0), ("b", 1)]);
    assert_eq!(merged.wall_s, None, "they may have run side by side");
    assert_eq!(merge(vec![one]).wall_s, Some(1.0));
    assert!(merge(Vec::new()).cases.is_empty());
}

#[test]
fn the_folder_of_this_machine_is_no_part_of_a_name() {
    let text =
        "<testsuite name='/repo/tests/a.py'><testcase name='t' classname='/repo/tests/a'/></testsuite>";
    expect![[r#"
        ok · junit
        passed: tests/a.py | tests/a | t ? s
    "#]]
    .assert_eq(&told(text));
}
