//! `Query::parse` and its printer on any text. The check and what it promises: `src/query.rs`.

#![no_main]

use codedeck_fuzz::query;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| query::check(&String::from_utf8_lossy(bytes)));
