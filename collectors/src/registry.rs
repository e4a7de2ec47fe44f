//! Every format that is read: the tables of the kinds, one after the other.

use crate::format::Format;
use crate::{benchmark, chaos, code, coverage, findings, health, tests};

/// The tables.
const TABLES: [&[Format]; 9] = [
    coverage::FORMATS,
    findings::FORMATS,
    tests::FORMATS,
    benchmark::load::FORMATS,
    benchmark::micro::FORMATS,
    benchmark::FORMATS,
    health::FORMATS,
    chaos::FORMATS,
    code::FORMATS,
];

/// Every format, those that are recognised more surely first within a kind.
pub(crate) fn all() -> impl Iterator<Item = &'static Format> {
    TABLES.iter().copied().flatten()
}

#[cfg(test)]
mod tests_of_the_table {
    use super::all;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_can_be_typed() {
        let names: BTreeSet<&str> = all().map(|f| f.info.name).collect();
        assert_eq!(names.len(), all().count());
        let typed =
            |name: &&str| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit());
        assert!(names.iter().all(typed));
    }

    #[test]
    fn every_format_says_how_it_is_made_what_it_means_and_where_it_is_described() {
        for format in all() {
            let info = format.info;
            for text in [info.tool, info.description, info.example, info.figures] {
                assert!(!text.is_empty() && !text.ends_with('.'), "{}: {text:?}", info.name);
            }
            // The replaced system has no public description.
            let described = info.link.starts_with("https://") || info.name.starts_with("acgs2-");
            assert!(described, "{}", info.name);
        }
    }
}
