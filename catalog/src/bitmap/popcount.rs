//! Bits in words: sixteen bytes at a time where there is `simd128`, else a word at a time. Both give the same: `cargo xtask test`
//! counts a million random inputs both ways in wasm (`bench/peers/src/popcount.rs`), and compares native and wasm answers byte for byte.

#[cfg(target_feature = "simd128")]
pub(super) use self::simd::{of, of_both};

#[cfg(not(target_feature = "simd128"))]
pub(super) fn of(words: &[u64]) -> u32 {
    words.iter().map(|w| w.count_ones()).sum()
}

#[cfg(not(target_feature = "simd128"))]
pub(super) fn of_both(a: &[u64], b: &[u64]) -> u32 {
    std::iter::zip(a, b).map(|(a, b)| (a & b).count_ones()).sum()
}

#[cfg(target_feature = "simd128")]
mod simd {
    use std::arch::wasm32::{
        i8x16_add, i8x16_popcnt, i32x4_add, u8x16_splat, u16x8_extadd_pairwise_u8x16,
        u32x4_extadd_pairwise_u16x8, u32x4_extract_lane, u32x4_splat, u64x2, v128, v128_and,
    };

    /// Pairs of words after which a lane of bytes may be full: 31 times 8 bits.
    const FULL: usize = 31;

    pub fn of(words: &[u64]) -> u32 {
        let (pairs, rest) = words.as_chunks::<2>();
        let mut sums = u32x4_splat(0);
        for block in pairs.chunks(FULL) {
            let bytes =
                block.iter().fold(u8x16_splat(0), |sum, [x, y]| i8x16_add(sum, i8x16_popcnt(u64x2(*x, *y))));
            sums = widened(sums, bytes);
        }
        total(sums) + rest.iter().map(|w| w.count_ones()).sum::<u32>()
    }

    pub fn of_both(a: &[u64], b: &[u64]) -> u32 {
        let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<2>(), b.as_chunks::<2>());
        let mut sums = u32x4_splat(0);
        for (a, b) in a.chunks(FULL).zip(b.chunks(FULL)) {
            let bytes = a.iter().zip(b).fold(u8x16_splat(0), |sum, ([ax, ay], [bx, by])| {
                i8x16_add(sum, i8x16_popcnt(v128_and(u64x2(*ax, *ay), u64x2(*bx, *by))))
            });
            sums = widened(sums, bytes);
        }
        total(sums) + a_rest.iter().zip(b_rest).map(|(a, b)| (a & b).count_ones()).sum::<u32>()
    }

    fn widened(sums: v128, bytes: v128) -> v128 {
        i32x4_add(sums, u32x4_extadd_pairwise_u16x8(u16x8_extadd_pairwise_u8x16(bytes)))
    }

    fn total(sums: v128) -> u32 {
        u32x4_extract_lane::<0>(sums)
            + u32x4_extract_lane::<1>(sums)
            + u32x4_extract_lane::<2>(sums)
            + u32x4_extract_lane::<3>(sums)
    }
}
