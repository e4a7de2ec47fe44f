//! The metrics that collectors give.

use super::Entry;

const fn e(id: &'static str, name: &'static str, definition: &'static str) -> Entry {
    Entry { id, name, definition }
}

/// All of them, by area.
pub(super) const ENTRIES: &[Entry] = &[
    e(
        "quality.score",
        "Quality score",
        "100 points less the penalties of the configured rules; with an input unknown it is an interval and its low end is judged.",
    ),
    e(
        "health.services_down",
        "Services down",
        "Services that were down at the end of their probe round; unknown when any service could not be probed.",
    ),
    e(
        "health.good_percent",
        "Good probes",
        "Probes with the right answer, in time or late, of all probes with a known outcome.",
    ),
    e("health.latency_ms", "Probe latency", "Median total time of the probes that got the right answer."),
    e(
        "health.certificate_days",
        "Certificate validity",
        "Days until the earliest end of validity in the certificate chain.",
    ),
    e(
        "health.reported_uptime_percent",
        "Reported uptime",
        "Uptime over a whole period as another monitor states it, by its own rules.",
    ),
    e(
        "health.reported_response_ms",
        "Reported response time",
        "Response time over a whole period as another monitor states it, by its own rules.",
    ),
    e(
        "resource.cache_hit_percent",
        "Cache hit rate",
        "Cache look-ups answered from the cache, of all look-ups.",
    ),
    e("resource.memory_mb", "Memory", "Memory in use, in megabytes of 10^6 bytes."),
    e("resource.cpu_core_percent", "CPU, of one core", "Processor time used, 100 % being one core in full."),
    e("resource.cpu_percent", "CPU", "Processor time used, of all that was available."),
    e(
        "tests.pass_percent",
        "Test pass rate",
        "Passed and flaky test cases of all that ran; unknown when none ran.",
    ),
    e("tests.failed", "Failed tests", "Test cases that failed, or broke outside an assertion."),
    e(
        "tests.flaky",
        "Flaky tests",
        "Test cases that passed only after a failed attempt, or both passed and failed in one run.",
    ),
    e("tests.skipped", "Skipped tests", "Test cases not run on purpose."),
    e("tests.total", "Tests", "Test cases found, skipped ones included."),
    e("tests.files", "Test files", "Files that hold tests, by the conventions of their language."),
    e(
        "tests.large_files",
        "Large test files",
        "Test files with more lines than the limit: each holds back parallel runs.",
    ),
    e(
        "tests.duration_s",
        "Test time",
        "Sum of the times of all test cases that ran; unknown unless every one of them has a time.",
    ),
    e(
        "coverage.line_percent",
        "Line coverage",
        "Executable lines with a hit, of all executable lines, by the format's own definition.",
    ),
    e("coverage.branch_percent", "Branch coverage", "Branch outcomes taken, of all branch outcomes."),
    e("coverage.function_percent", "Function coverage", "Functions entered, of all functions."),
    e("coverage.statement_percent", "Statement coverage", "Statements executed, of all statements."),
    e("coverage.region_percent", "Region coverage", "Code regions executed, of all regions (LLVM)."),
    e(
        "coverage.instruction_percent",
        "Instruction coverage",
        "Bytecode instructions executed, of all instructions (JaCoCo).",
    ),
    e("benchmark.time", "Time", "Time of one iteration, by the benchmark tool's own estimator."),
    e(
        "benchmark.latency_p50_ms",
        "P50 latency",
        "Half of all requests were answered within this time, counted from when they were planned.",
    ),
    e(
        "benchmark.latency_p90_ms",
        "P90 latency",
        "Nine of ten requests were answered within this time, by the load tool's own clock.",
    ),
    e(
        "benchmark.latency_p95_ms",
        "P95 latency",
        "95 % of all requests were answered within this time, counted from when they were planned.",
    ),
    e(
        "benchmark.latency_p99_ms",
        "P99 latency",
        "99 % of all requests were answered within this time, counted from when they were planned; needs 100 samples.",
    ),
    e("benchmark.throughput_rps", "Throughput", "Requests answered a second."),
    e(
        "benchmark.capacity_rps",
        "Capacity",
        "The highest rate tried at which 99 % of what was asked was achieved and the p99 target was met.",
    ),
    e(
        "benchmark.latency_p50_ratio",
        "P50 latency to reference",
        "P50 latency divided by that of a reference server that was measured in turn.",
    ),
    e(
        "benchmark.latency_p99_ratio",
        "P99 latency to reference",
        "P99 latency divided by that of a reference server that was measured in turn.",
    ),
    e(
        "benchmark.error_percent",
        "Request errors",
        "Requests that failed or timed out, of all requests sent.",
    ),
    e(
        "benchmark.checks_percent",
        "Checks passed",
        "Checks of the load script that held, of all that were made.",
    ),
    e(
        "benchmark.thresholds_crossed",
        "Thresholds crossed",
        "Thresholds of the load script that did not hold.",
    ),
    e(
        "chaos.passed_percent",
        "Chaos pass rate",
        "Experiments that passed, of all that passed, failed or did not recover.",
    ),
    e(
        "chaos.availability_percent",
        "Availability under fault",
        "Probes with the right answer in time, of all planned from the fault to the end of the scenario.",
    ),
    e(
        "chaos.recovery_s",
        "Recovery time",
        "From the fault (for a held fault, from its clearing) to the first good probe of a lasting run of good ones.",
    ),
    e(
        "findings.vulnerabilities",
        "Vulnerabilities",
        "Open findings on security or dependencies of medium severity or above; an unknown severity counts as medium.",
    ),
    e("findings.syntax_errors", "Syntax errors", "Open findings of files that do not parse."),
    e("findings.lint_errors", "Lint errors", "Open lint findings of low severity or above."),
    e("findings.type_errors", "Type errors", "Open findings of type checkers of low severity or above."),
    e("code.lines", "Lines of code", "All lines of the files that were counted."),
    e("code.files", "Files", "Files that were counted."),
    e("code.large_files", "Large files", "Files with more lines than the limit."),
    e("code.functions", "Functions", "Functions whose complexity was measured."),
    e(
        "code.complex_functions",
        "Complex functions",
        "Functions with a cyclomatic complexity (McCabe) over the limit.",
    ),
    e("code.files_changed", "Files changed", "Files changed over the period that was looked at."),
    e("code.lines_added", "Lines added", "Lines added over the period that was looked at."),
    e("code.lines_deleted", "Lines deleted", "Lines deleted over the period that was looked at."),
];
