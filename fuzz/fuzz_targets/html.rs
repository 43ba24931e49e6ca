//! The check and what it promises: `src/text.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| codedeck_fuzz::text::html(bytes));
