//! Made-up pay, the same for the same seed.

use super::roles;

/// Amounts of the oracle's draws.
pub struct Draw(roles::Draw);

impl Draw {
    pub fn new(seed: u64) -> Draw {
        Draw(roles::Draw::new(seed))
    }

    /// At least 0, less than 1.
    pub fn unit(&mut self) -> f64 {
        (self.0.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0.below(n)
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
