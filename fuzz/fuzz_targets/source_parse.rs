//! Each source's `parse` and `detail` on any bytes. The check and what it promises: `src/source.rs`.

#![no_main]

use codedeck_fuzz::source;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| source::check(bytes));
