//! Times of cases: what cannot be read is not known, and never 0.

use super::{read, told};
use expect_test::expect;

fn durations(times: &[&str]) -> Vec<Option<f64>> {
    let case = |(i, t): (usize, &&str)| format!("<testcase name='{i:02}' time='{t}'/>");
    let cases: String = times.iter().enumerate().map(case).collect();
    let parsed = read(format!("<testsuite>{cases}</testsuite>")).unwrap();
    parsed.payload.cases.iter().map(|c| c.duration_s).collect()
}

#[test]
fn one_comma_is_a_decimal_mark_unless_the_file_shows_thousands() {
    assert_eq!(durations(&["1,234", "0,5"]), [Some(1.234), Some(0.5)]);
    assert_eq!(durations(&["1,234", "2,345.5"]), [Some(1234.0), Some(2345.5)]);
    assert_eq!(durations(&["1,234,567.8", "9,876"]), [Some(1_234_567.8), Some(9876.0)]);
}

#[test]
fn unreadable_times_are_told_once() {
    let text = "<testsuite>\n<testcase name='a' time='NaN'/>\n<testcase name='b' time='-1'/><testcase name='c' time=''/>\
                <testcase name='d'/><testcase name='e' time='0'/></testsuite>";
    expect![[r#"
        ok · junit
        passed:  |  | a ? s
        passed:  |  | b ? s
        passed:  |  | c ? s
        passed:  |  | d ? s
        passed:  |  | e 0 s
        Warning: junit.xml, line 2: time "NaN" is not a number of seconds; 2 such times are left out
    "#]]
    .assert_eq(&told(text));
}
