//! What the shape alone cannot tell: every problem with the path of its table.

use crate::config::{File, Job, ScheduleTable, notify};
use crate::suggest::suggestion;
use quarterdeck_analysis::policy::Problem;
use quarterdeck_collectors::formats;
use quarterdeck_model::Kind;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) fn problems(file: &File) -> Vec<Problem> {
    let here = Path::new("");
    let jobs = each("collect", &file.collect, job);
    let services =
        each("service", &file.service, |s| s.to_service(&file.health, here).err().into_iter().collect());
    let measures = each("metric", &file.metric, |m| m.to_measure(here).err().into_iter().collect());
    let policy = file.policy.problems().into_iter().map(|problem| problem.under("policy"));
    let schedule = file.schedule.as_ref().map(ScheduleTable::problems).unwrap_or_default();
    let told = notify::problems(file);
    let address = address(file.project.address.as_deref()).into_iter().collect();
    let site = file.site.problems();
    let tables = [address, site, jobs, services, measures, scenarios(file), schedule, told, policy.collect()];
    tables.into_iter().flatten().collect()
}

/// What is wrong with the address of the published site.
fn address(address: Option<&str>) -> Option<Problem> {
    let address = address?;
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "?#\"<>\\^`{|}".contains(c);
    let good = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(odd));
    let why = format!("address = {address:?} is no address of a site; expected `https://host/folder/`");
    (!good).then(|| Problem::new("project.address".to_owned(), why))
}

/// What is wrong with each entry of a list; the key that a message names is found later.
fn each<T>(key: &str, list: &[T], wrong: impl Fn(&T) -> Vec<String>) -> Vec<Problem> {
    let at = |(index, entry): (usize, &T)| {
        wrong(entry).into_iter().map(move |why| Problem::new(format!("{key}[{index}]"), why))
    };
    list.iter().enumerate().flat_map(at).collect()
}

fn scenarios(file: &File) -> Vec<Problem> {
    let services: Vec<String> = file.service.iter().map(|service| service.name.clone()).collect();
    let mut out = each("scenario", &file.scenario, |s| s.to_scenario(&services).err().unwrap_or_default());
    let mut names = BTreeSet::new();
    for (index, scenario) in file.scenario.iter().enumerate() {
        if !names.insert(scenario.name.as_str()) {
            let why = format!("[[scenario]] {:?}: another one has this name", scenario.name);
            out.push(Problem::new(format!("scenario[{index}].name"), why));
        }
    }
    out
}

fn job(job: &Job) -> Vec<String> {
    let kind = Kind::parse(&job.kind);
    let kinds = Kind::ALL.map(Kind::as_str);
    let mut out = Vec::new();
    if kind.is_none() {
        let near = suggestion(&job.kind, &kinds);
        out.push(format!("kind = {:?} is not known{near} (services are [[service]] tables)", job.kind));
    }
    if let Some(kind) = kind.filter(|_| job.format != "auto") {
        let names: Vec<&str> = formats(kind).iter().map(|format| format.name).chain(["auto"]).collect();
        if !names.contains(&job.format.as_str()) {
            let near = suggestion(&job.format, &names);
            out.push(format!("format = {:?} is no format of {kind}{near}", job.format));
        }
    }
    // Code is measured where it stands; it needs no report.
    if kind != Some(Kind::Code) {
        out.extend(source(job, kind).map(ToOwned::to_owned));
    }
    out
}

/// What is wrong with where the figures come from.
fn source(job: &Job, kind: Option<Kind>) -> Option<&'static str> {
    let (files, http, command) = (!job.from.is_empty(), job.http.is_some(), job.command.is_some());
    match u8::from(files) + u8::from(http) + u8::from(command) {
        _ if (http || command) && kind != Some(Kind::Benchmark) => Some(
            "`http` and `command` are for kind = \"benchmark\"; services to probe are [[service]] tables",
        ),
        0 if kind == Some(Kind::Benchmark) => Some(
            "`from` is empty; name at least one file or pattern, or an address as `http`, or a `command`",
        ),
        0 => Some("`from` is empty; name at least one file or pattern"),
        1 => None,
        _ => Some("more than one of `from`, `http` and `command`; expected one"),
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_of_a_site_is_one_that_links_can_begin_with() {
        for good in ["https://acme.example/quality/", "http://127.0.0.1:8800", "https://acme.example"] {
            assert!(address(Some(good)).is_none(), "{good}");
        }
        for bad in
            ["acme.example", "ftp://acme.example", "https://", "https:///x", "https://a/?q", "https://a b"]
        {
            let problem = address(Some(bad)).map(|problem| problem.path);
            assert_eq!(problem.as_deref(), Some("project.address"), "{bad}");
        }
        assert!(address(None).is_none());
    }
}
