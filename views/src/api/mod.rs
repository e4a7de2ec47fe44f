//! What a site publishes for programs: the documents below `api/v1/`, and a JSON Schema for each.

mod index;
mod latest;
mod metric;

#[cfg(test)]
mod tests;

pub use index::Index;
pub use latest::Latest;
pub use metric::MetricFile;

use crate::page::grid::{Grid, column, linked, text};
use crate::routes;
use crate::text::Shown;
use quarterdeck_model::wire;

/// A sort of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// What its schema is called.
    pub name: &'static str,
    /// What it holds.
    pub holds: &'static str,
    /// Where it lies from the root of the site; `<…>` stands for what differs.
    pub json: &'static str,
    /// The same as CSV; empty for none.
    pub csv: &'static str,
    /// Its JSON Schema, draft 2020-12.
    pub schema: &'static str,
}

/// Every sort of document.
pub const FORMS: [Form; 10] = [
    Form {
        name: "index",
        holds: "What there is and where it lies: begin here",
        json: routes::INDEX_JSON,
        csv: "",
        schema: include_str!("../../schemas/index-v1.schema.json"),
    },
    Form {
        name: "latest",
        holds: "Where the project stands: gate, score, and every figure",
        json: routes::LATEST_JSON,
        csv: "",
        schema: include_str!("../../schemas/latest-v1.schema.json"),
    },
    Form {
        name: "alerts",
        holds: "The alert log: open, acknowledged and resolved",
        json: routes::ALERTS_JSON,
        csv: "",
        schema: include_str!("../../schemas/alerts-v1.schema.json"),
    },
    Form {
        name: "objectives",
        holds: "Objectives, and whether they are met",
        json: routes::OBJECTIVES_JSON,
        csv: "",
        schema: include_str!("../../schemas/objectives-v1.schema.json"),
    },
    Form {
        name: "tests",
        holds: "The latest test results of every job",
        json: routes::TESTS_JSON,
        csv: routes::TESTS_CSV,
        schema: include_str!("../../schemas/tests-v1.schema.json"),
    },
    Form {
        name: "coverage",
        holds: "The latest coverage of every job",
        json: routes::COVERAGE_JSON,
        csv: routes::COVERAGE_CSV,
        schema: include_str!("../../schemas/coverage-v1.schema.json"),
    },
    Form {
        name: "findings",
        holds: "The latest findings of every job",
        json: routes::FINDINGS_JSON,
        csv: routes::FINDINGS_CSV,
        schema: include_str!("../../schemas/findings-v1.schema.json"),
    },
    Form {
        name: "metric",
        holds: "Every value of one metric, linked from its page",
        json: "api/v1/metrics/<metric>.json",
        csv: "metrics/<metric>.csv",
        schema: include_str!("../../schemas/metric-v1.schema.json"),
    },
    Form {
        name: "chart",
        holds: "The numbers of one chart, linked below it",
        json: "api/v1/charts/<page>/<chart>.json",
        csv: "charts/<page>/<chart>.csv",
        schema: include_str!("../../schemas/chart-v1.schema.json"),
    },
    Form {
        name: "snapshot",
        holds: "One run as the archive keeps it, linked from its page",
        json: "api/v1/snapshots/<id>.json",
        csv: "",
        schema: wire::SNAPSHOT_SCHEMA,
    },
];

impl Form {
    /// Where its schema lies from the root of the site.
    pub fn schema_path(&self) -> String {
        format!("api/v1/schemas/{}-v1.schema.json", self.name)
    }

    /// Whether `path` is one of its documents.
    pub fn is_of(&self, path: &str) -> bool {
        match self.json.split_once('<') {
            Some((folder, _)) => path.starts_with(folder) && path.ends_with(".json"),
            None => path == self.json,
        }
    }
}

/// All of them as a table of a page at the root.
pub(crate) fn table() -> Grid {
    let file = |path: &'static str| match path.contains('<') || path.is_empty() {
        true => text(path),
        false => linked(Shown::new(path), path.to_owned()),
    };
    let row = |form: &Form| {
        let schema = linked(Shown::new("JSON Schema"), form.schema_path());
        vec![text(form.holds), file(form.json), file(form.csv), schema]
    };
    let columns = vec![column("What"), column("JSON"), column("CSV").only("medium"), column("Described by")];
    Grid { rows: FORMS.iter().map(row).collect(), ..Grid::of(columns, "") }
}
