//! Hostile and damaged files, each read as every kind.

use crate::{corpus, files, read};
use quarterdeck_model::Kind;
use std::time::{Duration, Instant};

#[test]
fn hostile_input_gives_a_message_and_never_a_panic() {
    let Some(corpus) = corpus() else { return };
    let files = files(&corpus.join("bad"));
    assert!(files.len() > 40, "the corpus has few hostile files");
    for file in files {
        for kind in Kind::ALL {
            let began = Instant::now();
            let collected = read(kind, None, &file);
            let state = collected.section.state;
            let said = !collected.diagnostics.is_empty() || !collected.section.reasons.is_empty();
            assert!(state.counts() || said, "{}: silent", file.display());
            // A hang, not a slow machine.
            assert!(began.elapsed() < Duration::from_secs(20), "{} took too long", file.display());
        }
    }
}
