//! Results of airspeed velocity.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    ("failed.json", "error: at /date: invalid type: string \"soon\", expected i64"),
    (
        "old.json",
        "ok asv at 2026-01-01T10:00:00.000Z: [↓ a.time_x time: 0.5 s by median, ↓ a.time_y(1) time: 0.25 s by median, ↓ a.time_y(2) time: 0.5 s by median]",
    ),
    (
        "one.json",
        "partial asv at 2026-01-01T10:00:00.000Z: [↓ cart.Suite.time_add(1, 'a') time: 0.000015 s by median, 0.0000125–0.0000175 (0.99), ↓ cart.Suite.time_add(10, 'b') time: 0.00002 s by median, 0.000019–0.000021 (0.99), ↓ cart.mem_list memory: 2420 bytes by reported, ↓ cart.peakmem_all peak_memory: 1000000 bytes by reported, · cart.track_size value: 3 count by reported]; because cart.Suite.time_add(1, 'b') failed; because cart.time_broken failed",
    ),
    (
        "truncated.json",
        "error: line 6 column 31: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "empty asv at 2026-01-01T10:00:00.000Z: []; because the report holds no benchmark"),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("asv", ROWS);
}
