//! The way down to the score.

use crate::made_up::{Archive, project};
use quarterdeck_analysis::policy::ObjectiveKind;

#[test]
fn the_way_down_ends_at_the_score() {
    use quarterdeck_views::chart::{Datum, Tone};
    for archive in [Archive::of(project(), Vec::new()), Archive::of(Vec::new(), Vec::new())] {
        let score = archive.overview().score;
        let rows = &score.way.spec.data.rows;
        assert_eq!(rows.len(), score.rows.len() + 1);
        let ends = |row: &[Datum]| row[6..].to_vec();
        let end = vec![Datum::Number(score.low), Datum::Number(score.high)];
        assert_eq!(ends(&rows[rows.len() - 1]), end);
        let Some(last) = rows.len().checked_sub(2) else { continue };
        let near = |a: &Datum, b: &Datum| match (a, b) {
            (Datum::Number(a), Datum::Number(b)) => (a - b).abs() < 1e-9,
            _ => false,
        };
        assert!(ends(&rows[last]).iter().zip(&end).all(|(a, b)| near(a, b)), "{:?}", rows[last]);
        let hatched = score.way.spec.blocks.iter().any(|block| block.tone == Tone::Unknown);
        assert_eq!(hatched, score.low < score.high, "unknown is never drawn as known");
    }
}

#[test]
fn an_alert_of_a_score_with_unknown_inputs_tells_the_interval() {
    let coverage = project().into_iter().filter(|(_, s)| s.kind() == quarterdeck_model::Kind::Coverage);
    let mut archive = Archive::of(coverage.collect(), Vec::new());
    let own = archive.policy.objectives.iter_mut().filter(|o| o.kind == ObjectiveKind::Score);
    // More than there can be: missed, whatever the unknown inputs are.
    own.for_each(|objective| objective.target.value = 100.0);
    let archive = archive.judged_again();
    let score = &archive.assessment.score;
    assert!(score.low < score.high);
    let page = quarterdeck_views::page::alerts::build(&archive.context());
    let text = serde_json::to_string(&page).unwrap();
    let told =
        format!("Quality score was {:.1}\u{202f}points to {:.1}\u{202f}points;", score.low, score.high);
    assert!(text.contains(&told), "{told} is not in {text}");
}
