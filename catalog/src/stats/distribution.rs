//! One cell's pay.

use super::cap::{PARTS, limit};
use super::interval::{self, Interval};
use super::{outliers, quantile};
use crate::sorting::sort_rows;

/// Under this effective number of rows a cell shows its rows and no quantile.
pub const FEWEST: f64 = 10.0;
/// From this effective number of rows on a cell has its tenth and ninetieth percentile: three rows are beyond each then.
pub const TAILS: f64 = 30.0;

/// One role's pay: an amount above zero, by whom, and how much the role weighs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    amount: f64,
    company: u32,
    weight: f64,
    share: f64,
}

impl Point {
    /// An amount and a weight in any unit, but the same for all points of a cell, and a company's number in any numbering.
    /// `None` where the amount or the weight is no finite number above zero.
    pub fn new(amount: f64, company: u32, weight: f64) -> Option<Point> {
        let is_sound = |x: f64| x.is_finite() && x > 0.0;
        (is_sound(amount) && is_sound(weight)).then_some(Point { amount, company, weight, share: 0.0 })
    }

    /// As given.
    pub fn amount(&self) -> f64 {
        self.amount
    }

    /// In a [`Distribution`] counted from 0 in the cell.
    pub fn company(&self) -> u32 {
        self.company
    }

    /// What it weighs in its [`Distribution`], where all shares sum up to one; 0 outside of one.
    pub fn share(&self) -> f64 {
        self.share
    }
}

/// The pay of a cell, sorted and weighted: no company weighs more than a fifth (all the same, where there are fewer than
/// five), and what is no pay is left out (`cap`, `outliers`).
///
/// Making it takes a few steps for each point, however many there are; each number read from it takes one walk over them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distribution {
    /// Ascending by amount, then company; shares sum up to one; companies count from 0.
    points: Vec<Point>,
    companies: u32,
    outliers: u32,
    effective: f64,
}

/// What is said of a cell that has enough rows; in the unit of its points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// A quarter stays below.
    pub p25: f64,
    /// A half stays below.
    pub median: f64,
    /// Three quarters stay below.
    pub p75: f64,
    /// A tenth and nine tenths stay below; of an effective number of rows of at least [`TAILS`].
    pub tails: Option<(f64, f64)>,
    /// Of the median; `None` of a single company.
    pub interval: Option<Interval>,
}

impl Distribution {
    /// The distribution of those points, in any order.
    pub fn new(points: Vec<Point>) -> Distribution {
        let mut points = sorted(points);
        let all = points.len();
        weigh(&mut points);
        let kept = outliers::kept(&points);
        points.truncate(kept.end);
        points.drain(..kept.start);
        if points.len() < all {
            points = sorted(points);
        }
        let companies = weigh(&mut points);
        let squares: f64 = points.iter().map(|point| point.share * point.share).sum();
        let effective = if points.is_empty() { 0.0 } else { 1.0 / squares };
        Distribution { outliers: (all - points.len()) as u32, companies, effective, points }
    }

    /// The rows, ascending by amount, without outliers: the dots of a picture.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// How many rows there are, without outliers.
    pub fn n(&self) -> u32 {
        self.points.len() as u32
    }

    /// How many rows were left out, as their amounts are no pay.
    pub fn outliers(&self) -> u32 {
        self.outliers
    }

    /// How many companies the rows are from.
    pub fn companies(&self) -> u32 {
        self.companies
    }

    /// Whether there are too few companies for none to weigh more than a fifth: a page says so.
    pub fn is_narrow(&self) -> bool {
        self.companies < PARTS as u32
    }

    /// How many rows of one weight say as much: `(Σ w)² / Σ w²` of the shares (Kish, Survey Sampling, 1965). At most [`Distribution::n`].
    pub fn effective_n(&self) -> f64 {
        self.effective
    }

    /// Whether there are too few rows for anything but the rows themselves.
    pub fn is_suppressed(&self) -> bool {
        // What is ten but for rounding is ten.
        self.effective < FEWEST - 1e-9
    }

    /// What is said of the cell; `None` where it is suppressed.
    pub fn summary(&self) -> Option<Summary> {
        if self.is_suppressed() {
            return None;
        }
        let has_tails = self.effective >= TAILS - 1e-9;
        let tails = if has_tails { self.quantile(0.1).zip(self.quantile(0.9)) } else { None };
        Some(Summary {
            p25: self.quantile(0.25)?,
            median: self.quantile(0.5)?,
            p75: self.quantile(0.75)?,
            tails,
            interval: self.interval(),
        })
    }

    /// The amount that the share `p` of the cell stays below, 0 to 1, suppressed or not; `None` of an empty cell. Which
    /// definition it is stands at `quantile`.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        quantile::quantile(&self.points, p)
    }

    /// The 95 % confidence interval of the median, suppressed or not; `None` of fewer than two companies.
    pub fn interval(&self) -> Option<Interval> {
        interval::median(&self.points, self.companies as usize)
    }

    /// The share of the cell that is paid less than that amount, and half of those who are paid the same: 0 to 1. `None`
    /// where the cell is suppressed, or the amount is no number.
    pub fn percentile(&self, amount: f64) -> Option<f64> {
        (!self.is_suppressed() && !amount.is_nan()).then(|| quantile::rank(&self.points, amount))
    }
}

/// The points ascending by amount, then company, with companies numbered from 0 in the order of their numbers. Linear.
fn sorted(mut points: Vec<Point>) -> Vec<Point> {
    let mut order: Vec<u32> = (0..points.len() as u32).collect();
    sort_rows(&mut order, 32, &|i| points[i as usize].company.into());
    let (mut last, mut number) = (None, 0);
    for &i in &order {
        let company = &mut points[i as usize].company;
        number += u32::from(last.is_some_and(|last| last != *company));
        last = Some(*company);
        *company = number;
    }
    // Positive numbers are in the order of their bits.
    sort_rows(&mut order, 64, &|i| points[i as usize].amount.to_bits());
    order.iter().map(|&i| points[i as usize]).collect()
}

/// Each point's share, with what companies weigh cut; how many companies there are.
fn weigh(points: &mut [Point]) -> u32 {
    let companies = points.iter().map(|point| point.company + 1).max().unwrap_or(0);
    let mut totals = vec![0.0; companies as usize];
    points.iter().for_each(|point| totals[point.company as usize] += point.weight);
    let limit = limit(&totals);
    for point in &mut *points {
        point.share = point.weight * (limit / totals[point.company as usize]).min(1.0);
    }
    let sum: f64 = points.iter().map(|point| point.share).sum();
    points.iter_mut().for_each(|point| point.share /= sum);
    companies
}
