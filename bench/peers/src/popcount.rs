//! Bits counted sixteen bytes at a time against bits counted word by word: the engine's own file, compiled here once more.

#[path = "../../../catalog/src/bitmap/popcount.rs"]
mod by_lanes;

use wasm_bindgen::prelude::wasm_bindgen;

/// Words of the longest input: six blocks after which a lane of bytes may be full, and some.
const MOST_WORDS: u64 = 400;

/// Counts random inputs both ways, then every pair of bytes in every lane, and full lanes of every length. How many were counted.
///
/// # Errors
/// The first that differs.
#[wasm_bindgen]
pub fn popcount(inputs: u32) -> Result<u32, String> {
    let mut state = 0;
    for input in 0..inputs {
        let len = next(&mut state) % MOST_WORDS;
        let density = next(&mut state) % 4;
        let mut words = || -> Vec<u64> { (0..len).map(|_| word(&mut state, density)).collect() };
        check(&words(), &words()).map_err(|e| format!("input {input}: {e}"))?;
    }
    Ok(inputs + every_pair_of_bytes()? + full_lanes()?)
}

fn every_pair_of_bytes() -> Result<u32, String> {
    let mut counted = 0;
    for lane in 0..16 {
        let at = |byte: u64| {
            [
                if lane < 8 { byte << (8 * lane) } else { 0 },
                if lane < 8 { 0 } else { byte << (8 * (lane - 8)) },
            ]
        };
        for (a, b) in (0..256).flat_map(|a| (0..256).map(move |b| (a, b))) {
            check(&at(a), &at(b))?;
            counted += 1;
        }
    }
    Ok(counted)
}

fn full_lanes() -> Result<u32, String> {
    let full = vec![u64::MAX; MOST_WORDS as usize];
    for len in 0..full.len() {
        check(&full[..len], &full[..len])?;
    }
    Ok(full.len() as u32)
}

fn check(a: &[u64], b: &[u64]) -> Result<(), String> {
    let (one, both) = (by_lanes::of(a), by_lanes::of_both(a, b));
    let expected: u32 = a.iter().map(|word| word.count_ones()).sum();
    let expected_both: u32 = a.iter().zip(b).map(|(a, b)| (a & b).count_ones()).sum();
    if (one, both) == (expected, expected_both) {
        return Ok(());
    }
    Err(format!("{one} and {both} bits of {} words; {expected} and {expected_both} one by one", a.len()))
}

/// A random word in which about a half, a quarter or three quarters of the bits are set, or all.
fn word(state: &mut u64, density: u64) -> u64 {
    match density {
        0 => next(state),
        1 => next(state) & next(state),
        2 => next(state) | next(state),
        _ => u64::MAX,
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*state ^ *state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_ways_count_the_same() {
        super::popcount(1_000).unwrap();
    }
}
