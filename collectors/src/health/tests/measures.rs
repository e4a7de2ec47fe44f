//! What is measured beside the probes.

use super::server::{ONE, request, says_body, serve, service};
use crate::health::{Better, Measure, Prober, Reading, RoundPlan, Source};
use quarterdeck_model::{Payload, SectionState};
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

fn measure(metric: &str, source: Source) -> Measure {
    let timeout = Duration::from_secs(10);
    let (service, metric) = ("cart".to_owned(), metric.to_owned());
    Measure { service, metric, better: Better::Lower, cores: Some(2.0), timeout, source }
}

/// State of the section, its reasons, and the figures as `metric value`.
fn taken(measures: Vec<Measure>, plan: &RoundPlan) -> (SectionState, Vec<String>, Vec<(String, f64)>) {
    let collected = Prober::new(Vec::new(), measures, plan.clone()).round(None);
    let Payload::Health(health) = collected.payload else { panic!("{:?}", collected.payload) };
    assert!(health.figures.iter().all(|f| f.labels.to_string() == "service=cart"));
    let figures = health.figures.iter().map(|f| (f.metric.to_string(), f.value)).collect();
    (collected.section.state, collected.section.reasons, figures)
}

/// A page that gives these texts one after the other, the last one again and again.
fn pages(texts: &'static [&'static str]) -> String {
    let count = Arc::new(AtomicU32::new(0));
    let address = serve("127.0.0.1:0", move |mut stream| {
        request(&mut stream);
        let at = count.fetch_add(1, Ordering::SeqCst) as usize;
        let body = texts[at.min(texts.len() - 1)];
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        let _ = stream.write_all((head + body).as_bytes());
    });
    format!("http://{}/metrics", address.unwrap())
}

fn samples(url: &str, reading: Reading, scale: f64) -> Source {
    Source::Samples { page: Box::new(service(url)), reading, scale }
}

fn share(lifetime: bool) -> Reading {
    let (hits, of) = ("hits{c=\"a\"}".to_owned(), "misses".to_owned());
    Reading::Share { hits, of, total: false, lifetime }
}

#[test]
fn hits_are_counted_over_the_round_or_over_the_life_of_the_counters() {
    const TEXTS: &[&str] = &["hits{c=\"a\"} 50\nmisses 50\n", "hits{c=\"a\"} 140\nmisses 60\n"];
    let id = "resource.cache_hit_percent";
    let (state, _, figures) = taken(vec![measure(id, samples(&pages(TEXTS), share(false), 1.0))], &ONE);
    assert_eq!((state, figures), (SectionState::Ok, vec![(id.to_owned(), 90.0)]));
    let (_, _, figures) = taken(vec![measure(id, samples(&pages(TEXTS), share(true), 1.0))], &ONE);
    assert_eq!(figures, [(id.to_owned(), 50.0)]);
}

#[test]
fn what_is_not_known_is_absent_and_told() {
    let id = "resource.cache_hit_percent";
    for (texts, why) in [
        (&["hits{c=\"a\"} 5\nmisses 1\n"] as &[&str], "nothing was looked up during the round"),
        (&["hits{c=\"a\"} 5\nmisses 1\n", "hits{c=\"a\"} 1\nmisses 0\n"], "was reset during the round"),
        (&["misses 1\n"], "the page has no sample hits"),
    ] {
        let good =
            measure("resource.memory_mb", samples(&pages(&["m 3e6\n"]), Reading::Value("m".into()), 1e-6));
        let texts: &'static [&'static str] = Box::leak(texts.to_vec().into_boxed_slice());
        let bad = measure(id, samples(&pages(texts), share(false), 1.0));
        let (state, reasons, figures) = taken(vec![good, bad], &ONE);
        assert_eq!(state, SectionState::Partial);
        assert_eq!(figures, [("resource.memory_mb".to_owned(), 3.0)]);
        let expected = format!("{id} of cart is not known: ");
        assert!(reasons[0].starts_with(&expected) && reasons[0].contains(why), "{reasons:?}");
    }
}

#[test]
fn a_number_of_a_json_page_and_a_rate() {
    let page = says_body("application/json", r#"{"memory":{"bytes":3900000},"note":"x"}"#);
    let pointer =
        |at: &str| Source::Pointer { page: Box::new(service(&page)), pointer: at.to_owned(), scale: 1e-6 };
    let (_, _, figures) = taken(vec![measure("resource.memory_mb", pointer("/memory/bytes"))], &ONE);
    assert_eq!((figures.len(), (figures[0].1 - 3.9).abs() < 1e-9), (1, true));
    let (state, reasons, _) = taken(vec![measure("resource.memory_mb", pointer("/note"))], &ONE);
    assert_eq!((state, reasons[0].contains("no number at /note")), (SectionState::Failed, true));
    let url = pages(&["cpu 10\n", "cpu 10.5\n"]);
    let rate = samples(&url, Reading::Rate("cpu".into()), 100.0);
    let (_, _, figures) = taken(vec![measure("resource.cpu_core_percent", rate)], &ONE);
    // Half a second of processor time in 0.2 s of the round, or more where the machine is busy.
    assert!(figures[0].1 > 0.0 && figures[0].1 <= 251.0, "{figures:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn this_process_is_measured_and_a_missing_one_is_unknown() {
    let own = std::process::id();
    let (state, _, figures) = taken(vec![measure("", Source::Pid(own))], &ONE);
    assert_eq!(state, SectionState::Ok);
    let names: Vec<&str> = figures.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["resource.memory_mb", "resource.cpu_core_percent", "resource.cpu_percent"]);
    assert!(figures[0].1 > 0.5 && figures[1].1 >= 0.0 && (figures[2].1 - figures[1].1 / 2.0).abs() < 1e-9);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cart.pid");
    std::fs::write(&file, "none").unwrap();
    for (source, why) in [
        (Source::Pid(u32::MAX), "there is no process"),
        (Source::PidFile(file), "holds no process number"),
        (Source::PidFile(folder.path().join("gone")), "cannot be read"),
        (Source::ProcessName("no-such-process".into()), "no process is called no-such-process"),
    ] {
        let (state, reasons, figures) = taken(vec![measure("", source)], &ONE);
        assert_eq!((state, figures.len()), (SectionState::Failed, 0));
        assert!(reasons[0].contains(why), "{reasons:?}");
    }
}
