//! Histograms as HdrHistogram writes them.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    quarterdeck_collectors::fuzzing::read(&["hdr-hlog", "hdr-hgrm"], data);
});
