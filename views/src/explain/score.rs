//! The quality score: its end points, and what each rule takes.

use super::phrases::penalty;
use super::{Part, Teller};
use quarterdeck_analysis::score::Input;

impl Teller<'_> {
    pub(super) fn score(&self) -> Vec<Part> {
        let score = &self.context.assessment.score;
        let mut now = Part::new("Present value");
        let value = if score.is_known() {
            score.low.to_string()
        } else {
            format!("{} to {}: the low end counts", score.low, score.high)
        };
        now.add("score", value);
        now.add("band", score.band.as_str());
        now.add("definition", crate::catalogue::definition("quality.score"));
        let mut parts = vec![now];
        for own in &score.parts {
            let mut part = Part::new(own.metric.clone());
            part.add("rule", &own.rule);
            part.add("configured", self.configured(|config| config.rules.get(own.index).copied()));
            part.add("penalty", penalty(own));
            if let Input::Known { run, .. } = own.input {
                part.add("from", self.run_words(run));
            }
            parts.push(part);
        }
        let mut gate = Part::new("In the gate");
        for condition in
            self.context.assessment.gate.conditions.iter().filter(|c| c.text.starts_with("score "))
        {
            gate.add(&format!("condition {}", condition.number), self.verdict(condition));
        }
        if gate.facts.is_empty() {
            gate.add("conditions", "no condition rests on it");
        }
        parts.push(gate);
        parts
    }
}
