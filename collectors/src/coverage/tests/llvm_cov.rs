//! LLVM's coverage export.

#[test]
fn every_fixture_gives_what_its_tool_means() {
    super::check("llvm-cov", &[]);
}
