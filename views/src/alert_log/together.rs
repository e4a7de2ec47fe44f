//! Regressions that begin together, in words.

use super::{Choice, Seen, seen};
use crate::catalogue;
use crate::context::Context;
use crate::format::count;
use crate::text::visible;
use quarterdeck_analysis::alert::{Together, together};
use serde::Serialize;

/// Many regressions of one metric that begin with one run.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Begun {
    /// The run.
    pub with: Seen,
    /// The metric.
    pub metric: String,
    /// The job.
    pub job: String,
    /// How many figures got worse.
    pub worse: usize,
    /// Of how many that the run measured.
    pub measured: usize,
    /// The same in words.
    pub message: String,
}

/// All of them, newest first.
pub(super) fn begun(context: &Context<'_>, choice: Choice) -> Vec<Begun> {
    let all = together(&context.assessment.alerts, context.history).into_iter();
    let kind = |run: u32| context.run(run).map(|run| run.kind);
    let all = all.filter(|of| choice.kind.is_none() || choice.kind == kind(of.run));
    all.map(|of| Begun {
        with: seen(context, of.run),
        metric: of.metric.to_string(),
        message: words(&of),
        job: of.job,
        worse: of.worse,
        measured: of.measured,
    })
    .collect()
}

/// `313 of 569 figures of time (benchmark) got worse with one run: …`.
pub(crate) fn words(of: &Together) -> String {
    let name = visible(&catalogue::name(of.metric.as_str()));
    format!(
        "{} of {} figures of {} ({}) got worse with one run: look at the machine and its tools before the code.",
        count(of.worse as f64),
        count(of.measured as f64),
        name.to_lowercase(),
        visible(&of.job)
    )
}
