//! Histories of airspeed velocity.

use super::{Row, check};

const ROWS: &[Row] = &[
    (
        "",
        &[
            "2026-01-01T10:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - ci/virtualenv-py3.11 partial asv: benchmark.time [benchmark=cart.Suite.time_add(1, 'a')] 0.000015, benchmark.time [benchmark=cart.Suite.time_add(10, 'b')] 0.00002, benchmark.memory [benchmark=cart.mem_list] 2420, benchmark.peak_memory [benchmark=cart.peakmem_all] 1000000, benchmark.value [benchmark=cart.track_size] 3; because cart.Suite.time_add(1, 'b') failed; because cart.time_broken failed",
            "2026-01-01T10:00:00.000Z 0a1b2c3d - laptop/e ok asv: benchmark.time [benchmark=a.time_x] 0.5, benchmark.time [benchmark=a.time_y(1)] 0.25, benchmark.time [benchmark=a.time_y(2)] 0.5",
            "laptop/broken.json, at /date: invalid type: string \"soon\", expected i64",
        ],
    ),
    (
        "ci",
        &[
            "2026-01-01T10:00:00.000Z 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 - - partial asv: benchmark.time [benchmark=cart.Suite.time_add(1, 'a')] 0.000015, benchmark.time [benchmark=cart.Suite.time_add(10, 'b')] 0.00002, benchmark.memory [benchmark=cart.mem_list] 2420, benchmark.peak_memory [benchmark=cart.peakmem_all] 1000000, benchmark.value [benchmark=cart.track_size] 3; because cart.Suite.time_add(1, 'b') failed; because cart.time_broken failed",
        ],
    ),
    (
        "benchmarks.json",
        &[
            "error: benchmarks.json: holds no result of asv (expected the folder results, with files such as MACHINE/0a1b2c3d-virtualenv-py3.11.json)",
        ],
    ),
];

#[test]
fn every_run_is_read_as_the_table_says() {
    check("asv", ROWS);
}
