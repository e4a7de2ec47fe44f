//! `.pre-commit-config.yaml` for the languages found: the project's own tools, then the gate.

use super::inspect::Seen;

/// The file.
pub(super) const NAME: &str = ".pre-commit-config.yaml";

const HEAD: &str =
    "# Hooks of git by pre-commit (https://pre-commit.com): `pre-commit install` once in every clone.
# Every hook runs a tool of this machine in the version that the project has; nothing is fetched.
default_install_hook_types: [pre-commit, commit-msg, pre-push]
repos:
  - repo: local
    hooks:
";

const RUST: &str = "      - id: cargo-fmt
        name: form (cargo fmt)
        entry: cargo fmt --all -- --check
        language: system
        types: [rust]
        pass_filenames: false
      - id: cargo-clippy
        name: lints (cargo clippy)
        entry: cargo clippy --workspace --all-targets -- -D warnings
        language: system
        types: [rust]
        pass_filenames: false
";

const PYTHON: &str = "      - id: ruff
        name: lints (ruff)
        entry: ruff check
        language: system
        types_or: [python, pyi]
      - id: mypy
        name: types (mypy)
        entry: mypy .
        language: system
        types_or: [python, pyi]
        pass_filenames: false
      - id: bandit
        name: security (bandit)
        entry: bandit --quiet
        language: system
        types: [python]
        exclude: (^|/)tests?/
";

const JAVASCRIPT: &str = "      - id: eslint
        name: lints (eslint)
        entry: npx --no-install eslint
        language: system
        types_or: [javascript, jsx, ts, tsx]
";

const COMMON: &str = "      - id: quarterdeck-config
        name: quarterdeck.toml
        entry: quarterdeck config check
        language: system
        files: ^quarterdeck\\.toml$
        pass_filenames: false
      # What was collected last must meet the gate before it is pushed; the hook collects nothing itself.
      - id: quarterdeck-gate
        name: quality gate (quarterdeck check)
        entry: quarterdeck check
        language: system
        always_run: true
        pass_filenames: false
        stages: [pre-push]
      # https://www.conventionalcommits.org: the first line says what sort of change it is.
      - id: conventional-commit
        name: \"commit message: feat, fix, docs, … and a colon\"
        entry: '\\A(Merge |Revert |(fixup|squash|amend)! |(build|chore|ci|docs|feat|fix|perf|refactor|revert|style|test)(\\([^)\\n]+\\))?!?: \\S)'
        language: pygrep
        args: [--negate, --multiline]
        stages: [commit-msg]
";

/// The whole file.
pub(super) fn text(seen: &Seen) -> String {
    let of = |language: &&str| match *language {
        "rust" => RUST,
        "python" => PYTHON,
        "javascript" => JAVASCRIPT,
        _ => "",
    };
    format!("{HEAD}{}{COMMON}", seen.languages.iter().map(of).collect::<String>())
}
