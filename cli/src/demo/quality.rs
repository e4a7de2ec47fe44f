//! Simulated coverage, findings and code size.

use super::random::Random;
use super::story::Story;
use quarterdeck_model::payload::{
    Churn, Class, Code, Count, Counts, Coverage, FileCoverage, Finding, Findings, Language, LargeFile,
    Severity, ToolReport,
};
use quarterdeck_model::{Section, SectionState};

/// Files with their lines and how far their coverage is from that of the whole.
const FILES: [(&str, u64, f64); 24] = [
    ("bus/agent.py", 160, 0.09),
    ("bus/queue.py", 270, 0.02),
    ("bus/router.py", 310, 0.05),
    ("bus/transport/frames.py", 240, 0.08),
    ("bus/transport/tcp.py", 420, -0.02),
    ("bus/transport/tls.py", 180, -0.16),
    ("cli/main.py", 330, -0.40),
    ("cli/render.py", 190, -0.06),
    ("gateway/api.py", 620, 0.03),
    ("gateway/auth.py", 380, -0.01),
    ("gateway/handlers/orders.py", 460, 0.04),
    ("gateway/handlers/users.py", 340, -0.03),
    ("gateway/limits.py", 150, 0.10),
    ("gateway/middleware/cors.py", 90, 0.12),
    ("gateway/middleware/trace.py", 130, -0.30),
    ("policy/compiler/errors.py", 110, 0.10),
    ("policy/compiler/lower.py", 390, -0.08),
    ("policy/compiler/parser.py", 560, 0.02),
    ("policy/engine.py", 510, 0.06),
    ("policy/rules.py", 430, -0.05),
    ("shared/clock.py", 60, 0.12),
    ("shared/config.py", 210, 0.05),
    ("shared/logging.py", 140, -0.12),
    ("shared/retry.py", 100, 0.11),
];

pub(super) fn coverage(story: &Story) -> Coverage {
    let mut totals = Counts::default();
    let mut files = Vec::new();
    for (path, lines, offset) in FILES {
        // What was written in the last days has few tests yet.
        let fresh = if path == "gateway/auth.py" && story.fresh() { 0.07 } else { 0.0 };
        let share = story.covered() + offset - fresh;
        let of = |total: u64, share: f64| {
            Some(Count { covered: (total as f64 * share.clamp(0.0, 1.0)) as u64, total })
        };
        let counts = Counts {
            line: of(lines, share),
            branch: of(lines / 3, share - 0.11),
            function: of(lines / 12, share + 0.02),
            ..Counts::default()
        };
        totals = totals.plus(&counts);
        files.push(FileCoverage { path: path.to_owned(), counts });
    }
    Coverage { totals, files }
}

/// A rule with its tool, what it is about and how bad it is.
type Rule = (&'static str, &'static str, Class, Severity, &'static str);

const RULES: [Rule; 8] = [
    ("ruff", "F401", Class::Lint, Severity::Low, "imported but unused"),
    ("mypy", "arg-type", Class::Type, Severity::Medium, "argument has an incompatible type"),
    ("ruff", "E501", Class::Lint, Severity::Low, "line too long"),
    ("bandit", "B101", Class::Security, Severity::Low, "use of assert"),
    ("ruff", "B007", Class::Lint, Severity::Low, "loop variable is not used"),
    ("ruff", "UP006", Class::Lint, Severity::Info, "use the built-in type"),
    ("mypy", "union-attr", Class::Type, Severity::Medium, "item of a union has no such attribute"),
    ("ruff", "SIM102", Class::Lint, Severity::Low, "nested conditions"),
];

/// Findings that come and go: number n is there from its first day on until it is worked off, and its line moves with
/// what is written above it.
pub(super) fn findings(story: &Story) -> Findings {
    let gone = story.worked_off();
    let mut items: Vec<Finding> = (gone..gone + story.findings()).map(|n| finding(story, n)).collect();
    if story.day % 60 < 9 {
        let rule = ("bandit", "B608", Class::Security, Severity::High, "SQL from text");
        items.push(found(rule, 3, 40));
    }
    let without_types = story.types_failed();
    items.retain(|item| !(without_types && item.class == Class::Type));
    items.sort_by(|a, b| a.identity.cmp(&b.identity));
    let counts = Findings::count_items(&items);
    let mut types = tool("mypy", &[Class::Type]);
    if without_types {
        types.section =
            Section::because(SectionState::Failed, "mypy ended with an internal error (simulated)");
    }
    let tools = vec![tool("ruff", &[Class::Syntax, Class::Lint]), tool("bandit", &[Class::Security]), types];
    Findings { tools, items, counts }
}

fn finding(story: &Story, n: u64) -> Finding {
    let rule = RULES[(n % 8) as usize];
    // Every fourth week something is written above.
    let moved = story.day.unsigned_abs() / 28 * (n % 3);
    found(rule, (n * 7 % 24) as usize, 12 + n * 13 % 140 + moved)
}

fn found((tool, rule, class, severity, message): Rule, file: usize, line: u64) -> Finding {
    let (path, ..) = FILES[file];
    Finding {
        identity: format!("{tool}:{rule}:{path}:{line}"),
        tool: tool.to_owned(),
        rule: rule.to_owned(),
        class,
        severity,
        message: message.to_owned(),
        path: path.to_owned(),
        line: Some(line),
        suppressed: false,
    }
}

fn tool(name: &str, looked_for: &[Class]) -> ToolReport {
    ToolReport {
        tool: name.to_owned(),
        version: None,
        format: name.to_owned(),
        section: Section::ok(),
        looked_for: looked_for.to_vec(),
    }
}

pub(super) fn code(story: &Story, random: &mut Random) -> Code {
    let lines = (story.kilolines() * 1000.0) as u64;
    let language = |name: &str, share: f64| {
        let code = (lines as f64 * share) as u64;
        Language { name: name.to_owned(), files: code / 140, code, comments: code / 9, blanks: code / 7 }
    };
    let large = LargeFile { path: "gateway/api.py".to_owned(), lines: 1000 + lines / 40 };
    Code {
        languages: vec![language("Python", 0.78), language("YAML", 0.14), language("Shell", 0.08)],
        total_lines: Some(lines),
        total_files: Some(lines / 140),
        churn: Some(Churn {
            days: 1,
            added: 40 + random.below(400),
            deleted: random.below(260),
            files: 2 + random.below(18),
        }),
        large_files: Some(vec![large]),
        large_limit: 1000,
        complexity: None,
    }
}
