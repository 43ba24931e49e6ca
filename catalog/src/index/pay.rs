//! Pay, comparable: every stated amount as US dollars a year at the catalogue's rates.

use crate::columns::Columns;
use crate::money::Currency;
use crate::sorting::sort_rows;

/// The bar of rows without comparable pay.
const NO_BAR: u8 = u8::MAX;

/// Stated pay in one currency, and the order by it.
#[derive(Debug)]
pub(crate) struct PayIndex {
    /// `[row]` stated top, whole US dollars a year; 0 where none is stated (or its currency has no rate).
    pub top: Vec<u32>,
    /// Rows by `top` descending, then id; those without pay last.
    pub order: Vec<u32>,
    /// `[row]` place in `order`.
    pub rank: Vec<u32>,
    /// How many rows state pay: so many stand first in `order`.
    pub stated: u32,
}

impl PayIndex {
    pub fn new(columns: &Columns) -> PayIndex {
        let usd = |row: usize| {
            let pay = columns.pay.get(row)?;
            Some(columns.rates.to_usd(pay.yearly_top(), pay.currency)?.max(1))
        };
        let top: Vec<u32> = (0..columns.ids.len()).map(|row| usd(row).unwrap_or(0)).collect();
        let mut order: Vec<u32> = (0..top.len() as u32).collect();
        sort_rows(&mut order, 48, &|row| columns.ids[row as usize].number());
        sort_rows(&mut order, 32, &|row| u64::from(!top[row as usize]));
        let mut rank = vec![0; top.len()];
        order.iter().zip(0..).for_each(|(&row, at)| rank[row as usize] = at);
        let stated = top.iter().filter(|&&t| t > 0).count() as u32;
        PayIndex { top, order, rank, stated }
    }

    /// How many rows are paid at least so many US dollars a year: so many stand first in `order`.
    pub fn at_least(&self, usd: u32) -> u32 {
        self.order.partition_point(|&row| self.top[row as usize] >= usd.max(1)) as u32
    }

    /// `[row]` the bar of the middle of its range, of `bars` bars that each span `width` units of the currency; [`NO_BAR`]
    /// without comparable pay.
    pub fn bars(&self, columns: &Columns, currency: Currency, width: u32, bars: u8, out: &mut Vec<u8>) {
        out.clear();
        let width = f64::from(width.max(1));
        out.extend(columns.pay.iter().zip(&self.top).map(|(pay, &top)| match pay {
            Some(pay) if top > 0 => {
                let amount =
                    columns.rates.convert(pay.yearly_middle(), pay.currency, currency).unwrap_or(0.0);
                ((amount / width) as u8).min(bars - 1)
            }
            _ => NO_BAR,
        }));
    }
}

/// The width of a bar: ten thousand euros' worth, as 1, 2 or 5 times a power of ten.
pub(crate) fn width(columns: &Columns, currency: Currency) -> u32 {
    let worth = columns.rates.convert(10_000.0, Currency::EUR, currency).unwrap_or(10_000.0);
    let power = 10f64.powi(worth.log10().floor() as i32);
    let lead = worth / power;
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().min_by(|a, b| {
        let far = |step: f64| (lead / step).ln().abs();
        far(*a).total_cmp(&far(*b))
    });
    (step.unwrap_or(1.0) * power).clamp(1.0, 1e9) as u32
}
