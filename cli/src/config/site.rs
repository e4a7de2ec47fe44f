//! `[site]`: how the site writes numbers and dates.

use super::zone;
use crate::suggest::{slip_of, suggestion};
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::policy::Problem;
use quarterdeck_views::format::Locale;
use serde::{Deserialize, Serialize};

/// `[site]`: how numbers and dates are written, and by which clocks. Sentences stay English, and so do numbers and dates of
/// everything that programs read or that is kept in git.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SiteTable {
    /// `en` (`12 345.6`, `23 Nov 2026 07:12`), `en-GB`, `en-US`, `de`, `es`, `fr`, `ja`, `nb`, `pt-BR`, `sv`, or `iso` (`2026-11-23 07:12`).
    pub(crate) locale: String,
    /// Zone of times, days, weeks and quarters by its IANA name, such as `Europe/Stockholm`.
    pub(crate) zone: String,
}

impl Default for SiteTable {
    fn default() -> Self {
        Self { locale: "en".to_owned(), zone: "UTC".to_owned() }
    }
}

impl SiteTable {
    /// The locale; the default one where it is not known, which [`SiteTable::problems`] tells.
    pub(crate) fn locale(&self) -> &'static Locale {
        Locale::of(&self.locale).unwrap_or_default()
    }

    /// The zone, by the same rule.
    pub(crate) fn zone(&self) -> Zone {
        zone::zone(&self.zone).unwrap_or_default()
    }

    pub(in crate::config) fn problems(&self) -> Vec<Problem> {
        let tags: Vec<&str> = Locale::tags().collect();
        let locale = Locale::of(&self.locale).is_none().then(|| {
            // Of another country the language is proposed, not a slip of the pen.
            let language = self.locale.split('-').next().and_then(Locale::of);
            let near = language.map(|locale| format!("; did you mean `{}`?", locale.tag));
            let near = near.unwrap_or_else(|| suggestion(&self.locale, &tags));
            let why = format!("locale = {:?} is not known{near}", self.locale);
            Problem::new("site.locale".to_owned(), why)
        });
        let zone = zone::zone(&self.zone).is_none().then(|| {
            let near = near(&self.zone).map(|near| format!("; did you mean `{near}`?"));
            let near =
                near.unwrap_or_else(|| "; expected a name such as `Europe/Stockholm`, or `UTC`".to_owned());
            Problem::new(
                "site.zone".to_owned(),
                format!("zone = {:?} is no zone of the IANA database{near}", self.zone),
            )
        });
        locale.into_iter().chain(zone).collect()
    }
}

/// The zone that is probably meant: by its whole name, or by its city alone.
fn near(given: &str) -> Option<String> {
    let names = zone::names();
    let all = || names.iter().map(String::as_str);
    let wanted = city(given);
    let by_city = slip_of(wanted, all().map(city));
    let named = by_city.and_then(|found| all().find(|name| city(name) == found));
    slip_of(given, all()).or(named).map(str::to_owned)
}

fn city(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(locale: &str, zone: &str) -> String {
        let table = SiteTable { locale: locale.to_owned(), zone: zone.to_owned() };
        table
            .problems()
            .into_iter()
            .map(|p| format!("{}: {}", p.path, p.message))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn names_that_are_not_known_are_told_with_what_was_meant() {
        for (locale, zone) in
            [("en", "UTC"), ("de-de", "Europe/Berlin"), ("pt-BR", "America/Sao_Paulo"), ("iso", "Etc/UTC")]
        {
            assert_eq!(told(locale, zone), "", "{locale} {zone}");
        }
        for (locale, zone, words) in [
            ("de-AT", "UTC", "site.locale: locale = \"de-AT\" is not known; did you mean `de`?"),
            ("klingon", "UTC", "expected en, en-GB"),
            (
                "en",
                "Europe/Stokholm",
                "site.zone: zone = \"Europe/Stokholm\" is no zone of the IANA database; did you mean `Europe/Stockholm`?",
            ),
            ("en", "Stockholm", "did you mean `Europe/Stockholm`?"),
            ("en", "Middle/Earth", "expected a name such as"),
            ("en", "CEST", "is no zone"),
            ("en", "", "is no zone"),
            ("en", "Europe/Berlin\n", "is no zone"),
        ] {
            assert!(told(locale, zone).contains(words), "{locale} {zone}: {}", told(locale, zone));
        }
    }
}
