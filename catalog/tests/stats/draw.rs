//! Made-up pay, the same for the same seed.

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Draw {
        Draw(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// At least 0, less than 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// Standard normal, by Box and Muller.
    pub fn normal(&mut self) -> f64 {
        (-2.0 * (1.0 - self.unit()).ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// A company's rows: as many as drawn, most have few and some have many; around its own level. Round thousands, as
    /// pay is stated. Logarithms have the standard deviations 0.15 between and 0.2 within companies, around 80,000.
    pub fn company(&mut self, mean_rows: f64) -> Vec<f64> {
        let n = 1 + (-(1.0 - self.unit()).ln() * mean_rows) as usize;
        let level = 80_000f64.ln() + 0.15 * self.normal();
        (0..n).map(|_| ((level + 0.2 * self.normal()).exp() / 1_000.0).round() * 1_000.0).collect()
    }
}
