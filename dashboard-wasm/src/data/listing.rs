//! The list of metrics: what the search text and the chosen statuses leave of it.

use crate::state::Choice;
use crate::state::choice::{STATUSES, status_word};
use quarterdeck_views::page::MetricRow;

/// Metrics that are listed at most; the search narrows down to the rest.
pub const MOST: usize = 100;

/// One metric of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name in the address.
    pub slug: String,
    /// The area it belongs to: `Coverage`.
    pub area: &'static str,
    /// What is said of it.
    pub row: MetricRow,
    /// Everything that can be searched for, in lower case.
    pub haystack: String,
}

impl Item {
    /// The word of its status in the address.
    pub fn status(&self) -> &'static str {
        self.row.status.map_or("free", status_word)
    }
}

/// What is left of the list, and what the statuses would leave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listing {
    /// Indices of the listed items, at most [`MOST`].
    pub items: Vec<usize>,
    /// How many fit, listed or not.
    pub fitting: usize,
    /// For each of [`STATUSES`], how many items that fit the search have it.
    pub statuses: [usize; 6],
}

/// Filters the list: every word of the search must occur; with statuses chosen, one of them must be the item's.
pub fn list(items: &[Item], choice: &Choice) -> Listing {
    let query = choice.query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut listing = Listing::default();
    for (index, item) in items.iter().enumerate() {
        if !words.iter().all(|word| item.haystack.contains(word)) {
            continue;
        }
        let status = item.status();
        let place = STATUSES.iter().position(|(word, _)| *word == status);
        if let Some(count) = place.and_then(|place| listing.statuses.get_mut(place)) {
            *count += 1;
        }
        if choice.statuses.is_empty() || choice.statuses.contains(status) {
            listing.fitting += 1;
            if listing.items.len() < MOST {
                listing.items.push(index);
            }
        }
    }
    listing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::address;
    use quarterdeck_views::{Shown, Status};

    fn items() -> Vec<Item> {
        let item = |name: &str, status: Option<Status>| Item {
            slug: name.replace(' ', "-"),
            area: "Tests",
            row: MetricRow { name: Shown::new(name), status, ..MetricRow::default() },
            haystack: name.to_lowercase(),
        };
        vec![
            item("Line coverage unit", Some(Status::MEETS)),
            item("Branch coverage unit", Some(Status::FAILING)),
            item("Tests failed", Some(Status::NO_DATA)),
            item("Lines of code", None),
        ]
    }

    fn names(hash: &str) -> Vec<usize> {
        list(&items(), &address::read(hash)).items
    }

    #[test]
    fn every_word_must_occur_in_any_case_and_order() {
        assert_eq!(names("#q=UNIT+cov"), [0, 1]);
        assert_eq!(names("#q=unit+failed"), [] as [usize; 0]);
        assert_eq!(names("#q=+"), [0, 1, 2, 3]);
    }

    #[test]
    fn statuses_narrow_and_are_counted_before_they_do() {
        assert_eq!(names("#st=bad,none"), [1, 2]);
        assert_eq!(names("#st=free"), [3]);
        let listing = list(&items(), &address::read("#st=bad&q=coverage"));
        assert_eq!(listing.statuses, [1, 0, 0, 0, 1, 0]);
        assert_eq!(listing.fitting, 1);
    }

    #[test]
    fn a_very_long_list_is_cut_and_its_length_known() {
        let many: Vec<Item> = items().into_iter().cycle().take(1_000).collect();
        let listing = list(&many, &Choice::default());
        assert_eq!((listing.items.len(), listing.fitting), (MOST, 1_000));
    }
}
