//! The career guide for backend engineers as typed facts: what pages, the sample catalogue and comparisons refer to.
//!
//! Figures are the guide's of 2026; sentences are our own.

/// Live backend roles that the guide counts, "nearly half" of its catalogue.
pub const BACKEND_ROLES: u32 = 9_095;

/// The hours after which the guide's catalogue is refreshed.
pub const REFRESH_HOURS: u32 = 24;

/// A rung of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The slug of the level; staff stands for staff and principal.
    pub level: &'static str,
    /// Years of experience, from and up to; `None` without an end.
    pub years: (u8, Option<u8>),
}

/// The ladder, lowest first.
pub const LADDER: [Rung; 4] = [
    Rung { level: "junior", years: (0, Some(2)) },
    Rung { level: "mid", years: (2, Some(5)) },
    Rung { level: "senior", years: (5, Some(8)) },
    Rung { level: "staff", years: (8, None) },
];

/// A range of yearly base salary that the guide gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Benchmark {
    /// The city's slug.
    pub city: &'static str,
    /// ISO 4217.
    pub currency: &'static str,
    /// The slug of the level.
    pub level: &'static str,
    /// Thousands of the currency a year, from and to.
    pub range: (u32, u32),
    /// Whether the guide writes `+` after the upper end.
    pub open: bool,
}

const fn cell(
    city: &'static str,
    currency: &'static str,
    level: &'static str,
    range: (u32, u32),
    open: bool,
) -> Benchmark {
    Benchmark { city, currency, level, range, open }
}

/// Base salaries in three cities on four rungs.
pub const BENCHMARKS: [Benchmark; 12] = [
    cell("london-gb", "GBP", "junior", (35, 55), false),
    cell("london-gb", "GBP", "mid", (55, 85), false),
    cell("london-gb", "GBP", "senior", (85, 140), false),
    cell("london-gb", "GBP", "staff", (140, 200), true),
    cell("berlin-de", "EUR", "junior", (40, 55), false),
    cell("berlin-de", "EUR", "mid", (55, 80), false),
    cell("berlin-de", "EUR", "senior", (80, 120), false),
    cell("berlin-de", "EUR", "staff", (110, 170), true),
    cell("san-francisco-us", "USD", "junior", (110, 140), false),
    cell("san-francisco-us", "USD", "mid", (140, 190), false),
    cell("san-francisco-us", "USD", "senior", (190, 280), false),
    cell("san-francisco-us", "USD", "staff", (280, 400), true),
];

/// How often the guide finds a skill asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// In some postings.
    Medium,
    /// Rising from few.
    Growing,
    /// In many.
    High,
    /// In most.
    VeryHigh,
}

/// What the guide says a skill adds to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Premium {
    /// Nothing: it is the baseline.
    Baseline,
    /// Some.
    Moderate,
    /// Much (for Go: from senior on).
    Strong,
    /// The most, in a niche.
    Highest,
}

/// One row of the guide's table of skills: label of the catalogue's skill, demand, premium.
pub const SKILLS: [(&str, Demand, Premium); 8] = [
    ("Go", Demand::VeryHigh, Premium::Strong),
    ("Python", Demand::VeryHigh, Premium::Baseline),
    ("Rust", Demand::Growing, Premium::Highest),
    ("Kubernetes", Demand::High, Premium::Moderate),
    ("PostgreSQL", Demand::High, Premium::Moderate),
    ("Kafka", Demand::High, Premium::Strong),
    ("gRPC", Demand::Medium, Premium::Strong),
    ("Terraform", Demand::Medium, Premium::Moderate),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_of_the_table_is_there() {
        for city in ["london-gb", "berlin-de", "san-francisco-us"] {
            for rung in LADDER {
                let cells = BENCHMARKS.iter().filter(|b| b.city == city && b.level == rung.level);
                assert_eq!(cells.count(), 1, "{city} {}", rung.level);
            }
        }
        assert!(BENCHMARKS.iter().all(|b| b.range.0 < b.range.1));
    }
}
