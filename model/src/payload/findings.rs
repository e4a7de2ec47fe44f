//! Findings of linters, type checkers and scanners, with what each tool really looked at.

use super::figure::metric;
use crate::{Direction, Labels, Metric, Section, Unit};

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The file does not parse.
    Syntax,
    /// Style and likely bugs.
    Lint,
    /// Types do not fit.
    Type,
    /// A weakness in the code.
    Security,
    /// A known vulnerability in a dependency.
    Dependency,
}

/// How bad it is, by the table of each tool's reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// For information.
    Info,
    /// Low.
    Low,
    /// Not said by the tool: counts as medium in the score, shown as unknown.
    Unknown,
    /// Medium.
    Medium,
    /// High.
    High,
    /// Critical.
    Critical,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable across runs: new and fixed findings are told apart by it.
    pub identity: String,
    /// Tool that found it.
    pub tool: String,
    /// Rule code.
    pub rule: String,
    /// What it is about.
    pub class: Class,
    /// How bad.
    pub severity: Severity,
    /// Message, one line.
    pub message: String,
    /// File, with `/`; empty when not about a file.
    pub path: String,
    /// 1-based line, where known.
    pub line: Option<u64>,
    /// Suppressed findings are kept and are not open.
    pub suppressed: bool,
}

/// What one tool looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolReport {
    /// Tool name.
    pub tool: String,
    /// Its version, where known.
    pub version: Option<String>,
    /// Format read.
    pub format: String,
    /// Whether it really ran.
    pub section: Section,
    /// The classes it looks for: a class that no tool looked for is unknown, not 0.
    pub looked_for: Vec<Class>,
}

/// Number of findings of one class and severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingCount {
    /// Class.
    pub class: Class,
    /// Severity.
    pub severity: Severity,
    /// Open ones.
    pub open: u64,
    /// Suppressed ones.
    pub suppressed: u64,
}

/// Findings of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Which tools looked at what.
    pub tools: Vec<ToolReport>,
    /// The findings themselves; may be fewer than counted when the source gives only counts.
    pub items: Vec<Finding>,
    /// Counts by class and severity, sorted; authoritative for figures.
    pub counts: Vec<FindingCount>,
}

impl Class {
    /// All classes.
    pub const ALL: [Class; 5] = [Class::Syntax, Class::Lint, Class::Type, Class::Security, Class::Dependency];

    /// The wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Syntax => "syntax",
            Class::Lint => "lint",
            Class::Type => "type",
            Class::Security => "security",
            Class::Dependency => "dependency",
        }
    }
}

impl Severity {
    /// All severities, mildest first (`unknown` beside `medium`).
    pub const ALL: [Severity; 6] = [
        Severity::Info,
        Severity::Low,
        Severity::Unknown,
        Severity::Medium,
        Severity::High,
        Severity::Critical,
    ];

    /// The wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Low => "low",
            Severity::Unknown => "unknown",
            Severity::Medium => "medium",
            Severity::High => "high",
            Severity::Critical => "critical",
        }
    }
}

impl Findings {
    /// Counts of `items` by class and severity, sorted.
    pub fn count_items(items: &[Finding]) -> Vec<FindingCount> {
        let mut counts = std::collections::BTreeMap::<(Class, Severity), (u64, u64)>::new();
        for item in items {
            let (open, suppressed) = counts.entry((item.class, item.severity)).or_default();
            *(if item.suppressed { suppressed } else { open }) += 1;
        }
        let row =
            |((class, severity), (open, suppressed))| FindingCount { class, severity, open, suppressed };
        counts.into_iter().map(row).collect()
    }

    /// Whether some tool that really ran looked for `class`.
    pub fn looked_for(&self, class: Class) -> bool {
        self.tools.iter().any(|t| t.section.state.counts() && t.looked_for.contains(&class))
    }

    /// Whether every tool that looks for `class` really ran: one that failed makes the class unknown.
    fn known(&self, class: Class) -> bool {
        let mut relevant = self.tools.iter().filter(|t| t.looked_for.contains(&class)).peekable();
        relevant.peek().is_some() && relevant.all(|t| t.section.state.counts())
    }

    fn open(&self, classes: &[Class], least: Severity) -> u64 {
        let fits = |c: &&FindingCount| classes.contains(&c.class) && c.severity >= least;
        self.counts.iter().filter(fits).map(|c| c.open).sum()
    }

    /// `findings.vulnerabilities` (security or dependency, severity ≥ medium, unknown counts as medium),
    /// `findings.syntax_errors`, `findings.lint_errors`, `findings.type_errors`: open findings only, and each only
    /// where its class was really looked for.
    pub fn metrics(&self) -> Vec<Metric> {
        let security = [Class::Security, Class::Dependency];
        let rows: [(&str, &[Class], Severity); 4] = [
            ("findings.vulnerabilities", &security, Severity::Unknown),
            ("findings.syntax_errors", &[Class::Syntax], Severity::Info),
            ("findings.lint_errors", &[Class::Lint], Severity::Low),
            ("findings.type_errors", &[Class::Type], Severity::Low),
        ];
        let seen = |classes: &[Class]| {
            let looked = classes.iter().any(|c| self.known(*c));
            looked
                && classes
                    .iter()
                    .all(|c| self.known(*c) || !self.tools.iter().any(|t| t.looked_for.contains(c)))
        };
        rows.into_iter()
            .filter(|(_, classes, _)| seen(classes))
            .map(|(id, classes, least)| {
                let n = self.open(classes, least) as f64;
                metric(id, &Labels::none(), n, Unit::Count, Direction::LowerIsBetter)
            })
            .collect()
    }
}
