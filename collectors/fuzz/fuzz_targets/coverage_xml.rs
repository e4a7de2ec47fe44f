//! Coverage reports in XML.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    quarterdeck_collectors::fuzzing::read(&["cobertura", "jacoco", "clover", "opencover"], data);
});
