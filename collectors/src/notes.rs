//! A bounded list of remarks while one file is read: a damaged file must not make a million of them.

use quarterdeck_model::Diagnostic;

/// Most remarks kept of one file.
const MOST: usize = 20;
/// Most characters of one remark: part of it is whatever the file says.
const LONGEST: usize = 300;

/// Remarks about one file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notes {
    path: String,
    kept: Vec<Diagnostic>,
    dropped: u64,
    /// How often something was left out, and the first time.
    lost: u64,
    first_lost: Option<String>,
}

impl Notes {
    /// About `path`, beginning with what opening it gave.
    pub(crate) fn new(path: &str, first: Option<Diagnostic>) -> Self {
        Self { path: path.to_owned(), kept: first.into_iter().collect(), ..Self::default() }
    }

    /// Something at a line was left out.
    pub(crate) fn warn(&mut self, line: u64, message: String) {
        self.lose(format!("line {line}: {}", harmless(&message)));
        self.push(Diagnostic::warning(&self.path, harmless(&message)).at_line(line));
    }

    /// Something was left out, no line says where.
    pub(crate) fn warn_all(&mut self, message: String) {
        self.lose(harmless(&message));
        self.push(Diagnostic::warning(&self.path, harmless(&message)));
    }

    /// Something at a line was not as it should be, and was read all the same.
    pub(crate) fn doubt(&mut self, line: u64, message: &str) {
        self.push(Diagnostic::warning(&self.path, harmless(message)).at_line(line));
    }

    /// A remark about the whole file that costs nothing.
    pub(crate) fn note(&mut self, message: String) {
        self.push(Diagnostic::note(&self.path, harmless(&message)));
    }

    /// What another reader of the same file remarked.
    pub(crate) fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    fn lose(&mut self, what: String) {
        self.lost += 1;
        self.first_lost.get_or_insert(what);
    }

    /// Whatever another reader remarked.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.kept.len() < MOST { self.kept.push(diagnostic) } else { self.dropped += 1 }
    }

    /// What was left out, if anything: the reason why a section is partial.
    pub(crate) fn lost(&self) -> Option<String> {
        let first = self.first_lost.as_ref()?;
        Some(match self.lost {
            1 => first.clone(),
            n => format!("{n} records were left out; the first: {first}"),
        })
    }

    /// All kept, and how many more there were.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        if self.dropped > 0 {
            let message = format!("{} more remarks of this file were left out", self.dropped);
            self.kept.push(Diagnostic::warning(&self.path, message));
        }
        self.kept
    }
}

/// What a file says goes into a message cut, and without the control characters that a terminal would obey.
pub(crate) fn harmless(message: &str) -> String {
    let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut text: String = message.chars().take(LONGEST).map(shown).collect();
    if message.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_remarks_are_few_and_say_so() {
        let mut notes = Notes::new("a", None);
        (1..=1000).for_each(|line| notes.warn(line, "x".repeat(10_000)));
        assert!(notes.lost().unwrap().starts_with("1000 records were left out; the first: line 1: xxx"));
        let kept = notes.finish();
        assert_eq!(kept.len(), MOST + 1);
        assert_eq!(kept.last().unwrap().message, "980 more remarks of this file were left out");
        assert!(kept.iter().all(|d| d.message.len() < 400));
    }

    #[test]
    fn a_file_cannot_speak_to_the_terminal() {
        assert_eq!(harmless("a\u{1b}[31m\nb"), "a\u{fffd}[31m\u{fffd}b");
    }
}
