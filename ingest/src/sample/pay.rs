//! What a made-up role pays a year.

use super::draw::Draw;
use super::tables::{City, Kind, Level};

/// What the guide says that a skill adds, as a share.
const PREMIUMS: [(&str, f64); 7] = [
    ("Rust", 0.09),
    ("Go", 0.05),
    ("Kafka", 0.05),
    ("gRPC", 0.05),
    ("Kubernetes", 0.03),
    ("PostgreSQL", 0.02),
    ("Terraform", 0.03),
];

/// Both ends, whole thousands of the city's currency: inside the guide's range where it has one, else scaled from the city's
/// senior pay.
pub fn range(draw: &mut Draw, city: &City, level: &Level, kind: &Kind, skills: &[&str]) -> (u32, u32) {
    let benchmark = guide::BENCHMARKS.iter().find(|b| b.city == city.slug && b.level == level.slug);
    let (low, high) = match benchmark {
        Some(b) => (f64::from(b.range.0) * 1_000.0, f64::from(b.range.1) * 1_000.0),
        None => (city.senior * level.factor * 800.0, city.senior * level.factor * 1_200.0),
    };
    // Go adds from senior on only.
    let counts = |skill: &str| skill != "Go" || level.factor >= 1.0;
    let premium: f64 =
        PREMIUMS.iter().filter(|(s, _)| skills.contains(s) && counts(s)).map(|(_, share)| share).sum();
    let middle = low + (high - low) * (0.25 + 0.5 * draw.unit());
    let middle = middle * (1.0 + premium) * kind.pay * (0.94 + 0.12 * draw.unit());
    let half = 0.06 + 0.12 * draw.unit();
    let step = if middle > 1e6 { 50_000.0 } else { 1_000.0 };
    let round = |x: f64| ((x / step).round() * step) as u32;
    (round(middle * (1.0 - half)), round(middle * (1.0 + half)))
}
