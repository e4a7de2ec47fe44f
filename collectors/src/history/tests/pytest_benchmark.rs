//! Histories of pytest-benchmark.

use super::{Row, check};

const ROWS: &[Row] = &[
    (
        "",
        &[
            "2026-01-01T11:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - Darwin-CPython-3.11-64bit ok pytest-benchmark: benchmark.time [benchmark=bench.py::test_add] 1.75",
            "2026-01-01T10:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - Linux-CPython-3.11-64bit ok pytest-benchmark: benchmark.time [benchmark=bench.py::test_add] 1.5",
            "2026-01-01T12:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - Linux-CPython-3.11-64bit ok pytest-benchmark: benchmark.time [benchmark=bench.py::test_add] 1.5",
            "Linux-CPython-3.11-64bit/0003_no-time.json: says no time at which it was taken; it was left out",
        ],
    ),
    (
        "Linux-CPython-3.11-64bit",
        &[
            "2026-01-01T10:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - - ok pytest-benchmark: benchmark.time [benchmark=bench.py::test_add] 1.5",
            "2026-01-01T12:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - - ok pytest-benchmark: benchmark.time [benchmark=bench.py::test_add] 1.5",
            "0003_no-time.json: says no time at which it was taken; it was left out",
        ],
    ),
    (
        "Linux-CPython-3.11-64bit/0001_first.json",
        &[
            "2026-01-01T10:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - - ok pytest-benchmark: benchmark.time [benchmark=bench.py::test_add] 1.5",
        ],
    ),
    (
        "package.json",
        &[
            "error: package.json: holds no run of pytest-benchmark (expected the folder .benchmarks, with files such as Linux-CPython-3.11-64bit/0001_name.json)",
        ],
    ),
];

#[test]
fn every_run_is_read_as_the_table_says() {
    check("pytest-benchmark", ROWS);
}
