//! Every format, told from its content as `--format auto` does.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    quarterdeck_collectors::fuzzing::recognise(data);
});
