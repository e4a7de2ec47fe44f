//! Simulated coverage, findings and code size.

use super::random::Random;
use super::story::Story;
use quarterdeck_model::Section;
use quarterdeck_model::payload::{
    Churn, Class, Code, Count, Counts, Coverage, FileCoverage, Finding, Findings, Language, LargeFile,
    Severity, ToolReport,
};

const FILES: [&str; 8] = [
    "bus/agent.py",
    "bus/router.py",
    "bus/queue.py",
    "gateway/api.py",
    "gateway/auth.py",
    "policy/engine.py",
    "policy/rules.py",
    "shared/config.py",
];

pub(super) fn coverage(story: &Story) -> Coverage {
    let mut totals = Counts::default();
    let mut files = Vec::new();
    for (index, path) in (0u64..).zip(FILES) {
        let lines = 160 + 55 * index;
        let share = (story.covered() + 0.09 - 0.025 * index as f64).min(1.0);
        let of = |total: u64, share: f64| Some(Count { covered: (total as f64 * share) as u64, total });
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

pub(super) fn findings(story: &Story, random: &mut Random) -> Findings {
    let vulnerable = u64::from(story.day % 60 < 9);
    let rules = ["F401", "E501", "B007", "UP006", "SIM102"];
    let mut items: Vec<Finding> = (0..story.lint().min(12))
        .map(|i| {
            let rule = rules[(i % 5) as usize];
            finding("ruff", rule, Class::Lint, Severity::Low, i + 7 * random.below(3))
        })
        .collect();
    items.extend((0..vulnerable).map(|i| finding("bandit", "B608", Class::Security, Severity::High, 40 + i)));
    items.sort_by(|a, b| a.identity.cmp(&b.identity));
    let mut counts = Findings::count_items(&items);
    for count in &mut counts {
        if count.class == Class::Lint {
            count.open = story.lint();
        }
    }
    Findings {
        tools: vec![tool("ruff", &[Class::Syntax, Class::Lint]), tool("bandit", &[Class::Security])],
        items,
        counts,
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

fn finding(tool: &str, rule: &str, class: Class, severity: Severity, line: u64) -> Finding {
    let path = FILES[(line % 8) as usize];
    Finding {
        identity: format!("{tool}:{rule}:{path}:{line}"),
        tool: tool.to_owned(),
        rule: rule.to_owned(),
        class,
        severity,
        message: format!("simulated finding of rule {rule}"),
        path: path.to_owned(),
        line: Some(line + 1),
        suppressed: false,
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
