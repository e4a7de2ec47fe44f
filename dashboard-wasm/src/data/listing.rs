//! The list of metrics: what the search text and the chosen statuses leave of it.

use crate::data::Source;
use crate::state::choice::{STATUSES, status_word};
use crate::state::{Choice, Facet};
use quarterdeck_model::Series;
use quarterdeck_views::page::MetricRow;

/// Metrics that are listed at most; the search narrows down to the rest.
pub const MOST: usize = 100;

/// One metric of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its series in the source.
    pub series: usize,
    /// Its name in the address.
    pub slug: String,
    /// The area it belongs to: `Coverage`.
    pub area: &'static str,
    /// What is said of it.
    pub row: MetricRow,
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

/// Filters the list: a figure of the metric must fit the search (`found`, for each series of the source); with statuses
/// chosen, one of them must be the item's.
pub fn list(items: &[Item], found: &[bool], choice: &Choice) -> Listing {
    let mut listing = Listing::default();
    let fits = |item: &Item| found.get(item.series).copied().unwrap_or(false);
    for (index, item) in items.iter().enumerate().filter(|(_, item)| fits(item)) {
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

/// For each of `series` series, whether rows of it are listed: its metric has a chosen status, and its service is chosen
/// where it is of one.
pub fn allowed(source: &Source, items: &[Item], choice: &Choice) -> Vec<bool> {
    let services = choice.facet(Facet::Service);
    let served = |series: &Series| {
        let service = series.key.labels.get("service");
        services.is_empty() || service.is_none_or(|service| services.contains(service))
    };
    let mut allowed: Vec<bool> = source.history.series.iter().map(served).collect();
    if !choice.statuses.is_empty() {
        let mut fits = vec![false; allowed.len()];
        for item in items.iter().filter(|item| choice.statuses.contains(item.status())) {
            if let Some(fits) = fits.get_mut(item.series) {
                *fits = true;
            }
        }
        allowed.iter_mut().zip(fits).for_each(|(allowed, fits)| *allowed &= fits);
    }
    allowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::address;
    use crate::testing;
    use quarterdeck_views::{Shown, Status};

    fn items() -> Vec<Item> {
        let item = |(series, (name, status)): (usize, (&str, Option<Status>))| Item {
            series,
            slug: name.replace(' ', "-"),
            area: "Tests",
            row: MetricRow { name: Shown::new(name), status, ..MetricRow::default() },
        };
        let all = [
            ("Line coverage unit", Some(Status::MEETS)),
            ("Branch coverage unit", Some(Status::FAILING)),
            ("Tests failed", Some(Status::NO_DATA)),
            ("Lines of code", None),
        ];
        all.into_iter().enumerate().map(item).collect()
    }

    fn names(hash: &str) -> Vec<usize> {
        list(&items(), &[true; 4], &address::read(hash)).items
    }

    #[test]
    fn statuses_narrow_and_are_counted_before_they_do() {
        assert_eq!(names(""), [0, 1, 2, 3]);
        assert_eq!(names("#st=bad,none"), [1, 2]);
        assert_eq!(names("#st=free"), [3]);
        let listing = list(&items(), &[true, true, false, false], &address::read("#st=bad"));
        assert_eq!(listing.statuses, [1, 0, 0, 0, 1, 0]);
        assert_eq!(listing.fitting, 1);
    }

    #[test]
    fn rows_are_of_chosen_statuses_and_services() {
        let source = testing::source_of(testing::tagged());
        let item = |series, status| Item {
            series,
            row: MetricRow { status, ..MetricRow::default() },
            ..items().remove(0)
        };
        let items = [item(0, Some(Status::MEETS)), item(1, Some(Status::FAILING)), item(2, None)];
        let of = |hash: &str| allowed(&source, &items, &address::read(hash));
        assert_eq!(of(""), [true, true, true]);
        assert_eq!(of("#service=api"), [true, true, false]);
        assert_eq!(of("#service=api&st=free,bad"), [false, true, false]);
    }

    #[test]
    fn a_very_long_list_is_cut_and_its_length_known() {
        let many: Vec<Item> = items().into_iter().cycle().take(1_000).collect();
        let listing = list(&many, &[true; 4], &Choice::default());
        assert_eq!((listing.items.len(), listing.fitting), (MOST, 1_000));
    }
}
