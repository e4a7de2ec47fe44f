//! lcov tracefiles and Go's profiles: coverage line by line.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    quarterdeck_collectors::fuzzing::read(&["lcov", "go-cover"], data);
});
